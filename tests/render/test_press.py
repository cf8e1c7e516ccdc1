"""The press prints pages from templates, and knows what each kind of page depends on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadsheet.errors import BroadsheetError
from broadsheet.model import Artifact, Page
from broadsheet.render import Press, TemplateError, path


def folder(at: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_text(text, encoding="utf-8")
    return at


def printed(press: Press, **data: object) -> str:
    return press.artifact(Page("/a/", "x", SimpleNamespace(**data))).data.decode()


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    files = {
        "base.html": "<{% block b %}{% endblock %}>",
        "pages/x.html": '{% extends "base.html" %}{% from "parts/p.html" import p %}'
        "{% block b %}{{ p(page.t) }}{% endblock %}",
        "pages/y.html": "y",
        "parts/p.html": "{% macro p(t) %}[{{ t }}]{% endmacro %}",
        "static/style.css": "a{}",
    }
    return folder(tmp_path / "templates", files)


@pytest.mark.parametrize(
    ("permalink", "expected"),
    [
        ("/", "index.html"),
        ("/2025/07/29/", "2025/07/29/index.html"),
        ("/404.html", "404.html"),
        ("/topics/x/feed.atom", "topics/x/feed.atom"),
    ],
)
def test_a_permalink_names_a_file(permalink: str, expected: str) -> None:
    assert path(permalink) == expected


@pytest.mark.parametrize(
    "permalink",
    ["", "a/", "/../x", "/a/../../x/", "//x/", "/a//b", "/./x", "/a\\b", "/c:/x", "/\0"],
)
def test_an_address_that_leaves_the_site_is_refused(permalink: str) -> None:
    with pytest.raises(BroadsheetError):
        path(permalink)


def test_everything_is_escaped(templates: Path) -> None:
    assert printed(Press([templates]), t="<b>&") == "<[&lt;b&gt;&amp;]>"


def test_a_sites_own_file_stands_before_the_default_one(templates: Path, tmp_path: Path) -> None:
    own = folder(tmp_path / "own", {"base.html": "({% block b %}{% endblock %})"})
    assert printed(Press([own, templates]), t=1) == "([1])"


def test_static_files_are_taken_from_both_folders(templates: Path, tmp_path: Path) -> None:
    own = folder(tmp_path / "own", {"static/style.css": "b{}", "static/a/logo.svg": "<svg/>"})
    folder(own, {"static/.hidden": "x"})
    assert Press([own, templates]).static() == (
        Artifact("static/a/logo.svg", b"<svg/>"),
        Artifact("static/style.css", b"b{}"),
    )


def test_nothing_is_read_through_a_link_that_leads_out(templates: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s")
    (templates / "static/leak.txt").symlink_to(tmp_path / "secret")
    assert [file.path for file in Press([templates]).static()] == ["static/style.css"]


def test_a_folder_that_is_not_there_is_an_empty_one(templates: Path, tmp_path: Path) -> None:
    assert printed(Press([tmp_path / "none", templates]), t=1) == "<[1]>"


@pytest.mark.parametrize("name", ["base.html", "pages/x.html", "parts/p.html"])
def test_a_kind_depends_on_every_template_it_reaches(templates: Path, name: str) -> None:
    before = Press([templates])
    (templates / name).write_text((templates / name).read_text() + " ")
    after = Press([templates])
    assert before.closure("x") != after.closure("x")
    assert before.closure("y") == after.closure("y")


def test_the_closure_is_the_same_in_every_folder(templates: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere"
    templates.rename(moved)
    closure = Press([moved]).closure("x")
    moved.rename(templates)
    assert closure == Press([templates]).closure("x")


def test_an_override_changes_the_closure_only_where_it_is_used(
    templates: Path, tmp_path: Path
) -> None:
    own = folder(tmp_path / "own", {"parts/p.html": "{% macro p(t) %}{% endmacro %}"})
    assert Press([own, templates]).closure("x") != Press([templates]).closure("x")
    assert Press([own, templates]).closure("y") == Press([templates]).closure("y")


def test_templates_are_read_once(templates: Path) -> None:
    press = Press([templates])
    closure = press.closure("x")
    (templates / "base.html").write_text("changed")
    assert press.closure("x") == closure
    assert printed(press, t=1) == "<[1]>"


BROKEN = [
    ("a syntax error", "parts/p.html", "\n{% macro p(t) %}{% endfor %}", 2),
    (
        "a name the page does not hold",
        "parts/p.html",
        "{% macro p(t) %}\n\n{{ u }}{% endmacro %}",
        3,
    ),
    ("an attribute the page does not hold", "base.html", "a\n{{ page.nothing }}", 2),
    ("a failing filter", "base.html", "a\n\n\n{{ page.t | typeset }}", 4),
    ("a filter nobody knows", "base.html", "a\n{{ page.t | sparkle }}", 2),
]


@pytest.mark.parametrize(("name", "text", "line"), [case[1:] for case in BROKEN])
def test_an_error_names_template_and_line(templates: Path, name: str, text: str, line: int) -> None:
    (templates / name).write_text(text)
    with pytest.raises(TemplateError) as caught:
        printed(Press([templates]), t=1)
    assert caught.value.problem.path == f"templates/{name}"
    assert caught.value.problem.line == line


@pytest.mark.parametrize(
    ("name", "bytes_", "message"),
    [
        ("pages/x.html", b"{% include 'parts/none.html' %}", "templates/parts/none.html"),
        ("pages/x.html", b"{% include page.t %}", "by a variable name"),
        ("pages/x.html", b"\xff\xfe\xfa", "cannot be read"),
        ("parts/p.html", b"{% macro p(t) %}{% endfor %}", "endfor"),
    ],
)
def test_a_closure_that_cannot_be_known_is_an_error(
    templates: Path, name: str, bytes_: bytes, message: str
) -> None:
    (templates / name).write_bytes(bytes_)
    press = Press([templates])
    with pytest.raises(TemplateError, match=message):
        press.closure("x")
    assert press.closure("y")


def test_an_unknown_kind_names_the_template_that_is_missing(templates: Path) -> None:
    with pytest.raises(TemplateError, match=r"templates/pages/z\.html: no such template"):
        Press([templates]).closure("z")


@pytest.mark.parametrize("name", ["range", "lipsum", "namespace", "dict", "now"])
def test_templates_get_the_page_and_nothing_else(templates: Path, name: str) -> None:
    (templates / "pages/x.html").write_text("{{ " + name + " }}")
    with pytest.raises(TemplateError, match="undefined"):
        printed(Press([templates]))


def test_chance_is_not_at_hand(templates: Path) -> None:
    (templates / "pages/x.html").write_text("{{ page.t | random }}")
    with pytest.raises(TemplateError, match="random"):
        printed(Press([templates]), t=[1])


def test_a_template_that_includes_nothing_is_named_with_its_line(templates: Path) -> None:
    page = templates / "pages" / "a.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text('<p>\n{% include "parts/none.html" %}\n')
    with pytest.raises(TemplateError, match=r"pages/a\.html:2: there is no templates/parts/none"):
        Press([templates]).closure("a")


def test_what_only_the_engine_proper_understands_is_rendered_by_it(tmp_path: Path) -> None:
    named = {"pages/x.html": "{{ page.extra.mood }}{{ page.odd is defined }}{{ page.t }}"}
    press = Press([folder(tmp_path, named)])
    assert printed(press, extra={"mood": "<good>"}, t="&") == "&lt;good&gt;False&amp;"
