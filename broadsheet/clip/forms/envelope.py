"""Who sent a message, when and as what: its headers, read as those of a letter from an outlet."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parseaddr, parsedate_to_datetime

from broadsheet.clip.forms.forwarded import Forwarded, subject
from broadsheet.clip.forms.mimeparts import Headers, decoded_words
from broadsheet.clip.lines import names
from broadsheet.dates import printed, resolved
from broadsheet.model import When
from broadsheet.text import folded, squeezed

_LONGEST = 300
_OLDEST = 1900
_AHEAD = dt.timedelta(days=2)
_BETWEEN = re.compile(r"\s+(?:from|at|by|von|bei|de|di|via|@|\|)\s+|\s*[|•·]\s*|,\s+|\s+[–—-]\s+")
_LETTERS = re.compile(
    r"(?:\s+(?:the\s+)?(?:e-?mail\s+)?(?:newsletters?|alerts?|breaking news(?: alerts?)?"
    r"|news alerts?"
    r"|daily digest|digest|daily brief(?:ing)?|e-?mail edition|editors?|updates|notifications?))+$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:no-?reply|do-?not-?reply|newsletters?|news|info|editors?|mail|hello|contact|team|admin"
    r"|subscriptions?|digest|alerts?)",
    re.IGNORECASE,
)
_LETTER_WORDS = re.compile(
    r"\b(?:the|brief|briefing|letter|news|newsletter|morning|evening|daily|weekly|digest|team|desk"
    r"|alerts?|today|editors?|review|report|times|post|herald|gazette|tribune|chronicle|journal"
    r"|media|press|magazine|radio|office|staff|service)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*\[[^\[\]]{1,60}\]\s*(?=\S)")
_ADDRESS = re.compile(
    r"<[^<>]{0,300}>|\[mailto:[^\]]{0,300}\]|\([^()]{0,100}@[^()]{0,100}\)|\S+@\S+"
)
_LIST = re.compile(r"\"?([^\"<>]{2,120}?)\"?\s*<([^<>\s]{3,200})>|<?([^<>\s]{3,200})>?")
_WEB = re.compile(r"<(https?://[^<>\s]{4,1000})>")
_ZONE_NAME = re.compile(r"\s*\([^()]{0,60}\)\s*$")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "gob"})


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a message's headers say; `ident` is its Message-ID, `site` the sender's domain."""

    subject: str = ""
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    date: When | None = None
    ident: str | None = None
    url: str | None = None
    lang: str | None = None
    site: str = ""
    fault: str = ""


def envelope(headers: Headers, captured: When | None) -> Envelope:
    """Return what headers say. A date that cannot be is left out, and named in `fault`."""
    listed, list_site = _list(headers.get("list-id"))
    outlet, authors, site = _sender(headers.raw("from") or headers.raw("sender"), listed)
    date, fault = _date(headers, captured)
    archived = _WEB.search(headers.raw("archived-at")) or _WEB.search(headers.raw("list-post"))
    posted = None if archived and archived[1].rstrip("/").endswith("/post") else archived
    lang = headers.get("content-language").split(",")[0].strip()
    return Envelope(
        subject=_subject(headers.get("subject"), bool(listed or list_site)),
        outlet=outlet,
        authors=authors,
        date=date,
        ident=headers.raw("message-id").strip(" <>")[:_LONGEST] or None,
        url=posted[1] if posted else None,
        lang=lang if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", lang) else None,
        site=site or list_site,
        fault=fault,
    )


def original(outer: Envelope, told: Forwarded, captured: When | None) -> Envelope:
    """Return the envelope of a forwarded original, from the headers printed above it."""
    outlet, authors, site = _sender(told.sender, "")
    date = _printed_date(told.date)
    believed = date is not None and not _unlikely(date, captured or outer.date)
    return Envelope(
        subject=_subject(told.subject or outer.subject, False),
        outlet=outlet,
        authors=authors,
        date=date if believed else outer.date,
        ident=None,
        lang=None,
        site=site,
        fault=outer.fault if not believed else "",
    )


