"""An article to group, as the other rooms tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.model import When


@dataclass(frozen=True, slots=True)
class Told:
    """An article to group. `story` is final where it is known; `names` are its entities."""

    id: str
    title: str
    text: str
    date: When | None = None
    names: tuple[str, ...] = ()
    story: str | None = None
