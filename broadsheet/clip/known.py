"""Captures of known sites: a profile's grammar, anchored on the time lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from broadsheet.clip import stamp
from broadsheet.clip.cut import Cut, Cuts, Waste, merged, same_title
from broadsheet.clip.lines import Line, byline, finished, image_title, key, without_bullet
from broadsheet.clip.profiles import PROFILES, Profile
from broadsheet.dates import Printed

_LONGEST_OUTLET = 60
_LONGEST_TITLE = 400
_LONGEST_BYLINE = 120


def profile(lines: Sequence[Line]) -> Profile | None:
    """Return the profile whose own lines the capture shows, or None for an unknown site."""
    best = max(PROFILES, key=lambda known: _proof(known, lines))
    return best if _proof(best, lines) >= best.proof else None


def _proof(known: Profile, lines: Sequence[Line]) -> int:
    marks = {key(line.text) for line in lines if known.is_at(known.marks, line.text)}
    prefixed = any(_prefixed(known, line.text) for line in lines)
    opened = bool(lines) and known.is_at(known.opening, lines[0].text)
    doubled = opened and len(lines) > 2 and same_title(lines[1].text, lines[2].text)
    return 2 * len(marks) + prefixed + opened + doubled


def _prefixed(known: Profile, text: str) -> bool:
    return (
        text.startswith(known.time_prefixes) and stamp.stamp(text, known.time_prefixes) is not None
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """An item's header: places in the list of lines, not line numbers."""

    first: int
    body: int
    title: str
    outlet: str | None
    section: str | None
    printed: Printed | None


def cuts(lines: Sequence[Line], known: Profile, outlets: Collection[str]) -> Cuts:
    """Return the main article and the items of a known site's page."""
    items = _items(lines, known)
    region = lines[: items[0].first] if items else lines
    named = set(outlets) | {key(item.outlet) for item in items if item.outlet}
    main, waste = _main(region, known, named)
    found = []
    ends = [*(item.first for item in items[1:]), len(lines)]
    for item, end in zip(items, ends, strict=False):
        cut, spare = _item_cut(lines, item, end, known)
        found.append(cut)
        waste += spare
    return Cuts(*_joined(main, found, waste, lines), known.name)


def _joined(
    main: Cut | None, items: list[Cut], waste: list[Waste], lines: Sequence[Line]
) -> tuple[tuple[Cut, ...], tuple[Waste, ...]]:
    """Return all cuts, the main article and an item of the same title being made one."""
    if main is None:
        return tuple(items), tuple(waste)
    for place, item in enumerate(items):
        if not same_title(main.title, item.title):
            continue
        kept, other = (main, item) if main.size >= item.size else (item, main)
        reason = f"the same article again: L{kept.first}-L{kept.last}"
        spare = [line for line in lines if other.first <= line.number <= other.last]
        waste += [(line, reason) for line in spare]
        rest = items[:place] + items[place + 1 :]
        joined = sorted([merged(kept, other), *rest], key=lambda cut: cut.first)
        return tuple(joined), tuple(waste)
    return (main, *items), tuple(waste)


# ---- items -------------------------------------------------------------------------------


def _items(lines: Sequence[Line], known: Profile) -> list[_Item]:
    found: list[_Item] = []
    claimed = -1
    for at in range(len(lines)):
        if at <= claimed:
            continue
        item = _item(lines, at, known)
        if item is not None and item.first > (found[-1].body - 1 if found else -1):
            found.append(item)
            claimed = item.body - 1
    return found


