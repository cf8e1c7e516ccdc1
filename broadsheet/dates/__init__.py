"""Dates: lines that are a time, ages against a capture, days named in running text."""

from .clocks import clock
from .inference import captured
from .lines import Printed, glued, printed
from .mentions import Partial, mentioned
from .resolve import in_name, iso, resolved

__all__ = [
    "Partial",
    "Printed",
    "captured",
    "clock",
    "glued",
    "in_name",
    "iso",
    "mentioned",
    "printed",
    "resolved",
]
