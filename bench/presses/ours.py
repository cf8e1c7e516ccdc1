"""Broadsheet itself, from the folder that this benchmark is in."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bench.corpus import SETTINGS
from bench.presses import press
from broadsheet.model import Article

RUN = [sys.executable, str(press.BENCH.parent / "build.py")]


class Ours:
    name = "Broadsheet"
    largest = 100_000
    topic = press.YAML_TOPIC
    base = "templates/base.html"
    printed = "site"
    remembered = (".broadsheet",)

    def installed(self) -> bool:
        return True

    def lay(self, folder: Path) -> None:
        shutil.copytree(press.BENCH.parent / "templates", folder / "templates")
        press.write(folder / "broadsheet.yaml", SETTINGS)

    def shelve(self, folder: Path, article: Article) -> None:
        press.shelve(folder, article)

    def article_file(self, folder: Path, id: str) -> Path:
        return folder / "content" / f"{id}.md"

    def build(self, folder: Path) -> list[str]:
        return [*RUN, "publish", "--quiet", "--site", str(folder)]

    def watch(self, folder: Path) -> list[str] | None:
        return self.serve(folder, 0)

    def serve(self, folder: Path, port: int) -> list[str] | None:
        return [*RUN, "serve", "--quiet", "--site", str(folder), "--port", str(port)]
