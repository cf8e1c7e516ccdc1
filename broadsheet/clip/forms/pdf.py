"""A press release as PDF: lines put together to paragraphs, the largest of them the title.

Good for running text in one column, as word processors and browsers print it. Pictures of pages
are refused with what to do; columns and tables come out as they were drawn.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from broadsheet import dates
from broadsheet.clip.forms.base import based
from broadsheet.clip.forms.declared import is_believed
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.streams import Held
from broadsheet.errors import Problem
from broadsheet.model import Block, BlockKind, DateBasis, Dropped, Span, When
from broadsheet.text import folded, squeezed

MOST_PAGES = 40
MOST_STEPS = 200_000  # drawing operations of a document
_MOST_DRAWN = 1_500_000  # bytes of them: a megabyte takes the library three seconds
_MOST_BYTES = 20_000_000
_LEAST = 120  # characters of a text that is no picture
_EDGE = 12  # lines of the first page in which a day is looked for
_LONGEST_TITLE = 240
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página)?\s*[-–]?\s*\d{1,3}(?:\s*(?:/|of|von|de)\s*\d{1,3})?\s*[-–]?"
)
_BULLET = re.compile(r"[•·▪◦‣●○■–-]\s+(?=\S)")
_LABEL = re.compile(
    r"(?:press|news|media) release|(?:press release\W+)?(?:for )?immediate release|pressemitteilung"
    r"|communiqué(?: de presse)?|comunicado(?: de prensa)?|comunicato stampa|persbericht",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"[^\W\d_][-‐]$")
_NO_TITLE = re.compile(
    r"(?:microsoft word|powerpoint|untitled|document\d*|press release|layout \d)\b"
    r"|.*\.(?:docx?|pdf|indd|odt|rtf|pages|qxd|pptx?)$",
    re.IGNORECASE,
)
_MADE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b\ud800-\udfff\ufffe\uffff]")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class _TooMuchError(Exception):
    """More is drawn than a press release holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, the size of its letters in points, how high it stands."""

    text: str
    size: float
    height: float
    page: int


@dataclass(slots=True)
class _Drawn:
    """The lines of a document, as its pages are drawn."""

    lines: list[Line] = field(default_factory=list)
    steps: int = 0
    _pieces: list[str] = field(default_factory=list)
    _size: float = 0.0
    _height: float = 0.0

    def step(self, *_: Any) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _TooMuchError

    def say(self, text: str, around: Any, matrix: Any, _: Any, size: float) -> None:
        """Take a piece of text with its place, as the library hands it over."""
        self.step()
        first, *rest = text.split("\n")
        self._add(first, around, matrix, size)
        for piece in rest:
            self.end()
            self._add(piece, around, matrix, size)

    def _add(self, text: str, around: Any, matrix: Any, size: float) -> None:
        if not text.strip():
            self._pieces.append(" " if text else "")
            return
        if not any(piece.strip() for piece in self._pieces):
            self._height = float(matrix[5]) * float(around[3]) + float(around[5])
        self._size = max(self._size, abs(float(size) * float(matrix[3]) * float(around[3])))
        self._pieces.append(text)

    def end(self) -> None:
        """End the line."""
        text = squeezed(_UNSEEN.sub("", "".join(self._pieces)))
        if text:
            self.lines.append(Line(text, round(self._size, 1), self._height, self.page))
        self._pieces, self._size = [], 0.0

    page: int = 1


def is_pdf(head: bytes, name: str) -> bool:
    """Tell whether bytes begin a PDF, which may have something before its mark."""
    return b"%PDF-" in head[:1024]


def clipped(record: Record) -> Clipped:
    """Return the one article of a PDF, or why its text is not to be had."""
    if len(record.data) > _MOST_BYTES:
        return _refused(record, f"the PDF is larger than {_MOST_BYTES:,} bytes")
    try:
        reader = _opened(record.data)
        if reader is None:
            return _refused(record, "the PDF is locked", "save it without a password")
        pages = len(reader.pages)
        if pages > MOST_PAGES:
            fault = f"a PDF of {pages:,} pages is no press release"
            return _refused(record, fault, "save the pages that are news")
        drawn = _drawn(reader)
        said = dict(reader.metadata or {})
    except _TooMuchError:
        return _refused(record, "more is drawn in the PDF than a press release holds")
    except Exception as error:  # the library falls over broken files in many ways
        fault = f"the PDF is broken ({type(error).__name__})"
        return _refused(record, fault, "open it and print it anew")
    return _article(record, drawn.lines, said, pages)


def _opened(data: bytes) -> Any:
    """Return a reader of the document, None where it is locked."""
    from pypdf import PdfReader

    reader = PdfReader(Held(data))  # type: ignore[arg-type]  # whatever reads and seeks
    if reader.is_encrypted:
        try:
            if not reader.decrypt(""):
                return None
        except Exception:  # no cipher at hand, or none that is known
            return None
    return reader


def _drawn(reader: Any) -> _Drawn:
    drawn = _Drawn()
    left = _MOST_DRAWN
    for number, page in enumerate(reader.pages, 1):
        drawn.page = number
        left -= _size(page)
        if left < 0:
            raise _TooMuchError
        page.extract_text(visitor_text=drawn.say, visitor_operand_before=drawn.step)
        drawn.end()
    return drawn


def _size(page: Any) -> int:
    """Return how many bytes of operations draw a page."""
    contents = page.get("/Contents")
    found = contents.get_object() if contents is not None else None
    parts = found if isinstance(found, list) else [found]
    streams = (part.get_object() for part in parts if part is not None)
    return sum(len(one.get_data()) for one in streams if hasattr(one, "get_data"))


def _refused(record: Record, fault: str, hint: str = "save it as plain text") -> Clipped:
    return Clipped(problems=(Problem(record.seed, fault, hint=hint),))


def _article(record: Record, every: Sequence[Line], said: dict[str, Any], pages: int) -> Clipped:
    lines, left = _without_edges(every)
    dropped = tuple(
        Dropped(record.seed, line.page, line.text[:300], "edge of a page") for line in left
    )
    if sum(len(line.text) for line in lines) < _LEAST:
        fault = "the PDF holds no text: its pages are pictures"
        return _refused(record, fault, "recognise the text first, or save it as plain text")
    normal = _normal(lines)
    top = _headline(lines, normal)
    title = " ".join(line.text for line in top) or _named(said) or lines[0].text
    day, dated = _day(lines, record)
    body = tuple(blocks([line for line in lines if line not in (*top, dated)], normal))
    problems: tuple[Problem, ...] = ()
    basis: DateBasis | None = None
    if day is None and (made := _made(said)) and is_believed(made, record.captured):
        day, basis = made, "inferred"
    clipping = based(
        record,
        title=title[:_LONGEST_TITLE],
        body=body,
        span=Span(1, max(1, pages)),
        date=day,
        date_basis=basis,
        when=dated.text[:_LONGEST_TITLE] if dated else None,
    )
    return Clipped((clipping,), dropped, problems)


# ---- lines ----------------------------------------------------------------------------------


def _without_edges(every: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines without numbers, labels and what stands on several pages alike."""
    on: Counter[str] = Counter()
    for page in {line.page for line in every}:
        on.update({folded(line.text) for line in every if line.page == page})
    kept: list[Line] = []
    left: list[Line] = []
    for line in every:
        text = folded(line.text)
        is_number = len(text) < 24 and _PAGE_NUMBER.fullmatch(text) is not None
        is_label = len(text) < 60 and _LABEL.fullmatch(text) is not None
        (left if is_number or is_label or on[text] > 1 else kept).append(line)
    return kept, left


