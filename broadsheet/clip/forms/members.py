"""The files of an archive by their names: where each lies, and which of them are no captures."""

from __future__ import annotations

import re
from collections.abc import Container

from broadsheet.clip.forms.nouns import Record
from broadsheet.errors import Problem
from broadsheet.model import Dropped

_LONGEST = 400
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OUTSIDE = re.compile(r"(?:[/\\]|[A-Za-z]:)|(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL)
_PICTURES = "png jpg jpeg gif webp avif svg ico bmp tif tiff heic jxl"
_STYLES = "css js mjs map woff woff2 ttf otf eot wasm"
_MEDIA = "mp3 mp4 m4a m4v webm ogg oga ogv opus wav mov avi mkv vtt"
_ENDINGS = {
    **dict.fromkeys(_PICTURES.split(), "a picture"),
    **dict.fromkeys(_STYLES.split(), "a style, script or font"),
    **dict.fromkeys(_MEDIA.split(), "sound or film"),
}
_FILES = re.compile(
    r"(.+?)(?:_files|-files|\.files|_file|-Dateien|_fichiers|_archivos|_arquivos|_bestanden)"
)
_PAGES = (".html", ".htm", ".xhtml", ".shtml", "")


def beside_pages(path: str) -> str:
    """Return what a file is that pages bring along and that is no news itself, or ""."""
    name = path.rpartition("/")[2].lower()
    return _ENDINGS.get(name.rpartition(".")[2], "") if "." in name else ""


def is_of_a_page(path: str, others: Container[str] | None) -> bool:
    """Tell whether a file lies in the folder that a browser saved beside a page.

    `others` are the files around; None where they are not known yet: then the name decides.
    """
    folders = path.split("/")[:-1]
    for depth, folder in enumerate(folders):
        if match := _FILES.fullmatch(folder):
            page = "/".join([*folders[:depth], match[1]])
            if others is None or any(f"{page}{ending}" in others for ending in _PAGES):
                return True
    return False


def unsafe(name: str) -> str:
    """Return why a member of that name is not read, or ""."""
    if _OUTSIDE.match(name):
        return "its name leads out of the archive"
    if _CONTROL.search(name):
        return "its name holds a control character"
    return "its name is too long" if len(name) > _LONGEST else ""


def place(outer: Record, name: str) -> str:
    """Return the path of a member below its archive, fit to be shown."""
    shown = _CONTROL.sub("?", name.encode("utf-8", "replace").decode())[:_LONGEST]
    return f"{outer.seed}/{shown.replace(chr(92), '/').strip('/')}"


def passed(outer: Record, name: str, others: Container[str] | None) -> Problem | Dropped | None:
    """Return why a member is no document of its own, None where it is one.

    Hidden files and what systems add are passed over like those in a folder.
    """
    if why := unsafe(name):
        return Problem(place(outer, name[:100]), f"is not read: {why}", hint="pack it anew")
    parts = name.replace("\\", "/").split("/")
    if any(part.startswith((".", "__MACOSX")) for part in parts if part):
        return Dropped(place(outer, name), 1, parts[-1], "hidden")
    if what := beside_pages(name):
        return Dropped(place(outer, name), 1, parts[-1], what)
    if is_of_a_page(name, others):
        return Dropped(place(outer, name), 1, parts[-1], "belongs to a saved page")
    if parts[-1].lower().startswith("readme") or parts[-1].lower() in _SYSTEM:
        return Dropped(place(outer, name), 1, parts[-1], "about the files, no news")
    return None


_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "license", "licence"})
