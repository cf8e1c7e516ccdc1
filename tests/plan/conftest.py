"""Lets the tests of the plan use the newsroom that the tests of the library built."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "library"))
