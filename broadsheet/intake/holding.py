"""One article that is had, or is new: what is known of it, and its sightings this time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from broadsheet.content import plain
from broadsheet.intake.likeness import like, same_outlet, same_text, shingles
from broadsheet.intake.merging import Sighting
from broadsheet.intake.register import Registered
from broadsheet.model import Article, Clipping, When

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
