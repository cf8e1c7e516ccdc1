"""Topics and sources: what articles are filed under, and who published them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache

from broadsheet.library.addresses import Wish, minted
from broadsheet.library.nouns import FOLDERS, Reprint, Term, TermKind
from broadsheet.model import Article, Topic
from broadsheet.text import folded, slug, squeezed


def topics(
    articles: Sequence[Article], known: Mapping[str, Topic]
) -> tuple[tuple[Term, ...], dict[str, tuple[Term, ...]]]:
    """Return the topics in use by name, and the topics of each article, most fitting first.

    A topic that nobody described gets a page too, under the name that the article gives it. One
    beneath another knows it where some article is filed there as well.
    """
    filed: dict[str, list[Article]] = {}
    called: dict[str, str] = {}
    for article in articles:
        for wanted, name in _filed_under(article).items():
            filed.setdefault(wanted, []).append(article)
            called.setdefault(wanted, name)
    terms = {
        at: _topic(known.get(at) or Topic(at, called[at]), tuple(group), filed)
        for at, group in filed.items()
    }
    of = {a.id: tuple(terms[at] for at in _filed_under(a)) for a in articles}
    return tuple(sorted(terms.values(), key=lambda t: (folded(t.name), t.key))), of


def _filed_under(article: Article) -> dict[str, str]:
    """Return the slugs of the article's topics, each with a name made of what is written."""
    found: dict[str, str] = {}
    for written in article.topics:
        if written.strip():
            at, name = _called(written)
            found.setdefault(at, name)
    return found


@lru_cache(maxsize=4096)  # a site has few topics, and every article says some
def _called(written: str) -> tuple[str, str]:
    name = squeezed(written.replace("-", " "))
    return slug(written), name[:1].upper() + name[1:]


def _topic(topic: Topic, articles: tuple[Article, ...], filed: Container[str]) -> Term:
    kind: TermKind = "topic"
    at = f"{FOLDERS[kind]}{topic.slug}/"
    above = f"topic:{topic.parent}" if topic.parent in filed else ""
    key = f"topic:{topic.slug}"
    return Term(kind, key, topic.name, at, articles, code=topic.code, parent=above)


def sources(
    articles: Sequence[Article], owner: dict[str, str]
) -> tuple[tuple[Term, ...], dict[str, Term], dict[str, tuple[Reprint, ...]]]:
    """Return the outlets by name; the outlet of each article that names one; and the others
    that printed the same text."""
    published: dict[str, list[Article]] = {}
    spelled: dict[str, Counter[str]] = {}
    for article in articles:
        for key, name in _printed_by(article).items():
            published.setdefault(key, []).append(article)
            spelled.setdefault(key, Counter())[name] += 1
    names = {key: _commonest(spellings) for key, spellings in spelled.items()}
    wishes = [
        Wish(f"source:{names[key]}", FOLDERS["source"], slug(names[key])) for key in sorted(names)
    ]
    at = minted(wishes, owner)
    terms = {
        key: Term("source", f"source:{names[key]}", names[key], at[f"source:{names[key]}"], group)
        for key, group in ((key, tuple(group)) for key, group in published.items())
    }
    of = {a.id: terms[folded(a.source)] for a in articles if a.source and a.source.strip()}
    reprints = {article.id: _reprints(article, terms) for article in articles if article.also_at}
    return tuple(sorted(terms.values(), key=lambda t: (folded(t.name), t.key))), of, reprints


def _printed_by(article: Article) -> dict[str, str]:
    """Return the outlets that printed an article, each as it is spelled there."""
    names = (article.source or "", *(name for name, _ in article.reprints))
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(folded(name), squeezed(name))
    return found


def _reprints(article: Article, terms: Mapping[str, Term]) -> tuple[Reprint, ...]:
    """Return the other outlets that printed an article, each once."""
    found: dict[str, Reprint] = {}
    for name, headline in article.reprints:
        key = folded(name)
        if name and key != folded(article.source or ""):
            found.setdefault(key, Reprint(terms[key], headline))
    return tuple(found.values())


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