def _normal(lines: Sequence[Line]) -> float:
    """Return the size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _headline(lines: Sequence[Line], normal: float) -> list[Line]:
    """Return the lines of the first page that are set largest, if they are larger than the text."""
    first = [line for line in lines if line.page == lines[0].page]
    largest = max((line.size for line in first if len(line.text) > 3), default=0.0)
    if largest < 1.15 * normal:
        return []
    begin = next(n for n, line in enumerate(first) if line.size == largest)
    found: list[Line] = []
    for line in first[begin : begin + 6]:
        if line.size != largest:
            break
        found.append(line)
    return found if len(" ".join(line.text for line in found)) <= _LONGEST_TITLE else found[:1]


def _named(said: dict[str, Any]) -> str:
    """Return the title that the document says it has, "" where a program made it up."""
    title = squeezed(_UNSEEN.sub("", str(said.get("/Title") or "")[:1000]))
    return "" if _NO_TITLE.match(title) or len(title) < 8 else title


def _made(said: dict[str, Any]) -> dt.date | None:
    found = _MADE.match(str(said.get("/CreationDate") or "")[:40])
    try:
        return dt.date(*(int(part or 1) for part in found.groups())) if found else None
    except ValueError:
        return None


def _day(lines: Sequence[Line], record: Record) -> tuple[When | None, Line | None]:
    """Return the day of a release, and its line where that says nothing but place and day."""
    for line in lines[:_EDGE]:
        head = re.split(r"\s+[–—-]{1,2}\s+", line.text)[0]
        parts = (head, head.partition(",")[2], head.rpartition(":")[2])
        for part in parts:
            found = dates.printed(part.strip()) if 5 < len(part) < 60 else None
            if found and found.stated and is_believed(found.stated, record.captured):
                whole = head == line.text and len(line.text) < 60
                return found.stated, line if whole else None
    return None, None


# ---- blocks ---------------------------------------------------------------------------------


def blocks(lines: Sequence[Line], normal: float) -> Iterator[Block]:
    """Yield the lines as paragraphs, subheads and items; words broken by hyphens are made whole."""
    gap = _gap(lines)
    width = max((len(line.text) for line in lines), default=0)
    run: list[Line] = []
    for line in lines:
        if run and _parts(run[-1], line, gap, width):
            yield _block(run, normal)
            run = []
        run.append(line)
    if run:
        yield _block(run, normal)


def _gap(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines."""
    near = pairwise(lines)
    steps = [abs(a.height - b.height) for a, b in near if a.page == b.page and a.size == b.size]
    return median(steps) if steps else 0.0


def _parts(before: Line, line: Line, gap: float, width: int) -> bool:
    """Tell whether a line begins a paragraph."""
    if abs(before.size - line.size) > 0.6 or _BULLET.match(line.text):
        return True
    begins = not line.text[:1].islower()
    ended = before.text[-1] in '.!?:”"»)' and len(before.text) < 0.75 * width
    if ended or (begins and len(before.text) < 0.6 * width):
        return True
    if before.page != line.page:
        return begins and before.text[-1] in '.!?:”"»'
    return abs(before.height - line.height) > 1.25 * gap


def _block(run: Sequence[Line], normal: float) -> Block:
    text = ""
    for line in run:
        broken = _HYPHEN.search(text) and line.text[:1].islower()
        if broken or text.endswith("\xad"):
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}" if text else line.text
    text = text.replace("\xad", "")
    kind: BlockKind = "paragraph"
    if bullet := _BULLET.match(text):
        kind, text = "item", text[bullet.end() :]
    elif run[0].size > 1.1 * normal and len(text) < 200:
        kind = "subhead"
    return Block(kind, text)
