"""One canonical name for all the forms of one entity in a text.

A full name owns its surname; initials in brackets own what they stand for; the alias table and
the gazetteer have the last word; legal suffixes fall away. One type a name, by vote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.enrich import cues, gazetteer, verdicts
from broadsheet.enrich.surface import Surface
from broadsheet.enrich.surfaces import stands_for
from broadsheet.enrich.tables import wordset
from broadsheet.enrich.tokens import Token, is_capital, is_initialism
from broadsheet.model import EntityType, Mention
from broadsheet.text import squeezed

_SPLIT = re.compile(r"[\s]+")
_BRACKETS = re.compile(r" ?\( ?([A-Z][A-Za-z&.]{1,8}) ?\)")
_SMALL = wordset("of the and for de la del du des & in on to")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name settled on: its canonical form and its type."""

    name: str
    type: EntityType


def named(text: str, words: Sequence[Token], surfaces: Sequence[Surface]) -> list[Mention]:
    """Return a mention with its canonical name and type for every surface."""
    plain = {surface.text: stripped(surface.text) for surface in surfaces}
    owners = {
        **_initials(text, surfaces, plain),
        **_short_bodies(surfaces, plain),
        **_surnames(surfaces, plain),
    }
    entries = [_entry(surface, plain[surface.text], owners) for surface in surfaces]
    types = _types(text, words, surfaces, entries)
    return [
        Mention(surface.start, surface.end, types[entry.name][0], entry.name, types[entry.name][1])
        for surface, entry in zip(surfaces, entries, strict=True)
    ]


def _entry(surface: Surface, plain: str, owners: Mapping[str, str]) -> Entry:
    owner = owners.get(plain)
    if owner is not None and (surface.known is None or surface.known.rank != "country"):
        known = lookup(owner)
        return Entry(known.name, known.type) if known else Entry(owner, surface.type)
    known = surface.known or lookup(plain)
    if known and known.rank != "doubtful":
        return Entry(known.name, known.type)
    return Entry(plain, surface.type)


def lookup(name: str) -> gazetteer.Known | None:
    """Return the tables' entry for a name, tried without `U.S.` before it as well."""
    forms = gazetteer.forms()
    for form in (name, name.removeprefix("U.S. "), name.removeprefix("US ")):
        if form in forms:
            return forms[form]
    return None


def stripped(surface: str) -> str:
    """Return a name without legal suffix, article, possessive, or capitals-only spelling."""
    words = _SPLIT.split(squeezed(surface).strip(" ,.'’\"“”") or surface)
    while len(words) > 1 and words[-1].lower().strip(",") in cues.LEGAL_DROPPED:
        words.pop()
    if len(words) > 1 and words[-1].lower() == "co" and words[-2] != "&":
        words.pop()
    if len(words) > 1 and words[0].lower() == "the":
        words.pop(0)
    words[-1] = words[-1].rstrip(",")
    if len(words) > 1 and all(word.isupper() and len(word) > 3 for word in words):
        words = [word.title() for word in words]
    return " ".join(words)


# ---- surnames ------------------------------------------------------------------------------


def _surnames(surfaces: Sequence[Surface], plain: Mapping[str, str]) -> dict[str, str]:
    """Return short form -> full name, where one full name of the text alone can own it."""
    full = Counter(
        plain[one.text]
        for one in surfaces
        if one.type == "person" and len(plain[one.text].split()) > 1 and one.known is None
    )
    full.update(one.known.name for one in surfaces if one.known and one.known.type == "person")
    owned: dict[str, str] = {}
    for part in (-1, 0):
        claims: dict[str, list[str]] = {}
        for name in full:
            claims.setdefault(name.split()[part], []).append(name)
        for short, names in claims.items():
            if len(names) == 1 and _may_stand_alone(short, part):
                owned.setdefault(short, names[0])
    return owned | _longer_forms(full)


def _may_stand_alone(short: str, part: int) -> bool:
    lower = short.lower()
    if len(short) < 2 or lower in ("jr", "sr", "ii", "iii"):
        return False
    if part == 0:
        return lower not in gazetteer.given_names() and lower not in cues.TITLES
    return True


