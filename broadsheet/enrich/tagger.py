"""Who finds mentions: a spaCy pipeline where there is one, else rules. One small protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from broadsheet.enrich import rules
from broadsheet.errors import Problem
from broadsheet.model import Mention


class Tagger(Protocol):
    """Finds mentions. A mention's `name` is its surface here; canonical names come later."""

    @property
    def version(self) -> str:
        """The backend and its version, for an article's provenance."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What kept a better backend away, and the cure."""
        ...

    def mentions(self, text: str, language: str) -> tuple[Mention, ...]:
        """Return the mentions in a text, by their start, none overlapping."""
        ...

    def all_mentions(
        self, texts: Sequence[str], languages: Sequence[str]
    ) -> list[tuple[Mention, ...]]:
        """Return the same for many texts at once, which a model does faster."""
        ...


class Rules:
    """Capitals, cues and the gazetteer: no model, the same on every machine."""

    version = f"rules {rules.VERSION}"

    def __init__(self, problems: tuple[Problem, ...] = ()) -> None:
        self.problems = problems

    def mentions(self, text: str, language: str) -> tuple[Mention, ...]:
        return rules.mentions(text)

    def all_mentions(
        self, texts: Sequence[str], languages: Sequence[str]
    ) -> list[tuple[Mention, ...]]:
        return [rules.mentions(text) for text in texts]


def tagger(name: str | None = None) -> Tagger:
    """Return the named tagger: "rules", a spaCy pipeline, or (None) the best there is.

    A missing or broken pipeline is no error: the rules take over, and `problems` tells the cure.
    A pipeline is loaded at its first text, so whether it is broken is known only after that.
    """
    if name == "rules":
        return Rules()
    from broadsheet.enrich import pipeline

    found = pipeline.installed(name)
    return Rules((found,)) if isinstance(found, Problem) else found
