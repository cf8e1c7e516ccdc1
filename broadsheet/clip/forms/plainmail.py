"""Letters in plain text: lines joined to paragraphs, links put where they belong, entries told.

Lines are joined where RFC 3676 says so, and elsewhere where the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.clip.forms.colophon import is_more
from broadsheet.clip.lines import capitals, finished
from broadsheet.model import Block, BlockKind, Link, LinkedBlock
from broadsheet.text import squeezed

_MOST_LINES = 40_000
_MOST = 4001  # paragraphs: one more than a letter is read to
_WIDEST = 100  # characters of a line that was wrapped
_HEADLINE = 160
_RULE = re.compile(r"\s*(?:[-=_*~#•·+—–.] ?){4,}\s*")
_BULLET = re.compile(r"\s{0,6}(?:[*•·‣▪◦-])\s+(?=\S)")
_STEP = re.compile(r"\s{0,6}\d{1,2}[.)]\s+(?=\S)")
_QUOTED = re.compile(r"(?:> ?)+")
_NOTE = re.compile(r"\s{0,6}\[(\d{1,3})\]:?\s+<?(https?://[^\s<>]{4,2000})>?\s*")
_MARK = re.compile(r"\s?\[(\d{1,3})\](?!\()")
_ANGLED = re.compile(r"\s?[<(\[]\s?(https?://[^\s<>()\[\]]{4,2000})\s?[>)\]]")
_BARE = re.compile(r"\s*(?:([^:<>]{2,40}):\s*)?<?(https?://[^\s<>]{4,2000})>?\s*")
_URL = re.compile(r"https?://[^\s<>\"]{4,2000}")
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,2})(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?!\w)")
_HASHES = re.compile(r"#{1,6} +(?=\S)")
_GLUE = "\x00"  # no text holds it: a line that goes on without a blank
_MARKS = {"item": _BULLET, "step": _STEP, "subhead": _HASHES, "quote": _QUOTED}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter with the lines of the text that it stood on, from 1."""

    block: Block
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A headline, its teaser and its link, in a letter that lists several."""

    title: str
    url: str | None
    blocks: tuple[Block, ...]
    first: int
    last: int


def paragraphs(
    text: str, flowed: bool = False, delsp: bool = False, headed: bool = False
) -> list[Paragraph]:
    """Return the paragraphs of a plain text; a rule of dashes ends one and is none itself.

    `headed` reads the first line of each as a headline, where a capital begins the second.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_MOST_LINES]
    lines = _signed_off(lines)
    notes = {match[1]: match[2] for line in lines if (match := _NOTE.fullmatch(line[:2100]))}
    width = _width(lines)
    found: list[Paragraph] = []
    pending: list[str] = []
    first = 0
    for number, line in enumerate([*lines, ""], 1):
        if len(found) >= _MOST:
            break
        stripped = line[:1_000_000].strip()
        over = _underlined(stripped, pending)
        if over or not stripped or _RULE.fullmatch(stripped[:200]) or _NOTE.fullmatch(line[:2100]):
            _put(found, pending, first, number - 1, notes, "subhead" if over else "paragraph")
            pending = []
            continue
        apart = headed and len(pending) == 1 and _is_headed(pending[0], stripped)
        if pending and (apart or not _goes_on(pending[-1], line, width, flowed)):
            _put(found, pending, first, number - 1, notes, "paragraph")
            pending = []
        first = first if pending else number
        pending.append(f"{line[:-1]}{_GLUE}" if flowed and delsp and line.endswith(" ") else line)
    return found


