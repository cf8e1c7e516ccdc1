"""Which names get a page of their own: what an article is about, and what comes up again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TypeVar

from broadsheet.library.authority import Authority
from broadsheet.library.nouns import TYPES
from broadsheet.model import Article, EntityType

FOREMOST = 6  # names of a kind that an article is about: those that it lists first
_LEAD = 1200  # code points of a body that count as its lead

T = TypeVar("T")


def subjects(article: Article, listed: Sequence[str], records: Authority) -> tuple[str, ...]:
    """Return which of its listed entities an article's `about` names, in the order of `about`."""
    names = (" ".join(name.split()) for name in article.about)
    told = (records.identity(kind, name)[0] for name in names for kind in TYPES)
    return tuple(dict.fromkeys(ident for ident in told if ident in listed))


def foremost(named: Iterable[tuple[EntityType, T]]) -> Iterator[T]:
    """Yield of an article's names, in its order, the first few of each kind."""
    seen: Counter[EntityType] = Counter()
    for kind, name in named:
        seen[kind] += 1
        if seen[kind] <= FOREMOST:
            yield name


Leading = Callable[[Article], tuple[int, ...]]


def leads(article: Article, names: Container[str], leading: Leading) -> bool:
    """Return whether the title or the first two paragraphs mention one of the names."""
    listed = _listed(article)
    return any(" ".join(listed[n].split()) in names for n in leading(article))


def leading(article: Article) -> tuple[int, ...]:
    """Return the places, in its lists, of the names that an article's title or lead mentions.

    Only where that may decide which have a page: where it does not say what it is about.
    """
    if article.about:
        return ()
    opening = _opening(article)
    listed = _listed(article)
    return tuple([n for n, name in enumerate(listed) if " ".join(name.split()) in opening])


def _listed(article: Article) -> tuple[str, ...]:
    return (*article.people, *article.organizations, *article.places)


def _opening(article: Article) -> str:
    paragraphs = article.body[:_LEAD].split("\n\n", 2)[:2]
    return "\n".join((article.title, *paragraphs))
