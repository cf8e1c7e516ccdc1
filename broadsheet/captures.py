"""Seeds, read from the disk with what a person declared beside them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from broadsheet import disk
from broadsheet.clip.forms import members, table
from broadsheet.clip.forms.streams import HEAD
from broadsheet.clip.kind import MOST_BYTES
from broadsheet.content import sidecar
from broadsheet.errors import InputError, Problem
from broadsheet.model import Dropped, Seed, Sidecar

_DECLARED = ".yaml"
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def seeds(
    root: Path,
    paths: Sequence[str],
    timezone: str,
    problems: list[Problem],
    passed: list[Dropped] | None = None,
) -> tuple[Seed, ...]:
    """Return the seeds among the paths; `<name>.yaml` and `<name>.txt.yaml` are sidecars.

    What cannot be read is left out and added to the problems, a seed with a broken sidecar as
    well: its articles would be dated wrongly for good. What a page brings along, its pictures
    and the folder saved with it, is added to `passed`.
    """
    beside = {path for path in paths if path.endswith(_DECLARED)}
    captures = [path for path in paths if path not in beside and not _is_about_seeds(path)]
    found = []
    brought = _brought(captures)
    if passed is not None:
        passed += (Dropped(path, 1, path, why) for path, why in brought.items())
    for path in captures:
        if path in brought:
            continue
        try:
            found.append(seed(root, path, _sidecar_path(path, beside), timezone))
        except InputError as error:
            problems.append(error.problem)
    problems.extend(_orphans(beside, captures))
    return tuple(found)


def seed(root: Path, path: str, declared: str | None, timezone: str) -> Seed:
    """Return one seed with its sidecar; raise InputError when either cannot be read.

    A text dump is read here; of any other form only the first bytes, to know it by.
    """
    said = Sidecar()
    if declared is not None:
        said = sidecar(disk.text(root, declared), declared, timezone)
    modified = disk.modified(root, path)
    data = disk.read(root, path, HEAD)
    if table.form(data[:HEAD], path) is table.DUMP:
        data = data if len(data) <= HEAD else disk.read(root, path, MOST_BYTES)
        return Seed(path, data, modified, said)
    size, sign = disk.sign(root, path)
    return Seed(path, b"", modified, said, partial(disk.opened, root, path), size, sign)


def _brought(paths: Sequence[str]) -> dict[str, str]:
    """Return the files that saved pages bring along, and what each is."""
    every = frozenset(paths)
    folders = {path.rpartition("/")[0] for path in paths if path.lower().endswith(_PAGES)}
    found = {}
    for path in paths:
        if members.is_of_a_page(path, every):
            found[path] = "belongs to a saved page"
        elif (what := members.beside_pages(path)) and _is_beneath(path, folders):
            found[path] = f"{what} beside pages"
    return found


def _is_beneath(path: str, folders: Container[str]) -> bool:
    return any(str(folder) in folders for folder in PurePosixPath(path).parents)


def declared_beside(file: Path) -> str | None:
    """Return the name of the sidecar that stands beside a file, or None."""
    names = (f"{file.stem}{_DECLARED}", f"{file.name}{_DECLARED}")
    return next((name for name in names if (file.parent / name).is_file()), None)


def _is_about_seeds(path: str) -> bool:
    return PurePosixPath(path).name.lower().startswith("readme")


def _sidecar_path(path: str, beside: set[str]) -> str | None:
    plain = str(PurePosixPath(path).with_suffix(_DECLARED))
    return next((name for name in (f"{path}{_DECLARED}", plain) if name in beside), None)


def _orphans(beside: Iterable[str], captures: Sequence[str]) -> list[Problem]:
    """Return a problem for each sidecar that stands beside no capture."""
    claimed = {f"{path}{_DECLARED}" for path in captures}
    claimed |= {str(PurePosixPath(path).with_suffix(_DECLARED)) for path in captures}
    hint = "name it like the capture, with .yaml for an ending"
    return [
        Problem(path, "a sidecar without its capture", hint=hint)
        for path in sorted(set(beside) - claimed)
    ]
