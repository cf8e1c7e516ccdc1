"""Addresses as a page needs them."""

from __future__ import annotations

from urllib.parse import urlsplit

from broadsheet.text import web_address

__all__ = ["place", "web_address"]


def place(address: str) -> str:
    """Return the path of an absolute address, to compare with an `href` of the site."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
