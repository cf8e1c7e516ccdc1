"""The lines of an unknown page, each with the kind that it shows by itself."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from broadsheet.clip import phrases, signposts
from broadsheet.clip.lines import Line, finished, image_title, lettered, without_bullet
from broadsheet.clip.meta import NO_META, Meta, meta
from broadsheet.text import folded

Kind = Literal["text", "meta", "link", "image", "own", "rule"]

_TITLE = 220
_PROSE = 60
_LABEL = 32
_LABEL_WORDS = 4
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_COUNT = re.compile(r"\d[\d.,]{0,8} ?[kKmM]?")
_RULE = re.compile(r"[\W_]{1,200}")


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
    if _COUNT.fullmatch(text):
        return Entry(line, "own")
    plain = folded(without_bullet(text)) if len(text) <= 200 else ""
    if plain and signposts.LINK.fullmatch(plain):
        return Entry(line, "link")
    if text in learned or (plain and (signposts.own(plain) or phrases.noise(text))):
        return Entry(line, "own")
    found = meta(text)
    if found is not None:
        return Entry(line, "meta", found)
    return Entry(line, "own" if plain and signposts.menu(text) else "text")


def width(text: str) -> int:
    """Return the length of a text; a character that stands for half a word counts three times."""
    return len(text) if text.isascii() else len(text) + 2 * len(_DENSE.findall(text))


def title_like(one: Entry | None) -> bool:
    if one is None or one.kind != "text" or not 4 <= len(one.text) <= _TITLE:
        return False
    return not finished(one.text) or one.text.endswith(("?", "!", "'", '"', "’", "”", "…"))


def prose(one: Entry | None) -> bool:
    if one is None or one.kind != "text":
        return False
    return (
        len(one.text) > _TITLE
        or (width(one.text) >= _PROSE and finished(one.text))
        or (
            finished(one.text)
            and one.text.endswith((".", "。", "۔", "...", "…"))
            and width(one.text) > 30
        )
    )


def short(one: Entry) -> bool:
    words = without_bullet(one.text).split()
    return (
        one.kind == "text"
        and width(one.text) <= _LABEL
        and len(words) <= _LABEL_WORDS
        and (not finished(one.text) or one.text.endswith("!"))
    )
