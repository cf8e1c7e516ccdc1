"""Reading comfort in a real browser: the look, travel by keys, what is new; and all without."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page_checks
import pytest
from sample_pages import sample_pages

from broadsheet.render import Press

TEMPLATES = Path(__file__).parents[2] / "templates"
SHOWN = {"/", "/2025/07/29/harbour-dredging/", "/keys/"}
DARK, LIGHT = "rgb(20, 21, 23)", "rgb(252, 251, 248)"
PAPER = "getComputedStyle(document.body).backgroundColor"
FOCUSED = "document.activeElement.textContent"
HOURS_LATER = """(forgotten) => {
  const visit = JSON.parse(localStorage.getItem("/ visit"));
  visit.at -= 7200e3;
  visit.seen = visit.seen.filter((path) => path !== forgotten);
  localStorage.setItem("/ visit", JSON.stringify(visit));
}"""
REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); } })"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = tmp_path_factory.mktemp("site")
    press = Press([TEMPLATES])
    pages = [page for page in sample_pages() if page.permalink in SHOWN]
    for artifact in (*map(press.artifact, pages), *press.static()):
        path = out / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    with page_checks.served(out) as address:
        yield address


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def page(chromium: Any, host: str, errors: list[str]) -> Iterator[Any]:
    """The front page, in a browser that was never here."""
    with chromium.new_context(base_url=host, color_scheme="light") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto("/")
        yield page
    assert errors == []


def choose(page: Any, text: str) -> None:
    page.click(".display summary")
    page.check(f".display label:has-text('{text}') input")


def marks(page: Any) -> list[str]:
    return list(page.eval_on_selector_all(".mark", "all => all.map(one => one.textContent)"))


def test_the_script_is_one_that_engines_can_read() -> None:
    node = page_checks.needed(shutil.which("node"), "node")
    script = str(TEMPLATES / "static/reader.js")
    assert subprocess.run([node, "--check", script], check=False).returncode == 0


def test_without_script_there_is_no_control_and_nothing_is_missing(
    chromium: Any, host: str
) -> None:
    with chromium.new_context(base_url=host, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/keys/")
        assert page.locator("button, input, select, .display").count() == 0
        assert "They need the script of this site" in page.inner_text("main")


def test_the_colours_follow_the_system_until_a_reader_chooses(page: Any) -> None:
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) == DARK
    choose(page, "Light")
    assert page.evaluate(PAPER) == LIGHT


def test_a_choice_holds_on_every_page_and_after_closing(page: Any) -> None:
    choose(page, "Dark")
    page.check(".display label:has-text('Large') input")
    page.check(".display label:has-text('Wide') input")
    page.goto("/2025/07/29/harbour-dredging/")
    assert page.evaluate(PAPER) == DARK
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "19px"
    page.click(".display summary")
    assert page.is_checked(".display label:has-text('Wide') input")


def test_the_choice_is_known_before_anything_of_the_page_is(page: Any) -> None:
    choose(page, "Dark")
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first)"
        " window.first = document.documentElement.dataset.theme || 'none' })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.reload()
    assert page.evaluate("window.first") == "dark"


def test_the_usual_choice_leaves_no_trace_on_the_page(page: Any) -> None:
    choose(page, "Dark")
    page.check(".display label:has-text('As the system') input")
    assert page.evaluate("Object.keys(document.documentElement.dataset)") == []


def test_where_storage_is_refused_a_choice_holds_for_the_page(
    chromium: Any, host: str, errors: list[str]
) -> None:
    with chromium.new_context(base_url=host, color_scheme="light") as context:
        context.add_init_script(REFUSED)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto("/")
        choose(page, "Dark")
        assert page.evaluate(PAPER) == DARK
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("m")
        assert marks(page) == ["Read"]
    assert errors == []


@pytest.mark.parametrize("junk", ["{[", "7", "null", '{"at":"x","seen":{"a":1}}', "[[]]"])
def test_junk_in_the_storage_is_passed_over(page: Any, junk: str) -> None:
    names = ["theme", "size", "width", "visit", "read", "keys"]
    page.evaluate(
        "([names, junk]) => names.forEach(n => localStorage['/ ' + n] = junk)", [names, junk]
    )
    page.reload()
    assert page.evaluate("Object.keys(document.documentElement.dataset)") == []
    assert page.locator(".display").count() == 1


def test_escape_and_a_click_elsewhere_close_the_menu(page: Any) -> None:
    page.click(".display summary")
    page.keyboard.press("Escape")
    assert page.get_attribute(".display", "open") is None
    assert page.evaluate(FOCUSED) == "Display"
    page.click(".display summary")
    page.mouse.click(40, 800)
    assert page.get_attribute(".display", "open") is None


def test_j_and_k_travel_from_headline_to_headline_and_o_opens(page: Any) -> None:
    page.route("**/stories/harbour-dredging/", lambda route: route.fulfill(body="there"))
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED).startswith("Dredging closes two berths")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED).startswith("Woman tells court")
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED).startswith("Dredging closes two berths")
    page.keyboard.press("o")
    page.wait_for_url("**/stories/harbour-dredging/")


def test_on_an_article_they_lead_to_its_neighbours(page: Any) -> None:
    page.route("**/2025/07/29/c/", lambda route: route.fulfill(body="there"))
    page.goto("/2025/07/29/harbour-dredging/")
    page.keyboard.press("j")
    page.wait_for_url("**/2025/07/29/c/")


def test_the_question_mark_opens_the_list_of_keys(page: Any) -> None:
    page.keyboard.press("?")
    page.wait_for_url("**/keys/")


def test_the_list_names_every_key_that_is_listened_to(page: Any) -> None:
    page.goto("/keys/")
    listed = page.eval_on_selector_all("kbd", "all => all.map(one => one.textContent)")
    script = (TEMPLATES / "static/reader.js").read_text(encoding="utf-8")
    keys = script.partition("const KEYS = {")[2].partition("\n  };")[0].strip().splitlines()
    assert listed == [line.split(":")[0].strip(' "') for line in keys]


def test_a_slash_goes_to_the_field_of_the_search(page: Any) -> None:
    page.evaluate("document.querySelector('main').innerHTML = '<input type=search>'")
    page.keyboard.press("/")
    page.keyboard.type("j/?")
    assert page.input_value("main input") == "j/?"
    assert page.url.endswith("/")


def test_keys_rest_beside_a_modifier_and_in_fields(page: Any) -> None:
    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.click(".display summary")
    page.focus(".display input")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


def test_keys_are_switched_off_on_their_page_and_stay_off(page: Any) -> None:
    page.goto("/keys/")
    page.uncheck("#key-switch input")
    page.goto("/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.goto("/keys/")
    assert not page.is_checked("#key-switch input")


def test_m_marks_a_headline_as_read_and_takes_the_mark_away(page: Any) -> None:
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.reload()
    assert marks(page) == ["Read"]
    page.keyboard.press("j")
    page.keyboard.press("m")
    assert marks(page) == []


def test_a_first_visit_marks_nothing_as_new(page: Any) -> None:
    assert marks(page) == []
    assert page.locator(".fresh").count() == 0


def test_what_came_since_the_last_visit_is_marked_until_the_visit_is_over(page: Any) -> None:
    page.evaluate(HOURS_LATER, "/stories/harbour-dredging/")
    for _ in range(2):
        page.reload()
        assert page.inner_text(".lead h2").startswith("New")
        assert "1 new since your last visit" in page.inner_text(".dateline")
    page.evaluate(HOURS_LATER, "/nothing/")
    page.reload()
    assert marks(page) == []


def test_old_articles_that_were_never_seen_are_not_new(page: Any) -> None:
    page.evaluate(HOURS_LATER, "/2025/07/27/court/")
    page.reload()
    assert marks(page) == []


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_a_page_with_everything_open_and_marked_breaks_no_rule(page: Any, theme: str) -> None:
    page.evaluate(HOURS_LATER, "/stories/harbour-dredging/")
    page.reload()
    choose(page, theme)
    page.evaluate(Path(page_checks.needed(page_checks.AXE, "axe-core")).read_text())
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(page_checks._AXE_RUN)
        assert (found["violations"], found["incomplete"]) == ([], []), width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_shows_neither_menu_nor_marks_nor_night(page: Any) -> None:
    choose(page, "Dark")
    page.emulate_media(media="print")
    assert not page.is_visible(".display")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
