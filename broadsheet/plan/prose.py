"""The plain prose of a Markdown body: for sentences, for excerpts, for reading times."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet import content
from broadsheet.model import Block

WORDS_A_MINUTE = 220
_UNSPACED = frozenset({"zh", "ja", "th", "km", "lo", "my"})  # about two characters a word
_BLANK = re.compile(r"\n[ \t]*\n")
_NOT_PROSE = ("#", "```", "~~~", "|", "<", "![", "---", "***", "===")
#: What a line begins with where a piece of Markdown may be no paragraph, or several.
_UNCOUNTED = re.compile(r"\s|[-+*>|<`~=]|\d+[.)]\s|!\[|_{3}|\[[^]]*\]:")
_MARKS = "\\`*_[&"
_MARKED_LINE = re.compile(r"[ \t]{0,3}(?:[-#>+]|\d{1,9}[.)])")


def chunks(markdown: str) -> tuple[str, ...]:
    """Return the blocks of the body as they are written: what blank lines part."""
    parts = _BLANK.split(markdown.replace("\r\n", "\n"))
    return tuple(part.strip("\n") for part in parts if part.strip())


def is_prose(chunk: str) -> bool:
    """Return whether the block is a paragraph, a quotation or a list: not a heading or code."""
    return not chunk.lstrip().startswith(_NOT_PROSE) and not chunk.startswith("    ")


def plain(chunk: str) -> str:
    """Return the block as a reader sees it, on one line: marks, links and escapes undone."""
    text = content.plain(chunk) if _is_marked(chunk) else chunk
    # Most paragraphs are one line already: to look is a tenth of the work of parting the words.
    is_one_line = text.isprintable() and "  " not in text and text == text.strip()
    return text if is_one_line else " ".join(text.split())


def _is_marked(chunk: str) -> bool:
    """Return whether the block may hold a mark of Markdown, which few paragraphs do."""
    if any(mark in chunk for mark in _MARKS):
        return True
    return any(map(_MARKED_LINE.match, chunk.split("\n")))


def prose(markdown: str) -> Iterator[str]:
    """Yield the paragraphs of the body as plain text, in order."""
    for chunk in chunks(markdown):
        if is_prose(chunk) and (text := plain(chunk)):
            yield text


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as plain text, with its place on the article's page: `#p3`, or ""."""

    text: str
    place: str


def passages(markdown: str) -> Iterator[Passage]:
    """Yield the paragraphs with their places.

    They are counted as long as nothing stands before them that may hold several.
    """
    number, is_counted = 0, True
    for chunk in chunks(markdown):
        if chunk.startswith("#"):
            is_counted &= "\n" not in chunk
            continue
        is_counted &= not any(map(_UNCOUNTED.match, chunk.split("\n")))
        number += 1
        if is_prose(chunk) and (text := plain(chunk)):
            yield Passage(text, f"#p{number}" if is_counted else "")


def minutes(body: str, lang: str) -> int:
    """Return how long the body takes to read, in minutes, rounded up; at least one."""
    unspaced = lang.split("-")[0].lower() in _UNSPACED
    words = len(body) / 2 if unspaced else len(body.split())
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def opening(text: str, most: int) -> str:
    """Return the text, cut after a word when it is longer than `most` characters."""
    if len(text) <= most:
        return text
    cut = text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return f"{cut or text[:most]}…"


def excerpt(markdown: str, words: int = 60) -> str:
    """Return the first paragraphs of the body as Markdown: until `words` words, whole blocks.

    A first paragraph far longer than that is cut, as plain text.
    """
    taken: list[str] = []
    length = 0
    for chunk in chunks(markdown):
        if not is_prose(chunk):
            continue
        if length and length + len(chunk.split()) > words:
            break
        taken.append(_cut(chunk, words))
        length += len(chunk.split())
    return "\n\n".join(taken)


def _cut(chunk: str, words: int) -> str:
    written = chunk.split()
    if len(written) <= words + words // 2:
        return chunk
    opened = " ".join(plain(chunk).split()[:words])
    return content.body([Block("paragraph", f"{opened} …")])


def contains(text: str, forms: Sequence[str]) -> bool:
    """Return whether one of the forms stands in the text as whole words."""
    for form in forms:  # noqa: SIM110 - runs for each name in each paragraph of the site
        if form in text and _as_word(text, form):
            return True
    return False


def _as_word(text: str, form: str) -> bool:
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not _joined(text[at - 1 : at], form[0]) and not _joined(text[end : end + 1], form[-1]):
            return True
        at = text.find(form, at + 1)
    return False


def _joined(neighbour: str, edge: str) -> bool:
    """Return whether two characters belong to one word; scripts without blanks never do."""
    return neighbour.isalnum() and edge.isalnum() and max(neighbour, edge) < "⺀"
