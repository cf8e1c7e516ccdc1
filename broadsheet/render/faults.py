"""What goes wrong in a template, told with the template's path and line."""

from __future__ import annotations

import traceback
from collections.abc import Mapping

import jinja2

from broadsheet.errors import BroadsheetError, Problem


class TemplateError(BroadsheetError):
    """A template cannot be used: the problem names its path and line."""


def missing(name: str, place: str | None = None, line: int | None = None) -> TemplateError:
    """Return the error for a template that no folder holds; `place` and `line` name who asks."""
    if place is None:
        return TemplateError(Problem(f"templates/{name}", "no such template", hint="add it"))
    fault = f"there is no templates/{name}"
    return TemplateError(Problem(place, fault, line, hint="add it, or remove this line"))


def told(error: Exception, name: str, places: Mapping[str, str]) -> TemplateError:
    """Return the error as a person reads it; `places` maps template names to shown paths."""
    if isinstance(error, TemplateError):
        return error
    if isinstance(error, jinja2.TemplateNotFound):
        return missing(str(error.name))
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = places.get(error.name or name, error.filename or name)
        return TemplateError(Problem(place, error.message or "syntax error", error.lineno))
    place, line = _raised_at(error, places) or (places.get(name, name), None)
    return TemplateError(
        Problem(place, str(error) or type(error).__name__, line, hint=_hint(error))
    )


def _raised_at(error: Exception, places: Mapping[str, str]) -> tuple[str, int | None] | None:
    """Return the innermost template line that the error passed through."""
    shown = set(places.values())
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in shown:
            return frame.filename, frame.lineno
    return None


def _hint(error: Exception) -> str:
    if isinstance(error, jinja2.UndefinedError):
        return "a template can show only what its page holds: see broadsheet/plan/views/"
    return ""
