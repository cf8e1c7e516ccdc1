"""What was said, by whom, and in which paragraph of which article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet.library import Story, Term
from broadsheet.model import Article
from broadsheet.plan import prose
from broadsheet.plan.articles import is_excerpt, shown
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.views import Chip, Link, Said
from broadsheet.text import direction, folded

MOST = 4  # quotations on a page
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Voices:
    """The quotations of articles, as pages show them; each article is read once, if at all."""

    pieces: Pieces
    _said: dict[str, tuple[Said, ...]] = field(default_factory=dict)

    def of_story(self, story: Story) -> tuple[Said, ...]:
        """Return the longest quotations of a story in its order, of as many speakers as can be."""
        every = [said for article in story.articles for said in self.of_article(article)]
        longest = sorted(every, key=lambda one: -len(one.text.split()))
        first: dict[str, Said] = {}
        for one in longest:
            first.setdefault(one.speaker.name, one)
        chosen = set(_once([*first.values(), *longest])[:MOST])
        return tuple(one for one in _once(every) if one in chosen)

    def of_term(self, term: Term) -> tuple[Said, ...]:
        """Return the newest quotations of a person, or of another entity that speaks."""
        found: list[Said] = []
        for article in reversed(term.articles):
            if article.quotes:
                own = [one for one in self.of_article(article) if one.speaker.href]
                found += [one for one in own if one.speaker == self.pieces.chip(term)]
            if len(_once(found)) >= MOST:
                break
        return tuple(_once(found)[:MOST])

    def of_article(self, article: Article) -> tuple[Said, ...]:
        """Return the quotations of an article that other pages may show."""
        if article.id not in self._said:
            self._said[article.id] = tuple(_said(article, self.pieces)) if article.quotes else ()
        return self._said[article.id]


def _once(every: Iterable[Said]) -> list[Said]:
    """Return the quotations without those that another report has too."""
    first: dict[str, Said] = {}
    for one in every:
        first.setdefault(folded(one.text), one)
    return list(first.values())


def _said(article: Article, pieces: Pieces) -> Iterator[Said]:
    """Yield what an article quotes.

    Of a sensitive one only what those say who are named on pages: nobody else is repeated, nor
    a sentence that names someone withheld. Where excerpts are published, no more is quoted.
    """
    library = pieces.library
    speakers = {
        folded(name): pieces.chip(term)
        for term in reversed(pieces.entities(article))
        for name in (term.name, *term.other_names)
    }
    withheld = tuple(library.withheld.get(article.id, ()))
    paragraphs = _paragraphs(shown(article, pieces))
    for quote in article.quotes:
        speaker, text = spoken(quote)
        chip = speakers.get(folded(speaker))
        if not text or (chip is None and article.id in library.sensitive):
            continue
        if prose.contains(text, withheld) or prose.contains(speaker, withheld):
            continue
        place = _place(text, paragraphs)
        if place is None and is_excerpt(article, pieces):
            continue
        link = Link(article.title, pieces.article_href(article) + (place or ""))
        chip = chip or Chip(speaker, "", "")
        yield Said(text, chip, link, article.lang, direction(article.lang))


def spoken(quote: str) -> tuple[str, str]:
    """Return the speaker and the words of `Speaker: words`; "" twice for what is no such line."""
    speaker, colon, text = quote.partition(": ")
    speaker, text = speaker.strip(), text.strip().strip('"“”').strip()
    if not colon or not speaker or len(speaker) > _LONGEST_NAME:
        return "", ""
    return speaker, text


def _paragraphs(markdown: str) -> tuple[tuple[str, str], ...]:
    """Return the paragraphs, folded, each with its place on the page."""
    return tuple((folded(one.text), one.place) for one in prose.passages(markdown))


def _place(text: str, paragraphs: Sequence[tuple[str, str]]) -> str | None:
    """Return the place of the paragraph that holds the words; None when none does."""
    sought = folded(text)
    return next((place for words, place in paragraphs if sought in words), None)
