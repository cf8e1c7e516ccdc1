"""What every page of the site keeps to, whatever it shows."""

from __future__ import annotations

import gzip
import inspect
import re
import statistics
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from sample_pages import LONG_TITLE, sample_pages

from broadsheet.model import Page
from broadsheet.plan import views
from broadsheet.render import Press

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGES = sample_pages()
PRESS, ANOTHER = Press([TEMPLATES]), Press([TEMPLATES])
FOR_PROGRAMS = {"FeedPage", "OpmlPage", "SitemapPage", "RobotsPage"}


class Outline(HTMLParser):
    """The headings, ids, attributes and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.tags: list[str] = []
        self.loaded: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "src" or (tag == "link" and name == "href"):
                self.loaded.append(value or "")


def html(page: Page) -> str:
    return PRESS.artifact(page).data.decode("utf-8")


@pytest.fixture(params=PAGES, ids=lambda page: page.permalink)
def page(request: pytest.FixtureRequest) -> Page:
    return request.param


def test_every_kind_of_page_has_a_sample() -> None:
    kinds = {name for name, cls in inspect.getmembers(views, inspect.isclass)}
    wanted = {name for name in kinds if name.endswith("Page")} - FOR_PROGRAMS
    assert {type(page.data).__name__ for page in PAGES} == wanted


def test_every_page_template_has_a_sample() -> None:
    wanted = {file.stem for file in (TEMPLATES / "pages").iterdir()}
    assert {page.kind for page in PAGES} == wanted


def test_headings_start_with_one_h1_and_skip_nothing(page: Page) -> None:
    headings = Outline(html(page)).headings
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(headings))


def test_ids_are_unique(page: Page) -> None:
    ids = Outline(html(page)).ids
    assert len(ids) == len(set(ids))


def test_no_style_script_or_handler_is_inline(page: Page) -> None:
    text = html(page)
    outline = Outline(text)
    forms = {"form"} if page.kind != "search" else set()
    assert not ({"style", "iframe", "object"} | forms) & set(outline.tags)
    scripts = re.findall(r"<script([^>]*)>", text)
    assert all(" src=" in one or one == ' type="application/ld+json"' for one in scripts)
    assert not {name for name in outline.attributes if name == "style" or name.startswith("on")}


def test_nothing_is_loaded_from_another_host(page: Page) -> None:
    head = page.data.head
    loaded = [at for at in Outline(html(page)).loaded if at not in {head.canonical, head.original}]
    assert all(at.startswith("/") and not at.startswith("//") for at in loaded)


def test_a_strict_policy_stands_before_anything_is_loaded(page: Page) -> None:
    text = html(page)
    policy = text.index('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'')
    assert policy < text.find("<link")
    assert "unsafe" not in text


def test_the_same_page_gives_the_same_bytes(page: Page) -> None:
    assert ANOTHER.artifact(page) == PRESS.artifact(page)


def test_no_line_ends_in_blanks_or_is_lost_in_them(page: Page) -> None:
    assert "\n\n\n\n" not in html(page)


def test_the_nav_marks_the_page_itself_and_its_section() -> None:
    by_address = {page.permalink: html(page) for page in PAGES}
    assert '<a href="/topics/" aria-current="page">' in by_address["/topics/"]
    assert '<a href="/topics/" aria-current="true">' in by_address["/topics/economy/"]
    assert "aria-current" not in by_address["/organizations/northmere-dredging/"]
    assert by_address["/"].count("aria-current") == 1


def test_foreign_words_say_their_language_and_direction() -> None:
    text = html(PAGES[0])
    assert 'lang="ar" dir="rtl">الميناء' in text
    assert 'lang="en" dir="ltr"' not in text.partition("<body")[2]


def test_a_page_tells_its_feeds_to_readers() -> None:
    text = html(next(page for page in PAGES if page.kind == "topic"))
    assert text.count('rel="alternate"') == 6
    assert 'type="application/atom+xml"' in text
    assert 'href="/topics/economy/feed.json"' in text


def test_key_points_lead_to_their_paragraphs() -> None:
    text = html(next(page for page in PAGES if page.kind == "article"))
    assert '<a href="#p1">The port will close' in text
    assert '<a href="#p2">“It is the silt' in text
    assert "<li>A sentence that the body no longer holds.</li>" in text


def test_a_content_note_stands_before_the_summary_and_the_text() -> None:
    front = html(PAGES[0])
    assert front.index("Content note") < front.index("The hearing in Lower Vale")
    article = html(next(page for page in PAGES if page.kind == "article"))
    assert article.index("Content note") < article.index("Key points")


def test_the_front_page_ends_its_rail_and_an_edition_begins_with_the_way_to_the_archive() -> None:
    front, edition = html(PAGES[0]), html(PAGES[1])
    assert '<a href="/2025/07/">All editions of July 2025</a>' in front.partition("<aside")[2]
    assert '<p class="kicker"><a href="/2025/07/">July 2025</a></p>' in edition


def test_earlier_stories_stand_under_their_day_on_the_front_page_alone() -> None:
    front, edition = html(PAGES[0]), html(PAGES[1])
    earlier = front.partition('id="earlier"')[2]
    day, story = earlier.index('<h3><a href="/2025/07/28/">'), earlier.index("<h4")
    assert day < story
    assert "Earlier" not in edition


def test_names_in_doubt_are_shown_with_their_articles_and_what_to_write() -> None:
    text = html(next(page for page in PAGES if page.kind == "status"))
    assert 'Northmere Dredging</a> or <a href="/organizations/port-of-sallow/">' in text
    assert "<code>content/entities/a-firm.md</code>" in text
    assert "  - Another name of the firm\n---" in text


def test_six_names_of_a_kind_are_shown_and_the_others_folded() -> None:
    text = html(next(page for page in PAGES if page.kind == "story"))
    shown, fold, folded = text.partition("<summary>and 3 more</summary>")
    assert fold
    assert "Berth 4" in shown
    assert "Berth 5" not in shown
    assert "Berth 5" in folded


def test_a_name_without_a_page_stands_in_the_index_with_its_article() -> None:
    text = html(next(page for page in PAGES if page.kind == "entities"))
    assert '<span>Ilmar Sund</span><p class="reason"><a href=' in text


def test_a_quotation_leads_to_its_paragraph_and_names_its_speaker() -> None:
    text = html(next(page for page in PAGES if page.kind == "story"))
    assert "“It is the silt of a decade”" in text
    assert '<a href="/people/ines-okafor/">Ines Okafor</a>, in <a href="/a/#p2">' in text
    assert '<span>a passenger</span>, in <a href="/b/">' in text


def test_addresses_that_are_not_of_the_web_are_not_linked() -> None:
    text = html(next(page for page in PAGES if page.kind == "entity"))
    assert 'href="https://www.wikidata.org/wiki/Q0"' in text
    assert "javascript:" not in text


def test_long_titles_are_set_smaller() -> None:
    text = html(next(page for page in PAGES if page.permalink == "/empty/article/"))
    assert f'<h1 class="long">{LONG_TITLE}</h1>' in text


def served(name: str) -> bytes:
    return next(one.data for one in PRESS.static() if one.path == f"static/{name}")


def test_the_stylesheet_is_at_most_ten_kilobytes_as_it_is_served() -> None:
    assert len(served("style.css")) <= 10_240
    assert len(served("reader.css")) <= 1_024


def test_the_script_is_at_most_four_kilobytes_on_the_wire() -> None:
    assert len(gzip.compress(served("reader.js"))) <= 4_096


def test_the_stylesheet_asks_for_nothing() -> None:
    css = (TEMPLATES / "static/style.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|@font-face", css)


def test_the_front_page_is_at_most_thirty_kilobytes() -> None:
    assert len(html(PAGES[0]).encode()) <= 30_720


def test_templates_stay_short() -> None:
    lines = [len(file.read_text().splitlines()) for file in TEMPLATES.rglob("*.html")]
    assert statistics.median(lines) < 50
    assert max(lines) < 100
