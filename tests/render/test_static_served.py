"""Static files as they are served: style sheets minified, a theme poured in, all else as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from broadsheet.render import Press


def served(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    for name, text in files.items():
        path = folder / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {one.path: one.data.decode() for one in Press([folder]).static()}


def test_a_style_sheet_is_served_without_comments_and_blanks(tmp_path: Path) -> None:
    text = "/* why */\n.a  :is(.b, .c) {\n  color : red;\n}\n"
    assert served(tmp_path, {"style.css": text}) == {"static/style.css": ".a :is(.b,.c){color:red}"}


def test_a_sheet_of_the_sites_own_is_minified_likewise_in_any_folder(tmp_path: Path) -> None:
    assert served(tmp_path, {"fonts/face.css": "a { b : c }"}) == {
        "static/fonts/face.css": "a{b:c}"
    }


def test_a_script_is_served_without_comments_and_blanks(tmp_path: Path) -> None:
    text = "// why\nconst one = 1;\n"
    assert served(tmp_path, {"a.js": text}) == {"static/a.js": "const one=1;"}


def test_a_licence_stays(tmp_path: Path) -> None:
    assert served(tmp_path, {"a.css": "/*! MIT */ a { b: c }"})["static/a.css"].startswith(
        "/*! MIT"
    )


@pytest.mark.parametrize("name", ["ready.min.css", "ready.min.js", "logo.svg"])
def test_everything_else_is_served_as_it_is(tmp_path: Path, name: str) -> None:
    assert served(tmp_path, {name: "a  {  }"}) == {f"static/{name}": "a  {  }"}


def test_a_theme_comes_last_in_the_one_sheet_and_is_no_file_of_its_own(tmp_path: Path) -> None:
    files = {"style.css": "a { b: c }", "theme.css": "a { b: d }"}
    assert served(tmp_path, files) == {"static/style.css": "a{b:c}a{b:d}"}


@pytest.mark.parametrize("text", ["a {", "}}}}", "/* never closed", "a{b:'", "\ufeff", "@media"])
def test_a_broken_sheet_is_served_nevertheless(tmp_path: Path, text: str) -> None:
    assert set(served(tmp_path, {"style.css": text})) == {"static/style.css"}


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path) -> None:
    default = (Path(__file__).parents[2] / "templates/static/style.css").read_text("utf-8")
    once = served(tmp_path / "a", {"style.css": default})
    assert once == served(tmp_path / "b", {"style.css": default})
