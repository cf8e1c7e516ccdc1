"""Entities: every name that articles list, gathered under one person, organization or place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from broadsheet.library.addresses import Wish, minted
from broadsheet.library.authority import Authority
from broadsheet.library.nouns import FOLDERS, TYPES, Term
from broadsheet.library.salience import Leading, foremost, leading, leads, subjects
from broadsheet.model import Article, EntityType, Record
from broadsheet.text import folded, slug

#: Which type wins when a name is listed as often under two.
_PRECEDENCE: Mapping[EntityType, int] = {"place": 0, "organization": 1, "person": 2}


@dataclass(slots=True)
class _Tally:
    """What is gathered about one entity while the articles are read."""

    record: Record | None
    types: Counter[EntityType] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    articles: dict[str, Article] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """The entities, whom each article names, and the forms that must not be repeated from it.

    `of` has first whom the article is `about`; one whose `about` says nothing is not in that.
    """

    entities: tuple[Term, ...]
    of: Mapping[str, tuple[Term, ...]]
    about: Mapping[str, tuple[Term, ...]]
    withheld: Mapping[str, frozenset[str]]


def named(
    articles: Sequence[Article],
    records: Authority,
    sensitive: frozenset[str],
    owner: dict[str, str],
    reserved: frozenset[str] = frozenset(),
    leading: Leading = leading,
) -> Named:
    """Return who and what the articles name, for them to be shown.

    Left out: what a record hides, and in sensitive articles every person whom no record opens.
    Nobody lives at a `reserved` address.
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
    whom, about = _whom(articles, records, kept)
    salient = {
        ident for listed in whom.values() for ident in foremost((kinds[i], i) for i in listed)
    }
    entities = _entities(kept, kinds, salient, owner, reserved, leading)
    of, main = (
        {id: tuple(entities[ident] for ident in listed) for id, listed in idents.items()}
        for idents in (whom, about)
    )
    ranked = sorted(entities.values(), key=lambda t: (TYPES.index(t.kind), slug(t.name), t.key))
    return Named(tuple(ranked), of, main, {id: frozenset(who) for id, who in withheld.items()})


def _whom(
    articles: Sequence[Article], records: Authority, kept: Mapping[str, _Tally]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return whom each article names, its subjects first; and the subjects of those that tell."""
    whom: dict[str, tuple[str, ...]] = {}
    about: dict[str, tuple[str, ...]] = {}
    for article in articles:
        idents = dict.fromkeys(records.identity(kind, name)[0] for kind, name in names(article))
        listed = [i for i in idents if i in kept and article.id in kept[i].articles]
        main = subjects(article, listed, records) if article.about else ()
        if main:
            about[article.id] = main
        whom[article.id] = tuple(dict.fromkeys((*main, *listed)))
    return whom, about


def names(article: Article) -> Iterator[tuple[EntityType, str]]:
    """Yield every name that the article lists, with the type it lists it under."""
    for kind, listed in zip(
        TYPES, (article.people, article.organizations, article.places), strict=True
    ):
        yield from [(kind, plain) for name in listed if (plain := _plain(name))]


@lru_cache(maxsize=65536)  # names come again and again
def _plain(name: str) -> str:
    return " ".join(name.split())


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
            tally = tallies.get(ident)
            if tally is None:
                tally = tallies[ident] = _Tally(record)
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
    tallies: Mapping[str, _Tally],
    kinds: Mapping[str, EntityType],
    salient: Container[str],
    owner: dict[str, str],
    reserved: frozenset[str],
    leading: Leading,
) -> dict[str, Term]:
    keys = {ident: f"{kinds[ident]}:{_name(tally)}" for ident, tally in tallies.items()}
    known = {
        name for key in owner.values() for kind, _, name in [key.partition(":")] if kind in TYPES
    }
    wishes = [
        Wish(keys[ident], FOLDERS[kinds[ident]], slug(_name(tally)))
        for ident, tally in sorted(tallies.items())
        if ident in salient or _has_page(tally, known, leading)
    ]
    at = minted(wishes, owner, reserved)
    return {
        ident: Term(
            kind=kinds[ident],
            key=keys[ident],
            name=_name(tally),
            permalink=at.get(keys[ident], ""),
            articles=tuple(tally.articles.values()),
            other_names=_other_names(tally),
            record=tally.record,
            listed_as=tuple(sorted(tally.types, key=TYPES.index)),
        )
        for ident, tally in tallies.items()
    }


def _has_page(tally: _Tally, known: Container[str], leading: Leading) -> bool:
    """Return whether a name that no article lists among its first has a page all the same.

    So it is from two articles on, where a record describes it, where its only article says not
    what it is about and leads with it, and where it had a page before: such addresses stay.
    """
    if tally.record or len(tally.articles) > 1 or any(folded(n) in known for n in tally.names):
        return True
    article = next(iter(tally.articles.values()))
    return not article.about and leads(article, tally.names, leading)


def _other_names(tally: _Tally) -> tuple[str, ...]:
    aliases = tally.record.aliases if tally.record else ()
    others = {folded(n): n for n in (*sorted(tally.names), *aliases)}
    return tuple(sorted(n for key, n in others.items() if key != folded(_name(tally))))
