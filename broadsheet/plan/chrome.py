"""What surrounds every page: it changes with the settings, and with the first correction."""

from __future__ import annotations

from broadsheet.config import Settings
from broadsheet.library.nouns import CORRECTIONS
from broadsheet.plan.views import Chrome, Feeds, Link

_NAV = (
    ("Latest", "/"),
    ("Stories", "/stories/"),
    ("Topics", "/topics/"),
    ("Names", "/entities/"),
    ("Sources", "/sources/"),
    ("Search", "/search/"),
)
_FOOTER = (("Feeds", "/feeds/"), ("Keys", "/keys/"), ("Data quality", "/status/"))


def chrome(settings: Settings, has_corrections: bool = False) -> Chrome:
    """Return the frame of every page."""
    base = settings.base
    footer = (("Corrections", CORRECTIONS), *_FOOTER) if has_corrections else _FOOTER
    return Chrome(
        title=settings.title,
        tagline=settings.tagline,
        language=settings.language,
        base=base,
        home=f"{base}/",
        nav=tuple(Link(text, base + at) for text, at in _NAV),
        footer=tuple(Link(text, base + at) for text, at in footer),
        feeds=Feeds(settings.title, f"{base}/feed.atom", f"{base}/feed.rss", f"{base}/feed.json"),
        origin=settings.url.removesuffix(base) if base else settings.url,
    )
