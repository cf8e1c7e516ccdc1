"""All that a page declares of its article: JSON-LD first, then meta, then what is shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from broadsheet.clip.forms import jsonld, metas, signatures, titles
from broadsheet.clip.forms.declared import is_believed, language, when
from broadsheet.clip.forms.jsonld import Node
from broadsheet.clip.forms.markup import address, said
from broadsheet.clip.forms.metas import Metas
from broadsheet.clip.forms.nouns import Record
from broadsheet.clip.forms.tree import Element
from broadsheet.clip.lines import key
from broadsheet.model import When

_MOST_WORDS = 100
_SUFFIX = re.compile(
    r"\s*[-–—|:]\s*(?:home ?page|startseite|accueil|online|news online)\s*$", re.IGNORECASE
)
_HANDLE = re.compile(r"\A@|\Ahttps?://|\A[\w-]{1,60}(?:\.[\w-]{1,60}){1,3}\Z")
_CLOCK = re.compile(r"\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was declared; `text` is the body in JSON-LD, `day_only` a date without a time.

    `article` says that the page calls itself one article, `listed` that it calls itself a list,
    `paid` that its text is not free to read.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    agency: str | None = None
    date: When | None = None
    unbelieved: When | None = None
    updated: When | None = None
    source: str | None = None
    url: str | None = None
    lang: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    summary: str | None = None
    text: str = ""
    article: bool = False
    listed: bool = False
    paid: bool = False
    ours: bool = False


def metadata(root: Element, record: Record) -> Metadata:
    """Return what a page declares of its one article."""
    nodes = jsonld.nodes(root)
    said_of = metas.metas(root)
    node = _main(nodes, root, said_of)
    original = node.get("isBasedOn")
    ours = _is_retold(node)
    told: Node = {**node, **original} if isinstance(original, Mapping) and ours else node
    base = _base(root, said_of, record)
    source = _source(told, said_of, nodes, base)
    sites = _sites(told, said_of, nodes, base)
    found = _times(root, told, said_of, record)
    values = (told.get("author"), told.get("creator")) if told else ()
    return replace(
        found,
        title=_title(root, told, said_of, sites),
        authors=_authors(root, told, said_of, sites),
        agency=next(iter(signatures.wires([*values, told.get("sourceOrganization")])), None),
        source=source,
        url=_url(told, said_of, base, ours),
        lang=_lang(root, told, said_of),
        section=_section(told, said_of),
        keywords=_keywords(node, said_of),
        summary=_summary(told, said_of),
        text=jsonld.text(told.get("articleBody"))[:500_000],
        article=bool(node) or _og_type(said_of) == "article",
        listed=not node and any(jsonld.is_list(one) for one in nodes),
        paid=str(told.get("isAccessibleForFree", "")).lower() in ("false", "0", "no"),
        ours=ours or (bool(node) and _is_printed_here(root)),
    )


def _main(nodes: Sequence[Node], root: Element, said_of: Metas) -> Node:
    """Return the node of the page's own article; where there are several, the one that it shows."""
    found = [node for node in nodes if jsonld.is_article(node)]
    if retold := next((node for node in found if _is_retold(node)), None):
        return retold
    if len(found) < 2:
        return found[0] if found else {}
    shown = {key(said(element)) for element in list(root.iter("h1"))[:10]}
    shown.add(key(said_of.first(metas.TITLES)))
    here = {said_of.links.get("canonical", ""), said_of.first(("og:url",))} - {""}
    scored = [(_weight(node, shown, here), -number) for number, node in enumerate(found)]
    best = max(scored)
    return found[-best[1]]


def _is_retold(node: Node) -> bool:
    """Tell whether a page prints another publisher's article, as those of this program do."""
    original = node.get("isBasedOn")
    return isinstance(original, Mapping) and jsonld.is_article(original)


def _is_printed_here(root: Element) -> bool:
    """Tell whether a page is an article's as this program's templates print it."""
    path = ".//body[@class='on-article']//main[@id='main']/article/div[@class='prose']"
    return bool(root.xpath(path))


