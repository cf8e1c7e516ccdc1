"""A copy of this process, made before it has grown, that has work done for it later on.

A worker is a copy of the process that makes it, with all that this one holds: made by the one
that holds every clipping of a large archive, it would hold them too. A branch holds next to
nothing, and makes the workers.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from broadsheet.workshop.crowd import mapped

T = TypeVar("T")
R = TypeVar("R")
_LOOK = 0.5  # seconds between two looks whether the process that is worked for still lives
_GONE = (EOFError, OSError)
Ready = Callable[[Sequence[T]], None]


def _at_once(given: Sequence[object]) -> None:
    """Make nothing ready."""


class Branch(Generic[T, R]):
    """Does pieces of work as `crowd.mapped` does, in its own process and in workers of that.

    What all pieces need is there before several workers are made, if `ready` brings it. No thread
    may run where one is made. It ends when it is closed, and with whoever made it.
    """

    def __init__(
        self, work: Callable[[T], R], again: Callable[[T], R], ready: Ready[T] = _at_once
    ) -> None:
        self._work, self._again = work, again
        self._is_busy = False
        self._pipe, theirs = Pipe()
        maker = os.getpid()
        self._id = os.fork()
        if self._id == 0:
            self._pipe.close()
            try:
                _end_with(maker)
                _serve(theirs, work, again, ready)
            finally:
                os._exit(0)  # no `finally` and no exit handler of the maker is ours to run
        theirs.close()

    def mapped(self, given: Sequence[T], jobs: int) -> Iterator[R]:
        """Yield the result of each piece, in order; where the branch has died, all is done here."""
        done = 0
        self._is_busy = True
        try:
            self._pipe.send((given, jobs))
            for _ in given:
                found: R = self._pipe.recv()
                done += 1
                yield found
            self._is_busy = False
        except _GONE:
            yield from mapped(self._work, given[done:], jobs, self._again)

    def close(self) -> None:
        """End it, whatever it is doing, and wait for that."""
        if not self._id:
            return
        self._pipe.close()  # an idle one sees that, and ends
        if self._is_busy:
            os.kill(self._id, signal.SIGTERM)
        os.waitpid(self._id, 0)
        self._id = 0


def _serve(
    pipe: Connection, work: Callable[[T], R], again: Callable[[T], R], ready: Ready[T]
) -> None:
    try:
        while True:
            given, jobs = pipe.recv()
            if jobs > 1:  # one worker brings it itself, or it would be held twice
                ready(given)
                gc.freeze()  # what a collection touches is no longer shared with workers
            for found in mapped(work, given, jobs, again):
                pipe.send(found)
    except _GONE:
        return  # nobody asks any more


def _end_with(maker: int) -> None:
    """End this process when its maker has ended, and leave the keyboard to that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        signal.signal(signal.Signals[name], signal.SIG_DFL)

    def look(*_: object) -> None:
        if os.getppid() != maker:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
