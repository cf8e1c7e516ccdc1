"""Reads the labelled articles and events that the tests of this room share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from broadsheet.enrich.reading import Untold
from broadsheet.enrich.stories import Told

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """An article with what a reader expects to be found in it."""

    path: Path
    untold: Untold
    expected: dict[str, tuple[str, ...]]

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"


def labelled(path: Path) -> Labelled:
    head, _, text = path.read_text("utf-8").partition("\n\n")
    fields = dict(line.split(":", 1) for line in head.splitlines())
    expected = {
        key: tuple(part.strip() for part in value.split(";") if part.strip())
        for key, value in fields.items()
    }
    title, source = fields["title"].strip(), fields["source"].strip()
    return Labelled(path, Untold(title, text.strip(), "en", source), expected)


def articles(folder: str) -> list[Labelled]:
    return [labelled(path) for path in sorted((HERE / folder).glob("*.txt"))]


def events() -> list[tuple[Told, str]]:
    """Return the told articles with the label of their event."""
    found: list[tuple[Told, str]] = []
    for block in (HERE / "events.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.strip().splitlines() if not line.startswith("# ")]
        id, day, event = (cell.strip() for cell in lines[0].split("|"))
        told = Told(id, lines[1], lines[2], dt.date.fromisoformat(day))
        found.append((told, event))
    return found
