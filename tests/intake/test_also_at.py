"""A wire's text on two outlets is one article that names both."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from newsstand import BRIDGE, FERRY, MARKET, Newsstand, clipping

from broadsheet.intake.register import PATH as CAPTURED
from broadsheet.model import Clipping

TITLE = "Ferry stays in harbour"
PATH = "content/2026/03/10/ferry-stays-in-harbour.md"
LONGER = f"{FERRY} {MARKET} {BRIDGE}"
BULLETIN = (
    "The weather office at {place} warns of gales of up to {speed} kilometres an hour on Friday. "
    "Ships should stay in port, and nobody should walk along the shore of {place} until noon."
)
NOTICE = (
    "You have read all the free articles of this month. To go on reading, please sign in to your "
    "account or choose one of our offers, which you may cancel at any time."
)

post = clipping(TITLE, FERRY)
mail = clipping("Buses replace ferry", FERRY, seed="b", source="Marsh Mail")
star = clipping(TITLE, FERRY, seed="c", source="Estuary Star", date=dt.date(2026, 3, 12))


def also_at(*clippings: Clipping) -> tuple[str, ...]:
    stand = Newsstand()
    stand.ingest(*clippings)
    (path,) = stand.paths
    return stand.article(path).also_at


def test_a_text_on_two_outlets_is_one_file() -> None:
    stand = Newsstand()
    assert stand.ingest(post, mail) == {PATH: "new"}
    article = stand.article(PATH)
    assert (article.source, article.title) == ("Ottilie Post", TITLE)
    assert article.also_at == ("Marsh Mail: Buses replace ferry",)
    assert not article.edited


def test_an_outlet_with_the_same_headline_is_named_alone() -> None:
    assert also_at(post, star) == ("Estuary Star",)
    assert also_at(post, star, mail) == ("Estuary Star", "Marsh Mail: Buses replace ferry")


def test_it_joins_an_article_of_an_earlier_ingest() -> None:
    stand = Newsstand()
    stand.ingest(post)
    assert stand.ingest(post, mail) == {PATH: "changed"}
    assert stand.article(PATH).also_at == ("Marsh Mail: Buses replace ferry",)
    assert stand.ingest(mail, post) == {PATH: "same"}


def test_any_order_at_once_gives_the_same_files() -> None:
    stands = []
    for order in itertools.permutations((post, mail, star)):
        stand = Newsstand()
        stand.ingest(*order)
        stands.append(stand.files)
        assert set(stand.ingest(*reversed(order)).values()) == {"same"}
    assert all(files == stands[0] for files in stands)


def test_one_by_one_they_are_one_file_with_the_same_outlets_whoever_came_first() -> None:
    """Only the first one's name for the file, its headline and its outlet as source differ."""
    for order in itertools.permutations((post, mail, star)):
        stand = Newsstand()
        for number in range(3):
            stand.ingest(*order[: number + 1])
        (path,) = stand.paths
        article = stand.article(path)
        assert article.title == order[0].title
        outlets = {article.source, *(line.partition(": ")[0] for line in article.also_at)}
        assert outlets == {"Ottilie Post", "Marsh Mail", "Estuary Star"}
        assert article.body == FERRY


def test_the_best_text_wins_at_the_same_place() -> None:
    stand = Newsstand()
    stand.ingest(clipping(TITLE, FERRY[: FERRY.index("The board expects")]))
    assert stand.ingest(mail) == {PATH: "changed"}
    article = stand.article(PATH)
    assert (article.source, article.title, article.body) == (mail.source, mail.title, FERRY)
    assert article.also_at == (f"Ottilie Post: {TITLE}",)


def test_an_outlet_whose_capture_is_gone_stays_named() -> None:
    stand = Newsstand()
    stand.ingest(post, mail)
    assert stand.ingest(star) == {PATH: "changed"}
    wanted = ("Estuary Star", "Marsh Mail: Buses replace ferry")
    assert stand.article(PATH).also_at == wanted
    assert stand.ingest(star) == {PATH: "same"}
    assert stand.ingest(post) == {PATH: "same"}
    assert stand.article(PATH).also_at == wanted


def test_what_is_an_outlet_s_own_is_not_lent() -> None:
    lent = replace(
        mail, url="https://mail.example/1", authors=("Ida Maren",), agency="Estuary Wire"
    )
    stand = Newsstand()
    stand.ingest(post, lent)
    article = stand.article(PATH)
    assert (article.source_url, article.authors, article.agency) == (None, (), "Estuary Wire")


