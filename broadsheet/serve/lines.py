"""Connections: who says nothing is not waited for, and who comes in crowds shuts nobody out."""

from __future__ import annotations

import asyncio
import resource
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HURRY = 10.0  # seconds in which a request is to be said
_MOST = 512  # connections at once
_LONGEST_HEAD = 16_384  # bytes of a request before its body


def settings(app: ASGIApp) -> uvicorn.Config:
    """Return how the server runs: no sockets of the web, no trust in what proxies claim."""
    return uvicorn.Config(
        app,
        http=_line(_most_connections()),
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )


def _most_connections() -> int:
    """Return how many connections leave files enough to work with."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST if files == resource.RLIM_INFINITY else max(8, min(_MOST, files // 2))


def _line(most: int) -> type[H11Protocol]:
    """Return a protocol for as many connections; the one that was silent longest goes first."""
    open_lines: dict[Any, None] = {}

    class Line(H11Protocol):
        """A connection that is closed unless a request is said in time."""

        _clock: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            open_lines[self] = None
            self._wind()
            if len(open_lines) > most:
                oldest = next(iter(open_lines))
                del open_lines[oldest]
                oldest.transport.abort()

        def data_received(self, data: bytes) -> None:
            if open_lines.pop(self, self) is None:
                open_lines[self] = None
            super().data_received(data)
            if self.cycle is not None and not self.cycle.response_complete:
                self._stop()
            elif self._clock is None:
                self._wind()

        def connection_lost(self, exc: Exception | None) -> None:
            open_lines.pop(self, None)
            self._stop()
            super().connection_lost(exc)

        def _wind(self) -> None:
            self._clock = self.loop.call_later(HURRY, self.transport.abort)

        def _stop(self) -> None:
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None

    return Line
