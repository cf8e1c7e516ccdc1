"""A story's reports held against each other: pure, of texts alone, so that it can be remembered."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.library import Story
from broadsheet.model import Article
from broadsheet.plan.accounts import Account, Report, own_sentences, read
from broadsheet.plan.articles import is_excerpt, shown
from broadsheet.plan.differences import Stated, differences
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.prose import Passage
from broadsheet.search import Remember


@dataclass(frozen=True, slots=True)
class Retold:
    """By report, in order: the sentence that is most its own, and what only its outlet states."""

    own: tuple[Passage | None, ...]
    stated: tuple[tuple[Stated, ...], ...]


def retold(reports: tuple[Report, ...], said: str, comparable: bool) -> Retold:
    """Return what is each report's own; what the page says already, `said`, is not said again."""
    told: tuple[Account, ...] = tuple(map(read, reports))
    stated = differences(told) if comparable else tuple(() for _ in told)
    return Retold(own_sentences(told, said), stated)


def retelling(story: Story, pieces: Pieces, remember: Remember) -> Retold:
    """Return what is each report's own; protected people's stories are not compared."""
    return remember(retold, *compared(story, pieces))


def compared(story: Story, pieces: Pieces) -> tuple[tuple[Report, ...], str, bool]:
    """Return what `retold` is called with for a story."""
    comparable = not any(article.id in pieces.library.sensitive for article in story.articles)
    reports = tuple(_report(article, pieces) for article in story.articles)
    return reports, pieces.stub(story.first).summary, comparable


def _report(article: Article, pieces: Pieces) -> Report:
    source = pieces.library.source_of.get(article.id)
    hidden = pieces.texts.body(article) if is_excerpt(article, pieces) else ""
    return Report(
        markdown=shown(article, pieces),
        aside="\n".join((article.title, article.summary, hidden)),
        lang=article.lang,
        day=article.day,
        outlet=source.key if source else "",
        withheld=tuple(sorted(pieces.library.withheld.get(article.id, ()))),
        names=tuple((term.name, pieces.forms(term)) for term in pieces.entities(article)),
    )
