"""The articles of one title, such as `Morning briefing`; many of them are not gone through."""

from __future__ import annotations

from broadsheet.intake.holding import FAR, Holding, sure_day
from broadsheet.intake.likeness import shingles
from broadsheet.intake.sighting import Sighting

_MANY = 50  # articles of one title, beyond which only those worth it are compared
_LEAST = 8  # hashes of a text by which it is found; one that shares half of its words shares one
_MOST = 200  # that are compared with one sighting


class Namesakes:
    """Articles of one title in the order in which they came, each once."""

    def __init__(self) -> None:
        self.holdings: list[Holding] = []
        self._numbers: dict[int, int] = {}
        self._by_text: dict[int, list[int]] = {}
        self._by_day: dict[int | None, list[int]] = {}  # by their number
        self._others: list[int] = []  # known by simhashes alone, or without a text
        self._indexed = 0

    def add(self, holding: Holding) -> None:
        """Take an article in, or what is new of it."""
        number = self._numbers.setdefault(id(holding), len(self.holdings))
        if number == len(self.holdings):
            self.holdings.append(holding)
        elif number < self._indexed:
            self._index(number)

    def like(self, sighting: Sighting) -> list[Holding]:
        """Return the articles that a sighting may be of, in their order."""
        if len(self.holdings) <= _MANY:
            return list(self.holdings)
        for number in range(self._indexed, len(self.holdings)):
            self._index(number)
        self._indexed = len(self.holdings)
        found = {*self._others, *self._on_days(sighting)}
        for mark in _marks(sighting.text):
            found.update(self._by_text.get(mark, ())[-_MOST:])
        return [self.holdings[number] for number in sorted(found)[:_MOST]]

    def _index(self, number: int) -> None:
        holding = self.holdings[number]
        marks = {mark for text in holding.texts() for mark in _marks(text)}
        for mark in sorted(marks):
            self._by_text.setdefault(mark, []).append(number)
        if not marks and (holding.rows or not holding.members):
            self._others.append(number)
        days: set[int | None] = {day.toordinal() for day in holding.days()}
        for day in days or {None}:
            self._by_day.setdefault(day, []).append(number)

    def _on_days(self, sighting: Sighting) -> set[int]:
        """Return the articles near in time, where there is nothing else to go by."""
        own = sure_day(sighting.clipping)
        if own is None:
            near = set(range(min(_MOST, len(self.holdings))))
        else:
            days = range(own.toordinal() - FAR.days, own.toordinal() + FAR.days + 1)
            near = {number for day in (None, *days) for number in self._by_day.get(day, ())}
        if sighting.bits is None:
            return near
        return {number for number in near if not self.holdings[number].has_text()}


def _marks(text: str) -> list[int]:
    return sorted(shingles(text))[:_LEAST]
