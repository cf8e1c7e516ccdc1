"""What is already had, and which clippings are sightings of it.

An article is known again, in this order: by the whole of a clipping; by its address, and by what
its publisher calls it; by the lines of a capture that were its own; by title, near-same text and
outlet; by a text that another outlet printed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from broadsheet.content import plain
from broadsheet.intake.evidence import lone
from broadsheet.intake.holding import Holding
from broadsheet.intake.index import Index
from broadsheet.intake.likeness import simhash, title_key
from broadsheet.intake.register import CLIPPING, Registered
from broadsheet.intake.sighting import Sighting
from broadsheet.model import Article
from broadsheet.text import squeezed


def holdings(
    sightings: Sequence[Sighting],
    articles: Mapping[str, Article],
    paths: Container[str],
    rows: Iterable[Registered],
) -> list[Holding]:
    """Return every article that is had, or new, with its sightings; these come in their order.

    `paths` are those of all files, of which some cannot be read as articles.
    """
    index = Index(_had(articles, paths, rows))
    unknown: list[Sighting] = []
    for sighting in lone(sightings):
        known = index.by_whole(sighting) or index.by_key(sighting) or index.by_lines(sighting)
        if known is None:
            unknown.append(sighting)
        else:
            index.put(sighting, known)
    index.prepare(unknown)
    for sighting in unknown:
        found = index.by_key(sighting)
        found = found or index.by_title(sighting) or index.by_text(sighting)
        index.put(sighting, index.bridge(sighting, found) if found and sighting.keys else found)
    return index.found


def _had(
    articles: Mapping[str, Article], paths: Container[str], rows: Iterable[Registered]
) -> Iterator[Holding]:
    """Yield what the register knows; then what was written before it could be registered."""
    by_file: dict[str, list[Registered]] = {}
    for row in rows:
        by_file.setdefault(row.file, []).append(row)
    unregistered = sorted(set(articles) - set(by_file))
    gone = {path: by_file[path] for path in sorted(by_file) if path not in paths}
    moved = _moved(articles, gone, unregistered)
    for path in sorted(by_file):
        now = moved.get(path, path)
        yield Holding(now, tuple(by_file[path]), articles.get(now))
    for path in sorted({*unregistered} - {*moved.values()}):
        article = articles[path]
        if found := CLIPPING.fullmatch(article.seed or ""):
            first, last = int(found[2]), int(found[3] or found[2])
            key, source = title_key(article.title), squeezed(article.source or "")
            text = simhash(plain(article.body))
            row = Registered(path, found[1], first, last, key, "", source, text)
            yield Holding(path, (row,), article)


def _moved(
    articles: Mapping[str, Article],
    gone: Mapping[str, Iterable[Registered]],
    unregistered: Iterable[str],
) -> dict[str, str]:
    """Return old path -> new path of each article that a person has given another name.

    Its file is `gone`, and a file that the register does not know was cut from the same lines.
    """
    now: dict[str, str] = {}
    for path in unregistered:
        now.setdefault(articles[path].seed or "", path)
    places = {path: [f"{row.seed}#{row.span}" for row in rows] for path, rows in gone.items()}
    found: dict[str, str] = {}
    for path, named in places.items():
        at = next((now.pop(place) for place in named if place in now), None)
        found |= {path: at} if at else {}
    return found
