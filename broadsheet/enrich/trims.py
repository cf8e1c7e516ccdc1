"""From a tagger's span to clean ones: cut apart, and freed of what is not the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from broadsheet.enrich import cues, gazetteer
from broadsheet.enrich.rules import NAME_PARTS
from broadsheet.enrich.surface import Surface
from broadsheet.enrich.tables import wordset
from broadsheet.enrich.tokens import Token, is_capital, is_initialism, opens_sentence
from broadsheet.model import EntityType, Mention

_POSSESSIVE = re.compile(r"['’][sS]?$")
_SEAMS = re.compile(r"\s/\s|\n+| \(|\(|\)|\s[–—]\s")
_PERSON_SEAMS = re.compile(
    r"\s/\s|\n+| \(|\(|\)|, (?!Jr|Sr)| and | & "
    r"|\s[-–—]\s(?=(?:An?|The|He|She|It|They|We|I|In|On|For|With|This)\b)"
)
_SCORE = re.compile(r"\d+[-–.:/,]\d+|(?:1[89]|20)\d\d|\d{4,}")
_MONEY = re.compile(r" ?\$| ?\d[\d.,]* (?:million|billion|trillion|crore|lakh)")
_MOST_WORDS = 10
_BREAKS = wordset(
    "since said says has have had was is are were who which that while when after before but as"
    " will would told during against via about because until than if where amid versus vs by"
)
_AFTER_NAMES = wordset(
    "minister president secretary chief executive chairman chairwoman ceo lieutenant governor"
    " judge magistrate ambassador spokesman spokeswoman spokesperson coach captain commissioner"
    " director chancellor mayor senator correspondent"
)


def trimmed(
    text: str, mention: Mention, words: Sequence[Token], index: Mapping[int, int]
) -> Iterator[Surface]:
    """Yield the names within a mention, each without articles, titles and generic words."""
    for piece in _pieces(text, mention):
        inside = _token_range(piece, words, index)
        surface = _cleaned(text, piece, words, *inside) if inside else None
        if surface is not None:
            yield surface


def _pieces(text: str, mention: Mention) -> Iterator[Mention]:
    """Yield the parts of a mention that a bracket, a slash, a line end or `and` sets apart."""
    seams = _SEAMS if mention.type == "organization" else _PERSON_SEAMS
    start = mention.start
    for seam in seams.finditer(text, mention.start, mention.end):
        if seam.start() > start:
            yield replace(mention, start=start, end=seam.start())
        start = seam.end()
    if start < mention.end:
        yield replace(mention, start=start) if start > mention.start else mention


def _token_range(
    mention: Mention, words: Sequence[Token], index: Mapping[int, int]
) -> tuple[int, int] | None:
    """Return the first and last word that lie inside a mention."""
    first = next((index[i] for i in range(mention.start, mention.end) if i in index), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(words) and words[last + 1].end <= mention.end:
        last += 1
    return (first, last) if words[last].end <= mention.end else None


def _cleaned(
    text: str, mention: Mention, words: Sequence[Token], first: int, last: int
) -> Surface | None:
    type_ = mention.type
    last = _before_break(words, first, last)
    beyond = _beyond_title(words, first, last)
    if beyond > first:
        first, type_ = beyond, "person"
    while first < last and _strip_front(words, first, last, type_):
        if words[first].text.lower().rstrip(".") in cues.FIRM_TITLES:
            type_ = "person"
        first += 1
    while last > first and _strip_back(words[last].text, type_):
        last -= 1
    names = [word.text for word in words[first : last + 1]]
    opening = opens_sentence(text, words[first].start, words[first - 1].text if first else "")
    surface = _POSSESSIVE.sub("", text[words[first].start : _with_stop(text, words[last])])
    if is_junk(names, opening) or "\n" in surface or len(names) > _MOST_WORDS:
        return None
    if len(names) == 1 and _is_portfolio(text, words, last):
        return None
    if _MONEY.match(text, words[last].end) and is_initialism(names[-1]):
        return None
    known = gazetteer.forms().get(surface)
    score = mention.score
    if known and known.rank != "doubtful":
        type_, score = known.type, 1.0
    start = words[first].start
    return Surface(start, start + len(surface), surface, type_, score, known, opening)


def _before_break(words: Sequence[Token], first: int, last: int) -> int:
    """Return the last word before one that no name holds, like `since` or `said`."""
    for at in range(first + 1, last + 1):
        if words[at].text in _BREAKS:
            return at - 1
    return last


def _beyond_title(words: Sequence[Token], first: int, last: int) -> int:
    """Return where the name begins in `Transport Minister Ana Lima`, else `first`."""
    head = words[last].text.lower()
    if head in cues.ORGANIZATION_HEADS or head in cues.PLACE_HEADS:
        return first
    for at in range(last - 1, first, -1):
        if words[at].text.lower() in cues.FIRM_TITLES and words[at + 1].is_capital:
            return at + 1
    return first


def _is_portfolio(text: str, words: Sequence[Token], last: int) -> bool:
    """Tell whether an office follows, so that the word only says which: `Transport Minister`."""
    if last + 1 >= len(words) or text[words[last].end : words[last + 1].start] != " ":
        return False
    name, office = words[last].text, words[last + 1].text
    if name in gazetteer.forms() or is_initialism(name) or not is_capital(office):
        return False
    return office.lower() in cues.OFFICES and name.lower() in gazetteer.common_words()


def _with_stop(text: str, last: Token) -> int:
    """Return the end of a name, with the stop of `Inc.` but not that of a sentence."""
    abbreviated = last.text.lower() in ("inc", "corp", "co", "ltd", "jr", "sr", "bros")
    following = text[last.end : last.end + 3]
    if not (abbreviated and following[:1] == "."):
        return last.end
    return last.end + 1


def _strip_front(words: Sequence[Token], first: int, last: int, type_: EntityType) -> bool:
    lower = words[first].text.lower()
    if lower in ("the", "a", "an"):
        return True
    if lower in gazetteer.nationalities():
        return not (type_ == "organization" and _is_body(words[last].text))
    if lower in gazetteer.function_words() and lower not in NAME_PARTS:
        return True
    title = lower.rstrip(".")
    if title in cues.FIRM_TITLES:
        head = words[last].text.lower()
        return type_ == "person" or not (
            head in cues.ORGANIZATION_HEADS
            or head in cues.PLACE_HEADS
            or not words[first + 1].is_capital
        )
    return type_ == "person" and title in cues.TITLES


def _is_body(last: str) -> bool:
    """Tell whether a last word heads a body that an adjective may belong to: `Omani Navy`."""
    return last.lower() not in gazetteer.nationalities() and is_capital(last)


def _strip_back(word: str, type_: EntityType) -> bool:
    if word[0].isdigit():
        return type_ == "person" or _SCORE.fullmatch(word) is not None
    return not is_capital(word) or word.lower() in _AFTER_NAMES


def is_junk(names: Sequence[str], opening: bool) -> bool:
    """Tell whether a name is none: generic, an adjective, a number, a law, a sentence's start."""
    lower = [name.lower() for name in names]
    if not any(is_capital(name) for name in names) or all(len(name) < 2 for name in names):
        return True
    if len(names) > 1 and (lower[-1] in cues.PRODUCT_HEADS or lower[0] in cues.EVENT_OPENERS):
        return True
    empty = gazetteer.empty_words()
    if all(word in empty or word in cues.TITLES or word[0].isdigit() for word in lower):
        return True
    return opening and len(names) == 1 and is_initialism(names[0]) and lower[0] in empty
