"""A press and pages small enough to count: a page shows a title and links to other pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from broadsheet import disk
from broadsheet.errors import BroadsheetError, Problem
from broadsheet.model import Artifact, Page
from broadsheet.printing import Order, Run, run
from broadsheet.render import path
from broadsheet.state import State

MARK = '<meta name="generator" content="Broadsheet">'


@dataclass(frozen=True)
class Sheet:
    title: str
    links: tuple[str, ...] = ()


class FakePress:
    """Prints sheets; counts what it printed, and fails where it is told to."""

    def __init__(self, template: str = "1", broken: frozenset[str] = frozenset()) -> None:
        self.template = template
        self.broken = broken
        self.printed: list[str] = []

    def prepare(self, kinds: object) -> None:
        pass

    def closure(self, kind: str) -> str:
        if kind in self.broken:
            raise BroadsheetError(Problem(f"templates/pages/{kind}.html", "is broken", 3))
        return f"{self.template}-{kind}"

    def artifact(self, page: Page) -> Artifact:
        if page.permalink in self.broken:
            raise BroadsheetError(Problem("templates/pages/article.html", "no such field", 7))
        self.printed.append(page.permalink)
        links = "".join(f'<a href="{link}">x</a>' for link in page.data.links)
        text = f"<html><head>{MARK}</head>{self.template} {page.data.title} {links}</html>"
        return Artifact(path(page.permalink), text.encode())

    def static(self) -> tuple[Artifact, ...]:
        return (Artifact("static/style.css", f"/* Broadsheet {self.template} */".encode()),)


def sheets(*titles: str) -> list[Page]:
    """Return a front page that links to one article for each title."""
    links = tuple(f"/{title}/" for title in titles)
    front = Page("/", "edition", Sheet("front", links))
    return [front, *(Page(f"/{title}/", "article", Sheet(title, ("/",))) for title in titles)]


def printed(root: Path, pages: list[Page], press: FakePress | None = None, **options: bool) -> Run:
    """Run the press once in a folder, as a build would."""
    with State(root / ".broadsheet", forget=options.get("clean", False)) as state:
        output = disk.output(root / "site", root / ".broadsheet" / "scratch")
        return run(pages, press or FakePress(), output, state, Order(**options))


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
