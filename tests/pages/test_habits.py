"""What a good newspaper does: nothing is said twice, and a line keeps its order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import page_checks
import pytest
from page_checks import Findings, Look
from sample_pages import SITE, head, sample_pages

from broadsheet.model import Page
from broadsheet.plan.views import Chip, EntitiesPage, Letter
from broadsheet.render import Press

PRESS = Press([Path(__file__).parents[2] / "templates"])
PAGES = {page.permalink: page for page in sample_pages()}
STORY = "/stories/harbour-dredging/"
TOPIC = "/topics/economy/"
ENTITY = "/organizations/northmere-dredging/"


def html(page: Page) -> str:
    return PRESS.artifact(page).data.decode("utf-8")


def changed(at: str, **fields: Any) -> str:
    return html(replace(PAGES[at], data=replace(PAGES[at].data, **fields)))


def test_a_report_under_the_headline_above_it_does_not_repeat_it() -> None:
    text = html(PAGES["/"])
    lead = text[text.index('<article class="lead">') : text.index("</article>")]
    assert lead.count("Dredging closes two berths in Sallow Bay until spring") == 1
    assert '<span class="outlet">Vale Herald</span> <a href=' in lead
    assert ">under this headline</a>" in lead
    assert "Nobody told the ferry crews" in lead


def test_the_tagline_stands_on_the_front_page_alone() -> None:
    assert html(PAGES["/"]).count(SITE.tagline) == 2  # the masthead, and the data for programs
    others = [at for at in PAGES if at not in {"/", "/old/"}]
    assert [at for at in others if f'"tagline">{SITE.tagline}' in html(PAGES[at])] == []


def test_cards_on_the_page_of_a_topic_do_not_name_it_again() -> None:
    text = html(PAGES[TOPIC])
    assert f'<p class="kicker"><a href="{TOPIC}">' not in text
    assert '<p class="kicker"><a href="/topics/science/">' in text
    assert f'<p class="kicker"><a href="{TOPIC}">' in html(PAGES["/stories/"])


def test_weeks_are_drawn_from_four_on() -> None:
    weeks = PAGES[ENTITY].data.weeks
    assert "<svg width" not in changed(ENTITY, weeks=weeks[:3], network=None)
    assert "<svg width" in changed(ENTITY, weeks=weeks[:4], network=None)


def test_a_span_of_days_tells_no_hours() -> None:
    text = html(PAGES[STORY])
    assert '24 July 2025</time> to <time datetime="2025-07-29T09:12:00+00:00">29 July 2025<' in text


def test_first_is_said_only_of_some() -> None:
    assert "First reported by" in html(PAGES[STORY])
    assert "eported by" not in changed(STORY, leaders=3)


def test_what_nobody_states_alone_has_no_column() -> None:
    assert '<th scope="col">Dates</th>' in html(PAGES[STORY])
    undated = tuple(replace(one, dates=()) for one in PAGES[STORY].data.differences)
    text = changed(STORY, differences=undated)
    assert '<th scope="col">Dates</th>' not in text
    assert '<th scope="col">Figures</th><th scope="col">Names</th>' in text
    assert text.count("<td>") == 2 * len(undated)


def test_the_day_of_the_latest_stands_beside_the_count() -> None:
    assert '14 articles · latest <time datetime="2025-07-29">' in html(PAGES["/topics/"])


def names(many: int) -> Page:
    chips = [Chip(f"Name {n} Surname", f"/people/n{n}/", "person", n) for n in range(many)]
    group = many // 20
    letters = tuple(
        Letter(chr(65 + n), f"letter-{n}", tuple(chips[n * group : (n + 1) * group]))
        for n in range(20)
    )
    page = EntitiesPage(SITE, head("Names", "/names/"), "Names", "From A to Z.", (), letters)
    return Page("/names/", "entities", page)


def many() -> Page:
    """An article that names two thousand."""
    chips = tuple(Chip(f"Name {n} Surname", f"/people/n{n}/", "person") for n in range(2000))
    data = PAGES["/2025/07/29/harbour-dredging/"].data
    return Page("/many/", "article", replace(data, people=chips))


def test_programs_are_told_the_foremost_names_alone() -> None:
    text = html(many())
    data = text[text.index("application/ld+json") : text.index("</script>")]
    assert "Name 9 Surname" in data
    assert "Name 10 Surname" not in data
    assert "Name 1999 Surname" in text


def folder(tmp_path: Path, *pages: Page) -> Path:
    for artifact in (*map(PRESS.artifact, pages), *PRESS.static()):
        path = tmp_path / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return tmp_path


@pytest.mark.browser
def test_two_thousand_names_fit_a_narrow_page(chromium: Any, tmp_path: Path) -> None:
    site = folder(tmp_path, names(2000), many())
    found = page_checks.findings(chromium, site, ["/names/", "/many/"], [Look("light", 320)])
    assert found == Findings()


def in_arabic(page: Page) -> Page:
    return replace(page, data=replace(page.data, site=replace(page.data.site, language="ar")))


#: The left edge of a word of the first element that holds it.
_LEFT = """([where, word]) => {
  const all = [...document.querySelectorAll(where)];
  const walk = document.createTreeWalker(
    all.find((one) => one.textContent.includes(word)), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + word.length);
    return range.getBoundingClientRect().left;
  }
}"""


@pytest.mark.browser
def test_figures_and_days_keep_their_order_on_a_page_from_the_right(
    chromium: Any, tmp_path: Path
) -> None:
    site = folder(
        tmp_path, in_arabic(PAGES["/"]), in_arabic(PAGES[STORY]), in_arabic(PAGES[ENTITY])
    )
    with page_checks.served(site) as host, chromium.new_context() as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1280, "height": 900})

        def in_order(at: str, where: str, *words: str) -> bool:
            page.goto(host + at)
            lefts = [page.evaluate(_LEFT, [where, word]) for word in words]
            return lefts == sorted(lefts)

        assert in_order("/", ".dateline .meta", "24", "articles", "9", "sources", "41", "minutes")
        assert in_order("/", ".steps a", "28", "July")
        assert in_order(STORY, ".band", "New on", "29", "July")
        assert in_order(ENTITY, ".top .meta", "6", "articles", "1 July", "29 July")


@pytest.mark.browser
def test_what_runs_the_other_way_stands_at_one_edge(chromium: Any, tmp_path: Path) -> None:
    """The headline and the text below it begin where each other begin, however wide the page."""
    site = folder(tmp_path, in_arabic(PAGES[ENTITY]))
    with page_checks.served(site) as host, chromium.new_context() as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(host + ENTITY)
        item = page.locator(".timeline li.far:has(.sentence)").first
        left = item.evaluate("one => one.getBoundingClientRect().left")
        edges = item.locator("> p, > a").evaluate_all(
            "all => all.map((one) => Math.round(one.getBoundingClientRect().left))"
        )
        assert set(edges) == {round(left)}


@pytest.mark.browser
def test_without_script_the_field_of_the_search_is_not_offered(
    chromium: Any, tmp_path: Path
) -> None:
    site = folder(tmp_path, PAGES["/search/"])
    with (
        page_checks.served(site) as host,
        chromium.new_context(java_script_enabled=False) as context,
    ):
        page = context.new_page()
        page.goto(f"{host}/search/")
        assert page.locator("noscript").is_visible()
        assert not page.locator("#q").is_visible()
        assert page.locator("#browse a").first.is_visible()
