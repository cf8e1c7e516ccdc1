"""What can be wrong with an input, as a value; and the one exception base."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with one input. Printed as `path:line:column: message (hint)`.

    Whoever found it without the file in hand names the `key` of the front matter, and its
    `value`, by which its place can be found.
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    hint: str = ""
    key: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = [self.path, *(str(n) for n in (self.line, self.column) if n is not None)]
        cure = f" ({self.hint})" if self.hint else ""
        return visible(f"{':'.join(place)}: {self.message}{cure}")

    @property
    def row(self) -> dict[str, str | int | None]:
        """What other programs are told of it."""
        place = {"line": self.line, "column": self.column}
        return {"path": self.path, "message": self.message, **place, "hint": self.hint}


def visible(text: str) -> str:
    """Return a text on one line, with whatever does not show in it written out: `\\n`, `\\u202e`.

    What is told of a file repeats some of it, and must not look like something else on its way.
    """
    if text.isprintable():
        return text
    written = (c if c.isprintable() else ascii(c)[1:-1] if c != "\xa0" else " " for c in text)
    return "".join(written)


class BroadsheetError(Exception):
    """Base of every error raised on purpose; carries the problem that a person is shown."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class SettingsError(BroadsheetError):
    """The settings cannot be used: nothing is built, exit status 2."""


class BusyError(BroadsheetError):
    """Somebody else is building this site: nothing is done, exit status 75."""


class InputError(BroadsheetError):
    """One input cannot be used: it is reported, and the others go on."""
