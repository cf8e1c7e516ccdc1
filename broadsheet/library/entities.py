"""Entities: every name that articles list, gathered under one person, organization or place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.errors import Problem
from broadsheet.library.addresses import Wish, minted
from broadsheet.library.nouns import FOLDERS, TYPES, Term
from broadsheet.model import Article, EntityType, Record
from broadsheet.text import folded, slug

#: Which type wins when a name is listed as often under two.
_PRECEDENCE: Mapping[EntityType, int] = {"place": 0, "organization": 1, "person": 2}


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


@dataclass(slots=True)
class _Tally:
    """What is gathered about one entity while the articles are read."""

    record: Record | None
    types: Counter[EntityType] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    articles: dict[str, Article] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """The entities, whom each article names, and the forms that must not be repeated from it."""

    entities: tuple[Term, ...]
    of: Mapping[str, tuple[Term, ...]]
    withheld: Mapping[str, frozenset[str]]


def authority(records: Iterable[Record]) -> tuple[Authority, tuple[Problem, ...]]:
    """Return the records by name, and a problem for each name that two of one type claim.

    A record's own name counts before another one's alias, then the order of slugs.
    """
    claims: dict[str, list[tuple[int, str, Record]]] = {}
    for record in records:
        for alias, name in ((False, record.name), *((True, name) for name in record.aliases)):
            if not any(r is record for _, _, r in claims.setdefault(folded(name), [])):
                claims[folded(name)].append((alias, record.slug, record))
    problems: list[Problem] = []
    by_name: dict[str, tuple[Record, ...]] = {}
    for name in sorted(claims):
        ranked = [record for _, _, record in sorted(claims[name], key=lambda c: c[:2])]
        by_name[name] = tuple(ranked)
        problems.extend(_doubly_claimed(name, ranked))
    return Authority(by_name), tuple(problems)


def _doubly_claimed(name: str, ranked: Sequence[Record]) -> Iterator[Problem]:
    for kind in TYPES:
        same = [record for record in ranked if record.type == kind]
        for other in same[1:]:
            message = f"claims the name {name!r}, which {same[0].path} has"
            yield Problem(other.path, message, hint="keep it in one of the two")


def named(
    articles: Sequence[Article],
    records: Authority,
    sensitive: frozenset[str],
    owner: dict[str, str],
) -> Named:
    """Return who and what the articles name, for them to be shown.

    Left out: what a record hides, and in sensitive articles every person whom no record opens.
    """
    withheld: dict[str, set[str]] = {}
    tallies = _tallies(articles, records, sensitive, withheld)
    kinds = {ident: _kind(tally) for ident, tally in tallies.items()}
    for ident, tally in tallies.items():
        if kinds[ident] == "person" and not _opened(tally.record):
            for article in [a for a in tally.articles.values() if a.id in sensitive]:
                del tally.articles[article.id]
                spoken = (form for n in tally.names for form in _spoken("person", n, tally.record))
                withheld.setdefault(article.id, set()).update(spoken)
    kept = {ident: tally for ident, tally in tallies.items() if tally.articles}
    entities = _entities(kept, kinds, owner)
    of: dict[str, tuple[Term, ...]] = {}
    for article in articles:
        idents = dict.fromkeys(records.identity(kind, name)[0] for kind, name in names(article))
        of[article.id] = tuple(
            entities[i] for i in idents if i in entities and article.id in kept[i].articles
        )
    ranked = sorted(entities.values(), key=lambda t: (TYPES.index(t.kind), slug(t.name), t.key))
    return Named(tuple(ranked), of, {id: frozenset(who) for id, who in withheld.items()})


def names(article: Article) -> Iterator[tuple[EntityType, str]]:
    """Yield every name that the article lists, with the type it lists it under."""
    for kind, listed in zip(
        TYPES, (article.people, article.organizations, article.places), strict=True
    ):
        yield from ((kind, " ".join(name.split())) for name in listed if name.strip())


def _opened(record: Record | None) -> bool:
    return record is not None and record.public is True


def _spoken(kind: EntityType, name: str, record: Record | None) -> set[str]:
    """Return the forms that give the name away: aliases too, and the last word of a person's."""
    known = {name, *((record.name, *record.aliases) if record else ())}
    return known | {full.split()[-1] for full in known if kind == "person" and full.split()}


def _tallies(
    articles: Sequence[Article],
    records: Authority,
    sensitive: frozenset[str],
    withheld: dict[str, set[str]],
) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for article in articles:
        for kind, name in names(article):
            ident, record = records.identity(kind, name)
            hidden = record is not None and record.public is False
            private = kind == "person" and article.id in sensitive and not _opened(record)
            if hidden or private:
                withheld.setdefault(article.id, set()).update(_spoken(kind, name, record))
                continue
            tally = tallies.setdefault(ident, _Tally(record))
            tally.types[kind] += article.id not in tally.articles
            tally.names[name] += 1
            tally.articles[article.id] = article
    return tallies


def _kind(tally: _Tally) -> EntityType:
    if tally.record:
        return tally.record.type
    return min(tally.types, key=lambda kind: (-tally.types[kind], _PRECEDENCE[kind]))


def _name(tally: _Tally) -> str:
    if tally.record:
        return tally.record.name
    return min(tally.names, key=lambda name: (-tally.names[name], name))


def _entities(
    tallies: Mapping[str, _Tally], kinds: Mapping[str, EntityType], owner: dict[str, str]
) -> dict[str, Term]:
    keys = {ident: f"{kinds[ident]}:{_name(tally)}" for ident, tally in tallies.items()}
    wishes = [
        Wish(keys[ident], FOLDERS[kinds[ident]], slug(_name(tally)))
        for ident, tally in sorted(tallies.items())
    ]
    at = minted(wishes, owner)
    return {
        ident: Term(
            kind=kinds[ident],
            key=keys[ident],
            name=_name(tally),
            permalink=at[keys[ident]],
            articles=tuple(tally.articles.values()),
            other_names=_other_names(tally),
            record=tally.record,
        )
        for ident, tally in tallies.items()
    }


def _other_names(tally: _Tally) -> tuple[str, ...]:
    aliases = tally.record.aliases if tally.record else ()
    others = {folded(n): n for n in (*sorted(tally.names), *aliases)}
    return tuple(sorted(n for key, n in others.items() if key != folded(_name(tally))))
