"""Eleventy, which reads the same articles; it builds a part of a site only while it watches."""

from __future__ import annotations

from pathlib import Path

from bench.presses import press
from broadsheet.model import Article

COMMAND = press.PEERS / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


class Eleventy:
    name = "Eleventy"
    largest = 10_000
    topic = press.YAML_TOPIC
    base = "_includes/base.njk"
    printed = "public"
    remembered = (".cache",)

    def installed(self) -> bool:
        return COMMAND.exists()

    def lay(self, folder: Path) -> None:
        press.lay("eleventy", folder)
        press.static(folder / "static")

    def shelve(self, folder: Path, article: Article) -> None:
        """Write the article, and what those of its year have in common where it is the first."""
        press.shelve(folder, article)
        year = article.id.partition("/")[0]
        shared = folder / "content" / year / f"{year}.json"
        if not shared.exists():
            press.write(shared, '{ "layout": "article.njk" }\n')

    def article_file(self, folder: Path, id: str) -> Path:
        return folder / "content" / f"{id}.md"

    def build(self, folder: Path) -> list[str]:
        """Return a build of everything: one of a single file, from cold, ends with an error."""
        return ["node", str(COMMAND), "--quiet"]

    def watch(self, folder: Path) -> list[str] | None:
        return [*self.build(folder), "--watch", "--incremental"]

    def serve(self, folder: Path, port: int) -> list[str] | None:
        return None
