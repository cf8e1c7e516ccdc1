"""What was removed, as captures would bring it again: by file, and by the original's address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from broadsheet.content.removed import Entry, Removed
from broadsheet.errors import Problem
from broadsheet.intake.addresses import address_key
from broadsheet.intake.register import Registered
from broadsheet.model import Article

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Banned:
    """The ids of removed articles, and the keys of the addresses at which they were found."""

    ids: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    def has(self, path: str) -> bool:
        """Return whether a file of content/ is one of them."""
        return _id(path) in self.ids


def is_original(entry: Entry, url: str) -> bool:
    """Return whether an entry is an address on another site than this one, `url`."""
    return entry.what.startswith(_WEB) and not entry.what.startswith(f"{url}/")


def traced(
    removed: Removed, articles: Iterable[Article], rows: Iterable[Registered], url: str
) -> tuple[Removed, tuple[Problem, ...]]:
    """Return the entries with the ids of articles that only the register of captures knows.

    So an original's address is traced to its article, and a file that was deleted is known.
    """
    keys = {e: address_key(e.what) for e in removed.articles if is_original(e, url)}
    paths = {e: _id(e.what.removeprefix("./")) for e in removed.articles if e not in keys}
    ids: dict[str, list[str]] = {key: [] for key in (*keys.values(), *paths.values()) if key}
    for article in articles if keys else ():
        if (key := address_key(article.source_url)) in ids:
            ids[key].append(article.id)
    for row in rows:
        for key in (row.address, _id(row.file)):
            if key in ids:
                ids[key].append(_id(row.file))
    known = {**paths, **keys}
    found = tuple(
        replace(entry, ids=tuple(sorted(set(ids.get(known[entry], ())))))
        for entry in removed.articles
    )
    faults = tuple(_front(entry) for entry, key in keys.items() if not key)
    return replace(removed, articles=found), faults


def _front(entry: Entry) -> Problem:
    message = f"`{entry.what[:200]}` is the address of no single article"
    return entry.problem(message, "its address on this site does as well")


def banned(
    ids: frozenset[str],
    removed: Removed,
    articles: Iterable[Article],
    rows: Iterable[Registered],
    url: str,
) -> Banned:
    """Return by what captures bring a removed article again; `ids` are the articles'."""
    keys = {address_key(entry.what) for entry in removed.articles if is_original(entry, url)}
    keys.update(_keys(ids, articles, rows))
    return Banned(ids, frozenset(filter(None, keys)))


def _keys(
    ids: frozenset[str], articles: Iterable[Article], rows: Iterable[Registered]
) -> Iterator[str]:
    yield from (address_key(article.source_url) for article in articles if article.id in ids)
    yield from (row.address for row in rows if _id(row.file) in ids)


def _id(path: str) -> str:
    return path.removeprefix("content/").removesuffix(".md")
