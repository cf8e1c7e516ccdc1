"""Whether a site is whole: no page with a dead link, no input touched, bytes as they should be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_TAG = re.compile(rb"<(?:a|link|img|script|source|form)\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(rb"""\s(?:href|src|srcset|action)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)

Files = Mapping[str, bytes]


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes; links are told by where they lead."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + str(path.readlink()).encode()
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def inputs(root: Path) -> dict[str, bytes]:
    """Return all that people may have written in a site: everything but what is printed."""
    return {
        name: data
        for name, data in files(root).items()
        if not name.startswith(("site/", ".broadsheet/"))
    }


def dead_links(site: Path, base: str = "") -> list[str]:
    """Return `page -> address` for each link of a page that leads to no file of the site.

    `base` is the path under which the site lies. Fragments are left out: a page that is being
    printed has no paragraphs yet.
    """
    here = files(site)
    found = []
    for name, data in here.items():
        if name.endswith(".html"):
            own = f"{base}/{name}"
            linked = {whole for tag in _TAG.findall(data) for whole in _LINK.findall(tag)}
            addresses = {link.strip(b"\"'").decode("utf-8", "replace") for link in linked}
            found += [
                f"{name} -> {one}"
                for one in sorted(addresses)
                if _leads_nowhere(one, own, base, here)
            ]
    return found


def _leads_nowhere(address: str, own: str, base: str, here: Files) -> bool:
    """Return whether an address of a page leads nowhere in the site."""
    address = address.partition(" ")[0].replace("&amp;", "&")  # the first picture of a srcset
    parts = urlsplit(urljoin(own, address))
    if parts.scheme or parts.netloc:
        return False
    path = unquote(parts.path).removeprefix(base).lstrip("/")
    return (path + "index.html" if path.endswith("/") or not path else path) not in here


def difference(found: Files, wanted: Files) -> list[str]:
    """Return the paths at which two trees differ, and how."""
    told = [f"{path} is missing" for path in wanted.keys() - found.keys()]
    told += [f"{path} should not be there" for path in found.keys() - wanted.keys()]
    told += [f"{path} differs" for path in found.keys() & wanted if found[path] != wanted[path]]
    return sorted(told)
