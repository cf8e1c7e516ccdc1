"""Text of a web page as a tree: caps on size, attributes and depth before the parser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias

from lxml import etree
from lxml import html as lxml_html

Element: TypeAlias = lxml_html.HtmlElement

MOST = 12_000_000  # characters of a page, after what it embeds was taken out
MOST_TAGS = 100_000  # of a page; long ones have some 20,000
_LONGEST_TAG = 20_000  # characters; no honest tag is longer once its data: addresses are gone
_DEEPEST = 100  # elements within each other that the parser is shown when there are too many
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PROLOGUE = re.compile(r"\s{0,200}<\?xml[^>]{0,300}\?>", re.IGNORECASE)
_DATA = re.compile(r"data:[a-z0-9.+/;=-]{0,120},[^\"'\s<>()\\]{100,}", re.IGNORECASE)
_LONG_TAG = re.compile(rf"<[a-zA-Z/][^<>]{{{_LONGEST_TAG},}}>?")
_EDGE = re.compile(r"<(/?)(style|script|svg|noscript|template|textarea|title)\b", re.IGNORECASE)
_DATA_SCRIPT = re.compile(r"[^<>]{0,300}?ld\+json", re.IGNORECASE)
_SHED = frozenset({"style", "script", "svg", "template"})
_RAW = _SHED | {"textarea", "title"}  # elements inside which no other begins
_OPENED = re.compile("<")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})\b[^<>]{0,20000}>")
# Elements that do not end by themselves where the next one begins.
_NESTING_WORDS = """
    a abbr article aside b big blockquote center code details dir div dl em fieldset figure font
    footer form header i ins label main nav ol pre q s section small span strike strong sub sup
    table tbody td th tr tt u ul
    """
_NESTING = frozenset(_NESTING_WORDS.split())


def tree(html: str) -> Element | None:
    """Return the root of a page or fragment; None when there is no element in it."""
    return parsed(html)[0]


def parsed(html: str) -> tuple[Element | None, str]:
    """Return the root of a page or fragment, and the text that it was made of.

    What no article needs is left out before parsing: styles, scripts other than JSON-LD, drawings
    and what is embedded as `data:`. A page nested deeper than a parser goes is flattened.
    """
    source = slim(html)
    root, too_deep = _parsed(source)
    if too_deep:
        source = "".join(_flat(source))
        root, _ = _parsed(source)
    return root, source


def slim(html: str) -> str:
    """Return the page without what it embeds, as far as `MOST` characters and tags go."""
    return _begun(_bare(html))


def is_cut(html: str) -> bool:
    """Tell whether only the beginning of a page is read, because it is too long."""
    if len(html) <= MOST and html.count("<") <= MOST_TAGS:
        return False
    whole = _bare(html)
    return len(_begun(whole)) < len(whole)


def _begun(html: str) -> str:
    html = html[:MOST]
    if html.count("<") <= MOST_TAGS:
        return html
    last = next(islice(_OPENED.finditer(html), MOST_TAGS, None))
    return html[: last.start()]


def _bare(html: str) -> str:
    html = _NOT_TEXT.sub(" ", html[: 8 * MOST])
    html = _PROLOGUE.sub("", html, count=1) if "<?xml" in html[:300] else html
    if len(html) > 1000 and "data:" in html:
        html = _DATA.sub("data:,", html)
    return _LONG_TAG.sub(" ", "".join(_without_embedded(html)))


def _without_embedded(html: str) -> Iterator[str]:
    """Yield the pieces of a page outside styles, scripts, drawings and templates."""
    start = 0
    inside = ""
    depth = 0
    for edge in _EDGE.finditer(html):
        name = edge[2].lower()
        if inside:
            if name != inside:
                continue
            if not edge[1]:
                depth += inside in ("svg", "template")
                continue
            depth -= 1
            if depth <= 0:
                if inside in _SHED:
                    start = html.find(">", edge.end()) + 1 or len(html)
                inside = ""
            continue
        if edge[1] or name not in _RAW or _is_data(name, html, edge.end()):
            continue
        inside, depth = name, 1
        if name in _SHED:
            yield html[start : edge.start()]
            start = edge.start()
    if inside not in _SHED:
        yield html[start:]


def _is_data(name: str, html: str, at: int) -> bool:
    return name == "script" and _DATA_SCRIPT.match(html, at) is not None


def _parsed(source: str) -> tuple[Element | None, bool]:
    """Return the root of a page, and whether the parser gave up on how deep it goes."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    too_deep = any("depth" in entry.message for entry in parser.error_log)
    return root, too_deep


def _flat(source: str) -> Iterator[str]:
    """Yield the page without the tags that stand deeper than `_DEEPEST`; all text stays."""
    depth = 0
    shed: dict[str, int] = {}
    start = 0
    for tag in _TAG.finditer(source):
        name = tag[2].lower()
        if name not in _NESTING:
            continue
        drop = False
        if not tag[1]:
            drop = depth >= _DEEPEST
            if drop:
                shed[name] = shed.get(name, 0) + 1
            else:
                depth += 1
        elif shed.get(name):
            shed[name] -= 1
            drop = True
        elif depth:
            depth -= 1
        if drop:
            yield source[start : tag.start()] + "\n"
            start = tag.end()
    yield source[start:]
