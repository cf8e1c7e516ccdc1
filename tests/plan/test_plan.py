"""Which pages there are, and what each one says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from newsroom import article, at, planned, record, shelved

from broadsheet import content
from broadsheet.library import Library
from broadsheet.model import Page, Record


def small_paper(**settings: Any) -> dict[str, Page]:
    return planned(
        shelved(
            article(
                "2025/07/29/floods",
                "Floods in Vale",
                date=at("2025-07-29", "09:12"),
                source="Vale Post",
                topics=["weather"],
                people=["Mara Lindqvist"],
                organizations=["Orrin Works"],
                places=["Vale"],
                story="floods",
                summary="The river rose.",
                body="The river rose in Vale.\n\nMara Lindqvist of Orrin Works came.",
            ),
            article(
                "2025/07/29/high-water",
                "High water",
                date=at("2025-07-29", "11:00"),
                source="Tarn Times",
                topics=["weather"],
                people=["Mara Lindqvist"],
                places=["Vale"],
                story="floods",
                body="Water stood high. Ms. Lindqvist waded through Vale.",
            ),
            article("2025/07/29/fair", "A fair", topics=["economy"], body="A fair was held."),
            article("2025/07/30/repairs", "Repairs", source="Vale Post", story="floods"),
            tagline="News from the river",
            url="https://example.org/paper",
            **settings,
        )
    )


def strings(value: Any) -> Iterator[str]:
    """Yield every string of a page's data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from strings(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings(getattr(value, name))


def test_every_address_of_the_design_is_planned() -> None:
    shown = {at: page for at, page in small_paper().items() if page.kind != "index"}
    assert {(page.kind, at) for at, page in shown.items() if "feed." not in at} == {
        ("edition", "/"),
        ("edition", "/2025/07/29/"),
        ("edition", "/2025/07/30/"),
        ("archive", "/2025/07/"),
        ("archive", "/2025/"),
        ("article", "/2025/07/29/floods/"),
        ("article", "/2025/07/29/high-water/"),
        ("article", "/2025/07/29/fair/"),
        ("article", "/2025/07/30/repairs/"),
        ("stories", "/stories/"),
        ("story", "/stories/floods/"),
        ("terms", "/topics/"),
        ("topic", "/topics/weather/"),
        ("topic", "/topics/economy/"),
        ("terms", "/sources/"),
        ("source", "/sources/vale-post/"),
        ("source", "/sources/tarn-times/"),
        ("entities", "/entities/"),
        ("entities", "/people/"),
        ("entities", "/organizations/"),
        ("entities", "/places/"),
        ("entity", "/people/mara-lindqvist/"),
        ("entity", "/organizations/orrin-works/"),
        ("entity", "/places/vale/"),
        ("feeds", "/feeds/"),
        ("search", "/search/"),
        ("opml", "/feeds/feeds.opml"),
        ("status", "/status/"),
        ("keys", "/keys/"),
        ("message", "/404.html"),
        ("picture", "/share.png"),
        ("picture", "/2025/07/29/share.png"),
        ("picture", "/2025/07/30/share.png"),
        ("picture", "/stories/floods/share.png"),
        ("sitemap", "/sitemap.xml"),
        ("news", "/news.xml"),
        ("robots", "/robots.txt"),
        ("headers", "/_headers"),
    }


def test_the_page_of_feeds_names_each_without_the_name_of_the_site() -> None:
    groups = dict(small_paper()["/feeds/"].data.groups)
    assert [feeds.title for feeds in groups["Topics"]] == ["Economy", "Weather"]


def test_feeds_exist_for_the_site_topics_sources_stories_and_names_seen_twice() -> None:
    atoms = {at for at in small_paper() if at.endswith("feed.atom")}
    assert atoms == {
        "/feed.atom",
        "/topics/weather/feed.atom",
        "/topics/economy/feed.atom",
        "/sources/vale-post/feed.atom",
        "/sources/tarn-times/feed.atom",
        "/stories/floods/feed.atom",
        "/people/mara-lindqvist/feed.atom",
        "/places/vale/feed.atom",
    }


@pytest.mark.parametrize(
    ("feeds", "left"),
    [
        ("topics", {"/feed.atom", "/topics/weather/feed.atom", "/topics/economy/feed.atom"}),
        ("site", {"/feed.atom"}),
    ],
)
def test_feeds_that_are_switched_off_are_neither_made_nor_named(feeds: str, left: set[str]) -> None:
    plan = small_paper(feeds=feeds)
    assert {at for at in plan if at.endswith("feed.atom")} == left
    named = {text for page in plan.values() for text in strings(page.data)}
    assert {text for text in named if text.startswith("/") and text.endswith("feed.atom")} == {
        f"/paper{at}" for at in left
    }


