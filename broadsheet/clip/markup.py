"""Marks that a tool left in a dump - Markdown, numbers of links - taken off its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.clip.lines import Line
from broadsheet.text import squeezed

_NUMBERED = 3  # lines with a link's number before a page is held to number its links
_WORDS = 3  # at most, in a link of a bar of links
_HEADING = re.compile(r"#{1,6} (?=\S)")
_NUMBER = re.compile(r"\[\d{1,4}\](?=[^\s(\[])")
_ADDRESS = r"\((?:<[^<>]{0,2000}>|[^()\s]{0,2000})(?: \"[^\"]{0,300}\")?\)"
_IMAGE = rf"!\[[^\[\]]{{0,600}}\]{_ADDRESS}"
_IMAGES = re.compile(_IMAGE)
_LINKED_IMAGE = re.compile(rf"\[({_IMAGE})\]{_ADDRESS}")
_LINK = re.compile(rf"\[([^\[\]]{{1,600}})\]{_ADDRESS}")
_STRESSED = re.compile(r"(?<![\w*])(\*{1,2}|_{1,2})(?=[^\s*_])([^*_]{1,400})(?<=\S)\1(?![\w*])")


def unmarked(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with headings, links and stress as plain text; a line of one image stays."""
    numbered = sum(_NUMBER.search(line.text) is not None for line in lines) >= _NUMBERED
    plain = [replace(line, text=_plain(line.text, numbered)) for line in lines]
    return [line for line in plain if line.text]


def _plain(text: str, numbered: bool) -> str:
    text = _HEADING.sub("", text, count=1) if text.startswith("#") else text
    if numbered:
        text = _bar("", _NUMBER.split(text)) or _NUMBER.sub("", text)
    if "](" in text:
        text = _LINKED_IMAGE.sub(r"\1", text)
        if _IMAGES.fullmatch(text):
            return text
        text = _IMAGES.sub(" ", text)
        text = _bar(_LINK.sub("", text), ["", *_LINK.findall(text)]) or _LINK.sub(r"\1", text)
    return squeezed(_STRESSED.sub(r"\2", text))


def _bar(around: str, links: Sequence[str]) -> str:
    """Return a line that is nothing but links as a bar of their words; nothing for others."""
    words = [squeezed(link) for link in links[1:]]
    wordy = any(len(word.split()) > _WORDS for word in words)
    if len(words) < 2 or wordy or around.strip() or links[0].strip():
        return ""
    return " | ".join(words)
