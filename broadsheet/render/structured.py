"""What a page says of itself to programs: JSON-LD in the words of schema.org.

A digest does not pass for the original: an outlet's article is `isBasedOn` its publisher's, which
bears the authors; the page itself names no author, and the site only as its publisher.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from broadsheet.plan.views import (
    ArticlePage,
    Chip,
    Chrome,
    Correction,
    EditionPage,
    EntityPage,
    Link,
    StoryPage,
)
from broadsheet.render.web import web_address

Data = dict[str, Any]

_MOST = 50  # entries of a list; the page has them all
_CAST = 10  # names of a kind, the foremost; the page has them all
_TYPES = {"person": "Person", "organization": "Organization", "place": "Place"}


def linked_data(page: object) -> Data | None:
    """Return the JSON-LD of a page; None for a page that is about nothing of its own."""
    match page:
        case ArticlePage():
            said = _article(page)
        case StoryPage():
            stubs = (stub.href for day in page.timeline for stub in day.stubs)
            said = _collection(page, page.headline, stubs)
        case EditionPage(is_front=True):
            said = _site(page.site)
        case EditionPage(moment=None):
            return None
        case EditionPage():
            said = _collection(page, page.moment.text, _told(page)) if page.moment else {}
        case EntityPage():
            said = _entity(page)
        case _:
            return None
    return {"@context": "https://schema.org", **_kept(said)}


def _article(page: ArticlePage) -> Data:
    """Return our page, and behind it the original where the text is another publisher's."""
    dated = {"datePublished": page.moment.iso, "author": _people(page)}
    return {
        "@type": "Article" if page.source else "NewsArticle",
        "headline": page.title,
        "url": page.head.canonical,
        "description": page.head.description,
        "inLanguage": page.lang,
        "dateModified": page.modified.iso if page.modified else "",
        "correction": [_correction(one, page) for one in page.corrections],
        "image": page.head.picture,
        "isPartOf": _named("WebSite", page.site.title, page.site.origin + page.site.home),
        "publisher": _named("Organization", page.site.title, page.site.origin + page.site.home),
        "about": [
            _named(_TYPES[chip.type], chip.name, _absolute(page.site, chip.href))
            for chip in _cast(page)
        ],
        "keywords": [topic.text for topic in page.topics],
        **({"isBasedOn": _kept(_original(page, page.source))} if page.source else dated),
    }


def _correction(one: Correction, page: ArticlePage) -> Data:
    return {
        "@type": "CorrectionComment",
        "text": one.text,
        "datePublished": one.moment.iso,
        "url": f"{page.head.canonical}#{one.id}",
    }


def _original(page: ArticlePage, source: Link) -> Data:
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "url": web_address(page.original),
        "datePublished": page.moment.iso,
        "inLanguage": page.lang,
        "author": _people(page),
        "publisher": _named("Organization", source.text),
        "sourceOrganization": _named("Organization", page.agency) if page.agency else None,
    }


def _people(page: ArticlePage) -> list[Data]:
    return [_named("Person", name) for name in page.authors]


def _cast(page: ArticlePage) -> Iterable[Chip]:
    named = (*page.people[:_CAST], *page.organizations[:_CAST], *page.places[:_CAST])
    return (chip for chip in named if chip.href and chip.type in _TYPES)


def _site(site: Chrome) -> Data:
    return {
        "@type": "WebSite",
        "name": site.title,
        "url": site.origin + site.home,
        **_kept({"description": site.tagline, "inLanguage": site.language}),
    }


def _collection(page: StoryPage | EditionPage, name: str, hrefs: Iterable[str]) -> Data:
    listed = list(dict.fromkeys(hrefs))
    entries = [
        {"@type": "ListItem", "position": number, "url": _absolute(page.site, href)}
        for number, href in enumerate(listed[:_MOST], 1)
    ]
    return {
        "@type": "CollectionPage",
        "name": name,
        "url": page.head.canonical,
        "description": page.head.description,
        "image": page.head.picture,
        "isPartOf": _named("WebSite", page.site.title, page.site.origin + page.site.home),
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(listed),
            "itemListElement": entries,
        },
    }


def _told(page: EditionPage) -> Iterable[str]:
    """Yield where an edition leads, in the order in which it is read."""
    cards = (*((page.lead,) if page.lead else ()), *page.cards)
    yield from (card.href for card in cards)
    yield from (stub.href for group in page.briefs for stub in group.stubs)


def _entity(page: EntityPage) -> Data:
    return {
        "@type": _TYPES.get(page.type, "Thing"),
        "name": page.name,
        "alternateName": list(page.other_names),
        "url": page.head.canonical,
        "sameAs": [address for address in page.same_as if web_address(address)],
    }


def _named(kind: str, name: str, url: str = "") -> Data:
    return _kept({"@type": kind, "name": name, "url": url})


def _absolute(site: Chrome, href: str) -> str:
    return site.origin + href if href else ""


def _kept(fields: Data) -> Data:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value}