def _weight(node: Node, shown: set[str], here: set[str]) -> int:
    """Return how much speaks for a node's being the page's own article."""
    headline = jsonld.text(node.get("headline") or node.get("name"))
    addresses = {jsonld.url(node.get(name)) for name in ("url", "@id", "mainEntityOfPage")}
    return (
        4 * (bool(headline) and key(headline) in shown)
        + 4 * bool(addresses & here)
        + 2 * ("articleBody" in node)
        + ("datePublished" in node)
        + ("author" in node)
    )


def _base(root: Element, said_of: Metas, record: Record) -> str | None:
    base = next((element.get("href") for element in root.iter("base")), None)
    own = record.sidecar.url or said_of.links.get("canonical") or said_of.first(("og:url",)) or None
    return address(base, own) or address(own)


def base(root: Element, record: Record, found: Metadata) -> str | None:
    """Return the address that the page's own links are resolved against."""
    told = next((element.get("href") for element in root.iter("base")), None)
    own = record.sidecar.url or found.url
    return address(told, own) or own


# ---- title ------------------------------------------------------------------------------------


def _title(root: Element, told: Node, said_of: Metas, sites: Iterable[str]) -> str:
    headlines = [
        jsonld.text(told.get(name)) for name in ("headline", "name", "alternativeHeadline")
    ]
    return titles.title(root, headlines[:2], said_of.every(metas.TITLES[:8]), sites)[:500]


# ---- people and places ------------------------------------------------------------------------


def _authors(root: Element, told: Node, said_of: Metas, sites: Iterable[str]) -> tuple[str, ...]:
    outlets = [*sites]
    for name in ("author", "creator"):
        if found := signatures.authors([_people(told.get(name))], outlets):
            return found
    for name in metas.AUTHORS[:-1]:
        if found := signatures.authors(said_of.every((name,)), outlets):
            return found
    for line in signatures.visible(root):
        if found := signatures.authors([line], outlets):
            return found
    return ()


def _people(value: Any) -> Any:
    """Return the authors without organizations."""
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if not (isinstance(one, Mapping) and _is_body(one))]


def _is_body(node: Node) -> bool:
    return not {"organization", "newsmediaorganization", "corporation"}.isdisjoint(
        jsonld.kinds(node)
    )


def _source(told: Node, said_of: Metas, nodes: Sequence[Node], base: str | None) -> str | None:
    """Return the outlet as it calls itself, else its host."""
    for name in (jsonld.text(told.get("publisher")), *said_of.every(metas.SITES[:1])):
        if name and not _HANDLE.match(name) and len(name) < 80:
            return _SUFFIX.sub("", name)
    for node in nodes:
        if _is_body(node) and (name := jsonld.text(node.get("name"))) and len(name) < 80:
            return name
    for name in (jsonld.text(told.get("publisher")), *said_of.every(metas.SITES)):
        if name and not name.startswith(("@", "http")) and len(name) < 80:
            return name
    return host(base) or None


def host(url: str | None) -> str:
    """Return the host of an address without `www.`."""
    try:
        name = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return re.sub(r"\A(?:www|m|amp|mobile|edition)\.", "", name)


def _sites(told: Node, said_of: Metas, nodes: Sequence[Node], base: str | None) -> list[str]:
    """Return every name of the outlet that is met; one that is said to be a person is none."""
    persons = {
        key(jsonld.text(n.get("name")))
        for n in nodes
        if "person" in jsonld.kinds(n) and _is_body(n)
    }
    names = [jsonld.text(told.get("publisher")), *said_of.every(metas.SITES)]
    names += [
        jsonld.text(n.get("name")) for n in nodes if _is_body(n) or "website" in jsonld.kinds(n)
    ]
    names = [name for name in names if key(name) not in persons]
    names.append(said_of.first(("twitter:site",)).lstrip("@"))
    if own := host(base):
        names += [own, own.split(".")[-2] if own.count(".") else own]
    return list(dict.fromkeys(name for name in names if name))


