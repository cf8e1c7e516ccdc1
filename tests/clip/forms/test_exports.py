"""What reading lists export: texts become articles, links are told of."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from packing import zipped

from broadsheet.clip.forms import sheets, table
from broadsheet.clip.forms.exports import clipped, is_exports, links
from broadsheet.clip.forms.nouns import Clipped, Opened, Record
from broadsheet.clip.forms.streams import Held
from broadsheet.clip.forms.unpacking import documents
from broadsheet.errors import Problem
from broadsheet.model import Block, Dropped, Link, LinkedBlock, Span

FIXTURES = Path(__file__).parent / "fixtures" / "exports"
KEPT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
SALT = "https://brine.example/salt"
TIDES = "https://brine.example/tides"


def said(data: bytes, name: str = "a.csv") -> Clipped:
    return clipped(Record(f"seeds/{name}", data, KEPT))


def read(name: str) -> Clipped:
    return said((FIXTURES / name).read_bytes(), name)


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_the_table_knows_an_export_from_its_bytes(name: str) -> None:
    assert table.form((FIXTURES / name).read_bytes(), "x").name == "exports"


@pytest.mark.parametrize(
    ("name", "urls"),
    [
        ("pocket.csv", [SALT, TIDES]),
        ("ril_export.html", [SALT, TIDES]),
        ("bookmarks.html", [SALT]),
        ("reader.csv", [SALT]),
        ("instapaper.csv", [SALT]),
        ("raindrop.csv", [SALT]),
    ],
)
def test_links_without_texts_are_counted_and_left_to_collect(name: str, urls: list[str]) -> None:
    done = read(name)
    assert done.clippings == ()
    (problem,) = done.problems
    many = "1 link" if len(urls) == 1 else f"{len(urls)} links"
    assert problem.message == f"holds {many} without a text"
    assert "collect" in problem.hint
    assert [drop.reason for drop in done.dropped] == ["a link without its text"] * len(urls)
    assert [url for url, _ in links((FIXTURES / name).read_bytes())] == urls


def test_wallabag_in_json_gives_the_texts_it_fetched() -> None:
    done = read("wallabag.json")
    (salt,) = done.clippings
    assert (salt.title, salt.url, salt.authors) == ("Salt roads open", SALT, ("Mira Sand",))
    assert salt.date == dt.datetime.fromisoformat("2025-05-02T08:00:00+02:00")
    assert salt.captured == dt.datetime.fromisoformat("2025-05-09T10:00:00+02:00")
    assert (salt.lang, salt.keywords, salt.source) == ("en-GB", ("salt", "roads"), "brine.example")
    text = "The salt roads opened in May."
    may = Link(text.index("May"), text.index("May") + 3, "https://brine.example/may")
    assert salt.body == (Block("subhead", "North"), LinkedBlock("paragraph", text, (may,)))
    assert [problem.message for problem in done.problems] == ["holds 1 link without a text"]
    assert done.dropped[0].text == "Not fetched"


def test_wallabag_in_csv_parts_by_semicolons() -> None:
    (salt,) = read("wallabag.csv").clippings
    assert (salt.title, salt.url) == ("Salt roads; open", SALT)
    assert salt.body == (Block("paragraph", 'The "salt" roads opened.'),)
    assert salt.keywords == ("salt", "roads")
    assert salt.captured == dt.date(2025, 5, 9)


def test_highlights_of_one_text_are_one_article_of_quotations() -> None:
    salt, tides = read("highlights.csv").clippings
    assert (salt.title, salt.authors, salt.keywords) == ("The Salt Book", ("Mira Sand",), ("salt",))
    assert salt.body == (
        Block("quote", "Salt is a road that melts."),
        Block("paragraph", "True?"),
        Block("quote", "Another passage."),
    )
    assert (salt.date, salt.span) == (None, Span(2, 2))
    assert (tides.title, tides.span) == ("Tides", Span(5, 5))


def test_a_sheet_of_articles_of_nobody_in_particular_is_read() -> None:
    data = (
        b'headline,body,link,date\nSalt,"It rained.\n\nIt snowed.",https://a.example/,2025-05-02\n'
    )
    assert is_exports(data, "x")
    (one,) = said(data).clippings
    assert (one.title, one.url, one.date, one.span) == (
        *("Salt", "https://a.example/", dt.date(2025, 5, 2), Span(2, 4)),
    )
    assert [block.text for block in one.body] == ["It rained.", "It snowed."]


@pytest.mark.parametrize(
    "text",
    [
        "Tolvane, 14 March\nThe storm passed.\n",
        "a,b\n1,2\n",
        "title\nx\n",
        "{}",
        "<html></html>",
        "",
    ],
)
def test_what_is_no_export_is_left_to_others(text: str) -> None:
    assert not is_exports(text.encode(), "a.csv")


HEAD = b"title,url,text\n"


def test_quotes_that_do_not_end_cost_only_their_row() -> None:
    data = HEAD + b'"torn,https://a.example/,x\nWhole,https://b.example/,Some words.\n'
    done = said(data)
    assert [one.title for one in done.clippings] == ["Whole"]
    assert [(problem.line, "quotes" in problem.message) for problem in done.problems] == [(2, True)]


def test_quotes_broken_on_every_line_are_given_up_soon() -> None:
    done = said(HEAD + b'"torn,x,y\n\n"' * 1001)
    assert len(done.problems) < 12


def test_cells_of_a_megabyte_and_nuls_are_read() -> None:
    done = said(HEAD + b"Long,https://a.example/," + b"word\x00 " * 200_000 + b"\n")
    assert len(done.clippings) == 1
    assert "\x00" not in done.clippings[0].body[0].text


def test_a_cell_beyond_measure_is_a_problem() -> None:
    done = said(
        HEAD + b"Long,https://a.example/," + b"x" * 5_000_000 + b"\nA,https://b.example/,B\n"
    )
    assert [problem.line for problem in done.problems] == [2]
    assert [one.title for one in done.clippings] == ["A"]


def test_a_formula_is_a_text_like_any_other() -> None:
    (one,) = said(HEAD + b'"=HYPERLINK(""http://x"")",https://a.example/,=1+1\n').clippings
    assert one.title == '=HYPERLINK("http://x")'
    assert one.body == (Block("paragraph", "=1+1"),)


def test_a_sheet_in_windows_letters_and_one_in_utf_16_are_read() -> None:
    text = "title,url,text\nCafé,https://a.example/,Crème brûlée.\n"
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        assert said(text.encode(encoding)).clippings[0].title == "Café"


def test_rows_below_a_head_are_limited() -> None:
    found = list(sheets.rows("a,b\n" + "1,2\n" * (sheets.MOST_ROWS + 5)))
    assert isinstance(found[-1], sheets.Fault)
    assert len(found) == sheets.MOST_ROWS + 1


# ---- Omnivore -------------------------------------------------------------------------------

ENTRIES = [
    {
        "id": "1",
        "slug": "salt-roads-192da8e9656",
        "title": "Salt roads open",
        "description": "The north is dry.",
        "author": "Mira Sand",
        "url": SALT,
        "state": "Archived",
        "readingProgress": 40,
        "labels": ["salt"],
        "savedAt": "2024-10-29T23:13:50.697Z",
        "updatedAt": "2024-10-29T23:13:51.793Z",
        "publishedAt": "2024-10-20T08:00:00.000Z",
    },
    {"id": "2", "slug": "gone", "title": "Gone", "url": TIDES, "savedAt": "x", "publishedAt": None},
]
PAGE = b"<DIV class='page'><p>The <b>salt</b> roads opened.</p></DIV>"
EXPORT = {
    "content/salt-roads-192da8e9656.html": PAGE,
    "highlights/salt-roads-192da8e9656.md": b"> The roads",
    "metadata_0_to_20.json": json.dumps(ENTRIES).encode(),
}


def inside(files: dict[str, bytes]) -> tuple[list[Record], list[Problem], list[Dropped]]:
    data = zipped(files)
    opened = Opened(Record("seeds/omnivore.zip", b"", KEPT), Held(data))
    found = list(documents(opened, len(data)))
    kinds = (Record, Problem, Dropped)
    records, problems, dropped = ([one for one in found if type(one) is kind] for kind in kinds)
    return records, problems, dropped  # type: ignore[return-value]


def test_an_omnivore_archive_joins_each_page_with_what_its_list_says() -> None:
    (record,), (missing,), (dropped,) = inside(EXPORT)
    assert record.seed == "seeds/omnivore.zip/content/salt-roads-192da8e9656.html"
    done = table.clipped(record)
    (salt,) = done.clippings
    assert (salt.title, salt.url, salt.authors) == ("Salt roads open", SALT, ("Mira Sand",))
    assert salt.date == dt.datetime(2024, 10, 20, 8, tzinfo=dt.UTC)
    assert salt.captured == dt.datetime(2024, 10, 29, 23, 13, 50, 697_000, tzinfo=dt.UTC)
    assert (salt.keywords, salt.summary) == (("salt",), "The north is dry.")
    assert salt.body == (Block("paragraph", "The salt roads opened."),)
    assert missing.message == "1 entry has no page in the export"
    assert dropped.seed.endswith(".md")


def test_a_broken_list_leaves_the_pages_with_their_names() -> None:
    records, _, _ = inside({**EXPORT, "metadata_0_to_20.json": b"[{"})
    (salt,) = table.clipped(records[0]).clippings
    assert salt.title == "Salt roads"
