"""Addresses as a page needs them."""

from __future__ import annotations

from urllib.parse import urlsplit


def place(address: str) -> str:
    """Return the path of an absolute address, to compare with an `href` of the site."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def web_address(address: str) -> str:
    """Return the address when a page may link to it (http, https), else ""."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1)
    except ValueError:
        return ""
    return "" if not sound or set(address) & set(' "<>\\^`{|}\t\n\r') else address
