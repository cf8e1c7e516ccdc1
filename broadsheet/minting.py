"""The register of addresses: what is about to be published is written down first."""

from __future__ import annotations

from pathlib import Path

from broadsheet import disk
from broadsheet.errors import Problem


def add_addresses(root: Path, path: str, was: str | None, rows: str) -> tuple[Problem, ...]:
    """Add the addresses that are about to be published to the register that is kept for ever.

    `was` is its text as it was read; where it could not be, what it holds is worth more than what
    it lacks.
    """
    if not rows or (was is None and (root / path).exists()):
        return ()
    before = f"{was.rstrip()}\n" if was and was.strip() else ""
    try:
        disk.put(root, path, before + rows, was)
    except OSError as error:
        return (Problem(path, f"cannot be written: {error.strerror}"),)
    return ()
