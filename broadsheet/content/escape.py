"""Blocks of plain text to Markdown that shows literally the same text, and back to plain text.

Escaped is only what CommonMark (or tables and strikethrough) would take for a mark, so that a
person who opens the file finds prose. Rules: CommonMark 0.31, sections 2.4, 4 and 6.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from broadsheet.model import Block

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
_MARKS = {"paragraph": "", "subhead": "## ", "quote": "> ", "item": "- "}


def line(text: str) -> str:
    """Return a text as one line without control characters, as bodies and titles hold it."""
    return _CONTROL.sub("", _BREAKS.sub(" ", text)).strip()


def body(blocks: Iterable[Block]) -> str:
    """Return the Markdown of some blocks; the items of a list stand without blank lines."""
    out: list[str] = []
    before = ""
    for block in blocks:
        if not (text := line(block.text)):
            continue
        if out:
            out.append("\n" if block.kind == before == "item" else "\n\n")
        out.append(_MARKS[block.kind] + _escaped(text, block.kind))
        before = block.kind
    return "".join(out)


def _escaped(text: str, kind: str) -> str:
    inline = _INLINE.sub(r"\\\g<0>", text)
    if kind == "subhead":
        # A heading may close with a run of #, which would not be shown.
        return _CLOSING.sub(lambda run: "\\#" * len(run[0]), inline)
    if number := _NUMBER.match(inline):
        return f"{number[1]}\\{inline[number.end(1) :]}"
    return f"\\{inline}" if _START.match(inline) else inline


_MARKED = re.compile(
    r"\\([!-/:-@\[-`{-~])"
    r"|!?\[([^\]\[]*)\]\([^()\s]*\)"
    r"|(&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|[*`]+|(?<![^\W_])_+|_+(?![^\W_])"
)
_LEAD = re.compile(r"\A[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)")


def plain(markdown: str) -> str:
    """Return the words of a Markdown body, line by line, without its marks.

    Exact for the bodies that `body` makes; for what people write, good enough to compare by.
    """
    return "\n".join(_unmarked(row) for row in markdown.split("\n"))


def _unmarked(row: str) -> str:
    return _MARKED.sub(_shown, _LEAD.sub("", row, count=1))


def _shown(found: re.Match[str]) -> str:
    if found[3] is not None:
        return html.unescape(found[3])
    return found[1] or found[2] or ""
