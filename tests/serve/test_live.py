"""The editor's loop, whole: serve, edit a file, and the open page changes untouched."""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from running import served

pytestmark = pytest.mark.browser


@dataclass
class Desk:
    """A running `serve`, the folder it serves, and an open page."""

    folder: Path
    url: str
    page: Any

    def article(self) -> Path:
        return sorted(self.folder.glob("content/2*/*/*/*.md"))[-1]

    def address(self, article: Path) -> str:
        return f"{self.url}{article.relative_to(self.folder / 'content').with_suffix('')}/"

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=30_000)


@pytest.fixture
def desk(demo: Path, tmp_path: Path, chromium: Any) -> Iterator[Desk]:
    folder = tmp_path / "site"
    shutil.copytree(demo, folder)
    (folder / "templates").mkdir(exist_ok=True)
    with served(folder) as url:
        page = chromium.new_page()
        yield Desk(folder, f"{url}/", page)
        page.close()


def test_an_edited_article_shows_its_new_text_by_itself(desk: Desk) -> None:
    article = desk.article()
    desk.page.goto(desk.address(article))
    article.write_text(article.read_text() + "\nA paragraph that an editor added.\n")
    desk.sees("A paragraph that an editor added.")


def test_the_scroll_position_is_kept(desk: Desk) -> None:
    article = desk.article()
    article.write_text(article.read_text() + "\nA long tail.\n" * 200)
    desk.page.goto(desk.address(article))
    desk.sees("A long tail.")
    desk.page.evaluate("scrollTo(0, 900)")
    article.write_text(article.read_text() + "\nThe end of it.\n")
    desk.sees("The end of it.")
    desk.page.wait_for_function("scrollY === 900", timeout=5_000)


def test_an_editor_that_saves_by_rename_is_noticed(desk: Desk) -> None:
    article = desk.article()
    desk.page.goto(desk.address(article))
    swap = article.with_name(f".{article.name}.swp")
    swap.write_text(article.read_text() + "\nSaved by rename.\n")
    os.replace(swap, article)
    desk.sees("Saved by rename.")


def test_a_mistake_shows_its_message_while_the_last_good_page_stays(desk: Desk) -> None:
    article = desk.article()
    desk.page.goto(desk.address(article))
    title = desk.page.locator("h1").inner_text()
    good = article.read_text()
    article.write_text(good.replace("title: ", "title: [", 1))
    desk.sees(article.name)
    assert desk.page.get_by_role("alert").count() == 1
    assert desk.page.locator("h1").inner_text() == title
    article.write_text(good)
    desk.page.get_by_role("alert").wait_for(state="detached", timeout=30_000)


def broken(desk: Desk) -> Path:
    """Break the article whose page is open; return its file."""
    article = desk.article()
    desk.page.goto(desk.address(article))
    article.write_text(article.read_text().replace("title: ", "title: [", 1))
    desk.page.get_by_role("alert").wait_for(timeout=30_000)
    return article


def test_a_problem_links_to_the_line_in_the_editor(desk: Desk) -> None:
    article = broken(desk)
    link = desk.page.get_by_role("link", name=article.name)
    href = link.get_attribute("href")
    assert re.fullmatch(rf"vscode://file{re.escape(str(article))}:\d+:\d+", href)
    assert re.search(rf"{re.escape(article.name)}:\d+", link.inner_text())


def test_problems_are_closed_with_a_button_or_a_key_until_there_are_others(desk: Desk) -> None:
    article = broken(desk)
    alert = desk.page.get_by_role("alert")
    desk.page.get_by_role("button", name="Close").click()
    assert alert.count() == 0
    desk.page.reload()
    desk.page.wait_for_timeout(300)
    assert alert.count() == 0
    (article.parent / "another.md").write_text("---\ntitle: [\n---\n")
    alert.wait_for(timeout=30_000)
    desk.page.get_by_role("region", name="Problems").focus()
    desk.page.keyboard.press("Escape")
    assert alert.count() == 0


