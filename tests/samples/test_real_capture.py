"""The capture that the project began from, from end to end. It lies beside the project, not in it;
`test_samples.py` holds the same promises on captures of our own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from running import SHARED, broadsheet

CAPTURE = SHARED / "seeds" / "daily8-maskpark.txt"

pytestmark = pytest.mark.skipif(
    not CAPTURE.exists(), reason="the capture is not beside the project"
)

MAIN = (
    "Outrage in China after reports exploitative images of Chinese women shared in Telegram groups"
)
TSMC = "Why TSMC Stock Is Falling Today"
FOX = "Illegal immigrant Chinese national tried stealing sensitive AI microchips, DOJ says"
BLOOMBERG = "US Charges Chinese Nationals With Nvidia Chips Export Breach"

FURNITURE = (
    "Orange background",
    "AI Features",
    "Daily8",
    "Comments",
    "Related Articles",
    "DOWNLOAD THE APP",
    "app store",
    "Error in retrieving data",
    "Warning Signs",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    (folder / "seeds").mkdir()
    shutil.copy(CAPTURE, folder / "seeds")
    run = broadsheet("--site", str(folder))
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture(scope="module")
def articles(site: Path) -> dict[str, dict[str, object]]:
    """Front matter and body of each article, by its title, read as any other program would."""
    found = {}
    for path in site.glob("content/2*/*/*/*.md"):
        _, front, body = path.read_text().split("---\n", 2)
        read = yaml.safe_load(front)
        found[read["title"]] = {**read, "body": body, "stem": path.stem}
    return found


def test_there_are_four_articles(articles: dict[str, dict[str, object]]) -> None:
    assert set(articles) == {MAIN, TSMC, FOX, BLOOMBERG}


def test_each_names_its_source(articles: dict[str, dict[str, object]]) -> None:
    sources = {title: article["source"] for title, article in articles.items()}
    assert sources == {MAIN: "Yahoo", TSMC: "Yahoo", FOX: "Fox News", BLOOMBERG: "Bloomberg"}


def test_the_main_article_names_its_agency_author_place_and_day(
    articles: dict[str, dict[str, object]],
) -> None:
    main = articles[MAIN]
    assert (main["agency"], main["authors"], main["dateline"]) == (
        "Reuters",
        ["Laurie Chen"],
        "Beijing",
    )
    assert str(main["date"]) == "2025-07-29"
    assert "date_basis" not in main


@pytest.mark.parametrize("title", [TSMC, FOX, BLOOMBERG])
def test_the_others_are_of_a_day_that_is_inferred(
    articles: dict[str, dict[str, object]], title: str
) -> None:
    assert str(articles[title]["date"]) == "2025-08-05"
    assert articles[title]["date_basis"] == "inferred"


@pytest.mark.parametrize(
    ("title", "first", "last"), [(MAIN, 2, 34), (TSMC, 47, 58), (FOX, 60, 71), (BLOOMBERG, 73, 84)]
)
def test_each_says_which_lines_it_was_cut_from(
    articles: dict[str, dict[str, object]], title: str, first: int, last: int
) -> None:
    assert articles[title]["seed"] == f"seeds/daily8-maskpark.txt#L{first}-L{last}"


def test_no_furniture_is_in_a_body(articles: dict[str, dict[str, object]]) -> None:
    for article in articles.values():
        assert [words for words in FURNITURE if words in str(article["body"])] == []


def test_no_line_of_a_body_is_lost(articles: dict[str, dict[str, object]]) -> None:
    lines = CAPTURE.read_text().splitlines()
    body = words(str(articles[MAIN]["body"]))
    for line in lines[7:34]:
        assert words(line) in body
    for title, number in ((FOX, 71), (BLOOMBERG, 84)):
        assert words(lines[number - 1]) == words(str(articles[title]["body"]))


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("\\", "")))


def test_the_two_reports_of_the_arrest_are_one_story_and_the_others_stand_alone(
    articles: dict[str, dict[str, object]],
) -> None:
    stories = {title: article.get("story", article["stem"]) for title, article in articles.items()}
    assert stories[FOX] == stories[BLOOMBERG]
    assert len(set(stories.values())) == 3


def test_the_report_on_shares_is_related_to_the_story_but_not_in_it(site: Path) -> None:
    page = (site / "site/2025/08/05/why-tsmc-stock-is-falling-today/index.html").read_text()
    assert BLOOMBERG in page
    (story,) = (site / "site/stories").glob("*/index.html")
    timeline = story.read_text().partition("Related")[0]
    assert FOX in timeline
    assert BLOOMBERG in timeline
    assert TSMC not in timeline


@pytest.mark.parametrize(
    "page",
    [
        "organizations/telegram",
        "organizations/maskpark",
        "organizations/nvidia",
        "organizations/tsmc",
        "organizations/alx-solutions",
        "organizations/justice-department",
        "organizations/department-of-commerce",
        "organizations/weibo",
        "organizations/apple",
        "organizations/qualcomm",
        "organizations/tokyo-electron",
        "people/chuan-geng",
        "people/shiwei-yang",
        "places/china",
        "places/south-korea",
        "places/taiwan",
        "places/japan",
        "places/el-monte",
    ],
)
def test_whom_a_reader_looks_for_has_a_page(site: Path, page: str) -> None:
    assert (site / "site" / page / "index.html").exists()


def test_nobody_is_split_over_two_pages_and_no_furniture_has_one(site: Path) -> None:
    pages = [
        path.parent.name
        for kind in ("people", "organizations", "places")
        for path in (site / "site" / kind).glob("*/index.html")
    ]
    assert len(pages) == len(set(pages))
    for part in (
        "doj",
        "geng",
        "yang",
        "chen",
        "alx-solutions-inc",
        "nvidia-corp",
        "us",
        "yahoo",
        "daily8",
        "gurufocus",
        "joby",
        "ai",
        "reuters",
        "bloomberg",
        "fox-news",
    ):
        assert part not in pages


def test_every_line_that_no_article_took_is_accounted_for(site: Path) -> None:
    told = broadsheet("ingest", "--explain", "--clean", "--site", str(site)).stdout
    taken = {n for a, b in ((2, 34), (47, 58), (60, 71), (73, 84)) for n in range(a, b + 1)}
    for number, line in enumerate(CAPTURE.read_text().splitlines(), 1):
        if line.strip() and number not in taken:
            assert f"seeds/daily8-maskpark.txt:{number}: " in told
    assert "Warning! GuruFocus" in told
