"""What the benchmark asks of a program that prints sites."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from broadsheet.content import markdown
from broadsheet.model import Article

BENCH = Path(__file__).parent.parent
PEERS = BENCH / ".peers"  # where `make bench` installs them
SITES = BENCH / "sites"
# The first topic of an article, in the front matter that ours, Hugo and Eleventy all read.
YAML_TOPIC = re.compile(r"(?<=^topics:\n  - )\S+", re.MULTILINE)


class Press(Protocol):
    """A program, the folder it is given, and how it is run there."""

    @property
    def name(self) -> str:
        """Its name in tables."""
        ...

    @property
    def largest(self) -> int:
        """The most articles that it is given, unless it is asked for by name."""
        ...

    @property
    def topic(self) -> re.Pattern[str]:
        """What finds the first topic in the text of an article's file."""
        ...

    @property
    def base(self) -> str:
        """The template around every page, from the site's folder."""
        ...

    @property
    def printed(self) -> str:
        """The folder that it prints to, from the site's folder."""
        ...

    @property
    def remembered(self) -> tuple[str, ...]:
        """Folders and files of former builds that a clean one must not find."""
        ...

    def installed(self) -> bool:
        """Whether it can be run here."""
        ...

    def lay(self, folder: Path) -> None:
        """Write settings and templates into a new folder."""
        ...

    def shelve(self, folder: Path, article: Article) -> None:
        """Write one article to where `article_file` finds it."""
        ...

    def article_file(self, folder: Path, id: str) -> Path:
        """Return the file of an article."""
        ...

    def build(self, folder: Path) -> list[str]:
        """Return the command of a build, which may make use of what the last one left."""
        ...

    def watch(self, folder: Path) -> list[str] | None:
        """Return the command that prints what edits reach until it is ended, if there is one."""
        ...

    def serve(self, folder: Path, port: int) -> list[str] | None:
        """Return the command of its server that follows edits, if it is compared."""
        ...


def versions() -> str:
    """Return the peers that are pinned, with their versions."""
    python = (BENCH / "peers" / "requirements.in").read_text("utf-8")
    node = (BENCH / "peers" / "package.json").read_text("utf-8")
    pins = re.findall(r"^(\w+)[^=\n]*==(\S+)", python, re.MULTILINE)
    pins += re.findall(r'@11ty/(\w+)": "([\d.]+)"', node)
    return ", ".join(f"{name.title()} {version}" for name, version in pins)


def write(path: Path, text: str) -> None:
    """Write a file in a folder that may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def shelve(folder: Path, article: Article) -> None:
    """Write an article as Broadsheet does; Hugo and Eleventy read the same file."""
    write(folder / article.path, markdown(article))


def lay(name: str, folder: Path) -> None:
    """Copy a peer's site, its articles aside, and our style sheet and icon."""
    shutil.copytree(SITES / name, folder, dirs_exist_ok=True)


def static(folder: Path) -> None:
    """Copy the style sheet and the icon that all sites share."""
    shutil.copytree(BENCH.parent / "templates" / "static", folder, dirs_exist_ok=True)


def clear(press: Press, folder: Path) -> None:
    """Leave nothing of former builds."""
    for name in (press.printed, *press.remembered):
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def retopiced(press: Press, text: str, topics: Iterable[str]) -> str:
    """Return the text of an article's file with its first topic made one it does not have.

    The front matter goes to the first blank line; what stands in the body stays as it is.
    """
    front, blank, body = text.partition("\n\n")
    other = next(topic for topic in topics if topic not in front)
    changed, many = press.topic.subn(other, front, count=1)
    if not many:
        raise ValueError("the article has no topic")
    return f"{changed}{blank}{body}"
