"""Work handed to several processes: results in the order of the work, little of it waiting.

They are forked, not spawned, because the door `build.py` runs the command on import; nothing
here runs while threads do. One process is enough to survive what it is given: a piece of work
that its process dies of, or that takes it too long, is lost alone.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import TypeVar

from broadsheet.printing.workers import can_copy, enlist

T = TypeVar("T")
R = TypeVar("R")
_WAITING = 2  # pieces of work for each process that are read ahead of it
DIED = "the process that took it apart died"
LATE = "took too long to take apart, and was stopped"
_last_tries: list[bool] = []  # whether this process was made for one piece alone
Died = Callable[[T, str], R]  # the piece, and DIED or LATE


def copies(jobs: int) -> int:
    """Return how many processes work; none where no safe copy of this one can be made."""
    return jobs if can_copy() else 0


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """End this process when what is done inside needs more than so many seconds of computing.

    Nothing else stops code that is not Python's. Only a worker has such a limit: where this
    process works itself, nobody would be left to tell. A third of it is enough for the first try.
    """
    if parent_process() is None:
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds if _last_tries else seconds / 3)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def mapped(
    work: Callable[[T], R], given: Iterable[T], jobs: int, again: Callable[[T], R]
) -> Iterator[R]:
    """Yield the result of each piece of work, in order.

    With no jobs it is done here. For a piece that was lost when a process died, though another
    one may be what it died of, the result is what `again` returns; see `alone`.
    """
    if jobs == 0:
        yield from map(work, given)
        return
    source = iter(given)
    waiting: deque[tuple[T, Future[R]]] = deque()
    pool = _pool(jobs)
    try:
        while _filled(waiting, source, pool, work, jobs * _WAITING):
            piece, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                lost = [piece, *(one for one, _ in waiting)]
                waiting.clear()
                pool.shutdown()
                yield from map(again, lost)
                pool = _pool(jobs)
        pool.shutdown()  # so that no thread of it is left when the next one is made
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _filled(
    waiting: deque[tuple[T, Future[R]]],
    source: Iterator[T],
    pool: ProcessPoolExecutor,
    work: Callable[[T], R],
    most: int,
) -> bool:
    """Hand out work until enough of it waits; return whether any does."""
    while len(waiting) < most:
        try:
            piece = next(source)
        except StopIteration:
            break
        waiting.append((piece, pool.submit(work, piece)))
    return bool(waiting)


def alone(work: Callable[[T], R], piece: T, died: Died[T, R]) -> R:
    """Return the result of a piece of work, done in a process that nothing else is done in.

    If that dies of it, the result is what `died` returns.
    """
    context = get_context("fork")
    answer, into = context.Pipe(duplex=False)
    process = context.Process(target=_told, args=(work, piece, into))
    process.start()
    into.close()
    try:
        result: R = answer.recv()
        return result
    except (EOFError, OSError):
        process.join()
        return died(piece, LATE if process.exitcode == -signal.SIGPROF else DIED)
    finally:
        answer.close()
        process.join()


def _told(work: Callable[[T], R], piece: T, into: Connection) -> None:
    enlist()
    _last_tries.append(True)
    into.send(work(piece))
    into.close()


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=enlist)
