"""Markdown to HTML that is safe to publish, whoever wrote it.

CommonMark and tables, no raw HTML; then an allow-list of tags and attributes. Links go to
http, https, mailto or inside the site; an image of another host becomes a link to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from broadsheet.render.prose import escaped, paragraphs
from broadsheet.text import SCHEMES, is_link

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "br"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("a", "em", "strong", "code", "img"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "rel", "class"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    "p": {"id"},
    "li": {"id"},
    "td": {"class"},
    "th": {"class"},
}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_MARKS = re.compile(r"[\[\]*_|&<>!`\\]|^[ \t]{0,9}(?:[-+#~=]|\d{1,9}[.)])", re.MULTILINE)
_PIECE = re.compile(r"(?:[^\n]|\n(?!\n)){1,20000}(?=\s|\Z)|[^\n]{1,20000}")
_MOST_MARKS = 20_000  # beyond it a body is no prose, and is set as plain paragraphs
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=1024)  # an article stands in the feeds of all that it is filed under
def html(markdown: str) -> str:
    """Return safe HTML, headings from `h2` on."""
    plain_ones = paragraphs(markdown)
    if plain_ones is None:
        return printed(parsed(markdown))
    return "".join(f"<p>{escaped(paragraph)}</p>\n" for paragraph in plain_ones)


def parsed(markdown: str) -> list[Token]:
    """Return the block tokens, with headings, links and images made fit for a page."""
    if len(_MARKS.findall(markdown)) > _MOST_MARKS:
        return list(_plain(markdown))
    tokens = _levelled(_PARSER.parse(markdown))
    for token in tokens:
        if token.children:
            token.children = _images_replaced(_links_checked(token.children))
        elif token.tag in {"td", "th"}:
            _align(token)
    return tokens


def printed(tokens: list[Token]) -> str:
    """Return the tokens as HTML, cleaned by the allow-list."""
    raw = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return nh3.clean(
        raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None
    )


def plain(inline: Token) -> str:
    """Return the words of an inline token, without marks."""
    return "".join(_words(child) for child in inline.children or ())


def _words(child: Token) -> str:
    if child.type in {"softbreak", "hardbreak"}:
        return " "
    return child.content if child.type in {"text", "code_inline"} else ""


def _plain(markdown: str) -> Iterator[Token]:
    for paragraph in _PIECE.findall(markdown):
        yield Token("paragraph_open", "p", 1, block=True)
        text = Token("text", "", 0, content=paragraph.strip())
        yield Token("inline", "", 0, children=[text], content=paragraph)
        yield Token("paragraph_close", "p", -1, block=True)


def _levelled(tokens: list[Token]) -> list[Token]:
    """Return the tokens with headings from h2 on, none skipped, and none empty."""
    kept: list[Token] = []
    last = 1
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            if not plain(tokens[number + 1]).strip():
                tokens[number + 1].hidden = tokens[number + 2].hidden = True
                continue
            last = min(max(2, int(token.tag[1])), last + 1)
            token.tag = tokens[number + 2].tag = f"h{last}"
        if not (token.hidden and token.type in {"inline", "heading_close"}):
            kept.append(token)
    return kept


def _links_checked(children: list[Token]) -> list[Token]:
    """Return the children without links of other schemes, and with words in every link."""
    kept: list[Token] = []
    dropped = False
    for token in children:
        if token.type == "link_open":
            dropped = not is_link(str(token.attrGet("href") or ""))
            if not dropped and _remote(str(token.attrGet("href"))):
                token.attrSet("rel", "nofollow")
        if dropped and token.type in {"link_open", "link_close"}:
            continue
        if token.type == "link_close" and kept[-1].type == "link_open":
            kept.append(_text(str(kept[-1].attrGet("href"))))
        kept.append(token)
    return kept


def _images_replaced(children: list[Token]) -> list[Token]:
    """Return the children with images of other hosts as links, or as words inside a link."""
    kept: list[Token] = []
    linked = False
    for token in children:
        linked = token.type == "link_open" or (linked and token.type != "link_close")
        kept.extend(_image(token, linked) if token.type == "image" else [token])
    return kept


def _image(token: Token, linked: bool) -> list[Token]:
    address = str(token.attrGet("src") or "")
    words = _text(token.content.strip() or "image")
    if is_link(address) and not _remote(address):
        token.attrSet("loading", "lazy")
        return [token]
    if linked or not is_link(address):
        return [words]
    start = Token("link_open", "a", 1, attrs={"href": address, "rel": "nofollow"})
    return [start, words, Token("link_close", "a", -1)]


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _remote(address: str) -> bool:
    return address.startswith("//") or _SCHEME.match(address) is not None


def _align(cell: Token) -> None:
    """Say a column's alignment by a class: the pages allow no inline style."""
    style = str(cell.attrs.pop("style", ""))
    if style == "text-align:right":
        cell.attrSet("class", "right")
