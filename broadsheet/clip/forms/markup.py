"""HTML as blocks of plain text: paragraphs, subheads, quotes, lists, tables, captions, code.

Nothing but text and addresses leaves this module. What a reader would not see is left out:
scripts, forms, hidden elements, the pictures that only count who opened a message.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree

from broadsheet.clip.forms.grid import cells, is_data
from broadsheet.clip.forms.tree import Element, tree
from broadsheet.clip.forms.writing import Lines
from broadsheet.model import Block, BlockKind
from broadsheet.text import squeezed

_LONGEST_ADDRESS = 2000
_LONGEST_ITEM = 600
_MOST = 20_000  # blocks of one text
_SCHEMES = frozenset({"http", "https", "mailto"})
_SKIPPED_WORDS = """
    script style template noscript head title svg math iframe object embed applet canvas audio
    video map select button input textarea datalist progress meter dialog img picture source
    frameset frame noframes link meta base param track rp
    """
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
_INLINE_WORDS = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output
    q rb rt ruby s samp small span strike strong sub sup time tt u var wbr o:p g ins
    """
_INLINE = frozenset(_INLINE_WORDS.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(
    r"(?:^|[;\s])(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.I
)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#?\w{1,32});")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.{0,2000}?-->", re.DOTALL)


def blocks(html: str, base: str | None = None) -> tuple[Block, ...]:
    """Return the text of an HTML fragment or page as blocks, at most 20,000 of them.

    A block that holds links is a `LinkedBlock`; addresses are resolved against `base`, and only
    those of http, https and mailto are kept. Never raises, whatever the text is.
    """
    if not _MARKUP.search(html):
        return _paragraphs(html)
    root = tree(html)
    return () if root is None else tuple(element_blocks(root, base))


def _paragraphs(text: str) -> tuple[Block, ...]:
    parts = re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n"))
    written = Lines()
    for part in parts[:_MOST]:
        written.say(part)
        written.end("paragraph")
    return tuple(written.blocks)


def plain_line(html: str) -> str:
    """Return a title or name that may hold HTML as one line of text.

    Tags go, entities are resolved, also those that were escaped twice.
    """
    text = html[:20_000]
    for _ in range(2):
        if "<" in text:
            text = _TAG.sub(" " if "<br" in text.lower() else "", text)
        if "&" not in text:
            break
        text = entities.unescape(text)
    written = Lines()
    written.say(text)
    return written.text


def address(href: str | None, base: str | None = None) -> str | None:
    """Return an address made absolute, or None where it leads nowhere outside the page."""
    if not href or len(href) > _LONGEST_ADDRESS:
        return None
    href = "".join(href.split())
    if href.startswith("#"):
        return None
    try:
        whole = urljoin(base, href) if base else href
        parts = urlsplit(whole)
        valid = parts.scheme in _SCHEMES and bool(parts.hostname or parts.scheme == "mailto")
    except ValueError:
        return None
    return quote(whole, safe="%/:=&?~#+!$,;'@()*[]-._") if valid else None


# ---- one walk over the tree -----------------------------------------------------------------


def element_blocks(
    root: Element, base: str | None = None, without: Collection[Element] = ()
) -> list[Block]:
    """Return the text under an element as blocks; elements of `without` are passed over."""
    walk = _Walk(base, without)
    for event, element in _steps(root, walk):
        walk.meet(event, element)
        if len(walk.out.blocks) >= _MOST:
            break
    walk.out.end(walk.kind)
    return walk.out.blocks


def _steps(root: Element, walk: _Walk) -> Iterator[tuple[str, Element]]:
    events = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in events:
        if event == "start" and walk.passes(element):
            events.skip_subtree()
            walk.passed.add(element)
        yield event, element


class _Walk:
    """What is known at a place of the tree: what kind of text it is, and where it leads."""

    def __init__(self, base: str | None, without: Iterable[Element]) -> None:
        self.base = base
        self.out = Lines()
        self.passed: set[Element] = set()
        self._without = frozenset(without)
        self._kinds: list[tuple[Element, BlockKind]] = []
        self._root: Element | None = None

    @property
    def kind(self) -> BlockKind:
        return self._kinds[-1][1] if self._kinds else "paragraph"

    def passes(self, element: Element) -> bool:
        """Tell whether an element is passed over with all that it holds."""
        if element.tag in _SKIPPED or element in self._without or hidden(element):
            return True
        if element.tag == "table" and is_data(element):
            self._table(element)
            return True
        return False

    def meet(self, event: str, element: Element) -> None:
        if self._root is None:
            self._root = element
        if event == "comment":
            self._say(element.tail)
        elif event == "start":
            if element not in self.passed:
                self._open(element)
        else:
            self._close(element)
            if element is not self._root:
                self._say(element.tail)

    def _open(self, element: Element) -> None:
        name = element.tag
        if name == "br":
            self.out.turn(self.kind)
        elif name == "a":
            self.out.link = address(element.get("href"), self.base)
        elif name == "q":
            self.out.say("“")
        elif name not in _INLINE:
            self._open_block(element, str(name))
        self._say(element.text)

    def _open_block(self, element: Element, name: str) -> None:
        inside = self.kind in ("item", "step") and name in ("p", "div", "span") and _brief(element)
        if inside:
            self.out.say(" ")
            return
        self.out.end(self.kind)
        kind = _kind(element, name, self.kind)
        if kind != self.kind:
            self._kinds.append((element, kind))

    def _close(self, element: Element) -> None:
        name = element.tag
        if element in self.passed:
            self.passed.discard(element)
            return
        if name == "a":
            self.out.link = None
        elif name == "q":
            self.out.say("”")
        elif name not in _INLINE and name != "br":
            mine = bool(self._kinds) and self._kinds[-1][0] is element
            if (
                self.kind in ("item", "step")
                and not mine
                and name in ("p", "div")
                and _brief(element)
            ):
                self.out.say(" ")
                return
            self.out.end(self.kind)
            if mine:
                self._kinds.pop()

    def _say(self, text: str | None) -> None:
        if text:
            self.out.say(text, self.kind == "code")

    def _table(self, table: Element) -> None:
        self.out.end(self.kind)
        for caption in table.iterchildren("caption"):
            self.out.say(" ".join(caption.itertext()))
            self.out.end("caption")
        for row in cells(table):
            for number, cell in enumerate(row):
                if number:
                    self.out.tab()
                self._cell(cell)
            self.out.end("row")

    def _cell(self, cell: Element) -> None:
        inner = _Walk(self.base, ())
        for event, element in _steps(cell, inner):
            inner.meet(event, element)
        inner.out.end("paragraph")
        for number, block in enumerate(inner.out.blocks):
            if number:
                self.out.say(" ")
            self.out.copy(block)


def hidden(element: Element) -> bool:
    """Tell whether a reader is not shown an element."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style[:2000]) is not None


def _kind(element: Element, name: str, around: BlockKind) -> BlockKind:
    """Return the kind of text that a block element holds."""
    if name in _HEADINGS:
        return around if around in ("item", "step") else "subhead"
    if name == "blockquote":
        return "quote"
    if name in ("figcaption", "caption"):
        return "caption"
    if name in ("pre", "listing", "xmp"):
        return "code"
    if name == "li" and _is_item(element):
        parent = element.getparent()
        return "step" if parent is not None and parent.tag == "ol" else "item"
    return "paragraph" if name in ("ul", "ol", "article", "section") else around


def _is_item(element: Element) -> bool:
    """Tell whether a list's member is a point of a text, and not an article of its own."""
    parts = 0
    for number, inner in enumerate(element.iterdescendants()):
        if inner.tag in _HEADINGS or inner.tag in ("article", "table", "blockquote", "figure"):
            return False
        parts += inner.tag == "p"
        if parts > 2 or number > 200:
            return False
    return True


def _brief(element: Element) -> bool:
    """Tell whether a paragraph in a list is no longer than a point is."""
    return len(element.text or "") <= _LONGEST_ITEM


def said(element: Element) -> str:
    """Return the words of an element as one line."""
    return squeezed(" ".join(piece for piece in element.itertext() if isinstance(piece, str)))
