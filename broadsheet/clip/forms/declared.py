"""What a mapping says of an article, by whatever names: front matter, a row, an export's entry.

The names are those of the programs that people write and keep articles with: Hugo, Jekyll,
Obsidian and its Web Clipper, feeds in JSON, the crawlers that print JSON Lines, our own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from broadsheet import dates
from broadsheet.clip.forms.base import based
from broadsheet.clip.forms.markup import address, plain_line
from broadsheet.clip.forms.nouns import Record
from broadsheet.clip.phrases import agency
from broadsheet.config import is_language
from broadsheet.errors import Problem
from broadsheet.model import Block, CapturedBasis, Clipping, Span, When
from broadsheet.text import squeezed

MOST = 200  # members of a list
_LONGEST = 1000
_GRACE = dt.timedelta(days=2)
_FIRST_YEAR = 1900
_BY = re.compile(r"\A(?:written |words |posted )?by:?\s+", re.IGNORECASE)
_MAIL = re.compile(r"\s*[<(]?[^\s<>()]{1,64}@[^\s<>()]{1,255}[>)]?\s*")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
_BETWEEN = re.compile(r"\s*(?:;|&|\n|,(?!\s*(?:jr|sr|phd|md|ii|iii)\b)|\band\b)\s*", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{9,13}(?:\.[0-9]{1,9})?")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")

TITLES = ("title", "headline", "name")
_DATES = (
    "date",
    "published",
    "date_published",
    "date_publish",
    "published_at",
    "publishedat",
    "publish_date",
    "publishdate",
    "datepublished",
    "published_date",
    "publication_date",
    "pub_date",
    "pubdate",
)
_UPDATED = ("lastmod", "updated", "modified", "date_modified", "datemodified", "updated_at")
_AUTHORS = ("authors", "author", "byline", "creator", "writer")
_KEYWORDS = ("keywords", "tags", "topics", "categories", "labels")
_SECTIONS = ("section", "category")
_SOURCES = ("source", "source_name", "publisher", "site_name", "sitename", "site", "outlet")
_DOMAINS = ("domain", "source_domain", "domain_name", "hostname")
_URLS = ("url", "canonical", "canonical_url", "source_url", "original_url", "link", "source")
_SUMMARIES = ("summary", "description", "standfirst", "excerpt", "abstract", "dek")
_LANGS = ("lang", "language", "locale")
_RIGHTS = ("rights", "license", "copyright")
_CAPTURED = ("captured", "saved", "saved_at", "savedat", "time_added", "date_download", "clipped")
_CAPTURED_BASES = ("stated", "name", "inferred", "file")
_BASES = ("relative", "inferred", "captured")


@dataclass(frozen=True, slots=True)
class Declared:
    """What was said, by name: names in small letters, with underscores.

    `exact`: we wrote it ourselves, and no text in it is to be cleaned or taken apart.
    """

    said: Mapping[str, Any]
    exact: bool = False

    def first(self, names: tuple[str, ...]) -> Any:
        """Return the first value under one of the names that says anything."""
        return next((v for n in names if (v := self.said.get(n)) not in (None, "", [], {})), None)

    def text(self, names: tuple[str, ...]) -> str | None:
        """Return the first text under one of the names, as one line without markup."""
        return next((text for n in names if (text := _line(self.said.get(n), self.exact))), None)

    def texts(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the members of all lists under the names; a text is a list of one, or several."""
        found = (text for n in names for text in _members(self.said.get(n), self.exact))
        return tuple(dict.fromkeys(text for text in found if text))[:MOST]


def declared(said: Mapping[Any, Any], exact: bool = False) -> Declared:
    """Return what a mapping says, its names made alike: `Date-Published` is `date_published`."""
    pairs = list(said.items())[:MOST]
    alike = {str(n)[:60].strip().lower().replace("-", "_").replace(" ", "_"): v for n, v in pairs}
    return Declared(alike, exact)


def article(
    record: Record,
    found: Declared,
    body: tuple[Block, ...],
    span: Span | None = None,
    title: str | None = None,
) -> tuple[Clipping, tuple[Problem, ...]]:
    """Return the clipping of what was declared, and a problem where its date is past belief."""
    zone = record.timezone
    record = _captured(record, found)
    date, printed = _date(found, zone)
    problems: tuple[Problem, ...] = ()
    if date is not None and not is_believed(date, record.captured):
        problems = (_unbelieved(record, date, span),)
        date = None
    line = found.text(TITLES) or title or ""
    made = based(
        record,
        title=line,
        span=span,
        body=body,
        date=date,
        date_basis=found.said.get("date_basis") if _is_basis(found, date) else None,
        when=printed,
        updated=when(found.first(_UPDATED), zone),
        **_names(found),
        **_places(found),
    )
    return made, problems


def _is_basis(found: Declared, date: When | None) -> bool:
    return date is not None and found.said.get("date_basis") in _BASES


def _names(found: Declared) -> dict[str, Any]:
    """Return who wrote and who sent it."""
    signed = people(found)
    wires = () if found.exact else tuple(agency(one) for one in signed)
    return {
        "authors": tuple(one for one in signed if found.exact or agency(one) is None),
        "agency": found.text(("agency",)) or next((wire for wire in wires if wire), None),
        "credits": found.texts(("credits",)),
        "dateline": found.text(("dateline",)),
    }


