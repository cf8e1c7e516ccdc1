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
_MOST_LINES = 5000
_LEAST = 8  # characters of a line that may be a headline by itself
_SURE = 25  # characters from which on no section is taken for a headline
_LINES = ("h1", "h2", "h3", "h4", "div", "span", "td", "b", "strong", "font", "p", "big", "center")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\w+")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_PARTED = re.compile(
    r"\s+[|–—\-·•»«:/]\s+|\s*[|»«•]\s*|\s+[-–—]{1,3}\s+|:\s+(?=[A-Z][\w. ]{2,30}$)"
)
_NOT_HEADLINE = re.compile(r"logo|masthead|site-?(?:name|title)|brand|sr-only-site", re.IGNORECASE)
_HOME = re.compile(r"(?:https?://[^/?#]{1,200})?/?(?:index\.\w{2,5}|home/?)?")
_HEADLINE = re.compile(
    r"headline|article[-_]{0,2}title|entry-title|post-title|story[-_]title", re.I
)


def title(root: Element, told: Sequence[str], named: Sequence[str], site: Iterable[str]) -> str:
    """Return the headline of a page, "" where it has none.

    `told` are headlines declared in JSON-LD, `named` those of OpenGraph and other metadata, both
    best first; `site` holds names of the outlet.
    """
    sites = {key(name) for name in site if name} - {key(one) for one in named if _is_long(one)}
    shown = [line for line in _shown(root) if key(line) not in sites]
    page = list(_page_titles(root))
    declared = [_bare(one, sites) for one in (*told, *named, *page) if one]
    whole = {key(one): one for one in reversed((*declared, *told, *named)) if one}
    meant = {key(form) for one in (*told, *named) for form in (one, _bare(one, sites))}
    for headline in (*shown, *_parts(root)):
        if (told_as := whole.get(key(headline))) and key(headline) not in sites:
            same = folded(headline) == folded(told_as) or key(headline) not in meant
            return headline if same else told_as
    if kicked := next((o for h in shown for o in declared if _is_kicked(h, o)), ""):
        return kicked
    runs = {key(run) for one in (*declared, *page) for run in _runs(one)} - sites - {""}
    like = _likest(shown, declared, runs)
    if len(like) < _SURE:
        own = [line for line in shown if not _is_part(line, sites)]
        line = _longest_line(root, like, runs, sites)
        plain = not told and not named
        like = line if plain and _is_long(line) else _alone(own, (*told, *named)) or line
    if like:
        return _agreed(like, told, named, sites) or like
    best = next((one for one in declared if key(one) not in sites), "")
    return best or next(iter(shown), "")


def _longest_line(root: Element, like: str, runs: set[str], sites: set[str]) -> str:
    lines = (line for line in _lines_of(root, runs) if not _is_part(line, sites))
    return max((like, *lines), key=lambda one: len(key(one)))


def _likest(shown: Sequence[str], declared: Sequence[str], runs: set[str]) -> str:
    """Return the longest headline shown that is a part of a declared one, or nearly all of it."""
    found = (h for h in shown if key(h) in runs or any(_is_near(h, one) for one in declared))
    return max(found, key=lambda one: len(key(one)), default="")


def _agreed(like: str, told: Sequence[str], named: Sequence[str], sites: set[str]) -> str:
    """Return the title that JSON-LD and other metadata both give, where it holds what is shown."""
    both = {key(_bare(one, sites)) for one in told} & {key(_bare(one, sites)) for one in named}
    for one in named:
        bare = _bare(one, sites)
        if key(bare) in both and _is_near(bare, like):
            return bare
    return ""


def _alone(shown: Sequence[str], declared: Sequence[str]) -> str:
    """Return the one line that is shown as a headline, if half its words are in a declared one."""
    long = [one for one in dict.fromkeys(shown) if _is_long(one)]
    if len(long) != 1:
        return ""
    words = set(_WORD.findall(folded(long[0])))
    others = [set(_WORD.findall(folded(one))) for one in declared if one]
    near = not others or any(len(words & other) * 2 >= len(words) for other in others)
    return long[0] if near else ""


def _is_long(text: str) -> bool:
    return len(text) + len(_DENSE.findall(text)) >= _SURE or len(text.split()) > 4


def _runs(text: str) -> Iterator[str]:
    """Yield the parts of a title between marks that part an outlet from it, and their runs."""
    cuts = [(0, 0), *(one.span() for one in _PARTED.finditer(text)), (len(text), len(text))][:12]
    for number, (_, start) in enumerate(cuts):
        for end, _ in cuts[number + 1 :]:
            yield text[start:end]


def _lines_of(root: Element, runs: set[str]) -> list[str]:
    """Return what a page shows on a line of its own that is one of the runs of its title."""
    found: list[str] = []
    longest = max(map(len, runs), default=0) + 40
    for number, element in enumerate(root.iter(*_LINES)):
        if number > _MOST_LINES:
            break
        if len(element) > 6 or not (text := _line(element)) or len(text) > 2 * longest:
            continue
        if len(text) >= _LEAST and key(text) in runs and not hidden(element):
            found.append(text)
    return found


def _parts(root: Element) -> Iterator[str]:
    """Yield what stands in a heading beside its kicker, its day or its credit."""
    for number, element in enumerate(root.iter("h1")):
        if number >= _MOST or not len(element) or len(element) > 8:
            continue
        yield _line_of(" ".join((element.text or "", *((one.tail or "") for one in element))))
        yield from (_line(one) for one in element if isinstance(one.tag, str))


def _shown(root: Element) -> list[str]:
    """Return the lines that look like the page's headline, the likeliest first."""
    found: list[tuple[int, str]] = []
    for number, element in enumerate(root.iter("h1", "h2")):
        if number >= _MOST or (element.tag == "h2" and not _is_marked(element)):
            continue
        text = _line(element)
        if not text or len(text) > _LONGEST or hidden(element) or _leads_home(element):
            continue
        looks = f"{element.get('class', '')} {element.get('id', '')}"
        rank = 2 * (element.tag == "h2") + (_NOT_HEADLINE.search(looks) is not None)
        found.append((rank, text))
    return [text for _, text in sorted(found, key=lambda one: one[0])]


def _leads_home(element: Element) -> bool:
    """Tell whether a heading is a link to the front page, as an outlet's name is."""
    link = next(element.iter("a"), None)
    if link is None or not _HOME.fullmatch(link.get("href") or "x"):
        return False
    return len(said(link)) * 2 > len(said(element))


def _is_marked(element: Element) -> bool:
    looks = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return _HEADLINE.search(looks) is not None


def _line(element: Element) -> str:
    return _line_of(said(element) if len(element) == 0 else _glued(element))


def _line_of(text: str) -> str:
    written = Lines()
    written.say(text)
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
        (len(site) >= 3 and (told.startswith(site) or site.startswith(told) or told in site))
        or (len(site) >= 5 and told.endswith(site) and 3 * len(site) >= len(told))
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
