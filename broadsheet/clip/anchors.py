"""Where an unknown page says when: its time lines with the names beside them, and their votes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.clip.cut import same_title
from broadsheet.clip.entries import Entry, prose, short, title_like
from broadsheet.clip.lines import without_bullet
from broadsheet.clip.meta import Meta, gathered, label

Layout = Literal["before", "after", "closing"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A run of entries, from `first` to before `end`, that say when and whose an article is."""

    first: int
    end: int
    meta: Meta


def anchors_of(entries: Sequence[Entry]) -> list[Anchor]:
    """Return the runs of meta lines that hold a time, the short names beside them drawn in."""
    cores = _cores(entries)
    above = _drawn(entries, [(first - 1, end) for first, end in cores], -1)
    below = _drawn(
        entries,
        [(end, first - upper - 1) for (first, end), upper in zip(cores, above, strict=True)],
        1,
    )
    anchors: list[Anchor] = []
    limit = 0
    for (first, end), upper, lower in zip(cores, above, below, strict=True):
        start, limit = max(first - upper, limit), min(end + lower, len(entries))
        anchors.append(Anchor(start, limit, _meaning(entries[start:limit])))
    return anchors


def _cores(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Return (first, end) of runs of meta lines, bullets and names between, that hold a time."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(entries):
        if entries[at].kind != "meta":
            at += 1
            continue
        end = at + 1
        while end < len(entries) and (
            entries[end].kind == "meta"
            or (short(entries[end]) and end + 1 < len(entries) and entries[end + 1].kind == "meta")
            or (entries[end].line.bullet and short(entries[end]))
        ):
            end += 1
        if any(e.meta.printed for e in entries[at:end]):
            runs.append((at, end))
        at = end
    return runs


def _drawn(entries: Sequence[Entry], beside: Sequence[tuple[int, int]], step: int) -> list[int]:
    """Return for each anchor how many short lines on one side belong to it: most have one, or none.

    `beside` holds the place next to the anchor and the place across, on its other side.
    """
    inside = [pair for pair in beside if 0 <= pair[0] < len(entries)]
    named = {near for near, across in inside if _names(entries, near, across, step)}
    if not named or len(named) < 0.6 * len(inside):
        return [0] * len(beside)
    if step > 0 and beside[-1][0] not in named and _kickers(entries, beside, named):
        return [0] * len(beside)
    last = len(entries) - 1
    return [
        int(
            near in named
            or (0 < near < last and short(entries[near]) and not _apart(entries, near, step))
        )
        for near, _ in beside
    ]


def _kickers(
    entries: Sequence[Entry], beside: Sequence[tuple[int, int]], named: Collection[int]
) -> bool:
    """Tell whether short lines below times open the next article: the first one has one too."""
    top = beside[0][1] - 1
    return top >= 0 and short(entries[top]) and len(named) == len(beside) - 1


def _apart(entries: Sequence[Entry], near: int, step: int) -> bool:
    """Tell whether a wider gap parts a line from the anchor than from what lies beyond it."""
    if not 0 < near < len(entries) - 1:
        return False
    inner = abs(entries[near].line.number - entries[near - step].line.number)
    outer = abs(entries[near + step].line.number - entries[near].line.number)
    return inner > outer


def _names(entries: Sequence[Entry], near: int, across: int, step: int) -> bool:
    """Tell whether the short line at `near` names an outlet: a title must still be found.

    The title stands beyond the short line, or across the anchor on its other side.
    """
    beyond = near + step
    if not short(entries[near]) or not 0 <= beyond < len(entries):
        return False
    if (step > 0 and entries[near - 1].line.bullet) or _apart(entries, near, step):
        return False
    if title_like(entries[beyond]):
        return True
    other = entries[across] if 0 <= across < len(entries) else None
    return entries[beyond].kind == "text" and title_like(other)


def _meaning(entries: Sequence[Entry]) -> Meta:
    """Return what the lines of an anchor say; of several bullets the last names the outlet."""
    bullets = [without_bullet(e.text) for e in entries if e.line.bullet and e.kind == "text"]
    meta = gathered([e.meta for e in entries if e.kind == "meta"])
    if bullets:
        meta = meta.joined(Meta(section=bullets[0] if len(bullets) > 1 else None))
    names = [label(e.text) for e in entries if e.kind == "text" and not e.line.bullet]
    meta = meta.joined(gathered(names))
    return meta.joined(label(bullets[-1])) if bullets else meta


def _neighbours(entries: Sequence[Entry], anchor: Anchor) -> tuple[Entry | None, Entry | None]:
    above, below = anchor.first - 1, anchor.end
    while above >= 0 and entries[above].kind == "link":
        above -= 1
    while below < len(entries) and entries[below].kind == "link":
        below += 1
    upper = entries[above] if above >= 0 else None
    lower = entries[below] if below < len(entries) else None
    return upper, lower


def layout_of(entries: Sequence[Entry], anchors: Sequence[Anchor]) -> Layout:
    """Return where the titles stand, by the votes of all anchors."""
    before = after = 0.0
    for anchor in anchors:
        upper, lower = _neighbours(entries, anchor)
        if (
            upper
            and lower
            and upper.kind == lower.kind == "text"
            and same_title(upper.text, lower.text)
        ):
            before += 3
            continue
        before += title_like(upper) * (1 + prose(lower))
        after += title_like(lower) * (1 + prose(upper))
        before, after = _nearer(entries, anchor, before, after)
    if before >= after and before > 0:
        return "before"
    return "closing" if _closes(entries, anchors) else "after" if after > 0 else "before"


def _nearer(
    entries: Sequence[Entry], anchor: Anchor, before: float, after: float
) -> tuple[float, float]:
    """Add half a vote for the side from which fewer blank lines part the anchor."""
    if anchor.first == 0 or anchor.end >= len(entries):
        return before, after
    upper = entries[anchor.first].line.number - entries[anchor.first - 1].line.number
    lower = entries[anchor.end].line.number - entries[anchor.end - 1].line.number
    return before + 0.5 * (upper < lower), after + 0.5 * (lower < upper)


def _closes(entries: Sequence[Entry], anchors: Sequence[Anchor]) -> bool:
    """Tell whether the anchors stand at the ends of articles, not at their heads."""
    if sum(anchor.meta.closing for anchor in anchors) * 2 > len(anchors):
        return True
    opened = any(prose(e) for e in entries[: anchors[0].first])
    ended = any(prose(e) for e in entries[anchors[-1].end :])
    return opened and not ended
