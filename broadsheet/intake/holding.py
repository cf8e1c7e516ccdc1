"""One article that is had, or is new: what is known of it, and its sightings this time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from broadsheet.content import plain
from broadsheet.intake.addresses import address_key
from broadsheet.intake.evidence import (
    clash,
    is_teaser,
    is_twin,
    is_version,
    same_matter,
    same_title,
    terms,
)
from broadsheet.intake.likeness import like, same_outlet, same_text, shingles, title_key
from broadsheet.intake.register import Registered
from broadsheet.intake.sighting import Sighting
from broadsheet.model import Article, Clipping, When

_SEEN = 3  # sightings that another one is compared with
_TOLD_APART = 3  # terms of a title that is not of every day's briefing
FAR = dt.timedelta(days=2)  # between stated dates: an article without text is then another one


@dataclass(slots=True)
class Holding:
    """One article: what the register and the disk know of it, and its sightings this time.

    `path` is "" for an article that is not written yet.
    """

    path: str = ""
    rows: tuple[Registered, ...] = ()
    article: Article | None = None
    members: list[Sighting] = field(default_factory=list)
    into: Holding | None = None  # the one that it turned out to be

    def sources(self) -> Iterator[str]:
        """Yield the outlets that are known to have it."""
        named = [row.source for row in self.rows]
        named += [member.clipping.source or "" for member in self.members]
        if self.article:
            named += [self.article.source or "", *(name for name, _ in self.article.reprints)]
        return filter(None, named)

    def is_of(self, source: str | None) -> bool:
        """Return whether an outlet may be one of those that have it."""
        named = dict.fromkeys(self.sources())
        return not named or any(same_outlet(source, name) for name in named)

    def days(self) -> Iterator[dt.date]:
        """Yield the days that are sure."""
        for known in (self.article, *(member.clipping for member in self.members)):
            if known is not None and (day := sure_day(known)):
                yield day

    def has_text(self) -> bool:
        return (
            any(row.text is not None for row in self.rows)
            or any(member.bits is not None for member in self.members)
            or bool(self.article and self.article.body)
        )

    def texts(self) -> Iterator[str]:
        """Yield the texts that are at hand."""
        yield from (member.text for member in self.members)
        if self.article:
            yield plain(self.article.body)

    def addresses(self) -> Iterator[str]:
        """Yield the keys of the addresses at which it was found."""
        yield from (row.address for row in self.rows if row.address)
        yield from (member.address for member in self.members if member.address)
        if self.article and (key := address_key(self.article.source_url)):
            yield key

    def idents(self) -> Iterator[str]:
        """Yield the keys of what its publisher calls it."""
        yield from (row.ident for row in self.rows if row.ident)
        yield from (member.ident for member in self.members if member.ident)

    def keys(self) -> set[str]:
        return {*self.addresses(), *self.idents()}

    def tellings(self) -> Iterator[tuple[str, str]]:
        """Yield titles with texts: as the file has them, and as they were seen last."""
        if self.article:
            yield self.article.title, plain(self.article.body)
        yield from ((one.clipping.title, one.text) for one in self.members[-_SEEN:])

    def agrees(self, sighting: Sighting) -> bool:
        """Return whether what has this address or id tells of the same at all.

        A title alone is no reason on another day: some pages get a new text every morning. What
        a person deleted is not at hand to be compared, and stays away.
        """
        own = (sighting.clipping.title, sighting.text)
        known = list(self.tellings())
        near = self.is_near(sighting)
        if not known or (near and any(same_title(own[0], title) for title, _ in known)):
            return True
        if any(is_version(own[1], text) for _, text in known):
            return True
        return near and any(same_matter(own, one) for one in known)

    def is_other(self, sighting: Sighting) -> bool:
        """Return whether address or id say that a sighting is of another article.

        They are not believed where title and text are the same but for slips: the publisher has
        moved it, or we read its address better than before.
        """
        if not sighting.keys:
            return False
        mine = [sighting.address] if sighting.address else []
        called = [sighting.ident] if sighting.ident else []
        if self.keys().intersection(sighting.keys):
            return False
        if not clash(mine, self.addresses()) and not clash(called, self.idents()):
            return False
        return not self._is_twin(sighting)

    def _is_twin(self, sighting: Sighting) -> bool:
        titles = {row.title for row in self.rows} | {title_key(t) for t, _ in self.tellings()}
        if sighting.title not in titles or not self.is_near(sighting):
            return False
        return any(is_twin(sighting.text, text) for _, text in self.tellings())

    def is_teased_by(self, sighting: Sighting) -> bool:
        """Return whether, of a text and a short one under one title, one sums up the other.

        Only where one has an address or id: outlets give these to teasers in feeds.
        """
        if not (sighting.keys or self.keys()):
            return False
        if len(terms(sighting.clipping.title)) < _TOLD_APART or not self.is_near(sighting):
            return False
        return any(is_teaser(sighting.text, text) for _, text in self.tellings() if text)

    def is_told_by(self, sighting: Sighting) -> bool:
        """Return whether a sighting has this article's text, or where one has none, may be it.

        Texts are compared themselves where they are at hand, and by simhash alone where only
        the register knows them.
        """
        if sighting.bits is None or not self.has_text():
            return self.is_near(sighting)
        if any(same_text(sighting.shingles, shingles(text)) for text in self.texts()):
            return True
        return any(like(sighting.bits, row.text) for row in self.rows)

    def is_near(self, sighting: Sighting) -> bool:
        """Return whether nothing that is sure about its dates speaks against a sighting."""
        own = sure_day(sighting.clipping)
        return own is None or all(abs(day - own) <= FAR for day in self.days())


def sure_day(known: Article | Clipping) -> dt.date | None:
    """Return a day that an outlet printed; none that hangs on a file's own time."""
    sure = known.date_basis is None or (
        known.date_basis == "relative" and known.captured_basis != "file"
    )
    return calendar_day(known.date) if sure and known.date else None


def calendar_day(when: When) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when
