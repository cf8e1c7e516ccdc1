"""How well articles are read from saved pages, beside trafilatura alone, in one run.

    python bench/pages.py FOLDER...

A folder holds pages and `labels.jsonl`: one line a page, `{"page": "a.html", "lang": "en",
"title": "...", "authors": ["..."], "date": "2025-07-29", "body": "...", "url": "..."}`. What a
line leaves out is not measured for that page; `lang` parts the figures into English and other.

Printed are, for both: the mean F1 of words of the body (with counts, case folded, letters of
scripts without blanks one by one), and the same with the captions of pictures counted as body,
which trafilatura leaves out; the share of exact titles, sets of authors, and days; CPU
milliseconds a page, all included. Titles and names are compared by case-folded text with straight
quotes and single blanks. A wire that we name apart counts as an author, for it is one elsewhere.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.clip.forms.nouns import Record
from broadsheet.clip.forms.page import clipped
from broadsheet.text import folded

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]|\w+")


@dataclass
class Reading:
    """What was read from one page."""

    title: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""
    body: str = ""
    captions: str = ""


@dataclass
class Tally:
    """Sums over pages, by what was measured."""

    sums: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, value: float) -> None:
        self.sums[name] += value  # type: ignore[assignment]
        self.counts[name] += 1

    def mean(self, name: str) -> float | None:
        return self.sums[name] / self.counts[name] if self.counts[name] else None


def ours(data: bytes, label: dict[str, Any]) -> Reading:
    """Return what this program reads; of several articles, all their text."""
    found = clipped(Record(label["page"], data)).clippings
    if not found:
        return Reading()
    first = found[0]
    blocks = [block for clipping in found for block in clipping.body]
    body = "\n".join(block.text for block in blocks if block.kind != "caption")
    captions = "\n".join(block.text for block in blocks if block.kind == "caption")
    wires = (first.agency,) if first.agency and not first.authors else ()
    day = first.date.isoformat()[:10] if first.date else ""
    return Reading(first.title, first.authors or wires, day, body, captions)


def theirs(data: bytes, label: dict[str, Any]) -> Reading:
    """Return what trafilatura alone reads."""
    from trafilatura import bare_extraction

    found = bare_extraction(data, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict):
        return Reading()
    names = tuple(name for name in (found.author or "").split("; ") if name)
    return Reading(found.title or "", names, found.date or "", found.text or "")


def f1(text: str, truth: str) -> float:
    """Return the F1 of words, with counts."""
    found, wanted = (Counter(_WORD.findall(one.lower())) for one in (text, truth))
    shared = sum((found & wanted).values())
    whole = sum(found.values()) + sum(wanted.values())
    return 2 * shared / whole if shared else 0.0


def measured(reading: Reading, label: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield (what, score) of one page."""
    if "body" in label:
        yield "body F1", f1(reading.body, label["body"])
        yield "captions", f1(f"{reading.body}\n{reading.captions}", label["body"])
    if "title" in label:
        yield "title", float(folded(reading.title) == folded(label["title"]))
    if "authors" in label:
        wanted = {folded(name) for name in label["authors"]}
        yield "authors", float({folded(name) for name in reading.authors} == wanted)
    if "date" in label:
        yield "day", float(reading.day == label["date"])


def main(folders: list[str]) -> None:
    """Print a table for each folder and language group."""
    logging.disable(logging.CRITICAL)
    tallies: dict[tuple[str, str, str], Tally] = {}
    for folder in map(Path, folders):
        for line in (folder / "labels.jsonl").read_bytes().splitlines():
            label = json.loads(line)
            data = (folder / label["page"]).read_bytes()
            group = "English" if label.get("lang", "en").startswith("en") else "other"
            for name, reader in (("ours", ours), ("trafilatura", theirs)):
                start = time.process_time()
                reading = reader(data, label)
                spent = 1000 * (time.process_time() - start)
                tally = tallies.setdefault((folder.name, group, name), Tally())
                tally.add("ms", spent)
                for what, score in measured(reading, label):
                    tally.add(what, score)
    _print(tallies)


def _print(tallies: dict[tuple[str, str, str], Tally]) -> None:
    columns = ("body F1", "captions", "title", "authors", "day", "ms")
    print(f"{dt.date.today()}\n{'':38}{'pages':>7}" + "".join(f"{name:>10}" for name in columns))
    for (folder, group, name), tally in sorted(tallies.items()):
        means = (tally.mean(column) for column in columns)
        shown = ("-" if mean is None else f"{mean:.4f}" for mean in means)
        cells = "".join(f"{cell[:6]:>10}" for cell in shown)
        print(f"{folder:18}{group:8}{name:12}{tally.counts['ms']:>7}{cells}")


if __name__ == "__main__":
    main(sys.argv[1:])
