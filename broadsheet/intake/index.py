"""The five ways in which a clipping is known as a sighting of an article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from broadsheet.content import plain
from broadsheet.enrich.stories.duplicates import DAYS
from broadsheet.intake.copies import Copies, Telling, are_near
from broadsheet.intake.holding import Holding, calendar_day
from broadsheet.intake.likeness import title_key
from broadsheet.intake.lines import Lines
from broadsheet.intake.namesakes import Namesakes
from broadsheet.intake.register import Registered
from broadsheet.intake.sighting import Sighting, order
from broadsheet.model import Article, Clipping

_SAME = 6  # bits of 64 in which simhashes may differ where a text itself is not at hand
_COMPARED = 20  # articles of one address, the latest
_LONG = 40  # words of a text that such a simhash is believed of
_NOTHING = Lines()
_FOLDER = re.compile(r"content/(\d{4})/(\d{2})/(\d{2})/")


class Index:
    """The articles, had and new, by all that they are known by."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self.all: list[Holding] = []
        self._whole: dict[str, list[tuple[Registered, Holding]]] = {}
        self._titles: dict[str, Namesakes] = {}
        self._seeds: dict[str, Lines] = {}
        self._keys: dict[str, list[Holding]] = {}
        self._copies: Copies | None = None
        self._gone: list[tuple[int, int, dt.date | None]] = []  # number, simhash, day
        self._numbers: dict[int, int] = {}
        for holding in holdings:
            self._add(holding)

    def _add(self, holding: Holding) -> None:
        self._numbers[id(holding)] = len(self.all)
        self.all.append(holding)
        titles = {row.title for row in holding.rows}
        if holding.article is not None:
            titles.add(title_key(holding.article.title))
            titles.update(title_key(headline) for _, headline in holding.article.reprints)
        for title in sorted(titles):
            self._titles.setdefault(title, Namesakes()).add(holding)
        for row in holding.rows:
            self._seeds.setdefault(row.seed, Lines()).add(row, holding)
            if row.whole:
                self._whole.setdefault(row.whole, []).append((row, holding))
        for key in sorted(holding.keys()):
            self._keys.setdefault(key, []).append(holding)

    @property
    def found(self) -> list[Holding]:
        """The articles, without those that turned out to be another one."""
        return [holding for holding in self.all if holding.into is None]

    def put(self, sighting: Sighting, holding: Holding | None) -> None:
        """Add a sighting to its holding, or as a new one, known by its title and text too."""
        if holding is None:
            holding = Holding()
            self._add(holding)
        for key in sighting.keys:
            known = self._keys.setdefault(key, [])
            if not any(one is holding for one in known[-_COMPARED:]):
                known.append(holding)
        holding.members.append(sighting)
        self._titles.setdefault(sighting.title, Namesakes()).add(holding)
        if self._copies is not None:
            self._copies.add(self._numbers[id(holding)], _told(sighting))

    def by_whole(self, sighting: Sighting) -> Holding | None:
        """Return the article that had this very clipping: from the same lines, or from others."""
        clipping = sighting.clipping
        found = self._whole.get(sighting.whole, ())
        for row, holding in found:
            if (row.seed, row.span) == (clipping.seed, clipping.span):
                return holding
        for _, holding in found:
            if sighting.text.strip() or holding.is_near(sighting):
                return holding
        return None

    def by_key(self, sighting: Sighting) -> Holding | None:
        """Return the article of that address, or that its publisher calls by that name."""
        for key in sighting.keys:
            for known in reversed(self._keys.get(key, ())[-_COMPARED:]):
                if (holding := _now(known)).agrees(sighting):
                    return holding
        return None

    def bridge(self, sighting: Sighting, holding: Holding) -> Holding:
        """Return the article that two turn out to be because a sighting is of both.

        One that was written already keeps its place; where both were, they stay two.
        """
        others = [
            _now(one) for key in sighting.keys for one in self._keys.get(key, ())[-_COMPARED:]
        ]
        others = [one for one in others if one is not holding and one.agrees(sighting)]
        if (named := self.by_title(sighting, holding)) is not None:
            others.append(named)
        for other in others:
            holding = self._joined(holding, _now(other))
        return holding

    def _joined(self, one: Holding, other: Holding) -> Holding:
        if one is other or (one.path and other.path):
            return one
        first, second = sorted((one, other), key=lambda each: self._numbers[id(each)])
        if second.path:
            first, second = second, first
        second.into = first
        first.members += second.members
        first.members.sort(key=order)
        second.members = []
        for member in first.members:
            self._titles.setdefault(member.title, Namesakes()).add(first)
        return first

    def by_lines(self, sighting: Sighting) -> Holding | None:
        """Return the article that was cut from the same lines of the same capture.

        The capture may have been replaced by another one of the same name: so the text must be
        near the same, or where one has no text, the title.
        """
        clipping = sighting.clipping
        for row, holding in self._seeds.get(clipping.seed, _NOTHING).over(clipping.span):
            both = row.text is not None and sighting.bits is not None
            near = both or row.title == sighting.title
            if near and holding.is_told_by(sighting) and not _is_another(row, holding, sighting):
                return holding
        return None

    def by_title(self, sighting: Sighting, but: Holding | None = None) -> Holding | None:
        """Return the article of that title, text and outlet; one of a known outlet rather."""
        own = sighting.clipping.source
        namesakes = self._titles.get(sighting.title)
        named = namesakes.like(sighting) if namesakes else []
        named = list({id(now): now for now in map(_now, named) if now is not but}.values())
        for holding in sorted(named, key=lambda one: not (own and any(one.sources()))):
            if not holding.is_of(own) or holding.is_other(sighting):
                continue
            if holding.is_told_by(sighting) or holding.is_teased_by(sighting):
                return holding
        return None

    # ---- by a text that another outlet printed ------------------------------------------------

    def prepare(self, sightings: Sequence[Sighting]) -> None:
        """Make the texts known that these sightings may be copies of: those of their days."""
        days = [_stated(one.clipping) for one in sightings]
        known = [day.toordinal() for day in days if day]
        first, last = min(known, default=0) - DAYS, max(known, default=0) + DAYS
        every = len(known) < len(days)
        self._copies = Copies()
        for number, holding in enumerate(self.all if sightings else ()):
            for one in _pieces(holding):
                day = _stated(one.clipping if isinstance(one, Sighting) else one)
                if every or day is None or first <= day.toordinal() <= last:
                    self._copies.add(number, _told(one))
            if holding.article is None:
                self._gone += [(number, row.text, _day(row)) for row in holding.rows if row.text]

    def by_text(self, sighting: Sighting) -> Holding | None:
        """Return the article whose text this is, printed by an outlet that is not known to have it.

        Where a text itself is not at hand, because its file is gone, its simhash stands in.
        """
        own = sighting.clipping.source
        if not own or not sighting.text or self._copies is None:
            return None
        telling = _told(sighting)
        found = self._copies.best(telling, lambda number: self._may_be(number, sighting))
        if found is None:
            found = next(self._lost(sighting, telling.day), None)
        return None if found is None else _now(self.all[found])

    def _may_be(self, number: int, sighting: Sighting) -> bool:
        holding = _now(self.all[number])
        return not holding.is_of(sighting.clipping.source) and not holding.is_other(sighting)

    def _lost(self, sighting: Sighting, day: dt.date | None) -> Iterator[int]:
        if not self._gone or sighting.words < _LONG or sighting.bits is None:
            return
        for number, text, when in self._gone:
            near = (text ^ sighting.bits).bit_count() <= _SAME and are_near(when, day)
            if near and not self.all[number].is_of(sighting.clipping.source):
                yield number


