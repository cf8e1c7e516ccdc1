"""Which pages have a share picture, and what is written on it."""

from __future__ import annotations

from typing import Any

import pytest
from newsroom import article, changed, planned, published, shelved

from broadsheet.library import Library
from broadsheet.plan.documents import Picture


def paper(title: str = "Floods in Vale", **more: Any) -> Library:
    settings = {key: more.pop(key) for key in ("pictures", "tagline") if key in more}
    return shelved(
        article("2025/07/29/floods", title, story="floods", source="Vale Post", **more),
        article("2025/07/29/water", story="floods", source="Tarn Times"),
        article("2025/07/28/fair", "A fair", source="Vale Post"),
        title="The Paper",
        **settings,
    )


def drawn(library: Library) -> dict[str, Picture]:
    return {at: page.data for at, page in planned(library).items() if page.kind == "picture"}


def test_stories_editions_and_the_site_have_one() -> None:
    assert drawn(paper(tagline="Day by day")) == {
        "/share.png": Picture("", "The Paper", "Day by day"),
        "/2025/07/28/share.png": Picture("The Paper", "A fair", "28 July 2025"),
        "/2025/07/29/share.png": Picture("The Paper", "Floods in Vale", "29 July 2025"),
        "/stories/floods/share.png": Picture("The Paper", "Floods in Vale", "29 July 2025"),
    }


def test_a_page_names_its_picture_and_no_other_does() -> None:
    library = paper()
    pictures = drawn(library)
    for at, page in planned(library).items():
        named = getattr(getattr(page.data, "head", None), "picture", "")
        expected = f"http://localhost:8000{at}share.png" if f"{at}share.png" in pictures else ""
        assert named == expected, at


def test_articles_have_one_where_the_settings_ask_for_it() -> None:
    pictures = drawn(paper(pictures="all"))
    assert pictures["/2025/07/28/fair/share.png"].below == "Vale Post · 28 July 2025"
    assert "/2025/07/29/water/share.png" in pictures


def test_none_means_none() -> None:
    library = paper(pictures="none")
    assert drawn(library) == {}
    assert not any(
        getattr(getattr(page.data, "head", None), "picture", "")
        for page in planned(library).values()
    )


@pytest.mark.parametrize("pictures", ["stories", "all"])
def test_what_has_a_content_note_has_none_and_neither_has_the_rest_of_its_story(
    pictures: str,
) -> None:
    noted = paper(content_notes=["sexual-violence"], pictures=pictures)
    floods = {at for at in drawn(noted) if "floods" in at or "water" in at}
    assert floods == set()
    assert "/2025/07/29/share.png" not in drawn(noted)  # nothing but the story that day


def test_an_edition_shows_the_first_headline_that_needs_no_note() -> None:
    days = [article(f"2025/07/29/a{n}", f"Report {n}", story="a") for n in (1, 2)]
    noted = [article("2025/07/29/b", content_notes=["minors"], story="a")]
    free = [article(f"2025/07/29/c{n}", f"Calm {n}", story="c") for n in (1, 2)]
    shelves = shelved(*days, *noted, *free)
    assert drawn(shelves)["/2025/07/29/share.png"].title == "Calm 1"


@pytest.mark.parametrize(
    "title", ["الميناء يغلق رصيفين", "港口关闭两个泊位", "Ελλάδα", "A 🎉 fair", ""]
)
def test_letters_that_the_typeface_lacks_make_no_picture(title: str) -> None:
    assert "/stories/floods/share.png" not in drawn(paper(title or "\u200f"))


@pytest.mark.parametrize(
    "title", ["Ærlig café – „Žluťoučký“", "Порт закрывает причалы", "cafe\u0301"]
)
def test_latin_and_cyrillic_with_their_marks_make_one(title: str) -> None:
    assert "/stories/floods/share.png" in drawn(paper(title))


def test_a_site_title_in_other_letters_is_left_away() -> None:
    pictures = drawn(shelved(article("2025/07/29/a", "A fair"), title="الصحيفة"))
    assert "/share.png" not in pictures
    assert pictures["/2025/07/29/share.png"].above == ""


def test_a_title_of_four_hundred_letters_is_cut() -> None:
    assert len(drawn(paper("word " * 80))["/stories/floods/share.png"].title) <= 300


def test_a_picture_is_drawn_anew_only_when_its_title_changes() -> None:
    before = paper()
    body = changed(before, paper(body="More was known by night."))
    assert not {at for at in body["changed"] if at.endswith(".png")}
    title = changed(before, paper("Floods in the Vale"))
    assert {at for at in title["changed"] if at.endswith(".png")} == {
        "/2025/07/29/share.png",
        "/stories/floods/share.png",
    }


def floods(story: str | None, **more: Any) -> tuple[Any, ...]:
    return (
        article("2025/07/29/floods", "Floods in Vale", story=story, **more),
        article("2025/07/29/water", story=story, **more),
    )


def test_a_story_that_moved_has_its_picture_at_both_addresses() -> None:
    register = published(shelved(*floods("floods")))
    pictures = drawn(shelved(*floods("water"), register=register))
    assert pictures["/stories/floods/share.png"] == pictures["/stories/water/share.png"]


def test_a_story_that_dissolved_keeps_a_picture() -> None:
    register = published(shelved(*floods("floods")))
    assert drawn(shelved(*floods(None), register=register))["/stories/floods/share.png"]
    noted = floods(None, content_notes=("violence",))
    assert "/stories/floods/share.png" not in drawn(shelved(*noted, register=register))
    plain = shelved(*floods(None), register=register, pictures="none")
    assert drawn(plain) == {}
