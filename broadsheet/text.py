"""Words on a page: folding, slugs, squeezing of space. Pure, and of no particular language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from urllib.parse import urlsplit

from anyascii import anyascii

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w+")
SCHEMES = frozenset({"http", "https", "mailto"})  # where a link may lead, beside this site
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_FIRST_PART = re.compile(r"[^/?#]*")
_UNFIT = frozenset(' "<>\\^`{|}')  # for an address: RFC 3986 knows them only percent-encoded
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "′": "'"})


_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"}
)
_SCRIPTS = {"arab": "rtl", "hebr": "rtl", "syrc": "rtl", "thaa": "rtl", "nkoo": "rtl"}


def direction(lang: str) -> str:
    """Return "rtl" for the tag of a language written from right to left, else "ltr".

    A script in the tag decides before the language does: `ku-Arab`, `az-Arab`, `ur-Latn`.
    """
    language, *subtags = lang.lower().split("-")
    if script := next((tag for tag in subtags if len(tag) == 4 and tag.isalpha()), ""):
        return _SCRIPTS.get(script, "ltr")
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def web_address(address: str) -> str:
    """Return an address of the web (http, https) that may be linked to, else "".

    The one allow-list of addresses that strangers give. One with a name before its host, or with
    characters that nobody sees, pretends to lead elsewhere.
    """
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1)
    except ValueError:
        return ""
    if not sound or "@" in parts.netloc or not address.isprintable():
        return ""
    return "" if _UNFIT & set(address) else address


def is_link(address: str) -> bool:
    """Return whether a link in a text may lead there: `SCHEMES`, or a place in this site."""
    scheme = _SCHEME.match(address)
    if scheme is not None:
        return scheme[1].lower() in SCHEMES
    first = _FIRST_PART.match(address)
    return bool(address) and (first is None or ":" not in first[0])


def squeezed(text: str) -> str:
    """Return the text with every run of white space made one blank."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Return a form to compare by: NFKC, straight quotes, case folded, space squeezed."""
    if text.isascii():  # a fifth of the time, and most names are
        return squeezed(text.lower())
    return squeezed(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold())


def words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def slug(text: str, limit: int = 80) -> str:
    """Return `[a-z0-9-]` for an address, cut at a word; "untitled" when nothing is left."""
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFKC", text).translate(_QUOTES))
    plain = text.lower()
    plain = _NOT_SLUG.sub("-", plain.replace("'", "")).strip("-")
    if len(plain) > limit:
        cut = plain[: limit + 1].rsplit("-", 1)[0]
        plain = cut if len(cut) > limit // 2 else plain[:limit]
    return plain.strip("-") or "untitled"