def test_an_article_edited_by_hand_is_kept_and_the_copy_makes_no_file() -> None:
    stand = Newsstand()
    stand.ingest(post)
    stand.files[PATH] += "\nA line of mine.\n"
    before = stand.files[PATH]
    assert stand.ingest(post, mail) == {PATH: "kept: edited by hand"}
    assert stand.paths == [PATH]
    assert stand.files[PATH] == before
    assert "Marsh Mail" in stand.files[CAPTURED]


def test_an_article_deleted_by_hand_does_not_come_back_by_another_outlet() -> None:
    stand = Newsstand()
    stand.ingest(post, mail)
    del stand.files[PATH]
    assert stand.ingest(post, mail, star) == {PATH: "stays away: deleted by hand"}
    assert stand.paths == []


def test_an_ingest_that_was_killed_before_the_register_is_taken_up() -> None:
    stand = Newsstand()
    stand.ingest(post, mail, star)
    whole = dict(stand.files)
    del stand.files[CAPTURED]
    assert stand.ingest(post, mail, star) == {PATH: "same"}
    assert stand.files == whole


def test_two_files_of_one_text_that_were_there_stay_two() -> None:
    alone = [Newsstand(), Newsstand()]
    alone[0].ingest(post)
    alone[1].ingest(mail)
    both = Newsstand({**alone[0].files, **alone[1].files})
    rows = [stand.files[CAPTURED].splitlines() for stand in alone]
    both.files[CAPTURED] = "\n".join([*rows[0], *rows[1]]) + "\n"
    before = {path: both.files[path] for path in both.paths}
    assert set(both.ingest(post, mail).values()) == {"same"}
    assert {path: both.files[path] for path in both.paths} == before
    both.ingest(post, mail, star)
    assert len(both.paths) == 2


APART = {
    "a text that another outlet printed ten days later": replace(
        mail, date=dt.date(2026, 3, 20), captured=dt.date(2026, 3, 20)
    ),
    "a brief under another headline in a long report": replace(
        mail, body=clipping("", LONGER).body
    ),
    "a live blog": replace(mail, title="Ferry inquiry: live updates"),
    "a text of which a third is another": replace(
        mail, body=clipping("", FERRY[: FERRY.index("The board expects")] + BRIDGE).body
    ),
    "other figures": replace(
        mail, body=clipping("", FERRY.replace("two of the four engines", "3 of the 9 engines")).body
    ),
    "no outlet": replace(mail, source=None),
    "the same outlet by its domain": replace(mail, source="ottiliepost.com"),
}


@pytest.mark.parametrize("name", APART)
def test_what_only_looks_like_a_copy_has_a_file_of_its_own(name: str) -> None:
    stand = Newsstand()
    stand.ingest(post, APART[name])
    assert len(stand.paths) == 2
    assert all(stand.article(path).also_at == () for path in stand.paths)


def test_a_formula_with_another_place_and_figure_is_another_report() -> None:
    one = BULLETIN.format(place="Saltmarsh", speed=90)
    other = BULLETIN.format(place="Ottilie", speed=120)
    stand = Newsstand()
    stand.ingest(
        clipping("Gale warning for Saltmarsh", one),
        clipping("Gale warning for Ottilie", other, seed="b", source="Marsh Mail"),
    )
    assert len(stand.paths) == 2


def test_a_notice_instead_of_a_text_joins_nothing() -> None:
    stand = Newsstand()
    stand.ingest(
        clipping("Eel dearer", NOTICE),
        clipping("Cracks in Kestrel bridge", NOTICE, seed="b", source="Marsh Mail"),
    )
    assert len(stand.paths) == 2


def test_a_teaser_under_the_same_headline_is_the_same_report_elsewhere() -> None:
    teaser = clipping(TITLE, FERRY[: FERRY.index("Passengers")], seed="b", source="Marsh Mail")
    assert also_at(post, teaser) == ("Marsh Mail",)


def test_two_tellings_of_one_outlet_are_two_files_whatever_the_order() -> None:
    """A copy joins one of them: they are never three, and never one."""
    again = replace(post, title="Ferry inquiry goes on", seed="seeds/d.txt")
    for order in itertools.permutations((post, mail, again)):
        stand = Newsstand()
        for number in range(3):
            stand.ingest(*order[: number + 1])
        assert len(stand.paths) == 2


def test_a_thousand_copies_are_one_article() -> None:
    copies = [replace(post, seed=f"seeds/{n}.txt", source=f"Outlet {n:04}") for n in range(1000)]
    assert len(also_at(*copies)) == 999
