"""Printing: the run of the press, and the look from outside that often makes it needless."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.disk import Output
from broadsheet.model import Page
from broadsheet.printing.nouns import (
    Found,
    Made,
    Order,
    Press,
    Progress,
    Reason,
    Report,
    Run,
    Step,
    is_trusted,
    reason,
    silent,
)
from broadsheet.printing.standing import (
    as_left,
    inputs,
    inputs_since,
    remember,
    remembered,
    standing,
    unchanged,
)
from broadsheet.printing.stopwatch import Spent, Stopwatch
from broadsheet.printing.stopwatch import lines as profile
from broadsheet.state import State

__all__ = [
    "Found",
    "Made",
    "Order",
    "Press",
    "Progress",
    "Reason",
    "Report",
    "Run",
    "Spent",
    "Step",
    "Stopwatch",
    "as_left",
    "inputs",
    "inputs_since",
    "is_trusted",
    "profile",
    "reason",
    "remember",
    "remembered",
    "run",
    "silent",
    "standing",
    "unchanged",
]


def run(
    pages: Iterable[Page], press: Press, output: Output, state: State, order: Order | None = None
) -> Run:
    """Bring the output folder up to the plan, as far as there is room on the disk."""
    from broadsheet.printing.running import brought_up  # half of all imports, and seldom needed

    return brought_up(pages, press, output, state, order or Order())
