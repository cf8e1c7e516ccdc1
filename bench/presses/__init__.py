"""The programs that are compared: ours and its peers, each behind the same few questions."""

from __future__ import annotations

from bench.presses.eleventy import Eleventy
from bench.presses.hugo import Hugo
from bench.presses.ours import Ours
from bench.presses.pelican import Pelican
from bench.presses.press import Press

OURS = Ours()
HUGO = Hugo()
PRESSES: tuple[Press, ...] = (OURS, HUGO, Eleventy(), Pelican())

__all__ = ["HUGO", "OURS", "PRESSES", "Press"]
