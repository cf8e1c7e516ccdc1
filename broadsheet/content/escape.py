"""Blocks of plain text to Markdown that shows literally the same text, and back to plain text.

Escaped is only what CommonMark (or tables and strikethrough) would take for a mark, so that a
person who opens the file finds prose. Rules: CommonMark 0.31, sections 2.4, 4 and 6; tables as
in GitHub Flavored Markdown 0.29, section 4.10. Captions are paragraphs in emphasis.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from broadsheet.model import Block, Link, LinkedBlock

_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INLINE = re.compile(
    r"[\\`*\[]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is no mark
    r"|<(?=\S)"
    r"|~(?=~)|(?<=~)~"
    r"|&(?=\#?\w{1,32};)"
)
_START = re.compile(r"([#]{1,6}|[-+])(?=\s|$)|>|(?:-{2,}|={2,}|\+{3,})(?=[\s=-]*$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING = re.compile(r"#+$")
_MARKS = {"quote": "> ", "subhead": "## ", "item": "- "}
_HELD = frozenset({"row", "caption"})  # what begins a block elsewhere is no mark in these
_BREAKS_OF_CODE = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FENCE = re.compile(r"`{3,}")
_UNFIT = re.compile(r"[\x00-\x20<>\\|`\x7f-\x9f\ud800-\udfff]")
_LEADS_ON = re.compile(r"https?://|mailto:|/", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=\#?\w{1,32};)")


def line(text: str) -> str:
    """Return a text as one line without control characters, as bodies and titles hold it."""
    return _flat(text).strip()


def _flat(text: str) -> str:
    return _CONTROL.sub("", _BREAKS.sub(" ", text))


def body(blocks: Iterable[Block]) -> str:
    """Return the Markdown of some blocks; the items of a list stand without blank lines."""
    out: list[str] = []
    shown = (block for block in blocks if line(block.text))
    for kind, run in groupby(shown, lambda block: block.kind):
        if kind == "row":
            out.append(_table(list(run)))
        elif kind == "code":
            out += [_fenced(block.text) for block in run]
        elif kind == "step":
            out.append("\n".join(f"{n}. {_escaped(block)}" for n, block in enumerate(run, 1)))
        elif kind == "caption":
            out += [f"*{_escaped(block)}*" for block in run]
        else:
            marked = [_MARKS.get(kind, "") + _escaped(block) for block in run]
            out += ["\n".join(marked)] if kind == "item" else marked
    return "\n\n".join(out)


def _escaped(block: Block) -> str:
    """Return the text of a block, with its links, so that nothing in it is taken for a mark."""
    pieces = list(_pieces(block))
    out: list[str] = []
    for place, (text, url) in enumerate(pieces):
        inline = _INLINE.sub(r"\\\g<0>", text)
        if url:
            inner = inline.replace("]", "\\]")
            out.append(f"[{inner}](<{_destination(url)}>)")
            continue
        if place + 1 < len(pieces) and inline.endswith("!"):
            inline = f"{inline[:-1]}\\!"  # before a link it would make a picture of it
        if block.kind == "subhead" and place + 1 == len(pieces):
            # A heading may close with a run of #, which would not be shown.
            inline = _CLOSING.sub(lambda run: "\\#" * len(run[0]), inline)
        out.append(_begun(inline) if not place and block.kind not in _HELD else inline)
    return "".join(out)


def _begun(inline: str) -> str:
    """Return a text that begins a block, so that it begins nothing but a paragraph."""
    if number := _NUMBER.match(inline):
        return f"{number[1]}\\{inline[number.end(1) :]}"
    return f"\\{inline}" if _START.match(inline) else inline


def _pieces(block: Block) -> Iterator[tuple[str, str]]:
    """Yield (text, address) of a block's one line, "" where it leads nowhere."""
    links = block.links if isinstance(block, LinkedBlock) else ()
    if not links:
        if text := line(block.text):
            yield text, ""
        return
    cut: list[tuple[str, str]] = []
    end = 0
    for link in links:
        if _LEADS_ON.match(link.url) and end <= link.start < link.end <= len(block.text):
            cut.append((_flat(block.text[end : link.start]), ""))
            cut.append((_flat(block.text[link.start : link.end]), link.url))
            end = link.end
    cut.append((_flat(block.text[end:]), ""))
    yield from _stripped(cut)


