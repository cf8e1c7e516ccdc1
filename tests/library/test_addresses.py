"""Every address ever published stays: who keeps it, who gets another, who is sent on."""

from __future__ import annotations

import pytest
from newsroom import article, planned, published, record, shelved

from broadsheet.library import Library, rows, tsv
from broadsheet.library.moves import normalised
from broadsheet.model import Page


def redirects(shelves: Library) -> dict[str, str]:
    pages = planned(shelves).values()
    return {page.permalink: page.data.target for page in pages if page.kind == "redirect"}


def test_an_article_lives_at_its_day_and_slug() -> None:
    shelves = shelved(article("2025/07/29/floods"), article("2025/07/29/b", slug="Ein schöner Tag"))
    assert shelves.permalinks == {
        "2025/07/29/floods": "/2025/07/29/floods/",
        "2025/07/29/b": "/2025/07/29/ein-schoner-tag/",
    }


def test_two_articles_that_share_an_address_both_get_one() -> None:
    shelves = shelved(
        article("2025/07/29/b", slug="floods"), article("2025/07/29/a", slug="Floods")
    )
    assert shelves.permalinks == {
        "2025/07/29/a": "/2025/07/29/floods/",
        "2025/07/29/b": "/2025/07/29/floods-2/",
    }
    assert [str(problem) for problem in shelves.problems] == [
        "content/2025/07/29/b.md: wants the address /2025/07/29/floods/ of"
        " content/2025/07/29/a.md (it is published at /2025/07/29/floods-2/; give one of the two"
        " a slug of its own)"
    ]


def test_a_newcomer_never_takes_an_address_from_whoever_was_published_there() -> None:
    old = article("2025/07/29/z", slug="floods")
    register = published(shelved(old))
    shelves = shelved(article("2025/07/29/a", slug="floods"), old, register=register)
    assert shelves.permalinks == {
        "2025/07/29/a": "/2025/07/29/floods-2/",
        "2025/07/29/z": "/2025/07/29/floods/",
    }


def test_a_second_build_with_its_own_register_plans_the_same() -> None:
    articles = [
        article("2025/07/29/a", slug="x", people=["José Bell"], source="Vale Post", story="a"),
        article("2025/07/29/b", slug="x", people=["Jose Bell"], source="Vale, Post", story="a"),
        article("2025/07/30/c", slug="x-2", topics=["economy"]),
    ]
    first = shelved(*articles)
    register = published(first)
    second = shelved(*articles, register=register)
    assert planned(second) == planned(first)
    assert published(second, register) == register


def test_an_article_that_moved_is_redirected_from_where_it_was() -> None:
    register = published(shelved(article("2025/07/29/a", slug="flods")))
    shelves = shelved(article("2025/07/29/a", slug="floods"), register=register)
    assert redirects(shelves) == {"/2025/07/29/flods/": "/2025/07/29/floods/"}


def test_an_article_that_moves_twice_and_back_leaves_no_chain_and_no_loop() -> None:
    register: tuple[tuple[str, str], ...] = ()
    for slug in ("one", "two", "three", "one"):
        shelves = shelved(article("2025/07/29/a", slug=slug), register=register)
        register = published(shelves, register)
    assert redirects(shelves) == {
        "/2025/07/29/two/": "/2025/07/29/one/",
        "/2025/07/29/three/": "/2025/07/29/one/",
    }


def test_a_page_that_lives_wins_over_a_redirect() -> None:
    register = published(shelved(article("2025/07/29/a", slug="floods")))
    shelves = shelved(
        article("2025/07/29/a", slug="high-water"),
        article("2025/07/29/b", slug="floods"),
        register=register,
    )
    assert planned(shelves)["/2025/07/29/floods/"].kind == "article"
    assert redirects(shelves) == {}


def test_a_deleted_article_leaves_nothing_behind() -> None:
    register = published(shelved(article("2025/07/29/a"), article("2025/07/29/b")))
    assert redirects(shelved(article("2025/07/29/b"), register=register)) == {}


def test_names_that_a_record_joined_lead_to_the_joint_page() -> None:
    articles = [
        article("2025/07/29/a", people=["Lindqvist"]),
        article("2025/07/30/b", people=["Mara Lindqvist"]),
    ]
    register = published(shelved(*articles))
    joined = shelved(
        *articles, records=[record("Mara Lindqvist", aliases=("Lindqvist",))], register=register
    )
    assert redirects(joined) == {"/people/lindqvist/": "/people/mara-lindqvist/"}


def test_who_subscribed_to_a_joined_name_reads_on() -> None:
    articles = [
        article("2025/07/29/a", people=["Lindqvist"]),
        article("2025/07/30/b", people=["Mara Lindqvist"]),
    ]
    register = published(shelved(*articles))
    plan = planned(
        shelved(
            *articles, records=[record("Mara Lindqvist", aliases=("Lindqvist",))], register=register
        )
    )
    assert plan["/people/lindqvist/feed.atom"].data == plan["/people/mara-lindqvist/feed.atom"].data


def test_who_subscribed_to_a_story_that_dissolved_keeps_its_first_article() -> None:
    told = [article(f"2025/07/29/{name}", story="fire") for name in "ab"]
    register = published(shelved(*told))
    apart = [article("2025/07/29/a", story="fire"), article("2025/07/29/b", story="flood")]
    plan = planned(shelved(*apart, register=register))
    (old,) = (at for at in plan if at.startswith("/stories/") and at.endswith("feed.atom"))
    feed = plan[old].data
    assert [entry.title for entry in feed.entries] == ["A"]
    assert feed.url.endswith(old)
    assert plan[old.removesuffix("feed.atom")].kind == "redirect"
    assert feed.home.endswith(old.removesuffix("feed.atom"))
    topics_alone = planned(shelved(*apart, register=register, feeds="topics"))
    assert old not in topics_alone


