"""Pelican, with its cache of what it read; it has articles in a form of its own.

It files articles under categories, tags and authors only: topics are its tags, names of any type
its authors, and outlets its categories, for which no page is printed.
"""

from __future__ import annotations

import re
from pathlib import Path

from bench.presses import press
from broadsheet.model import Article

COMMAND = press.PEERS / "bin" / "pelican"


class Pelican:
    name = "Pelican"
    largest = 1_000
    topic = re.compile(r"(?<=^Tags: )[^,\n]+", re.MULTILINE)
    base = "theme/templates/base.html"
    printed = "public"
    remembered = ("cache",)

    def installed(self) -> bool:
        return COMMAND.exists()

    def lay(self, folder: Path) -> None:
        press.lay("pelican", folder)
        press.static(folder / "theme" / "static")

    def shelve(self, folder: Path, article: Article) -> None:
        names = (*article.people, *article.organizations, *article.places)
        lines = (
            f"Title: {article.title}",
            f"Date: {article.date:%Y-%m-%d %H:%M}",
            f"Slug: {article.id.rpartition('/')[2]}",
            f"Category: {article.source}",
            f"Tags: {', '.join(article.topics)}",
            f"Authors: {'; '.join(names)}",
            f"Summary: {article.summary}",
            f"Seed: {article.seed}",
        )
        front = "".join(f"{line}\n" for line in lines)
        press.write(self.article_file(folder, article.id), f"{front}\n{article.body}")

    def article_file(self, folder: Path, id: str) -> Path:
        return folder / "content" / f"{id}.md"

    def build(self, folder: Path) -> list[str]:
        return [str(COMMAND), "--quiet", "--settings", str(folder / "pelicanconf.py")]

    def watch(self, folder: Path) -> list[str] | None:
        return None  # its --autoreload is a whole build each time

    def serve(self, folder: Path, port: int) -> list[str] | None:
        return None
