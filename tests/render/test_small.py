"""Bars and addresses, as templates use them."""

from __future__ import annotations

import pytest

from broadsheet.plan.views import Bar
from broadsheet.render.chart import HEIGHT, columns
from broadsheet.render.web import place, web_address


def test_the_tallest_bar_fills_the_chart_and_an_empty_week_has_none() -> None:
    chart = columns([Bar("a", 1), Bar("b", 0), Bar("c", 4)])
    assert chart.most == 4
    assert [bar.height for bar in chart.bars] == [HEIGHT // 4, HEIGHT]
    assert all(bar.y + bar.height == HEIGHT for bar in chart.bars)
    assert chart.bars[-1].x + chart.bars[-1].width == chart.width


def test_one_article_among_thousands_is_still_seen() -> None:
    assert columns([Bar("a", 1), Bar("b", 9_000)]).bars[0].height == 2


def test_no_weeks_make_an_empty_chart() -> None:
    assert columns([]).bars == ()


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://a.test/b/", "/b/"), ("https://a.test", ""), ("", ""), ("http://[", "")],
)
def test_the_place_of_an_address(address: str, expected: str) -> None:
    assert place(address) == expected


@pytest.mark.parametrize("address", ["https://a.test/b?c=d&e#f", "http://a.test:81/"])
def test_a_web_address_is_linked(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//a.test",
        "https://",
        "https://a.test:x/",
        "https://a b",
        "x",
        "",
        "http://[",
    ],
)
def test_anything_else_is_not(address: str) -> None:
    assert web_address(address) == ""
