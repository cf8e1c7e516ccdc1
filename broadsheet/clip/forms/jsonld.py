"""What a page says of itself in JSON-LD, in the words of schema.org: its nodes, and their values.

Pages write it by hand and by template: several scripts, graphs, lists, nodes that name others by
`@id`, line breaks inside strings, a comma too many. What can be read is read.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.clip.forms.markup import plain_line
from broadsheet.clip.forms.tree import Element

Node = Mapping[str, Any]

_LONGEST = 2_000_000  # characters of one script
_MOST_SCRIPTS = 40
_MOST_NODES = 3000
_DEEPEST = 200  # brackets within each other that the parser is shown
_WRAPPED = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,40}?\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>|;)\s*\Z"
)
_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_BRACKETS = re.compile(r"[\[{]")
_ARTICLES_WORDS = """
    article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle
    backgroundnewsarticle reviewnewsarticle askpublicnewsarticle liveblogposting blogposting
    socialmediaposting report satiricalarticle scholarlyarticle techarticle advertisercontentarticle
    medicalscholarlyarticle pressrelease
    """
_ARTICLES = frozenset(_ARTICLES_WORDS.split())
_LISTS = frozenset({"collectionpage", "itemlist", "searchresultspage", "website", "profilepage"})


def nodes(root: Element) -> list[Node]:
    """Return the nodes of all scripts of a page, outer ones before those inside them."""
    found: list[Node] = []
    for number, script in enumerate(root.iter("script")):
        if number >= _MOST_SCRIPTS:
            break
        if "ld+json" in (script.get("type") or "").lower():
            found += _flat(parsed(script.text or ""))
    known = {str(node["@id"]): node for node in found if len(node) > 1 and "@id" in node}
    return [_joined(node, known) for node in found[:_MOST_NODES] if len(node) > 1]


def parsed(text: str) -> Any:
    """Return what a script says, mended where it is only a little broken; None otherwise."""
    text = text.strip()
    if not text or len(text) > _LONGEST or _depth(text) > _DEEPEST:
        return None
    for mend in (str, _mended, _unescaped):
        try:
            return json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unescaped(text: str) -> str:
    return _mended(html.unescape(text))


def _depth(text: str) -> int:
    """Return at most how deep the brackets go: no string is looked into where few are open."""
    if len(_BRACKETS.findall(text)) <= _DEEPEST:
        return 0
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _mended(text: str) -> str:
    for _ in range(2):
        text = _WRAPPED.sub("", text)
    return _COMMA.sub("", text.strip())


def _flat(value: Any) -> list[Node]:
    """Return the mappings in a value, the outer ones first."""
    found: list[Node] = []
    level = [value]
    while level and len(found) < _MOST_NODES:
        following: list[Any] = []
        for one in level:
            if isinstance(one, list):
                following += one
            elif isinstance(one, dict):
                found.append(one)
                following += [inner for inner in one.values() if isinstance(inner, dict | list)]
        level = following[:_MOST_NODES]
    return found


def _joined(node: Node, known: Mapping[str, Node]) -> Node:
    """Return a node whose values that only name other nodes are those nodes."""
    if not any(isinstance(value, dict | list) for value in node.values()):
        return node
    return {name: _resolved(value, known) for name, value in node.items()}


def _resolved(value: Any, known: Mapping[str, Node]) -> Any:
    if isinstance(value, list):
        return [_resolved(one, known) for one in value[:200]]
    if isinstance(value, dict) and "@id" in value and len(value) <= 2:
        return known.get(str(value["@id"]), value)
    return value


# ---- values -----------------------------------------------------------------------------------


def kinds(node: Node) -> frozenset[str]:
    """Return the types of a node in small letters, without the vocabulary's address."""
    told = node.get("@type")
    listed = told if isinstance(told, list) else [told]
    return frozenset(str(one).rsplit("/", 1)[-1].lower() for one in listed if one)


def is_article(node: Node) -> bool:
    return not _ARTICLES.isdisjoint(kinds(node))


def is_list(node: Node) -> bool:
    return not _LISTS.isdisjoint(kinds(node))


def text(value: Any) -> str:
    """Return a value as one line of text: a scalar, or what a mapping calls its name."""
    if isinstance(value, list):
        return next((told for one in value[:20] if (told := text(one))), "")
    if isinstance(value, Mapping):
        return text(value.get("name") or value.get("@value") or value.get("headline"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return plain_line(str(value))


def texts(value: Any) -> Iterator[str]:
    """Yield the members of a value as lines of text."""
    listed = value if isinstance(value, list) else [value]
    yield from (told for one in listed[:200] if (told := text(one)))


def url(value: Any) -> str:
    """Return the address in a value: a text, or the `@id` or `url` of a mapping."""
    if isinstance(value, list):
        return next((told for one in value[:20] if (told := url(one))), "")
    if isinstance(value, Mapping):
        return url(value.get("@id")) or url(value.get("url"))
    return value.strip() if isinstance(value, str) else ""
