"""A site of any size, the same for the same seed: `python -m bench.corpus DIR --articles N`.

Names and topics follow Zipf's law, as in real news: a few are everywhere, most are rare.
About a fifth of the articles tell the event of another outlet's article of the same day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from broadsheet.content import markdown, sealed
from broadsheet.enrich import TOPICS
from broadsheet.model import Article
from broadsheet.text import slug

SYLLABLES = ("ka", "lo", "mer", "tan", "vi", "ros", "el", "du", "shi", "bran", "no", "quel")
VERBS = ("opens", "halts", "backs", "rejects", "finds", "seeks", "warns of", "ends", "delays")
THINGS = ("harbour plan", "rail strike", "budget", "flood defence", "school reform", "ferry link")
FILLER = (
    "the council met again and set a date for the next hearing",
    "people who live nearby had asked for a decision since the spring",
    "a report published in the morning gave three reasons for the delay",
    "figures for the year before show that the number has doubled",
    "nobody was hurt, and the road was open again before noon",
    "the company said that it would answer every question in writing",
)
PER_DAY = 25


class Zipf:
    """Draws from a list, its n-th member with a weight of 1/n."""

    def __init__(self, members: list[str], chance: random.Random) -> None:
        self._members = members
        self._weights = list(accumulate(1 / rank for rank in range(1, len(members) + 1)))
        self._chance = chance

    def some(self, most: int) -> tuple[str, ...]:
        drawn = self._chance.choices(
            self._members, cum_weights=self._weights, k=self._chance.randint(1, most)
        )
        return tuple(dict.fromkeys(drawn))


class Newsroom:
    """All that a corpus of a given size and seed is drawn from."""

    def __init__(self, articles: int, seed: int) -> None:
        self.chance = random.Random(seed)
        many = max(20, articles // 5)
        self.people = Zipf([f"{self._name()} {self._name()}" for _ in range(many)], self.chance)
        self.organizations = Zipf([f"{self._name()} Group" for _ in range(many // 2)], self.chance)
        self.places = Zipf([f"Port {self._name()}" for _ in range(many // 4)], self.chance)
        self.outlets = Zipf([f"{self._name()} Post" for _ in range(24)], self.chance)
        self.topics = Zipf([topic.slug for topic in TOPICS], self.chance)
        self.taken: set[str] = set()

    def _name(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 3))).title()

    def article(self, number: int, day: dt.date, told: Article | None) -> Article:
        """Return the number-th article, of the same event as `told` where one is given."""
        pick = self.chance.choice
        people = told.people if told else self.people.some(3)
        organizations = told.organizations if told else self.organizations.some(2)
        places = told.places if told else self.places.some(2)
        title = f"{organizations[0]} {pick(VERBS)} {pick(THINGS)} in {places[0]}"
        body = "\n\n".join(self._paragraphs((*people, *organizations, *places)))
        hour = dt.time(self.chance.randint(5, 21), self.chance.randint(0, 59), tzinfo=dt.UTC)
        return Article(
            id=f"{day:%Y/%m/%d}/{slug(title)}-{number}",
            title=title,
            date=dt.datetime.combine(day, hour),
            body=f"{body}\n",
            summary=body.partition("\n\n")[0],
            source=self.outlets.some(1)[0],
            topics=self.topics.some(2),
            people=people,
            organizations=organizations,
            places=places,
            story=(told.story or told.id.rpartition("/")[2]) if told else None,
            seed=f"seeds/{day.isoformat()}.txt#L{number}",
        )

    def _paragraphs(self, names: tuple[str, ...]) -> Iterator[str]:
        for _ in range(self.chance.randint(3, 8)):
            sentences = (
                f"{self.chance.choice(names)} said that {self.chance.choice(FILLER)}."
                for _ in range(self.chance.randint(2, 4))
            )
            yield " ".join(sentences)


def corpus(articles: int, seed: int) -> Iterator[Article]:
    """Yield the articles of a corpus, from the oldest day on."""
    room = Newsroom(articles, seed)
    first = dt.date(2024, 1, 1)
    today: list[Article] = []
    for number in range(articles):
        day = first + dt.timedelta(days=number // PER_DAY)
        if number % PER_DAY == 0:
            today = []
        told = room.chance.choice(today) if today and room.chance.random() < 0.2 else None
        made = room.article(number, day, told)
        today.append(made)
        yield sealed(replace(made))


def write(folder: Path, articles: int, seed: int) -> None:
    """Write a whole site of that many articles into a new folder."""
    for article in corpus(articles, seed):
        path = folder / article.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(article), "utf-8")
    (folder / "broadsheet.yaml").write_text("title: A large site\nurl: https://example.org/\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, given.articles, given.seed)


if __name__ == "__main__":
    main()
