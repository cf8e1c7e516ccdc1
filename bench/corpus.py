"""A site of any size, the same for the same seed: `python -m bench.corpus DIR --articles N`.

Names and topics follow Zipf's law, as in real news: a few are everywhere, most are rare. An
article has 470 words on average; one in ten holds Markdown beside plain paragraphs. There are 60
topics, and one name to five articles: 2,000 names among 10,000. About a fifth of the articles
tell the event of another outlet's article of the same day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, product
from pathlib import Path

from bench.prose import OBJECTS, Prose
from broadsheet.content import markdown, sealed
from broadsheet.enrich.topics.subjects import TOPICS
from broadsheet.model import Article
from broadsheet.text import slug

SYLLABLES = ("ka", "lo", "mer", "tan", "vi", "ros", "el", "du", "shi", "bran", "no", "quel")
VERBS = ("opens", "halts", "backs", "rejects", "finds", "seeks", "warns of", "ends", "delays")
GROUPS = ("Group", "Bank", "Council", "Union", "Works", "Institute")
FIELDS = ("coastal", "rural", "school", "harbour", "winter", "public", "river", "night", "island")
MATTERS = ("transport", "budgets", "housing", "safety", "markets")
ALL_TOPICS = (
    *(topic.slug for topic in TOPICS),
    *(f"{field}-{matter}" for field, matter in product(FIELDS, MATTERS)),
)[:60]
PER_DAY = 25
PER_NAME = 5  # articles to one name
LAST_DAY = dt.date(2025, 12, 31)
# What the other presses print too: feeds of topics, and no pictures to share.
SETTINGS = "title: A large site\nurl: https://example.org/\nfeeds: topics\npictures: none\n"


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
        self._taken: set[str] = set()
        many = max(20, articles // PER_NAME)
        self.people = self._zipf(many // 2, "{} {}")
        self.organizations = self._zipf(many // 4, "{} {group}")
        self.places = self._zipf(many // 4, "Port {}")
        self.outlets = self._zipf(24, "{} Post")
        self.topics = Zipf(list(ALL_TOPICS), self.chance)
        self._prose = Prose(self.chance)

    def _zipf(self, many: int, form: str) -> Zipf:
        return Zipf([self._name(form) for _ in range(many)], self.chance)

    def _name(self, form: str) -> str:
        """Return a name that nobody has yet; longer ones once the short ones are few."""
        length = 2
        while True:
            words = ["".join(self.chance.choices(SYLLABLES, k=length)).title() for _ in "ab"]
            name = form.format(*words, group=self.chance.choice(GROUPS))
            if name not in self._taken:
                self._taken.add(name)
                return name
            length = min(length + 1, 5)

    def article(self, number: int, day: dt.date, told: Article | None) -> Article:
        """Return the number-th article, of the same event as `told` where one is given."""
        pick = self.chance.choice
        people = told.people if told else self.people.some(2)
        organizations = told.organizations if told else self.organizations.some(2)
        places = told.places if told else self.places.some(2)
        title = f"{organizations[0]} {pick(VERBS)} {pick(OBJECTS)} in {places[0]}"
        body = self._prose.body((*people, *organizations, *places), marked=number % 10 == 7)
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


def corpus(articles: int, seed: int) -> Iterator[Article]:
    """Yield the articles of a corpus, from the oldest day to the last of 2025."""
    room = Newsroom(articles, seed)
    first = LAST_DAY - dt.timedelta(days=(articles - 1) // PER_DAY)
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
    (folder / "broadsheet.yaml").write_text(SETTINGS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a new folder for the site")
    parser.add_argument("--articles", type=int, default=1000, help="how many (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="another one, other articles")
    given = parser.parse_args()
    write(given.folder, given.articles, given.seed)


if __name__ == "__main__":
    main()
