"""A story shows each report's own words, who was first, and what only one outlet states."""

from __future__ import annotations

from newsroom import article, at, changed, planned, shelved

from broadsheet.model import Article
from broadsheet.plan.views import StoryPage

SHARED = "The ferry ran aground off Skerrow in the dark and its crew sent for help at once. " * 3
POST = f"{SHARED}\n\nThe Marsh Tern carried 38,000 letters. Mara Lindqvist was on the bridge."
TIMES = f"{SHARED}\n\nDivers from Tarn Works counted twelve holes, and 1,200 gulls watched."


def dam(n: int, source: str, body: str, **more: object) -> Article:
    more = {"date": at("2025-06-01", f"{8 + n:02}:00"), **more}
    return article(f"2025/06/01/r{n}", f"Report {n}", story="r1", source=source, body=body, **more)


def story(*articles: Article, **settings: object) -> StoryPage:
    view = planned(shelved(*articles, **settings))["/stories/r1/"].data
    assert isinstance(view, StoryPage)
    return view


def two(**more: object) -> tuple[Article, Article]:
    return (
        dam(1, "Vale Post", POST, people=["Mara Lindqvist"], **more),
        dam(2, "Tarn Times", TIMES, organizations=["Tarn Works"]),
    )


def test_each_report_stands_with_the_sentence_that_is_most_its_own() -> None:
    (day,) = story(*two()).timeline
    assert [(one.stub.title, one.sentence, one.href) for one in day.told] == [
        ("Report 1", "The Marsh Tern carried 38,000 letters.", "/2025/06/01/r1/#p2"),
        (
            "Report 2",
            "Divers from Tarn Works counted twelve holes, and 1,200 gulls watched.",
            "/2025/06/01/r2/#p2",
        ),
    ]


def test_a_sentence_that_heads_the_page_is_not_said_again() -> None:
    first, second = two(summary="The Marsh Tern carried 38,000 letters.")
    (day,) = story(first, second).timeline
    assert day.told[0].sentence == "Mara Lindqvist was on the bridge."


def test_what_only_one_outlet_states_leads_to_its_paragraph() -> None:
    post, times = story(*two()).differences
    assert post.outlet.text == "Vale Post"
    assert [(link.text, link.href) for link in post.figures] == [
        ("38,000 letters", "/2025/06/01/r1/#p2")
    ]
    assert [link.text for link in post.names] == ["Mara Lindqvist"]
    assert [link.text for link in times.figures] == ["twelve holes", "1,200 gulls"]
    assert [link.text for link in times.names] == ["Tarn Works"]


def test_the_same_figure_in_other_digits_is_nobodys_alone() -> None:
    first, second = two()
    third = dam(
        3, "Orrin Wire", f"{SHARED} 12 holes, 1200 gulls and 38000 letters, says Lindqvist."
    )
    shown = {one.outlet.text: one for one in story(first, second, third).differences}
    assert "Vale Post" not in shown
    assert shown["Tarn Times"].figures == ()


def test_one_outlet_alone_or_a_headline_is_not_compared() -> None:
    first, second = two()
    assert story(first, dam(2, "Vale Post", TIMES)).differences == ()
    assert story(first, dam(2, "Tarn Times", "Twelve holes.")).differences == ()
    assert story(first, dam(2, "Tarn Times", TIMES, lang="fr")).differences == ()
    assert story(first, second).differences


def test_a_sensitive_story_is_not_compared_and_repeats_no_name() -> None:
    page = story(*two(content_notes=["minors"]))
    assert page.differences == ()
    assert "Lindqvist" not in repr([day.told for day in page.timeline])


def test_of_excerpts_only_what_is_published_is_quoted_and_all_that_is_known_compared() -> None:
    hidden = "\n\n".join((SHARED, SHARED, "It carried 500 goats. 1,200 gulls watched it."))
    page = story(dam(1, "Vale Post", hidden), dam(2, "Tarn Times", TIMES), publish="excerpt")
    shown = repr((page.differences, page.timeline))
    assert "500 goats" not in shown
    assert "1,200 gulls" not in repr(page.differences)


def test_outlets_stand_in_the_order_in_which_they_reported() -> None:
    page = story(*two(), dam(3, "Vale Post", POST))
    assert [(one.link.text, one.reports, one.first.clock) for one in page.tellers] == [
        ("Vale Post", 2, "09:00 UTC"),
        ("Tarn Times", 1, "10:00 UTC"),
    ]
    assert page.leaders == 1


def test_who_was_first_is_left_open_where_an_hour_is_not_known() -> None:
    first, second = two(date_basis="inferred")
    assert story(first, second).leaders == 2


def test_a_story_of_forty_reports_stays_readable() -> None:
    bodies = [
        f"{SHARED}\n\nOutlet {n} saw {n + 1000} gulls and {n + 3000} terns." for n in range(40)
    ]
    page = story(
        *(
            article(f"2025/06/01/r{n}", story="r1", source=f"Outlet {n}", body=body)
            for n, body in enumerate(bodies)
        )
    )
    (day,) = page.timeline
    assert (len(day.told), len(day.folded)) == (8, 32)
    assert len(day.stubs) == 40
    assert len(page.differences) == 8


def test_the_newest_day_comes_first_with_its_reports_in_order() -> None:
    later = article("2025/06/09/inquiry", story="r1", source="Orrin Wire")
    page = story(*two(), later)
    assert [day.heading for day in page.timeline] == ["9 June 2025", "1 June 2025"]


def test_a_change_of_one_report_touches_its_story_and_no_other() -> None:
    other = [article(f"2025/06/02/o{n}", story="o0", source=f"S{n}", body=POST) for n in (0, 1)]
    first, second = two()
    edited = dam(2, "Tarn Times", TIMES.replace("twelve", "thirteen"), organizations=["Tarn Works"])
    touched = changed(shelved(first, second, *other), shelved(first, edited, *other))["changed"]
    assert {at for at in touched if at.startswith("/stories/") and at.endswith("/")} == {
        "/stories/r1/"
    }
