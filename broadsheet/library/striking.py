"""An article without the names that were removed: out of its lists, and of its text where asked.

What outlets wrote in titles, summaries and texts is theirs and stays, unless an editor says
`redact`: then each whole word that names the one removed gives way to a mark. Addresses stay as
they are, for they must go on answering.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import Any

from broadsheet.library.entities import names as listed_names
from broadsheet.library.nouns import TYPES, Name
from broadsheet.model import Article, EntityType
from broadsheet.text import folded, squeezed

MARK = "(name removed)"
_LISTS: Mapping[EntityType, str] = {
    "person": "people",
    "organization": "organizations",
    "place": "places",
}
_TEXTS = ("title", "summary", "body", "dateline", "agency", "section", "via", "rights")
_LINES = ("key_points", "authors", "credits", "also_at", "corrections", "content_notes")
_DROPPED = ("quotes", "keywords", "about")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_JOINED = re.compile(f"[{_UNSPACED}]")
_PIECE = re.compile(r"[a-z0-9]+")
_ADDRESS = r"(?P<address>https?://[^\s<>\"]+|\]\(<[^>\n]*>|\]\([^)\s]*)"
_APOSTROPHES = "'’‘ʼ"
_HYPHENS = "-‐‑"


@lru_cache(maxsize=256)
def _pattern(forms: tuple[str, ...], surnames: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return what finds whole names however they are cased, and surnames as names are cased."""
    parts = [_whole(form, rf"(?i:{_spelled(form)})") for form in _longest_first(forms)]
    parts += [
        _whole(surname, f"(?:{_spelled(surname)}|{_spelled(surname.upper())})")
        for surname in _longest_first(surnames)
    ]
    return re.compile("|".join((_ADDRESS, *parts)))


def _whole(form: str, spelled: str) -> str:
    """Return what finds whole words; scripts without blanks between words have no such bounds."""
    before = "" if _JOINED.match(form) else rf"(?<![^\W{_UNSPACED}])"
    after = "" if _JOINED.match(form[-1:]) else rf"(?![^\W{_UNSPACED}])"
    return f"{before}{spelled}{after}"


def _longest_first(forms: Iterable[str]) -> list[str]:
    return sorted(set(forms), key=lambda form: (-len(form), form))


def _spelled(form: str) -> str:
    """Return the form with any white space, any apostrophe, and marks as Markdown escapes them."""
    composed = {unicodedata.normalize(way, squeezed(form)) for way in ("NFC", "NFD")}
    return "|".join(sorted("".join(map(_letter, one)) for one in composed))


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    for alike in (_APOSTROPHES, _HYPHENS):
        if letter in alike:
            return rf"\\?[{re.escape(alike)}]"
    return re.escape(letter) if letter.isalnum() else rf"\\?{re.escape(letter)}"


# ---- the article --------------------------------------------------------------------------------


def spoken(article: Article, names: Sequence[Name]) -> tuple[Name, ...]:
    """Return which of the names the article has in its lists, or whole in one of its texts."""
    if not names:
        return ()
    lists = {(kind, folded(written)) for kind, written in listed_names(article)}
    text = "\n\n".join(_texts(article))
    lower = text.lower()
    return tuple(name for name in names if _lists(name, lists) or _says(name, text, lower))


def struck(article: Article, names: Sequence[Name]) -> Article:
    """Return the article without these names; the article itself where it has none of them."""
    here = spoken(article, names)
    if here:
        article = _unlisted(article, here)
    for name in here:
        if name.redact:
            article = _redacted(article, _pattern(name.forms, name.surnames))
    return article


def _lists(name: Name, lists: Set[tuple[EntityType, str]]) -> bool:
    return any((kind, folded(form)) in lists for form in name.forms for kind in name.types)


def _says(name: Name, text: str, lower: str) -> bool:
    """Return whether a text holds a whole name; most do not hold even a part of one."""
    if not any(key in lower for key in _keys(name.forms)):
        return False
    return any(found["address"] is None for found in _pattern(name.forms).finditer(text))


@lru_cache(maxsize=4096)
def _keys(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return by form the longest piece of it that is spelled one way only; it may be empty."""
    return tuple(max(_PIECE.findall(form.lower()), key=len, default="") for form in forms)


def _unlisted(article: Article, here: Sequence[Name]) -> Article:
    """Return the article with no such name in its lists, bylines, keywords and quotations."""
    by_type = {
        kind: {folded(form) for name in here if kind in name.types for form in name.forms}
        for kind in TYPES
    }
    changes: dict[str, tuple[str, ...]] = {
        field: tuple(o for o in getattr(article, field) if folded(o) not in by_type[kind])
        for kind, field in _LISTS.items()
    }
    left = {folded(one) for kept in changes.values() for one in kept}
    gone = frozenset[str]().union(*by_type.values()) - left
    whole = _pattern(tuple(form for name in here for form in name.forms))
    changes["about"] = tuple(one for one in article.about if folded(one) not in gone)
    changes["authors"] = tuple(o for o in article.authors if folded(o) not in by_type["person"])
    changes["keywords"] = tuple(one for one in article.keywords if not whole.search(one))
    changes["quotes"] = tuple(one for one in article.quotes if not whole.search(one))
    return replace(article, **changes)  # type: ignore[arg-type]


# ---- its texts ----------------------------------------------------------------------------------


def _texts(article: Article) -> Iterator[str]:
    yield from (getattr(article, field) or "" for field in _TEXTS)
    for field in (*_LINES, *_DROPPED):
        yield from getattr(article, field)
    yield from _strings(article.extra)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from (*_strings(name), *_strings(one))
    elif isinstance(value, Sequence):
        for one in value:
            yield from _strings(one)


def _redacted(article: Article, pattern: re.Pattern[str]) -> Article:
    """Return the article with a mark for each name in any text of it."""

    def marked(text: str) -> str:
        return pattern.sub(lambda found: found[0] if found["address"] else MARK, text)

    changes: dict[str, Any] = {
        field: marked(said) for field in _TEXTS if (said := getattr(article, field))
    }
    changes |= {field: tuple(map(marked, getattr(article, field))) for field in _LINES}
    for field in ("quotes", "keywords"):  # by their surnames too
        changes[field] = tuple(one for one in getattr(article, field) if marked(one) == one)
    return replace(article, **changes, extra=_marked(article.extra, marked))


def _marked(value: Any, marked: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return marked(value)
    if isinstance(value, Mapping):
        return {_marked(name, marked): _marked(one, marked) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_marked(one, marked) for one in value)
    return value
