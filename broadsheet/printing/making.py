"""Steps carried out: a page becomes bytes, and the bytes a file where they are other ones."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet.disk import NoRoomError, Output, Stat, digest
from broadsheet.errors import BroadsheetError, Problem
from broadsheet.model import Artifact
from broadsheet.printing.nouns import Made, Press, Step
from broadsheet.printing.signs import Signs
from broadsheet.state import Row


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step: the row for the ledger, or None with the problem that was met."""

    path: str
    row: Row | None = None
    is_changed: bool = False
    problem: Problem | None = None
    note: str = ""
    full: str = ""  # why nothing more can be written, from here on
    kind: str = ""  # of the page
    seconds: float = 0.0  # that it took to render


def row_of(path: str, made: Made, content: str, stat: Stat) -> Row:
    return Row(path, made.template, made.data, content, *stat)


def carry_out(steps: Sequence[Step], press: Press, output: Output, signs: Signs) -> list[Outcome]:
    """Make the files of some steps; stop where the disk has no more room."""
    done: list[Outcome] = []
    for step in steps:
        try:
            done.append(_outcome(_signed(step, signs), press, output))
        except NoRoomError as error:
            done.append(Outcome(step.path, full=error.strerror or "no room"))
            break
    return done


def _signed(step: Step, signs: Signs) -> Step:
    """Return the step with the fingerprint of its data, which was left to whoever makes it."""
    if step.made.data or isinstance(step.source, Artifact):
        return step
    return replace(step, made=replace(step.made, data=signs.of(step.source)))


def _outcome(step: Step, press: Press, output: Output) -> Outcome:
    start = time.perf_counter()
    artifact = _artifact(step, press)
    seconds = time.perf_counter() - start
    kind = "" if isinstance(step.source, Artifact) else step.source.kind
    if isinstance(artifact, Problem):
        return Outcome(step.path, problem=artifact, kind=kind, seconds=seconds)
    return replace(_written(step, artifact.data, output), kind=kind, seconds=seconds)


def _written(step: Step, data: bytes, output: Output) -> Outcome:
    """Write the file where it holds other bytes; raise NoRoomError."""
    content = digest(data)
    stat = _as_it_stands(step.path, len(data), content, output)
    if stat:
        return Outcome(step.path, row_of(step.path, step.made, content, stat))
    note = ""
    if step.why.startswith("no record") and not output.is_marked(step.path):
        note = f"site/{step.path}: a file of which there was no record was replaced"
    try:
        stat = output.write(step.path, data)
    except NoRoomError:
        raise
    except OSError as error:
        problem = Problem(f"site/{step.path}", f"cannot be written: {error.strerror}")
        return Outcome(step.path, problem=problem, note=note)
    return Outcome(step.path, row_of(step.path, step.made, content, stat), True, note=note)


def _artifact(step: Step, press: Press) -> Artifact | Problem:
    if isinstance(step.source, Artifact):
        return step.source
    try:
        return press.artifact(step.source)
    except BroadsheetError as error:
        return error.problem
    except Exception as error:  # one page that cannot be made must not stop the others
        fault = f"could not be made: {type(error).__name__}: {error}"
        return Problem(f"site/{step.path}", fault, hint="a fault in Broadsheet itself")


def _as_it_stands(path: str, size: int, content: str, output: Output) -> Stat | None:
    """Return how a file looks that holds the very bytes already, or None."""
    stat = output.files.get(path)
    same = stat is not None and stat.size == size and output.digest(path) == content
    return stat if same else None
