"""What an editor should look at: names that may be one, and articles put into a story.

Nothing is compared with everything: names meet where they share a key, or where one of them is
the beginning or the end of another, word for word. An authority record for each settles a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.enrich.gazetteer import ALIASES
from broadsheet.library.nouns import Story, Term
from broadsheet.model import Article
from broadsheet.text import slug

DoubtKind = Literal["types", "surname", "alone", "alike", "within"]

_FORMS = frozenset({"inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc"})
#: Words that make another place of a place: South Korea is not Korea.
_APART = frozenset(
    re.findall(
        r"\w+",
        "north south east west northern southern eastern western central new upper lower greater "
        "old saint mount lake river bay port city county state province district university",
    )
)
_ORDER: tuple[DoubtKind, ...] = ("types", "surname", "alone", "alike", "within")
_ALSO = 3  # full names that are offered for one surname
_SHORTEST = 6  # letters of a name whose spelling is compared
_SOUNDS = (("ph", "f"), ("ck", "k"), ("c", "k"), ("q", "k"), ("z", "s"))
_SILENT = re.compile(r"[aeiouyhw]")
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to settle: the name in doubt, and those that it may stand for.

    `types`: articles list it under several types. `surname`: it is the last word of others.
    `alone`: one word for a person, and no full name. `alike`: spelled nearly as another.
    `within`: the beginning or the end of another.
    """

    kind: DoubtKind
    name: Term
    others: tuple[Term, ...] = ()

    @property
    def question(self) -> str:
        """What is asked, on one line, with the newest file that has the name in doubt."""
        match self.kind:
            case "types":
                asked = " or ".join(map(_with_article, self.name.listed_as))
            case "surname":
                asked = " or ".join(other.name for other in self.others)
            case "alone":
                asked = "who"
            case _:
                asked = f"the same as {self.others[0].name}"
        return f"{self.name.name}: {asked}? ({self.name.articles[-1].path})"


@dataclass(frozen=True, slots=True)
class Merge:
    """An article that an ingest put into a story which it may not tell; nobody has agreed yet."""

    article: Article
    story: Story
    likeness: float

    @property
    def question(self) -> str:
        """What is asked, on one line, with the file that has it."""
        return f"{self.story.first.title}: told here? ({self.article.path}, {self.likeness:.2f})"


def merges(articles: Iterable[Article], story_of: Mapping[str, Story]) -> tuple[Merge, ...]:
    """Return the articles with a `story_doubt` that are in a story, the least like it first."""
    found = [
        Merge(article, story_of[article.id], article.story_doubt)
        for article in articles
        if article.story_doubt is not None and article.id in story_of
    ]
    return tuple(sorted(found, key=lambda merge: (merge.likeness, merge.article.id)))


@dataclass(frozen=True, slots=True)
class _Spelt:
    """An entity with the words of its name, folded, marks left out."""

    term: Term
    words: tuple[str, ...]


def doubts(entities: Iterable[Term]) -> tuple[Doubt, ...]:
    """Return what is doubtful about these names, each pair once, kind by kind, then by name."""
    spelt = [_Spelt(term, tuple(slug(term.name).split("-"))) for term in entities]
    found: dict[frozenset[str], Doubt] = {}
    for doubt in (*_two_types(spelt), *_surnames(spelt), *_alike(spelt), *_within(spelt)):
        found.setdefault(frozenset(term.key for term in (doubt.name, *doubt.others)), doubt)
    return tuple(sorted(found.values(), key=_place))


def _with_article(type: str) -> str:
    return f"an {type}" if type.startswith("o") else f"a {type}"


def _place(doubt: Doubt) -> tuple[int, str, str, tuple[str, ...]]:
    others = tuple(term.key for term in doubt.others)
    return _ORDER.index(doubt.kind), slug(doubt.name.name), doubt.name.key, others


def _two_types(spelt: Sequence[_Spelt]) -> Iterator[Doubt]:
    for one in spelt:
        if len(one.term.listed_as) > 1 and one.term.record is None:
            yield Doubt("types", one.term)


