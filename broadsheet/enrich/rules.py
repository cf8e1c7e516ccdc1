"""Mentions without a model: runs of capitalized words, judged by cues and the gazetteer.

Works after a fashion in any language that writes names with capitals. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from broadsheet.enrich import contexts, cues, gazetteer
from broadsheet.enrich.tables import wordset
from broadsheet.enrich.tokens import Token, is_initialism, opens_sentence, tokens
from broadsheet.model import EntityType, Mention

VERSION = "3"
_PARTICLES = wordset("al bin ibn bint van der den von de da del della di dos du el la le y")
_LINKS = wordset("of for")
_SPEECH = wordset(
    "said says told added tweeted wrote testified argued insisted explained admitted recalled"
    " joked quipped resigned died"
)
_LONGEST = 9  # words in one name
NAME_PARTS = wordset(  # function words and generic ones that names begin with as well
    "new first second third one two three four time old young long local open past good right near"
    " central eastern western northern southern north south east west northeast northwest southeast"
    " southwest state states federal national city county university supreme royal ministry"
    " department court parliament committee commission council party school hospital church"
    " prime minister prince princess queen king pope earth moon mars delta live sky daily grand"
    " gold silver god lord may april june august will la las los el le les der san des du"
)


def mentions(text: str, words: Sequence[Token] | None = None) -> tuple[Mention, ...]:
    """Return the mentions in a text, by their start, none overlapping; `words` are its tokens."""
    words = tokens(text) if words is None else words
    inner = _inner_capitals(text, words)
    found: list[Mention] = []
    for first, last in runs(text, words):
        found += _judged(text, words, first, last, inner)
    return tuple(found)


def _inner_capitals(text: str, words: Sequence[Token]) -> frozenset[str]:
    """Return the words that are capital somewhere inside a sentence and never small."""
    capital: set[str] = set()
    small: set[str] = set()
    before = ""
    for word in words:
        if not word.is_capital:
            small.add(word.text)
        elif not opens_sentence(text, word.start, before):
            capital.add(word.text)
        before = word.text
    return frozenset(word for word in capital if word.lower() not in small)


def runs(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each run of capitalized words, its small links within."""
    at = 0
    while at < len(words):
        if not words[at].is_capital:
            at += 1
            continue
        last = _run_end(text, words, at)
        yield at, last
        at = last + 1


def _run_end(text: str, words: Sequence[Token], first: int) -> int:
    last = first
    while last + 1 < len(words) and last - first < _LONGEST:
        following = last + 1
        if not _adjoins(text, words[last], words[following]):
            break
        if words[following].is_capital:
            last = following
            continue
        beyond = _beyond_link(text, words, first, following)
        if beyond is None:
            break
        last = beyond
    return last


def _adjoins(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    if gap == " ":
        return True
    return gap == ". " and (len(left.text) == 1 or left.text in ("St", "Dr", "Mr", "Mrs", "Jr"))


def _beyond_link(text: str, words: Sequence[Token], first: int, link: int) -> int | None:
    """Return the capitalized word after `of`, `of the`, `bin` ... if the run goes on there."""
    small = words[link].text
    head = words[link - 1].text.lower()
    beyond = link + 1
    if small in _LINKS:
        if not (
            head in cues.ORGANIZATION_OPENERS
            or head in cues.ORGANIZATION_HEADS
            or head in ("republic", "gulf", "isle", "cape", "strait")
        ):
            return None
        if beyond < len(words) and words[beyond].text == "the":
            beyond += 1
    elif small == "and":
        opened = any(word.text in _LINKS for word in words[first:link])
        ministry = words[first].text.lower() in ("ministry", "department", "institute")
        if not (opened and ministry):
            return None
    elif small not in _PARTICLES:
        return None
    if beyond >= len(words) or not words[beyond].is_capital:
        return None
    return beyond if _adjoins(text, words[beyond - 1], words[beyond]) else None


def _judged(
    text: str, words: Sequence[Token], first: int, last: int, inner: frozenset[str]
) -> Iterator[Mention]:
    """Yield what a run of capitalized words names, if anything."""
    before = words[first - 1].text if first else ""
    opening = opens_sentence(text, words[first].start, before)
    while first <= last and _is_empty(words[first].text, opening):
        before, first, opening = words[first].text, first + 1, False
    while first <= last and words[first].text.lower() in cues.TITLES and first < last:
        before, first, opening = words[first].text, first + 1, False
    while last >= first and _is_loose_end(words[last].text.lower()):
        last -= 1
    if first > last:
        return
    names = [word.text for word in words[first : last + 1]]
    if opening and len(names) == 1 and names[0] not in inner:
        return
    after = words[last + 1].text if last + 1 < len(words) else ""
    type_, score = judged(names, before, after, contexts.votes(text, words, first, last))
    if type_:
        start, end = words[first].start, words[last].end
        yield Mention(start, end, type_, text[start:end], score)


def _is_loose_end(lower: str) -> bool:
    return lower in gazetteer.generic() and lower not in cues.ORGANIZATION_HEADS


def _is_empty(word: str, opening: bool) -> bool:
    lower = word.lower()
    if lower in gazetteer.generic():
        return opening or lower not in NAME_PARTS
    if lower in gazetteer.nationalities():
        return True
    return lower in gazetteer.function_words() and lower not in NAME_PARTS


def judged(
    names: Sequence[str], before: str, after: str, around: Iterable[contexts.Vote] = ()
) -> tuple[EntityType | None, float]:
    """Return the type of a name and how sure it is, by its words and its neighbours."""
    if " ".join(names).lower() in gazetteer.outlets():
        return "organization", 0.6
    votes: dict[EntityType, float] = {}
    for type_, weight in (cues.by_words(names), _beside(names, before, after), *around):
        if type_:
            votes[type_] = votes.get(type_, 0.0) + weight
    if votes:
        best = max(votes, key=lambda one: (votes[one], one))
        return best, min(1.0, votes[best] / 3)
    if 2 <= len(names) <= 3 and not any(is_initialism(name) for name in names):
        return "person", 0.4
    if len(names) == 1:
        return "person", 0.2
    return "organization", 0.3


def _beside(names: Sequence[str], before: str, after: str) -> tuple[EntityType | None, float]:
    """Return the type that a title before a name or a verb of speech after it speaks for."""
    before, after = before.lower().rstrip("."), after.lower()
    if before in cues.TITLES and len(names) <= 4 and before not in ("justice", "state", "general"):
        return "person", 2.0
    if (after in _SPEECH or before in ("said", "says")) and 1 < len(names) <= 4:
        return "person", 1.5
    if len(after) == 2 and "18" <= after <= "99" and 1 < len(names) <= 4:
        return "person", 1.5
    return None, 0.0
