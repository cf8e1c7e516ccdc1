"""Several captures of one article made one: the fullest text, and whatever any of them knows.

Captures of other outlets that print the same text add where it is found too, its wire and its
dateline; what is an outlet's own, such as its address or its writers, is not lent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from broadsheet.content import plain
from broadsheet.intake.choosing import best, is_full, is_kin, is_newer
from broadsheet.intake.likeness import same_outlet, title_key
from broadsheet.intake.sighting import Sighting
from broadsheet.intake.standfirst import standfirst
from broadsheet.intake.times import changed, printed
from broadsheet.model import Article, Clipping, DateBasis
from broadsheet.text import folded, squeezed

_LONGER = 1.2  # a text replaces another one only when it is so much longer
_BASES: tuple[DateBasis | None, ...] = (None, "relative", "inferred", "captured")
_FILLED = ("source", "agency", "dateline", "lang")
_OWN = ("authors", "section", "url", "rights", "via")  # of an outlet
_KEPT = (
    *("source", "agency", "authors", "dateline", "source_url", "via", "section"),
    *("credits", "keywords", "rights", "lastmod"),
)


def merged(members: Sequence[Sighting]) -> tuple[Sighting, bool]:
    """Return the members, in order, as one; and whether its date hangs on a file's own time."""
    base = best(members)
    others = [member for member in members if member is not base]
    lends = [same_outlet(member.clipping.source, base.clipping.source) for member in others]
    own = [base, *(member for member, is_own in zip(others, lends, strict=True) if is_own)]
    ranked = [*own, *(member for member, is_own in zip(others, lends, strict=True) if not is_own)]
    clipping = base.clipping
    changes: dict[str, Any] = {}
    for name in (*_FILLED, *_OWN):
        lent = own if name in _OWN else ranked
        values = (getattr(member.clipping, name) for member in lent)
        changes[name] = next((value for value in values if value), getattr(clipping, name))
    dated = min(ranked, key=_uncertainty).clipping
    if any(member.keys for member in own):
        kin = [member for member in ranked if is_kin(member, base)]
        dated = printed(kin, dated)
        changes |= _lent(base, kin)
    changes |= {"date": dated.date, "date_basis": dated.date_basis, "when": dated.when}
    one = replace(base, clipping=replace(clipping, **changes))
    return standfirst(one), _is_volatile(dated)


def _lent(base: Sighting, kin: Sequence[Sighting]) -> dict[str, Any]:
    """Return what other captures of one outlet's article say of it, and its own does not."""
    lent: dict[str, Any] = {"updated": changed(base, kin)}
    for name in ("keywords", "credits", "summary"):
        values = (getattr(one.clipping, name) for one in (base, *kin))
        lent[name] = next((value for value in values if value), getattr(base.clipping, name))
    return lent


def _uncertainty(sighting: Sighting) -> tuple[int, int]:
    """Return a rank for how well a clipping knows its date, the best first."""
    clipping = sighting.clipping
    unknown = len(_BASES)
    rank = unknown if clipping.date is None else _BASES.index(clipping.date_basis)
    return int(_is_volatile(clipping)), rank


def _is_volatile(clipping: Clipping) -> bool:
    stated = clipping.date is not None and clipping.date_basis is None
    return clipping.captured_basis == "file" and not stated


def steadied(new: Article, old: Article, volatile: bool) -> Article:
    """Return the new version with what must not change: its place in a story, and its times
    where they came from a file's own time, which is another one in every clone."""
    kept = {"story": old.story, "story_doubt": old.story_doubt}
    new = replace(new, **kept, slug=old.slug, aliases=old.aliases)  # type: ignore[arg-type]
    if volatile:
        new = replace(new, date=old.date, date_basis=old.date_basis)
    if new.captured_basis == old.captured_basis == "file":
        new = replace(new, captured=old.captured)
    return new


def filled(new: Article, old: Article, agree: bool) -> Article:
    """Return the new version with what only the old one knows, whose capture is no longer there.

    Where their addresses or ids agree, the newer one is an update of the other.
    """
    many, few = (len(plain(one.body).split()) for one in (new, old))
    is_update = agree and is_newer(new, old) and is_full(many, few)
    is_outdated = agree and is_newer(old, new) and is_full(few, many)
    prevails = is_update or (many > _LONGER * few and not is_outdated)
    base, other = (new, old) if prevails else (old, new)
    changes = {name: getattr(base, name) or getattr(other, name) for name in _KEPT}
    better = min((base, other), key=lambda article: _BASES.index(article.date_basis))
    changes |= {"date": better.date, "date_basis": better.date_basis}
    seen = [pair for a in (old, new) for pair in ((a.source, a.title), *a.reprints)]
    changes["also_at"] = elsewhere(seen, changes["source"], base.title)
    return replace(base, **changes)


# ---- other outlets of one text ------------------------------------------------------------


def elsewhere(
    seen: Iterable[tuple[str | None, str]], source: str | None, title: str
) -> tuple[str, ...]:
    """Return the outlets other than `source` that were seen to print an article, by name.

    Each comes as `Outlet`, or `Outlet: its own headline` where that is another one than `title`.
    """
    found: dict[str, str] = {}
    for name, headline in seen:
        if source and name and not any(same_outlet(name, known) for known in (source, *found)):
            found[name] = headline
    return tuple(_line(name, found[name], title) for name in sorted(found, key=folded))


def _line(name: str, headline: str, title: str) -> str:
    name = squeezed(name).replace(": ", " - ").removesuffix(":")
    differs = bool(headline) and title_key(headline) != title_key(title)
    return f"{name}: {squeezed(headline)}" if differs else name
