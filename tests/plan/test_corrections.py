"""What was wrong stands in the article, on one page for all, and in feeds."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsroom import article, planned, shelved

from broadsheet.feeds import rendered
from broadsheet.model import Page
from broadsheet.render import Press

PRESS = Press([Path(__file__).parents[2] / "templates"])
FIGURE = "2025-08-06: The figure was 12, not 21."
NAME = "2025-08-02: Vale was <i>misspelled</i>."


def paper(*lines: str, **settings: Any) -> dict[str, Page]:
    wrong = replace(article("2025/07/29/ferry", "Ferry", body="Twelve."), corrections=lines)
    right = article("2025/07/30/mill", "Mill", body="Fine.")
    return planned(shelved(wrong, right, url="https://news.example/sub", **settings))


def html(page: Page) -> str:
    return PRESS.artifact(page).data.decode()


def test_a_correction_stands_above_the_text_with_its_date() -> None:
    text = html(paper(NAME, FIGURE)["/2025/07/29/ferry/"])
    newest = text.index('id="correction-2025-08-06"')
    assert newest < text.index('id="correction-2025-08-02"') < text.index(">Twelve.")
    assert '<time datetime="2025-08-06">6 August 2025</time>' in text
    assert "Vale was &lt;i&gt;misspelled&lt;/i&gt;." in text
    assert 'changed <time datetime="2025-08-06">' in text


def test_programs_are_told_of_it_in_the_words_of_schema_org() -> None:
    text = html(paper(FIGURE)["/2025/07/29/ferry/"])
    data = json.loads(re.findall(r'ld\+json">(.*?)</script>', text)[0])
    assert data["dateModified"] == "2025-08-06"
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "The figure was 12, not 21.",
            "datePublished": "2025-08-06",
            "url": "https://news.example/sub/2025/07/29/ferry/#correction-2025-08-06",
        }
    ]


def test_the_page_of_all_lists_them_by_date_and_leads_to_their_place() -> None:
    page = paper(NAME, FIGURE)["/corrections/"]
    assert [one.moment.iso for one in page.data.corrected] == ["2025-08-06", "2025-08-02"]
    assert 'href="/sub/2025/07/29/ferry/#correction-2025-08-06"' in html(page)


def test_two_of_one_day_have_places_of_their_own() -> None:
    page = paper(FIGURE, FIGURE + " Again.")["/2025/07/29/ferry/"]
    places = [one.id for one in page.data.corrections]
    assert places == ["correction-2025-08-06-2", "correction-2025-08-06"]


def test_every_page_leads_there_and_no_page_does_where_there_is_none() -> None:
    assert '<a href="/sub/corrections/">Corrections</a>' in html(paper(FIGURE)["/2025/07/30/mill/"])
    none = paper()
    assert not any("corrections" in permalink for permalink in none)
    assert "orrection" not in html(none["/2025/07/29/ferry/"]) + html(none["/feeds/"])


def test_the_feeds_of_corrections_have_an_entry_for_each() -> None:
    pages = paper(NAME, FIGURE)
    entries = pages["/corrections/feed.json"].data.entries
    assert [one.summary for one in entries] == [FIGURE[12:], NAME[12:]]
    assert entries[0].id == ("tag:news.example,2025-07-29:/2025/07/29/ferry#correction-2025-08-06")
    assert entries[0].updated == "2025-08-06T00:00:00+00:00"
    assert (
        b"https://news.example/sub/corrections/feed.atom"
        in PRESS.artifact(pages["/corrections/feed.atom"]).data
    )
    assert "/corrections/feed.atom" in html(pages["/feeds/"])


def test_a_corrected_entry_is_new_again_and_says_why() -> None:
    data = paper(NAME)["/feed.atom"].data
    entry = data.entries[-1]
    assert (entry.title, entry.updated) == ("Ferry", "2025-08-02T00:00:00+00:00")
    text = rendered("atom", data, lambda markdown: markdown).decode()
    assert "**Correction, 2 August 2025:** Vale was" in text
    assert "Twelve." in text


def test_who_must_not_be_named_is_not_named_by_a_correction() -> None:
    told = replace(
        article("2025/07/29/court", "Court", people=["Ines Okafor"], body="Heard."),
        content_notes=("sexual-violence",),
        corrections=("2025-08-06: Ines Okafor is 31.",),
    )
    pages = planned(shelved(told))
    assert pages["/corrections/"].data.corrected[0].text == "The correction stands in the article."
    assert "Okafor" not in pages["/corrections/feed.rss"].data.entries[0].summary


def test_a_long_list_is_split_into_pages_numbered_from_the_oldest() -> None:
    days = [dt.date(2025, 8, day) for day in range(1, 6)]
    pages = paper(*(f"{day}: Wrong." for day in days), list_length=2)
    first, last = pages["/corrections/"].data, pages["/corrections/page/1/"].data
    assert [one.moment.iso[-2:] for one in first.corrected] == ["05", "04", "03"]
    assert [one.moment.iso[-2:] for one in last.corrected] == ["02", "01"]