def _places(found: Declared) -> dict[str, Any]:
    """Return where it stood, and what it was filed under."""
    lang = found.text(_LANGS)
    noindex = found.said.get("noindex")
    return {
        "source": source(found),
        "url": url(found),
        "keywords": keywords(found),
        "section": found.text(_SECTIONS),
        "summary": found.text(_SUMMARIES),
        "lang": language(lang) if lang else None,
        "rights": found.text(_RIGHTS),
        "via": found.text(("via",)),
        "ident": found.text(("ident", "guid")),
        "noindex": noindex if isinstance(noindex, bool) else None,
    }


# ---- single values --------------------------------------------------------------------------


def _line(value: Any, exact: bool = False) -> str | None:
    """Return a scalar, or what a mapping calls its name, as one line; None for anything else."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if not isinstance(value, str):
        return str(value)
    if exact:
        return value[:_LONGEST] or None
    text = _UNSEEN.sub("", value[: 4 * _LONGEST])
    text = plain_line(_WIKI.sub(r"\1", text)) if "<" in text or "&" in text else squeezed(text)
    return _WIKI.sub(r"\1", text)[:_LONGEST].strip() or None


def _members(value: Any, exact: bool = False) -> Iterator[str]:
    """Yield the members of a list; of anything else itself."""
    members = value[:MOST] if isinstance(value, list | tuple) else [value]
    yield from (text for one in members if (text := _line(one, exact)))


def keywords(found: Declared) -> tuple[str, ...]:
    """Return what it is filed under; `a, b` and `#a #b` are two."""
    if found.exact:
        return found.texts(_KEYWORDS)
    parts: list[str] = []
    for text in found.texts(_KEYWORDS):
        listed = re.split(r"\s*[,;|]\s*|\s+(?=#)", text)
        parts += [part.strip().lstrip("#").strip() for part in listed]
    return tuple(dict.fromkeys(part for part in parts if part))[:MOST]


def people(found: Declared) -> tuple[str, ...]:
    """Return who wrote it: names without "By", without addresses; `Ann Lee and Bo Ek` are two."""
    if found.exact:
        return found.texts(_AUTHORS)
    value = found.first(_AUTHORS)
    listed = isinstance(value, list | tuple) and len(value) > 1
    names: list[str] = []
    for text in _members(value):
        bare = _BY.sub("", squeezed(_MAIL.sub(" ", text)), count=1)
        names += [bare] if listed else _BETWEEN.split(bare)
    kept = (squeezed(name).strip(" ,.-") if len(name) < 120 else "" for name in names)
    return tuple(dict.fromkeys(name for name in kept if name and not _is_address(name)))[:MOST]


def source(found: Declared) -> str | None:
    """Return the outlet: a name, and only without one a host."""
    for name in (*_SOURCES, *_DOMAINS):
        text = _line(found.said.get(name), found.exact)
        if text and not _is_address(text):
            return text
    return None


def url(found: Declared) -> str | None:
    """Return the address of the original, absolute and of the web."""
    for name in _URLS:
        value = found.said.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and _is_address(value.strip()):
            return address(value.strip())
    return None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text) if text[:8].lower().startswith(("http://", "https://")) else None
        return parts is not None and bool(parts.hostname)
    except ValueError:
        return False


def language(text: str) -> str | None:
    """Return a language code: `en_GB` is `en-GB`; None for what is no code."""
    code = text.strip()[:20].replace("_", "-")
    return code if is_language(code) else None


# ---- times ----------------------------------------------------------------------------------


def when(value: Any, timezone: str) -> When | None:
    """Return the day or instant of a value: ISO 8601, as printed, or seconds since 1970."""
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else dates.iso(value.isoformat(), timezone)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()[:120]
    if _DIGITS.fullmatch(text):
        return _since_1970(float(text))
    if (exact := dates.iso(text, timezone)) is not None:
        return exact
    printed = dates.printed(text)
    return printed.stated if printed else None


def _since_1970(seconds: float) -> When | None:
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    return dt.datetime.fromtimestamp(seconds, dt.UTC).replace(microsecond=0)


def _date(found: Declared, timezone: str) -> tuple[When | None, str | None]:
    """Return when it was published, and how that was printed.

    `created` is the day of what a person writes, and of what a person only kept the day of
    keeping.
    """
    names = _DATES if url(found) else (*_DATES, "created", "created_at")
    for name in names:
        if (date := when(found.said.get(name), timezone)) is not None:
            return date, _line(found.said.get("when"))
    return None, _line(found.said.get("when"))


def _captured(record: Record, found: Declared) -> Record:
    """Return the record with the time at which its article was kept, if that is known better."""
    if record.captured_basis == "stated":
        return record
    names = (*_CAPTURED, "created", "created_at") if url(found) else _CAPTURED
    for name in names:
        if (kept := when(found.said.get(name), record.timezone)) is not None:
            basis: CapturedBasis = "stated"
            if found.exact and found.said.get("captured_basis") in _CAPTURED_BASES:
                basis = found.said["captured_basis"]
            return replace(record, captured=kept, captured_basis=basis)
    return record


def is_believed(date: When, captured: When | None) -> bool:
    """Return whether an article may be of that time: since 1900, and not after its capture."""
    day = date.date() if isinstance(date, dt.datetime) else date
    if day.year < _FIRST_YEAR:
        return False
    if captured is None:
        return True
    last = captured.date() if isinstance(captured, dt.datetime) else captured
    return day <= min(last, dt.date.max - _GRACE) + _GRACE


def _unbelieved(record: Record, date: When, span: Span | None) -> Problem:
    line = span.first if span else None
    hint = "the time of the capture is taken; a sidecar can say `captured`"
    return Problem(record.seed, f"the date {date.isoformat()} is not believed", line, hint=hint)
