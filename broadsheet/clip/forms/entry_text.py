"""The texts of an entry as blocks: body, standfirst, and a closing line for what it brings."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from broadsheet.clip import phrases
from broadsheet.clip.forms.feed_nouns import Entry, Media, Text
from broadsheet.clip.forms.markup import blocks, plain_line
from broadsheet.clip.forms.outlets import tidy
from broadsheet.clip.forms.writing import Lines
from broadsheet.model import Block, Link, LinkedBlock
from broadsheet.text import folded

_TAGS = """
a abbr article aside b blockquote body br center cite code dd del div dl dt em embed figure font
footer h1 h2 h3 h4 h5 h6 header hr html i iframe img ins li main mark nav object ol p picture pre q
s script section small source span strike strong style sub sup svg table tbody td th tr tt u ul
video wbr
acronym address area audio big button canvas caption col colgroup details dfn fieldset form input
kbd label legend meta noscript option samp select textarea tfoot thead time var
"""
_TAG = re.compile(rf"</?(?:{'|'.join(_TAGS.split())})(?:\s[^<>]{{0,4000}})?/?>|<!--", re.I)
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]{0,4000}>|<!--")
_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n")
_CUT_SHORT = re.compile(r"(?:\[\s?(?:…|\.\.\.)\s?\]|…|\.\.\.)$")
_MORE = re.compile(
    r"[\[(]?(?:continue reading|read (?:the )?(?:more|full (?:story|article)|on)|more|weiterlesen"
    r"|lire la suite|leer más|seguir leyendo|leggi tutto|lees verder|selengkapnya)\b.{0,160}",
    re.I,
)
_SEARCHED = 200_000  # characters in which markup must show
_LAST = 4  # blocks, among which an outlet's own lines may stand
_MOST_BLOCKS = 5000
_SPOKEN = {"audio": "Audio", "video": "Video"}
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico")
_MOST_MEDIA = 10


def line(text: Text) -> str:
    """Return a title or another short text as one line: HTML where it is HTML, else as it is."""
    if text.kind == "html" or (text.kind == "either" and _TAG.search(text.value[:20_000])):
        return plain_line(text.value)
    value = text.value[:20_000]
    return _literal(html.unescape(value) if text.kind == "either" else value)


def _literal(text: str) -> str:
    written = Lines()
    written.say(text)
    return written.text


def body(text: Text, base: str | None) -> tuple[Block, ...]:
    """Return a text as blocks; one without a tag is parted at its blank lines."""
    if not text:
        return ()
    tag = _ANY_TAG if text.kind == "html" else _TAG
    if text.kind != "plain" and tag.search(text.value, 0, _SEARCHED):
        return blocks(text.value, text.base or base)
    value = text.value if text.kind == "plain" else html.unescape(text.value)
    parts = _PARAGRAPHS.split(value)[:_MOST_BLOCKS]
    found = map(_literal, parts)
    return tuple(Block("paragraph", part) for part in found if part)


def told(entry: Entry, base: str | None, title: str) -> tuple[tuple[Block, ...], str | None]:
    """Return the body of an entry and its standfirst: its content, or else its summary.

    A summary that is only the beginning of the content, or its title again, is no standfirst.
    """
    content, summary = body(entry.content, base), body(entry.summary, base)
    if _length(summary) > _length(content):
        content, summary = summary, ()
    standfirst = " ".join(block.text for block in summary)
    if len(content) == 1 and _is_title(content[0].text, title):
        content = ()
    return content, _own(standfirst, content, title)


def _is_title(text: str, title: str) -> bool:
    """Tell whether a text is its title again, perhaps with the outlet's name behind it."""
    said, head = folded(text), folded(title)
    rest = said.removeprefix(head)
    return said == head or bool(head and rest != said and len(rest) < 40 and rest[-1] not in ".!?")


def _own(standfirst: str, content: Sequence[Block], title: str) -> str | None:
    start = folded(" ".join(block.text for block in content[:6])[:3000])
    said = folded(_CUT_SHORT.sub("", standfirst).strip())
    if not content or not said or said == folded(title) or start.startswith(said[:200]):
        return None
    return None if _CUT_SHORT.search(standfirst) or len(standfirst) > 1000 else standfirst


def _length(found: Sequence[Block]) -> int:
    return sum(len(block.text) for block in found)


def parted(
    found: Sequence[Block],
) -> tuple[tuple[Block, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the text, the credits, and (line, reason) of what is neither, at a body's end."""
    kept, credits, spare = list(found[:-_LAST]), [], []
    for block in found[-_LAST:]:
        reason = "noise: more elsewhere" if _MORE.fullmatch(block.text) else None
        if block.kind in ("paragraph", "caption") and phrases.credit(block.text):
            credits.append(block.text)
        elif reason := reason or phrases.noise(block.text):
            spare.append((block.text, reason))
        else:
            kept.append(block)
    return tuple(kept), tuple(credits), tuple(spare)


def attached(media: Sequence[Media], base: str | None) -> LinkedBlock | None:
    """Return a paragraph that links what an entry brings along, pictures left out."""
    text, seen = "", set()
    links: list[Link] = []
    for medium in media:
        url = tidy(medium.url, base)
        if not url or url in seen or _is_picture(medium, url) or len(links) == _MOST_MEDIA:
            continue
        seen.add(url)
        name = _literal(medium.title)[:200] or _file(url)
        text += f"{', ' if text else ''}{_SPOKEN.get(medium.type.split('/')[0], 'File')}: "
        links.append(Link(len(text), len(text) + len(name), url))
        text += name
    return LinkedBlock("paragraph", text, tuple(links)) if links else None


def _is_picture(medium: Media, url: str) -> bool:
    kind = medium.type.lower()
    return kind.startswith("image") or (not kind and urlsplit(url).path.lower().endswith(_PICTURES))


def _file(url: str) -> str:
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])
    return _literal(last)[:120] or parts.netloc
