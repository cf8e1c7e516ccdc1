"""What an ingest must know of content/: what is there already, and what must not come again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from broadsheet import content, disk, library
from broadsheet.config import Settings
from broadsheet.content.removed import PATH as REMOVED
from broadsheet.enrich.topics.wording import Notes, telling
from broadsheet.errors import InputError, Problem, SettingsError
from broadsheet.intake.deciding import Shelf
from broadsheet.intake.register import PATH as CAPTURED
from broadsheet.intake.register import Register, register
from broadsheet.intake.removal import Banned, banned, traced
from broadsheet.model import Article
from broadsheet.reading import (
    REGISTER_LIMIT,
    Reader,
    addresses_in,
    captured_in,
    is_article,
    notes_in,
    removed_from,
    settings,
)
from broadsheet.site import Site
from broadsheet.state import State


def filing(reader: Reader) -> Notes:
    """Return what an editor says of topics that changes what an article is filed under."""
    return telling(notes_in(reader, disk.listing(reader.site.root, "content").paths))


def shelf(reader: Reader, said: Settings) -> tuple[Shelf, dict[str, str]]:
    """Return what content/ holds and the text of each file; raise InputError without a register.

    With a register that cannot be read nobody knows what a person deleted.
    """
    found = disk.listing(reader.site.root, "content").paths
    texts: dict[str, str] = {}
    articles: dict[str, Article] = {}
    for path in filter(is_article, found):
        text = reader.text(path)
        if text is None:
            continue
        texts[path] = text
        article, _ = reader.state.memo(content.article, text, path, said.timezone, said.language)
        if article is not None:
            articles[path] = article
    rows = Register()
    problems: tuple[Problem, ...] = ()
    if CAPTURED in found:
        texts[CAPTURED] = disk.text(reader.site.root, CAPTURED, REGISTER_LIMIT)
        rows, problems = register(texts[CAPTURED])
    reader.problems.extend(problems)
    held = Shelf(articles, frozenset(found), rows)
    return replace(held, banned=_banned(reader, said, found, held)), texts


def _banned(reader: Reader, said: Settings, paths: Collection[str], shelf: Shelf) -> Banned:
    """Return what captures must not bring again; raise InputError where that cannot be told."""
    removed = removed_from(reader, paths)
    if not removed.articles:
        return Banned()
    articles, rows = tuple(shelf.articles.values()), shelf.register.rows
    found, _ = traced(removed, articles, rows, said.url)
    taken = library.removal(found, articles, (), addresses_in(reader, paths), said.url)
    return banned(taken.ids, found, articles, rows, said.url)


def refused(site: Site) -> frozenset[str]:
    """Return the keys of the addresses that must not be fetched; raise SettingsError."""
    if not disk.exists(site.root, REMOVED):
        return frozenset()
    said, paths = settings(site), disk.listing(site.root, "content").paths
    with State(None) as state:
        reader = Reader(site, state, [])
        try:
            removed = removed_from(reader, paths)
            register = addresses_in(reader, paths)
            rows = captured_in(reader, paths).rows
        except InputError as error:
            raise SettingsError(error.problem) from None
        found, _ = traced(removed, (), rows, said.url)
        known = library.removal(found, (), (), register, said.url).ids
        files = {entry.what for entry in removed.articles} | {f"content/{id}.md" for id in known}
        kept = [path for path in paths if path in files and is_article(path)]
        articles = reader.all(content.article, kept, said.timezone, said.language)
        ids = known | {article.id for article in articles}
        return banned(ids, found, articles, rows, said.url).keys
