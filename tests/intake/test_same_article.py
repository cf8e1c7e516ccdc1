"""Which clippings are one article, and what is kept of each."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from newsstand import BRIDGE, FERRY, MARKET, Newsstand, clipping

from broadsheet.intake.likeness import like, same_outlet, same_text, shingles, simhash

TITLE = "Ferry stays in harbour"
FIRST_HALF = FERRY[: FERRY.index("Passengers")]

ONE = {
    "the same again": (clipping(TITLE, FERRY), clipping(TITLE, FERRY, seed="b")),
    "another case and quotes": (
        clipping("‘Ferry’ stays in harbour", FERRY),
        clipping("'FERRY' STAYS IN HARBOUR", FERRY, seed="b"),
    ),
    "a few words changed": (
        clipping(TITLE, FERRY),
        clipping(TITLE, FERRY.replace("within a week", "in a week"), seed="b"),
    ),
    "cut short": (clipping(TITLE, FERRY), clipping(TITLE, FIRST_HALF, seed="b")),
    "without a body": (clipping(TITLE, ""), clipping(TITLE, FERRY, seed="b")),
    "without a body, later": (clipping(TITLE, FERRY), clipping(TITLE, "", seed="b")),
    "without an outlet": (
        clipping(TITLE, FERRY, source=None),
        clipping(TITLE, FERRY, seed="b", source="Ottilie Post"),
    ),
    "the outlet by its domain": (
        clipping(TITLE, FERRY, source="The Ottilie Post"),
        clipping(TITLE, FERRY, seed="b", source="ottiliepost.com"),
    ),
    "the outlet by its initials": (
        clipping(TITLE, FERRY, source="SMP"),
        clipping(TITLE, FERRY, seed="b", source="Saltmarsh Morning Post"),
    ),
    "nothing but marks": (clipping(TITLE, "***"), clipping(TITLE, "* * *", seed="b")),
    "the page's main article is its first item": (
        clipping(TITLE, FERRY, line=1),
        clipping(TITLE, FERRY, line=50),
    ),
}
TWO = {
    "one title, other text": (
        clipping("Morning briefing", MARKET),
        clipping("Morning briefing", BRIDGE, seed="b"),
    ),
    "one text, two titles at one outlet": (
        clipping(TITLE, FERRY),
        clipping("Buses replace ferry", FERRY, seed="b"),
    ),
    "one title without text, a week apart": (
        clipping("Morning briefing", "", date=dt.date(2026, 3, 1)),
        clipping("Morning briefing", "", seed="b", date=dt.date(2026, 3, 8)),
    ),
    "a capture replaced by another one of the same name": (
        clipping(TITLE, FERRY),
        clipping("Cracks in Kestrel bridge", BRIDGE),
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_one_article(name: str) -> None:
    together, apart = Newsstand(), Newsstand()
    together.ingest(*ONE[name])
    assert len(together.paths) == 1
    apart.ingest(ONE[name][0])
    apart.ingest(*ONE[name])
    assert len(apart.paths) == 1
    assert apart.ingest(*ONE[name]) == dict.fromkeys(apart.paths, "same")


@pytest.mark.parametrize("name", TWO)
def test_two_articles(name: str) -> None:
    together, apart = Newsstand(), Newsstand()
    together.ingest(*TWO[name])
    assert len(together.paths) == 2
    for one in TWO[name]:
        apart.ingest(one)
    assert len(apart.paths) == 2
    before = dict(apart.files)
    apart.ingest(*TWO[name])
    assert apart.files == before


def test_a_later_capture_fills_in_what_was_not_known() -> None:
    poor = clipping(
        TITLE,
        FERRY,
        source=None,
        date=dt.date(2026, 3, 12),
        date_basis="captured",
        captured=dt.date(2026, 3, 12),
        dateline="Saltmarsh",
    )
    rich = clipping(
        TITLE,
        FIRST_HALF,
        seed="b",
        authors=("Ida Maren",),
        agency="Estuary Wire",
        captured=dt.date(2026, 3, 20),
    )
    stand = Newsstand()
    stand.ingest(poor)
    (path,) = stand.paths
    assert stand.ingest(poor, rich) == {path: "changed"}
    article = stand.article(path)
    assert article.id == "2026/03/12/ferry-stays-in-harbour"
    assert (article.source, article.agency) == ("Ottilie Post", "Estuary Wire")
    assert article.authors == ("Ida Maren",)
    assert article.dateline == "Saltmarsh"
    assert (article.date, article.date_basis) == (dt.date(2026, 3, 10), None)
    assert article.body == FERRY
    assert article.seed == "seeds/a.txt#L1-L3"


def test_an_article_without_a_body_gets_that_of_a_full_one() -> None:
    stand = Newsstand()
    stand.ingest(clipping(TITLE, "", source=None, authors=("Ida Maren",)))
    stand.ingest(
        clipping(TITLE, "", source=None, authors=("Ida Maren",)), clipping(TITLE, FERRY, seed="b")
    )
    (path,) = stand.paths
    article = stand.article(path)
    assert article.body == FERRY
    assert article.authors == ("Ida Maren",)
    assert article.seed == "seeds/b.txt#L1-L3"


OUTLETS = [
    ("BBC", "BBC News", True),
    ("Yahoo!", "Yahoo News", True),
    ("CBC", "CBC.ca", True),
    ("The Straits Times", "straitstimes.com", True),
    ("SCMP", "South China Morning Post", True),
    (None, "Yahoo", True),
    ("Yahoo", "Yahoo Finance", False),
    ("The Times", "The Straits Times", False),
    ("Fox News", "Fox Business", False),
    ("News24", "The News", False),
    ("The Star", "Star Online", True),
]


@pytest.mark.parametrize(("a", "b", "same"), OUTLETS)
def test_outlets_are_known_however_they_are_spelled(a: str, b: str, same: bool) -> None:
    assert same_outlet(a, b) is same
    assert same_outlet(b, a) is same


def test_simhashes_of_near_texts_are_near() -> None:
    assert like(simhash(FERRY), simhash(FERRY.replace("two", "three")))
    assert like(simhash(FERRY), simhash(FERRY.upper() + " Share this."))
    assert not like(simhash(FERRY), simhash(BRIDGE))
    assert not like(simhash(MARKET), simhash(BRIDGE))
    assert same_text(shingles(FERRY), shingles(FIRST_HALF))
    assert not same_text(shingles(FERRY), shingles(BRIDGE))
    assert simhash("?!") is None


def test_simhash_never_changes() -> None:
    """The register holds it: another value for the same text would forget every article."""
    assert f"{simhash(FERRY):016x}" == "ece27eb989acb28f"


def test_many_articles_of_one_title_stay_apart() -> None:
    """Sixty briefings, each of other words: none is taken for another one by chance."""
    days = [
        clipping(
            "Morning briefing",
            " ".join(f"w{word}" for word in random.Random(day).choices(range(3000), k=40)),
            seed=f"day-{day:02}",
            date=dt.date(2026, 1, 1) + dt.timedelta(days=day),
        )
        for day in range(60)
    ]
    stand = Newsstand()
    stand.ingest(*days)
    assert len(stand.paths) == 60
    again = [replace(day, seed=f"seeds/again-{n}.txt") for n, day in enumerate(days)]
    assert set(stand.ingest(*days, *again).values()) == {"same"}
    assert len(stand.paths) == 60


def test_a_megabyte_of_one_character_is_compared_quickly() -> None:
    for character in ("a", "a ", "中", "."):
        text = character * 1_000_000
        assert (simhash(text) is None) == (character == ".")
        assert same_text(shingles(text), shingles(text)) == (character != ".")
