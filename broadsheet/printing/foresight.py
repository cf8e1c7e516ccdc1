"""Long pure calls, made by several processes while this one plans what needs none of them.

A worker is a copy of this process, so that it has the texts without being sent them; what it
finds goes into the memo. Where the system makes no such copies safely (macOS, Windows), this
process does everything when it is asked for, and so it does what a worker died over.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from broadsheet.memo import Memo
from broadsheet.printing.workers import can_copy, enlist

T = TypeVar("T")
Call = tuple[Callable[..., Any], tuple[Any, ...]]

FEW = 64  # calls that one process makes sooner than others are ready to help
_BATCH = 8

_here: list[Sequence[Call]] = []  # in a worker: what it was copied with


class Foresight:
    """A memo that may be told what it will be asked: `remember` and `foresee` of a plan.

    For builds that know nothing yet: what is foreseen is done again even where it is known.
    """

    def __init__(self, memo: Memo, jobs: int) -> None:
        self._memo = memo
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._pending: dict[str, tuple[Future[list[Any]], int]] = {}

    def foresee(self, calls: Iterable[Call]) -> None:
        """Begin to make these calls; they should be asked for in about this order."""
        if self._jobs < 2 or not can_copy():
            return
        ahead = list(calls)
        if len(ahead) < FEW:
            return
        _here.append(ahead)
        try:
            copies = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(self._jobs, copies, enlist)
            begun = [self._pool.submit(_batch, n) for n in range(0, len(ahead), _BATCH)]
        except (BrokenProcessPool, OSError):  # no room for another process
            self._end()
            return
        finally:
            _here.clear()
        for n, (function, values) in enumerate(ahead):
            self._pending[self._memo.key(function, *values)] = (begun[n // _BATCH], n % _BATCH)

    def __call__(self, function: Callable[..., T], *values: Any) -> T:
        key = self._memo.key(function, *values)
        if key not in self._pending:
            return self._memo.at(key, function, *values)
        future, place = self._pending.pop(key)
        try:
            value: T = future.result()[place]
        except (BrokenProcessPool, OSError):
            value = function(*values)
        self._memo.put(function, key, value)
        if not self._pending:
            self._end()
        return value

    def _end(self) -> None:
        if self._pool:
            self._pool.shutdown()
            self._pool = None


def _batch(begin: int) -> list[Any]:
    """Make some of the calls that this worker was copied with."""
    return [function(*values) for function, values in _here[0][begin : begin + _BATCH]]
