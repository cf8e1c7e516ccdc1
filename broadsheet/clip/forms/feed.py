"""Feeds: RSS 0.9x to 2.0, RSS 1.0, Atom, JSON Feed. Each entry becomes a clipping."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from broadsheet.clip.forms import entry_lines, json_feed, xml_feed
from broadsheet.clip.forms.entry_clipping import Cut, cut, feed
from broadsheet.clip.forms.entry_lines import MOST_ENTRIES, first_tag
from broadsheet.clip.forms.feed_nouns import Broken, Channel, Entry
from broadsheet.clip.forms.feed_text import decoded
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.slices import parts
from broadsheet.errors import Problem
from broadsheet.model import Clipping, Dropped, chronology
from broadsheet.text import folded

__all__ = ["clipped", "is_feed", "parts"]

MOST_BYTES = 100_000_000
_MOST_PROBLEMS = 100  # of entries; the rest are counted
_HEAD = 65_536
_XML = re.compile(
    r"<(?:[\w.-]{1,40}:)?(?:rss|feed)[\s/>]"
    r"|<(?:[\w.-]{1,40}:)?rdf[\s/>](?=.{0,4000}?(?:purl\.org/(?:rss|net/rss)|simple/0\.9))"
    r"|<channel[\s>](?=.{0,4000}?<item[\s>])"
    r"|<(?:[\w.-]{1,40}:)?entry\s[^<>]{0,4000}w3\.org/2005/Atom",
    re.I | re.DOTALL,
)
_JSON = re.compile(r'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.I)
_JSON_KEYS = re.compile(r'"(?:home_page_url|feed_url)"\s{0,20}:')


def is_feed(head: bytes, name: str) -> bool:
    """Tell whether a document that begins so is a feed; its name says nothing."""
    text = decoded(head[:_HEAD])
    if json_feed.is_json(text):
        return bool(_JSON.search(text)) or bool(_JSON_KEYS.search(text) and '"items"' in text)
    return _XML.match(text, first_tag(text)) is not None


def clipped(record: Record) -> Clipped:
    """Return the entries of a feed as clippings, newest texts where an id stands twice.

    Entries that are broken, empty or beyond the limits are problems with their lines.
    """
    if len(record.data) > MOST_BYTES:
        said = f"a feed of {len(record.data):,} bytes is too large"
        return Clipped(problems=(Problem(record.seed, said, hint=f"at most {MOST_BYTES:,}"),))
    text = decoded(record.data, record.charset)
    read = _of_json if json_feed.is_json(text) else _of_xml
    channel, found, is_cut = read(text, record.sidecar.url or "")
    entries = [one for one in found if isinstance(one, Entry)]
    problems = [_problem(record, one) for one in found if isinstance(one, Broken)]
    if is_cut:
        said = f"more than {MOST_ENTRIES:,} entries: the others were left out"
        problems.append(Problem(record.seed, said, hint="split the file"))
    if not found:
        problems.append(Problem(record.seed, "a feed without entries", hint="collect it again"))
    known = feed(record, channel, record.sidecar.url or "", entries)
    return _joined(record, (cut(entry, known) for entry in entries), problems)


def _of_xml(text: str, base: str) -> tuple[Channel, list[Entry | Broken], bool]:
    laid = entry_lines.layout(text)
    channel = xml_feed.channel(laid, base)
    found = list(xml_feed.entries(text, laid, base or channel.link or ""))
    if laid.places and not laid.places[-1].is_whole:
        found.append(Broken(laid.places[-1].span, "the file ends inside this entry"))
    return channel, found, laid.is_cut


def _of_json(text: str, base: str) -> tuple[Channel, list[Entry | Broken], bool]:
    laid = json_feed.items(text)
    channel = json_feed.channel(laid.head, base)
    found = list(json_feed.entries(text, laid.places, base or channel.link or ""))
    ours = any(isinstance(one, Entry) and one.publisher for one in found)
    return replace(channel, is_ours=ours), found, laid.is_cut


def _problem(record: Record, broken: Broken) -> Problem:
    hint = "collect it again; the other entries are taken"
    return Problem(record.seed, broken.reason, broken.span.first, hint=hint)


def _joined(record: Record, cuts: Iterable[Cut], problems: list[Problem]) -> Clipped:
    clippings: list[Clipping] = []
    dropped: list[Dropped] = []
    for one in cuts:
        clippings += [one.clipping] if one.clipping else []
        dropped += one.dropped
        problems += one.problems
    kept, spare, doubts = _once(record, clippings)
    return Clipped(tuple(kept), (*dropped, *spare), _few(record, [*problems, *doubts]))


def _few(record: Record, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems, of very many the first and how many more there are."""
    if len(problems) <= _MOST_PROBLEMS:
        return tuple(problems)
    more = f"{len(problems) - _MOST_PROBLEMS:,} more entries have problems"
    return (*problems[:_MOST_PROBLEMS], Problem(record.seed, more))


# ---- entries that stand there twice ------------------------------------------------------------


def _once(
    record: Record, clippings: Sequence[Clipping]
) -> tuple[list[Clipping], list[Dropped], list[Problem]]:
    """Return each article once, in its newest text: one id, or one address and title.

    An id that articles of different titles and addresses share is none, and is taken from them.
    """
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, clipping in enumerate(clippings):
        groups[_key(clipping)].append(number)
    kept = list(clippings)
    gone: set[int] = set()
    dropped: list[Dropped] = []
    problems: list[Problem] = []
    for numbers in groups.values():
        same = [clippings[number] for number in numbers]
        if len(numbers) == 1:
            continue
        if _are_many(same):
            problems.append(_shared(record, same))
            for number in numbers:
                kept[number] = replace(clippings[number], ident=None)
            continue
        best = max(numbers, key=lambda number: (_changed(clippings[number]), number))
        gone.update(number for number in numbers if number != best)
        dropped += _repeated(record, (clippings[n] for n in numbers if n != best))
    return [c for number, c in enumerate(kept) if number not in gone], dropped, problems


def _key(clipping: Clipping) -> tuple[str, ...]:
    if clipping.ident:
        return ("id", clipping.ident)
    return ("address", clipping.url or "", folded(clipping.title))


def _are_many(same: Sequence[Clipping]) -> bool:
    titles = {folded(clipping.title) for clipping in same}
    addresses = {clipping.url for clipping in same}
    return len(titles) == len(same) and (len(addresses) == len(same) or addresses == {None})


def _shared(record: Record, same: Sequence[Clipping]) -> Problem:
    said = f"{len(same)} articles have one id: it is not believed"
    hint = "they are told apart by their addresses"
    return Problem(record.seed, said, same[1].span.first, hint=hint)


def _repeated(record: Record, spare: Iterable[Clipping]) -> Iterator[Dropped]:
    for clipping in spare:
        reason = "repeated: stands here in a newer text"
        yield Dropped(record.seed, clipping.span.first, clipping.title, reason)


def _changed(clipping: Clipping) -> str:
    when = clipping.updated or clipping.date
    return chronology(when) if when else ""
