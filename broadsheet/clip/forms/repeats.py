"""The separate articles of one HTML document, told by blocks that repeat.

Headlines of one look are gathered; the largest element around each that holds no other one is
its article's, or the run of elements up to the next. That a page's headlines head articles, and
not the parts of one, is believed only where most have a link, or a day and a name, of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from statistics import median

from lxml import etree

from broadsheet.clip.forms import colophon, verdict
from broadsheet.clip.forms.grid import is_data
from broadsheet.clip.forms.headlines import (
    Headline,
    Survey,
    headlines,
    is_around,
    survey,
    text,
    unseen,
)
from broadsheet.clip.forms.particulars import MARK, Particulars, particulars
from broadsheet.clip.forms.places import Places
from broadsheet.clip.forms.tree import Element, tree

_MOST_CLIMBED = 40
_MOST_LOOKS = 12  # the commonest looks of headlines are tried
_PROSE = 40  # characters beyond its headline that make an element more than a headline
_RUN = 400  # elements behind a headline that are looked at
_LAYOUT = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "center"})


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a document. `html` is its text without headline, time and byline.

    `url` is resolved against the base, `when` the time as printed; lines count from 1.
    """

    title: str
    url: str | None
    when: str | None
    author: str | None
    html: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class _Region:
    headline: Headline
    elements: tuple[Element, ...]
    wrapped: bool


def articles(html: str, base: str | None = None) -> tuple[Part, ...]:
    """Return the articles of a document in its order; nothing where it is one article, or none.

    A part may be no more than a headline with a teaser and a link. Menus, comments, suggestions
    and advertisements are no parts; neither are the entries of a live blog.
    """
    root = tree(html)
    if root is None or verdict.is_live(html):
        return ()
    etree.strip_tags(root, etree.Comment)
    seen = survey(root)
    if not seen.whole:
        return ()
    found = _found(seen, base, verdict.is_declared_one(html))
    places = Places(html)
    return tuple(_part(region, told, places) for region, told in found)


def _found(seen: Survey, base: str | None, declared: bool) -> list[tuple[_Region, Particulars]]:
    """Return the best set of regions: the one with the most text, and lone leads beside it."""
    every = headlines(seen)
    best: list[tuple[_Region, Particulars]] = []
    for group in _groups(every):
        told = _told(group, seen, base)
        whole = _judged(told, seen, declared)
        if _weight(whole) > _weight(best):
            best = whole
    if not best:
        return []
    found = _with_leads(best, every, seen, base)
    return found if len(found) > 1 else []


def _weight(found: Sequence[tuple[_Region, Particulars]]) -> int:
    return sum(told.prose for _, told in found)


def _groups(every: Sequence[Headline]) -> list[list[Headline]]:
    """Return headlines of one look, at least two; also those of one level, whatever their look."""
    looks: dict[tuple[str, ...], list[Headline]] = {}
    for headline in every:
        looks.setdefault(headline.style, []).append(headline)
        if headline.style[0]:
            looks.setdefault((headline.style[0],), []).append(headline)
    several = [group for group in looks.values() if len(group) > 1]
    return sorted(several, key=len, reverse=True)[:_MOST_LOOKS]


def _told(
    group: Sequence[Headline], seen: Survey, base: str | None
) -> list[tuple[_Region, Particulars]]:
    found = []
    for region in _regions(group, seen):
        told = particulars(region.headline.element, region.elements, seen, base)
        found.append((region, told))
    return found


def _judged(
    told: Sequence[tuple[_Region, Particulars]], seen: Survey, declared: bool
) -> list[tuple[_Region, Particulars]]:
    """Return the regions that are articles of their own; nothing where they are parts of one."""
    parts = [one for _, one in told]
    spans = [(seen.order[region.elements[0]], region.elements) for region, _ in told]
    around = verdict.around([elements for _, elements in spans], seen)
    if not verdict.are_articles(parts, around, declared):
        return []
    return [(region, one) for region, one in told if verdict.is_article(one, parts)]


