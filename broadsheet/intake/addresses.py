"""What an article is known by from outside: its address, and what its publisher calls it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from broadsheet.fingerprint import fingerprint
from broadsheet.text import folded

_LONGEST = 300
_SAFE = "-._~!$'()*,;:@/|"
_LOOKED_AT = 20_000  # characters of an address
_HOSTS = ("www.", "m.", "mobile.", "amp.")
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"(?:utm|mc|at|hsa|pk|mtm|matomo|ns|vero|oly|wt|stm|trk|guce|ga)_.*|_ga.*|_hs(?:enc|mi)"
    r"|(?:fb|g|dc|tt|y|tw)clid|gclsrc|msclkid|[gw]braid|igshid|igsh|li_fat_id|xtor|cmp|cmp_?id"
    r"|campaign(?:_?id)?|ref|ref_src|ref_url|referr?er|source|src|smid|smtyp|partner|shared?"
    r"|share_?type|via|amp|amp_.*"
    r"|output(?:type)?|partnerref|ito|ocid|ncid|icid|intcid|spm|sr_share|taid|tpcc|sref"
    r"|guccounter|feedtype|__twitter_impression|notify|mkt_tok|mbid|ftag|ftcamp|mod|s_cid|soc_src"
    r"|soc_trk|dlbk|rss|fromrss|from_?rss|print|printable",
    re.IGNORECASE,
)
_INDEX = re.compile(r"(?:index|default)\.(?:s?html?|php|aspx?|jsp)", re.IGNORECASE)
_AMP = frozenset({"amp", "amp.html"})
_DATE = re.compile(r"\d{1,4}")
_FILE = re.compile(r"[^.]+\.(?:html?|shtml|php|aspx?|jsp|ece)", re.IGNORECASE)
_ID = re.compile(
    r"(?:.*_)?(?:p|id|aid|nid|sid|tid|uuid|guid|itemid|artid|articleid|storyid|newsid|postid|docid"
    r"|article|story|item|post|news|doc|document|node)(?:_?id)?",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"tags?|categor(?:y|ies)|authors?|by|search|suche|feeds?|rss|atom|page|sections?|login|signin"
    r"|subscribe|newsletters?",
    re.IGNORECASE,
)
_HOLDERS = re.compile(
    r"p|a|s|art[ií]c(?:le|ulo)s?|artikel|stor(?:y|ies)|posts?|archives?|node|item|entry|blog"
    r"|content|read|view",
    re.IGNORECASE,
)
_FEED = re.compile(r"(?:feed|rss|atom|index)\.(?:xml|json|rdf|atom|rss)|sitemap.*", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:(?=\S)")
_MESSAGE = re.compile(r"<?([^\s<>@]+@[^\s<>@#]+\.[^\s<>@#]+?)>?(#[0-9]+)?")
_SCOPED = re.compile(r"[^\s#/@]+\.[^\s#/@]+#\S")  # a feed's host goes before an id of its own


@lru_cache(maxsize=4096)
def address_key(url: str | None) -> str:
    """Return what an article's address is compared by: `host/path?query`; "" for no identity.

    Scheme, `www.`, mobile and AMP variants, default ports, fragments, what only counts visitors,
    and the spelling of percent signs make no difference. The front of a site, a section or a
    list is the address of no article. Normalised after RFC 3986, section 6.2; equal keys of
    `https://` + key.
    """
    text = (url or "")[:_LOOKED_AT].strip()
    try:
        parts = urlsplit(f"https:{text}" if text.startswith("//") else text)
        port = parts.port
        name = _host(parts.hostname or "")
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not name:
        return ""
    host = name if port in (None, *_PORTS.values()) else f"{name}:{port}"
    path = _path(parts.path)
    query = _query(parts.query)
    if not _is_article(path, query):
        return ""
    said = "&".join(f"{quote(k, _SAFE)}={quote(v, _SAFE)}" for k, v in query)
    return _cut(f"{host}/{'/'.join(path)}{'?' if said else ''}{said}")


def ident_key(ident: str | None, url: str | None, source: str | None) -> str:
    """Return what a publisher's own name for an article is compared by, "" without one.

    An id that is no address of any sort is unique only at its publisher: the host of `url`, or
    the outlet.
    """
    text = " ".join("".join(filter(_is_plain, (ident or "")[:_LOOKED_AT])).split())
    if not text:
        return ""
    if text.lower().startswith(("http://", "https://")):
        return address_key(text)
    if _SCHEME.match(text) or _SCOPED.match(text):
        return _cut(text)
    if found := _MESSAGE.fullmatch(text[:1000]):
        return _cut(f"mid:{found[1]}{found[2] or ''}")
    at = site(url) or folded(source or "")
    return _cut(f"{at}#{text}") if at else ""


def _is_plain(character: str) -> bool:
    return character.isprintable() or character.isspace()


def scope(key: str) -> str:
    """Return whose key it is: two different ones of one scope are of two articles.

    "" for keys that are nobody's, of which one article may have several.
    """
    if key.startswith(("mid:", "urn:")):
        return ""
    if key.startswith("tag:"):
        return key.partition(",")[0]
    host, mark, _ = key.partition("#")
    return f"{host}#" if mark and "/" not in host else key.partition("/")[0]


def site(url: str | None) -> str:
    """Return the host of a web address, as keys have it; "" where there is none."""
    try:
        parts = urlsplit((url or "")[:_LOOKED_AT].strip())
        return _host(parts.hostname or "") if parts.scheme in _PORTS else ""
    except ValueError:
        return ""


# ---- the parts of an address ----------------------------------------------------------------


def _host(name: str) -> str:
    name = name.rstrip(".").lower()
    if not name.isascii():
        name = _ascii(name)
    while (cut := next((h for h in _HOSTS if name.startswith(h)), "")) and "." in name[len(cut) :]:
        name = name[len(cut) :]
    return name if re.fullmatch(r"[a-z0-9._:-]{1,255}", name) else ""


def _ascii(name: str) -> str:
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _path(path: str) -> list[str]:
    """Return the segments of a path, decoded and spelled again, without those that say nothing."""
    pieces = [piece for piece in path.split("/") if piece not in ("", ".")]
    pieces = [_respelled(piece) for piece in pieces[:60]]
    if pieces and pieces[0].lower() in _AMP:
        pieces = pieces[1:]
    while pieces and (pieces[-1].lower() in _AMP or _INDEX.fullmatch(pieces[-1])):
        pieces = pieces[:-1]
    if pieces:
        pieces[-1] = re.sub(r"(?<=.)\.amp(?=\.html$|$)", "", pieces[-1], flags=re.IGNORECASE)
    return pieces


def _respelled(piece: str) -> str:
    said = unquote(piece, errors="surrogateescape")
    return quote(said, "-._~!$&'()*+,;=:@", errors="surrogateescape")


def _query(query: str) -> list[tuple[str, str]]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return []
    named = ((name.removeprefix("amp;"), value) for name, value in pairs)
    return sorted({pair for pair in named if pair[0] and not _TRACKING.fullmatch(pair[0])})


def _is_article(path: list[str], query: list[tuple[str, str]]) -> bool:
    """Return whether an address is so much its own that it can be of one article only."""
    if path and (_LISTS.fullmatch(path[0]) or _FEED.fullmatch(path[-1])):
        return False
    if any(_ID.fullmatch(name) and value for name, value in query):
        return True
    if not path or (all(_DATE.fullmatch(piece) for piece in path) and len(path) > 1):
        return False
    last = unquote(path[-1], errors="replace")
    if _FILE.fullmatch(last):
        return True
    if any(_DATE.fullmatch(piece) for piece in path[:-1]) and path[-2].lower() != "page":
        return path[0].lower() != "page"
    if len(path) > 1 and _HOLDERS.fullmatch(path[-2]):
        return True
    return _is_own(last) and not (len(path) > 1 and path[-2].lower() == "page")


def _is_own(last: str) -> bool:
    """Return whether the last piece of a path is a headline or a number, not a section's name."""
    words = re.split(r"[-_+ .]", last)
    if len([word for word in words if word]) >= 3 or (not last.isascii() and len(last) >= 6):
        return True
    return sum(map(str.isdigit, last)) >= 3


def _cut(key: str) -> str:
    if len(key) <= _LONGEST:
        return key
    return f"{key[: _LONGEST - 17]}~{fingerprint(key)[:16]}"
