"""A body set for reading: paragraphs that can be pointed at, first mentions linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token
from markupsafe import Markup

from broadsheet.plan.views import Linked, Text
from broadsheet.render.markdown import html as markup_of
from broadsheet.render.markdown import parsed, plain, printed
from broadsheet.render.mentions import Mentions, mentions
from broadsheet.render.prose import escaped, paragraphs
from broadsheet.text import folded

_PLAIN_ADDRESS = re.compile(r"(?:/[A-Za-z0-9/._~-]*)?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A key point, and the id of the paragraph that holds it ("" when none does)."""

    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Typeset:
    html: Markup
    anchors: tuple[Anchor, ...]


def typeset(text: Text) -> Typeset:
    """Return the body as HTML, and where each key point stands in it.

    Paragraphs (and items of tight lists) get the ids p1, p2, ... The first mention of each
    entity is linked, but never inside a heading, a link or code.
    """
    if (prose := paragraphs(text.markdown)) is not None and _are_plain(text.linked):
        words = {f"p{n}": paragraph for n, paragraph in enumerate(prose, 1)}
        html = _set(prose, mentions(text.linked))
    else:
        tokens = parsed(text.markdown)
        _set_below(text.base, tokens)
        words = {id: plain(inline) for id, inline in _numbered(tokens)}
        _link(tokens, mentions(text.linked))
        html = printed(tokens)
    return Typeset(Markup(html), tuple(_anchors(text.key_points, words)))


def _are_plain(linked: Iterable[Linked]) -> bool:
    """Return whether the addresses are written as they are: nothing in them is escaped."""
    return all(_PLAIN_ADDRESS.fullmatch(entity.href) for entity in linked)


def _set(prose: Iterable[str], sought: Mentions) -> str:
    """Return paragraphs of prose as the parser and the sanitizer would, numbered from 1.

    All are looked through at once: a word ends where a paragraph does.
    """
    html = _words("\n\n".join(prose), sought).split("\n\n")
    return "".join(f'<p id="p{n}">{text}</p>\n' for n, text in enumerate(html, 1) if text)


def _words(text: str, sought: Mentions) -> str:
    """Return prose with its links."""
    html, end = "", 0
    for place in sought.places(text):
        before, words = escaped(text[end : place.start]), escaped(text[place.start : place.end])
        html += f'{before}<a href="{place.href}" class="entity">{words}</a>'
        end = place.end
    return html + escaped(text[end:])


def _set_below(base: str, tokens: list[Token]) -> None:
    """Let links to pages of this site, typed from its root, start at the path it lives under."""
    for child in (child for token in tokens if base for child in token.children or ()):
        href = str(child.attrs.get("href", ""))
        if child.type == "link_open" and href.startswith("/") and not href.startswith("//"):
            child.attrs["href"] = base + href


def card(markdown: str) -> Markup:
    """Return a short text, such as an authority record's, as HTML without ids or added links."""
    return Markup(markup_of(markdown))


def _numbered(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """Give ids to the paragraphs, and yield each id with the paragraph's inline token."""
    items: list[Token] = []
    number = 0
    for token, following in pairwise(tokens):
        if token.type == "list_item_open":
            items.append(token)
        elif token.type == "list_item_close":
            items.pop()
        elif token.type == "paragraph_open" and following.type == "inline":
            number += 1
            bearer = items[-1] if token.hidden and items else token
            bearer.attrs.setdefault("id", f"p{number}")
            yield str(bearer.attrs["id"]), following


def _anchors(points: Sequence[str], words: Mapping[str, str]) -> Iterator[Anchor]:
    """Yield each key point with the id of the first paragraph that holds it."""
    told = {id: folded(text) for id, text in words.items()} if points else {}
    for point in points:
        sought = folded(point)
        holders = (id for id, text in told.items() if sought in text)
        yield Anchor(point, next(holders, "") if sought else "")


def _link(tokens: list[Token], sought: Mentions) -> None:
    heading = False
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            heading = token.type == "heading_open"
        elif token.type == "inline" and token.children and not heading:
            token.children = list(_linked(token.children, sought))


def _linked(children: list[Token], sought: Mentions) -> Iterator[Token]:
    inside = False
    for child in children:
        inside = child.type == "link_open" or (inside and child.type != "link_close")
        if child.type == "text" and not inside:
            yield from _pieces(child.content, sought)
        else:
            yield child


def _pieces(text: str, sought: Mentions) -> Iterator[Token]:
    """Yield a text as words and links."""
    end = 0
    for place in sought.places(text):
        yield Token("text", "", 0, content=text[end : place.start])
        yield Token("link_open", "a", 1, attrs={"href": place.href, "class": "entity"})
        yield Token("text", "", 0, content=text[place.start : place.end])
        yield Token("link_close", "a", -1)
        end = place.end
    yield Token("text", "", 0, content=text[end:])