def test_every_link_leads_to_a_planned_page() -> None:
    plan = small_paper()
    hrefs = {text for page in plan.values() for text in strings(page.data) if text[:1] == "/"}
    base = "/paper"
    pages = {href.removeprefix(base).partition("#")[0] for href in hrefs}
    assert pages
    assert pages - plan.keys() <= {""}


def test_an_empty_site_has_a_front_page_and_every_page_that_the_frame_links_to() -> None:
    plan = planned(shelved())
    front = plan["/"].data
    assert front.moment is None
    assert {link.href for link in (*front.site.nav, *front.site.footer)} <= plan.keys()
    assert {"/feed.atom", "/sitemap.xml", "/robots.txt", "/404.html"} <= plan.keys()


def test_the_front_page_is_the_newest_edition() -> None:
    plan = small_paper()
    front, edition = plan["/"].data, plan["/2025/07/30/"].data
    assert (front.is_front, edition.is_front) == (True, False)
    assert front.moment.text == "30 July 2025"
    assert front.lead == edition.lead
    assert edition.earlier == ()


def test_a_thin_front_page_is_filled_with_earlier_stories_each_once() -> None:
    (earlier,) = small_paper()["/"].data.earlier
    assert earlier.link.href == "/paper/2025/07/29/"
    assert [card.headline for card in earlier.cards] == ["A fair"]  # the floods lead already


def test_a_front_page_shows_eight_stories_and_the_editions_before_them() -> None:
    days = [article(f"2025/07/{day:02}/a{n}") for day in range(1, 21) for n in (1, 2, 3)]
    front = planned(shelved(*days))["/"].data
    shown = [(day.moment.iso, [card.headline for card in day.cards]) for day in front.earlier]
    assert len(front.cards) == 2
    assert shown == [("2025-07-19", ["A1", "A2", "A3"]), ("2025-07-18", ["A1", "A2"])]
    assert [day.link.text for day in front.recent][:2] == ["17 July 2025", "16 July 2025"]
    assert len(front.recent) == 7


def test_a_full_front_page_needs_no_earlier_stories() -> None:
    today = [article(f"2025/07/29/a{n}") for n in range(8)]
    front = planned(shelved(article("2025/07/28/b"), *today))["/"].data
    assert front.earlier == ()
    assert [day.link.text for day in front.recent] == ["28 July 2025"]


def test_editions_and_the_front_page_lead_up_to_the_archive_of_their_month() -> None:
    plan = small_paper()
    for page in (plan["/"], plan["/2025/07/29/"]):
        assert (page.data.up.text, page.data.up.href) == ("July 2025", "/paper/2025/07/")


def test_an_archive_of_a_year_names_what_most_sources_told_each_month() -> None:
    (month,) = small_paper()["/2025/"].data.months
    assert month.headlines == ("Repairs", "Floods in Vale")


def test_content_notes_are_words() -> None:
    told = article("2025/07/29/a", content_notes=["sexual-violence", "minors"])
    plan = planned(shelved(told))
    assert plan["/2025/07/29/a/"].data.notes == ("sexual violence", "minors")
    assert plan["/"].data.lead.notes == ("sexual violence", "minors")


def test_a_key_point_is_shown_without_its_dateline() -> None:
    lede = "TARN BAY (Orrin Wire) - It rained all day."
    told = article("2025/07/29/a", key_points=[lede, "It stopped."], body=f"{lede} It stopped.")
    text = planned(shelved(told))["/2025/07/29/a/"].data.text
    assert text.key_points == ("It rained all day.", "It stopped.")


def test_an_edition_leads_with_the_story_that_most_sources_tell() -> None:
    lead = small_paper()["/2025/07/29/"].data.lead
    assert (lead.headline, lead.sources) == ("Floods in Vale", 2)
    assert (lead.moment.text, lead.moment.clock) == ("29 July 2025", "09:12 UTC")
    assert [stub.title for stub in lead.reports] == ["Floods in Vale", "High water"]
    assert lead.href == "/paper/stories/floods/"


def test_a_story_that_began_earlier_is_in_a_later_edition_with_that_day_first() -> None:
    lead = small_paper()["/2025/07/30/"].data.lead
    assert (lead.headline, lead.href) == ("Repairs", "/paper/stories/floods/")
    assert lead.moment.text == "29 July 2025"
    assert [stub.title for stub in lead.reports] == ["Repairs", "Floods in Vale", "High water"]