def unique_slug(wanted: str, taken: Container[str]) -> str:
    """Return the slug, or the slug with the first number from 2 on that is not taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


# ---- sentences and paragraphs --------------------------------------------------------------

_CLOSERS = "\"'”’»)\\]」』）】"
# One class of characters first: the engine then skips all others in a quarter of the time.
# A run of stops is looked at once, from its first.
_END = re.compile(
    rf"[.!?…؟۔।。！？｡](?:(?<![。！？｡])(?<![.!?…؟۔।]{{2}})[.!?…؟۔।]*[{_CLOSERS}]*(?=\s|$)"
    rf"|(?<=[。！？｡])[。！？｡]*[{_CLOSERS}]*)"
)
_BREAK = re.compile(r"\n[ \t]*\n")
_QUOTE = re.compile(r"[\"“”„«»'‘’「」『』]")
_LAST_WORD = re.compile(r"[\w.&'’-]{1,24}$")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[]*([^\W\d_]{1,20})")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.'’-]{0,20} |[a-z]{1,12} ){1,4}?"
    r"(?:said|says|asked|asks|wrote|replied|added|told|shouted|cried)\b"
)
_ORDINAL = re.compile(r"\b(?:am|vom|dem|den|der|des|zum|bis|ab|seit|beim) \d{1,2}$")  # German
_QUOTE_LIMIT = 1200
_FAR = 200  # code points: what is looked back at from the end of a sentence


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Never the end of a sentence, whatever follows.
_TITLES = _listed(
    """
    mr mrs ms mx dr prof rev hon sen rep gov gen col maj lt sgt capt cmdr adm cpl pte insp supt
    st mt ft vs v e.g i.e cf al fig vol pp ed eds approx dept est messrs mme mlle drs ir tn hj cllr
    ust assoc asst univ pres sec amb det spc pfc
    bzw ca mio mrd nr bspw sra srta dra dott sig sigg avv
    """
)
# The end of a sentence only when a word follows that often begins one.
_ABBREVIATIONS = _listed(
    """
    inc corp ltd co cos llc plc bhd sdn pty pte bros no nos jr sr etc ave blvd rd jan feb mar
    apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ph.d
    mass calif fla tex wash conn ariz colo ill ind minn mich wis ga va pa tenn ore okla kan neb
    nev ala ark del miss mont
    """
)
_STARTERS = _listed(
    """
    a an the this that these those it its he she they we i you his her their our my there here
    but and or so yet however meanwhile moreover in on at by for from with after before since
    while when where as if although though because during among according what who why how some
    many most more several other another both all no not now then last next earlier also still
    only just even despite under over until about to
    """
)


_SHORTENED = _TITLES | _ABBREVIATIONS


def sentences(text: str) -> list[str]:
    """Return the sentences of running text, each word for word as it stands there.

    A blank line always ends one. A quotation is kept whole, whatever stops it holds; `Inc.`,
    `U.S.`, initials and titles end none, unless a word follows that often begins a sentence.
    """
    found: list[str] = []
    start = 0
    for gap in _BREAK.finditer(text):
        found += _sentences(text[start : gap.start()])
        start = gap.end()
    return found + _sentences(text[start:])


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    quotes = iter(_quotations(text))
    quote = next(quotes, None)
    for end in _END.finditer(text):
        while quote and quote[1] < end.start():
            quote = next(quotes, None)
        inside = quote is not None and quote[0] < end.start() and end.end() <= quote[1]
        if inside or not _ends(text, start, end):
            continue
        found.append(text[start : end.end()])
        start = end.end()
    found.append(text[start:])
    return [part.strip() for part in found if part.strip()]


def _quotations(text: str) -> list[tuple[int, int]]:
    """Return (opening, closing) places of quotations, none longer than the limit.

    A quotation opened by a double quote may be closed by a single one: some tools flatten the
    closing curly quote to `'`.
    """
    found: list[tuple[int, int]] = []
    opened = -1
    for match in _QUOTE.finditer(text):
        at = match.start()
        if _opens(text, at):
            opened = at if opened < 0 or not _same_kind(text[opened], text[at]) else opened
        elif opened >= 0 and _closes(text, at, text[opened]):
            if at - opened <= _QUOTE_LIMIT:
                found.append((opened, at))
            opened = -1
        if opened >= 0 and at - opened > _QUOTE_LIMIT:
            opened = -1
    return found


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark in "“„«「『":
        return True
    if mark in "”»」』’":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isalnum() and before not in ".,!?…%" and not after.isspace()


def _closes(text: str, at: int, opening: str) -> bool:
    mark = text[at]
    if mark not in "'’":
        return opening not in "'‘"
    after = text[at + 1] if at + 1 < len(text) else " "
    stopped = at > 0 and text[at - 1] in ",.!?…"
    return not after.isalnum() and (stopped or opening in "'‘")


def _same_kind(first: str, second: str) -> bool:
    return (first in "'‘") <= (second in "'‘")


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Tell whether the stops at `end` finish the sentence that begins at `start`."""
    if end.end() == len(text) or end[0][0] in "。！？｡":
        return True
    following = text[end.end() : end.end() + 80].lstrip()
    if following[:1].islower():
        return False
    if end[0][0] in "!?" and end[0][-1] in "\"'”’" and _SPEAKER.match(following):
        return False
    if end[0] == "!" and text.endswith("Yahoo", 0, end.start()):
        return False
    return end[0] != "." or not _abbreviated(text, start, end.start(), following)


def _abbreviated(text: str, start: int, at: int, following: str) -> bool:
    first = max(start, at - _FAR)  # the words of a list of initials are looked at once each
    plain = text[max(first, text.rfind(" ", first, at) + 1) : at]
    if len(plain) > 1 and plain.isalpha() and plain.lower() not in _SHORTENED:
        return False  # as nearly every sentence ends: told without a pattern
    last = _LAST_WORD.search(text, max(start, at - 24), at)
    if last is None:
        return False
    word = last[0].lower().strip("'’-")
    if word.isdigit() and _ORDINAL.search(text, max(start, at - 12), at):
        return True
    if word in _TITLES or (word in ("no", "nos") and following[:1].isdigit()):
        return True
    is_number = word.isdigit() or len(word) == 1
    if is_number and not text[start : min(start + _FAR, last.start())].strip():
        return True
    if word in ("no", "mar", "sun", "sat", "mass", "miss", "ill", "may") and not last[0].istitle():
        return False
    if word not in _ABBREVIATIONS and not (_INITIALS.fullmatch(word) and not word.isdigit()):
        return False
    if word == "no":
        return False
    begins = _NEXT_WORD.match(following)
    return begins is None or begins[1].lower() not in _STARTERS


def paragraphs(text: str, enough: int = 320, most: int = 4) -> list[str]:
    """Return one long line as paragraphs of 2 to `most` sentences, about `enough` characters.

    Breaks stand at sentence ends only, so a quotation is never cut in two; a short last
    sentence joins the paragraph before it.
    """
    groups: list[list[str]] = []
    size = 0
    for sentence in sentences(text):
        full = groups and (len(groups[-1]) >= most or (len(groups[-1]) >= 2 and size >= enough))
        if not groups or full:
            groups.append([])
            size = 0
        groups[-1].append(sentence)
        size += len(sentence) + 1
    if len(groups) > 1 and len(groups[-1]) == 1 and len(groups[-2]) < most + 1:
        tail = groups.pop()
        groups[-1] += tail
    return [joined(group) for group in groups]


def joined(parts: Sequence[str]) -> str:
    """Return sentences as running text: a blank between them, none after a CJK stop."""
    text = ""
    for part in parts:
        text += part if not text or text[-1] in "。！？｡」』）" else f" {part}"
    return text
