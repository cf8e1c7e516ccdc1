"""The headline of a page, picked from all the places where it may stand.

The `h1` that the page's own metadata repeat is the headline as readers saw it; what only stands
in metadata may be written for searchers, and carries the outlet's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from broadsheet.clip.forms.markup import hidden, said
from broadsheet.clip.forms.tree import Element
from broadsheet.clip.forms.writing import Lines
from broadsheet.clip.lines import key
from broadsheet.text import folded

_LONGEST = 400
_MOST = 40
_PARTED = re.compile(
    r"\s+[|–—\-·•»«:/]\s+|\s*[|»«•]\s*|\s+[-–—]{1,3}\s+|:\s+(?=[A-Z][\w. ]{2,30}$)"
)
_NOT_HEADLINE = re.compile(r"logo|masthead|site-?(?:name|title)|brand|sr-only-site", re.IGNORECASE)
_HEADLINE = re.compile(
    r"headline|article[-_]{0,2}title|entry-title|post-title|story[-_]title", re.I
)


def title(root: Element, told: Sequence[str], named: Sequence[str], site: Iterable[str]) -> str:
    """Return the headline of a page, "" where it has none.

    `told` are headlines declared in JSON-LD, `named` those of OpenGraph and other metadata, both
    best first; `site` holds names of the outlet.
    """
    sites = {key(name) for name in site if name}
    shown = _shown(root)
    page = list(_page_titles(root))
    declared = [_bare(one, sites) for one in (*told, *named, *page) if one]
    pieces = [piece for one in page for piece in _PARTED.split(one)]
    whole = {key(one): one for one in reversed((*declared, *told, *named)) if one}
    for headline in shown:
        if key(headline) in whole and key(headline) not in sites:
            other = whole[key(headline)]
            return headline if folded(headline) == folded(other) else other
    for headline in shown:
        if kicked := next((one for one in declared if _is_kicked(headline, one)), ""):
            return kicked
    known = {key(one) for one in pieces} - sites
    for headline in shown:
        if key(headline) in known or any(_is_near(headline, one) for one in declared):
            return headline
    best = next((one for one in declared if one and key(one) not in sites), "")
    if not best:
        best = next((one for one in shown if key(one) not in sites), "")
    return best


def _shown(root: Element) -> list[str]:
    """Return the lines that look like the page's headline, the likeliest first."""
    found: list[tuple[int, str]] = []
    for number, element in enumerate(root.iter("h1", "h2")):
        if number >= _MOST or (element.tag == "h2" and not _is_marked(element)):
            continue
        text = _line(element)
        if not text or len(text) > _LONGEST or hidden(element):
            continue
        looks = f"{element.get('class', '')} {element.get('id', '')}"
        rank = 2 * (element.tag == "h2") + (_NOT_HEADLINE.search(looks) is not None)
        found.append((rank, text))
    return [text for _, text in sorted(found, key=lambda one: one[0])]


def _is_marked(element: Element) -> bool:
    looks = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return _HEADLINE.search(looks) is not None


def _line(element: Element) -> str:
    written = Lines()
    written.say(said(element) if len(element) == 0 else _glued(element))
    return written.text


def _glued(element: Element) -> str:
    """Return the words of a headline; only blocks and breaks inside it part words."""
    out = [element.text or ""]
    for inner in element.iterdescendants():
        apart = inner.tag in ("br", "div", "p", "small")
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style", "svg", "button"):
            out.append((" " if apart else "") + (inner.text or ""))
        out.append((" " if apart else "") + (inner.tail or ""))
    return "".join(out)


def _page_titles(root: Element) -> Iterator[str]:
    for number, element in enumerate(root.iter("title")):
        above = element.getparent()
        if number > 5 or above is None or above.tag not in ("head", "html"):
            continue
        if text := said(element)[:_LONGEST]:
            yield text


def _bare(text: str, sites: set[str]) -> str:
    """Return a declared title without the outlet's name before or behind it."""
    for _ in range(3):
        found = list(_PARTED.finditer(text))
        if not found:
            return text
        last, first = found[-1], found[0]
        behind, before = text[last.end() :], text[: first.start()]
        if key(behind) in sites or _is_part(behind, sites):
            text = text[: last.start()]
        elif key(before) in sites:
            text = text[first.end() :]
        else:
            return text
    return text


def _is_part(text: str, sites: set[str]) -> bool:
    """Tell whether a text is an outlet's name written longer or shorter, or its host."""
    told = key(text)
    return len(told) >= 3 and any(
        len(site) >= 3 and (told.startswith(site) or site.startswith(told) or told in site)
        for site in sites
    )


def _is_kicked(shown: str, declared: str) -> bool:
    """Tell whether what is shown is the declared headline behind a kicker."""
    a, b = key(shown), key(declared)
    return a != b and a.endswith(b) and len(b) * 2 > len(a) and len(b) >= 12


def _is_near(one: str, other: str) -> bool:
    """Tell whether two headlines are one with a word or two changed, or one opens the other."""
    a, b = key(one)[:200], key(other)[:200]
    if len(a) < 12 or len(b) < 12:
        return False
    if a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a):
        return min(len(a), len(b)) * 2 > max(len(a), len(b))
    return SequenceMatcher(None, a, b, autojunk=False).quick_ratio() > 0.85 and (
        SequenceMatcher(None, a, b, autojunk=False).ratio() > 0.8
    )