def _subject(text: str, listed: bool) -> str:
    plain = subject(squeezed(text[:1000]))
    return (_TAG.sub("", plain, count=1) if listed else plain)[:_LONGEST]


def _sender(raw: str, listed: str) -> tuple[str | None, tuple[str, ...], str]:
    """Return the outlet, the people and the domain that a `From` names."""
    name, mail = parseaddr(raw[:1000])
    name = decoded_words(name) or (decoded_words(raw) if "@" not in raw else "")
    name = squeezed(_ADDRESS.sub(" ", name)).strip(" \"'")
    site = mail.rpartition("@")[2].lower().strip(" <>]") if "@" in mail else _domain(raw)
    if not name or _NO_NAME.fullmatch(name.replace(" ", "-")):
        return listed or _named_after(site), (), site
    parts = [part for part in _BETWEEN.split(name) if part.strip()]
    if len(parts) == 1:
        return _outlet(parts[0]), (), site
    person = _person(parts[0])
    return _outlet(parts[-1]), ((person,) if person else ()), site


def _person(text: str) -> str | None:
    found = names(text)
    plain = len(found) == 1 and 2 <= len(found[0].split()) <= 4
    return found[0] if plain and not _LETTER_WORDS.search(text) else None


def _outlet(text: str) -> str | None:
    plain = _LETTERS.sub("", text.strip(" \"'"))
    return (plain or text.strip())[:120] or None


def _named_after(site: str) -> str | None:
    return home(site) or None


def _domain(raw: str) -> str:
    found = re.search(r"@([\w.-]{3,200})", raw[:1000])
    return found[1].lower().strip(".") if found else ""


def home(host: str) -> str:
    """Return the part of a host that is registered: of `news.example.co.uk`, `example.co.uk`."""
    labels = host.lower().strip(".").split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def _list(text: str) -> tuple[str, str]:
    """Return the name and the domain of a mailing list's id."""
    match = _LIST.fullmatch(text.strip()[:400])
    if not match:
        return "", ""
    name = squeezed(match[1] or "")
    site = (match[2] or match[3] or "").lower()
    wordy = any(map(str.isalpha, name)) and folded(name) != folded(site) and "@" not in name
    return (_outlet(name) or "") if wordy and "." not in name else "", site if "." in site else ""


# ---- when -------------------------------------------------------------------------------------


def _date(headers: Headers, captured: When | None) -> tuple[When | None, str]:
    """Return when a message was sent; else when it came in; else None, and what is wrong."""
    sent = _mail_date(headers.raw("date"))
    if sent is not None and not _unlikely(sent, captured):
        return sent, ""
    received = headers.raw("received").rpartition(";")[2]
    came = _mail_date(received) if received else None
    if came is not None and not _unlikely(came, captured):
        return came, ""
    if sent is not None:
        return None, f"its date, {sent.date()}, cannot be"
    return None, "it has no date" if not headers.raw("date") else "its date cannot be read"


def _mail_date(text: str) -> dt.datetime | None:
    plain = _ZONE_NAME.sub("", text.strip()[:120])
    if not plain:
        return None
    try:
        found = parsedate_to_datetime(plain)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _printed_date(text: str) -> When | None:
    """Return a date as a mail program prints it above a forwarded message."""
    if found := _mail_date(text):
        return found
    plain = squeezed(text.replace(" at ", " ").replace(" um ", " ").replace(" à ", " "))[:110]
    told = printed(plain)
    return resolved(told, None) if told else None


def _unlikely(when: When, captured: When | None) -> bool:
    if not _OLDEST <= when.year <= 9998:
        return True
    if captured is None:
        return False
    return _day(when) > _day(captured) + _AHEAD


def _day(when: When) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when
