"""A content folder in memory, and clippings to bring to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from broadsheet import content
from broadsheet.intake.deciding import Decisions, Intent, Same, Shelf, Write, decisions
from broadsheet.intake.register import PATH, register
from broadsheet.model import Annotations, Block, Clipping, Span

FERRY = (
    "The ferry between Saltmarsh and Ottilie will stay in harbour until the inquiry is over. "
    "The harbour board said on Monday that two of the four engines had failed within a week. "
    "Passengers are carried by bus over the Kestrel bridge, which adds an hour to the journey. "
    "The board expects the inquiry to report before the end of the month."
)
BRIDGE = (
    "Engineers have found cracks in the northern pier of the Kestrel bridge. "
    "Lorries above ten tonnes may not cross it from Thursday, the county surveyor said. "
    "The repair will cost four million crowns and last into the autumn."
)
MARKET = (
    "The price of smoked eel rose by a third at the Saltmarsh market this week. "
    "Traders blame a poor catch in the estuary and a long frost in February."
)


def clipping(title: str, text: str = "", seed: str = "a", line: int = 1, **more: Any) -> Clipping:
    """Return a clipping of `seeds/<seed>.txt`; its capture is of 10 March unless told."""
    more = {
        "captured": dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC),
        "captured_basis": "stated",
        "date": dt.date(2026, 3, 10),
        "source": "Ottilie Post",
    } | more
    body = tuple(Block("paragraph", piece) for piece in text.split("\n") if piece)
    return Clipping(f"seeds/{seed}.txt", Span(line, line + 2), title, body, **more)


@dataclass
class Newsstand:
    """Files by path, as they lie under the site folder."""

    files: dict[str, str] = field(default_factory=dict)

    def ingest(self, *clippings: Clipping) -> dict[str, str]:
        """Do what is decided; return path -> `new`, `changed`, `same`, or why it stays."""
        done = self.decided(clippings)
        said = {}
        for intent in done.intents:
            if isinstance(intent, Write):
                assert intent.is_new == (intent.path not in self.files)
                self.files[intent.path] = intent.text
            said[intent.path] = _said(intent)
        self.files[PATH] = done.register.tsv
        return said

    def decided(self, clippings: Iterable[Clipping]) -> Decisions:
        articles = {}
        for path, text in self.files.items():
            if path.endswith(".md") and (read := content.article(text, path)[0]):
                articles[path] = read
        rows, _ = register(self.files.get(PATH, ""))
        shelf = Shelf(articles, frozenset(self.files), rows)
        return decisions([(one, Annotations()) for one in clippings], shelf)

    def article(self, path: str) -> Any:
        article, problems = content.article(self.files[path], path)
        assert problems == ()
        return article

    @property
    def paths(self) -> list[str]:
        return sorted(path for path in self.files if path.endswith(".md"))


def _said(intent: Intent) -> str:
    match intent:
        case Write():
            return "new" if intent.is_new else "changed"
        case Same():
            return "same"
        case _:
            return intent.reason
