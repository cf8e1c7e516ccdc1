"""A newsroom for tests: articles and sites in a few words, read as one would say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from broadsheet import plan
from broadsheet.config import Settings
from broadsheet.fingerprint import fingerprint
from broadsheet.library import Library, Row, library
from broadsheet.model import Article, Page, Record, Topic

TOPICS = {
    "economy": Topic("economy", "Economy", "medtop:04000000"),
    "weather": Topic("weather", "Weather", "medtop:17000000"),
}


def article(id: str, title: str = "", **more: Any) -> Article:
    """Return an article; its day is the one in its id, its title made of its slug."""
    year, month, day, slug = id.split("/")
    more.setdefault("date", dt.date(int(year), int(month), int(day)))
    for key, value in more.items():
        if isinstance(value, list):
            more[key] = tuple(value)
    return Article(id=id, title=title or slug.replace("-", " ").capitalize(), **more)


def at(day: str, clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{clock}+00:00")


def record(name: str, type: Any = "person", **more: Any) -> Record:
    return Record(slug=name.lower().replace(" ", "-"), name=name, type=type, **more)


def shelved(
    *articles: Article,
    records: Sequence[Record] = (),
    topics: Mapping[str, Topic] = TOPICS,
    register: Sequence[Row] = (),
    **settings: Any,
) -> Library:
    """Return the library of these articles."""
    return library(articles, records, topics, Settings(**settings), register)


def planned(shelves: Library) -> dict[str, Page]:
    """Return the plan by address; two pages at one address are a mistake."""
    pages = list(plan.pages(shelves))
    by_address = {page.permalink: page for page in pages}
    assert len(by_address) == len(pages)
    return by_address


def fingerprints(shelves: Library) -> dict[str, str]:
    """Return the fingerprint of each page; what the search index does, its own tests tell."""
    pages = {at: page for at, page in planned(shelves).items() if page.kind != "index"}
    return {at: fingerprint(page.kind, page.data) for at, page in pages.items()}


def changed(before: Library, after: Library) -> dict[str, set[str]]:
    """Return which addresses are new, changed and gone."""
    old, new = fingerprints(before), fingerprints(after)
    return {
        "new": new.keys() - old.keys(),
        "changed": {at for at in old.keys() & new.keys() if old[at] != new[at]},
        "gone": old.keys() - new.keys(),
    }


def published(shelves: Library, known: Sequence[Row] = ()) -> tuple[Row, ...]:
    """Return the register as it stands after publishing."""
    return (*known, *plan.addresses(shelves, known))
