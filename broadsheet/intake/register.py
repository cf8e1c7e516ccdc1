"""`content/ingested.tsv`: every clipping ever written, so that a fresh clone knows them too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from broadsheet.errors import Problem
from broadsheet.model import Span

PATH = "content/ingested.tsv"
_HEADER = (
    "# every clipping ever written, kept by the machine: "
    "file, clipping, key of title, simhash of text, fingerprint, source"
)
CLIPPING = re.compile(r"(.+)#L([1-9][0-9]{0,8})(?:-L([1-9][0-9]{0,8}))?", re.DOTALL)
_KEYED = f"{_HEADER}, address, id"
_FILE = re.compile(r"content/(?!.*(?:^|/)\.\.?/)[^\x00-\x1f\\]+\.md")
_HEX = re.compile(r"[0-9a-f]{16}")
_UNFIT = re.compile(r"[\t\r\n%]")


@dataclass(frozen=True, slots=True)
class Registered:
    """A clipping that was written: its file and what it is known again by.

    `title` is the key of its title, `text` the simhash of its body (None without one), `whole`
    the fingerprint of all that the clipping itself says; `address` and `ident` are what it is
    known by from outside, "" where that is nothing.
    """

    file: str
    seed: str
    first: int
    last: int
    title: str
    whole: str
    source: str = ""
    text: int | None = None
    address: str = ""
    ident: str = ""

    @property
    def place(self) -> str:
        return f"{self.seed}#{self.span}"

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for key in (self.address, self.ident) if key))

    @property
    def span(self) -> Span:
        return Span(self.first, self.last)

    def overlaps(self, seed: str, span: Span) -> bool:
        return self.seed == seed and self.first <= span.last and span.first <= self.last


@dataclass(frozen=True, slots=True)
class Register:
    """The rows, and the lines that could not be read: kept as they are, for a person to mend."""

    rows: tuple[Registered, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def tsv(self) -> str:
        """The whole file, sorted; equal registers give equal bytes."""
        header = _KEYED if any(row.keys for row in self.rows) else _HEADER
        lines = [header, *(_line(row) for row in ordered(self.rows))]
        return "".join(f"{line}\n" for line in [*lines, *dict.fromkeys(self.damaged)])


def register(text: str, path: str = PATH) -> tuple[Register, tuple[Problem, ...]]:
    """Return what the file remembers; a damaged line is a problem, and the rest is used."""
    rows: list[Registered] = []
    damaged: list[str] = []
    problems: list[Problem] = []
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = raw.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        if (row := _row(line)) is not None:
            rows.append(row)
        else:
            damaged.append(line)
            hint = "take the line from an earlier version of the file, or delete it"
            problems.append(Problem(path, "a damaged line, not used", number, 1, hint))
    return Register(ordered(rows), tuple(damaged)), tuple(problems)


def _row(line: str) -> Registered | None:
    cells = [unquote(cell) for cell in line.split("\t")]
    if len(cells) not in (6, 8):
        return None
    file, clipping, title, text, whole, source = cells[:6]
    seed = CLIPPING.fullmatch(clipping)
    sound = _HEX.fullmatch(title) and _HEX.fullmatch(whole) and _FILE.fullmatch(file)
    if not seed or not sound or not (text == "-" or _HEX.fullmatch(text)):
        return None
    first, last = int(seed[2]), int(seed[3] or seed[2])
    keys = ["" if cell == "-" else cell for cell in cells[6:]]
    bits = None if text == "-" else int(text, 16)
    return Registered(file, seed[1], first, last, title, whole, source, bits, *keys)


def _line(row: Registered) -> str:
    text = "-" if row.text is None else f"{row.text:016x}"
    cells = [row.file, row.place, row.title, text, row.whole, row.source]
    cells += [row.address or "-", row.ident or "-"] if row.keys else []
    return "\t".join(_UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", cell) for cell in cells)


def ordered(rows: Iterable[Registered]) -> tuple[Registered, ...]:
    """Return the rows, each once, in the order in which the file holds them."""
    return tuple(sorted(set(rows), key=_order))


def _order(row: Registered) -> tuple[object, ...]:
    text = -1 if row.text is None else row.text
    what = (row.title, row.whole, row.source, text, row.address, row.ident)
    return row.file, row.seed, row.first, row.last, *what