def _surnames(spelt: Sequence[_Spelt]) -> Iterator[Doubt]:
    """Yield the people of one word, with the full names that end in it."""
    full: dict[str, list[Term]] = {}
    for one in spelt:
        if one.term.kind == "person" and " " in one.term.name:
            full.setdefault(one.words[-1], []).append(one.term)
    for one in spelt:
        if one.term.kind == "person" and " " not in one.term.name and not _is_settled(one.term):
            bearers = full.get(one.words[-1], [])
            ranked = sorted(bearers, key=lambda term: (-len(term.articles), term.key))
            yield Doubt("surname" if bearers else "alone", one.term, tuple(ranked[:_ALSO]))


def _is_settled(term: Term) -> bool:
    """Return whether a person's record or our own table says who or what it is."""
    return term.record is not None or term.name in ALIASES


def _alike(spelt: Sequence[_Spelt]) -> Iterator[Doubt]:
    """Yield names that differ in marks or a company's form, and those of one type that sound
    the same: spelled with other vowels, or with a letter doubled.
    """
    letters: dict[str, list[_Spelt]] = {}
    sounds: dict[tuple[str, int, str], list[_Spelt]] = {}
    for one in spelt:
        letters.setdefault(_bare(one.words), []).append(one)
        if len("".join(one.words)) >= _SHORTEST:
            sounds.setdefault((one.term.kind, len(one.words), _sound(one.words)), []).append(one)
    for group in letters.values():
        yield from _pairs(group)
    for group in sounds.values():
        yield from _pairs(group, nearly=True)


def _pairs(group: Sequence[_Spelt], nearly: bool = False) -> Iterator[Doubt]:
    """Yield the commonest name of a group with each of the others."""
    if len(group) < 2:
        return
    first, *others = sorted(group, key=lambda one: (-len(one.term.articles), one.term.key))
    for other in others:
        if not (_both_settled(first.term, other.term) or (nearly and not _near(first, other))):
            yield Doubt("alike", other.term, (first.term,))


def _both_settled(one: Term, other: Term) -> bool:
    return _is_settled(one) and _is_settled(other)


def _near(one: _Spelt, other: _Spelt) -> bool:
    """Return whether all words but one are the same, and that one has a first letter in common."""
    unlike = [pair for pair in zip(one.words, other.words, strict=True) if pair[0] != pair[1]]
    return len(unlike) == 1 and all(
        min(len(a), len(b)) > 4 and a[0] == b[0] and abs(len(a) - len(b)) < 3 for a, b in unlike
    )


def _sound(words: Sequence[str]) -> str:
    """Return the consonants of a name, those that sound alike as one."""
    sound = " ".join(words)
    for written, heard in _SOUNDS:
        sound = sound.replace(written, heard)
    return _DOUBLE.sub(r"\1", _SILENT.sub("", sound))


def _bare(words: Sequence[str]) -> str:
    """Return the letters of a name, without "the" before and a company's form after it."""
    end = len(words)
    while end > 1 and words[end - 1] in _FORMS:
        end -= 1
    return "".join(words[1:end] if end > 1 and words[0] == "the" else words[:end])


def _within(spelt: Sequence[_Spelt]) -> Iterator[Doubt]:
    """Yield names that another of the same type begins or ends with, word for word."""
    known: Mapping[tuple[str, tuple[str, ...]], Term] = {
        (one.term.kind, one.words): one.term for one in spelt
    }
    for one in spelt:
        fewest = 2 if one.term.kind == "person" else 1
        for at in range(fewest, len(one.words)):
            head, tail = one.words[:at], one.words[-at:]
            for part, rest in ((head, one.words[at:]), (tail, one.words[:-at])):
                shorter = known.get((one.term.kind, part))
                if shorter and not _both_settled(shorter, one.term) and _may_be_one(one, rest):
                    yield Doubt("within", shorter, (one.term,))


def _may_be_one(longer: _Spelt, rest: Sequence[str]) -> bool:
    return longer.term.kind != "place" or _APART.isdisjoint(rest)
