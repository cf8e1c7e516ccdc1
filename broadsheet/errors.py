"""What can be wrong with an input, as a value; and the one exception base."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with one input. Printed as `path:line:column: message (hint)`."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    hint: str = ""

    def __str__(self) -> str:
        place = [self.path, *(str(n) for n in (self.line, self.column) if n is not None)]
        cure = f" ({self.hint})" if self.hint else ""
        return f"{':'.join(place)}: {self.message}{cure}"


class BroadsheetError(Exception):
    """Base of every error raised on purpose; carries the problem that a person is shown."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class SettingsError(BroadsheetError):
    """The settings cannot be used: nothing is built, exit status 2."""


class InputError(BroadsheetError):
    """One input cannot be used: it is reported, and the others go on."""
