"""Addresses as they were before a mailing service counted who follows them."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

_DEEPEST = 3
_LONGEST = 4000
_TARGET_NAMES = """
url u target redirect redirect_url redirecturl redirect_to dest destination link to goto q
uri href out l p e r
"""
_TARGETS = frozenset(_TARGET_NAMES.split())
_COUNTS = re.compile(
    r"utm_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|igshid|_hs(?:enc|mi)|mkt_tok|ck_subscriber_id"
    r"|vero_(?:id|conv)|_ke|oly_(?:enc|anon)_id|wickedid|yclid|cmpid|s_cid|ncid|sc_src|sc_[lu]?id"
    r"|elqtrack\w*|trk\w*|icid|_bhlid|token|isfreemail|publication_id|post_id|triedredirect",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"^(?:click|clicks|link|links|lnk|track|tracking|trk|trc|email|e|t|r|go|u\d*|url\d*|ct"
    r"|mail|mailer"
    r"|open|em|list-manage|cl|mandrillapp|sg|hs|nl)\d{0,6}\.|list-manage\.com$|sendgrid\.net$"
    r"|awstrack\.me$|mailgun\.|sparkpostmail|hubspotlinks|rs6\.net$|exacttarget|mkt\d*\.|mjt\.lu$"
    r"|sendibm\d?\.com$|createsend\d?\.com$|cmail\d*\.com$|beehiiv\.com$|convertkit-mail\d?\.com$",
)
_ENCODED = re.compile(r"(?:aHR0c|eyJ)[A-Za-z0-9+/_=-]{8,3000}")
_NAMED = re.compile(r"\"(?:e|u|url|href)\"\s{0,3}:\s{0,3}\"(https?:[^\"\s]{4,2000})\"")
_DEFENSE = re.compile(r"/v3/__(https?:/{1,2}.{3,2000}?)__;")


def unwrapped(url: str) -> str:
    """Return where an address leads if it says so itself, without what counts readers.

    Nothing is fetched: an address that hides its target stays, without counting parameters.
    """
    for _ in range(_DEEPEST):
        inner = _inside(url)
        if inner is None:
            break
        url = inner
    return _plain(url)


def is_counter(url: str) -> bool:
    """Tell whether an address is a mailing service's own, that counts and leads on."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    return _COUNTER.search(host) is not None or "/ls/click" in url or "/CL0/" in url


def _inside(url: str) -> str | None:
    if len(url) > _LONGEST:
        return None
    if found := _DEFENSE.search(url):
        return re.sub(r"^(https?):/{1,2}", r"\1://", found[1])
    try:
        parts = urlsplit(url)
        queried = parse_qsl(parts.query, max_num_fields=60)
    except ValueError:
        return None
    for name, value in queried:
        if name.lower() in _TARGETS and (target := _target(value, parts.hostname or "")):
            return target
    for piece in parts.path.split("/")[1:12]:
        if len(piece) > 8 and (target := _target(unquote(piece), parts.hostname or "")):
            return target
    return None


def _target(value: str, host: str) -> str | None:
    """Return the address that a value is, in the clear or packed; not one at the same host."""
    value = value.strip()
    if host == "urldefense.proofpoint.com":
        value = unquote(value.replace("-", "%").replace("_", "/"))
    if _ENCODED.fullmatch(value.split(".")[0]):
        value = _unpacked(value.split(".")[0])
    if not value.startswith(("http://", "https://")) or len(value) > _LONGEST:
        return None
    try:
        inner = urlsplit(value).hostname
    except ValueError:
        return None
    return value if inner and "." in inner and inner != host else None


def _unpacked(value: str) -> str:
    """Return the address in base64, or in a small JSON object in base64; "" for none."""
    try:
        text = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode("utf-8")
    except (ValueError, binascii.Error):
        return ""
    if text.startswith("{"):
        found = _NAMED.search(text[:4000])
        return found[1].replace("\\/", "/") if found else ""
    return text if text.isprintable() else ""


def _plain(url: str) -> str:
    try:
        parts = urlsplit(url)
        if not parts.query:
            return url
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return url
    kept = [pair for pair in pairs if not _COUNTS.fullmatch(pair[0])]
    if len(kept) == len(pairs):
        return url
    return urlunsplit(parts._replace(query=urlencode(kept)))
