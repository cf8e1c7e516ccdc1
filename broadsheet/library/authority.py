"""Authority records: which record has the last word on a name, and which of them contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.errors import Problem
from broadsheet.library.nouns import TYPES
from broadsheet.model import EntityType, Record
from broadsheet.text import folded, squeezed


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority records, by every name that they claim."""

    by_name: Mapping[str, tuple[Record, ...]]
    _seen: dict[tuple[EntityType, str], tuple[str, Record | None]] = field(default_factory=dict)

    def identity(self, kind: EntityType, name: str) -> tuple[str, Record | None]:
        """Return what tells the entity from all others, and its record if it has one."""
        if (kind, name) not in self._seen:
            record = self.record(name, kind)
            ident = f"record {record.slug}" if record else f"name {folded(name)}"
            self._seen[kind, name] = (ident, record)
        return self._seen[kind, name]

    def record(self, name: str, kind: EntityType) -> Record | None:
        """Return the record that claims the name, rather one of the same type."""
        claims = self.by_name.get(folded(name), ())
        return next((r for r in claims if r.type == kind), claims[0] if claims else None)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name that a record claims, as its own or as an alias, and the line that says so."""

    record: Record
    name: str
    is_alias: bool
    line: int | None

    @property
    def place(self) -> str:
        return f"{self.record.path}:{self.line}" if self.line else self.record.path


def authority(records: Iterable[Record]) -> tuple[Authority, tuple[Problem, ...]]:
    """Return the records by name, and a problem for each name that two of one type claim.

    A record's own name counts before another one's alias, then the order of slugs. Records of
    two types may share a name: the list that an article has it in tells which is meant.
    """
    claims: dict[str, list[_Claim]] = {}
    problems: list[Problem] = []
    for record in records:
        for claim in _claims(record):
            held = claims.setdefault(folded(claim.name), [])
            if not any(other.record is record for other in held):
                held.append(claim)
            elif squeezed(claim.name) == squeezed(record.name):
                problems.append(_self_named(claim))
    by_name: dict[str, tuple[Record, ...]] = {}
    for name in sorted(claims):
        ranked = sorted(claims[name], key=lambda claim: (claim.is_alias, claim.record.slug))
        by_name[name] = tuple(claim.record for claim in ranked)
        problems.extend(_doubly_claimed(ranked))
    return Authority(by_name), tuple(problems)


def _claims(record: Record) -> Iterator[_Claim]:
    lines = dict(reversed(record.lines))
    yield _Claim(record, record.name, False, lines.get("name") or lines.get("type"))
    for at, alias in enumerate(record.aliases):
        if alias.strip():
            yield _Claim(record, alias, True, lines.get(f"aliases.{at}"))


def _self_named(claim: _Claim) -> Problem:
    message = f"the alias {claim.name!r} is the name of the record itself"
    return Problem(claim.record.path, message, claim.line, hint="leave it out")


def _doubly_claimed(ranked: Sequence[_Claim]) -> Iterator[Problem]:
    for kind in TYPES:
        same = [claim for claim in ranked if claim.record.type == kind]
        for other in same[1:]:
            word = "alias" if other.is_alias else "name"
            hint = f"also claimed by {same[0].place}, which has it; keep it in one of the two"
            message = f"claims the {word} {other.name!r}"
            yield Problem(other.record.path, message, other.line, hint=hint)