def _url(told: Node, said_of: Metas, base: str | None, ours: bool) -> str | None:
    """Return the canonical address; that of a front page is no article's."""
    own = [jsonld.url(told.get("url")), jsonld.url(told.get("mainEntityOfPage"))]
    listed = [said_of.links.get("canonical", ""), said_of.first(("og:url",))]
    for href in [own[0]] if ours else [*listed, *own]:
        whole = address(href, base)
        if whole and urlsplit(whole).path.strip("/"):
            return whole
    return None


def _lang(root: Element, told: Node, said_of: Metas) -> str | None:
    said_codes = (
        jsonld.text(told.get("inLanguage")),
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        root.get("xml:lang") or "",
        said_of.first(("content-language", "og:locale", "language", "dc.language")),
    )
    return next((code for text in said_codes if text and (code := language(text))), None)


def _section(told: Node, said_of: Metas) -> str | None:
    listed = list(jsonld.texts(told.get("articleSection")))
    return (listed[0] if listed else said_of.first(metas.SECTIONS))[:100] or None


def _keywords(told: Node, said_of: Metas) -> tuple[str, ...]:
    lines = list(jsonld.texts(told.get("keywords")))
    for name in metas.KEYWORDS:
        lines = lines or said_of.every((name,))
    apart = len(lines) > 1
    words = [w for line in lines for w in ([line] if apart else re.split(r"\s*[,;|،、]\s*", line))]
    plain = (word.strip() for word in words)
    kept = [word for word in plain if word and len(word) < 80 and ":" not in word[:20]]
    return tuple(dict.fromkeys(kept))[:_MOST_WORDS]


def _summary(told: Node, said_of: Metas) -> str | None:
    return said_of.first(metas.SUMMARIES) or jsonld.text(told.get("description")) or None


def _og_type(said_of: Metas) -> str:
    return said_of.first(("og:type",)).lower().split(":")[0]


# ---- times ------------------------------------------------------------------------------------


def _times(root: Element, told: Node, said_of: Metas, record: Record) -> Metadata:
    """Return the declared times: the first that can be read and believed, with its zone."""
    declared = [*jsonld.texts(told.get("datePublished")), *said_of.every(metas.PUBLISHED)]
    declared += [jsonld.text(told.get(name)) for name in ("dateCreated", "uploadDate")]
    read = [time for text in declared if (time := _read(text, record))]
    shown = [] if read else [t for text in _stamps(root) if (t := _read(text, record))]
    sound = [time for time in (*read, *shown) if is_believed(time, record.captured)]
    changed = [*jsonld.texts(told.get("dateModified")), *said_of.every(metas.UPDATED)]
    updated = next((time for text in changed if (time := _read(text, record))), None)
    date = _finest(sound)
    if updated and (updated == date or not is_believed(updated, record.captured)):
        updated = None
    unbelieved = None if sound or not read or _day(read[0]).year == 1 else read[0]
    return Metadata(date=date, updated=updated, unbelieved=unbelieved)


def _day(time: When) -> dt.date:
    return time.date() if isinstance(time, dt.datetime) else time


def _finest(times: Sequence[When]) -> When | None:
    """Return the first time; where it is a bare day, an instant of the same day if one is told."""
    if not times or isinstance(times[0], dt.datetime):
        return times[0] if times else None
    return next((t for t in times if isinstance(t, dt.datetime) and t.date() == times[0]), times[0])


def _read(text: str, record: Record) -> When | None:
    text = text.strip()[:80]
    return when(text, record.timezone) if any(c.isdigit() for c in text) else None


def _stamps(root: Element) -> list[str]:
    """Return the times that elements of the page are marked with, published ones first."""
    marked = root.xpath(".//*[@itemprop='datePublished']")[:5]
    times = [one for one in marked if one.tag != "meta"] + list(root.iter("time"))[:1]
    return [one.get("datetime") or one.get("content") or said(one)[:80] for one in times]
