"""Markdown as blocks of plain text: what a reader sees of it, with its links.

Read by CommonMark with GitHub's tables and strikethrough. HTML inside is text like any other
where `exact`; elsewhere its tags go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from broadsheet.clip.forms.markup import address, blocks
from broadsheet.clip.forms.writing import Lines
from broadsheet.model import Block, BlockKind, Link, LinkedBlock

MOST_CHARACTERS = 2_000_000
_DEEPEST = 40
_MOST_MARKS = 8_000  # of one sort: brackets without end take time by the square
_EMBED = re.compile(r"!?\[\[([^\[\]\n]{1,400})\]\]")
_CALL = re.compile(r"\{\{[<%].{0,2000}?[>%]\}\}|\{%.{0,2000}?%\}", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,60}\]:?")
_COMMENT = re.compile(r"%%.{1,4000}?%%", re.DOTALL)
_CALLOUT = re.compile(r"\[![\w-]{1,30}\][+-]?\s*")
_TASK = re.compile(r"\[[ xX/-]\]\s+")
_QUERIES = frozenset({"dataview", "dataviewjs", "query", "tasks", "mermaid"})


def markdown(text: str, exact: bool = False) -> tuple[Block, ...]:
    """Return a Markdown text as blocks; never raises, whatever the text is.

    `exact` is for what we wrote: nothing in it is a wiki link, a shortcode, HTML or a footnote,
    and its white space stays. Subheads of all levels are one kind, emphasis is not kept.
    """
    text = text[:MOST_CHARACTERS]
    if any(text.count(mark) > _MOST_MARKS for mark in "[{*_`<~!%"):
        return blocks(text)
    try:
        tokens = _reader(exact).parse(text)
    except (RecursionError, ValueError, IndexError):
        return blocks(text)
    walk = _Walk(exact)
    before = ""
    for token in tokens:
        walk.meet(token, before)
        before = token.type
    return tuple(block for block in walk.blocks if block.text)


@cache
def _reader(exact: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": not exact, "maxNesting": _DEEPEST})
    reader.enable(["table", "strikethrough"])
    reader.validateLink = _any_link  # type: ignore[method-assign]
    if not exact:
        reader.inline.ruler.before("link", "wiki", _wiki)
        reader.inline.ruler.before("image", "embed", _wiki)
        reader.inline.ruler.before("text", "call", _call)
    return reader


def _any_link(url: str) -> bool:
    return True  # which of them are kept is decided where they are


def _wiki(state: StateInline, silent: bool) -> bool:
    """Read `[[name]]`, `[[name|shown]]`, `![[file]]` and `[^1]`."""
    if state.src[state.pos] not in "[!":
        return False
    note = _FOOTNOTE.match(state.src, state.pos)
    found = note or _EMBED.match(state.src, state.pos)
    if found is None:
        return False
    if not silent and note is None and found[0][0] != "!":
        target, bar, shown = found[1].replace("\\|", "|").partition("|")
        state.push("text", "", 0).content = shown if bar else target.partition("#")[0] or target[1:]
    state.pos = found.end()
    return True


def _call(state: StateInline, silent: bool) -> bool:
    """Pass over a shortcode of Hugo, a tag of Liquid, a comment of Obsidian."""
    mark = state.src[state.pos]
    if mark not in "{%":
        return False
    found = (_CALL if mark == "{" else _COMMENT).match(state.src, state.pos)
    if found is None:
        return False
    state.pos = found.end()
    return True


_OPENS: dict[str, BlockKind] = {
    "blockquote_open": "quote",
    "bullet_list_open": "item",
    "ordered_list_open": "step",
}
_CLOSES = frozenset({"blockquote_close", "bullet_list_close", "ordered_list_close"})


class _Walk:
    """What is known at a place among the tokens: which lists and quotes are open."""

    def __init__(self, exact: bool) -> None:
        self.blocks: list[Block] = []
        self._exact = exact
        self._open: list[BlockKind] = []
        self._begun: list[int] = []  # how many blocks there were after an open item's first text
        self._cells: list[Block] = []

    def meet(self, token: Token, before: str) -> None:
        """Take the next token; `before` is the type of the one before it."""
        name = token.type
        if name in _OPENS:
            self._open.append(_OPENS[name])
        elif name in _CLOSES:
            self._open.pop()
        elif name == "list_item_open":
            self._begun.append(-1)
        elif name == "list_item_close":
            self._begun.pop()
        elif name == "tr_close":
            self._row()
        elif name in ("fence", "code_block"):
            self._code(token)
        elif name == "html_block":
            self.blocks += blocks(token.content)
        elif name == "inline":
            self._text(token.children or [], before)

    @property
    def _kind(self) -> BlockKind:
        if "quote" in self._open:
            return "quote"
        return self._open[-1] if self._open else "paragraph"

    def _code(self, token: Token) -> None:
        text = token.content.strip("\n")
        if text.strip() and (self._exact or token.info.strip().lower() not in _QUERIES):
            self.blocks.append(Block("code", text))

    def _text(self, children: Sequence[Token], before: str) -> None:
        if before in ("th_open", "td_open"):
            self._cells.append(self._line(children, "row") or Block("row", ""))
            return
        kind = "subhead" if before == "heading_open" and not self._open else self._kind
        if kind == "paragraph" and _is_caption(children):
            kind, children = "caption", children[1:-1]
        made = self._line(children, kind)
        if made is None:
            return
        if self._begun and self._begun[-1] == len(self.blocks):
            self.blocks[-1] = joined((self.blocks[-1], made), " ")
            return
        self.blocks.append(made)
        if self._begun and self._begun[-1] < 0:
            self._begun[-1] = len(self.blocks)

    def _line(self, children: Sequence[Token], kind: BlockKind) -> Block | None:
        line: _Exact | _Loose = _Exact() if self._exact else _Loose()
        for child in children:
            _say(line, child)
        made = line.block(kind)
        return _without_mark(made) if made and not self._exact else made

    def _row(self) -> None:
        cells, self._cells = self._cells, []
        if any(cell.text for cell in cells):
            self.blocks.append(joined(cells, "\t"))


def _is_caption(children: Sequence[Token]) -> bool:
    """Tell whether a paragraph stands in emphasis as a whole."""
    if len(children) < 3 or children[0].type != "em_open" or children[-1].type != "em_close":
        return False
    return not any(child.type.startswith("em_") for child in children[1:-1])


# ---- lines ----------------------------------------------------------------------------------


class _Loose:
    """A line of what anybody wrote: white space squeezed, tags left out."""

    def __init__(self) -> None:
        self._lines = Lines()

    def lead(self, url: str | None) -> None:
        self._lines.link = address(url) if url else None

    def say(self, text: str) -> None:
        self._lines.say(text)

    def tag(self, text: str) -> None:
        if text.lower().startswith("<br"):
            self._lines.say(" ")

    def block(self, kind: BlockKind) -> Block | None:
        self._lines.end(kind)
        return self._lines.blocks[0] if self._lines.blocks else None


class _Exact:
    """A line of what we wrote: every character counts."""

    def __init__(self) -> None:
        self._text = ""
        self._links: list[Link] = []
        self._url: str | None = None
        self._start = 0

    def lead(self, url: str | None) -> None:
        if self._url and len(self._text) > self._start:
            self._links.append(Link(self._start, len(self._text), self._url))
        self._url, self._start = url, len(self._text)

    def say(self, text: str) -> None:
        self._text += text.replace("\n", " ")

    def tag(self, text: str) -> None:
        self.say(text)

    def block(self, kind: BlockKind) -> Block | None:
        if not self._text.strip():
            return None
        links = tuple(self._links)
        return LinkedBlock(kind, self._text, links) if links else Block(kind, self._text)


def _say(line: _Exact | _Loose, token: Token) -> None:
    """Add what an inline token shows to a line; of a picture nothing is shown."""
    if token.type in ("text", "code_inline"):
        line.say(token.content)
    elif token.type in ("softbreak", "hardbreak"):
        line.say(" ")
    elif token.type == "html_inline":
        line.tag(token.content)
    elif token.type == "link_open":
        line.lead(str(token.attrs.get("href") or "") or None)
    elif token.type == "link_close":
        line.lead(None)


def _without_mark(block: Block) -> Block:
    """Return a block without the mark of a callout or of a task before its text."""
    mark = {"quote": _CALLOUT, "item": _TASK}.get(block.kind)
    found = mark.match(block.text) if mark else None
    if found is None:
        return block
    size = found.end()
    links = tuple(
        Link(link.start - size, link.end - size, link.url)
        for link in getattr(block, "links", ())
        if link.start >= size
    )
    text = block.text[size:]
    return LinkedBlock(block.kind, text, links) if links else Block(block.kind, text)


def joined(parts: Sequence[Block], between: str) -> Block:
    """Return blocks as one of the first one's kind, with a blank or a tab between them."""
    links: list[Link] = []
    start = 0
    for part in parts:
        held: tuple[Link, ...] = getattr(part, "links", ())
        links += [Link(link.start + start, link.end + start, link.url) for link in held]
        start += len(part.text) + len(between)
    text = between.join(part.text for part in parts)
    kind = parts[0].kind
    return LinkedBlock(kind, text, tuple(links)) if links else Block(kind, text)
