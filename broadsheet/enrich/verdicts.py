"""One type for a name in a text: all its mentions vote, and what is no name falls away."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from broadsheet.enrich import contexts, cues, gazetteer
from broadsheet.enrich.surface import Surface
from broadsheet.enrich.tokens import Token, is_initialism
from broadsheet.model import EntityType

_ONE_WORD = {"person": 0.7, "organization": 0.7, "place": 0.6}  # the tagger's word; else 1
_UNBACKED = 1.1  # at most, for an organization of one word that nothing else speaks for
_SHORT = 0.3  # the tagger's word on a short form of a longer name
_PRIOR = 0.2  # for a person, when one plain word says nothing
_LONGER_PRIOR = 0.2  # the same for two or three words
_SURNAME = 0.4  # for a person, when the last word of a name also stands alone
_LISTED = 1.0  # for the type of a known name in one list with it
_JOINTS = (", ", " and ", ", and ", " or ", " y ", " et ", " und ", " e ")
_ENOUGH = 1.0  # the evidence that keeps a capitalized common word
_WORK = re.compile(
    r"(?<!\w)[\"'“‘«](?:[A-Z][\w’-]{0,20} ){1,4}(?:(?:at|of|the|in|and|on|for|to|a) ){0,2}"
    r"[A-Z][\w’-]{0,20}[\"'”’»](?!\w)"
)
_STORMS = ("Storm", "Hurricane", "Typhoon", "Cyclone")


class Tally:
    """The votes on the type of one name, from all its mentions.

    The tagger errs the same way again and again, so its votes grow with the root of their
    number; what a name's own words say counts once; what stands around it, every time.
    """

    __slots__ = ("around", "mentions", "own", "short", "tagger")

    def __init__(self) -> None:
        self.short = True  # the name is one word
        self.mentions = 0
        self.tagger: dict[EntityType, float] = {}
        self.own: dict[EntityType, float] = {}
        self.around: dict[EntityType, float] = {}

    def winner(self) -> EntityType:
        """Return the type with most votes, the later in the alphabet on a tie."""
        total = {type_: vote / math.sqrt(self.mentions) for type_, vote in self.tagger.items()}
        if self.short and "organization" not in self.own and "organization" not in self.around:
            total["organization"] = min(total.get("organization", 0.0), _UNBACKED)
        for votes in (self.own, self.around):
            for type_, vote in votes.items():
                total[type_] = total.get(type_, 0.0) + vote
        return max(total, key=lambda type_: (round(total[type_], 6), type_))

    def certainty(self, type_: EntityType) -> float:
        """Return how sure a type is, from 0 to 1: the tagger's word on one word is not much."""
        backed = max(self.own.get(type_, 0.0), self.around.get(type_, 0.0))
        return 1.0 if backed >= 1.0 or not self.short else 0.5

    @property
    def strongest(self) -> float:
        """The most that the words around the name say for one type."""
        return max(self.around.values(), default=0.0)

    def count(
        self, text: str, words: Sequence[Token], span: tuple[int, int], one: Surface, part: bool
    ) -> None:
        """Add the votes of a mention; `part` when it is the short form of a longer name."""
        first, last = span
        names = [word.text for word in words[first : last + 1]]
        weight = _SHORT if part else _ONE_WORD[one.type] if first == last else 1.0
        self.mentions += 1
        self.short = self.short and first == last
        self.tagger[one.type] = self.tagger.get(one.type, 0.0) + one.score * weight
        own, vote = cues.by_words(names)
        if own:
            self.own[own] = max(self.own.get(own, 0.0), vote)
        elif not part and len(names) <= 3 and not any(map(is_initialism, names)):
            prior = _PRIOR if first == last else _LONGER_PRIOR
            self.own["person"] = max(self.own.get("person", 0.0), prior)
        for type_, vote in contexts.votes(text, words, first, last):
            self.around[type_] = self.around.get(type_, 0.0) + vote

    def count_listed(self, type_: EntityType | None) -> None:
        """Add the vote of a known name that stands in one list with a mention of this one."""
        if type_ is not None:
            self.around[type_] = self.around.get(type_, 0.0) + _LISTED


