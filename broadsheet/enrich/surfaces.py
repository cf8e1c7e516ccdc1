"""From what a tagger proposed and the gazetteer knows to clean spans, none overlapping."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.enrich import cues, gazetteer
from broadsheet.enrich.rules import NAME_PARTS, judged
from broadsheet.enrich.tokens import Token, is_capital, is_initialism, opens_sentence, tokens
from broadsheet.model import EntityType, Mention
from broadsheet.text import folded

_POSSESSIVE = re.compile(r"['’][sS]?$")
_TICKER = re.compile(
    r"\((?:NYSE|NASDAQ|Nasdaq|NYSEARCA|AMEX|LSE|LON|TSE|TSX|ASX|HKEX|HKG|SSE|OTC|FRA|ETR|EPA|KRX|"
    r"TYO|SGX|NSE|BSE|TPE|TWSE|AMS|SIX|BIT|XETRA)(?: ?[:,] ?| )[A-Z0-9.]{1,8}\)"
)
_MOST_WORDS = 10
STRONG = 0.65  # the evidence on which a name counts that the tagger has not found


@dataclass(frozen=True, slots=True)
class Surface:
    """A name as it stands in the text; `known` when the gazetteer has it."""

    start: int
    end: int
    text: str
    type: EntityType
    score: float
    known: gazetteer.Known | None = None
    opening: bool = False


def settled(
    text: str,
    tagged: Sequence[Mention],
    second: Sequence[Mention],
    heads: Sequence[tuple[int, int]],
) -> list[Surface]:
    """Return the surfaces of a text by their start, the longest winning where they overlap.

    What only the `second` tagger finds counts on strong evidence alone, and what stands only in
    `heads`, where all words are capital, not at all. A name found once is then found wherever
    it stands, in heads too.
    """
    words = tokens(text)
    index = {word.start: number for number, word in enumerate(words)}
    closed = [m.span() for m in _TICKER.finditer(text)]
    spans = {(one.start, one.end) for one in tagged}
    added = (m for m in second if m.score >= STRONG and (m.start, m.end) not in spans)
    proposed = [one for one in (*tagged, *added) if not _within(one, heads)]
    candidates = [*_known(text, words, index), *_trimmed_all(text, proposed, words, index)]
    outside = [one for one in candidates if not _within(one, closed)]
    kept = _apart(outside)
    return _joined(text, _apart([*kept, *repeated(text, words, kept)]))


def is_headline_case(title: str) -> bool:
    """Tell whether a title has capitals everywhere, so that they say nothing of names."""
    words = [word for word in title.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def repeated(text: str, words: Sequence[Token], kept: Sequence[Surface]) -> Iterator[Surface]:
    """Yield the other places at which a name that was found stands; surnames of people too."""
    index = _forms_of(kept)
    covered = {n for one in kept for n in range(one.start, one.end)}
    for at, word in enumerate(words):
        for form, model in index.get(word.text, ()) if word.start not in covered else ():
            last = at + len(form) - 1
            if [one.text for one in words[at : last + 1]] != list(form):
                continue
            if _stands_free(text, words, at, last, covered):
                start, end = word.start, words[last].end
                yield replace(model, start=start, end=end, text=text[start:end])
                break


def _forms_of(kept: Sequence[Surface]) -> dict[str, list[tuple[tuple[str, ...], Surface]]]:
    index: dict[str, dict[tuple[str, ...], Surface]] = {}
    for one in kept:
        if one.known is not None and one.known.type != "person":
            continue
        form = tuple(token.text for token in tokens(one.text))
        forms = [form] if form else []
        if one.type == "person" and len(form) > 1 and len(form[-1]) > 2:
            forms.append(form[-1:])
        for each in forms:
            if len(each) > 1 or each[0].lower() not in gazetteer.empty_words():
                index.setdefault(each[0], {}).setdefault(each, one)
    return {
        first: sorted(forms.items(), key=lambda item: (-len(item[0]), item[0]))
        for first, forms in index.items()
    }


def _stands_free(text: str, words: Sequence[Token], at: int, last: int, covered: set[int]) -> bool:
    """Tell whether no other capitalized word adjoins a name: `Apple`, but not `Apple Street`."""
    for near in (at - 1, last + 1):
        if not 0 <= near < len(words):
            continue
        word = words[near]
        left, right = (word.end, words[at].start) if near < at else (words[last].end, word.start)
        if text[left:right] != " ":
            continue
        lower = word.text.lower()
        plain = lower in cues.TITLES or lower in gazetteer.function_words()
        plain = plain or lower in gazetteer.nationalities() or lower in gazetteer.generic()
        if is_capital(word.text) and not plain and word.start not in covered:
            return False
    return True


def _joined(text: str, kept: Sequence[Surface]) -> list[Surface]:
    """Return the surfaces with `U.S.` and the court or office after it made one."""
    done: list[Surface] = []
    for one in kept:
        before = done[-1] if done else None
        head = one.text.split()[-1].lower()
        if (
            before
            and before.text in ("U.S.", "US", "UN", "U.N.", "EU")
            and text[before.end : one.start] == " "
            and one.type == "organization"
            and head in cues.ORGANIZATION_HEADS
        ):
            whole = text[before.start : one.end]
            done[-1] = replace(one, start=before.start, text=whole, opening=before.opening)
            continue
        done.append(one)
    return done


def _within(one: Surface | Mention, closed: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a span lies in one of the sorted, disjoint spans."""
    at = bisect_right(closed, (one.start, sys.maxsize)) - 1
    return at >= 0 and one.end <= closed[at][1]


