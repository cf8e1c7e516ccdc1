"""Topics and sources: what articles are filed under, and who published them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from broadsheet.library.addresses import Wish, minted
from broadsheet.library.nouns import FOLDERS, Term, TermKind
from broadsheet.model import Article, Topic
from broadsheet.text import folded, slug, squeezed


def topics(
    articles: Sequence[Article], known: Mapping[str, Topic]
) -> tuple[tuple[Term, ...], dict[str, tuple[Term, ...]]]:
    """Return the topics in use by name, and the topics of each article, most fitting first.

    A topic that nobody described gets a page too, under the name that the article gives it.
    """
    filed: dict[str, list[Article]] = {}
    called: dict[str, str] = {}
    for article in articles:
        for wanted, name in _filed_under(article).items():
            filed.setdefault(wanted, []).append(article)
            called.setdefault(wanted, name)
    terms = {
        at: _topic(known.get(at) or Topic(at, called[at]), tuple(group))
        for at, group in filed.items()
    }
    of = {a.id: tuple(terms[at] for at in _filed_under(a)) for a in articles}
    return tuple(sorted(terms.values(), key=lambda t: (folded(t.name), t.key))), of


def _filed_under(article: Article) -> dict[str, str]:
    """Return the slugs of the article's topics, each with a name made of what is written."""
    found: dict[str, str] = {}
    for written in article.topics:
        if written.strip():
            name = squeezed(written.replace("-", " "))
            found.setdefault(slug(written), name[:1].upper() + name[1:])
    return found


def _topic(topic: Topic, articles: tuple[Article, ...]) -> Term:
    kind: TermKind = "topic"
    at = f"{FOLDERS[kind]}{topic.slug}/"
    return Term(kind, f"topic:{topic.slug}", topic.name, at, articles, code=topic.code)


def sources(
    articles: Sequence[Article], owner: dict[str, str]
) -> tuple[tuple[Term, ...], dict[str, Term]]:
    """Return the outlets by name, and the outlet of each article that names one."""
    published: dict[str, list[Article]] = {}
    for article in articles:
        if article.source and article.source.strip():
            published.setdefault(folded(article.source), []).append(article)
    names = {key: _commonest(group) for key, group in published.items()}
    wishes = [
        Wish(f"source:{names[key]}", FOLDERS["source"], slug(names[key])) for key in sorted(names)
    ]
    at = minted(wishes, owner)
    terms = {
        key: Term("source", f"source:{names[key]}", names[key], at[f"source:{names[key]}"], group)
        for key, group in ((key, tuple(group)) for key, group in published.items())
    }
    of = {article.id: terms[key] for key, group in published.items() for article in group}
    return tuple(sorted(terms.values(), key=lambda t: (folded(t.name), t.key))), of


def _commonest(articles: Sequence[Article]) -> str:
    spellings = Counter(squeezed(article.source or "") for article in articles)
    return min(spellings, key=lambda name: (-spellings[name], name))