def test_the_bar_of_problems_fits_and_hides_nothing(desk: Desk) -> None:
    broken(desk)
    for width, scheme in itertools.product((320, 1280), ("light", "dark")):
        desk.page.set_viewport_size({"width": width, "height": 700})
        desk.page.emulate_media(color_scheme=scheme)
        assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        desk.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        desk.page.wait_for_timeout(100)
        last = desk.page.locator("body > footer").last.bounding_box()
        bar = desk.page.get_by_role("region", name="Problems").bounding_box()
        button = desk.page.get_by_role("button", name="Close").bounding_box()
        assert last["y"] + last["height"] <= bar["y"] + 1
        assert min(button["width"], button["height"]) >= 24
        if folder := os.environ.get("BROADSHEET_PICTURES"):
            desk.page.screenshot(path=f"{folder}/problems-{scheme}-{width}.png")


def turned(page: Any, state: str) -> None:
    """Let a page believe that somebody looks at it, or nobody."""
    said = f"{{ get: () => '{state}', configurable: true }}"
    page.evaluate(f"Object.defineProperty(document, 'visibilityState', {said})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_many_open_pages_do_not_use_up_the_lines_of_the_browser(desk: Desk) -> None:
    desk.page.goto(desk.url)
    turned(desk.page, "hidden")
    article = desk.article()
    article.write_text(article.read_text() + "\nWhile nobody looked.\n")
    desk.page.evaluate("window.standing = true")
    desk.page.wait_for_timeout(1500)
    assert desk.page.evaluate("window.standing") is True  # hidden pages hear nothing
    turned(desk.page, "visible")
    for _ in range(300):
        if desk.page.evaluate("window.standing === undefined"):
            return
        desk.page.wait_for_timeout(100)
    pytest.fail("the page never asked again")


def test_settings_templates_and_records_are_watched_too(desk: Desk) -> None:
    desk.page.goto(desk.url)
    settings = desk.folder / "broadsheet.yaml"
    settings.write_text(re.sub(r"(?m)^title:.*$", "title: The Evening Proof", settings.read_text()))
    desk.sees("The Evening Proof")


def test_a_broken_template_is_named_with_its_line(desk: Desk) -> None:
    desk.page.goto(desk.url)
    (desk.folder / "templates" / "base.html").write_text("<p>\n{% if %}\n")
    desk.sees("templates/base.html:2")


def test_a_new_seed_becomes_an_article(desk: Desk) -> None:
    desk.page.goto(desk.url)
    before = len(list(desk.folder.glob("content/2*/*/*/*.md")))
    capture = (
        "A lantern festival returns to the quay after nine years\n\n29-07-2031\n\n"
        "The lantern festival returned to the quay on Friday after nine years, and the "
        "harbour was full of small lights until midnight.\n\n"
        "Organisers said four thousand people had come.\n"
    )
    (desk.folder / "seeds" / "late.txt").write_text(capture)
    desk.sees("A lantern festival returns to the quay after nine years")
    assert len(list(desk.folder.glob("content/2*/*/*/*.md"))) == before + 1


def test_a_style_sheet_is_taken_anew_while_the_page_stands(desk: Desk) -> None:
    desk.page.goto(desk.address(desk.article()))
    desk.page.evaluate("window.standing = true")
    sheets = desk.page.locator('link[rel="stylesheet"]')
    before = sheets.count()
    theme = desk.folder / "templates" / "static" / "theme.css"
    theme.parent.mkdir(parents=True, exist_ok=True)
    theme.write_text("body { background: rgb(1, 2, 3) !important }\n")
    for _ in range(100):
        if desk.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(1, 2, 3)":
            break
        desk.page.wait_for_timeout(100)
    else:
        pytest.fail("the page never took the style sheet anew")
    assert desk.page.evaluate("window.standing") is True
    desk.page.wait_for_timeout(500)  # the old one goes once the new one is there
    assert sheets.count() == before
