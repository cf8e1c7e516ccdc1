"""The dateline that opens a lede: `BEIJING (Reuters) -Text`, `PETALING JAYA: Text`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.clip import phrases

LONGEST = 110

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}{_ORDINAL}(?:,? \d{{4}})?|\d{{1,2}}{_ORDINAL} {_MONTH}(?:,? \d{{4}})?)"
)
_WORD = r"[^\W\d_](?:[\w.'’]|-(?=\w)){0,24}"
_PLACE = rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,3}}(?:, {_WORD}(?: {_WORD}){{0,2}}){{0,2}})"
_REGION = r"(?: \([^()]{2,30}\) ?\[[^\[\]]{2,30}\])?"
_WIRE = r"(?:\((?P<wire>[^()]{0,40})\)|/(?P<slashed>[^/]{2,40})/)"
_STOP = r"(?P<stop>--|[-–—:])"
_SPACE = r"[ ]?"
_FORMS = (
    # BEIJING (Reuters) -Text · Madrid (EFE).- Text · HONG KONG, May 12, 2025 /PRNewswire/ -- Text
    # Shimla (Himachal Pradesh) [India], March 3 (ANI): Text
    re.compile(
        rf"{_PLACE}{_REGION}(?:,? (?P<day>{_DAY}),?)?(?:,? \d{{4}})? ?{_WIRE}(?:\.| )?{_STOP}",
        re.I,
    ),
    # AUSTIN, Texas--(BUSINESS WIRE)--Text
    re.compile(rf"{_PLACE} ?--\((?P<wire>[^()]{{2,40}})\)(?P<stop>--)", re.I),
    # GEORGE TOWN, July 29 — Text
    re.compile(rf"{_PLACE},? (?P<day>{_DAY}),? ?(?P<stop>--|[-–—:])", re.I),
    # Guwahati, May 12 (PTI) Text
    re.compile(rf"{_PLACE},? (?P<day>{_DAY}),? ?\((?P<wire>[^()]{{2,40}})\)(?P<stop>)", re.I),
    # (Reuters) - Text · Aug 5 (Reuters) - Text
    re.compile(rf"(?:(?P<day>{_DAY}),? )?{_WIRE} ?{_STOP}", re.I),
    # Aug 5 - Text · Jun. 10—Text
    re.compile(rf"(?P<day>{_DAY}) ?(?P<stop>--|[-–—])", re.I),
    # PETALING JAYA: Text · LONDON - Text
    re.compile(rf"{_PLACE}(?P<stop> ?:| ?--| [-–—])", re.I),
)
_HEADINGS = """
    commentary opinion exclusive update updated breaking analysis editorial interview watch video
    review explainer live letter letters column factbox feature profile timeline correction note
    highlights summary summaries key points question answer q a photos photo picture pictures
    image advisory alert recap preview obituary column sponsored advertorial data fact check
    nasa fifa uefa opec nato unesco unicef read related more warning disclaimer source sources
by pros cons tip tips verdict
"""
_NOT_PLACES = frozenset(_HEADINGS.split())
_SHORT_PLACES = "us usa uk uae eu un ny nyc la dc kl nsw qld wa vic uk. u.s. u.k."
_ABBREVIATED = frozenset(_SHORT_PLACES.split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, wire and day that open a lede, and the lede with a missing space mended."""

    text: str
    place: str | None = None
    agency: str | None = None
    day: str | None = None


def dateline(text: str) -> Dateline:
    """Return the dateline of a lede; only the text when it opens without one."""
    head = text[:LONGEST]
    for form in _FORMS:
        match = form.match(head)
        found = _read(match) if match else None
        if match and found:
            return Dateline(_mended(text, match.end(), match["stop"]), *found)
    return Dateline(text)


def _read(match: re.Match[str]) -> tuple[str | None, str | None, str | None] | None:
    """Return (place, agency, day) of a match; None when it is no dateline after all."""
    groups = match.groupdict()
    wire = groups.get("wire") or groups.get("slashed")
    agency = phrases.agency(wire) if wire else None
    if wire and agency is None and not _like_a_wire(wire):
        return None
    place, day = groups.get("place"), groups.get("day")
    if place is None:
        return None, agency or wire, day
    words = [word for word in re.split(r"[ ,/]+", place) if word]
    if any(word.casefold() in _NOT_PLACES for word in words):
        return (None, agency or wire, day) if day else None
    certain = wire is not None or day is not None or "(" in match[0]
    if not _capital(words, certain):
        return None
    return _cased(place), agency or wire, day


def _like_a_wire(wire: str) -> bool:
    return len(wire.split()) <= 4 and wire[:1].isupper() and not any(c.isdigit() for c in wire)


def _capital(words: list[str], certain: bool) -> bool:
    """Tell whether words may name a place: in capitals, or merely capitalised if certain."""
    if certain:
        return all(not word[0].islower() or word in ("of", "al", "el", "de") for word in words)
    first = words[0]
    return first.isupper() and len(first) > 2 and not any(word.islower() for word in words)


def _cased(place: str) -> str:
    return " ".join(
        word if _short(word) or not word.isupper() else _capitalised(word)
        for word in place.split(" ")
    )


def _short(word: str) -> bool:
    return word.casefold().strip(",") in _ABBREVIATED or ("." in word and len(word) <= 5)


def _capitalised(word: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"([-/'’])", word))


def _mended(text: str, end: int, stop: str) -> str:
    """Return the text with a blank after the dateline's stop, if the stop stood apart."""
    rest = text[end:]
    if not rest or rest[0].isspace():
        return text
    apart = (
        stop == ":" or text[: end - len(stop)].endswith(" ") or text[end - len(stop) - 1] in ")/"
    )
    return f"{text[:end]} {rest}" if apart else text
