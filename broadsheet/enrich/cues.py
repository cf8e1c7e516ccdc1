"""What the words of a name say about its type. The lists are in `data/cues.txt`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from broadsheet.enrich import gazetteer, tables
from broadsheet.enrich.tables import wordset
from broadsheet.enrich.tokens import is_initialism
from broadsheet.model import EntityType

LEGAL = wordset(
    "inc inc. corp corp. corporation co co. ltd ltd. limited plc llc llp lp ag sa s.a. nv n.v. gmbh"
    " se spa s.p.a. ab asa oyj pty pte bhd sdn holdings incorporated company kk oy"
)
LEGAL_DROPPED = (LEGAL - {"holdings", "company", "limited", "co"}) | {"co."}
_GEOGRAPHIC = wordset("mount mt lake river loch cape gulf strait isle bay")
_LISTS = tables.sections("cues.txt")
ORGANIZATION_HEADS = _LISTS["organization heads"]
ORGANIZATION_OPENERS = _LISTS["organization openers"]
PLACE_HEADS = _LISTS["place heads"]
PLACE_OPENERS = _LISTS["place openers"]
AMBIGUOUS_HEADS = _LISTS["ambiguous heads"]  # surnames as well, after a given name
PRODUCT_HEADS = _LISTS["product heads"]
EVENT_OPENERS = _LISTS["event openers"]
THINGS = _LISTS["things"]  # ships, works, animals: the name after them is none of ours
TITLES = _LISTS["titles"]
ROLES = (TITLES | _LISTS["offices"] | {"head", "envoy", "man", "woman"}) - {
    "first",
    "tan",
    "forward",
}
FIRM_TITLES = _LISTS["firm titles"]  # no organization or place begins with them
SURE_TITLES = _LISTS["sure titles"]  # what follows is a person, whatever else is said
BODIES = _LISTS["bodies"]  # names of nothing but these name no particular body or place
OFFICES = _LISTS["offices"]  # a capital word before them is a portfolio


def by_words(words: Sequence[str]) -> tuple[EntityType | None, float]:
    """Return the type that the words of a name themselves speak for, and how strongly."""
    lower = [word.lower().rstrip(".") for word in words]
    if " ".join(lower).removeprefix("the ") in gazetteer.outlets():
        return "organization", 3.0
    if lower[-1] in LEGAL and len(words) > 1:
        return "organization", 3.0
    if lower[0] in ORGANIZATION_OPENERS and "of" in lower[1:3]:
        return "organization", 3.0
    if len(words) > 1 and lower[-1] in AMBIGUOUS_HEADS and lower[0] in gazetteer.given_names():
        return "person", 2.0
    if lower[-1] in ORGANIZATION_HEADS and len(words) > 1:
        return "organization", 2.5
    if any(word in ORGANIZATION_HEADS for word in lower[:-1]) and "of" in lower:
        return "organization", 2.5
    if lower[0] in _GEOGRAPHIC and len(words) == 2:
        return "place", 2.5
    if lower[-1] in PLACE_HEADS and len(words) > 1:
        return "place", 2.5
    if len(words) > 1 and lower[0] in gazetteer.given_names() and len(words) <= 4:
        return "person", 2.0
    if lower[0] in PLACE_OPENERS and len(words) == 2:
        return "place", 1.2
    if len(words) == 1 and lower[0] in gazetteer.given_names():
        return "person", 1.2
    if len(words) == 1 and (is_initialism(words[0]) or is_camel(words[0]) or "&" in words[0]):
        return "organization", 1.5
    return None, 0.0


def is_camel(word: str) -> bool:
    """Tell whether a word has a capital after a small letter, like `TikTok` (not `McKay`)."""
    if word.startswith(("Mc", "Mac", "De", "La", "Di", "Van", "Fitz", "O'")):
        return False
    return any(a.islower() and b.isupper() for a, b in pairwise(word))
