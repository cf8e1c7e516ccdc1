"""What is cut from a capture, whatever its form."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.errors import Problem
from broadsheet.model import Clipping, Dropped


@dataclass(frozen=True, slots=True)
class Clipped:
    """What was cut from a capture, and each line or sentence that no article took."""

    clippings: tuple[Clipping, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()
