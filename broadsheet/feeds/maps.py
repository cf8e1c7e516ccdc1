"""What search engines are told: sitemaps, their index, a news sitemap, robots.txt, a key."""

from __future__ import annotations

from html import escape

from broadsheet.feeds.fields import address, title, xml_clean
from broadsheet.plan.documents import (
    MOST_NEWS,
    MOST_URLS,
    KeyPage,
    NewsPage,
    RobotsPage,
    SitemapIndexPage,
    SitemapPage,
)

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MARK = "<!-- Broadsheet -->\n"  # the maker named, as feeds and pages do
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap(page: SitemapPage) -> bytes:
    """Return a sitemap of at most 50,000 addresses: those with the newest day, in a fixed order."""
    newest = sorted(sorted(set(page.urls)), key=lambda url: url[1], reverse=True)[:MOST_URLS]
    return _document("urlset", "", [f"<url>{_placed(at, day)}</url>" for at, day in newest])


def index(page: SitemapIndexPage) -> bytes:
    """Return the list of the sitemaps that a large site is split into."""
    listed = [f"<sitemap>{_placed(at, day)}</sitemap>" for at, day in page.maps]
    return _document("sitemapindex", "", listed)


def news(page: NewsPage) -> bytes:
    """Return a news sitemap of at most 1,000 articles, the newest first."""
    name, language = _text(title(page.name)), _text(xml_clean(page.language) or "und")
    entries = [
        f"<url><loc>{_text(address(entry.url))}</loc><news:news><news:publication>"
        f"<news:name>{name}</news:name>"
        f"<news:language>{_text(xml_clean(entry.language)) or language}</news:language>"
        "</news:publication>"
        f"<news:publication_date>{_text(entry.published)}</news:publication_date>"
        f"<news:title>{_text(title(entry.title))}</news:title></news:news></url>"
        for entry in page.entries[:MOST_NEWS]
    ]
    return _document("urlset", f' xmlns:news="{_NEWS}"', entries)


def robots(page: RobotsPage) -> bytes:
    """Return a robots.txt that forbids nothing and names the sitemaps."""
    named = (f"Sitemap: {address(at)}\n" for at in (page.sitemap, page.news) if at)
    return f"User-agent: *\nDisallow:\n\n{''.join(named)}".encode()


def key(page: KeyPage) -> bytes:
    """Return the file by which a site proves to IndexNow that a ping is its own."""
    return page.key.encode()


def _placed(at: str, day: str) -> str:
    changed = f"<lastmod>{_text(xml_clean(day))}</lastmod>" if day else ""
    return f"<loc>{_text(address(at))}</loc>{changed}"


def _text(text: str) -> str:
    return escape(text, quote=False)


def _document(root: str, spaces: str, lines: list[str]) -> bytes:
    body = "".join(f"{line}\n" for line in lines)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{_MARK}<{root} xmlns="{_SITEMAP}"{spaces}>\n'
    return f"{head}{body}</{root}>\n".encode()
