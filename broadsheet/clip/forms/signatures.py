"""Who wrote a page: names as declared, cleaned of what is no name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from broadsheet.clip.forms import jsonld
from broadsheet.clip.forms.markup import plain_line, said
from broadsheet.clip.forms.tree import Element
from broadsheet.clip.lines import key
from broadsheet.clip.phrases import agency

MOST = 30
_LONGEST = 60
_MOST_WORDS = 6
_BY = re.compile(
    r"\s*(?:(?:(?:written|words|story|text|reported|posted|published|analysis|opinion|article|"
    r"review|interview)\s+)?by|von|par|por|da|di|av|af|door|oleh|yazan|autor(?:a|in|en)?|author|"
    r"text|kirjoittaja|reporter)\s*:?\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:;|\||/|\n|·|•|&|，|、|,(?!\s*(?:jr|sr|phd|ph\.d|md|ii|iii|mba)\b))\s*"
    r"|\s+(?:and|und|et|y|e|og|och|en|ja|with|mit|dan)\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\A(?:and|und|et|y|og|och|mit|with)\s+", re.IGNORECASE)
_MAIL = re.compile(r"[<(]?[^\s<>()@]{1,64}@[^\s<>()@]{1,255}[>)]?")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|@\w)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[（【][^()\[\]（）【】]{0,80}[)\]）】]")
_AFTER = re.compile(r"\s+(?:[|–—-]\s+|in\s+[A-Z]|for\s+[A-Z]|at\s+[A-Z]|is\s+an?\s+).*")
_ROLES = re.compile(
    r"\b(?:correspondent|reporter|editors?|staff|columnist|bureau|desk|newsroom|journalist|producer|"
    r"contributor|contributing|writer|photographer|analyst|redaktion|redacci[oó]n|r[eé]daction|"
    r"redazione|redakcja|redaktion|admin|administrator|guest|anonymous|unknown|agenc(?:y|ies|ia|e)|"
    r"newswire|webmaster|user|team|author|korrespondent|redakteur(?:in)?|web ?desk)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7a3]")
_DIGITS = re.compile(r"\d{3}|\d:\d|\A\d")
_AGE = re.compile(r"\s+\d{1,3}\s+\w{1,10}(?:\s+ago)?\Z")
_DAY = re.compile(
    r"\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}\b.*"
    r"|\s+\d{1,2}\.?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b.*",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r".*\b(?:says|said|wrote|writes|replied)\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.]*\b[a-z]{4,}\. \w")
_BYLINES = (
    ".//*[@rel='author' or @itemprop='author' or contains(@class,'byline-name') or "
    "contains(@class,'author-name') or contains(@class,'author__name') or "
    "contains(@class,'byline__name') or contains(@class,'authorName') or @data-testid='byline']"
)
_WIDER = ".//*[contains(@class,'byline') or contains(@class,'author')][string-length(.)<200]"


def authors(values: Iterable[Any], outlets: Iterable[str]) -> tuple[str, ...]:
    """Return the people in values of JSON-LD or lines of text: no roles, no outlets, no wires."""
    known = {key(name) for name in outlets if name}
    names: dict[str, str] = {}
    for text in _told(values):
        for part in _parted(text):
            name = _without(part, known)
            if is_name(name) and key(name) not in known and agency(name) is None:
                names.setdefault(key(name), _cased(name))
    return tuple(names.values())[:MOST]


def _without(name: str, known: set[str]) -> str:
    """Return a name that is printed once, and without the outlet behind it."""
    words = name.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        return " ".join(words[:half])
    for number in range(2, len(words)):
        if words[number - 1][0].isupper() and key(" ".join(words[number:])) in known:
            return " ".join(words[:number])
    return name


def wires(values: Iterable[Any]) -> tuple[str, ...]:
    """Return the news agencies that stand where authors do."""
    named = (agency(name) for text in _told(values) for name in (text, *_parted(text)))
    return tuple(dict.fromkeys(name for name in named if name))


def _told(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        for one in (value if isinstance(value, list) else [value])[:MOST]:
            if isinstance(one, Mapping):
                given = f"{jsonld.text(one.get('givenName'))} {jsonld.text(one.get('familyName'))}"
                listed = one.get("name")
                for name in listed if isinstance(listed, list) else [listed]:
                    yield jsonld.text(name) or given.strip()
            elif isinstance(one, str):
                yield plain_line(one[:2000])


def _parted(text: str) -> Iterator[str]:
    """Yield the names in a line: `By Ann Lee, Editor, and Bo Ek` holds three parts."""
    if _ADDRESS.match(text):
        return
    bare = _BRACKETED.sub(" ", _MAIL.sub(" ", text[:600]))
    found = _BY.match(bare)
    bare = bare[found.end() :] if found else bare
    parts = _BETWEEN.split(bare)[:MOST]
    for number, part in enumerate(parts):
        own = _AFTER.sub("", _BY.sub("", part, count=1) if _BY.match(part) else part)
        own = own if number else _DAY.sub("", own)
        if not (number and _ROLES.search(own)):  # what follows a name may be its post
            yield " ".join(_AGE.sub("", _AND.sub("", own)).split()).strip(" ,.:-–—·")


def is_name(text: str) -> bool:
    """Tell whether a text can be the name of one person."""
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if _SPOKEN.fullmatch(text) or _SENTENCE.match(text):
        return False
    if _ADDRESS.match(text) or _DIGITS.search(text) or not _ROLES.sub("", text).strip(" -,"):
        return False
    return _LETTERS.search(text) is not None and not (text.isascii() and text.islower())


def _cased(name: str) -> str:
    """Return `JANE DOE` as `Jane Doe`."""
    if not name.isupper() or len(name) < 6 or not name.isascii():
        return name
    return " ".join(word if "." in word else word.title() for word in name.split())


def visible(root: Element) -> Iterator[str]:
    """Yield the lines of a page that are bylines, the surest ones first."""
    for path in (_BYLINES, _WIDER):
        found = root.xpath(path)[:10]
        lines = [said(element)[:200] for element in found]
        if kept := [line for line in lines if line]:
            yield from dict.fromkeys(kept)
            if path is _BYLINES:
                return
