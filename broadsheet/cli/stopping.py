"""What ends a command from outside: signals, and a reader of our words who has gone.

A command that is told to end lets go of what it holds, says one line, and ends with 128 and the
number of the signal, as shells have it: 129 hung up, 130 interrupted, 141 nobody reads, 143 ended.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType

_WORDS = {"SIGHUP": "hung up", "SIGTERM": "told to end"}


class StoppedError(BaseException):
    """A signal asked us to end. Not an Exception: nothing may take it for a fault and go on."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number
        self.words = _WORDS.get(signal.Signals(number).name, "stopped")


@contextlib.contextmanager
def heeded() -> Iterator[None]:
    """Turn the signals that end a process into StoppedError, where nobody else has a say in them.

    One that is ignored stays so: `nohup` means it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in _WORDS if hasattr(signal, name)]
    numbers = [signal.Signals[name] for name in names]
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)  # who asks twice does not want to wait
    raise StoppedError(number)


def fall_silent() -> None:
    """Say nothing more: the pipe that we write to has no reader, and would break again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
