"""A plot of what builds cost, as SVG: a point for each press, a row for each kind of edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10

from bench.builds import Series

LEFT, WIDTH, ROW, TOP, GAP = 170, 720, 26, 34, 46
# Told apart by shape as well as by colour.
MARKS = (
    ("#a6192e", '<circle r="6"/>'),
    ("#0a4f9e", '<rect x="-5" y="-5" width="10" height="10"/>'),
    ("#5a5853", '<path d="M0-7 7 5H-7z"/>'),
    ("#7a5c00", '<path d="M0-7 7 0 0 7-7 0z"/>'),
)


def plot(found: Sequence[Series]) -> str:
    """Return a drawing of wall times in seconds, on a logarithmic scale, sizes below each other."""
    presses = list(dict.fromkeys(one.press for one in found))
    sizes = list(dict.fromkeys(one.articles for one in found))
    rows = len(dict.fromkeys(one.edit for one in found))
    low = floor(log10(min(one.wall for one in found)))
    high = max(low + 1, ceil(log10(max(one.wall for one in found))))
    panel = rows * ROW + GAP
    height = TOP + len(sizes) * panel + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 30} {height}" '
        'font-family="system-ui, sans-serif" font-size="13" fill="#1a1a19" role="img">',
        f"<title>Wall time of builds: {escape(', '.join(presses))}</title>",
        '<rect width="100%" height="100%" fill="#fcfbf8"/>',
        *_legend(presses),
    ]
    for number, articles in enumerate(sizes):
        some = [one for one in found if one.articles == articles]
        lines.append(f'<g transform="translate(0 {TOP + number * panel})">')
        lines.extend(_panel(some, articles, presses, (low, high)))
        lines.append("</g>")
    return "\n".join([*lines, "</svg>\n"])


def _legend(presses: Sequence[str]) -> Iterator[str]:
    for number, press in enumerate(presses):
        yield f'<g transform="translate({LEFT + number * 130} 18)">{_mark(number)}'
        yield f'<text x="12" y="4.5">{escape(press)}</text></g>'


def _mark(number: int) -> str:
    colour, shape = MARKS[number % len(MARKS)]
    return f'<g fill="{colour}" stroke="#fcfbf8">{shape}</g>'


def _panel(
    found: Sequence[Series], articles: int, presses: Sequence[str], span: tuple[int, int]
) -> Iterator[str]:
    edits = list(dict.fromkeys(one.edit for one in found))
    bottom = 24 + len(edits) * ROW
    yield f'<text x="10" y="16" font-weight="600">{articles:,} articles</text>'
    for power in range(span[0], span[1] + 1):
        x = _x(10.0**power, span)
        yield f'<path d="M{x:.1f} 24V{bottom}" stroke="#d8d5cc"/>'
        yield f'<text x="{x:.1f}" y="16" text-anchor="middle">{10.0**power:g} s</text>'
    for number, edit in enumerate(edits):
        y = 24 + (number + 0.5) * ROW
        yield f'<text x="10" y="{y + 4.5:.1f}">{escape(edit)}</text>'
        yield f'<path d="M{LEFT} {y:.1f}H{LEFT + WIDTH}" stroke="#eae7de"/>'
        for one in found:
            if one.edit == edit:
                place = f'transform="translate({_x(one.wall, span):.1f} {y:.1f})"'
                told = f"<title>{escape(one.press)}: {one.wall:.2f} s</title>"
                yield f"<g {place}>{told}{_mark(presses.index(one.press))}</g>"


def _x(seconds: float, span: tuple[int, int]) -> float:
    return LEFT + WIDTH * (log10(seconds) - span[0]) / (span[1] - span[0])
