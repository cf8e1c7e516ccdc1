"""Doing what an ingest decided: articles written one by one, then the register that knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from broadsheet import disk
from broadsheet.errors import Problem
from broadsheet.intake.deciding import Away, Intent, Keep, Write
from broadsheet.intake.register import PATH as CAPTURED
from broadsheet.intake.register import Register

_GOES_ON = "the next build goes on from here"


@dataclass(slots=True)
class Shelving:
    """Writes articles to content/ below `root`, and keeps account.

    `texts` holds what each file held when it was read. A file that cannot be written is a
    problem and stops no other, unless there is no room for any.
    """

    root: Path
    texts: Mapping[str, str]
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _missing: set[str] = field(default_factory=set)  # new articles that could not be written
    _is_full: bool = False

    def take(self, intent: Intent) -> None:
        """Do one thing that was decided."""
        if isinstance(intent, Keep | Away):
            self.kept.append(f"{intent.path}: {intent.reason}")
        elif isinstance(intent, Write):
            done = self._put(intent.path, intent.text, new=intent.is_new)
            if done:
                self.written.append(f"{intent.path}: {'new' if intent.is_new else 'changed'}")
            elif done is None and intent.is_new:
                self._missing.add(intent.path)
            elif done is False:
                self.kept.append(f"{intent.path}: kept: changed while ingesting")

    def register(self, after: Register) -> None:
        """Write the register, without the articles that could not be written.

        They would be taken for articles that a person deleted.
        """
        rows = tuple(row for row in after.rows if row.file not in self._missing)
        text = replace(after, rows=rows).tsv
        was = self.texts.get(CAPTURED)
        if text != (was or Register().tsv):
            self._put(CAPTURED, text, new=was is None)

    def _put(self, path: str, text: str, *, new: bool) -> bool | None:
        """Return whether a file was written; None, and a problem, when it cannot be."""
        if self._is_full:
            return None
        try:
            return disk.put(self.root, path, text, None if new else self.texts[path])
        except OSError as error:
            self._is_full = isinstance(error, disk.NoRoomError)
            fault = f"cannot be written: {error.strerror}"
            hint = _GOES_ON if self._is_full else ""
            self.problems.append(Problem(path, fault, hint=hint))
            return None
