"""Manners: one request at a time to a host, a pause between two, and no call before it asks."""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator

from broadsheet.collect.memory import Memory


class LaterError(Exception):
    """The host is not to be asked before `until`, which is too long to wait for."""

    def __init__(self, until: float) -> None:
        super().__init__(until)
        self.until = until


class Hosts:
    """When each host may be asked next. Times are seconds of the epoch."""

    def __init__(
        self, memory: Memory, delay: float, patience: float, now: Callable[[], float]
    ) -> None:
        self._memory = memory
        self._delay = delay
        self.patience = patience
        self._now = now
        self._pause: Callable[[float], object] = lambda seconds: None
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._guard = threading.Lock()
        self._next: dict[str, float] = {}
        self._slow: dict[str, float] = {}

    def pauses_by(self, pause: Callable[[float], object]) -> None:
        """Say how to wait."""
        self._pause = pause

    @contextlib.contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for our turn at a host and keep it; raise LaterError where that takes too long."""
        with self._guard:
            lock = self._locks[host]
        with lock:
            wait = self._due(host) - self._now()
            if wait > self.patience:
                raise LaterError(self._due(host))
            if wait > 0:
                self._pause(wait)
            try:
                yield
            finally:
                self._next[host] = self._now() + max(self._delay, self._slow.get(host, 0.0))
                if self._slow.get(host, 0.0) > self.patience:
                    self._memory.hold(host, self._next[host])

    def _due(self, host: str) -> float:
        return max(self._next.get(host, 0.0), self._memory.held(host))

    def slow(self, host: str, delay: float) -> None:
        """Keep a longer pause between two requests, as its robots.txt asks."""
        self._slow[host] = min(delay, 86_400.0)

    def hold(self, host: str, until: float) -> None:
        """Ask nothing before a time, in later runs too."""
        self._memory.hold(host, until)

    def is_held(self, host: str) -> bool:
        """Return whether it is too early to ask, and no use to wait."""
        return self._due(host) - self._now() > self.patience
