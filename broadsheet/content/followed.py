"""How it stands with what an editor follows: `sources.log.tsv`, written by collecting.

A row a source: address, title, last success, last attempt, what came of it, what was wrong. Times
are in ISO 8601 with a zone, "" for never. It lies beside `sources.yaml`; kept in git it makes
every clone print the same `/status/`, and without it that page says nothing of sources.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.dates import iso
from broadsheet.errors import Problem
from broadsheet.text import squeezed

PATH = "sources.log.tsv"
_HEADING = "# address\ttitle\tlast success\tlast attempt\tstate\terror\n"
_COLUMNS = 6
_LONGEST = 300
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Followed:
    """A source as it was found when it was last asked."""

    url: str
    title: str
    succeeded: dt.datetime | None = None
    tried: dt.datetime | None = None
    state: str = ""
    fault: str = ""


def followed(text: str) -> tuple[tuple[Followed, ...], tuple[Problem, ...]]:
    """Return the rows of the file; a line that is none is a problem, and is left out."""
    found: list[Followed] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = _row(line.split("\t")) if number <= _MOST else None
        if row is not None:
            found.append(row)
        elif not problems:
            hint = "`collect` writes it; delete the file to begin anew"
            problems.append(Problem(PATH, "is not as it was written", number, hint=hint))
    return tuple(sorted(found, key=_order)), tuple(problems)


def _row(cells: list[str]) -> Followed | None:
    if len(cells) != _COLUMNS or not cells[0].startswith(("http://", "https://")):
        return None
    url, title, succeeded, tried, state, fault = cells
    return Followed(url, title, _instant(succeeded), _instant(tried), state, fault)


def _instant(text: str) -> dt.datetime | None:
    when = iso(text, "UTC") if text else None
    return when if isinstance(when, dt.datetime) else None


def log(rows: Iterable[Followed]) -> str:
    """Return the file that says so, sorted by title and address."""
    return _HEADING + "".join(_line(row) for row in sorted(rows, key=_order))


def _line(row: Followed) -> str:
    times = (one.isoformat(timespec="seconds") if one else "" for one in (row.succeeded, row.tried))
    cells = (row.url, row.title, *times, row.state, row.fault)
    return (
        "\t".join(squeezed(cell)[:_LONGEST] if cell != row.url else cell for cell in cells) + "\n"
    )


def _order(row: Followed) -> tuple[str, str]:
    return row.title.casefold(), row.url
