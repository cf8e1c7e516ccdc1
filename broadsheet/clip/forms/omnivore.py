"""An Omnivore export: lists of what was kept in `metadata_….json`, each page in `content/`.

A page there is a body without title or date, so each becomes a row with what the list says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from broadsheet.clip.forms.exports import omnivore
from broadsheet.clip.forms.members import place
from broadsheet.clip.forms.nouns import Record
from broadsheet.clip.forms.rows import rows
from broadsheet.errors import InputError, Problem
from broadsheet.model import Dropped

Read = Callable[[str], bytes]

_LIST = re.compile(r"(?:.{0,300}/)?metadata_[0-9]{1,9}_to_[0-9]{1,9}\.json")
_PAGE = re.compile(r"(?:.{0,300}/)?content/([^/]{1,300})\.html")


def is_omnivore(names: Collection[str]) -> bool:
    """Tell whether the files of an archive are an Omnivore export."""
    return any(map(_LIST.fullmatch, names)) and any(map(_PAGE.fullmatch, names))


def members(
    names: Collection[str], read: Read, outer: Record
) -> Iterator[Record | Problem | Dropped]:
    """Yield each page as a row of JSON, with what the lists say of it.

    `read` gives the bytes of a file, and raises InputError where they are damaged or too many.
    """
    known: dict[str, Mapping[str, Any]] = {}
    for name in sorted(filter(_LIST.fullmatch, names)):
        try:
            known |= _entries(read(name))
        except InputError as error:
            yield replace(error.problem, path=place(outer, name))
    for name in names:
        if name.endswith("/"):
            continue
        if page := _PAGE.fullmatch(name):
            yield _row(name, known.pop(page[1], {}), read, outer)
        elif not _LIST.fullmatch(name):
            yield Dropped(place(outer, name), 1, name[:300], "no page of the export")
    if known:
        many = "1 entry has" if len(known) == 1 else f"{len(known):,} entries have"
        some = f"{many} no page in the export"
        yield Problem(outer.seed, some, hint="`collect` fetches what a metadata_….json names")


def _entries(data: bytes) -> dict[str, Mapping[str, Any]]:
    """Return the entries of a list by their slugs."""
    found = (row for row, _ in rows(data) if not isinstance(row, str))
    return {str(row["slug"]): row for row in found if row.get("slug")}


def _row(name: str, entry: Mapping[str, Any], read: Read, outer: Record) -> Record | Problem:
    try:
        page = read(name).decode("utf-8", "replace")
    except InputError as error:
        return replace(error.problem, path=place(outer, name))
    said = omnivore({"title": _title(name), **entry}, page)
    return replace(outer, seed=place(outer, name), data=orjson.dumps(said) + b"\n")


def _title(name: str) -> str:
    """Return a page's name as a title; Omnivore ends names in a number of its own."""
    stem = name.rpartition("/")[2].removesuffix(".html")
    words = re.sub(r"-[0-9a-f]{8,}$", "", stem).replace("-", " ").strip()
    return words[:1].upper() + words[1:]
