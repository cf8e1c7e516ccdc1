"""The lines of an unknown page, each with its kind, alone and in company."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from broadsheet.clip import phrases
from broadsheet.clip.lines import Line, finished, image_title, lettered, without_bullet
from broadsheet.clip.meta import NO_META, Meta, meta
from broadsheet.text import folded

Kind = Literal["text", "meta", "link", "image", "own", "rule"]

_TITLE = 220
_PROSE = 60
_LABEL = 32
_LABEL_WORDS = 4
_REPEATED = 3
_SPREAD = 6
_LINK = re.compile(
    r"[\[(«»→>\s]*(?:(?:read|see|view|get|continue|click for|click here for) )?(?:the )?"
    r"(?:full|whole|complete|entire|more|original)"
    r"(?: (?:story|article|report|text|coverage|details|here|on this|post))?[\s\])»→>….]*"
    r"|[\[(«»→>\s]*(?:read (?:on|it|story|article|now)|continue(?: reading)?|details|open"
    r" (?:story|article|link)|go to (?:story|article)|"
    r"keep reading|story|link|weiterlesen|mehr lesen|mehr|lire (?:la suite|plus)|leer más"
    r"|seguir leyendo|leia mais|continua a leggere|leggi tutto|"
    r"selengkapnya|baca (?:selengkapnya|lagi|seterusnya)|lees (?:meer|verder)|läs mer|czytaj"
    r" (?:więcej|dalej)|devamını oku|читать (?:далее|дальше)|подробнее|"
    r"اقرأ المزيد|المزيد|التفاصيل|"
    r"阅读全文|閱讀全文|查看详情|続きを読む|더보기|자세히 보기)[\s\])»→>….]*"
)
_OWN = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,160}|.{0,80}all rights reserved.{0,80}|"
    r"(?:unsubscribe|(?:more from|also in|more in|latest from) .{1,40}|you (?:may|might)"
    r" also like|recommended(?: for you)?|latest(?: news| stories)?|top stories|related"
    r"(?: stories| articles| news| topics)?|manage (?:your )?preferences|view (?:this )?"
    r"(?:email )?(?:in|online).{0,30}|you(?: are|'re)? (?:get|receive|receiving|getting)"
    r" this .{0,160}|privacy (?:policy|notice)|terms(?: (?:of|and|&) .{1,20})?|cookies?"
    r"(?: (?:policy|settings))?|contact(?: us)?|about(?: us)?|advertise(?: with us)?|"
    r"sign in|log ?in|log out|register|subscribe(?: now)?|newsletters?|search|menu|home"
    r"|homepage|skip to (?:main )?content|back to top|top|"
    r"load more|show more|more (?:news|stories|headlines)|next(?: page)?|previous(?: page)?"
    r"|older posts|newer posts|page \d{1,4}(?: of \d{1,4})?|"
    r"\d{1,3} comments?|comments?(?: \(\d{1,4}\))?|leave a comment|share|save|print|like"
    r"|reply|follow us.{0,60}|rss(?: feed)?|site ?map|"
    r"accept(?: all)?(?: cookies)?|reject(?: all)?|manage (?:cookies|preferences)|we use"
    r" cookies.{0,160}|powered by .{1,60}|"
    r"(?:facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|tiktok|x)(?:[ |/·•,]+"
    r"(?:facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|tiktok|x))*)"
)
_RULE = re.compile(r"[\W_]{1,200}")
_BETWEEN = re.compile(r"\s+[|·•‧–—/-]\s+|\s?[|·•‧]\s?|\s{3,}|,\s(?=[^\W\d_])")
_PLACE = re.compile(
    r"(.{2,80}?)(?: (?:in|at|from) |, (?=[^\W\d_]+$|[^a-z]+$))([A-Z][\w .'’-]{2,40})"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its kind; `meta` is set for the kind "meta"."""

    line: Line
    kind: Kind
    meta: Meta = NO_META

    @property
    def text(self) -> str:
        return self.line.text


def entry(line: Line, learned: Collection[str]) -> Entry:
    """Return the line with what it is by itself, before its neighbours are looked at."""
    text = line.text
    if image_title(text) is not None:
        return Entry(line, "image")
    if not lettered(text) and _RULE.fullmatch(text):
        return Entry(line, "rule")
    plain = folded(text) if len(text) <= 200 else ""
    if plain and _LINK.fullmatch(plain):
        return Entry(line, "link")
    if text in learned or (plain and (_OWN.fullmatch(plain) or phrases.noise(text))):
        return Entry(line, "own")
    found = meta(text)
    return Entry(line, "meta", found) if found else Entry(line, "text")


def entries_of(lines: Sequence[Line], learned: Collection[str]) -> list[Entry]:
    """Return the lines with their kinds, told by themselves and then by their neighbours."""
    return _marked(_relabelled([entry(line, learned) for line in lines]))


def _relabelled(entries: list[Entry]) -> list[Entry]:
    """Return the entries with short lines that recur away from times marked as the page's own.

    A short line that recurs right after text, and is followed by a new title, is a link word.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(entries):
        if one.kind == "text" and len(one.text) <= 40 and len(one.text.split()) <= 5:
            places[one.text].append(at)
    often = {
        text
        for text, seen in places.items()
        if len(seen) >= _REPEATED and seen[-1] - seen[0] >= _SPREAD
    }
    marked: list[Entry] = []
    for at, one in enumerate(entries):
        if one.kind == "text" and one.text in often and not _near_time(entries, at):
            after_prose = at > 0 and prose(entries[at - 1])
            marked.append(replace(one, kind="link" if after_prose else "own"))
        else:
            marked.append(one)
    return marked


def _near_time(entries: Sequence[Entry], at: int) -> bool:
    near = entries[max(0, at - 3) : at + 4]
    return any(e.kind == "meta" for e in near)


def _marked(entries: list[Entry]) -> list[Entry]:
    """Return the entries, all that follow a closing notice (`© ...`) being the page's own."""
    tail = len(entries)
    while tail and entries[tail - 1].kind in ("own", "rule", "image"):
        tail -= 1
    notice = next(
        (
            n
            for n, e in enumerate(entries)
            if e.kind == "own" and e.text[:1] in "©(" and n > tail * 0.7
        ),
        None,
    )
    if notice is None:
        return entries
    return entries[:notice] + [replace(e, kind="own") for e in entries[notice:]]


def title_like(one: Entry | None) -> bool:
    if one is None or one.kind != "text" or not 4 <= len(one.text) <= _TITLE:
        return False
    return not finished(one.text) or one.text.endswith(("?", "!", "'", '"', "’", "”", "…"))


def prose(one: Entry | None) -> bool:
    if one is None or one.kind != "text":
        return False
    return (
        len(one.text) > _TITLE
        or (len(one.text) >= _PROSE and finished(one.text))
        or (
            finished(one.text)
            and one.text.endswith((".", "。", "۔", "...", "…"))
            and len(one.text) > 30
        )
    )


def short(one: Entry) -> bool:
    words = without_bullet(one.text).split()
    return (
        one.kind == "text"
        and len(one.text) <= _LABEL
        and len(words) <= _LABEL_WORDS
        and (not finished(one.text) or one.text.endswith("!"))
    )
