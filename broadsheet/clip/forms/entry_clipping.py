"""An entry of a feed as a clipping."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet import dates
from broadsheet.clip.forms import entry_text, outlets
from broadsheet.clip.forms.base import based
from broadsheet.clip.forms.feed_nouns import Channel, Entry
from broadsheet.clip.forms.markup import plain_line
from broadsheet.clip.forms.nouns import Record
from broadsheet.clip.meta import SECTIONS
from broadsheet.errors import Problem
from broadsheet.model import Clipping, DateBasis, Dropped, When
from broadsheet.text import folded, squeezed

_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:\S")
_CENTURY = re.compile(r"(?<!\d)(\d\d? [A-Z][a-z]{2,8} )([6-9]\d)(?= \d\d:)")  # RFC 822
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_USUAL = re.compile(  # of RFC 822, with days that every month has
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(0?[1-9]|1\d|2[0-8]) ({'|'.join(_MONTHS)}) (20\d\d) "
    r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))? (GMT|UTC|UT|Z|[+-](?:0\d|1[0-3])[0-5]\d)"
)
_LONGEST_TITLE = 500
_LONGEST_IDENT = 500
_LONGEST_TAG = 80
_MOST_TAGS = 30
_NO_TAGS = frozenset({"uncategorized", "uncategorised", "allgemein", "non classé", "sin categoría"})
_AHEAD = dt.timedelta(days=2)
_OLDEST = 1900


@dataclass(frozen=True, slots=True)
class Feed:
    """What all entries of a feed have in common. `record` has no bytes and no address."""

    record: Record
    channel: Channel
    base: str | None
    name: str
    is_aggregate: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """What became of one entry."""

    clipping: Clipping | None
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()


def feed(record: Record, channel: Channel, base: str, entries: Sequence[Entry]) -> Feed:
    """Return what the entries of a feed share; aggregators are told by where entries lead."""
    bare = replace(record, data=b"", sidecar=replace(record.sidecar, url=None))
    home = channel.link or base or None
    many = outlets.is_aggregate((entry.link for entry in entries), home)
    return Feed(bare, channel, home, outlets.outlet(channel.title), many or channel.is_ours)


def cut(entry: Entry, known: Feed) -> Cut:
    """Return the entry as a clipping, or the problem why it is none."""
    record, line = known.record, entry.span.first
    source, via = _outlet(entry, known)
    title = _without_outlet(entry_text.line(entry.title), source if via else None)
    content, standfirst = entry_text.told(entry, known.base, title)
    body, credits, spare = entry_text.parted(content)
    title = title or _from_text(body)
    if not title:
        return Cut(None, problems=(Problem(record.seed, "an entry without title and text", line),))
    attached = entry_text.attached(entry.media, known.base)
    when, basis, updated, problems = _times(entry, known)
    clipping = based(
        record,
        span=entry.span,
        title=title[:_LONGEST_TITLE],
        body=(*body, attached) if attached else body,
        source=source,
        via=via if via != source else None,
        agency=outlets.wire(entry.authors),
        authors=outlets.people(entry.authors, (source, known.name, known.channel.title)),
        date=when,
        date_basis=basis,
        updated=updated,
        when=squeezed(entry.published or entry.updated)[:100],
        section=_section(entry.tags),
        keywords=_keywords(entry.tags),
        credits=credits,
        url=_address(entry, known),
        ident=_ident(entry, known),
        summary=standfirst,
        lang=_lang(entry.lang) or _lang(known.channel.lang),
    )
    dropped = tuple(Dropped(record.seed, line, text, reason) for text, reason in spare)
    return Cut(clipping, dropped, problems)


# ---- who ------------------------------------------------------------------------------------


def _outlet(entry: Entry, known: Feed) -> tuple[str | None, str | None]:
    """Return the outlet that published the entry, and the aggregator that passed it on."""
    source = outlets.outlet(entry.source or "") if entry.source else ""
    if not source and known.is_aggregate:
        at = entry.original if known.channel.is_ours else entry.link
        source = plain_line(entry.publisher or "")
        source = source or ("" if known.channel.is_ours and not at else outlets.host(at))
    name = known.name or outlets.host(known.base) or None
    if not source or folded(source) in (folded(name or ""), folded(known.channel.title)):
        return name, None
    return source, name


def _without_outlet(title: str, source: str | None) -> str:
    """Return a headline without ` - The Lantern` behind it, as aggregators of news write it."""
    for dash in (" - ", " – ", " — ", " | "):
        head, found, tail = title.rpartition(dash)
        if found and source and folded(tail) == folded(source):
            return head.strip()
    return title


def _address(entry: Entry, known: Feed) -> str | None:
    original = outlets.tidy(entry.original, known.base) if known.channel.is_ours else None
    ident = entry.ident if (entry.ident or "").startswith(("http://", "https://")) else None
    return original or outlets.tidy(entry.link, known.base) or outlets.tidy(ident)


def _ident(entry: Entry, known: Feed) -> str | None:
    """Return the entry's id; one that is no address of any sort is unique in its feed alone."""
    ident = squeezed(entry.ident or "")
    if not ident or len(ident) > _LONGEST_IDENT or _ABSOLUTE.match(ident):
        return ident if ident and len(ident) <= _LONGEST_IDENT else None
    host = outlets.host(known.base)
    return f"{host}#{ident}" if host else None


