"""What a page says of itself in its `meta` and `link` elements, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.clip.forms.markup import plain_line
from broadsheet.clip.forms.tree import Element

_MOST = 2000
_LONGEST = 20_000

TITLES = (
    *("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"),
    *("parsely-title", "sailthru.title", "hdl", "headline"),
)
PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time"),
    *("datepublished", "parsely-pub-date", "sailthru.date", "article.published"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date.created"),
    *("citation_publication_date", "citation_date", "cxenseparse:recs:publishtime"),
    *("pubdate", "publishdate", "publish-date", "published-date", "publication_date"),
    *("publish_date", "published_at", "article_date_original", "dateposted", "ptime"),
    *(
        "dc.date",
        "date",
        "article:published",
        "og:pubdate",
        "vr:published_time",
        "rnews:datepublished",
    ),
)
UPDATED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    *("lastmod", "last-modified", "article:updated_time", "og:modified_time"),
)
AUTHORS = (
    *("parsely-author", "sailthru.author", "citation_author", "author", "byl", "dc.creator"),
    *("dcterms.creator", "article:author", "og:article:author", "cxenseparse:author"),
    *("twitter:data1",),
)
SUMMARIES = ("og:description", "description", "twitter:description", "dc.description")
SECTIONS = ("article:section", "og:article:section", "parsely-section", "section")
KEYWORDS = (
    "news_keywords",
    "article:tag",
    "og:article:tag",
    "parsely-tags",
    "sailthru.tags",
    "keywords",
)
SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")


@dataclass(frozen=True, slots=True)
class Metas:
    """Contents by name (small letters), in the page's order; and the addresses of links."""

    said: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def first(self, names: Iterable[str]) -> str:
        """Return the first content under one of the names, "" without one."""
        return next((self.said[name][0] for name in names if name in self.said), "")

    def every(self, names: Iterable[str]) -> list[str]:
        """Return all contents under the names, one name after the other."""
        return [content for name in names for content in self.said.get(name, ())]


def metas(root: Element) -> Metas:
    """Return what stands in the `meta` and `link` elements of a page."""
    found = Metas()
    for number, element in enumerate(root.iter("meta", "link")):
        if number >= _MOST:
            break
        if element.tag == "link":
            if (href := element.get("href")) and len(href) < _LONGEST:
                found.links.setdefault((element.get("rel") or "").lower(), href)
            continue
        content = plain_line((element.get("content") or "")[:_LONGEST])
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                found.said.setdefault(name.strip().lower()[:80], []).append(content)
    return found
