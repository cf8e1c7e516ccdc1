"""What an outlet covers and leaves out is counted fairly."""

from __future__ import annotations

from newsroom import article, changed, planned, shelved

from broadsheet.model import Article
from broadsheet.plan.views import Coverage


def told(day: int, source: str, story: str = "", topic: str = "economy") -> Article:
    name = f"{source}-{story or 'own'}".lower().replace(" ", "-")
    more = {"story": story} if story else {}
    return article(f"2025/06/{day:02}/{name}", source=source, topics=[topic], **more)


def coverage(*articles: Article, source: str = "vale-post") -> Coverage | None:
    found = planned(shelved(*articles))[f"/sources/{source}/"].data.coverage
    assert found is None or isinstance(found, Coverage)
    return found


def month() -> list[Article]:
    """Return eight days of two outlets on the economy, and of one on the weather.

    The two tell a story a day; the third tells those of the second and the third day.
    """
    every = [told(n, name, f"s{n}") for n in range(1, 9) for name in ("Tarn Times", "Orrin Wire")]
    every += [told(n, "Vale Post", topic="weather") for n in range(1, 9)]
    return [*every, *(told(n, "Vale Post", f"s{n}") for n in (2, 3))]


def test_shares_of_topics_stand_beside_those_of_the_others() -> None:
    found = coverage(*month())
    assert found
    assert [(s.link.text, s.own, s.others) for s in found.more] == [("Weather", 78, 0)]
    assert [(s.link.text, s.own, s.others) for s in found.less] == [("Economy", 22, 100)]


def test_stories_of_two_others_on_days_that_are_over_are_counted() -> None:
    found = coverage(*month())
    assert found
    assert (found.until.text, found.stories, found.told) == ("7 June 2025", 7, 2)
    assert [one.link.href for one in found.missed] == [f"/stories/s{n}/" for n in (7, 6, 5, 4, 1)]


def test_a_day_on_which_the_outlet_is_not_read_blames_nobody() -> None:
    silent = [one for one in month() if one.source != "Vale Post" or one.day.day not in (5, 6)]
    found = coverage(*silent)
    assert found
    assert [one.link.href for one in found.missed] == [f"/stories/s{n}/" for n in (7, 4, 1)]


def test_of_little_nothing_is_said() -> None:
    assert coverage(told(1, "Vale Post"), told(1, "Tarn Times")) is None
    few = [told(n, "Vale Post") for n in (1, 2, 3)]
    assert coverage(*few, told(1, "Tarn Times", "s"), told(1, "Orrin Wire", "s")) is None


def test_news_of_others_on_a_later_day_stirs_no_page_of_an_outlet() -> None:
    before = month()
    later = [told(9, name, "s9") for name in ("Tarn Times", "Orrin Wire")]
    touched = changed(shelved(*before), shelved(*before, *later))["changed"]
    assert "/sources/vale-post/" not in touched
