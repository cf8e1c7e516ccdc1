"""Which elements of a page may head an article, told by how they look: size, weight, link."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from broadsheet.clip.forms.colophon import is_more
from broadsheet.clip.forms.markup import hidden
from broadsheet.clip.forms.tree import Element

MOST = 100_000  # elements of a page that are looked at
_MOST_HEADLINES = 2000
_LONGEST = 220
_SHORTEST = 12
_USUAL = 16  # pixels of a text that declares no size
_DENSE = 6  # shortest headline in a script that writes words without blanks between
_INLINE_NAMES = (
    "a abbr b big cite code del em font i ins mark q s small span strike strong sub sup time tt u"
)
INLINE = frozenset(_INLINE_NAMES.split())
_UNTOLD_NAMES = "nav footer aside form button select script style head template noscript"
_UNTOLD = frozenset(_UNTOLD_NAMES.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|reply|respond|disqus|footer|related"
    r"|(?<!with[_-])(?<!has[_-])(?<!no[_-])sidebar|recommend\w*"
    r"|promo\w*|share|social|breadcrumbs?|menu|nav|navigation|navbar|cookie\w*|most-?read|popular"
    r"|trending|outbrain|taboola|see-?also|read-?next|more-?stories)(?=$|[\s_-])"
)
_NAMED = re.compile(r"(?:^|[\s_-])(?:headline|title|heading|hed|titulo|titel|titre)(?=$|[\s_-])")
_SIZE = re.compile(r"font-size\s{0,3}:\s{0,3}(\d{1,3})(?:\.\d{1,3})?\s{0,2}(px|pt|em|rem|%)?")
_WEIGHT = re.compile(r"font(?:-weight)?\s{0,3}:[^;]{0,40}?\b(bold|bolder|[6-9]00)\b")
_UNSEEN = re.compile(
    r"(?:^|[;\s])(?:max-height\s{0,3}:\s{0,3}0|mso-hide\s{0,3}:\s{0,3}all"
    r"|opacity\s{0,3}:\s{0,3}0(?![.\d])"
    r"|font-size\s{0,3}:\s{0,3}[01](?:px|pt|em)?\s{0,3}(?:[;!]|$)"
    r"|(?<!-)height\s{0,3}:\s{0,3}0(?:px)?\s{0,3}(?:[;!]|$))"
)
_BESIDE = re.compile(
    r"(?:lea|lee|leia|leggi|lire|à lire|lesen sie|mehr zum|read|also|see|watch|related|más|veja)"
    r"(?: [^\W\d_]{2,12}){0,3}\s?[:|]|log ?in\b|sign (?:in|up)\b|follow us\b|subscribe\b|share\b",
    re.IGNORECASE,
)
_DENSE_SCRIPT = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(slots=True)
class Look:
    """How the text of one element looks: characters in all, in links, in bold.

    `font` is the size in pixels that it declares or inherits, 0 for none; `least` the smallest
    one of any text in it.
    """

    size: int = 0
    linked: int = 0
    bold: int = 0
    font: int = 0
    least: int = 1000
    leaf: bool = True  # no element inside it begins a new line


@dataclass(frozen=True, slots=True)
class Headline:
    """An element that may head an article, and the style by which it is told from others."""

    element: Element
    style: tuple[str, ...]
    order: int


@dataclass(slots=True)
class Survey:
    """All elements of a page that are shown, in their order, and how each looks."""

    elements: list[Element] = field(default_factory=list)
    looks: dict[Element, Look] = field(default_factory=dict)
    order: dict[Element, int] = field(default_factory=dict)
    body_font: int = 16
    whole: bool = True

    def size(self, element: Element) -> int:
        look = self.looks.get(element)
        return look.size if look else 0


def unseen(element: Element) -> bool:
    """Tell whether an element is hidden in one of the ways of letters, or only counts readers."""
    if hidden(element):
        return True
    style = element.get("style")
    if style and _UNSEEN.search(style[:2000].lower()):
        return True
    return "preheader" in (element.get("class") or "")[:200].lower()


def survey(root: Element) -> Survey:
    """Return how all elements look; not `whole` where there are too many to look at."""
    seen = Survey()
    fonts: dict[int, int] = {}
    stack: list[tuple[Look, bool, bool]] = []
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            if element in seen.looks:
                _close(element, stack.pop(), stack, fonts)
            continue
        if not isinstance(element.tag, str) or element.tag in _UNTOLD or unseen(element):
            events.skip_subtree()
            continue
        if len(seen.elements) >= MOST:
            seen.whole = False
            break
        stack.append(_opened(element, stack))
        seen.looks[element] = stack[-1][0]
        seen.order[element] = len(seen.elements)
        seen.elements.append(element)
    usual = max(fonts, key=lambda size: (fonts[size], -size)) if fonts else 0
    seen.body_font = usual or _USUAL
    return seen


def _opened(element: Element, stack: list[tuple[Look, bool, bool]]) -> tuple[Look, bool, bool]:
    around, linked, bold = stack[-1] if stack else (Look(), False, False)
    style = (element.get("style") or "")[:2000].lower()
    font = _font(style, around.font) if "font" in style else around.font
    bold = bold or element.tag in _BOLD or ("font" in style and _WEIGHT.search(style) is not None)
    return Look(font=font), linked or (element.tag == "a" and bool(element.get("href"))), bold


def _font(style: str, around: int) -> int:
    found = _SIZE.search(style)
    if not found:
        return around
    number, unit = int(found[1]), found[2] or "px"
    if unit == "px":
        return number
    around = around or _USUAL
    return {"pt": number * 4 // 3, "%": around * number // 100}.get(unit, around * max(1, number))


def _close(
    element: Element,
    state: tuple[Look, bool, bool],
    stack: list[tuple[Look, bool, bool]],
    fonts: dict[int, int],
) -> None:
    """Count an element's own text, and hand all of its text up with that behind it."""
    look, linked, bold = state
    own = len((element.text or "").strip())
    look.size += own
    look.linked += own if linked else 0
    look.bold += own if bold else 0
    if own:
        look.least = min(look.least, look.font)
        fonts[look.font] = fonts.get(look.font, 0) + own
    if not stack:
        return
    above, around_linked, around_bold = stack[-1]
    tail = len((element.tail or "").strip())
    above.size += look.size + tail
    above.linked += look.linked + (tail if around_linked else 0)
    above.bold += look.bold + (tail if around_bold else 0)
    above.least = min(above.least, look.least, above.font if tail else 1000)
    if tail:
        fonts[above.font] = fonts.get(above.font, 0) + tail
    if look.size and (element.tag not in INLINE or not look.leaf):
        above.leaf = False