def test_an_entity_whose_type_changed_is_redirected() -> None:
    told = article("2025/07/29/a", people=["Telebird"])
    register = published(shelved(told))
    shelves = shelved(told, records=[record("Telebird", "organization")], register=register)
    assert redirects(shelves) == {"/people/telebird/": "/organizations/telebird/"}


def test_an_entity_that_was_hidden_is_not_redirected() -> None:
    told = article("2025/07/29/a", people=["Nils Ode"])
    register = published(shelved(told))
    shelves = shelved(told, records=[record("Nils Ode", public=False)], register=register)
    assert redirects(shelves) == {}
    assert "/people/nils-ode/" not in planned(shelves)


def test_a_story_that_dissolved_leads_to_its_first_article() -> None:
    floods = article("2025/07/29/floods", story="floods")
    register = published(shelved(floods, article("2025/07/30/dam", story="floods")))
    apart = shelved(floods, article("2025/07/30/dam"), register=register)
    assert redirects(apart) == {"/stories/floods/": "/2025/07/29/floods/"}


def test_a_story_that_was_merged_leads_to_the_story_that_tells_it_now() -> None:
    register = published(
        shelved(
            article("2025/07/29/floods", story="floods"),
            article("2025/07/30/dam", story="floods"),
            article("2025/07/28/rain"),
        )
    )
    merged = shelved(
        article("2025/07/29/floods", story="rain"),
        article("2025/07/30/dam", story="rain"),
        article("2025/07/28/rain"),
        register=register,
    )
    assert redirects(merged) == {"/stories/floods/": "/stories/rain/"}


def test_a_numbered_page_that_is_no_more_leads_to_the_list() -> None:
    articles = [article(f"2025/07/{day}/a", topics=["economy"]) for day in (26, 27, 28, 29)]
    register = published(shelved(*articles, list_length=2))
    fewer = shelved(*articles[:3], list_length=2, register=register)
    assert redirects(fewer)["/topics/economy/page/1/"] == "/topics/economy/"


def test_aliases_in_the_front_matter_are_redirects() -> None:
    told = article("2025/07/29/a", aliases=("/old/place", "/old/file.html", "no-slash"))
    shelves = shelved(told, url="https://example.org/sub")
    assert redirects(shelves) == {
        "/old/place/": "/sub/2025/07/29/a/",
        "/old/file.html": "/sub/2025/07/29/a/",
    }


def test_an_alias_that_two_articles_claim_belongs_to_the_first() -> None:
    shelves = shelved(
        article("2025/07/29/b", aliases=("/old/",)), article("2025/07/29/a", aliases=("/old/",))
    )
    assert redirects(shelves) == {"/old/": "/2025/07/29/a/"}
    assert [problem.path for problem in shelves.problems] == ["content/2025/07/29/b.md"]


def test_an_alias_never_hides_a_page_even_in_another_case() -> None:
    shelves = shelved(
        article("2025/07/29/a", aliases=("/Topics/", "/index.html", "/2025/07/29/B/")),
        article("2025/07/29/b", topics=["economy"]),
    )
    assert redirects(shelves) == {}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/old", "/old/"),
        ("/old/", "/old/"),
        ("/old/page.html", "/old/page.html"),
        ("/old/index.html", "/old/"),
        ("/A~b_c-d/", "/A~b_c-d/"),
        ("/", None),
        ("/../etc/passwd", None),
        ("/a/./b/", None),
        ("/.git/config", None),
        ("/static/style.css", None),
        ("/STATIC/style.css", None),
        ("/a b/", None),
        ("/a\nb/", None),
        ("/feed.atom/x/", None),
        ("/%2e%2e/", None),
        ("/" + "a" * 500, None),
    ],
)
def test_what_an_alias_may_be(written: str, address: str | None) -> None:
    assert normalised(written) == address


def test_the_register_is_read_as_it_was_written() -> None:
    register = (("/topics/economy/", "topic:economy"), ("/people/a/", "person:Ana Vale"))
    assert rows(tsv(register)) == (register, ())


def test_names_with_strange_blanks_do_not_make_the_register_grow() -> None:
    strange = "a\tb\u2028c\x1dd\n"
    articles = [
        article(f"2025/07/29/{n}", story=strange, people=[strange], source=strange) for n in "xy"
    ]
    register = published(shelved(*articles))
    kept, problems = rows(tsv(register))
    assert (kept, problems) == (register, ())
    assert published(shelved(*articles, register=kept), kept) == kept


def test_a_line_that_is_no_row_is_a_problem_and_the_others_go_on() -> None:
    good, problems = rows("# by the machine\n/a/\tarticle:a\nrubbish\n\n/b/\tarticle:b\n")
    assert good == (("/a/", "article:a"), ("/b/", "article:b"))
    assert [(problem.path, problem.line) for problem in problems] == [("content/addresses.tsv", 3)]


def test_a_hostile_register_redirects_nothing_outside() -> None:
    register = (("/../../etc/", "article:2025/07/29/a"), ("/static/style.css", "page:/stories/"))
    assert redirects(shelved(article("2025/07/29/a"), register=register)) == {}


def test_a_redirect_leads_to_a_page_that_lives() -> None:
    register = (("/gone/", "page:/nowhere/"), ("/stories/page/9/", "page:/stories/"))
    plan: dict[str, Page] = planned(shelved(article("2025/07/29/a"), register=register))
    targets = {page.data.target for page in plan.values() if page.kind == "redirect"}
    assert targets <= plan.keys()
