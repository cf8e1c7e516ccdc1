"""Saved web pages become the articles that they hold, or a problem that says what they are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from broadsheet import content
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.page import clipped, is_page
from broadsheet.model import Block, Clipping, LinkedBlock, Sidecar

HERE = Path(__file__).parent / "fixtures" / "page"
CAPTURED = dt.datetime(2025, 8, 1, 12, tzinfo=dt.UTC)
TEXT = " ".join(["The council of Vellin voted to close the old harbour road to lorries."] * 3)
BODY = "".join(f"<p>{TEXT} It was vote number {n}.</p>\n" for n in range(5))


def read(name: str) -> Clipped:
    return clip((HERE / name).read_bytes())


def clip(data: bytes, **sidecar: str) -> Clipped:
    return clipped(Record("seeds/p.html", data, CAPTURED, "stated", Sidecar(**sidecar)))  # type: ignore[arg-type]


def one(found: Clipped) -> Clipping:
    (clipping,) = found.clippings
    return clipping


def kinds(clipping: Clipping) -> list[str]:
    return [block.kind for block in clipping.body]


def test_a_plain_page_gives_its_article_and_nothing_around_it() -> None:
    article = one(read("plain.html"))
    assert article.title == "Harbour road closed to lorries"
    assert article.authors == ("Ann Lee", "Bo Ek")
    assert article.date == dt.datetime.fromisoformat("2025-07-29T18:05:00+02:00")
    assert article.source == "The Vellin Courier"
    assert article.url == "https://courier.example/2025/harbour-road"
    assert article.summary == "After four years of quarrels, the quay goes quiet."
    assert kinds(article) == ["paragraph"] * 5
    assert "Goat" not in "".join(block.text for block in article.body)


def test_linked_data_in_a_graph_stand_above_all_else() -> None:
    article = one(read("graph.html"))
    assert article.title == "Vellin shuts harbour road"
    assert article.authors == ("Ann Lee-Holm", "Bo Ek")
    assert (article.agency, article.dateline) == ("Reuters", "Vellin")
    assert article.date == dt.datetime.fromisoformat("2025-07-29T23:30:00-05:00")
    assert article.updated == dt.datetime.fromisoformat("2025-07-30T08:00:00-05:00")
    assert article.keywords == ("harbour", "lorries", "traffic")
    assert (article.section, article.lang) == ("Local", "en-GB")


def test_subheads_quotes_lists_tables_and_links_are_kept() -> None:
    article = one(read("rich.html"))
    for kind in ("subhead", "quote", "item", "step", "row"):
        assert kind in kinds(article)
    assert Block("row", "Year\tLorries") in article.body
    links = [x.url for b in article.body if isinstance(b, LinkedBlock) for x in b.links]
    assert links == ["https://courier.example/2025/report.pdf", "mailto:desk@courier.example"]


def test_html_in_a_title_is_text() -> None:
    assert one(read("titled.html")).title == "A bold plan for the quay at Vellin"


def test_a_date_to_come_is_not_believed() -> None:
    found = read("future.html")
    assert one(found).date is None
    assert "2087" in str(found.problems[0])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("paywall.html", "paywall stub"),
        ("consent.html", "cookie wall"),
        ("scripts.html", "without scripts"),
        ("missing.html", "error page"),
        ("robots.html", "check for robots"),
        ("list.html", "list page of 6 headlines"),
    ],
)
def test_what_is_no_article_is_said_to_be_none(name: str, said: str) -> None:
    found = read(name)
    assert not found.clippings
    (problem,) = found.problems
    assert said in problem.message
    assert problem.hint


def test_a_page_of_several_articles_gives_them_all() -> None:
    found = read("several.html").clippings
    assert len(found) == 4
    assert [article.url for article in found] == [
        f"https://courier.example/2025/{n}" for n in range(4)
    ]
    assert found[1].date == dt.date(2025, 7, 21)
    assert found[1].authors == ("Ann Lee",)
    assert found[0].span.last < found[1].span.first


def test_a_text_from_right_to_left_is_read() -> None:
    article = one(read("arabic.html"))
    assert article.lang == "ar"
    assert len(article.body) == 3


@pytest.mark.parametrize("name", ["label_wrong.html", "label_utf8_is_1252.html"])
def test_a_wrong_label_of_the_charset_does_no_harm(name: str) -> None:
    article = one(read(name))
    assert article.title == "Straße am Hafen gesperrt"
    assert "für Lastwagen" in article.body[0].text
    assert article.body[1].text.startswith("„Wir")


def test_three_hundred_nested_tables_hold_their_article() -> None:
    page = (
        f"<html><body>{'<table><tr><td>' * 300}<h1>Deep down</h1>{BODY}{'</td></tr></table>' * 300}"
    )
    article = one(clip(page.encode()))
    assert article.title == "Deep down"
    assert sum(len(block.text) for block in article.body) > 900


def test_megabytes_that_a_page_embeds_are_nothing_to_it() -> None:
    image = f"<img src='data:image/png;base64,{'iVBOR' * 600_000}'>"
    style = f"<style>{'p{color:red}' * 100_000}</style>"
    page = f"<html><head>{style}<title>Quay</title></head><body><article><h1>Quay</h1>{image}{BODY}"
    article = one(clip(page.encode()))
    assert article.title == "Quay"
    assert len(article.body) == 5


def test_a_sidecar_stands_above_the_page_but_for_its_own_address() -> None:
    page = (HERE / "plain.html").read_bytes()
    article = one(clip(page, source="Another Outlet", rights="CC0", url="https://mirror.example/x"))
    assert (article.source, article.rights) == ("Another Outlet", "CC0")
    assert article.url == "https://courier.example/2025/harbour-road"
    bare = f"<html><title>Quay and harbour</title><article><h1>Quay and harbour</h1>{BODY}".encode()
    assert one(clip(bare, url="https://mirror.example/x")).url == "https://mirror.example/x"


def test_the_summary_is_not_the_first_sentence_again() -> None:
    page = f'<meta name="description" content="{TEXT[:70]}"><h1>Quay</h1><article>{BODY}'
    assert one(clip(f"<html><title>Quay</title>{page}".encode())).summary is None


@pytest.mark.parametrize(
    "data",
    [
        b"<html>",
        b"<html><body>" + b"<div>" * 50_000,
        b"<html>" + b"<p" + b" a=1" * 200_000 + b">",
        b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
        b'<html><script type="application/ld+json">{"@type":"NewsArticle","@id":"#a"}',
        b"<html>\x00\xff\xfe\xed\xa0\x80<title>\x00",
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00",
        b"<html><base href='http://[::1'><link rel=canonical href='//['><h1>x</h1>",
    ],
)
def test_no_page_is_too_broken_to_be_told_of(data: bytes) -> None:
    found = clip(data)
    assert not found.clippings
    assert len(found.problems) == 1


def test_a_page_of_our_own_gives_its_article_back() -> None:
    article = one(read("own.html"))
    assert article.title == "Karre bridge opens after <b>nine</b> years & more"
    assert article.authors == ("Ann Lee", "Bo Ek")
    assert (article.source, article.agency) == ("The Vellin Courier", "Reuters")
    assert article.url == "https://courier.example/2025/bridge?id=3"
    assert article.date == dt.datetime.fromisoformat("2025-07-29T09:12:00+02:00")
    assert article.keywords == ("Transport", "Politics")
    body = content.body(article.body)
    assert body.startswith("KARRE (Reuters) - The bridge over the Karre opened on Tuesday, said")
    assert "## What it cost" in body
    assert "[far more](<https://courier.example/cost>) than planned\\*, nearly $12m." in body
    assert body.endswith("*The bridge at dawn.*\n\n```\nx = 1\n  y\n```\n\nThe end of it.")
    assert "| 2016 | 4 |" in body


def test_pages_are_known_by_their_bytes() -> None:
    assert is_page(b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "x.txt")
    assert is_page(b"<!-- saved --><div><p>x</p>", "x")
    assert not is_page(b"<?xml version='1.0'?><rss><channel><title>x</title>", "x.html")
    assert not is_page(b"Plain words <p> and no page", "x.html")
