"""The report: tables in Markdown from what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from bench.builds import Series
from bench.edits import EDITS
from bench.ripples import Left
from bench.serving import Waits

MEGABYTE = 1_000_000


def ratio(ours: Sequence[float], its: Sequence[float]) -> float:
    """Return the median of ours divided by its, run by run; of the medians if runs differ."""
    if len(ours) != len(its):
        return median(ours) / median(its)
    return median(one / other for one, other in zip(ours, its, strict=True))


def extents(found: Sequence[Series]) -> Iterator[str]:
    """Yield the table of what is printed, by the first clean build of each press."""
    yield "| articles | printed by | pages | MB | feeds | MB | files in all |"
    yield "|---:|---|---:|---:|---:|---:|---:|"
    for series in found:
        if series.edit != EDITS[0].name:
            continue
        one = series.extent
        yield (
            f"| {series.articles:,} | {series.press} "
            f"| {one.pages:,} | {one.page_bytes / MEGABYTE:.1f} "
            f"| {one.feeds:,} | {one.feed_bytes / MEGABYTE:.1f} | {one.files:,} |"
        )


def costs(found: Sequence[Series], ours: str) -> Iterator[str]:
    """Yield the table of what builds cost; ratios are ours divided by its."""
    yield (
        "| articles | build after | press | wall | CPU | peak memory | files written "
        "| wall, ours/its | CPU | memory |"
    )
    yield "|---:|---|---|---:|---:|---:|---:|---:|---:|---:|"
    own = {(one.articles, one.edit): one for one in found if one.press == ours}
    for one in found:
        yield f"{_cost(one)} {_ratios(own.get((one.articles, one.edit)), one)} |"


def _cost(one: Series) -> str:
    return (
        f"| {one.articles:,} | {one.edit} | {one.press} | {one.wall:.2f} s | {one.cpu:.2f} s "
        f"| {one.memory:,.0f} MiB | {one.written:,} |"
    )


def _ratios(own: Series | None, one: Series) -> str:
    if own is None or own is one:
        return "| |"
    wall = ratio([cost.wall for cost in own.costs], [cost.wall for cost in one.costs])
    cpu = ratio([cost.cpu for cost in own.costs], [cost.cpu for cost in one.costs])
    return f"{wall:.2f} | {cpu:.2f} | {own.memory / one.memory:.2f}"


def ripples(found: Sequence[Left]) -> Iterator[str]:
    """Yield the table of files stale / missing / orphaned, a row for each press."""
    cells = {(one.press, one.edit): str(one.ripple) for one in found}
    names = [edit.name for edit in EDITS]
    yield f"| stale / missing / orphaned after | {' | '.join(names)} |"
    yield f"|---|{'---:|' * len(names)}"
    for press in dict.fromkeys(one.press for one in found):
        row = " | ".join(cells.get((press, name), "") for name in names)
        yield f"| {press} | {row} |"


def waits(found: Sequence[Waits]) -> Iterator[str]:
    """Yield the table of the servers."""
    yield "| articles | server | saves | median | 95th percentile | slowest |"
    yield "|---:|---|---:|---:|---:|---:|"
    for one in found:
        yield (
            f"| {one.articles:,} | {one.press} | {len(one.seconds)} | {one.median * 1000:,.0f} ms "
            f"| {one.late * 1000:,.0f} ms | {max(one.seconds) * 1000:,.0f} ms |"
        )