def _now(holding: Holding) -> Holding:
    while holding.into is not None:
        holding = holding.into
    return holding


def _is_another(row: Registered, holding: Holding, sighting: Sighting) -> bool:
    """Return whether the same lines hold another article now: a feed in one line, or rewritten."""
    renamed = bool(row.ident and sighting.ident) and row.ident != sighting.ident
    if renamed and not holding.keys().intersection(sighting.keys):
        return True
    return holding.is_other(sighting)


def _pieces(holding: Holding) -> Iterator[Sighting | Article]:
    yield from holding.members
    if holding.article is not None:
        yield holding.article


def _told(one: Sighting | Article) -> Telling:
    if isinstance(one, Article):
        return Telling(one.title, plain(one.body), one.source, _stated(one))
    return Telling(one.clipping.title, one.text, one.clipping.source, _stated(one.clipping))


def _stated(known: Article | Clipping) -> dt.date | None:
    """Return a day, unless it hangs on a file's own time, which is another one in every clone."""
    if known.date is None or (known.captured_basis == "file" and known.date_basis is not None):
        return None
    return calendar_day(known.date)


def _day(row: Registered) -> dt.date | None:
    """Return the day that a file's folders name."""
    if found := _FOLDER.match(row.file):
        try:
            return dt.date(*map(int, found.groups()))
        except ValueError:
            return None
    return None
