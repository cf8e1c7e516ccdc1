"""What can be wrong with the pages of a site: dead links, ids that stand twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from broadsheet.checking.feeds import Feeds
from broadsheet.errors import BroadsheetError, Problem
from broadsheet.library import Library
from broadsheet.model import Artifact, Page
from broadsheet.printing import Progress
from broadsheet.render import Press, path

_LINKING = {"href", "src"}


class Link(NamedTuple):
    """A link of a page to a place in its site.

    `written` is how the page has it, `to` a path below the output folder ("?" for an address
    that cannot be one), `fragment` what stands behind a #.
    """

    page: str
    line: int
    written: str
    to: str
    fragment: str


class Links(HTMLParser):
    """Collects where a page leads, with lines, and the places in it that can be led to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.targets: list[tuple[str, int]] = []
        self.ids: set[str] = set()
        self.doubled: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        for name, value in attrs:
            if name == "id" and value in self.ids:
                self.doubled.setdefault(value, line)
        self.targets += [(value, line) for name, value in attrs if name in _LINKING and value]
        self.ids.update(value for name, value in attrs if name == "id" and value)


def read(artifact: Artifact) -> Links:
    """Return the links of a page and its places."""
    reader = Links()
    reader.feed(artifact.data.decode("utf-8", "replace"))
    return reader


def inside(artifact: Artifact, found: Links, url: str) -> Iterator[Link]:
    """Yield each link of a page to its own site; `url` is the site's, with no slash at its end."""
    own = f"{url}/{artifact.path}".removesuffix("index.html")
    home = urlsplit(f"{url}/")
    for written, line in found.targets:
        try:
            there = urlsplit(urljoin(own, written))
        except ValueError:
            yield Link(artifact.path, line, written, "?", "")
            continue
        if there[:2] == home[:2] and there.path.startswith(home.path):
            to = unquote(there.path.removeprefix(home.path))
            to = f"{to}index.html" if not to or to.endswith("/") else to
            yield Link(artifact.path, line, written, to, unquote(there.fragment))


@dataclass(slots=True)
class Pages:
    """Looks at all pages as they would be printed. `text` reads the file of an article."""

    press: Press
    library: Library
    pages: tuple[Page, ...]
    text: Callable[[str], str | None]
    there: frozenset[str]  # paths of all that is published
    _source: dict[str, str] = field(default_factory=dict)  # file of the article at a path
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)
    _unsure: list[Link] = field(default_factory=list)  # live, if the other page has the place

    def problems(self, progress: Progress) -> Iterator[Problem]:
        """Yield what is wrong, first with each page, then with the links between pages."""
        homes = self.library.permalinks
        self._source = {path(at): f"content/{id}.md" for id, at in homes.items()}
        feeds = Feeds(self.library.settings.url, self.there)
        for number, page in enumerate(self.pages):
            progress("pages", number, len(self.pages))
            try:
                artifact = self.press.artifact(page)
            except BroadsheetError as error:
                yield error.problem
                continue
            yield from feeds.faults(artifact)
            if artifact.path.endswith(".html"):
                yield from self._dead(artifact)
        for link in self._unsure:
            if link.fragment not in self._ids.get(link.to, frozenset((link.fragment,))):
                yield self._blamed(link)

    def _dead(self, artifact: Artifact) -> Iterator[Problem]:
        found = read(artifact)
        self._ids[artifact.path] = frozenset(found.ids)
        for id, line in found.doubled.items():
            yield Problem(f"site/{artifact.path}", f"the id {id!r} stands twice", line)
        for link in inside(artifact, found, self.library.settings.url):
            if link.to not in self.there:
                yield self._blamed(link)
            elif link.to != artifact.path and link.fragment:
                self._unsure.append(link)
            elif link.fragment and link.fragment not in found.ids:
                yield self._blamed(link)

    def _blamed(self, link: Link) -> Problem:
        """Return the problem of a dead link at the line of the article that has it, if one has."""
        shown = f"/{link.to.removesuffix('index.html')}" if link.to != "?" else link.written
        fault = f"a dead link to {shown}" + (f"#{link.fragment}" if link.fragment else "")
        source = self._source.get(link.page, "")
        base = self.library.settings.base
        plain = link.written.removeprefix(base) if base else link.written
        for number, row in enumerate(((source and self.text(source)) or "").split("\n"), 1):
            if link.written in row or plain in row:
                at = row.find(link.written if link.written in row else plain) + 1
                return Problem(source, fault, number, at, "correct the link, or leave it out")
        return Problem(f"site/{link.page}", fault, link.line)
