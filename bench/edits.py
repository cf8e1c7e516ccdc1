"""What is done to a site between two builds, the same for every press.

An edit takes the number of the run, so that each run edits another article. It leaves the site
as it made it: the next one finds that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import ALL_TOPICS
from bench.presses.press import Press, clear, retopiced


@dataclass(frozen=True, slots=True)
class Shelf:
    """One press's site: its folder, and the ids of the articles, in the order of the corpus."""

    press: Press
    folder: Path
    ids: tuple[str, ...]

    def file(self, place: float, number: int) -> Path:
        """Return the file of the number-th article behind a place (0 to 1) in the archive."""
        at = int(len(self.ids) * place) + number
        return self.press.article_file(self.folder, self.ids[at % len(self.ids)])


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of edit, and what does it."""

    name: str
    made: Callable[[Shelf, int], None]


def clean(shelf: Shelf, run: int) -> None:
    clear(shelf.press, shelf.folder)


def unchanged(shelf: Shelf, run: int) -> None:
    """Change nothing."""


def one_body(shelf: Shelf, run: int) -> None:
    """Add a paragraph to an article in the middle of the archive."""
    file = shelf.file(0.5, run)
    _write(file, f"{file.read_text('utf-8').rstrip()}\n\nOne more paragraph, number {run}.\n")


def one_topic(shelf: Shelf, run: int) -> None:
    """File another article under another topic."""
    file = shelf.file(0.6, run)
    _write(file, retopiced(shelf.press, file.read_text("utf-8"), ALL_TOPICS))


def base_template(shelf: Shelf, run: int) -> None:
    """Say something more at the foot of every page."""
    file = shelf.folder / shelf.press.base
    _write(file, file.read_text("utf-8").replace("</body>", f"<p>Print {run}.</p>\n</body>"))


def one_deleted(shelf: Shelf, run: int) -> None:
    """Delete a third article."""
    shelf.file(0.7, run).unlink()


EDITS = (
    Edit("clean", clean),
    Edit("unchanged", unchanged),
    Edit("one body edited", one_body),
    Edit("one topic changed", one_topic),
    Edit("base template changed", base_template),
    Edit("one article deleted", one_deleted),
)


def _write(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