def _stripped(cut: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    while cut and not (text := cut[0][0].lstrip()):
        del cut[0]
    if cut:
        cut[0] = (text, cut[0][1])
    while cut and not (text := cut[-1][0].rstrip()):
        del cut[-1]
    if cut:
        cut[-1] = (text, cut[-1][1])
    # A blank that is linked is only a blank.
    yield from ((text, url if text.strip() else "") for text, url in cut if text)


def _destination(url: str) -> str:
    """Return an address as it may stand between angle brackets."""
    fit = _UNFIT.sub(
        lambda found: "".join(f"%{octet:02X}" for octet in found[0].encode("utf-8", "replace")), url
    )
    return _ENTITY.sub(r"\\&", fit)


def _table(rows: Sequence[Block]) -> str:
    """Return rows as a table, the first of them its head; short ones are filled up."""
    lines = [[_escaped(cell).replace("|", "\\|") for cell in _cells(row)] for row in rows]
    width = max(map(len, lines), default=0)
    filled = [cells + [""] * (width - len(cells)) for cells in lines]
    head = [f"| {' | '.join(cells)} |" for cells in filled]
    return "\n".join([*head[:1], f"|{' --- |' * width}", *head[1:]]) if head else ""


def _cells(row: Block) -> Iterator[Block]:
    """Yield the cells of a row, each with its own links."""
    links = row.links if isinstance(row, LinkedBlock) else ()
    start = 0
    for text in row.text.split("\t"):
        end = start + len(text)
        inside = tuple(
            Link(link.start - start, link.end - start, link.url)
            for link in links
            if start <= link.start < link.end <= end
        )
        yield LinkedBlock("row", text, inside) if inside else Block("row", text)
        start = end + 1


def _fenced(code: str) -> str:
    """Return code between fences longer than any that stands in it."""
    text = "\n".join(_CONTROL.sub("", row) for row in _BREAKS_OF_CODE.split(code)).strip("\n")
    if not text.strip():
        return ""
    fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(text))])
    return f"{fence}\n{text}\n{fence}"


_MARKED = re.compile(
    r"\\([!-/:-@\[-`{-~])"
    r"|!?\[((?:[^\]\[\\]|\\.)*)\]\((?:<[^<>\s]*>|[^()\s]*)\)"
    r"|(&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|[*`]+|(?<![^\W_])_+|_+(?![^\W_])"
)
_LEAD = re.compile(r"\A[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)")
_RULE = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_FENCED = re.compile(r"(`{3,}|~{3,})[^`]*")


def plain(markdown: str) -> str:
    """Return the words of a Markdown body, line by line, without its marks.

    The cells of a table's row are parted by tabs. Exact for the bodies that `body` makes; for
    what people write, good enough to compare by.
    """
    return "\n".join(_words(markdown.split("\n")))


def _words(rows: list[str]) -> Iterator[str]:
    fence, tabled = "", 0  # counts the rows of a table, whose second is its rule
    for place, row in enumerate(rows):
        if fence:
            fence, shown = ("", False) if row.rstrip() == fence else (fence, True)
            if shown:
                yield row
            continue
        tabled = tabled + 1 if row.startswith("|") and (tabled or _is_head(rows, place)) else 0
        if tabled:
            if tabled != 2:
                yield "\t".join(_unmarked(cell.strip()) for cell in _BAR.split(row.strip())[1:-1])
        elif (opened := _FENCED.fullmatch(row)) and opened[1] in rows[place + 1 :]:
            fence = opened[1]
        else:
            yield _unmarked(_LEAD.sub("", row, count=1))


def _is_head(rows: Sequence[str], place: int) -> bool:
    return place + 1 < len(rows) and _RULE.fullmatch(rows[place + 1]) is not None


def _unmarked(row: str) -> str:
    return _MARKED.sub(_shown, row)


def _shown(found: re.Match[str]) -> str:
    if found[3] is not None:
        return html.unescape(found[3])
    return found[1] or _unmarked(found[2] or "")
