"""From what a tagger proposed and the gazetteer knows to clean spans, none overlapping."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from broadsheet.enrich import cues, gazetteer, verdicts
from broadsheet.enrich.surface import Surface
from broadsheet.enrich.tokens import Token, opens_sentence, tokens
from broadsheet.enrich.trims import trimmed
from broadsheet.model import Mention
from broadsheet.text import folded

_TICKER = re.compile(
    r"\((?:NYSE|NASDAQ|Nasdaq|NYSEARCA|AMEX|LSE|LON|TSE|TSX|ASX|HKEX|HKG|SSE|OTC|FRA|ETR|EPA|KRX|"
    r"TYO|SGX|NSE|BSE|TPE|TWSE|AMS|SIX|BIT|XETRA)(?: ?[:,] ?| )[A-Z0-9.]{1,8}\)"
)
_BRACKETS = re.compile(r" ?\( ?([A-Z][A-Za-z&.]{1,8}) ?\)")
STRONG = 0.65  # the evidence on which a name counts that the tagger has not found


def settled(
    text: str,
    words: Sequence[Token],
    proposed: tuple[Sequence[Mention], Sequence[Mention]],
    heads: Sequence[tuple[int, int]],
) -> list[Surface]:
    """Return the surfaces of a text by their start, the longest winning where they overlap.

    What only the second of the `proposed` lists has counts on strong evidence alone, and what
    stands only in `heads`, where all words are capital, not at all. A name found once is then
    found wherever it stands, in heads too.
    """
    tagged, second = proposed
    index = {word.start: number for number, word in enumerate(words)}
    closed = [m.span() for m in _TICKER.finditer(text)]
    spans = {(one.start, one.end) for one in tagged}
    added = (m for m in second if m.score >= STRONG and (m.start, m.end) not in spans)
    mentions = [one for one in (*tagged, *added) if not _within(one, heads)]
    cut = [
        each
        for one in mentions
        for each in trimmed(text, one, words, index)
        if each.is_fixed or not _within(each, heads)
    ]
    candidates = [one for one in (*_known(text, words, index), *cut) if not _within(one, closed)]
    kept = verdicts.typed(text, words, index, _apart(candidates))
    found = [*kept, *_bracketed(text, kept), *repeated(text, words, kept)]
    return _joined(text, _apart(found))


def _bracketed(text: str, kept: Sequence[Surface]) -> Iterator[Surface]:
    """Yield the initials in brackets after a long name that they stand for."""
    for one in kept:
        after = _BRACKETS.match(text, one.end) if " " in one.text else None
        if after and one.type != "person" and stands_for(after.group(1), one.text):
            yield Surface(after.start(1), after.end(1), after.group(1), one.type, one.score)


def stands_for(short: str, name: str) -> bool:
    """Tell whether initials may stand for a long name: the same first letter, all letters in."""
    letters = folded(short.replace(".", ""))
    return folded(name)[:1] == letters[:1] and all(c in folded(name) for c in letters)


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


def _is_part_of_body(text: str, hit: gazetteer.Found, words: Sequence[Token], at: int) -> bool:
    """Tell whether a known word only begins the name of another body: `Ford Foundation`."""
    after = words[at + 1] if at + 1 < len(words) and " " not in text[hit.start : hit.end] else None
    if after is None or text[hit.end : after.start] != " " or not after.is_capital:
        return False
    lower = after.text.lower()
    body = lower in cues.ORGANIZATION_HEADS and lower not in cues.LEGAL
    return body and hit.known.type == "organization"


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
        if word.is_capital and not plain and word.start not in covered:
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
    if hit.known.rank == "doubtful" or text[hit.end : hit.end + 2].lstrip()[:1] == "$":
        return True
    if _is_part_of_body(text, hit, words, at):
        return True
    if hit.known.rank in ("country", "state", "alias") and hit.known.type != "person":
        return False
    before = words[at - 1] if at else None
    joined = before is not None and text[before.end : hit.start] == " "
    return bool(
        joined and before and before.is_capital and before.text.lower() in gazetteer.given_names()
    )


def is_outlet(name: str) -> bool:
    return folded(name).removeprefix("the ") in gazetteer.outlets()
