"""The door to the bodies of articles: whatever a page shows of a body goes through here.

An article is its facts, which cards, lists and the library are made of, and a body. What pages
other than its own show of the body is its gist, so that an archive can be planned of which no
body is in memory, and an edit of a body that leaves the gist alone reaches few pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from broadsheet.library.salience import leading
from broadsheet.model import Article
from broadsheet.plan import prose

_SUMMARY = 320
_BEGINNING = 4000  # characters of a body in which its first paragraph is looked for


@dataclass(frozen=True, slots=True)
class Gist:
    """What hangs on an article's body and shows elsewhere than on its own page.

    `opening` stands in for a summary, "" where there is one; `leading` are the places, in the
    article's lists, of the names that its lead mentions; `version` stands for the body's bytes.
    """

    minutes: int
    opening: str
    is_empty: bool
    edited: bool
    leading: tuple[int, ...]
    version: str

    @property
    def on_cards(self) -> tuple[int, str]:
        """What cards and lists show."""
        return self.minutes, self.opening

    @property
    def for_editors(self) -> tuple[bool, bool]:
        """What the page on the quality of the data tells."""
        return self.is_empty, self.edited


def gist(article: Article) -> Gist:
    """Return the gist of an article whose body is there."""
    body = article.body
    return Gist(
        minutes=prose.minutes(body, article.lang),
        opening="" if article.summary else _opening(body),
        is_empty=not body.strip(),
        edited=article.edited,
        leading=leading(article),
        version=version(article),
    )


def version(article: Article) -> str:
    """Return what stands for the bytes of a body."""
    return blake2b(article.body.encode(), digest_size=16).hexdigest()


def _opening(body: str) -> str:
    return prose.opening(next(prose.prose(body[:_BEGINNING]), ""), _SUMMARY)


def in_hand(article: Article) -> str:
    """Return the body that an article brings along."""
    return article.body


@dataclass(frozen=True, slots=True)
class Texts:
    """Bodies and their gists, which are made once, or known from before; and what a plan leaves.

    That is for the next one: what stands for the words of each `month` in the search, what
    archives show of each of the `days` (how many articles, by how many sources the first was told,
    headlines), what search engines are told of (`urls`, each with its day), and the addresses
    that only lead on (`former`).
    """

    body: Callable[[Article], str] = in_hand
    known: Mapping[str, Gist] = field(default_factory=dict)
    months: dict[str, str] = field(default_factory=dict)
    days: dict[str, tuple[int, int, tuple[str, ...]]] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    former: set[str] = field(default_factory=set)
    _made: dict[str, Gist] = field(default_factory=dict)

    def gist(self, article: Article) -> Gist:
        found = self.known.get(article.id) or self._made.get(article.id)
        if found is None:
            found = self._made[article.id] = gist(article)
        return found