def test_single_reports_beyond_the_cards_are_in_brief_by_topic() -> None:
    articles = [article(f"2025/07/29/a{n}", topics=["economy"]) for n in range(6)]
    articles += [article("2025/07/29/b", topics=["weather"]), article("2025/07/29/c")]
    edition = planned(shelved(*articles))["/2025/07/29/"].data
    assert edition.lead.headline == "A0"
    assert [card.headline for card in edition.cards] == ["A1", "A2", "A3", "A4"]
    groups = [(g.heading, [stub.title for stub in g.stubs]) for g in edition.briefs]
    assert groups == [("Economy", ["A5"]), ("Weather", ["B"]), ("Other news", ["C"])]


def test_editions_and_archives_are_linked_in_time() -> None:
    plan = small_paper()
    assert plan["/2025/07/30/"].data.older.href == "/paper/2025/07/29/"
    assert plan["/2025/07/29/"].data.newer.href == "/paper/2025/07/30/"
    month = plan["/2025/07/"].data
    assert [(day.link.text, day.articles) for day in month.days] == [
        ("30 July 2025", 1),
        ("29 July 2025", 3),
    ]
    assert month.up.href == "/paper/2025/"


def test_an_article_names_its_neighbours_of_the_edition() -> None:
    plan = small_paper()
    first, second, third = (
        plan[f"/2025/07/29/{slug}/"].data for slug in ("fair", "floods", "high-water")
    )
    assert (first.previous, third.next) == (None, None)
    assert (second.previous.text, second.next.text) == ("A fair", "High water")


def test_an_article_shows_the_other_reports_of_its_story() -> None:
    page = small_paper()["/2025/07/29/floods/"].data
    assert page.story.link.href == "/paper/stories/floods/"
    assert page.story.sources == 2
    assert [stub.title for stub in page.story.others] == ["High water", "Repairs"]


def test_a_body_links_names_by_all_their_forms_the_longest_first() -> None:
    linked = small_paper()["/2025/07/29/floods/"].data.text.linked
    assert [(one.forms, one.href) for one in linked] == [
        (("Mara Lindqvist", "Lindqvist"), "/paper/people/mara-lindqvist/"),
        (("Orrin Works",), "/paper/organizations/orrin-works/"),
        (("Vale",), "/paper/places/vale/"),
    ]


def test_a_surname_that_two_people_of_the_article_share_links_to_neither() -> None:
    page = planned(shelved(article("2025/07/29/a", people=["Ana Vale", "Bo Vale"])))
    linked = page["/2025/07/29/a/"].data.text.linked
    assert [one.forms for one in linked] == [("Ana Vale",), ("Bo Vale",)]


def test_an_entity_page_quotes_the_first_sentence_that_names_it() -> None:
    page = small_paper()["/people/mara-lindqvist/"].data
    assert [(s.stub.title, s.sentence) for s in page.timeline] == [
        ("High water", "Ms. Lindqvist waded through Vale."),
        ("Floods in Vale", "Mara Lindqvist of Orrin Works came."),
    ]


def test_an_entity_is_seen_together_with_others_and_the_evidence_names_both() -> None:
    together = small_paper()["/people/mara-lindqvist/"].data.together
    home = "/paper/2025/07/29"
    assert [(c.chip.name, c.chip.count, c.sentence, c.evidence.href) for c in together] == [
        ("Vale", 2, "Ms. Lindqvist waded through Vale.", f"{home}/high-water/#p1"),
        ("Orrin Works", 1, "Mara Lindqvist of Orrin Works came.", f"{home}/floods/#p2"),
    ]


def test_a_place_in_the_capitals_of_a_dateline_counts_as_named() -> None:
    told = article("2025/07/29/a", places=["Tarn Bay"], body="TARN BAY (Orrin Wire) - It rained.")
    (sighting,) = planned(shelved(told))["/places/tarn-bay/"].data.timeline
    assert sighting.sentence == "TARN BAY (Orrin Wire) - It rained."


def test_a_related_article_comes_with_the_reason() -> None:
    plan = planned(
        shelved(
            article("2025/07/29/a", organizations=["Orrin Works"], topics=["economy"]),
            article("2025/07/30/b", organizations=["Orrin Works"], topics=["economy"]),
            article("2025/07/30/fair"),
            article("2025/07/30/vote"),
        )
    )
    (related,) = plan["/2025/07/29/a/"].data.related
    assert (related.stub.title, related.reason) == ("B", "shares Orrin Works, economy")


