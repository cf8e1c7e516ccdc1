"""The template folders, read once: a site's own files stand before the default ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.errors import Problem
from broadsheet.render.faults import TemplateError

STATIC = "static/"
_LARGEST = 2_000_000  # bytes of one template


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the folders held when they were read. `places` are the paths that errors show."""

    sources: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    static: dict[str, Path] = field(default_factory=dict)
    broken: dict[str, Problem] = field(default_factory=dict)

    def source(self, name: str) -> str | None:
        """Return a template's text, or None when no folder holds it."""
        if name in self.broken:
            raise TemplateError(self.broken[name])
        return self.sources.get(name)

    def file(self, name: str) -> bytes:
        """Return a static file's bytes as they are now."""
        try:
            return self.static[name].read_bytes()
        except OSError as error:
            problem = Problem(self.places[name], f"cannot be read: {error}")
            raise TemplateError(problem) from error


def shelf(folders: Sequence[Path]) -> Shelf:
    """Read the folders; the first that holds a name wins, file by file."""
    found = Shelf()
    for folder in folders:
        for file in _files(folder):
            name = file.relative_to(folder).as_posix()
            if name in found.places:
                continue
            found.places[name] = _shown(folder, name)
            if name.startswith(STATIC):
                found.static[name] = file
            elif name.endswith(".html"):
                _take(found, name, file)
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Yield regular files in order; nothing hidden, nothing through a link that leads out."""
    inside = folder.resolve()
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and file.is_file() and file.resolve().is_relative_to(inside):
            yield file


def _take(found: Shelf, name: str, file: Path) -> None:
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError(f"larger than {_LARGEST:,} bytes")
        found.sources[name] = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, ValueError) as error:
        hint = "save it as UTF-8" if isinstance(error, UnicodeDecodeError) else ""
        found.broken[name] = Problem(found.places[name], f"cannot be read: {error}", hint=hint)


def _shown(folder: Path, name: str) -> str:
    """Return the path that a person knows: `templates/pages/article.html`."""
    return f"{folder.name or 'templates'}/{name}"