def _with_leads(
    best: list[tuple[_Region, Particulars]],
    every: Sequence[Headline],
    seen: Survey,
    base: str | None,
) -> list[tuple[_Region, Particulars]]:
    """Return the regions and, in the same order, articles of another look that stand beside."""
    kept = [region.headline for region, _ in best]
    inside = {one for region, _ in best for element in region.elements for one in element.iter()}
    others = [one for one in every if one.element not in inside and one not in kept]
    taken = {headline.element: pair for headline, pair in zip(kept, best, strict=True)}
    links = {told.url for _, told in best}
    added = []
    for region, told in _told(sorted([*kept, *others], key=lambda one: one.order), seen, base):
        mine = region.headline.element not in taken
        if mine and told.headed and told.url not in links and verdict.is_lead(told):
            added.append((region, told))
            links.add(told.url)
    return sorted([*best, *added], key=lambda pair: pair[0].headline.order)


# ---- the text that belongs to a headline ------------------------------------------------------


def _regions(group: Sequence[Headline], seen: Survey) -> list[_Region]:
    """Return what belongs to each headline: an element around it, or the run that follows it."""
    held: dict[Element, int] = {}
    for headline in group:
        for element in _climbed(headline.element):
            held[element] = held.get(element, 0) + 1
    steps = [_steps(headline.element, held) for headline in group]
    usual = int(median(steps))
    tops = [
        _top(headline.element, step, usual, seen)
        for headline, step in zip(group, steps, strict=True)
    ]
    found = []
    usual_tags: set[str] = set()
    for number, (headline, top) in enumerate(zip(group, tops, strict=True)):
        wrapped = seen.size(top) - seen.size(headline.element) >= _PROSE
        last = number == len(group) - 1
        run = [] if wrapped else _run(top, held, usual_tags if last and usual_tags else None)
        if not last:
            usual_tags |= {_kind(element) for element in run}
        found.append(_Region(headline, (top, *run), wrapped))
    return found


def _climbed(element: Element) -> Iterable[Element]:
    yield element
    for number, above in enumerate(element.iterancestors()):
        if number > 250:
            return
        yield above


def _steps(element: Element, held: dict[Element, int]) -> int:
    """Return how many elements up no other headline is met."""
    steps = 0
    above = element.getparent()
    while above is not None and held.get(above, 0) == 1 and steps < _MOST_CLIMBED:
        if above.tag in ("body", "html"):
            break
        steps += 1
        above = above.getparent()
    return steps


def _top(element: Element, steps: int, usual: int, seen: Survey) -> Element:
    """Return the element so many steps up; beyond the usual ones only where no text joins it."""
    for step in range(steps):
        above = element.getparent()
        if above is None or (step >= usual and seen.size(above) > seen.size(element)):
            break
        element = above
    return element


def _run(top: Element, held: dict[Element, int], known: set[str] | None) -> list[Element]:
    """Return the elements behind one up to the next headline, the end, or an advertisement.

    The last run of a page has no headline behind it: it goes on while its elements are `known`.
    """
    run: list[Element] = []
    for element in top.itersiblings():
        if not isinstance(element.tag, str):
            continue
        if held.get(element) or len(run) >= _RUN or is_around(element) or element.tag == "footer":
            break
        words = text(element)[:700]
        if colophon.is_sponsor(words) or colophon.is_end(words):
            break
        if known is not None and _kind(element) not in known:
            break
        run.append(element)
    return run


def _kind(element: Element) -> str:
    return f"{element.tag} {element.get('class') or ''}"


# ---- a region as a part -----------------------------------------------------------------------


def _part(region: _Region, told: Particulars, places: Places) -> Part:
    first = places.line(told.title, region.headline.element)
    last = places.line(told.ending, region.elements[-1])
    return Part(
        title=told.title,
        url=told.url,
        when=told.when,
        author=told.author,
        html="\n".join(_shown(element, told.left) for element in region.elements),
        first_line=first,
        last_line=max(first, last),
    )


def _shown(element: Element, left: Sequence[Element]) -> str:
    """Return an element as HTML without what was told of it, and without tables for layout."""
    for one in left:
        one.set(MARK, "")
    copy = deepcopy(element)
    for one in left:
        one.attrib.pop(MARK, None)
    copy.tail = None
    if copy.get(MARK) is not None:
        return ""
    gone = [one for one in copy.iterdescendants() if one.get(MARK) is not None or unseen(one)]
    for one in gone:
        one.drop_tree()
    data = {table for table in copy.iter("table") if is_data(table)}
    for one in [one for one in copy.iter(*_LAYOUT) if _table(one) not in data]:
        one.tag = "div"
    return str(etree.tostring(copy, encoding="unicode", method="html"))


def _table(element: Element) -> Element | None:
    """Return the table that a row or cell is of."""
    if element.tag == "table":
        return element
    return next(element.iterancestors("table"), None)
