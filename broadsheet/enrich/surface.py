"""A name as it stands in a text, before it is given its canonical form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from broadsheet.enrich.gazetteer import Known
from broadsheet.model import EntityType


@dataclass(frozen=True, slots=True)
class Surface:
    """A clean span; `known` when the gazetteer has it, `opening` where a sentence begins."""

    start: int
    end: int
    text: str
    type: EntityType
    score: float
    known: Known | None = None
    opening: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether the tables say the type, so that no vote is taken."""
        return self.known is not None and self.known.rank != "doubtful"

    def retyped(self, type_: EntityType) -> Surface:
        return replace(self, type=type_)
