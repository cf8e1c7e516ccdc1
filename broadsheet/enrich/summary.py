"""The sentence or two that open a text, word for word: its summary."""

from __future__ import annotations

import re
from dataclasses import replace

from broadsheet.enrich.reading import Reading, dateline_end
from broadsheet.enrich.tagger import Tagger
from broadsheet.model import Annotations
from broadsheet.text import folded

_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 300
_SHORT = 90  # a first sentence below this takes a second one along
_ASIDE = ("sign up", "subscribe", "read more", "click", "related", "photo", "picture", "file photo")


def summary(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    return replace(found, summary=opening(reading))


def opening(reading: Reading) -> str:
    """Return the first good sentence of the text without its dateline, at most ~300 letters."""
    title = folded(reading.title)
    good = [
        one
        for number, one in enumerate(reading.prose[:8])
        if is_good(one.text, title) or number == 7
    ]
    if not good:
        return ""
    first = good[0]
    text = without_dateline(first.text) if first.start < 200 else first.text
    if len(text) > _LONGEST:
        return cut(text)
    follower = good[1] if len(good) > 1 else None
    if follower and len(text) < _SHORT and follower.paragraph <= first.paragraph + 1:
        longer = f"{text} {follower.text}"
        if len(longer) <= _LONGEST:
            return longer
    return text


def is_good(sentence: str, title: str) -> bool:
    """Tell whether a sentence can stand for the text: not its title, an aside or a scrap."""
    plain = folded(sentence)
    enough = 8 if is_dense(plain) else 30
    return len(plain) > enough and plain.rstrip(".") != title and not plain.startswith(_ASIDE)


def is_dense(text: str) -> bool:
    """Tell whether a text is in a script whose letters are words or syllables."""
    return 2 * len(_DENSE.findall(text)) > len(text)


def without_dateline(sentence: str) -> str:
    return sentence[dateline_end(sentence) :].lstrip()


def cut(text: str) -> str:
    """Return a long sentence up to a pause or a word before the limit, with an ellipsis."""
    head = text[: _LONGEST - 1]
    pause = max(head.rfind(", "), head.rfind("; "), head.rfind(" – "), head.rfind(" — "))
    if pause < _LONGEST // 2:
        pause = head.rfind(" ")
    return f"{head[:pause] if pause > 0 else head}…"