def test_a_record_gives_the_card_the_other_names_and_the_way_to_search_engines() -> None:
    told = article("2025/07/29/a", people=["Lindqvist"])
    known = record(
        "Mara Lindqvist",
        aliases=("Lindqvist",),
        same_as=("https://example.org/m",),
        body="A *mayor*.",
    )
    page = planned(shelved(told, records=[known]))["/people/mara-lindqvist/"].data
    assert (page.card, page.other_names, page.same_as) == (
        "A *mayor*.",
        ("Lindqvist",),
        ("https://example.org/m",),
    )
    assert page.head.robots == ""


def test_people_without_a_record_and_articles_of_others_are_not_for_search_engines() -> None:
    plan = small_paper()
    assert plan["/people/mara-lindqvist/"].data.head.robots == "noindex, follow"
    assert plan["/places/vale/"].data.head.robots == ""
    assert plan["/2025/07/29/floods/"].data.head.robots == "noindex, follow"
    assert plan["/2025/07/29/fair/"].data.head.robots == ""


def test_the_sitemap_lists_what_search_engines_may_show_with_its_day() -> None:
    plan = small_paper()
    urls = dict(plan["/sitemap.xml"].data.urls)
    home = "https://example.org/paper"
    assert urls[f"{home}/2025/07/29/fair/"] == "2025-07-29"
    assert f"{home}/2025/07/29/floods/" not in urls
    assert f"{home}/people/mara-lindqvist/" not in urls
    assert f"{home}/404.html" not in urls
    assert plan["/robots.txt"].data.sitemap == f"{home}/sitemap.xml"


def test_an_excerpt_shows_the_first_paragraphs_and_links_to_the_original() -> None:
    words = "\n\n".join(f"Paragraph {n} " + "goes on and on " * 6 + "here." for n in range(9))
    theirs = article(
        "2025/07/29/theirs",
        source="Vale Post",
        body=words,
        source_url="https://example.org/a",
        key_points=["Paragraph 0 goes on", "Paragraph 8 goes on"],
    )
    ours = article("2025/07/29/ours", body=words)
    plan = planned(shelved(theirs, ours, publish="excerpt"))
    shown = plan["/2025/07/29/theirs/"].data
    assert shown.excerpt
    assert shown.original == "https://example.org/a"
    assert 40 <= len(shown.text.markdown.split()) <= 60
    assert shown.text.key_points == ("Paragraph 0 goes on",)
    assert plan["/2025/07/29/ours/"].data.text.markdown == words
    entries = {entry.title: entry.markdown for entry in plan["/feed.atom"].data.entries}
    assert entries["Theirs"] == shown.text.markdown


def test_an_original_that_is_no_web_address_is_not_linked() -> None:
    told = article("2025/07/29/a", source_url="javascript:alert(1)")
    assert planned(shelved(told))["/2025/07/29/a/"].data.original == ""


def test_provenance_says_file_and_lines_in_words() -> None:
    told = article("2025/07/29/a", seed="seeds/vale.txt#L68-L70", date_basis="inferred")
    provenance = planned(shelved(told))["/2025/07/29/a/"].data.provenance
    assert (provenance.seed, provenance.lines) == ("seeds/vale.txt", "lines 68 to 70")
    assert provenance.also_in == ()
    told = article("2025/07/29/a", seed="seeds/a.txt#L1", also_in=("seeds/b.xml#L5-L9", "c"))
    provenance = planned(shelved(told))["/2025/07/29/a/"].data.provenance
    assert provenance.also_in == (("seeds/b.xml", "lines 5 to 9"), ("c", ""))
    assert planned(shelved(article("2025/07/29/b")))["/2025/07/29/b/"].data.provenance is None


def test_a_draft_is_counted_and_otherwise_not_there() -> None:
    plan = planned(shelved(article("2025/07/29/secret", "Secret", draft=True)))
    assert dict(plan["/status/"].data.figures)["Drafts"] == 1
    assert [at for at, page in plan.items() if "Secret" in repr(page.data)] == []


def test_the_status_page_lists_what_an_editor_should_look_at() -> None:
    plan = planned(
        shelved(
            article("2025/07/29/a", date_basis="inferred", people=["Lindqvist"], body="Text."),
            article("2025/07/30/b", people=["Mara Lindqvist"], source="Vale Post", edited=True),
        )
    )
    concerns = {c.heading: c for c in plan["/status/"].data.concerns}
    assert [stub.id for stub in concerns["Date inferred"].stubs] == ["2025/07/29/a"]
    assert [stub.id for stub in concerns["No source"].stubs] == ["2025/07/29/a"]
    assert [stub.id for stub in concerns["Edited by hand"].stubs] == ["2025/07/30/b"]
    (doubt,) = concerns["Surnames beside full names"].doubts
    assert [(chip.name, chip.href) for chip in doubt.names] == [
        ("Lindqvist", "/people/lindqvist/"),
        ("Mara Lindqvist", "/people/mara-lindqvist/"),
    ]
    assert [link.href for link in doubt.articles] == ["/2025/07/29/a/"]
    assert "`content/entities/mara-lindqvist.md`" in doubt.cure
    assert "name: Mara Lindqvist\ntype: person\naliases:\n  - Lindqvist\n" in doubt.cure
    assert "Date of the capture" not in concerns


