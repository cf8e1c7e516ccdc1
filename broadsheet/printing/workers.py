"""Steps carried out by several processes, with the same bytes for any number of them.

A worker is a copy of this process, so that it has the plan without being sent it, and starts in
a hundredth of the time that a new one needs to load the press. Where the system makes no such
copies safely (macOS, Windows), and for few steps, this process does everything.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby
from multiprocessing import connection

from broadsheet.disk import Output
from broadsheet.model import Page
from broadsheet.printing.making import Outcome, carry_out
from broadsheet.printing.nouns import Press, Step
from broadsheet.printing.signs import Signs

FEW = 400  # steps that one process makes sooner than others are ready to help
_BATCH = 32

Work = tuple[Press, Output, Signs]
_here: list[tuple[Sequence[Step], Work]] = []  # in a worker: what it was copied with


def outcomes(
    phases: Sequence[Sequence[Step]],
    work: Work,
    jobs: int,
    say: Callable[[str], None],
) -> Iterator[Outcome]:
    """Yield the outcome of every step, phase by phase: none begins before the last one ended.

    When a worker dies, `say` is told, and this process does what is left.
    """
    steps = [step for phase in phases for step in phase]
    left = steps
    if jobs > 1 and len(steps) >= FEW and can_copy():
        done: set[str] = set()
        try:
            for outcome in _shared(phases, work, jobs):
                done.add(outcome.path)
                yield outcome
            return
        except (BrokenProcessPool, OSError) as error:
            say(f"the workers stopped ({error or type(error).__name__}): printed by one process")
        left = [step for step in steps if step.path not in done]
    for step in left:
        yield from carry_out((step,), *work)


def enlist() -> None:
    """Begin as a worker: end with the process that is worked for, and leave signals to it.

    A killed one would else leave its workers behind, waiting for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches workers too
    for name in ("SIGTERM", "SIGHUP"):
        signal.signal(signal.Signals[name], signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def can_copy() -> bool:
    """Return whether the system makes safe copies of a process that runs."""
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


def _shared(phases: Sequence[Sequence[Step]], work: Work, jobs: int) -> Iterator[Outcome]:
    steps = [step for phase in phases for step in phase]
    work[0].prepare({step.source.kind for step in steps if isinstance(step.source, Page)})
    _here.append((steps, work))
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), enlist) as pool:
            begin = 0
            for phase in phases:
                end = begin + len(phase)
                starts = range(begin, end, _BATCH)
                given = [pool.submit(_batch, n, min(n + _BATCH, end)) for n in starts]
                yield from _in_order(given)
                begin = end
    finally:
        _here.clear()


def _in_order(given: Sequence[Future[list[Outcome]]]) -> Iterator[Outcome]:
    try:
        for batch in given:
            yield from batch.result()
    finally:
        for batch in given:
            batch.cancel()


def _batch(begin: int, end: int) -> list[Outcome]:
    """Carry out some of the steps that this worker was copied with."""
    steps, work = _here[0]
    return carry_out(steps[begin:end], *work)


def in_phases(steps: Sequence[Step], place: Callable[[Step], tuple[int, int]]) -> list[list[Step]]:
    """Return steps that are in order as phases: those of one place together."""
    return [list(group) for _, group in groupby(steps, key=place)]