def _item(lines: Sequence[Line], at: int, known: Profile) -> _Item | None:
    """Return the item whose time line, or whose first bullet when it has none, is at `at`."""
    printed = stamp.stamp(lines[at].text, known.time_prefixes)
    timed = printed is not None
    if not timed and not (lines[at].bullet and at and not lines[at - 1].bullet):
        return None
    below, bullets, title = _below(lines, at + timed, known)
    outlet, above = _outlet(lines, at - 1, bullets, title)
    first, copied = _copies(lines, above, title)
    confirmed = bool(bullets) and outlet is not None and key(bullets[-1]) == key(outlet)
    if not (confirmed or (timed and (bullets or copied))):
        return None
    if title is None:
        title = copied
    if title is None:
        return None
    return _Item(
        first,
        below,
        title,
        outlet or (bullets[-1] if bullets else None),
        bullets[0] if len(bullets) > 1 else None,
        printed,
    )


def _below(lines: Sequence[Line], at: int, known: Profile) -> tuple[int, list[str], str | None]:
    """Return (place of the body, bullets, title) below a time line, in the profile's order."""
    bullets: list[str] = []
    title: str | None = None
    for role in known.below:
        while role == "bullets" and at < len(lines) and lines[at].bullet and len(bullets) < 4:
            bullets.append(without_bullet(lines[at].text))
            at += 1
        if role == "title" and at < len(lines) and _is_title(lines[at].text, known):
            title = lines[at].text
            at += 1
    return at, bullets, title


def _is_title(text: str, known: Profile) -> bool:
    return (
        len(text) <= _LONGEST_TITLE
        and image_title(text) is None
        and not known.is_own(text)
        and stamp.stamp(text, known.time_prefixes) is None
    )


def _outlet(
    lines: Sequence[Line], at: int, bullets: list[str], title: str | None
) -> tuple[str | None, int]:
    """Return the outlet at `at` and the place above it; (None, at) when there is none."""
    if at < 0 or len(lines[at].text) > _LONGEST_OUTLET or image_title(lines[at].text) is not None:
        return None, at
    text = lines[at].text
    repeated = bool(bullets) and key(bullets[-1]) == key(text)
    if lines[at].bullet or (finished(text) and not repeated):
        return None, at
    if not repeated and title is not None and same_title(text, title):
        return None, at
    return text, at - 1


def _copies(lines: Sequence[Line], at: int, title: str | None) -> tuple[int, str | None]:
    """Return (first place of the title's copies that end at `at`, the copy) or (at + 1, None)."""
    if at < 0:
        return 0, None
    twice = at > 0 and same_title(lines[at].text, lines[at - 1].text)
    wanted = title if title is not None else lines[at].text if twice else None
    if wanted is None or not same_title(lines[at].text, wanted):
        wanted = lines[at].text if twice and len(lines[at].text) <= _LONGEST_TITLE else None
    first = at + 1
    while wanted and first > 0 and same_title(lines[first - 1].text, wanted):
        first -= 1
    return first, wanted


def _item_cut(
    lines: Sequence[Line], item: _Item, end: int, known: Profile
) -> tuple[Cut, list[Waste]]:
    body, waste = _sorted_out(lines[item.body : end], known)
    if end == len(lines):
        body, waste = _without_advert(body, waste, known)
    last = max([lines[item.body - 1].number, *(line.number for line in body)])
    cut = Cut(
        item.title,
        lines[item.first].number,
        last,
        tuple(body),
        item.outlet,
        item.section,
        printed=item.printed,
    )
    return cut, waste


def _sorted_out(lines: Sequence[Line], known: Profile) -> tuple[list[Line], list[Waste]]:
    """Return (body lines, waste): the site's own lines and images are waste."""
    body: list[Line] = []
    waste: list[Waste] = []
    for line in lines:
        if known.is_own(line.text):
            waste.append((line, f"furniture: {known.name}"))
        elif image_title(line.text) is not None:
            waste.append((line, "image line"))
        else:
            body.append(line)
    return body, waste