# ---- which of them look like headlines -------------------------------------------------------


def headlines(seen: Survey) -> list[Headline]:
    """Return the elements that may head an article, in their order, none inside another."""
    found: list[Headline] = []
    passed: set[Element] = set()
    for element in seen.elements:
        parent = element.getparent()
        if parent in passed or element.tag == "title" or is_around(element):
            passed.add(element)
            continue
        if not _DENSE <= seen.looks[element].size <= _LONGEST:
            continue
        style = _style(element, seen)
        if style is None:
            continue
        passed.add(element)
        if _long_enough(element):
            found.append(Headline(_bearer(element, seen), style, seen.order[element]))
        if len(found) >= _MOST_HEADLINES:
            break
    return found


def is_around(element: Element) -> bool:
    """Tell whether an element holds what stands around articles: menus, comments, suggestions."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return (
        len(named) > 1
        and element.tag not in ("body", "html")
        and _AROUND.search(named[:300]) is not None
    )


def text(element: Element) -> str:
    """Return the words of an element as one line."""
    return " ".join(" ".join(element.itertext()).split())


def _long_enough(element: Element) -> bool:
    words = text(element)
    if is_more(words) or _BESIDE.match(words):
        return False
    return len(words) >= (_DENSE if _DENSE_SCRIPT.search(words) else _SHORTEST)


def _style(element: Element, seen: Survey) -> tuple[str, ...] | None:
    """Return by what an element looks like a headline; None when it does not."""
    look = seen.looks[element]
    chain = _chain(element, seen)
    heading = next((str(one.tag) for one in chain if one.tag in _HEADINGS), "")
    named = next((name for one in chain if (name := _name(one))), "")
    big = look.least if look.least >= max(seen.body_font + 2, 15) else 0
    bold = look.bold * 20 >= look.size * 19
    linked = look.linked * 20 >= look.size * 19 and _one_link(chain)
    if not (heading or named or big or bold or linked) or (
        not look.leaf and not heading and not named
    ):
        return None
    last = chain[-1]
    if not heading and last.tag in INLINE and not _opens_line(chain[0]):
        return None
    if not (heading or named or big or bold) and not ends_line(chain[0]):
        return None
    shape = str(last.tag) if not (heading or named or big) else ""
    return (heading, named, str(big), "bold" if bold and not heading else "", shape)


def _chain(element: Element, seen: Survey) -> list[Element]:
    """Return the element and those inside it that hold all of its text, from the outside in."""
    chain = [element]
    size = seen.looks[element].size
    while len(chain) < 30:
        inner = [child for child in chain[-1] if child in seen.looks and seen.size(child) == size]
        if not inner:
            break
        chain.append(inner[0])
    return chain


def _bearer(element: Element, seen: Survey) -> Element:
    """Return the innermost element that has the look: what is left around it is a wrapper."""
    chain = _chain(element, seen)
    return next((one for one in chain if one.tag in _HEADINGS or _name(one)), chain[-1])


def _name(element: Element) -> str:
    named = (element.get("class") or "")[:300].lower()
    found = _NAMED.search(named) if named else None
    return found[0].strip(" _-") if found else ""


def _one_link(chain: list[Element]) -> bool:
    if any(one.tag == "a" for one in chain):
        return True
    above = chain[0].getparent()
    for _ in range(4):
        if above is None:
            return False
        if above.tag == "a":
            return True
        above = above.getparent()
    return False


def _opens_line(element: Element) -> bool:
    """Tell whether no text stands before an element on its line."""
    while True:
        before = element.getprevious()
        while before is not None:
            if (before.tail or "").strip():
                return False
            if before.tag == "br" or (
                isinstance(before.tag, str) and before.tag not in INLINE | {"img"}
            ):
                return True
            if isinstance(before.tag, str) and "".join(before.itertext()).strip():
                return False
            before = before.getprevious()
        above = element.getparent()
        if above is None:
            return True
        if (above.text or "").strip():
            return False
        if above.tag not in INLINE:
            return True
        element = above


def ends_line(element: Element) -> bool:
    """Tell whether no text stands behind an element on its line."""
    while True:
        if (element.tail or "").strip():
            return False
        behind = element.getnext()
        if behind is not None:
            return behind.tag == "br" or behind.tag not in INLINE
        above = element.getparent()
        if above is None or above.tag not in INLINE:
            return True
        element = above
