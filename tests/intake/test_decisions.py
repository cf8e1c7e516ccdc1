"""What an ingest does with what is new, known, edited or deleted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsstand import BRIDGE, FERRY, MARKET, Newsstand, clipping

from broadsheet.intake.deciding import Intent
from broadsheet.intake.register import PATH

FERRY_PATH = "content/2026/03/10/ferry-stays-in-harbour.md"
ferry = clipping("Ferry stays in harbour", FERRY)
bridge = clipping("Cracks in Kestrel bridge", BRIDGE, line=10)


def test_a_clipping_becomes_a_file_named_by_day_and_title() -> None:
    stand = Newsstand()
    assert stand.ingest(ferry, bridge) == {
        "content/2026/03/10/cracks-in-kestrel-bridge.md": "new",
        FERRY_PATH: "new",
    }
    article = stand.article(FERRY_PATH)
    assert article.title == "Ferry stays in harbour"
    assert article.seed == "seeds/a.txt#L1-L3"
    assert not article.edited


def test_a_second_ingest_changes_nothing() -> None:
    stand = Newsstand()
    stand.ingest(ferry, bridge)
    before = dict(stand.files)
    assert set(stand.ingest(bridge, ferry).values()) == {"same"}
    assert stand.files == before


def test_an_edited_article_is_kept() -> None:
    stand = Newsstand()
    stand.ingest(ferry)
    edited = stand.files[FERRY_PATH].replace("stays in harbour", "remains in harbour")
    stand.files[FERRY_PATH] = edited
    better = replace(ferry, agency="Estuary Wire")
    assert stand.ingest(better) == {FERRY_PATH: "kept: edited by hand"}
    assert stand.files[FERRY_PATH] == edited


def test_an_article_with_broken_front_matter_is_kept() -> None:
    stand = Newsstand()
    stand.ingest(ferry)
    stand.files[FERRY_PATH] = "---\ntitle: Ferry: broken\n---\n"
    assert stand.ingest(ferry) == {FERRY_PATH: "kept: edited by hand"}


def test_a_deleted_article_stays_away() -> None:
    stand = Newsstand()
    stand.ingest(ferry, bridge)
    del stand.files[FERRY_PATH]
    assert stand.ingest(ferry, bridge)[FERRY_PATH] == "stays away: deleted by hand"
    assert FERRY_PATH not in stand.files


def test_a_deleted_article_stays_away_when_another_capture_has_it() -> None:
    stand = Newsstand()
    stand.ingest(ferry)
    del stand.files[FERRY_PATH]
    again = clipping("Ferry Stays in Harbour", FERRY + " More soon.", seed="b", line=40)
    assert stand.ingest(again) == {FERRY_PATH: "stays away: deleted by hand"}
    assert stand.paths == []


def test_an_article_that_a_person_moved_is_known_at_its_new_place() -> None:
    stand = Newsstand()
    stand.ingest(ferry)
    moved = "content/2026/03/11/ferry.md"
    stand.files[moved] = text = stand.files.pop(FERRY_PATH)
    assert stand.ingest(ferry) == {moved: "same"}
    assert stand.files[moved] == text
    assert stand.paths == [moved]
    again = clipping("Ferry stays in harbour", FERRY + " More soon.", seed="b", line=40)
    assert stand.ingest(ferry, again) == {moved: "same"}
    del stand.files[moved]
    assert stand.ingest(ferry, again) == {moved: "stays away: deleted by hand"}
    assert stand.paths == []


def test_a_moved_and_edited_article_is_kept_and_its_broken_copy_takes_no_place() -> None:
    stand = Newsstand()
    stand.ingest(ferry)
    copy = "content/2026/03/10/copy.md"
    stand.files[copy] = stand.files[FERRY_PATH].replace("Monday", "Tuesday")
    stand.files[FERRY_PATH] = "---\ntitle: [never\n---\n"
    assert stand.ingest(ferry) == {FERRY_PATH: "kept: edited by hand"}
    del stand.files[FERRY_PATH]
    assert stand.ingest(ferry) == {copy: "kept: edited by hand"}


def test_a_better_reading_of_the_same_lines_is_written_at_the_same_place() -> None:
    stand = Newsstand()
    stand.ingest(ferry)
    better = replace(ferry, title="Ferry stays in harbour, says board", authors=("Ida Maren",))
    assert stand.ingest(better) == {FERRY_PATH: "changed"}
    article = stand.article(FERRY_PATH)
    assert article.title == "Ferry stays in harbour, says board"
    assert article.authors == ("Ida Maren",)
    assert stand.files[PATH].count(FERRY_PATH) == 1
    assert stand.ingest(better) == {FERRY_PATH: "same"}


def test_a_changed_article_keeps_its_story() -> None:
    stand = Newsstand()
    stand.ingest(ferry)
    told = "Ferry inquiry: engines failed twice"
    second = clipping(told, FERRY.replace("Monday", "the day"), seed="b")
    stand.ingest(ferry, second)
    path = "content/2026/03/10/ferry-inquiry-engines-failed-twice.md"
    assert stand.article(path).story == "ferry-stays-in-harbour"
    assert stand.article(FERRY_PATH).story is None
    better = replace(second, authors=("Ida Maren",))
    assert stand.ingest(ferry, better)[path] == "changed"
    assert stand.article(path).story == "ferry-stays-in-harbour"


def test_a_clone_with_other_file_times_changes_nothing() -> None:
    unsure = replace(
        ferry,
        captured=dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC),
        captured_basis="file",
        date=dt.datetime(2026, 3, 10, 8, 46, tzinfo=dt.UTC),
        date_basis="relative",
    )
    stand = Newsstand()
    stand.ingest(unsure, bridge)
    before = dict(stand.files)
    cloned = replace(
        unsure,
        captured=dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC),
        date=dt.datetime(2026, 11, 1, 8, 46, tzinfo=dt.UTC),
    )
    assert set(stand.ingest(cloned, bridge).values()) == {"same"}
    assert stand.files == before


def test_a_sidecar_added_later_corrects_a_date_that_hung_on_the_file() -> None:
    unsure = replace(ferry, captured_basis="file", date_basis="captured")
    stand = Newsstand()
    stand.ingest(unsure)
    sure = replace(ferry, date=dt.date(2026, 3, 9), date_basis="captured")
    assert stand.ingest(sure) == {FERRY_PATH: "changed"}
    assert stand.article(FERRY_PATH).date == dt.date(2026, 3, 9)


def test_an_ingest_that_was_killed_before_the_register_is_taken_up() -> None:
    stand = Newsstand()
    stand.ingest(ferry, bridge)
    whole = dict(stand.files)
    del stand.files[PATH]
    assert set(stand.ingest(ferry, bridge).values()) == {"same"}
    assert stand.files == whole


def test_a_capture_that_is_gone_takes_nothing_with_it() -> None:
    stand = Newsstand()
    stand.ingest(replace(ferry, authors=("Ida Maren",), agency="Estuary Wire"))
    poorer = replace(clipping("Ferry stays in harbour", FERRY, seed="b"), url="https://example.org")
    assert stand.ingest(poorer) == {FERRY_PATH: "changed"}
    article = stand.article(FERRY_PATH)
    assert (article.authors, article.agency) == (("Ida Maren",), "Estuary Wire")
    assert article.source_url == "https://example.org"
    assert stand.ingest(poorer) == {FERRY_PATH: "same"}


def test_seeds_that_are_gone_leave_their_articles_and_rows() -> None:
    stand = Newsstand()
    stand.ingest(ferry, bridge)
    before = dict(stand.files)
    assert stand.ingest() == {}
    assert stand.files == before


@pytest.mark.parametrize(
    "taken",
    [
        "content/2026/03/10/ferry-stays-in-harbour.md",
        "content/2026/03/10/Ferry-Stays-In-Harbour.md",
        "content/2020/01/01/ferry-stays-in-harbour.md",
    ],
)
def test_a_name_that_is_taken_gets_a_number(taken: str) -> None:
    stand = Newsstand({taken: "A note of my own.\n"})
    assert stand.ingest(ferry) == {"content/2026/03/10/ferry-stays-in-harbour-2.md": "new"}
    assert stand.files[taken] == "A note of my own.\n"


def test_the_name_of_a_deleted_article_is_not_given_again() -> None:
    stand = Newsstand()
    stand.ingest(ferry)
    del stand.files[FERRY_PATH]
    other = clipping("Ferry stays in harbour", MARKET, seed="b")
    said = stand.ingest(other)
    assert said == {"content/2026/03/10/ferry-stays-in-harbour-2.md": "new"}


def test_a_clipping_without_any_date_is_a_problem() -> None:
    lost = replace(ferry, date=None, captured=None)
    decided = Newsstand().decided([lost, bridge])
    assert len(decided.intents) == 1
    assert [str(problem) for problem in decided.problems] == [
        "seeds/a.txt:1: no date for `Ferry stays in harbour` "
        "(a line `captured: 2025-07-29` in seeds/a.yaml)"
    ]


NEWS = [
    ferry,
    bridge,
    clipping("Ferry stays in harbour", "", seed="b", source=None, date_basis="captured"),
    clipping("Ferry stays in harbour", FERRY, seed="c", source="Marsh Mail"),
    clipping("Eel dearer", MARKET, seed="c", line=20, captured=dt.date(2026, 3, 11)),
    clipping("Eel dearer", MARKET, seed="d", authors=("Ida Maren",), captured_basis="file"),
    clipping("Morning briefing", MARKET, seed="d", line=30),
    clipping("Morning briefing", BRIDGE, seed="e"),
    clipping("Morning briefing", "", seed="f", source=None, date=dt.date(2026, 3, 1)),
    clipping("Morning briefing", "", seed="g", source=None, date=dt.date(2026, 3, 20)),
]


@settings(max_examples=40, deadline=None)
@given(st.permutations(NEWS))
def test_the_order_of_captures_does_not_matter(news: list[Intent]) -> None:
    stand, other = Newsstand(), Newsstand()
    stand.ingest(*NEWS)
    other.ingest(*news)
    assert other.files == stand.files
    assert set(other.ingest(*NEWS).values()) == {"same"}
    assert other.files == stand.files


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["edit", "delete"]), st.integers(0, 5)), max_size=4))
def test_nothing_a_person_did_is_undone(changes: list[tuple[str, int]]) -> None:
    stand = Newsstand()
    stand.ingest(*NEWS)
    for change, number in changes:
        path = stand.paths[number % len(stand.paths)] if stand.paths else None
        if path and change == "edit":
            stand.files[path] += "\nA line of mine.\n"
        elif path:
            del stand.files[path]
        left = {path: text for path, text in stand.files.items() if path.endswith(".md")}
        stand.ingest(*reversed(NEWS))
        assert {path: text for path, text in stand.files.items() if path.endswith(".md")} == left
