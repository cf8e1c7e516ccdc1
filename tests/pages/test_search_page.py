"""Searching a printed site in a real browser, as a reader would."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page_checks
import pytest
from page_checks import Findings

from broadsheet import flow
from broadsheet.site import site

pytestmark = pytest.mark.browser

ARTICLES = {
    "2025/06/02/ferry-link": (
        "title: Ferry link delayed\nsource: Quayside Daily\ntopics: [transport]\n"
        "people: [Mara Lindqvist]\nplaces: [Port Elden]\n",
        "The night ferry to Port Elden will not sail. Mara Lindqvist blamed the harbour.\n\n"
        "A second paragraph tells of nothing but weather.",
    ),
    "2025/06/03/harbour-wall": (
        "title: Harbour wall <b>mended</b>\nsource: Northwire\ntopics: [environment]\n"
        "people: [Mara Lindqvist]\nplaces: [Port Elden]\n",
        "Divers mended the harbour wall at night. A ferry passed.",
    ),
    "2024/11/05/council": (
        "title: Council meets\nsource: Northwire\ntopics: [politics]\n",
        "The council spoke of the harbour for the ferries night after night.",
    ),
    "2025/06/04/verdict": (
        "title: A verdict\ncontent_notes: [sexual-violence]\npeople: [Ines Calder]\n",
        "The court heard a harrowing account from Ines Calder near the harbour.",
    ),
    "2025/06/05/rtl": ("title: ميناء المدينة\nlang: ar\n", "أعيد فتح ميناء المدينة بعد العاصفة."),
    "2025/06/06/long": (f"title: {'Settlement ' * 36}harbours\n", "Long titles happen."),
    "2025/06/07/draft": ("title: Secret harbour\ndraft: true\n", "Not for the harbour's readers."),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("search")
    for name, (front, body) in ARTICLES.items():
        path = root / "content" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        date = f"date: {name[:10].replace('/', '-')}"
        path.write_text(f"---\n{front}{date}\n---\n\n{body}\n", "utf-8")
    (root / "broadsheet.yaml").write_text("title: The Elden Post\n")
    report = flow.publish(site(root))
    assert report.problems == ()
    return root / "site"


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[str]:
    with page_checks.served(folder) as address:
        yield address


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    with chromium.new_context() as context:
        context.set_default_timeout(8000)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: page.faults.append(message.text))
        yield page


def found(page: Any, text: str) -> None:
    """Wait until the page says so."""
    page.wait_for_function(
        "text => document.querySelector('#found').innerText.includes(text)", arg=text
    )


def shows(page: Any, titles: list[str]) -> None:
    """Wait until the results are these: they come after their number is told."""
    page.wait_for_function(
        """titles => String(titles) ===
            String([...document.querySelectorAll('#results .headline')].map(a => a.innerText))""",
        arg=titles,
    )


def test_what_is_typed_is_found_with_the_sentence_that_holds_it(page: Any, host: str) -> None:
    page.goto(f"{host}/search/")
    page.type("#q", "night ferry")
    found(page, "3 articles")
    page.wait_for_selector("#results .summary mark")
    first = page.inner_text("#results li:has-text('Ferry link') .summary")
    assert first == "The night ferry to Port Elden will not sail."
    assert page.inner_text("#results li:has-text('Ferry link') .headline mark") == "Ferry"
    assert page.url == f"{host}/search/?q=night+ferry"
    assert page.faults == []


def test_markup_in_a_title_stays_text(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?q=mended")
    found(page, "1 article")
    shows(page, ["Harbour wall <b>mended</b>"])
    assert page.query_selector("#results b") is None


def test_drafts_are_not_found_and_withheld_names_lead_nowhere(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?q=secret")
    found(page, "No article fits.")
    page.goto(f"{host}/search/?q=Calder")
    found(page, "No article fits.")
    page.goto(f"{host}/search/?q=verdict")
    found(page, "1 article")
    page.wait_for_selector("#narrow section")
    assert "Calder" not in page.inner_text("#narrow")


def test_a_content_note_stands_in_the_place_of_any_detail(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?q=verdict")
    found(page, "1 article")
    item = page.inner_text("#results li")
    assert "Content note sexual violence" in item
    assert "harrowing" not in item
    assert page.query_selector("#results .summary") is None


def test_results_are_narrowed_by_links_with_counts(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?q=harbour")
    found(page, "5 articles")
    page.wait_for_selector("#narrow section")
    assert "Mara Lindqvist\n2" in page.inner_text("#narrow")
    page.click("#narrow a:text-is('Mara Lindqvist')")
    found(page, "2 articles")
    assert page.url == f"{host}/search/?q=harbour&person=mara-lindqvist"
    page.click("#narrow a:text-is('Northwire')")
    found(page, "1 article")
    shows(page, ["Harbour wall <b>mended</b>"])
    page.click("#narrow a[aria-current=true]:has-text('Northwire')")
    found(page, "2 articles")


def test_an_address_is_a_search_and_back_leads_to_the_one_before(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?q=harbour&from=2024&to=2024-11")
    found(page, "1 article")
    shows(page, ["Council meets"])
    assert page.input_value("#q") == "harbour"
    page.fill("#q", "verdict")
    page.press("#q", "Enter")
    found(page, "No article fits.")
    page.go_back()
    found(page, "1 article")
    assert page.input_value("#q") == "harbour"


def test_letters_typed_one_by_one_are_one_step_back(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?q=verdict")
    found(page, "1 article")
    page.fill("#q", "")
    page.type("#q", "harbour", delay=220)
    found(page, "5 articles")
    page.go_back()
    found(page, "1 article")
    assert page.input_value("#q") == "verdict"


def test_a_phrase_is_found_as_it_stands(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?q=%22night+ferry%22")
    page.wait_for_selector("#results .headline")
    shows(page, ["Ferry link delayed"])


def test_a_narrowing_alone_lists_its_articles_the_newest_first(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?source=northwire")
    found(page, "2 articles")
    page.wait_for_selector("#results .headline")
    shows(page, ["Harbour wall <b>mended</b>", "Council meets"])


def test_months_are_offered_by_name_the_latest_first_and_what_narrows_nothing_is_not(
    page: Any, host: str
) -> None:
    page.goto(f"{host}/search/?q=harbour")
    page.wait_for_selector("#narrow section:has(h2:text-is('Months'))")
    months = page.locator("#narrow section:has(h2:text-is('Months')) a").all_inner_texts()
    assert months == ["June 2025", "November 2024"]
    page.goto(f"{host}/search/?q=ferry&year=2025")
    page.wait_for_selector("#narrow section")
    assert page.locator("#narrow section:has(h2:text-is('Months'))").count() == 0


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("the of and", "almost every article"),
        ("!!!", "no word"),
        ("zeppelin", "No article fits."),
        ("zeppelin harbour", "with some of them: 5 articles"),
        ("constructor", "No article fits."),
        ("a" * 3000, "No article fits."),
        ("ميناء", "1 article"),
    ],
)
def test_any_question_gets_an_answer(page: Any, host: str, query: str, said: str) -> None:
    page.goto(f"{host}/search/?q={query}&constructor=x")
    found(page, said)
    assert page.faults == []


def test_the_keys_travel_through_the_results(page: Any, host: str) -> None:
    page.goto(f"{host}/search/?q=harbour")
    page.wait_for_selector("#results .headline")
    page.focus("#q")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.query_selector_all("#results .headline")[1].inner_text()
    assert page.evaluate("document.activeElement.innerText") == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/2025/|/2024/"))


def test_a_part_of_the_index_that_is_missing_is_said_in_words(
    page: Any, folder: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "site"
    shutil.copytree(folder, broken)
    for file in (broken / "search").glob("2*/?-?????.json"):
        file.unlink()
    with page_checks.served(broken) as host:
        page.goto(f"{host}/search/?q=harbour")
        found(page, "The index cannot be read")
        assert page.is_visible("#browse")


def test_without_script_the_page_leads_to_the_lists(chromium: Any, host: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{host}/search/?q=harbour")
        assert "cannot search" in page.inner_text("main")
        for href in ("/entities/", "/topics/", "/2025/06/", "/2024/"):
            assert page.is_visible(f"main a[href='{href}']")


def test_refused_storage_changes_nothing(page: Any, host: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page.goto(f"{host}/search/?q=harbour")
    found(page, "5 articles")


def test_results_keep_the_promises_of_every_page(chromium: Any, folder: Path) -> None:
    addresses = [
        "/search/?q=harbour",
        "/search/?q=verdict",
        "/search/?q=settlement",
        "/search/?q=ميناء",
    ]
    assert page_checks.findings(chromium, folder, addresses) == Findings()


def test_all_script_of_the_site_is_small(folder: Path) -> None:
    scripts = sorted((folder / "static").glob("*.js"))
    assert [script.name for script in scripts] == ["reader.js", "search.js"]
    assert sum(len(gzip.compress(script.read_bytes(), 9)) for script in scripts) < 8192


def test_a_site_without_articles_says_so(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    flow.publish(site(tmp_path))
    with page_checks.served(tmp_path / "site") as host, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{host}/search/?q=harbour")
        assert "nothing to search" in page.inner_text("main")
        assert page.query_selector("main form") is None
