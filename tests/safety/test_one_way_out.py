"""What strangers wrote reaches a page by one sanitizer, one list of addresses, one policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet import flow
from broadsheet.config import Settings
from broadsheet.feeds import rendered, xml_clean
from broadsheet.feeds.fields import web_address as fed_address
from broadsheet.library import library
from broadsheet.plan import pages
from broadsheet.plan.documents import HeadersPage
from broadsheet.render.markdown import html
from broadsheet.site import site
from broadsheet.text import is_link, web_address

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CODE = sorted((ROOT / "broadsheet").rglob("*.py"))
SCRIPTS = sorted((ROOT / "templates").rglob("*.js")) + sorted((ROOT / "broadsheet").rglob("*.js"))


def found(pattern: str, files: list[Path]) -> Iterator[str]:
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            if re.search(pattern, line):
                yield f"{file.relative_to(ROOT)}: {line.strip()}"


def test_only_what_the_sanitizer_returns_is_marked_safe() -> None:
    marked = {one.partition(":")[0] for one in found(r"\bMarkup\(", CODE)}
    assert marked == {
        "broadsheet/render/engine.py",  # what a macro printed, escaped as it was
        "broadsheet/render/typeset.py",  # what the sanitizer returned
    }
    assert list(found(r"\|\s*safe\b|autoescape|{%-?\s*raw", TEMPLATES)) == []
    assert list(found(r"from_string\(|autoescape=(?!True)|__html__", CODE)) == []
    cleaned = {one.partition(":")[0] for one in found(r"\bnh3\.", CODE)}
    assert cleaned == {"broadsheet/render/markdown.py"}


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    assert list(found(r"<style|\sstyle=|\son[a-z]+=|javascript:|srcdoc", TEMPLATES)) == []
    scripts = list(found(r"<script(?![^>]*\ssrc=)", TEMPLATES))
    assert len(scripts) == 1
    assert "application/ld+json" in scripts[0]
    assert "| tojson }}</script>" in scripts[0]


def test_no_script_writes_html() -> None:
    assert (
        list(found(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", SCRIPTS))
        == []
    )
    assert list(found(r"new Function|setAttribute\(.on|\.srcdoc", SCRIPTS)) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:hit(1)",
        "JavaScript:hit(1)",
        " javascript:hit(1)",
        "java\nscript:hit(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "https:evil.example",
        "http://",
        "https://[::1",
        "https://a.example:99999/",
        "https://bank.example@evil.example/",
        'https://a.example/" onmouseover="x',
        "https://a.example/<b>",
        "https://a.example/a b",
        "https://a.example/\u202egpj.exe",
        "https://a.example/\u200b",
        "https://a.example/\x00",
        "https://a.example\\@evil.example/",
        "https://a.example/{{7*7}}",
        "",
    ],
)
def test_an_address_that_leads_elsewhere_than_it_says_is_none(address: str) -> None:
    assert web_address(address) == ""
    plain = xml_clean(address).strip()
    assert bool(fed_address(address)) == bool(web_address(plain))


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=d#e", "HTTP://A.example:8080/", "https://de.example/ä/中"]
)
def test_an_address_of_the_web_is_left_as_it_is(address: str) -> None:
    assert web_address(address) == address
    assert is_link(address)


def test_a_link_in_a_text_leads_to_the_web_a_letter_or_this_site() -> None:
    assert all(map(is_link, ("/a/", "#p1", "?q=a", "a/b:c", "mailto:a@b.example", "../a")))
    wrong = ("javascript:x", "java%5Cscript:x", "javascript&colon;x:", "data:x", "tel:1", ":x", "")
    assert not any(map(is_link, wrong))


def test_markdown_drops_a_link_whose_first_part_passes_for_a_scheme() -> None:
    assert "href" not in html("[go](java\\script:hit(1))")


def test_the_headers_say_what_the_pages_say_and_more() -> None:
    told = rendered("headers", HeadersPage("/digest"), str).decode()
    assert told.startswith(
        "# Broadsheet\n/digest/*\n  Content-Security-Policy: default-src 'none';"
    )
    for line in ("X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin"):
        assert f"\n  {line}\n" in told
    base = (ROOT / "templates/base.html").read_text("utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', base)
    assert f"Content-Security-Policy: {policy}; frame-ancestors 'none'\n" in told
    assert "unsafe" not in told


def test_headers_are_planned_for_every_site() -> None:
    (page,) = [
        page
        for page in pages(library((), (), {}, Settings(url="https://a.example/sub"), ()))
        if page.kind == "headers"
    ]
    assert (page.permalink, page.data.base) == ("/_headers", "/sub")


def test_headers_that_a_person_wrote_stay(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    here = site(tmp_path)
    file = tmp_path / "site/_headers"
    flow.publish(here)
    ours = file.read_bytes()
    assert ours.startswith(b"# Broadsheet")
    file.write_text("/*\n  X-Mine: yes\n")
    flow.publish(here)
    flow.publish(here, clean=True)
    assert file.read_text() == "/*\n  X-Mine: yes\n"
    file.unlink()
    flow.publish(here)
    assert file.read_bytes() == ours
