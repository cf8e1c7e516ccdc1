"""Newsletters and other mail (RFC 5322): a letter is an article, a digest all those it holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

from broadsheet.clip.forms import colophon, letters, mimeparts, plainmail, repeats
from broadsheet.clip.forms.base import based, lines
from broadsheet.clip.forms.colophon import is_more, is_sponsor
from broadsheet.clip.forms.envelope import Envelope, envelope, home, original
from broadsheet.clip.forms.forwarded import forwarded, is_sent_on
from broadsheet.clip.forms.letters import Read
from broadsheet.clip.forms.markup import blocks as html_blocks
from broadsheet.clip.forms.markup import element_blocks
from broadsheet.clip.forms.mimeparts import Message, Text
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.tracking import is_counter, unwrapped
from broadsheet.clip.phrases import agency
from broadsheet.dates import printed, resolved
from broadsheet.errors import Problem
from broadsheet.model import Block, Clipping, DateBasis, Dropped, Span, When

_MOST_LETTERS = 200  # messages inside one
_MOST_BLOCKS = 4000  # of a letter
_MOST_LEFT = 500  # blocks around the articles of a digest that are named
_SHORT = 40  # characters of a letter that says nothing
_OUR_SHARE = 0.6  # of a digest's links that lead to one site, which is the outlet's then
_FIELD = re.compile(rb"([!-9;-~]{2,80})[ \t]*:")
_KNOWN = frozenset(
    b"from to date subject message-id mime-version received return-path delivered-to list-id "
    b"sender reply-to content-type x-mailer dkim-signature list-unsubscribe".split()
)
_SAVED_PAGE = (
    b"snapshot-content-location:",
    b"saved by blink",
    b"saved by windows internet",
    b"saved by mozilla",
)


def is_mail(head: bytes, name: str) -> bool:
    """Tell whether bytes are a message: headers, a sender among them, and two more of a mail's."""
    text = head.lstrip(b"\xef\xbb\xbf\r\n")
    top = re.split(rb"\r?\n\r?\n", text[:65536], maxsplit=1)[0]
    if not _FIELD.match(text) or any(mark in top[:4000].lower() for mark in _SAVED_PAGE):
        return False
    found = {
        match[1].lower() for line in top.split(b"\n")[:400] if (match := _FIELD.match(line))
    } & _KNOWN
    named = name.lower().endswith(".eml")
    return bool(found & {b"from", b"received", b"return-path", b"sender"}) and len(found) >= (
        2 if named else 3
    )


@dataclass(slots=True)
class _Draft:
    """An article of a letter before it is a clipping."""

    title: str
    read: Read
    first: int
    last: int
    url: str | None = None
    when: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Letter:
    """One letter of a message: what its headers say, and the articles found in its text."""

    envelope: Envelope
    drafts: list[_Draft] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digest: bool = False


def clipped(record: Record) -> Clipped:
    """Return the articles of a message: of those that it forwards, where it does. Never raises.

    A letter is one article, with its subject for a title; a digest gives one for each headline
    that stands there with a text. What letters print around them is among the dropped.
    """
    message = mimeparts.message(record.data)
    problems = [Problem(record.seed, fault, hint="the rest is read") for fault in message.faults]
    clippings: list[Clipping] = []
    dropped: list[Dropped] = []
    if message.media == "multipart/report":
        problems.append(_problem(record, "is a report of delivery, not a letter", "remove it"))
        return Clipped(problems=tuple(problems))
    for inner in _letters(message):
        letter = _letter(inner, record)
        clippings += _clippings(letter, record)
        dropped += letter.dropped
        problems += letter.problems
    return Clipped(tuple(clippings), tuple(dropped), tuple(problems))


def _problem(record: Record, message: str, hint: str) -> Problem:
    return Problem(record.seed, message, hint=hint)


