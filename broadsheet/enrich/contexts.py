"""What the words around a name say about its type. The votes are in `data/contexts.txt`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from broadsheet.enrich import cues, gazetteer, tables
from broadsheet.enrich.tokens import Token
from broadsheet.model import EntityType

Vote = tuple[EntityType, float]
_KINDS: Mapping[str, EntityType] = {
    "person": "person",
    "organization": "organization",
    "place": "place",
}
_OFFICE_NEAR = 4  # words after a comma among which an office speaks for a person


def votes(text: str, words: Sequence[Token], first: int, last: int) -> Iterator[Vote]:
    """Yield (type, weight) for every cue beside the name that is words `first` to `last`."""
    yield from _before(text, words, first, last)
    yield from _after(text, words, last)


def _before(text: str, words: Sequence[Token], first: int, last: int) -> Iterator[Vote]:
    gap = text[words[first - 1].end : words[first].start] if first else ""
    if gap == ", " and words[first - 1].text in cues.ROLES:
        yield "person", 1.0
    elif gap == ", ":
        yield from _table("apposed").get(words[first - 1].text.lower(), ())
    if gap not in (" ", ". "):
        return
    word = words[first - 1].text
    before = word.lower().rstrip(".")
    if before in cues.TITLES:
        yield "person", 3.0 if before in cues.SURE_TITLES else 1.5
    yield from _table("before").get(before, ())
    if before == "the" and _ends_phrase(text, words, last):
        yield "person", -2.0
        yield "organization", 0.7
    if before in ("of", "at") and first > 1:
        yield from _table(before).get(words[first - 2].text.lower(), ())


def _ends_phrase(text: str, words: Sequence[Token], last: int) -> bool:
    """Tell whether no noun follows a name: not `the Trump administration`."""
    if last + 1 >= len(words):
        return True
    following = words[last + 1]
    gap = text[words[last].end : following.start]
    return gap != " " or following.text.lower() in gazetteer.function_words()


def _after(text: str, words: Sequence[Token], last: int) -> Iterator[Vote]:
    if last + 1 >= len(words):
        return
    following = words[last + 1]
    gap = text[words[last].end : following.start]
    lower = following.text.lower()
    if gap == " " and not following.is_capital:
        yield from _table("after").get(lower, ())
    elif gap.rstrip() in ("'", "’", "'s", "’s", " 's", " ’s", " '", " ’"):
        yield from _owned(words, last)
    elif gap.strip() == ",":
        yield from _after_comma(text, words, last + 1)
    elif gap == "-" and lower in ("based", "born"):
        yield "place", 2.0


def _owned(words: Sequence[Token], last: int) -> Iterator[Vote]:
    at = last + 1
    if words[at].text.lower() == "s" and at + 1 < len(words):
        at += 1
    yield from _table("possessive").get(words[at].text.lower(), ())


def _after_comma(text: str, words: Sequence[Token], at: int) -> Iterator[Vote]:
    word = words[at].text
    if word.isdigit() and len(word) == 2 and "18" <= word <= "99":
        yield "person", 2.0
        return
    yield from _table("comma").get(word.lower(), ())
    known = gazetteer.forms().get(word)
    if known is not None and known.rank in ("country", "state"):
        yield "place", 1.2
        return
    for near in range(at, min(at + _OFFICE_NEAR, len(words))):
        if near > at and "," in text[words[near - 1].end : words[near].start]:
            return
        yield from _table("described").get(words[near].text.lower(), ())
        if words[near].text.lower() in cues.ROLES:
            yield "person", 1.2
            return


@cache
def _table(place: str) -> Mapping[str, tuple[Vote, ...]]:
    table: dict[str, list[Vote]] = {}
    for where, kind, weight, listed in tables.rows("contexts.txt"):
        if where == place:
            for word in listed.split(","):
                table.setdefault(word.strip(), []).append((_KINDS[kind], float(weight)))
    return {word: tuple(found) for word, found in table.items()}
