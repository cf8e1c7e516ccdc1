"""What a person says of a capture's articles: `<name>.labels.yaml` beside `<name>.txt`.

A name has `forms`, all the ways in which its text writes it (without: the name itself), and is
`salient` when the article is about it. `neither` lists what may be given as a name and need not.
A quote without a speaker is a scare quote, to be left out. `A ... B` stands for a passage of the
body from A to the first B after it. `event` is the kind of event: stories of one kind look alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet import yaml12
from broadsheet.enrich.gazetteer import ALIASES
from broadsheet.model import EntityType
from broadsheet.text import folded

KINDS: Mapping[str, EntityType] = {
    "people": "person",
    "organizations": "organization",
    "places": "place",
}
KEYS = frozenset({"title", "topics", "story", "event", "neither", "quotes", "key", *KINDS})
_GAP = " ... "


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organization or place that an article names."""

    type: EntityType
    name: str
    forms: tuple[str, ...]
    salient: bool = False

    def is_called(self, given: str) -> bool:
        """Tell whether a name that was given is this one; a surname alone is no one's name."""
        known = {self.name, *self.forms}
        if self.type == "person" and " " in self.name:
            known = {form for form in known if " " in form}
        asked = {_plain(form) for form in (given, *ALIASES.get(given, ()))}
        return not asked.isdisjoint(_plain(form) for form in known)


@dataclass(frozen=True, slots=True)
class Said:
    """Words in quotation marks; no speaker: nobody said them, they are a scare quote."""

    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Labels:
    """All that is said of one article."""

    title: str
    topics: tuple[str, ...]
    story: str
    event: str | None
    names: tuple[Name, ...]
    neither: tuple[str, ...]
    quotes: tuple[Said, ...]
    key: tuple[str, ...]

    @property
    def spoken(self) -> tuple[Said, ...]:
        return tuple(quote for quote in self.quotes if quote.speaker)

    @property
    def scare(self) -> tuple[Said, ...]:
        return tuple(quote for quote in self.quotes if not quote.speaker)

    def is_neither(self, given: str) -> bool:
        return _plain(given) in {_plain(one) for one in self.neither}


def labels(file: Path) -> tuple[Labels, ...]:
    """Return the labels of a file; raise InputError, or ValueError for a key that is none."""
    said = yaml12.load(file.read_text("utf-8"), file.name).value
    return tuple(_labels(article, file.name) for article in said["articles"])


def labels_beside(capture: Path) -> tuple[Labels, ...]:
    """Return the labels of a capture."""
    return labels(capture.with_suffix(".labels.yaml"))


def _labels(said: Mapping[str, Any], file: str) -> Labels:
    if unknown := sorted(set(said) - KEYS):
        raise ValueError(f"{file}: {said.get('title')}: no such label: {', '.join(unknown)}")
    return Labels(
        title=said["title"],
        topics=tuple(said["topics"]),
        story=said["story"],
        event=said.get("event"),
        names=tuple(_names(said)),
        neither=tuple(said.get("neither") or ()),
        quotes=tuple(Said(one["text"], one["speaker"]) for one in said.get("quotes") or ()),
        key=tuple(said["key"]),
    )


def _names(said: Mapping[str, Any]) -> Iterator[Name]:
    for kind, type_ in KINDS.items():
        for one in said[kind] or ():
            forms = tuple(one.get("forms") or (one["name"],))
            yield Name(type_, one["name"], forms, one.get("salient") is True)


def passage(label: str, body: str) -> str:
    """Return the words of a body that a label stands for; raise ValueError if there are none."""
    first, gap, last = label.partition(_GAP)
    start = body.find(first)
    end = body.find(last, start + len(first)) + len(last) if gap else start + len(first)
    if start < 0 or end < start + len(first):
        raise ValueError(f"not in the text: {label}")
    return body[start:end]


def passages(key: Sequence[str], body: str) -> str:
    return " ".join(passage(label, body) for label in key)


def _plain(name: str) -> str:
    return folded(name).removeprefix("the ").replace(".", "").strip()