def _without_advert(
    body: list[Line], waste: list[Waste], known: Profile
) -> tuple[list[Line], list[Waste]]:
    """Drop what follows the last body once the site's closing advert has begun."""
    adverts = [line.number for line, _ in waste if known.is_at(known.ending, line.text)]
    if not adverts or len(body) < 2:
        return body, waste
    kept = [
        line
        for line in body[1:]
        if line.number < adverts[0] and (len(line.text) > 60 or finished(line.text))
    ]
    spare = [line for line in body[1:] if line not in kept]
    reason = f"furniture: {known.name}"
    return [body[0], *kept], waste + [(line, reason) for line in spare]


# ---- the main article ----------------------------------------------------------------------


def _main(
    lines: Sequence[Line], known: Profile, outlets: Collection[str]
) -> tuple[Cut | None, list[Waste]]:
    reason = f"furniture: {known.name}"
    opened = bool(lines) and known.is_at(known.opening, lines[0].text)
    if any(known.is_at(known.listing, line.text) for line in lines[: 3 + opened]):
        return None, [(line, reason) for line in lines]
    waste: list[Waste] = [(line, reason) for line in lines[:opened]]
    title, at, spare = _headline(lines, opened, known)
    waste += spare
    if title is None:
        return None, waste + [(line, reason) for line in lines[at:]]
    first = max(at - 1, 0)
    at = _past(lines, at, lambda line: same_title(line.text, title))
    doubled = at > first + 1
    stamped, at = _stamped(lines, at, known, outlets) if opened or doubled else (None, at)
    authors = (
        byline(lines[at].text) if at < len(lines) and len(lines[at].text) <= _LONGEST_BYLINE else ()
    )
    at += bool(authors)
    closing = next(
        (n for n in range(at, len(lines)) if known.is_at(known.closing, lines[n].text)), len(lines)
    )
    body, spare = _sorted_out(lines[at:closing], known)
    waste += spare
    waste += [(line, reason) for line in lines[closing:] if not line.text.startswith("#")]
    tags = tuple(line.text.lstrip("# ") for line in lines[closing:] if line.text.startswith("#"))
    waste += [(line, "hashtags") for line in lines[closing:] if line.text.startswith("#")]
    last = max([lines[at - 1].number, *(line.number for line in body)])
    cut = Cut(title, lines[first].number, last, tuple(body), authors=authors, keywords=tags)
    if stamped is not None:
        cut = replace(cut, outlet=stamped[0], printed=stamped[1])
    return cut, waste


def _past(lines: Sequence[Line], at: int, holds: Callable[[Line], bool]) -> int:
    while at < len(lines) and holds(lines[at]):
        at += 1
    return at


def _headline(
    lines: Sequence[Line], at: int, known: Profile
) -> tuple[str | None, int, list[Waste]]:
    """Return (title, place after it, waste before it); a telling image line gives the title."""
    waste: list[Waste] = []
    for place in range(at, len(lines)):
        text = lines[place].text
        alt = image_title(text)
        if alt is None and not known.is_own(text):
            return text, place + 1, waste
        if alt is not None and len(alt.split()) > 2 and not known.is_own(alt):
            return alt, place + 1, waste
        reason = "image line" if alt is not None else f"furniture: {known.name}"
        waste.append((lines[place], reason))
    return None, len(lines), waste


def _stamped(
    lines: Sequence[Line], at: int, known: Profile, outlets: Collection[str]
) -> tuple[tuple[str | None, Printed | None] | None, int]:
    """Return ((outlet, time), place after them) of the line below the title, if it is that."""
    if at >= len(lines):
        return None, at
    text = lines[at].text
    whole = stamp.stamp(text, known.time_prefixes)
    if whole is not None:
        return (None, whole), at + 1
    together = stamp.glued(text, outlets)
    if together is not None:
        return together, at + 1
    if key(text) in outlets and at + 1 < len(lines):
        return (text, stamp.stamp(lines[at + 1].text, known.time_prefixes)), at + 1
    if at + 1 < len(lines) and len(text) <= _LONGEST_OUTLET and not finished(text):
        below = stamp.stamp(lines[at + 1].text, known.time_prefixes)
        if below is not None:
            return (text, below), at + 2
    return None, at