def listed_with(text: str, surfaces: Sequence[Surface]) -> list[EntityType | None]:
    """Return for each surface the type of a known name beside it: `Chad` in `Mali and Chad`."""
    types: list[EntityType | None] = [None] * len(surfaces)
    for at, (one, other) in enumerate(pairwise(surfaces)):
        if text[one.end : other.start] in _JOINTS:
            types[at] = other.type if other.is_fixed else types[at]
            types[at + 1] = one.type if one.is_fixed else None
    return types


def span_of(words: Sequence[Token], index: Mapping[int, int], one: Surface) -> tuple[int, int]:
    """Return the first and last word of a surface."""
    first = last = index[one.start]
    while last + 1 < len(words) and words[last + 1].start < one.end:
        last += 1
    return first, last


def typed(
    text: str, words: Sequence[Token], index: Mapping[int, int], surfaces: Sequence[Surface]
) -> list[Surface]:
    """Return the surfaces with one type a spelling, without those that name nothing."""
    tallies: dict[str, Tally] = {}
    opening: dict[str, bool] = {}
    alone = _standing_alone(text, words)
    for one, listed in zip(surfaces, listed_with(text, surfaces), strict=True):
        if not one.is_fixed:
            tally = tallies.setdefault(one.text, Tally())
            tally.count(text, words, span_of(words, index, one), one, False)
            tally.count_listed(listed)
            opening[one.text] = opening.get(one.text, True) and one.opening
    for name, tally in tallies.items():
        if " " in name and name.rsplit(" ", 1)[-1] in alone:
            tally.own["person"] = tally.own.get("person", 0.0) + _SURNAME
    empty = _things(text, words) | _in_works(text, surfaces)
    small = {word.text for word in words if not word.is_capital}
    dropped = {
        name
        for name in tallies
        if name in empty or _is_common(name, small, opening[name], tallies[name].strongest)
    }
    return [
        one if one.is_fixed else one.retyped(tallies[one.text].winner())
        for one in surfaces
        if one.text not in dropped
    ]


def _standing_alone(text: str, words: Sequence[Token]) -> set[str]:
    """Return capitalized words with no other beside them, inside a sentence and no common ones."""
    found: set[str] = set()
    common = gazetteer.common_words()
    for at in range(1, len(words) - 1):
        before, word, after = words[at - 1], words[at], words[at + 1]
        if (
            word.is_capital
            and not before.is_capital
            and not (after.is_capital and text[word.end : after.start] == " ")
            and word.text.lower() not in common
            and text[before.end : word.start] == " "
        ):
            found.add(word.text)
    return found


def _is_common(name: str, small: set[str], opening: bool, outside: float) -> bool:
    """Tell whether a name of one word is a common one that happens to be capital."""
    lower = name.lower()
    if " " in name or outside >= _ENOUGH:
        return False
    return lower in small or (opening and lower in gazetteer.common_words())


def _things(text: str, words: Sequence[Token]) -> set[str]:
    """Return names of storms, ships, works and animals: what stands after such a noun."""
    found: set[str] = set()
    for at in range(1, len(words)):
        before = words[at - 1].text
        if before not in _STORMS and before not in cues.THINGS:
            continue
        last = at - 1
        while (
            last + 1 < len(words)
            and words[last + 1].is_capital
            and text[words[last].end : words[last + 1].start] == " "
        ):
            last += 1
        if last >= at:
            found.add(text[words[at].start : words[last].end])
    return found


def _in_works(text: str, surfaces: Sequence[Surface]) -> set[str]:
    """Return the names that stand only inside a title in quotation marks: works, not bodies."""
    titles = [m.span() for m in _WORK.finditer(text)]
    inside: dict[str, bool] = {}
    for one in surfaces:
        at = bisect_left(titles, (one.start, 0)) - 1
        within = at >= 0 and one.end < titles[at][1]
        inside[one.text] = inside.get(one.text, True) and within
    return {name for name, always in inside.items() if always}
