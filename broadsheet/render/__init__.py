"""Templates and Markdown to HTML: a page becomes an artifact."""

from __future__ import annotations

from broadsheet.render.faults import TemplateError
from broadsheet.render.press import Press, path

__all__ = ["Press", "TemplateError", "path"]
