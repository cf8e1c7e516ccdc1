"""Web addresses that may be asked for: http or https, a public host, and no password in them."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

LONGEST = 2048  # characters of an address
_PORTS = {"http": 80, "https": 443}
_KEPT = "/%:@!$&'()*+,;=~-._"
_LABELS = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f]")

# RFC 4291: all unicast addresses of the public internet lie in 2000::/3. Inside of it some are
# set aside (IANA's registry of special purposes); a NAT64 address (RFC 6052) and a 6to4 address
# (RFC 3056) lead to the IPv4 address that they hold.
_PUBLIC = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_SPECIAL = tuple(
    ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        *("2001::/23", "2001:db8::/32", "3fff::/20"),
    )
)


class RefusedError(Exception):
    """An address that is not asked for; says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def address(text: str, base: str = "") -> str:
    """Return an address in its plain form, without its fragment; raise RefusedError.

    A relative one is taken from `base`. The host is lower-case ASCII, everything else that does
    not belong into an address is escaped.
    """
    try:
        return _plain(urlsplit(urljoin(base, text.strip()[: LONGEST + 1])))
    except ValueError:
        raise RefusedError("is no web address") from None


def _plain(parts: SplitResult) -> str:
    host, port = (parts.hostname or "").rstrip("."), parts.port
    if parts.scheme not in _PORTS:
        raise RefusedError("is no address of http or https")
    if "@" in parts.netloc:
        raise RefusedError("holds a name or a password, which are not sent")
    place = _host(host) + (f":{port}" if port and port != _PORTS[parts.scheme] else "")
    path, query = quote(parts.path or "/", _KEPT), quote(parts.query, f"{_KEPT}?[]")
    whole = urlunsplit((parts.scheme, place, path, query, ""))
    if len(whole) > LONGEST or _INVISIBLE.search(whole):
        raise RefusedError("is too long for an address")
    return whole


def _host(host: str) -> str:
    if ":" in host:
        try:
            return f"[{IPv6Address(host)}]"
        except ValueError:
            raise RefusedError("is no web address") from None
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise RefusedError("has a host that is no name") from None
    if not _LABELS.fullmatch(ascii_host) or len(ascii_host) > 253:
        raise RefusedError("has a host that is no name" if host else "names no host")
    return ascii_host


def host(url: str) -> str:
    """Return the host of a plain address: what is asked one request at a time."""
    return urlsplit(url).hostname or ""


def origin(url: str) -> str:
    """Return scheme, host and port of a plain address: what has one robots.txt."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def is_public(text: str) -> bool:
    """Return whether an IP address is one of the public internet, whatever it is wrapped in."""
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (held := _held(found)):
        return is_public(str(held))
    if isinstance(found, IPv6Address) and found not in _PUBLIC:
        return False
    return not any(found in block for block in _SPECIAL if block.version == found.version)


def _held(found: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to."""
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour
