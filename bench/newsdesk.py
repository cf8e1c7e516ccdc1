"""A small site that someone works on: articles, records, settings, templates, captures, and edits.

Every edit is one thing that a person, a program or a clock may do between two builds, and comes
from one random generator: a seed gives the same history every time. All names are invented.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from broadsheet.disk import ROLL

NOUNS = ("harbour", "bridge", "council", "strike", "lake", "orchard", "ferry", "verdict")
VERBS = ("opens", "falls", "waits", "returns", "divides", "worries", "surprises")
PEOPLE = ("Mara Lindqvist", "Tobias Okafor", "Ines Calder", "Ravi Thorne", "Odile Brandt")
BODIES = ("Vey Rail", "Elden Water", "Skerrow Council")
PLACES = ("Port Elden", "Skerrow", "Vey Valley")
OUTLETS = ("Northwire", "Quayside Daily", "The Elden Post")
TOPICS = ("politics", "environment", "economy-business-and-finance", "local-matters", "weather")
_DAY_NS = 86_400 * 10**9


class Newsdesk:
    """The site in `root`. `articles` of them are written to begin with, on about eight days."""

    def __init__(self, root: Path, seed: int, articles: int = 30, captures: int = 0) -> None:
        self.root = root
        self.random = random.Random(seed)
        self.made = 0
        self._whole: dict[Path, bytes] = {}  # of files that are broken for now
        self._is_told_once = False  # whether state or roll alone knows what is ours
        root.mkdir(parents=True)
        (root / "broadsheet.yaml").write_text("title: The Vey\nurl: https://vey.example/\n")
        for _ in range(articles):
            self.add_article()
        for _ in range(captures):
            self.add_capture()

    # ---- whole files ------------------------------------------------------------------------

    def add_article(self) -> None:
        pick = self.random.choice
        self.made += 1
        day = f"2025-0{pick('67')}-{self.random.randint(1, 4):02}"
        name = f"{pick(NOUNS)}-{pick(VERBS)}" + pick(["", f"-{self.made}"])
        path = self._content(f"{day.replace('-', '/')}/{name}.md")
        front = [
            f"title: {name.replace('-', ' ').capitalize()}",
            f"date: {day}T0{pick('789')}:12:00Z",
        ]
        front += [f"source: {pick(OUTLETS)}", f"topics: {self._some(TOPICS)}"]
        front += [f"people: {self._some(PEOPLE)}", f"organizations: {self._some(BODIES)}"]
        front += [f"places: {self._some(PLACES)}"]
        path.write_text("\n".join(["---", *front, "---", "", self._body()]))

    def delete_article(self) -> None:
        if path := self._article():
            path.unlink()

    def rename_article(self) -> None:
        if path := self._article():
            self.made += 1
            path.rename(path.with_name(f"renamed-{self.made}.md"))

    def move_article(self) -> None:
        if path := self._article():
            self.made += 1
            path.rename(self._content(f"2025/08/0{self.random.randint(1, 9)}/moved-{self.made}.md"))

    def break_article(self) -> None:
        """Leave a file that no clean build could read; `mend` puts it right before we compare."""
        if path := self._article():
            self._whole[path] = path.read_bytes()
            path.write_text("---\ntitle: [never closed\n---\n")

    def mend(self) -> None:
        """Put right what was broken: the build that follows tells everything twice again."""
        for path, data in self._whole.items():
            if path.exists():
                path.write_bytes(data)
        self._whole.clear()
        self._is_told_once = False

    # ---- one value of an article ------------------------------------------------------------

    def edit_body(self) -> None:
        if path := self._article():
            front, mark, _ = path.read_text().rpartition("\n---\n")
            path.write_text(f"{front}{mark}\n{self._body()}")

    def add_sentence(self) -> None:
        if path := self._article():
            path.write_text(f"{path.read_text()}\n{self._sentence()}\n")

    def edit_title(self) -> None:
        self._set("title", f"{self.random.choice(NOUNS)} {self.random.choice(VERBS)} again")

    def edit_date(self) -> None:
        day = f"2025-0{self.random.choice('678')}-0{self.random.randint(1, 9)}"
        self._set("date", day + self.random.choice(["", "T09:12:00Z", "T23:50:00+08:00"]))

    def edit_topics(self) -> None:
        self._set("topics", self._some(TOPICS))

    def edit_people(self) -> None:
        self._set("people", self._some(PEOPLE))

    def edit_places(self) -> None:
        self._set("places", self._some(PLACES))

    def edit_story(self) -> None:
        self._set("story", self.random.choice(["", *NOUNS[:3]]))

    def edit_slug(self) -> None:
        self._set("slug", self.random.choice(["", *NOUNS[:4]]))

    def edit_flag(self) -> None:
        key = self.random.choice(["draft", "noindex"])
        self._set(key, self.random.choice(["", "true"]))

    def edit_notes(self) -> None:
        self._set("content_notes", self.random.choice(["", "[sexual-violence]"]))

    def edit_aliases(self) -> None:
        self._set("aliases", self.random.choice(["", "[/old-address/]", "[/2024/old/]"]))

    def edit_lastmod(self) -> None:
        self._set("lastmod", self.random.choice(["", "2025-08-20", "2025-08-21T10:00:00Z"]))

    def edit_source(self) -> None:
        self._set("source", self.random.choice(["", *OUTLETS]))

    # ---- the rest of the site ---------------------------------------------------------------

    def write_record(self) -> None:
        name = self.random.choice(PEOPLE)
        path = self._content(f"entities/{name.lower().replace(' ', '-')}.md")
        public = self.random.choice(["true", "false"])
        also = self.random.choice(["[]", f"[{name.split()[1]}]"])
        front = f"name: {name}\ntype: person\naliases: {also}\npublic: {public}"
        path.write_text(f"---\n{front}\n---\n\n{self._sentence()}\n")

    def delete_record(self) -> None:
        for path in sorted((self.root / "content").glob("entities/*.md"))[:1]:
            path.unlink()

    def name_topics(self) -> None:
        pick = self.random.choice
        text = f"politics: {pick(NOUNS)}\nweather:\n  hidden: {pick(['true', 'false'])}\n"
        self._content("topics.yaml").write_text(text)

    def change_settings(self) -> None:
        pick = self.random.choice
        url = pick(["https://vey.example/", "https://vey.example/news/", "http://localhost:8000/"])
        text = f"title: {pick(NOUNS)}\nurl: {url}\nlist_length: {pick([1, 3, 30])}\n"
        text += f"feed_length: {pick([1, 20])}\npublish: {pick(['full', 'excerpt'])}\n"
        text += f"timezone: {pick(['UTC', 'Europe/Berlin', 'Asia/Tokyo'])}\n"
        (self.root / "broadsheet.yaml").write_text(text)

    def change_template(self) -> None:
        own = self.root / "templates" / "pages" / "message.html"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"<p>{self.random.choice(NOUNS)} {{{{ page.heading }}}}</p>")

    def change_style(self) -> None:
        own = self.root / "templates" / "static" / f"{self.random.choice(NOUNS[:2])}.css"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"/* narrow */ p {{ margin: {self.random.randint(0, 9)}px }}")

    def drop_templates(self) -> None:
        shutil.rmtree(self.root / "templates", ignore_errors=True)

    def add_capture(self) -> None:
        self.made += 1
        path = self.root / "seeds" / f"wire-{self.made}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(self._printed() for _ in range(2)))
        path.with_suffix(".yaml").write_text("captured: 2025-08-05T09:00:00Z\n")

    def edit_sidecar(self) -> None:
        for path in sorted((self.root / "seeds").glob("*.yaml"))[-1:]:
            path.write_text(f"captured: 2025-08-0{self.random.randint(5, 9)}T09:00:00Z\n")

    # ---- clocks and damage ------------------------------------------------------------------

    def jump_times(self) -> None:
        """Give some inputs the times of another year, as a restored backup has them."""
        every = [path for path in sorted((self.root / "content").rglob("*.md")) if path.is_file()]
        for path in self.random.sample(every, min(3, len(every))):
            when = path.stat().st_mtime_ns + self.random.choice([-400, -1, 1, 400]) * _DAY_NS
            os.utime(path, ns=(when, when))

    def edit_in_the_same_instant(self) -> None:
        """Change a text for one as long, and give the file the time that it had."""
        if path := self._article():
            was, text = path.stat(), path.read_text()
            name, other = self.random.sample(["Mara", "Ines", "Ravi"], 2)
            if len(name) == len(other):
                path.write_text(text.replace(name, other))
                os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))

    def lose_page(self) -> None:
        if path := self._page():
            path.unlink()

    def flip_a_byte(self) -> None:
        if path := self._page():
            data = bytearray(path.read_bytes())
            data[-2] ^= 1
            path.write_bytes(bytes(data))

    def lose_state(self) -> None:
        if not self._is_told_once:
            shutil.rmtree(self.root / ".broadsheet", ignore_errors=True)
            self._is_told_once = True

    def cut_state(self) -> None:
        file = self.root / ".broadsheet" / "state.db"
        if file.is_file() and not self._is_told_once:
            self._is_told_once = True
            file.write_bytes(file.read_bytes()[: self.random.randint(0, 9000)])

    # ---- words ------------------------------------------------------------------------------

    def _printed(self) -> str:
        """Return an article as an aggregator's page prints it, with its furniture."""
        pick = self.random.choice
        self.made += 1
        title = f"{pick(NOUNS).capitalize()} {pick(VERBS)} after storm {self.made}"
        return (
            f"logo\n{title}\n\n{title}\n\nNorthwire29-07-2025\nBy {pick(PEOPLE)}\n"
            f"PORT ELDEN (Northwire) -{self._sentence()}\n{self._sentence()}\n"
            "Orange background\n\nTry Our AI Features\n\nExplore what Daily8 AI can do for you:\n\n"
            "Comments\n\nNo comments yet...\n\nRelated Articles\n"
            f"{title} for some\n{title} for some\nQuayside Daily\ntime14 minutes ago\n"
            f"  • Politics\n  • Quayside Daily\n{title} for some\n{self._sentence()}\n"
            "DOWNLOAD THE APP\n"
        )

    def _body(self) -> str:
        return "\n\n".join(self._sentence() for _ in range(self.random.randint(2, 4))) + "\n"

    def _sentence(self) -> str:
        pick = self.random.choice
        return f"{pick(PEOPLE)} said that the {pick(NOUNS)} of {pick(PLACES)} {pick(VERBS)} soon."

    def _some(self, of: tuple[str, ...]) -> str:
        return f"[{', '.join(self.random.sample(of, self.random.randint(0, 2)))}]"

    # ---- files ------------------------------------------------------------------------------

    def _content(self, name: str) -> Path:
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _article(self) -> Path | None:
        every = set((self.root / "content").glob("2*/*/*/*.md")) - self._whole.keys()
        return self.random.choice(sorted(every)) if every else None

    def _page(self) -> Path | None:
        every = sorted(path for path in (self.root / "site").rglob("*.*") if path.is_file())
        if self._is_told_once:
            every = [path for path in every if path.name != ROLL]
        page = self.random.choice(every) if every else None
        self._is_told_once |= page is not None and page.name == ROLL
        return page

    def _set(self, key: str, value: str) -> None:
        """Set a value of some article's front matter; "" takes the key away."""
        if path := self._article():
            _, front, body = path.read_text().split("---\n", 2)
            lines = [line for line in front.splitlines() if not line.startswith(f"{key}:")]
            lines += [f"{key}: {value}"] if value else []
            path.write_text("---\n" + "\n".join(lines) + "\n---\n" + body)


