"""What a page prints beside its article stays out of it; what its pictures say stays in."""

from __future__ import annotations

import pytest

from broadsheet.clip.forms import beside
from broadsheet.clip.forms.cleaning import cleaned
from broadsheet.clip.forms.nouns import Record
from broadsheet.clip.forms.page import clipped
from broadsheet.model import Block, Clipping, Link, LinkedBlock

TEXT = " ".join(["The council of Vellin voted to close the old harbour road to lorries."] * 3)
BODY = "".join(f"<p>{TEXT} It was vote number {n}.</p>\n" for n in range(6))


def one(page: str) -> Clipping:
    (clipping,) = clipped(Record("seeds/p.html", page.encode())).clippings
    return clipping


@pytest.mark.parametrize(
    "text",
    [
        "Comments",
        "Read more: Goats of Karre win again",
        "MORE : The bridge in pictures",
        "Sign up to our newsletter for exclusive updates",
        "Follow the Courier on Facebook and Instagram.",
        "Email Ann Lee at ann@courier.example or follow her.",
        "ann.lee@courier.example",
        "Copyright © 2025 The Vellin Courier",
        "Article continues below advertisement",
        "Lesen Sie auch: Die Brücke von Karre",
        "Читайте также: Мост в Карре",
        "延伸閱讀：卡雷的橋",
        "12 comments",
        "To contact the reporter on this story: Ann Lee in Vellin",
        "Return to Latest News",
    ],
)
def test_furniture_is_told_from_text(text: str) -> None:
    assert beside.reason(Block("paragraph", text))


@pytest.mark.parametrize(
    "text",
    [
        "More people are expected on the quay.",
        "Contact between the boats was lost for an hour, and then they were to submit.",
        "Copy editors at the Courier walked out on Monday.",
        "Like father, like son.",
        "Read the letter aloud, the judge told him.",
        "See you in court, said Ek.",
        "Commentators were few.",
        "Return to work was slow.",
        "Contact the editor of the Courier, she was told.",
        "Listen, said Lee, and then she told them.",
    ],
)
def test_sentences_of_the_same_words_are_text(text: str) -> None:
    assert beside.reason(Block("paragraph", text)) is None


def test_a_paragraph_that_is_only_a_link_leads_elsewhere() -> None:
    text = "Goats of Karre win again at fair"
    linked = LinkedBlock("paragraph", text, (Link(0, len(text), "https://c.example/goats"),))
    some = LinkedBlock("paragraph", f"{text}, says Lee.", (Link(0, 5, "https://c.example/g"),))
    item = LinkedBlock("item", text, linked.links)
    assert [beside.is_link(block) for block in (linked, some, item)] == [True, False, False]


def test_nothing_below_the_comments_belongs_to_the_article() -> None:
    blocks = [Block("paragraph", f"{TEXT} {n}") for n in range(5)]
    below = [
        Block("subhead", "Comments (3)"),
        Block("paragraph", "I never liked that road at all."),
    ]
    made = cleaned([*blocks, *below], "Road", ())
    assert made.blocks == blocks
    assert ("I never liked that road at all.", "below the article") in made.dropped


def test_a_heading_of_that_kind_near_the_beginning_ends_nothing() -> None:
    blocks = [Block("subhead", "Comments"), *(Block("paragraph", f"{TEXT} {n}") for n in range(5))]
    assert cleaned(blocks, "Road", ()).blocks == blocks[1:]


def test_what_a_picture_says_is_a_caption_in_its_place_and_its_credit_is_none() -> None:
    told = "Lorries wait on the old harbour road of Vellin on Monday."
    *half, rest = BODY.split("\n", 3)
    figures = (
        f"<figure><img src=a.jpg><figcaption>{told} Photo: Bo Ek</figcaption></figure>"
        "<figure><img src=b.jpg><figcaption>Photo: Bo Ek / The Vellin Courier</figcaption></figure>"
    )
    page = f"<title>Road</title><article><h1>Road</h1>{''.join(half)}{figures}{rest}</article>"
    body = one(page).body
    assert [block for block in body if block.kind == "caption"] == [Block("caption", told)]
    assert 0 < [block.kind for block in body].index("caption") < len(body) - 1


def test_an_article_with_three_teasers_below_it_is_one_article() -> None:
    teasers = "".join(
        f"<div class=teaser><h3><a href=/{n}>Goats of Karre win prize number {n} at fair</a></h3>"
        f"<p>By Bo Ek, 21 July 2025. The goats were said to be glad of it.</p></div>"
        for n in range(3)
    )
    page = (
        f"<title>Road closed</title><div><h2>Road closed</h2>{BODY * 2}</div><div>{teasers}</div>"
    )
    article = one(page)
    assert article.title == "Road closed"
    assert "goats" not in "".join(block.text for block in article.body).lower()


def test_names_of_tags_with_a_colon_are_no_hindrance() -> None:
    page = (
        f"<title>Road</title><article><h1>Road</h1>{BODY}<fb:like href=x>Like</fb:like></article>"
    )
    assert len(one(page).body) >= 6
