"""Where everything of one site lies; a new site begun, a new article begun."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import broadsheet
from broadsheet import disk
from broadsheet.errors import Problem, SettingsError
from broadsheet.text import slug, squeezed
from broadsheet.yaml12 import scalar

_IGNORED = """\
# Made by Broadsheet, and made again from content/ at any time.
.broadsheet/
site/
"""
_TEMPLATES = """\
# Templates

A file here takes the place of the default one of the same name: `base.html`,
`pages/<kind>.html`, `parts/<noun>.html`, `static/<file>`. What is not here is taken from
the defaults, so keep only what you change.
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """An article as it begins: what is known before a word of it is written."""

    title: str
    when: dt.date  # or an instant with its zone
    topics: tuple[str, ...] = ()
    source: str = ""

    @property
    def text(self) -> str:
        """The file, a draft."""
        date = self.when.isoformat().replace("+00:00", "Z")
        said = [f"title: {scalar(squeezed(self.title))}", f"date: {date}", "draft: true"]
        if self.source.strip():
            said.append(f"source: {scalar(squeezed(self.source))}")
        if self.topics:
            said += ["topics:", *(f"  - {scalar(topic)}" for topic in self.topics)]
        return "---\n" + "".join(f"{line}\n" for line in said) + "---\n\n"


@dataclass(frozen=True, slots=True)
class Site:
    """The paths of a site. `templates`: the first folder that has a file wins."""

    root: Path
    config: Path
    templates: tuple[Path, ...]
    out: Path
    state: Path

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def log(self) -> Path:
        """How it stands with what is collected, where anything is."""
        return self.root / "sources.log.tsv"


def site(root: Path, config: Path | None = None) -> Site:
    """Return the site of a folder, with the default templates behind its own.

    Raises SettingsError for a folder in which there is nothing of a site.
    """
    root = root.absolute()
    found = Site(
        root=root,
        config=config.absolute() if config else root / "broadsheet.yaml",
        templates=tuple(dict.fromkeys((root / "templates", default("templates")))),
        out=root / "site",
        state=root / ".broadsheet",
    )
    if found.state.is_symlink():
        hint = "put a folder there, or nothing"
        raise SettingsError(Problem(str(found.state), "is a link, and is not followed", hint=hint))
    if config is not None and not found.config.is_file():
        raise SettingsError(Problem(str(config), "there is no such file of settings"))
    if not any(path.exists() for path in (found.config, found.seeds, found.content)):
        hint = "`broadsheet init DIR` begins one; `--site DIR` names one elsewhere"
        message = "there is no site here: no broadsheet.yaml, no seeds/, no content/"
        raise SettingsError(Problem(str(root), message, hint=hint))
    return found


def default(name: str) -> Path:
    """Return what the package brings along: packed into the wheel, or beside it in a checkout."""
    package = Path(broadsheet.__file__).absolute().parent
    packed = package / "_default" / name
    return packed if packed.exists() else package.parent / name


def begin(root: Path) -> list[str]:
    """Make a new site with sample captures; return the files made. Nothing is overwritten.

    Raises SettingsError where there is a site already, or something that is no folder.
    """
    if (root / "broadsheet.yaml").exists():
        raise SettingsError(Problem(str(root), "there is a site here already: broadsheet.yaml"))
    if root.exists() and not root.is_dir():
        raise SettingsError(Problem(str(root), "is not a folder"))
    has_seeds = (root / "seeds").exists()
    made = [] if has_seeds else disk.copied(default("seeds"), root / "seeds", "seeds/")
    (root / "content").mkdir(parents=True, exist_ok=True)
    texts = {
        "broadsheet.yaml": default("broadsheet.yaml").read_text("utf-8"),
        "templates/README.md": _TEMPLATES,
        ".gitignore": _IGNORED,
    }
    return [*made, *(path for path, text in texts.items() if disk.put(root, path, text, None))]


def draft(site: Site, begun: Begun) -> str:
    """Write an empty article, not published while it says `draft: true`; return its path."""
    folder = f"content/{begun.when:%Y/%m/%d}"
    text = begun.text
    name, number = slug(begun.title), 1
    path = f"{folder}/{name}.md"
    while not disk.put(site.root, path, text, None):
        number += 1
        path = f"{folder}/{name}-{number}.md"
    return path