def _apart(candidates: Iterable[Surface]) -> list[Surface]:
    """Return candidates that do not overlap: longer ones first, known ones before guesses."""
    order = sorted(candidates, key=lambda s: (-(s.end - s.start), s.known is None, s.start))
    taken: set[int] = set()
    kept: list[Surface] = []
    for one in order:
        places = range(one.start, one.end)
        if taken.isdisjoint((one.start, one.end - 1)) and taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return sorted(kept, key=lambda s: s.start)


def _known(text: str, words: Sequence[Token], index: dict[int, int]) -> Iterator[Surface]:
    for hit in gazetteer.found(text, words):
        at = index[hit.start]
        before = words[at - 1].text if at else ""
        opening = opens_sentence(text, hit.start, before)
        surface = text[hit.start : hit.end]
        if _is_loose(text, hit, words, at):
            continue
        yield Surface(hit.start, hit.end, surface, hit.known.type, 1.0, hit.known, opening)


def _is_loose(text: str, hit: gazetteer.Found, words: Sequence[Token], at: int) -> bool:
    """Tell whether a city's or person's name is part of a longer capitalized one."""
    if hit.known.rank == "doubtful":
        return True
    if hit.known.rank in ("country", "state", "alias") and hit.known.type != "person":
        return False
    before = words[at - 1] if at else None
    joined = before is not None and text[before.end : hit.start] == " "
    return bool(
        joined
        and before
        and is_capital(before.text)
        and before.text.lower() in gazetteer.given_names()
    )


def _trimmed_all(
    text: str, tagged: Iterable[Mention], words: Sequence[Token], index: dict[int, int]
) -> Iterator[Surface]:
    ends = {word.end: number for number, word in enumerate(words)}
    for mention in tagged:
        inside = _token_range(mention, words, index, ends)
        if inside is None:
            continue
        surface = _trimmed(text, mention, words, *inside)
        if surface is not None:
            yield surface


def _token_range(
    mention: Mention, words: Sequence[Token], index: dict[int, int], ends: dict[int, int]
) -> tuple[int, int] | None:
    """Return the first and last word that lie inside a mention."""
    first = next((index[i] for i in range(mention.start, mention.end) if i in index), None)
    last = next((ends[i] for i in range(mention.end, mention.start, -1) if i in ends), None)
    if first is None or last is None or first > last:
        return None
    return first, last


def _trimmed(
    text: str, mention: Mention, words: Sequence[Token], first: int, last: int
) -> Surface | None:
    """Return a mention without articles, titles, possessives and generic words, if any is left."""
    type_ = mention.type
    while first < last and _strip_front(words[first].text, type_):
        first += 1
    while last > first and _strip_back(words[last].text):
        last -= 1
    names = [word.text for word in words[first : last + 1]]
    before = words[first - 1].text if first else ""
    opening = opens_sentence(text, words[first].start, before)
    start, end = words[first].start, _with_stop(text, words[last])
    surface = _POSSESSIVE.sub("", text[start:end])
    if is_junk(names, opening) or "\n" in surface or len(names) > _MOST_WORDS:
        return None
    after = words[last + 1].text if last + 1 < len(words) else ""
    type_, score = _weighed(names, before, after, mention)
    known = gazetteer.forms().get(surface)
    if known and known.rank != "doubtful":
        type_, score = known.type, 1.0
    return Surface(start, start + len(surface), surface, type_, score, known, opening)


def _with_stop(text: str, last: Token) -> int:
    """Return the end of a name, with the stop of `Inc.` but not that of a sentence."""
    abbreviated = last.text.lower() in ("inc", "corp", "co", "ltd", "jr", "sr", "bros")
    following = text[last.end : last.end + 3]
    if not (abbreviated and following[:1] == "."):
        return last.end
    return last.end + 1


def _weighed(
    names: Sequence[str], before: str, after: str, mention: Mention
) -> tuple[EntityType, float]:
    """Return the type by the tagger's word and the cues together."""
    judged_type, judged_score = judged(names, before, after)
    if judged_type is None or judged_type == mention.type:
        return mention.type, mention.score
    if judged_score >= 0.65 or mention.score < 0.5 <= judged_score:
        return judged_type, judged_score
    return mention.type, mention.score * 0.8


def _strip_front(word: str, type_: EntityType) -> bool:
    lower = word.lower()
    if lower in ("the", "a", "an") or lower in gazetteer.nationalities():
        return True
    if lower in gazetteer.function_words() and lower not in NAME_PARTS:
        return True
    return type_ == "person" and lower.rstrip(".") in cues.TITLES


def _strip_back(word: str) -> bool:
    return not word[0].isupper() and not word[0].isdigit()


def is_junk(names: Sequence[str], opening: bool) -> bool:
    """Tell whether a name is none: generic, an adjective, a number, a law, a sentence's start."""
    lower = [name.lower() for name in names]
    if not any(is_capital(name) for name in names) or all(len(name) < 2 for name in names):
        return True
    if lower[-1] in cues.PRODUCT_HEADS and len(names) > 1:
        return True
    empty = gazetteer.empty_words()
    if all(word in empty or word[0].isdigit() for word in lower):
        return True
    return opening and len(names) == 1 and is_initialism(names[0]) and lower[0] in empty


def is_outlet(name: str) -> bool:
    return folded(name).removeprefix("the ") in gazetteer.outlets()