Edit = Callable[[Newsdesk], None]

#: What a person does; more often what is done more often.
EDITS: tuple[Edit, ...] = (
    *(Newsdesk.edit_body, Newsdesk.edit_body, Newsdesk.edit_body, Newsdesk.add_sentence),
    *(Newsdesk.edit_title, Newsdesk.edit_date, Newsdesk.edit_topics, Newsdesk.edit_people),
    *(Newsdesk.edit_places, Newsdesk.edit_story, Newsdesk.edit_slug, Newsdesk.edit_flag),
    *(Newsdesk.edit_notes, Newsdesk.edit_aliases, Newsdesk.edit_lastmod, Newsdesk.edit_source),
    *(Newsdesk.add_article, Newsdesk.add_article, Newsdesk.delete_article),
    *(Newsdesk.rename_article, Newsdesk.move_article, Newsdesk.break_article),
    *(Newsdesk.write_record, Newsdesk.delete_record, Newsdesk.name_topics),
    *(Newsdesk.change_settings, Newsdesk.change_template, Newsdesk.change_style),
    *(Newsdesk.drop_templates, Newsdesk.add_capture, Newsdesk.edit_sidecar),
)

#: What clocks and accidents do.
ACCIDENTS: tuple[Edit, ...] = (
    *(Newsdesk.jump_times, Newsdesk.edit_in_the_same_instant, Newsdesk.lose_page),
    *(Newsdesk.flip_a_byte, Newsdesk.lose_state, Newsdesk.cut_state),
)
