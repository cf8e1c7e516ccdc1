"""How well a capture was clipped, against labels that name lines: see the fixtures' YAML.

A label file holds `captured`, and under `articles`: `title`, `lines` (first, last), `source`,
`when`, any other field of a row to compare, `body` (numbers of the lines that are its body) and
`text` (what must remain of a line of which a part is dropped).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from broadsheet import clip, dates
from broadsheet.clip.lines import key
from broadsheet.model import Capture, Seed, Sidecar

ASKED = ("title", "source", "when")
MODIFIED = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)


@dataclass
class Score:
    """Right and all, for each thing that is asked; and what went wrong, to be read."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, what: str, is_right: bool, why: str) -> None:
        self.asked[what] += 1
        self.right[what] += is_right
        if not is_right:
            self.wrong.append(f"{what}: {why}")

    @property
    def share(self) -> float:
        return sum(self.right.values()) / max(1, sum(self.asked.values()))


def labels(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))


def loaded(path: Path) -> Capture:
    told = labels(path)
    stated = told.get("captured")
    captured = dates.iso(str(stated), "UTC") if stated else None
    sidecar = Sidecar(captured=captured, source=told.get("sidecar_source"))
    made, problems = clip.capture(
        Seed(f"seeds/{path.name}", path.read_bytes(), MODIFIED, sidecar), "UTC"
    )
    assert made is not None, problems
    return made


def scored(path: Path, furniture: clip.Furniture | None = None) -> Score:
    """Return the score of one fixture."""
    capture = loaded(path)
    clipped = clip.clippings(capture, (furniture or clip.furniture([capture])).within(capture))
    wanted = labels(path)["articles"]
    rows = [clip.row(clipping) for clipping in clipped.clippings]
    score = Score()
    score.note("articles", len(rows) == len(wanted), f"{len(rows)} for {len(wanted)}")
    texts = capture.text.splitlines()
    for label in wanted:
        row = _closest(rows, label)
        _note_fields(score, label, row)
        _note_body(score, label, row, texts)
    return score


def _closest(rows: list[dict[str, Any]], label: dict[str, Any]) -> dict[str, Any]:
    """Return the row whose span shares most lines with the label's."""
    first, last = label["lines"]
    shared = [
        (min(last, r["lines"][1]) - max(first, r["lines"][0]), -n) for n, r in enumerate(rows)
    ]
    best = max(shared, default=(-1, 0))
    return rows[-best[1]] if best[0] >= 0 else {}


def _note_fields(score: Score, label: dict[str, Any], row: dict[str, Any]) -> None:
    plain = {k: v for k, v in label.items() if k not in ("lines", "body", "text")}
    for name, value in {**dict.fromkeys(ASKED), **plain}.items():
        found = row.get(name)
        wanted = str(value) if name == "date" else value
        score.note(name, found == wanted, f"{found!r} for {wanted!r} in {label['title']!r}")


def _note_body(score: Score, label: dict[str, Any], row: dict[str, Any], texts: list[str]) -> None:
    """Each labelled line must be in the body, in order; and nothing else may be there."""
    body = key(row.get("body", "")) if row.get("body") else ""
    at = 0
    for number in label["body"]:
        wanted = key(label.get("text", {}).get(number, texts[number - 1]))
        place = body.find(wanted, at)
        score.note("body line", place >= 0, f"L{number} not in {label['title']!r}: {wanted[:60]}")
        if place >= 0:
            if place > at:
                score.note("body line", False, f"more before L{number}: {body[at:place][:60]}")
            at = place + len(wanted)
    if body[at:]:
        score.note("body line", False, f"more at the end of {label['title']!r}: {body[at:][:80]}")
