"""Where an article was found beside the capture that it was made from."""

from __future__ import annotations

from broadsheet.intake.holding import Holding
from broadsheet.intake.register import Registered
from broadsheet.intake.sighting import Sighting

_MOST = 50


def kept(holding: Holding) -> list[Registered]:
    """Return the rows of an article that its sightings leave standing.

    One is replaced when the same lines of its capture are read better now, and when the same
    entry of a feed that was written again stands on other lines.
    """
    by_seed: dict[str, list[Sighting]] = {}
    for member in holding.members:
        by_seed.setdefault(member.clipping.seed, []).append(member)
    return [row for row in holding.rows if not _is_replaced(row, by_seed.get(row.seed, []))]


def _is_replaced(row: Registered, members: list[Sighting]) -> bool:
    return any(
        row.overlaps(row.seed, member.clipping.span) or set(row.keys) & set(member.keys)
        for member in members
    )


def also_in(holding: Holding, seed: str | None) -> tuple[str, ...]:
    """Return the other captures of an article, `seeds/<file>#L68-L70`, in order.

    Each that says something of its own is named once. Captures of text alone are not named: of
    these the register knows, and a digest that is captured every hour would fill the page.
    """
    found = [(one.seed, one.first, one.last, one.place, one.whole) for one in kept(holding)]
    keyed = any(row.keys for row in holding.rows) or any(one.keys for one in holding.members)
    for one in holding.members:
        c = one.clipping
        found.append((c.seed, c.span.first, c.span.last, one.place, one.whole))
    if not keyed:
        return ()
    said = {whole for *_, place, whole in found if place == seed}
    first: dict[str, str] = {}
    for *_, place, whole in sorted(found):
        if place != seed and whole not in said:
            first.setdefault(whole, place)
    return tuple(dict.fromkeys(first.values()))[:_MOST]