def _longer_forms(full: Mapping[str, int]) -> dict[str, str]:
    """Return `Ana Lima` -> `Ana Maria Lima`: first and last word the same, one such name."""
    ends: dict[tuple[str, str], list[str]] = {}
    for name in full:
        words = name.split()
        ends.setdefault((words[0], words[-1]), []).append(name)
    owned: dict[str, str] = {}
    for names in ends.values():
        longest = max(names, key=lambda one: (len(one), one))
        owned.update({name: longest for name in names if name != longest})
    return owned


# ---- short forms of organizations -----------------------------------------------------------


def _short_bodies(surfaces: Sequence[Surface], plain: Mapping[str, str]) -> dict[str, str]:
    """Return `Harbour Authority` -> `Aldport Harbour Authority`, where one long name has it."""
    names = sorted({plain[one.text] for one in surfaces if one.type == "organization"})
    short = {plain[one.text] for one in surfaces if not one.is_fixed and one.type != "person"}
    owned: dict[str, str] = {}
    for name in sorted(short & set(names)):
        longer = [each for each in names if _shortens(name, each)]
        if len(longer) == 1:
            owned[name] = longer[0]
    return owned


def _shortens(short: str, name: str) -> bool:
    """Tell whether a name is the end of a longer one, or its beginning without the head."""
    if name.endswith(f" {short}"):
        return True
    head = name.split()[-1].lower()
    return name.startswith(f"{short} ") and head in cues.ORGANIZATION_HEADS | cues.LEGAL


# ---- initials ------------------------------------------------------------------------------


def _initials(text: str, surfaces: Sequence[Surface], plain: Mapping[str, str]) -> dict[str, str]:
    """Return `ABC` -> the long name it stands for: bracketed after it, or its only initials."""
    owned: dict[str, str] = {}
    long_names: dict[str, list[str]] = {}
    for one in surfaces:
        name = plain[one.text]
        if one.type == "person" or len(name.split()) < 2:
            continue
        after = _BRACKETS.match(text, one.end)
        if after and stands_for(after.group(1), name):
            owned.setdefault(after.group(1), name)
        letters = _letters(name)
        if len(letters) > 2 and name not in long_names.setdefault(letters, []):
            long_names[letters].append(name)
    for letters, names in long_names.items():
        if len(names) == 1:
            owned.setdefault(letters, names[0])
    present = {name for name in plain.values() if is_initialism(name)}
    return {short: name for short, name in owned.items() if short in present}


def _letters(name: str) -> str:
    words = [word for word in re.split(r"[\s-]+", name) if word and word.lower() not in _SMALL]
    return "".join(word[0] for word in words if is_capital(word))


# ---- types ---------------------------------------------------------------------------------


def _types(
    text: str, words: Sequence[Token], surfaces: Sequence[Surface], entries: Sequence[Entry]
) -> dict[str, tuple[EntityType, float]]:
    """Return one type a name and how sure it is: the tables' own, else by vote."""
    index = {word.start: number for number, word in enumerate(words)}
    tallies: dict[str, verdicts.Tally] = {}
    fixed: dict[str, tuple[EntityType, float]] = {}
    beside = verdicts.listed_with(text, surfaces)
    for surface, entry, listed in zip(surfaces, entries, beside, strict=True):
        known = lookup(entry.name)
        if known and known.rank != "doubtful":
            fixed[entry.name] = known.type, 1.0
            continue
        tally = tallies.setdefault(entry.name, verdicts.Tally())
        part = surface.text in entry.name.split() and surface.text != entry.name
        tally.count(text, words, verdicts.span_of(words, index, surface), surface, part)
        tally.count_listed(listed)
    chosen = {name: (tally.winner(), tally) for name, tally in tallies.items()}
    return {
        **{name: (type_, tally.certainty(type_)) for name, (type_, tally) in chosen.items()},
        **fixed,
    }