def _letters(message: Message) -> list[Message]:
    """Return the messages that a message forwards, those inside them before it; else itself."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < _MOST_LETTERS:
        one = waiting.pop(0)
        if one.inner:
            waiting = [*one.inner, *waiting]
        else:
            found.append(one)
    return found


# ---- one letter --------------------------------------------------------------------------------


def _letter(message: Message, record: Record) -> _Letter:
    told = envelope(message.headers, record.captured)
    letter = _Letter(told)
    text = _best(message.texts)
    if text is None:
        hint = "a letter of pictures or attachments alone cannot be read"
        letter.problems.append(_problem(record, "the message has no text", hint))
        return letter
    sent_on = is_sent_on(message.headers.get("subject"))
    try:
        (_html if text.html else _plain)(letter, text, record, sent_on)
    except (etree.LxmlError, RecursionError, ValueError) as error:
        said = f"its text could not be taken apart ({type(error).__name__})"
        letter.problems.append(_problem(record, said, "save the letter again"))
    if letter.envelope.fault and letter.drafts:
        hint = "the time of the capture is taken"
        letter.problems.append(_problem(record, letter.envelope.fault, hint))
    return letter


def _best(texts: Sequence[Text]) -> Text | None:
    """Return the text to read: the HTML, unless the plain one says more."""
    shown = [one for one in texts if not one.attached and one.text.strip()]
    shown = shown or [one for one in texts if one.text.strip()]
    html = max((one for one in shown if one.html), key=lambda one: len(one.text), default=None)
    plain = max((one for one in shown if not one.html), key=lambda one: len(one.text), default=None)
    if html is None or plain is None:
        return html or plain
    said = sum(len(block.text) for block in html_blocks(html.text[:2_000_000]))
    return html if said * 2 >= len(plain.text) or said > 5000 else plain


def _html(letter: _Letter, text: Text, record: Record, sent_on: bool) -> None:
    """Find the articles of an HTML letter."""
    root, told, changed = letters.page(text.text, sent_on)
    if root is None:
        letter.problems.append(_problem(record, "the message has no text", "remove it"))
        return
    if told:
        letter.envelope = original(letter.envelope, told, record.captured)
    source = text.text
    if changed:
        source = str(etree.tostring(root, encoding="unicode", method="html"))
    exact = text.plain and not changed
    for part in repeats.articles(source):
        read = letters.read(html_blocks(part.html), part.title, digest=True)
        if not read.blocks or is_sponsor(part.title):
            continue
        first, last = text.first_line, text.last_line
        if exact:
            first, last = first + part.first_line - 1, min(last, first + part.last_line - 1)
        author = tuple(name for name in (part.author or "").split(", ") if name)
        letter.drafts.append(
            _Draft(part.title, read, first, last, part.url, part.when, author or read.authors)
        )
        letter.dropped += _dropped(record, read, first)
    letter.digest = bool(letter.drafts)
    if letter.digest:
        _leave(letter, element_blocks(root), text, record)
        return
    letters.mark_subheads(root)
    _single(letter, element_blocks(root), text, record)


def _plain(letter: _Letter, text: Text, record: Record, sent_on: bool) -> None:
    """Find the articles of a letter in plain text."""
    every = text.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    skipped = 0
    told = forwarded(every[:400], sent_on)
    if told:
        letter.envelope = original(letter.envelope, told, record.captured)
        skipped = told.last + 1
        every = _unquoted(every[skipped:])
    ways = [
        plainmail.paragraphs("\n".join(every), text.flowed, text.delsp, headed)
        for headed in (False, True)
    ]
    found = ways[0]
    first = text.first_line + skipped
    for entry in max(map(plainmail.entries, ways), key=len):
        read = letters.read(entry.blocks, entry.title, digest=True)
        if not read.blocks:
            continue
        at, end = text.first_line, text.last_line
        if text.plain:
            at, end = first + entry.first - 1, min(end, first + entry.last - 1)
        letter.drafts.append(_Draft(entry.title, read, at, end, entry.url, read.when, read.authors))
        letter.dropped += _dropped(record, read, at)
    letter.digest = bool(letter.drafts)
    blocks = [paragraph.block for paragraph in found]
    (_leave if letter.digest else _single)(letter, blocks, text, record)


def _unquoted(every: list[str]) -> list[str]:
    """Return lines without the `>` before each of them, where a mail program put it there."""
    filled = [line for line in every if line.strip()]
    if filled and sum(line.startswith(">") for line in filled) * 10 >= 9 * len(filled):
        return [line.removeprefix(">").removeprefix(" ") for line in every]
    return every


def _single(letter: _Letter, blocks: Sequence[Block], text: Text, record: Record) -> None:
    told = letter.envelope
    read = letters.read(blocks[:_MOST_BLOCKS], told.subject)
    if len(blocks) > _MOST_BLOCKS:
        hint = f"the first {_MOST_BLOCKS:,} paragraphs are read"
        letter.problems.append(_problem(record, "the letter is too long", hint))
    letter.dropped += _dropped(record, read, text.first_line)
    said = sum(len(block.text) for block in read.blocks)
    if said < _SHORT:
        hint = "a letter of pictures or attachments alone cannot be read"
        letter.problems.append(_problem(record, "the message has hardly any text", hint))
        return
    title = told.subject or read.blocks[0].text[:200]
    url = told.url or letters.own_address(read)
    authors = read.authors or told.authors
    letter.drafts.append(_Draft(title, read, text.first_line, text.last_line, url, None, authors))


def _leave(letter: _Letter, blocks: Sequence[Block], text: Text, record: Record) -> None:
    """Note what a digest prints around its articles."""
    taken = {block.text for draft in letter.drafts for block in draft.read.blocks}
    taken |= {draft.when for draft in letter.drafts if draft.when}
    titles = [draft.title for draft in letter.drafts]
    for block in blocks[:_MOST_LEFT]:
        if block.text in taken or is_more(block.text) or any(one in block.text for one in titles):
            continue
        reason = colophon.reason(block.text) or "around the articles of a digest"
        letter.dropped.append(Dropped(record.seed, text.first_line, block.text[:300], reason))


def _dropped(record: Record, read: Read, line: int) -> Iterator[Dropped]:
    return (Dropped(record.seed, line, text, reason) for text, reason in read.dropped)


# ---- clippings ---------------------------------------------------------------------------------


def _clippings(letter: _Letter, record: Record) -> Iterator[Clipping]:
    last = lines(record.data)
    urls = [unwrapped(draft.url) if draft.url else None for draft in letter.drafts]
    own = _own_sites(letter.envelope, urls) if letter.digest else frozenset()
    for number, (draft, url) in enumerate(zip(letter.drafts, urls, strict=True), 1):
        told = letter.envelope
        date, basis = _dated(letter, draft, record)
        foreign = letter.digest and bool(url) and not _is_own(url or "", own)
        wires = [wire for name in draft.authors if (wire := agency(name))]
        yield based(
            record,
            title=draft.title,
            span=Span(min(draft.first, last), max(min(draft.first, last), min(draft.last, last))),
            body=tuple(draft.read.blocks),
            source=None if foreign else told.outlet,
            via=told.outlet if foreign else None,
            agency=wires[0] if wires else None,
            authors=tuple(name for name in draft.authors if not agency(name)),
            date=date,
            date_basis=basis,
            when=draft.when,
            url=url,
            lang=told.lang,
            ident=_ident(told, number if letter.digest else 0),
        )


def _ident(told: Envelope, number: int) -> str | None:
    if told.ident is None:
        return None
    return f"{told.ident}#{number}" if number else told.ident


def _dated(letter: _Letter, draft: _Draft, record: Record) -> tuple[When | None, DateBasis | None]:
    """Return an article's day: as printed, else the letter's, else that of the capture."""
    sent = letter.envelope.date
    if letter.digest and draft.when and (told := printed(draft.when)):
        found = resolved(told, sent or record.captured)
        if found is not None and (sent is None or _day(found) <= _day(sent)):
            return found, None if told.stated is not None else "relative"
    if sent is None:
        return record.captured, "captured" if record.captured is not None else None
    return (_day(sent), "inferred") if letter.digest else (sent, None)


def _day(when: When) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when


def _own_sites(told: Envelope, urls: Sequence[str | None]) -> frozenset[str]:
    """Return the sites whose articles a digest lists as its own: the sender's, or the usual one."""
    homes = [_home(url) for url in urls if url and not is_counter(url)]
    usual = max(set(homes), key=lambda site: (homes.count(site), site), default="")
    mine = {home(told.site)} if told.site else set()
    if usual and homes.count(usual) >= _OUR_SHARE * len(homes) and homes.count(usual) > 1:
        mine.add(usual)
    return frozenset(mine)


def _home(url: str) -> str:
    try:
        return home(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _is_own(url: str, own: frozenset[str]) -> bool:
    return is_counter(url) or _home(url) in own
