"""Where the entries of an XML feed stand in its text: found without parsing, torn feeds too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from broadsheet.model import Span

MOST_ENTRIES = 100_000
_MOST_HEAD = 200_000  # characters around the entries
_MOST_DECLARED = 100  # entities of a document type
_TOKEN = re.compile(r"<!--|<!\[CDATA\[|<\?|<(/?)((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s/>])", re.I)
_SKIPPED = {"<!--": "-->", "<![cdata[": "]]>", "<?": "?>"}
_TAG_END = re.compile(r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>""")
_TAG = re.compile(r"<(?:([A-Za-z_][\w.:-]{0,60})|!--|\?|!DOCTYPE)", re.I)
_ENTITY = re.compile(r"""<!ENTITY\s{1,20}(\w{1,40})\s{1,20}(["'])([^"'%<]{0,200}?)\2\s{0,20}>""")


_BEFORE = re.compile(
    r"\s+|<\?[^>]{0,4000}>|<!--.{0,60000}?-->|<!DOCTYPE[^\[>]{0,4000}", re.I | re.S
)
_INNER = re.compile(r"\[.{0,60000}?\]\s{0,20}>|>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry from `start` to `end` of the text; not `is_whole` where its end tag is missing."""

    start: int
    end: int
    span: Span
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """A feed taken apart: its first tag, where its entries stand, and the text around them.

    The first tag stands at `start`. `entities` are the short and plain ones that its document
    type declares. `is_cut`: it has more entries than are handled.
    """

    root: str
    name: str
    head: str
    places: tuple[Place, ...]
    entities: tuple[tuple[str, str], ...] = ()
    is_cut: bool = False
    start: int = 0


def first_tag(text: str) -> int:
    """Return where the first tag stands, behind declarations and comments."""
    at = 0
    while found := _BEFORE.match(text, at):
        at = found.end()
        if found[0][:2] == "<!" and found[0][2:3] != "-":
            inner = _INNER.match(text, at)
            at = inner.end() if inner else at
    return at


def layout(text: str) -> Layout:
    """Return how a feed is laid out, in time linear in its length."""
    name, start, end, entities = _root(text)
    if name.rpartition(":")[2].lower() in ("entry", "item"):
        end = start  # the document is one entry
    found: list[Place] = []
    for place in _places(text, end):
        if len(found) == MOST_ENTRIES:
            told = text[: found[-1].end]  # what is left out must not be taken for its head
            return _layout(told, (name, start, end), found, entities, is_cut=True)
        found.append(place)
    return _layout(text, (name, start, end), found, entities, is_cut=False)


def _layout(
    text: str,
    root: tuple[str, int, int],
    places: list[Place],
    entities: tuple[tuple[str, str], ...],
    is_cut: bool,
) -> Layout:
    name, start, end = root
    head = _around(text, end, places)
    return Layout(text[start:end], name, head, tuple(places), entities, is_cut, start)


def _around(text: str, start: int, places: list[Place]) -> str:
    """Return what stands before, between and behind the entries, up to a limit."""
    if not places:
        return text[start : start + _MOST_HEAD]
    parts, length, at = [], 0, start
    for place in places:
        if at < place.start and length < _MOST_HEAD:
            parts.append(text[at : min(place.start, at + _MOST_HEAD - length)])
            length += len(parts[-1])
        at = place.end
    parts.append(text[at : at + max(0, _MOST_HEAD - length)])
    return "".join(parts)


def _root(text: str) -> tuple[str, int, int, tuple[tuple[str, str], ...]]:
    """Return the first tag's name, its start and end, and the entities declared before it."""
    at = 0
    entities: tuple[tuple[str, str], ...] = ()
    while found := _TAG.search(text, at):
        if found[1]:
            end = _TAG_END.match(text, found.end())
            return found[1], found.start(), end.end() if end else found.end(), entities
        if found[0][:2] == "<?":
            at = _after(text, "?>", found.end())
        elif found[0][:3] == "<!-":
            at = _after(text, "-->", found.end())
        else:
            at, entities = _doctype(text, found.end())
    return "", 0, 0, entities


def _doctype(text: str, at: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    bracket, angle = text.find("[", at, at + 2000), text.find(">", at)
    if bracket < 0 or 0 <= angle < bracket:
        return (angle + 1 if angle >= 0 else len(text)), ()
    inner = text[bracket : bracket + _MOST_HEAD]
    declared = [(m[1], m[3]) for m in islice(_ENTITY.finditer(inner), _MOST_DECLARED)]
    plain = tuple((name, value) for name, value in declared if _is_plain(value))
    close = re.compile(r"\]\s{0,20}>").search(text, bracket)
    return (close.end() if close else len(text)), plain


def _is_plain(value: str) -> bool:
    """Tell whether an entity stands for text alone and for no other entity."""
    return "&" not in re.sub(r"&#\w{1,8};", "", value)


def _places(text: str, at: int) -> Iterator[Place]:
    """Yield the entries in order; one without its end ends where the next begins."""
    lines, name, opened = _Lines(text), "", -1
    while found := _TOKEN.search(text, at):
        closes, tag = found[1], (found[2] or "").lower()
        if not tag:
            at = _after(text, _SKIPPED[found[0].lower()], found.end())
            continue
        end = _TAG_END.match(text, found.end())
        at = end.end() if end else found.end()
        name = name or tag
        if tag != name:
            continue
        if opened >= 0:
            stop = at if closes else found.start()
            yield Place(opened, stop, lines.span(opened, stop), bool(closes))
        opened = -1 if closes else found.start()
        if not closes and text[at - 2 : at] == "/>":
            yield Place(opened, at, lines.span(opened, at))
            opened = -1
    if opened >= 0:
        yield Place(opened, len(text), lines.span(opened, len(text)), is_whole=False)


def _after(text: str, mark: str, at: int) -> int:
    """Return where the text goes on behind a mark; its end where the mark never comes."""
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else len(text)


class _Lines:
    """Counts lines of a text onwards, each character once."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def span(self, start: int, end: int) -> Span:
        first = self._line = self._line + self._text.count("\n", self._at, start)
        last = self._line = first + self._text.count("\n", start, end)
        self._at = end
        return Span(first, last)
