"""One row of the table of languages, and how its cells are written.

In a cell, `|` separates the members in order (months from January, weekdays from Monday, units
from the second to the year), a blank separates the forms of one member, `_` stands for a blank
inside a form, and `form=2` gives a form's value. In `ago`, `_` is where a number and a unit stand
and `*` where the number may be missing (`час назад`). Earlier rows win where two rows disagree.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One row. `days` are words for a whole age in days, `labels` what may precede a date."""

    code: str
    months: str = ""
    weekdays: str = ""
    units: str = ""
    ago: tuple[str, ...] = ()
    numbers: str = ""
    days: str = ""
    labels: str = ""
    fillers: str = ""
    spaced: bool = True