def test_what_a_cure_says_to_write_settles_the_doubt() -> None:
    told = [
        article("2025/07/29/a", people=["Lindqvist", "Bo: Vale"], organizations=["Tarn Works"]),
        article("2025/07/30/b", people=["Mara Lindqvist", "Bo"], organizations=["Tarn Works Ltd"]),
        article("2025/07/31/c", places=["Tarn Works"]),
    ]
    shelves = shelved(*told)
    for _ in range(8):
        concerns = planned(shelves)["/status/"].data.concerns
        cures = [doubt.cure for concern in concerns for doubt in concern.doubts]
        if not cures:
            break
        files = re.findall(r"`(content/entities/[^`]+)`\n\n~~~~\n(.*?)~~~~", cures[0], re.DOTALL)
        path, text = files[0]
        written, problems = content.record(text, path)
        assert written is not None
        assert problems == ()
        known = {one.path: one for one in (*_records(shelves), written)}
        shelves = shelved(*told, records=list(known.values()))
        assert shelves.problems == ()
    else:
        raise AssertionError(cures)


def _records(shelves: Library) -> list[Record]:
    return [term.record for term in shelves.entities if term.record]


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        (
            {"date_basis": "relative", "captured_basis": "file"},
            "Date counted back from a doubtful time",
        ),
        ({"captured": dt.date(2025, 7, 1)}, "Date after the capture"),
        ({"lang": "fr"}, "Not in English"),
    ],
)
def test_the_status_page_says_what_is_less_sure(more: dict[str, object], heading: str) -> None:
    def concerns(**said: object) -> dict[str, object]:
        told = article("2025/07/29/a", source="Vale Post", topics=["economy"], body="x", **said)
        page = planned(shelved(told))["/status/"].data
        return {concern.heading: concern for concern in page.concerns}

    assert concerns() == {}
    assert list(concerns(**more)) == [heading]


def test_long_lists_are_numbered_from_the_oldest() -> None:
    articles = [article(f"2025/07/{day:02}/a", f"Day {day}", topics=["x"]) for day in range(1, 8)]
    plan = planned(shelved(*articles, list_length=2))
    shown = {
        at: [stub.title for stub in page.data.articles]
        for at, page in plan.items()
        if page.kind == "topic"
    }
    assert shown == {
        "/topics/x/": ["Day 7", "Day 6", "Day 5"],
        "/topics/x/page/2/": ["Day 4", "Day 3"],
        "/topics/x/page/1/": ["Day 2", "Day 1"],
    }
    pagers = {at: plan[at].data.pager for at in shown}
    assert pagers["/topics/x/"].older.href == "/topics/x/page/2/"
    assert pagers["/topics/x/page/2/"].newer.href == "/topics/x/"
    assert pagers["/topics/x/page/1/"].newer.href == "/topics/x/page/2/"
    assert pagers["/topics/x/page/1/"].older is None


def test_no_page_shows_the_time_of_the_build() -> None:
    stamps = {
        text
        for page in small_paper().values()
        for text in strings(page.data)
        if re.match(r"20\d\d-", text) and not text.startswith("2025-0")
    }
    assert stamps == set()


def test_the_index_of_names_goes_from_a_to_z_with_other_scripts_in_their_place() -> None:
    told = article("2025/07/29/a", people=["Ömer", "Zoe", "Ольга", "7 of Vale"])
    letters = planned(shelved(told))["/people/"].data.letters
    assert [(part.letter, [chip.name for chip in part.entities]) for part in letters] == [
        ("0-9", ["7 of Vale"]),
        ("O", ["Ольга", "Ömer"]),
        ("Z", ["Zoe"]),
    ]


def test_of_those_seen_together_once_only_a_few_are_named() -> None:
    crowd = [f"Person {letter}" for letter in "BCDEFGH"]
    once = article("2025/07/29/a", people=["Ana Vale", *crowd])
    again = article("2025/07/30/b", people=["Ana Vale", *crowd])
    together = planned(shelved(once))["/people/ana-vale/"].data.together
    assert [c.chip.name for c in together] == crowd[:5]
    assert len(planned(shelved(once, again))["/people/ana-vale/"].data.together) == 7
