"""What is already had, and which clippings are sightings of it.

An article is known again, in this order: by the whole of a clipping; by the lines of a capture
that were its own; by title, near-same text and outlet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.content import plain
from broadsheet.intake.likeness import (
    like,
    may_be_like,
    same_outlet,
    same_text,
    shingles,
    simhash,
    title_key,
)
from broadsheet.intake.merging import Sighting
from broadsheet.intake.register import CLIPPING, Registered
from broadsheet.model import Article, Clipping, When
from broadsheet.text import squeezed

_FAR = dt.timedelta(days=2)  # between stated dates: an article without text is then another one
_MANY = 50  # holdings of one title, beyond which texts are compared by their simhash alone


@dataclass(slots=True)
class Holding:
    """One article: what the register and the disk know of it, and its sightings this time.

    `path` is "" for an article that is not written yet.
    """

    path: str = ""
    rows: tuple[Registered, ...] = ()
    article: Article | None = None
    members: list[Sighting] = field(default_factory=list)

    @property
    def source(self) -> str | None:
        named = [row.source for row in self.rows] + [m.clipping.source or "" for m in self.members]
        own = self.article.source if self.article else None
        return next((name for name in named if name), None) or own

    def dates(self) -> Iterator[When]:
        """Yield the dates that are sure."""
        for known in (self.article, *(member.clipping for member in self.members)):
            if known is not None and (date := _sure(known)):
                yield date

    def has_text(self) -> bool:
        return (
            any(row.text is not None for row in self.rows)
            or any(member.bits is not None for member in self.members)
            or bool(self.article and self.article.body)
        )

    def is_told_by(self, sighting: Sighting, thoroughly: bool = True) -> bool:
        """Return whether a sighting has this article's text, or where one has none, may be it.

        Texts are compared themselves where they are at hand (not `thoroughly`: where their
        simhashes do not rule it out), and by simhash alone where only the register knows them.
        """
        if sighting.bits is None or not self.has_text():
            return _are_near(sighting, self.dates())
        for member in self.members:
            near = thoroughly or may_be_like(sighting.bits, member.bits)
            if near and same_text(sighting.shingles, member.shingles):
                return True
        if thoroughly and self.article:
            body = shingles(plain(self.article.body))
            if same_text(sighting.shingles, body):
                return True
        return any(like(sighting.bits, row.text) for row in self.rows)


def _are_near(sighting: Sighting, dates: Iterable[When]) -> bool:
    own = _sure(sighting.clipping)
    return own is None or all(abs(_day(date) - _day(own)) <= _FAR for date in dates)


def _sure(known: Article | Clipping) -> When | None:
    """Return a date that an outlet printed; none that hangs on a file's own time."""
    sure = known.date_basis is None or (
        known.date_basis == "relative" and known.captured_basis != "file"
    )
    return known.date if sure else None


def _day(when: When) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when


def holdings(
    sightings: Sequence[Sighting],
    articles: Mapping[str, Article],
    paths: Container[str],
    rows: Iterable[Registered],
) -> list[Holding]:
    """Return every article that is had, or new, with its sightings; these come in their order.

    `paths` are those of all files, of which some cannot be read as articles.
    """
    index = _Index()
    for had in _had(articles, paths, rows):
        index.add(had)
    unknown: list[Sighting] = []
    for sighting in sightings:
        known = index.by_whole(sighting) or index.by_lines(sighting)
        if known is None:
            unknown.append(sighting)
        else:
            index.put(sighting, known)
    for sighting in unknown:
        if (holding := index.by_title(sighting)) is None:
            holding = Holding()
            index.all.append(holding)
        index.put(sighting, holding)
    return index.all


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


class _Index:
    """The holdings, and the three ways in which a sighting is known as one of them."""

    def __init__(self) -> None:
        self.all: list[Holding] = []
        self.whole: dict[str, list[tuple[Registered, Holding]]] = {}
        self.titles: dict[str, list[Holding]] = {}
        self.seeds: dict[str, list[tuple[Registered, Holding]]] = {}

    def add(self, holding: Holding) -> None:
        self.all.append(holding)
        titles = {row.title for row in holding.rows}
        if holding.article is not None:
            titles.add(title_key(holding.article.title))
        for title in sorted(titles):
            self.titles.setdefault(title, []).append(holding)
        for row in holding.rows:
            self.seeds.setdefault(row.seed, []).append((row, holding))
            if row.whole:
                self.whole.setdefault(row.whole, []).append((row, holding))

    def put(self, sighting: Sighting, holding: Holding) -> None:
        """Add a sighting to its holding, which from now on is known by its title too."""
        holding.members.append(sighting)
        named = self.titles.setdefault(sighting.title, [])
        if all(one is not holding for one in named):
            named.append(holding)

    def by_whole(self, sighting: Sighting) -> Holding | None:
        """Return the article that had this very clipping: from the same lines, or from others."""
        clipping = sighting.clipping
        found = self.whole.get(sighting.whole, ())
        for row, holding in found:
            if (row.seed, row.span) == (clipping.seed, clipping.span):
                return holding
        for _, holding in found:
            if sighting.text.strip() or _are_near(sighting, holding.dates()):
                return holding
        return None

    def by_lines(self, sighting: Sighting) -> Holding | None:
        """Return the article that was cut from the same lines of the same capture.

        The capture may have been replaced by another one of the same name: so the text must be
        near the same, or where one has no text, the title.
        """
        clipping = sighting.clipping
        for row, holding in self.seeds.get(clipping.seed, ()):
            if not row.overlaps(clipping.seed, clipping.span):
                continue
            both = row.text is not None and sighting.bits is not None
            if (both or row.title == sighting.title) and holding.is_told_by(sighting):
                return holding
        return None

    def by_title(self, sighting: Sighting) -> Holding | None:
        """Return the article of that title, text and outlet; one of a known outlet rather."""
        named = self.titles.get(sighting.title, [])
        thoroughly = len(named) <= _MANY
        own = sighting.clipping.source
        if thoroughly:
            named = sorted(named, key=lambda one: not (own and one.source))
        for holding in named:
            if same_outlet(own, holding.source) and holding.is_told_by(sighting, thoroughly):
                return holding
        return None