def _lang(declared: str | None) -> str | None:
    tag = (declared or "").replace("_", "-").strip()
    return tag if _LANG.fullmatch(tag) and tag.lower() != "und" else None


# ---- what -----------------------------------------------------------------------------------


def _from_text(body: Sequence[object]) -> str:
    """Return the beginning of a text that has no title, as short posts have none."""
    text = str(getattr(body[0], "text", "")) if body else ""
    if len(text) <= 120:
        return text
    return text[:120].rsplit(" ", 1)[0].rstrip(" ,.;:–—-") + " …"


def _keywords(tags: Sequence[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for tag in tags:
        name = plain_line(tag).strip(" #")
        if name and len(name) <= _LONGEST_TAG and "://" not in name:
            found.setdefault(folded(name), name)
    return tuple(name for key, name in found.items() if key not in _NO_TAGS)[:_MOST_TAGS]


def _section(tags: Sequence[str]) -> str | None:
    """Return the first tag whose words are those of newspapers' sections."""
    return next((name for name in _keywords(tags) if _is_section(name)), None)


def _is_section(name: str) -> bool:
    words = folded(name).split()
    return any(word in SECTIONS for word in words) and all(
        word in SECTIONS or word in ("&", "and") for word in words
    )


# ---- when -----------------------------------------------------------------------------------


def _times(
    entry: Entry, known: Feed
) -> tuple[When | None, DateBasis | None, When | None, tuple[Problem, ...]]:
    """Return date, what it rests on, when it was changed, and times that are not believed."""
    record, problems = known.record, []
    whens: list[When | None] = []
    for text in (entry.published, entry.updated):
        when = _read(text, record.timezone) if text else None
        if text and (reason := _disbelieved(when, record.captured)):
            said = f"{reason}: {squeezed(text)[:60]!r}"
            hint = "the time of the capture is taken instead"
            problems.append(Problem(record.seed, said, entry.span.first, hint=hint))
            when = None
        whens.append(_bare(when) if known.channel.is_ours else when)
    published, updated = whens
    changed = updated if published and updated != published else None
    when = published or updated
    if when is not None:
        return when, None, changed, tuple(problems)
    captured = record.captured
    day = captured.date() if isinstance(captured, dt.datetime) else captured
    return day, "captured" if day else None, None, tuple(problems)


def _read(text: str, timezone: str) -> When | None:
    text = _CENTURY.sub(r"\g<1>19\2", squeezed(text)[:100])
    if usual := _USUAL.fullmatch(text):
        return _usual(usual)
    found = dates.iso(text, timezone)
    if found is None and (printed := dates.printed(text)):
        found = printed.stated
    return found.replace(microsecond=0) if isinstance(found, dt.datetime) else found


def _usual(found: re.Match[str]) -> When | None:
    """Return a time as nearly all feeds write it; `dates` reads the same, and many more."""
    day, month, year, hour, minute, second, zone = found.groups()
    east = 0 if zone.isalpha() else int(zone[0] + "1") * (60 * int(zone[1:3]) + int(zone[3:]))
    return dt.datetime(
        int(year),
        1 + _MONTHS.index(month),
        int(day),
        int(hour),
        int(minute),
        int(second or 0),
        tzinfo=dt.timezone(dt.timedelta(minutes=east)),
    )


def _bare(when: When | None) -> When | None:
    """Return the day that one of our own feeds, which must name an instant, means by midnight."""
    is_day = isinstance(when, dt.datetime) and when.time() == dt.time()
    return _day(when) if when and is_day else when


def _disbelieved(when: When | None, captured: When | None) -> str | None:
    if when is None:
        return "no time that can be read"
    if when.year < _OLDEST:
        return "a time before there were feeds"
    if captured is not None and _day(when) > _day(captured) + _AHEAD:
        return "a time after the capture"
    return None


def _day(when: When) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when
