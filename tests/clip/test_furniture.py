"""What recurs over captures is furniture, unless it is an article that recurs."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

from broadsheet import clip
from broadsheet.model import Capture

ADVERT = "Our valley letter reaches nine thousand kitchens before breakfast every day."
TEXTS = [
    "The council voted on Tuesday to rebuild the old sea wall. Work begins in March, it said.",
    "A court has ordered the quarry's owner to pay for repairs. The company will appeal, it said.",
    "Three people were rescued from a fishing boat on Sunday. None of the crew was hurt at all.",
    "The bank raised its main rate by a quarter of a point. Economists had expected no change.",
]
TITLES = ["Sea wall vote", "Quarry must pay", "Boat adrift", "Bank raises rate"]


def captures(line: str = "A reader-owned paper", tail: str = ADVERT) -> list[Capture]:
    return [
        Capture(
            f"seeds/{n}.txt",
            f"{title}\n{n + 1} July 2025\n{text} {tail}\n{line}\n",
            dt.date(2025, 8, 1),
            "stated",
        )
        for n, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True))
    ]


def test_a_sentence_that_follows_different_articles_is_learned_and_dropped() -> None:
    learned = clip.furniture(captures())
    assert learned.sentences == (ADVERT,)
    for capture in captures():
        made = clip.clippings(capture, learned.within(capture))
        assert all(ADVERT not in block.text for c in made.clippings for block in c.body)
        assert ADVERT in {drop.text for drop in made.dropped if drop.reason == "furniture: learned"}


def test_a_line_that_recurs_under_different_articles_is_learned_and_dropped() -> None:
    learned = clip.furniture(captures())
    assert learned.lines == ("A reader-owned paper",)
    made = clip.clippings(captures()[0], learned)
    assert ("A reader-owned paper", "furniture: learned") in {
        (drop.text, drop.reason) for drop in made.dropped
    }


def test_an_article_that_stands_in_several_captures_is_no_furniture() -> None:
    same = [
        Capture(f"seeds/{n}.txt", captures()[0].text, dt.date(2025, 8, 1), "stated")
        for n in range(5)
    ]
    assert clip.furniture(same) == clip.Furniture()


def test_what_is_learned_does_not_depend_on_the_order_of_captures() -> None:
    assert len({repr(clip.furniture(order)) for order in permutations(captures())}) == 1


def test_within_keeps_only_what_a_capture_holds() -> None:
    learned = clip.furniture(captures())
    other = Capture("seeds/z.txt", "Nothing of the kind\n", None, "file")
    assert learned.within(other) == clip.Furniture()
    assert learned.within(captures()[0]) == learned
