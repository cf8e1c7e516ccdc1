"""A plan of what edits reach, put into the plan before them, is the plan after them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from newsroom import TOPICS, article, published

from broadsheet import plan
from broadsheet.config import Settings
from broadsheet.fingerprint import fingerprint
from broadsheet.library import Library, Row, library, library_again
from broadsheet.model import Article, Page

T = TypeVar("T")
SEEDS = 4
WORDS = ["harbour", "bridge", "council", "strike", "lake", "orchard", "ferry", "verdict"]
PEOPLE = ["Mara Lindqvist", "Tobias Okafor", "Ines Calder", "Ravi Thorne", "Otto Vane", "Bo"]
PLACES = ["Port Elden", "Skerrow", "Vey Valley", "Tarn"]
OUTLETS = ["Northwire", "northwire", "Quayside Daily", "The Elden Post"]
FILED = ["politics", "economy", "weather", "local-matters", "Local Matters"]
SETTINGS = (
    {"list_length": 30},
    {"list_length": 2, "feed_length": 3},
    {"list_length": 3, "publish": "excerpt", "feeds": "topics", "pictures": "all"},
)


class Room:
    """Articles that someone edits at random, and what is remembered of the last plan."""

    def __init__(self, seed: int, settings: Mapping[str, Any], articles: int) -> None:
        self.random = random.Random(seed)
        self.settings = Settings(title="The Ellery Digest", **settings)
        self.made = 0
        self.articles: dict[str, Article] = {}
        self.register: tuple[Row, ...] = ()
        self.memory: dict[str, Any] = {}
        self.before: dict[str, Article] = {}
        for _ in range(articles):
            self.add()
        self.texts = plan.Texts()
        self.library = self._library(None, self.register)
        self.pages = self.whole(self.fresh(), self.texts)

    # ---- edits ----------------------------------------------------------------------------------

    def add(self) -> None:
        pick = self.random.choice
        self.made += 1
        day = f"2025/0{pick('567')}/{self.random.randint(1, 4):02}"
        one = article(f"{day}/{pick(WORDS)}-{self.made}", **self._facts())
        self.articles[one.id] = replace(one, body=self._body())

    def _facts(self) -> dict[str, Any]:
        pick, some = self.random.choice, self._some
        found: dict[str, Any] = {"topics": some(FILED), "people": some(PEOPLE)}
        found |= {"places": some(PLACES), "source": pick([*OUTLETS, None]), "story": None}
        if pick([0, 0, 1]):
            found["story"] = pick(WORDS[:4])
        if pick([0, 0, 1]):
            found["about"] = found["people"][:1]
        if pick([0, 0, 0, 1]):
            found["content_notes"] = ["sexual-violence"]
        if pick([0, 0, 1]):
            found["summary"] = f"What the {pick(WORDS)} did."
        if pick([0, 0, 0, 1]):
            found["aliases"] = [f"/old/{pick(WORDS)}/"]
        if pick([0, 0, 0, 1]):
            found["quotes"] = [f"{pick(PEOPLE)}: The {pick(WORDS)} is closed to all of us."]
        if pick([0, 0, 0, 0, 1]):
            found["draft"] = True
        if pick([0, 0, 0, 0, 1]):
            day = self.random.randint(1, 9)
            found["corrections"] = [f"2025-07-0{day}: {pick(PEOPLE)} was not in {pick(PLACES)}."]
        if pick([0, 0, 0, 1]):
            found["also_at"] = [f"{pick(OUTLETS)}: Another {pick(WORDS)}"]
        return found

    def _some(self, of: Sequence[str]) -> list[str]:
        return self.random.sample(of, self.random.randint(0, 2))

    def _body(self) -> str:
        pick = self.random.choice
        told = [f"{pick(PEOPLE)} spoke of the {pick(WORDS)} in {pick(PLACES)}." for _ in range(3)]
        return "\n\n".join(told) + "\n"

    def _edit(self, make: Callable[[Article], Article]) -> None:
        if self.articles:
            id = self.random.choice(sorted(self.articles))
            self.articles[id] = make(self.articles[id])

    def delete(self) -> None:
        if self.articles:
            del self.articles[self.random.choice(sorted(self.articles))]

    def rewrite(self) -> None:
        given = self._facts().items()
        facts: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in given}
        self._edit(lambda one: replace(one, **facts))

    def edit_body(self) -> None:
        self._edit(lambda one: replace(one, body=self._body()))

    def lengthen(self) -> None:
        self._edit(lambda one: replace(one, body=one.body + "\nThen it rained again. " * 90))

    def refile(self) -> None:
        self._edit(lambda one: replace(one, topics=tuple(self._some(FILED))))

    def retitle(self) -> None:
        self._edit(lambda one: replace(one, title=f"Another {self.random.choice(WORDS)}"))

    def move(self) -> None:
        day, month = self.random.randint(1, 5), self.random.choice([6, 7])
        self._edit(lambda one: replace(one, date=one.date.replace(month=month, day=day)))

    def rename(self) -> None:
        self._edit(lambda one: replace(one, slug=self.random.choice(WORDS)))

    # ---- plans ----------------------------------------------------------------------------------

    def _library(self, before: Library | None, register: Sequence[Row]) -> Library:
        held = {a.id: a for a in (*before.articles, *before.drafts)} if before else {}
        kept = [self._kept(one, held.get(one.id)) for one in self.articles.values()]
        gists = {id: plan.gist(one) for id, one in self.articles.items()}
        start = before or Library(self.settings)
        return library_again(kept, (), TOPICS, register, start, lambda one: gists[one.id].leading)

    def fresh(self) -> Library:
        """Return the library of all articles with their bodies, made of nothing else."""
        return library(self.articles.values(), (), TOPICS, self.settings, self.register)

    @staticmethod
    def _kept(one: Article, held: Article | None) -> Article:
        bodiless = replace(one, body="")
        return held if held == bodiless and held is not None else bodiless

    def remember(self, function: Callable[..., T], *values: Any) -> T:
        keyed = [getattr(value, "version", value) for value in values]
        key = fingerprint(function.__module__, function.__qualname__, keyed)
        if key not in self.memory:
            self.memory[key] = function(*values)
        found: T = self.memory[key]
        return found

    def _texts(self, past: plan.Texts | None = None) -> plan.Texts:
        held = dict(self.articles)
        gists = {id: plan.gist(one) for id, one in held.items()}
        texts = plan.Texts(lambda one: held[one.id].body, gists)
        if past:
            texts.months.update(past.months)
            texts.days.update(past.days)
            texts.urls.update(past.urls)
            texts.former.update(past.former)
        return texts

    def whole(self, shelves: Library, texts: plan.Texts) -> dict[str, Page]:
        held = self._texts()
        whole = replace(texts, body=held.body, known=held.known)
        return {page.permalink: page for page in plan.pages(shelves, self.remember, texts=whole)}

    def again(self) -> dict[str, Page]:
        """Return the plan after edits, made of the plan before them and of what they reach."""
        self.register = published(self.library, self.register)
        after = self._library(self.library, self.register)
        texts, was = self._texts(self.texts), dict(self.before)
        past = plan.Texts(lambda one: was[one.id].body, {i: plan.gist(o) for i, o in was.items()})
        edits = [
            plan.Edit(was[one.id], plan.gist(was[one.id]), plan.gist(self.articles[one.id]))
            for one in after.articles
            if one.id in was
            and was[one.id].body != self.articles[one.id].body
            and one.id in self.library.permalinks
        ]
        manifest = self.pages["/search/index.json"].data.data()
        shift = plan.Shift(self.library, after, past, texts, edits, self.pages.keys(), manifest)
        found, gone = plan.reached_pages(shift, self.remember)
        kept = {at: page for at, page in self.pages.items() if at not in gone}
        self.library, self.texts = after, texts
        return kept | {page.permalink: page for page in found}


EDITS = (
    *(Room.add, Room.delete, Room.rewrite, Room.edit_body, Room.lengthen, Room.refile),
    *(Room.refile, Room.retitle, Room.move, Room.rename, Room.add, Room.delete),
)


def signs(pages: Mapping[str, Page]) -> dict[str, str]:
    return {at: fingerprint(page.kind, page.data) for at, page in pages.items()}


@pytest.mark.parametrize("settings", SETTINGS, ids=["plain", "short lists", "excerpts"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_edits_reach_and_what_stood_is_the_whole_plan(
    seed: int, settings: Mapping[str, Any]
) -> None:
    room = Room(seed, settings, articles=16)
    short = 0
    for number in range(12):
        room.before = dict(room.articles)
        edits = room.random.choices(EDITS, k=room.random.choice([1, 1, 1, 2, 3]))
        for edit in edits:
            edit(room)
        told = f"{number}: {[one.__name__ for one in edits]}"
        try:
            found = room.again()
            short += 1
        except LookupError:
            found = None
        texts = plan.Texts()
        room.pages = room.whole(room.fresh(), texts)
        if found is None:
            room.library, room.texts = room._library(None, room.register), texts
            continue
        wanted, got = signs(room.pages), signs(found)
        assert sorted(got) == sorted(wanted), told
        assert [at for at in wanted if got[at] != wanted[at]] == [], told
        assert (room.texts.urls, room.texts.days, room.texts.former, room.texts.months) == (
            texts.urls,
            texts.days,
            texts.former,
            texts.months,
        ), told
    assert short > 8, "no plan was a short one"
