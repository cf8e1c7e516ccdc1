"""A small site on disk, a person's random edits, and the clean build to compare with."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from fakes import files

from bench.quick import QuickPress as QuickPress
from broadsheet import flow
from broadsheet.disk import ROLL
from broadsheet.site import site

WORDS = ["harbour", "bridge", "council", "strike", "lake"]
WORDS += ["orchard", "ferry", "verdict", "budget", "storm"]
PEOPLE = ["Mara Lindqvist", "Tobias Okafor", "Ines Calder", "Ravi Thorne"]
PLACES = ["Port Elden", "Skerrow", "Vey Valley"]
OUTLETS = ["Northwire", "Quayside Daily", "The Elden Post"]
TOPICS = ["politics", "environment", "economy-business-and-finance", "local-matters"]


def publish(root: Path) -> flow.Report:
    """Build once; templates that did not change are not parsed again."""
    return flow.publish(site(root))


class Desk:
    """A site that someone works on. Every edit comes from one random generator."""

    def __init__(self, root: Path, seed: int, articles: int = 6) -> None:
        self.root = root
        self.random = random.Random(seed)
        self.foreign: dict[str, bytes] = {}
        self.made = 0
        self.is_lost = False  # whether the state is gone since the last build
        for _ in range(articles):
            self.add_article()

    # ---- edits: each is one thing a person may do -------------------------------------------

    def add_article(self) -> None:
        pick = self.random.choice
        self.made += 1
        day = f"2025-0{pick('67')}-{self.random.randint(1, 3):02}"
        name = f"{pick(WORDS)}-{pick(WORDS)}" + (f"-{self.made}" if pick([0, 1, 1]) else "")
        path = self.root / "content" / day.replace("-", "/") / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._article(day, name))

    def _article(self, day: str, name: str) -> str:
        pick, some = self.random.choice, self._some
        lines = [f"title: {name.replace('-', ' ').title()}"]
        lines += [f"date: {day}" + pick(["", "T09:12:00Z", "T09:12:00+08:00"])]
        lines += [f"source: {pick(OUTLETS)}"] * self.random.randint(0, 1)
        lines += [f"topics: {some(TOPICS)}", f"people: {some(PEOPLE)}", f"places: {some(PLACES)}"]
        lines += [f"story: {pick(WORDS)}"] * pick([0, 0, 1])
        lines += [f"slug: {pick(WORDS)}"] * pick([0, 0, 0, 1])
        lines += ["draft: true"] * pick([0, 0, 0, 0, 1])
        lines += ["noindex: true"] * pick([0, 0, 0, 1])
        lines += ["aliases: [/old-address/]"] * pick([0, 0, 0, 0, 1])
        lines += [f"corrections: '2025-08-0{pick('12')}: {pick(WORDS)}'"] * pick([0, 0, 0, 1])
        lines += ["content_notes: [sexual-violence]"] * pick([0, 0, 0, 0, 1])
        return "---\n" + "\n".join(lines) + "\n---\n" + self._body()

    def _some(self, of: list[str]) -> str:
        return f"[{', '.join(self.random.sample(of, self.random.randint(0, 2)))}]"

    def _body(self) -> str:
        pick = self.random.choice
        told = [f"{pick(PEOPLE)} spoke of the {pick(WORDS)} in {pick(PLACES)}." for _ in range(3)]
        return "\n\n".join(told) + "\n"

    def edit_body(self) -> None:
        if path := self._any_article():
            front, mark, _ = path.read_text().rpartition("\n---\n")
            path.write_text(front + mark + self._body())

    def rewrite_article(self) -> None:
        if path := self._any_article():
            day = "-".join(path.parts[-4:-1])
            path.write_text(self._article(self.random.choice([day, "2025-08-01"]), path.stem))

    def delete_article(self) -> None:
        if path := self._any_article():
            path.unlink()

    def rename_article(self) -> None:
        if path := self._any_article():
            self.made += 1
            path.rename(path.with_name(f"renamed-{self.made}.md"))

    def break_and_mend_article(self) -> None:
        if path := self._any_article():
            good = path.read_text()
            path.write_text("---\ntitle: [never closed\n---\n")
            assert publish(self.root).problems
            self.is_lost = False
            path.write_text(good)

    def write_record(self) -> None:
        name = self.random.choice(PEOPLE)
        path = self.root / "content" / "entities" / f"{name.lower().replace(' ', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        public = self.random.choice(["true", "false"])
        path.write_text(f"---\nname: {name}\ntype: person\npublic: {public}\n---\n{self._body()}")

    def delete_record(self) -> None:
        for path in list((self.root / "content").glob("entities/*.md"))[:1]:
            path.unlink()

    def name_topics(self) -> None:
        path = self.root / "content" / "topics.yaml"
        hidden = self.random.choice(["true", "false"])
        path.write_text(f"politics: {self.random.choice(WORDS)}\neconomy:\n  hidden: {hidden}\n")

    def change_settings(self) -> None:
        pick = self.random.choice
        url = pick(["https://example.org/", "https://example.org/news/", "http://localhost:8000/"])
        text = f"title: {pick(WORDS)}\nurl: {url}\nlist_length: {pick([1, 2, 30])}\n"
        text += f"feed_length: {pick([1, 20])}\npublish: {pick(['full', 'excerpt'])}\n"
        (self.root / "broadsheet.yaml").write_text(text)

    def change_template(self) -> None:
        own = self.root / "templates" / "pages" / "message.html"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"<p>{self.random.choice(WORDS)} {{{{ page.heading }}}}</p>")

    def change_static(self) -> None:
        own = self.root / "templates" / "static" / f"{self.random.choice(WORDS[:2])}.css"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"/* narrow */ p {{ margin: {self.random.randint(0, 9)}px }}")

    def drop_templates(self) -> None:
        shutil.rmtree(self.root / "templates", ignore_errors=True)

    def build(self) -> None:
        publish(self.root)
        self.is_lost = False

    # ---- damage to what was published ---------------------------------------------------------

    def lose_page(self) -> None:
        if path := self._any_published():
            path.unlink()

    def scribble_on_page(self) -> None:
        if (path := self._any_published()) and not self.is_lost:
            path.write_text("scribbled by hand")

    def flip_a_byte(self) -> None:
        if path := self._any_published():
            data = bytearray(path.read_bytes())
            data[-2] ^= 1
            path.write_bytes(bytes(data))

    def link_page_elsewhere(self) -> None:
        if (path := self._any_published()) and not self.is_lost:
            path.unlink()
            path.symlink_to("/etc/hostname")

    def lose_folder(self) -> None:
        if path := self._any_published():
            shutil.rmtree(path.parent)
            self.foreign = {
                n: d for n, d in self.foreign.items() if (self.root / "site" / n).exists()
            }

    def leave_foreign_file(self) -> None:
        folder = path.parent if (path := self._any_published()) else self.root / "site"
        folder.mkdir(exist_ok=True)
        self.made += 1
        file = folder / f"photo-{self.made}.jpg"
        file.write_bytes(b"mine")
        self.foreign[file.relative_to(self.root / "site").as_posix()] = b"mine"

    def lose_state(self) -> None:
        self.build()  # with no ledger, a page that a hand has damaged is no longer known for ours
        shutil.rmtree(self.root / ".broadsheet")
        self.is_lost = True

    def spoil_state(self) -> None:
        self.build()
        file = self.root / ".broadsheet" / "state.db"
        file.write_bytes(file.read_bytes()[: self.random.randint(0, 9000)])
        self.is_lost = True

    # ---- helpers ---------------------------------------------------------------------------------

    def _any_article(self) -> Path | None:
        found = sorted((self.root / "content").glob("2*/*/*/*.md"))
        return self.random.choice(found) if found else None

    def _any_published(self) -> Path | None:
        found = sorted(path for path in (self.root / "site").rglob("*.*") if path.is_file())
        if self.is_lost:  # what is ours, the roll alone can tell now
            found.remove(self.root / "site" / ROLL)
        found = [
            path
            for path in found
            if path.relative_to(self.root / "site").as_posix() not in self.foreign
        ]
        return self.random.choice(found) if found else None

    def clean_build(self, into: Path) -> dict[str, bytes]:
        """Return the files of a build of the same inputs in a folder where nothing was before."""
        into.mkdir()
        for name in ("content", "templates"):
            if (self.root / name).exists():
                shutil.copytree(self.root / name, into / name)
        if (self.root / "broadsheet.yaml").exists():
            shutil.copy(self.root / "broadsheet.yaml", into)
        publish(into)
        found = files(into / "site")
        shutil.rmtree(into)
        return found

    def published(self) -> dict[str, bytes]:
        """Return what is in site/ and ours, having looked that what is not is as it was left."""
        here = files(self.root / "site")
        for name, data in self.foreign.items():
            assert here.pop(name) == data, f"{name} is not ours"
        return here


EDITS: tuple[Callable[[Desk], None], ...] = (
    Desk.add_article,
    Desk.add_article,
    Desk.edit_body,
    Desk.edit_body,
    Desk.rewrite_article,
    Desk.rewrite_article,
    Desk.delete_article,
    Desk.rename_article,
    Desk.break_and_mend_article,
    Desk.write_record,
    Desk.delete_record,
    Desk.name_topics,
    Desk.change_settings,
    Desk.change_template,
    Desk.change_static,
    Desk.drop_templates,
    Desk.build,
    Desk.lose_page,
    Desk.scribble_on_page,
    Desk.flip_a_byte,
    Desk.link_page_elsewhere,
    Desk.lose_folder,
    Desk.leave_foreign_file,
    Desk.lose_state,
    Desk.spoil_state,
)
