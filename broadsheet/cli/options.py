"""The options that every command knows, and the site that they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadsheet.errors import SettingsError

if TYPE_CHECKING:
    from broadsheet.site import Site

DONE, PROBLEMS, USAGE, BUSY, INTERRUPTED, DEAF = 0, 1, 2, 75, 130, 141


@dataclass(frozen=True, slots=True)
class Wanted:
    """The common options, wherever on the line they stood."""

    site: Path = Path()
    config: Path | None = None
    explain: bool = False
    clean: bool = False
    jobs: int | None = None  # not said: one to understand, all processors to print
    quiet: bool = False
    json: bool = False
    profile: bool = False
    wait: bool = False


_OPTIONS = (
    click.option("--site", type=click.Path(path_type=Path), help="The site's folder [default: .]."),
    click.option("--config", type=click.Path(path_type=Path), help="Its settings file."),
    click.option("--explain", is_flag=True, default=None, help="Say why for each thing done."),
    click.option("--clean", is_flag=True, default=None, help="Believe nothing of former builds."),
    click.option("--jobs", type=click.IntRange(1, 64), help="Processes that understand and print."),
    click.option("--quiet", is_flag=True, default=None, help="Say nothing but problems."),
    click.option("--json", is_flag=True, default=None, help="Print the report as JSON."),
    click.option("--profile", is_flag=True, default=None, help="Say where the time went."),
    click.option("--wait", is_flag=True, default=None, help="Wait for another build to end."),
)
_NAMES = frozenset(Wanted.__dataclass_fields__)


def common(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give a command the common options, as one `Wanted` before its own arguments.

    What stands after the command's name wins over what stands before it.
    """

    @wraps(function)
    def called(**given: Any) -> int | None:
        own = {name: value for name, value in given.items() if name not in _NAMES}
        return function(_wanted(click.get_current_context()), **own)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def _wanted(context: click.Context) -> Wanted:
    """Return the options of the command and of the group it stands in."""
    said: dict[str, Any] = {}
    for level in (context.parent, context):
        given = level.params if level else {}
        said |= {name: given[name] for name in _NAMES if given.get(name) is not None}
    return Wanted(**said)


def site_of(wanted: Wanted) -> Site:
    from broadsheet.site import site

    return site(wanted.site, wanted.config)


def timezone(wanted: Wanted) -> str:
    """Return the time zone of the site that we stand in, UTC outside of one."""
    from broadsheet import flow
    from broadsheet.site import site

    try:
        found = site(wanted.site, wanted.config)
    except SettingsError:
        if wanted.config is not None:
            raise
        return "UTC"
    return flow.settings(found).timezone
