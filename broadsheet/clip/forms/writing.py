"""Blocks as they are written piece by piece: white space squeezed, links kept in their places."""

from __future__ import annotations

import re

from broadsheet.model import Block, BlockKind, Link, LinkedBlock

_LONGEST = 200_000  # characters of one block
# Controls, and what only tells a browser where a word may break or how a preview is padded.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)
_LETTER = re.compile(r"\w")


class Lines:
    """The blocks written so far, and the text of the next one."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.link: str | None = None
        self._clear()

    def _clear(self) -> None:
        self._pieces: list[str] = []
        self._links: list[Link] = []
        self._length = 0
        self._gap = False
        self._turned = False

    @property
    def text(self) -> str:
        return "".join(self._pieces).strip("\n\t ")

    def say(self, text: str, exact: bool = False) -> None:
        """Add text to the block; white space is kept only where it is `exact`, as in code."""
        if self._length > _LONGEST:
            return
        text = _UNSEEN.sub("", text)
        if exact:
            self._write(text.replace("\r\n", "\n").replace("\t", "    "))
            return
        words = " ".join(text.split())
        if not words:
            self._gap = self._gap or bool(text)
            return
        if (self._gap or text[0].isspace()) and self._length and self._pieces[-1] != "\t":
            self._write(" ")
        start = self._length
        self._write(words)
        self._gap = text[-1].isspace()
        if self.link:
            self._lead(start, self._length, self.link)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        self._turned = False

    def _lead(self, start: int, end: int, url: str) -> None:
        before = self._links[-1] if self._links else None
        if before and before.url == url and start - before.end <= 1:
            self._links[-1] = Link(before.start, end, url)
        else:
            self._links.append(Link(start, end, url))

    def turn(self, kind: BlockKind) -> None:
        """Begin a new line: a blank, or where one stands already a new paragraph."""
        if kind == "code":
            self._write("\n")
        elif self._turned and kind != "subhead":
            self.end(kind)
        else:
            self._gap = self._turned = True

    def tab(self) -> None:
        """End a cell of a table."""
        self._write("\t")
        self._gap = False

    def copy(self, block: Block) -> None:
        """Add the text and the links of another block."""
        held, start = self.link, 0
        for link in getattr(block, "links", ()):
            self.link = None
            self.say(block.text[start : link.start])
            self.link = link.url
            self.say(block.text[link.start : link.end])
            start = link.end
        self.link = None
        self.say(block.text[start:])
        self.link = held

    def end(self, kind: BlockKind) -> None:
        """End the block, if there is text in it."""
        whole = "".join(self._pieces)
        if kind == "code":
            text = whole.strip("\n").rstrip()
        else:
            text = whole.rstrip(" ") if kind == "row" else whole.strip()
        shown = _LETTER.search(text) if len(text) < 3 else text.strip()
        if shown:
            links = tuple(self._links) if kind != "code" else ()
            self.blocks.append(LinkedBlock(kind, text, links) if links else Block(kind, text))
        self._clear()
