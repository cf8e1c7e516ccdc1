"""Sites full of payloads: each payload in each slot of each form, hundreds to a site."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from bench.hostile.forms import ARTICLE, FORMS, RECORD, SIDECAR, SLOTS, Form
from bench.hostile.lists import payloads
from bench.prose import Prose

_NOT_A_NAME = re.compile(r"[/\x00]")
_DAY = "2025-07-29T09:12:00Z"

Told = tuple[str, str, str]  # payload, slot, form


@dataclass(slots=True)
class Shelf:
    """Draws the payloads so that each comes round in each slot, and remembers where it put them."""

    seed: int
    made: int = 60
    told: set[Told] = field(default_factory=set)
    _turn: dict[str, int] = field(default_factory=dict)
    _all: tuple[str, ...] = ()
    _chance: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self._chance.seed(self.seed)
        self._all = payloads(self.seed, self.made)

    def said(self, form: Form) -> dict[str, str]:
        """Return a text for each slot: of those that the form has, the next payload of each.

        A few slots stay plain each time, so that an article is believed and comes through.
        """
        turn = self._turn[form.name] = self._turn.get(form.name, -1) + 1
        prose = Prose(self._chance).body(("Anna Keel", "the Harbour Board"), marked=False)
        said = {slot: f"plain {slot} {turn}" for slot in SLOTS}
        said |= {"date": _DAY, "prose": prose, "lang": "en"}
        said["url"] = f"https://news.example/{form.name}/{self.seed}/{turn}"
        plain = set() if turn % 4 == 0 else set(self._chance.sample(form.slots, 2)) | {"date"}
        start = turn + crc32(form.name.encode())
        for number, slot in enumerate(form.slots):
            payload = self._all[(start + 37 * number) % len(self._all)]
            if slot not in plain:
                said[slot] = self._put(payload, slot)
                self.told.add((payload, slot, form.name))
        return said

    def _put(self, payload: str, slot: str) -> str:
        if slot == "url" and self._chance.random() < 0.4:
            return f"https://news.example/{payload}"
        return payload

    def note(self, said: dict[str, str], slots: tuple[str, ...], form: str) -> None:
        self.told |= {(said[slot], slot, form) for slot in slots if said[slot] in self._all}


def name(said: str, number: int, ending: str) -> str:
    """Return a file name made of a payload: all of it that a file may be called."""
    text = _NOT_A_NAME.sub("-", said).lstrip(".")
    plain = text.encode("utf-8", "ignore")[:180].decode("utf-8", "ignore")
    return f"{number:04} {plain}{ending}" if plain.strip() else f"{number:04}{ending}"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def settings(folder: Path, shelf: Shelf) -> None:
    """Write settings whose every text is a payload of one line."""
    said = {key: " ".join(shelf.said(_SETTINGS)[key].split()) for key in ("title", "source")}
    text = f"title: {json.dumps(said['title'] or 'x')}\ntagline: {json.dumps(said['source'])}\n"
    author = f"author: {json.dumps(said['title'])}\npictures: none\n"
    _write(folder / "broadsheet.yaml", (text + author).encode())


_SETTINGS = Form("settings", ".yaml", ("title", "source"), lambda said, raw: b"")


def captures(folder: Path, shelf: Shelf, each: int) -> None:
    """Write `each` captures of every form into seeds/, one in eight with a sidecar."""
    settings(folder, shelf)
    for form in FORMS:
        packed: list[tuple[str, bytes]] = []
        for number in range(each):
            said = shelf.said(form)
            data = form.laid(said, number % 2 == 1)
            called = name(said["name"], number, form.ending)
            place = folder / "seeds" / form.name / called
            if form.name == "page" and number % 3 == 2:
                packed.append((said["title"] + said["name"] + form.ending, data))
                shelf.note(said, ("title", "name"), "zip")
                continue
            _write(place, data)
            if number % 8 == 3:
                shelf.note(said, SIDECAR.slots, "sidecar")
                _write(place.with_name(called + ".yaml"), SIDECAR.laid(said, number % 16 == 3))
        if packed:
            _write(folder / "seeds" / "packed.zip", _zipped(packed))


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for called, data in files:
            fit = called.encode("utf-8", "ignore")[:60_000].decode("utf-8", "ignore")
            archive.writestr(fit.replace("\x00", "") or "x", data)
    return into.getvalue()


def shelves(folder: Path, shelf: Shelf, many: int) -> None:
    """Write `many` articles and a quarter as many records into content/, and topics."""
    settings(folder, shelf)
    topics: dict[str, object] = {}
    for number in range(many):
        said = shelf.said(ARTICLE)
        path = folder / "content" / "2025/07/29" / name(said["name"], number, ".md")
        _write(path, ARTICLE.laid(said, number % 4 == 3))
        if number % 4 == 0:
            record = shelf.said(RECORD) | {"entity": said["entity"]}
            shelf.note(record, ("entity",), RECORD.name)
            called = f"content/entities/who-{number}.md"
            _write(folder / called, RECORD.laid(record, False))
        if number % 4 == 1:
            shelf.note(said, ("topic",), "topics.yaml")
            named = {"name": said["topic"], "terms": [said["keyword"][:60]]}
            topics[f"topic-{number}"] = named if number % 8 == 1 else said["topic"]
    _write(folder / "content/topics.yaml", json.dumps(topics, indent=1).encode())
