"""Authority records: which record has the last word on a name, and which of them contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.errors import Problem
from broadsheet.library.nouns import FOLDERS, TYPES
from broadsheet.model import EntityType, Record
from broadsheet.text import folded, squeezed

_ARTICLED: Mapping[EntityType, str] = {
    "person": "a person",
    "organization": "an organization",
    "place": "a place",
}


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
    """Return the records by name, and a problem for each name that two of them claim.

    A record's own name counts before another one's alias, then the order of slugs. Records of
    two types may both be named alike: the list that an article has the name in tells which is
    meant. That one of them also claims it as an alias is a problem all the same.
    """
    claims: dict[str, list[_Claim]] = {}
    problems: list[Problem] = []
    for record in records:
        problems.extend(_self_same(record))
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


def _self_same(record: Record) -> Iterator[Problem]:
    """Yield a problem for each `same_as` that only leads back to the record."""
    lines = dict(record.lines)
    itself = {record.slug, f"{record.slug}.md", record.path, folded(record.name)}
    for at, other in enumerate(record.same_as):
        plain = folded(other.strip()).removeprefix("/").removesuffix("/")
        if plain in itself or plain == f"{FOLDERS[record.type].strip('/')}/{record.slug}":
            message = f"`same_as` points to the record itself: {other!r}"
            line = lines.get(f"same_as.{at}") or lines.get("same_as")
            yield Problem(record.path, message, line, hint="leave it out")


def _doubly_claimed(ranked: Sequence[_Claim]) -> Iterator[Problem]:
    for kind in TYPES:
        same = [claim for claim in ranked if claim.record.type == kind]
        for other in same[1:]:
            has = f"{same[0].place}, which has it"
            yield _contested(other, f"also claimed by {has}; keep it in one of the two")
        if same and same[0].is_alias and same[0] is not ranked[0]:
            first = ranked[0]
            has = f"{first.place}, {_ARTICLED[first.record.type]}"
            hint = f"also claimed by {has}; an article's list decides, or keep it in one of the two"
            yield _contested(same[0], hint)


def _contested(claim: _Claim, hint: str) -> Problem:
    word = "alias" if claim.is_alias else "name"
    message = f"claims the {word} {claim.name!r}"
    return Problem(claim.record.path, message, claim.line, hint=hint)
