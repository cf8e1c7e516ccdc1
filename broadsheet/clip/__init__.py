"""Captures in, clippings out: the articles of a document, and all in it that is no article's.

`cutting.py` reads text dumps, `forms/` every other form in which news is kept.
"""

from __future__ import annotations

from broadsheet.clip.cutting import clippings
from broadsheet.clip.furniture import Furniture, furniture
from broadsheet.clip.kind import capture
from broadsheet.clip.nouns import Clipped
from broadsheet.clip.row import row

__all__ = ["Clipped", "Furniture", "capture", "clippings", "furniture", "row"]
