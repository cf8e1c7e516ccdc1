"""Who a feed is by: its name without what makes it a feed, hosts, people, tidy addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from broadsheet.clip import phrases
from broadsheet.clip.forms.markup import address, plain_line
from broadsheet.clip.lines import names
from broadsheet.clip.meta import SECTIONS
from broadsheet.text import folded

_BETWEEN = re.compile(r"\s+[-–—|»›·•:/]+\s+|\s*[»|›·•]\s*|:\s+")
_FEED = """
latest all top breaking recent most new full text main home homepage front page news headlines
stories articles posts updates rss rss2 atom json feed feeds xml 0.9 1.0 2.0 the our
aktuell aktuelle nachrichten schlagzeilen actualités actualité une dernières infos flux
noticias titulares últimas portada notizie ultime berita terkini
"""
_FEED_WORDS = frozenset(_FEED.split())
_TAIL = re.compile(r"\s+\(?(?:(?:rss|atom|json|xml)(?:\s+feeds?)?(?:\s+[\d.]+)?|feed)\)?$", re.I)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi|mkt_tok"
    r"|at_(?:medium|campaign|custom\d)|ns_(?:mchannel|campaign|source)|ito|cmpid|ftag",
    re.I,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")
_BY = re.compile(r"(?:by|von|par|por)\s+(?=[^\W\d_])", re.I)
_LONGEST_NAME = 80
_HOST_PREFIX = re.compile(r"(?:www\d?|m|mobile|amp|feeds?|rss|news)\.(?=[^.]+\.[^.]+)")
_FEW = 3  # entries of as many hosts make an aggregator
_SHARE = 0.6


def outlet(title: str) -> str:
    """Return a feed's title as an outlet's name: `The Lantern - Latest news RSS` is The Lantern."""
    line = plain_line(title)[:200]
    parts = [part for part in _BETWEEN.split(line) if part and part.strip()]
    kept = [part for part in parts if not _is_feed_words(part)]
    if len(kept) < len(parts):
        line = " - ".join(kept) or line
    return _TAIL.sub("", line).strip(" -–—|:") or line


def _is_feed_words(part: str) -> bool:
    """Tell whether a part of a title says only that it is a feed, or of which section."""
    words = folded(part).strip("()").split()
    return all(word in _FEED_WORDS or word in SECTIONS or word in ("&", "and") for word in words)


def host(url: str | None) -> str:
    """Return the host of an address, without `www.` and its like; "" without one."""
    try:
        name = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return _HOST_PREFIX.sub("", name.lower().strip("."), count=1)


def is_aggregate(links: Iterable[str | None], home: str | None) -> bool:
    """Tell whether entries lead to many hosts, none of which is nearly the only one."""
    hosts = Counter(name for link in links if (name := _site(host(link))))
    if len(hosts) < _FEW:
        return False
    own = hosts.get(_site(host(home)), 0)
    return max(hosts.most_common(1)[0][1], own) < _SHARE * hosts.total()


def _site(name: str) -> str:
    """Return the last parts of a host name, about what one owner has."""
    parts = name.split(".")
    short = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if short else parts[-2:])


def tidy(url: str | None, base: str | None = None) -> str | None:
    """Return an address of the web without what only counts its visitors; None for any other."""
    whole = address(url, base)
    if not whole or not whole.startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(whole)
        if not parts.query and not parts.fragment.startswith("xtor="):
            return whole
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return whole
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    fragment = "" if parts.fragment.startswith("xtor=") else parts.fragment
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def people(said: Sequence[str], not_these: Iterable[str | None]) -> tuple[str, ...]:
    """Return the people among the authors that an entry names: no addresses, wires, outlets."""
    unwanted = {folded(name) for name in not_these if name}
    found: list[str] = []
    for line in said:
        whole = _BY.sub("", _MAIL.sub("", plain_line(line)).strip(" ()<>,;·|-"), count=1)
        named = names(whole) or ((whole,) if _is_name(whole) else ())
        found += (n for n in named if folded(n) not in unwanted and not phrases.agency(n))
    return tuple(dict.fromkeys(found))


def wire(said: Sequence[str]) -> str | None:
    """Return the agency among the authors that an entry names."""
    return next((found for line in said if (found := phrases.agency(plain_line(line)))), None)


def _is_name(text: str) -> bool:
    letters = any(character.isalpha() for character in text)
    return letters and 2 <= len(text) <= _LONGEST_NAME and "://" not in text