def _signed_off(lines: list[str]) -> list[str]:
    """Return the lines above a signature (`-- `), where it stands near the end."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 15), -1):
        if lines[at] == "-- " and at > 3:
            return lines[:at]
    return lines


def _width(lines: Sequence[str]) -> int:
    """Return at how many characters the text was wrapped; 0 where it was not."""
    sizes = sorted(len(line.rstrip()) for line in lines if len(line) > 40 and "://" not in line)
    if len(sizes) < 2 or sizes[len(sizes) * 9 // 10] > _WIDEST:
        return 0
    return sizes[-1] if sizes[-1] <= _WIDEST else sizes[len(sizes) * 9 // 10]


def _underlined(stripped: str, pending: Sequence[str]) -> bool:
    """Tell whether a line only underlines the one above it, which is a heading then."""
    if len(pending) != 1 or not stripped or len(pending[0]) > 120:
        return False
    return stripped[0] in "=-~" and not stripped.strip(stripped[0]) and len(stripped) > 3


def _goes_on(above: str, line: str, width: int, flowed: bool) -> bool:
    """Tell whether a line goes on where the one above was broken to fit."""
    if flowed:
        return above.endswith((" ", _GLUE)) and above != "-- "
    if _BULLET.match(line) or _STEP.match(line) or _BARE.fullmatch(line[:2100]):
        return False
    if _BARE.fullmatch(above[:2100]):
        return False
    if _quoted(above) != _quoted(line):
        return False
    if (_BULLET.match(above) or above.startswith("  ")) and line.startswith("  "):
        return True
    word = line.strip().split(" ", 1)[0]
    return bool(width) and len(above.rstrip()) + 1 + len(word) >= width - 1


def _is_headed(above: str, below: str) -> bool:
    return below[:1].isupper() and not finished(above.rstrip(" ?!")) and not _BULLET.match(above)


def _quoted(line: str) -> int:
    match = _QUOTED.match(line)
    return match[0].count(">") if match else 0


def _put(
    found: list[Paragraph],
    lines: Sequence[str],
    first: int,
    last: int,
    notes: dict[str, str],
    kind: BlockKind,
) -> None:
    if not lines:
        return
    kind = _kind(lines, kind)
    joined = "".join(f"{_bare(line, kind)} " for line in lines).replace(f"{_GLUE} ", "")
    block = _linked(kind, squeezed(joined), notes)
    if block.text:
        found.append(Paragraph(block, first, last))


def _kind(lines: Sequence[str], kind: BlockKind) -> BlockKind:
    if kind == "subhead" or _HASHES.match(lines[0]):
        return "subhead"
    if _quoted(lines[0]):
        return "quote"
    if _BULLET.match(lines[0]):
        return "item"
    if _STEP.match(lines[0]):
        return "step"
    alone = len(lines) == 1 and len(lines[0]) < 80
    return "subhead" if alone and capitals(squeezed(lines[0])) and "://" not in lines[0] else kind


def _bare(line: str, kind: str) -> str:
    """Return a line without the marks that make it a point, a quotation or a heading."""
    plain = line.strip()
    mark = _MARKS.get(kind)
    return mark.sub("", plain, count=1) if mark else plain


def _linked(kind: BlockKind, text: str, notes: dict[str, str]) -> Block:
    """Return a block with the links that stand behind words, in brackets or as numbers of notes."""
    text = _EMPHASIS.sub(r"\2", text)
    out: list[str] = []
    links: list[Link] = []
    size = at = 0
    for start, end, url in _marks(text, notes):
        piece = text[at:start]
        out.append(piece)
        size += len(piece)
        begin = _word_before("".join(out[-2:]), size, whole=end == len(text) and at == 0)
        if links and links[-1].end > begin:
            begin = links[-1].end
        if begin < size:
            links.append(Link(begin, size, url))
        at = end
    out.append(text[at:])
    whole = "".join(out)
    return _bare_links(kind, whole, links)


def _marks(text: str, notes: dict[str, str]) -> list[tuple[int, int, str]]:
    """Return where links are noted: start, end, address."""
    found = [(m.start(), m.end(), m[1]) for m in _ANGLED.finditer(text)]
    found += [(m.start(), m.end(), notes[m[1]]) for m in _MARK.finditer(text) if m[1] in notes]
    return sorted(found)


def _word_before(tail: str, size: int, whole: bool) -> int:
    """Return where the words begin that a link behind them is of: one word, or a whole line."""
    if whole:
        return 0
    return size - len(tail) + tail.rstrip().rfind(" ") + 1 if tail.strip() else size


def _bare_links(kind: BlockKind, text: str, links: list[Link]) -> Block:
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    moved = [
        Link(max(0, one.start - lead), min(one.end - lead, len(text)), one.url) for one in links
    ]
    taken = [(one.start, one.end) for one in moved]
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?)]")
        if not any(start < match.end() and match.start() < end for start, end in taken):
            moved.append(Link(match.start(), match.start() + len(url), url))
    moved = sorted((one for one in moved if one.start < one.end), key=lambda one: one.start)
    return LinkedBlock(kind, text, tuple(moved)) if moved else Block(kind, text)


# ---- letters that list several articles --------------------------------------------------------


def _links(block: Block) -> tuple[Link, ...]:
    return block.links if isinstance(block, LinkedBlock) else ()


def address(block: Block) -> str | None:
    """Return the address that a block is: bare, or after a few words such as `Read more`."""
    links = _links(block)
    if len(links) != 1:
        return None
    outside = (block.text[: links[0].start] + block.text[links[0].end :]).strip(" :<>→»-–—()")
    said = block.text[links[0].start : links[0].end]
    bare = said.startswith("http") or is_more(said)
    return links[0].url if bare and (not outside or is_more(outside)) else None


def entries(found: Sequence[Paragraph]) -> list[Entry]:
    """Return the entries of a plain digest: at least three headlines, each with a text and a link.

    The link may stand below the headline or below the text, or be the headline's own.
    """
    made: list[Entry] = []
    heads = [at for at in range(len(found)) if _is_head(found, at)]
    for number, at in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(found)
        entry = _entry(found[at:end], last=number + 1 == len(heads))
        if entry:
            made.append(entry)
    links = {entry.url for entry in made if entry.url}
    return made if len(made) >= 3 and len(links) == len(made) and len(made) * 2 > len(heads) else []


def _is_head(found: Sequence[Paragraph], at: int) -> bool:
    """Tell whether a paragraph is a line that heads the text below it."""
    block = found[at].block
    text = block.text
    if not 12 <= len(text) <= _HEADLINE or (len(text.split()) < 3 and text.isascii()):
        return False
    if finished(text.rstrip("?!")) or address(block) or at + 1 >= len(found):
        return False
    below = found[at + 1].block
    after = found[at + 2].block if at + 2 < len(found) else None
    if address(below):
        return after is not None and len(after.text) > 60 and not address(after)
    return len(below.text) > max(60, len(text) // 2) and finished(below.text)


def _entry(run: Sequence[Paragraph], last: bool) -> Entry | None:
    head = run[0].block
    url = next((link.url for link in _links(head)), None)
    blocks: list[Block] = []
    end = run[0].last
    for paragraph in run[1:]:
        link = address(paragraph.block)
        if link:
            url, end = url or link, paragraph.last
            if blocks:
                break
        else:
            blocks.append(paragraph.block)
            end = paragraph.last
            if last and url and len(blocks) >= 3:
                break
    if not url or not blocks:
        return None
    return Entry(head.text, url, tuple(blocks), run[0].first, end)
