"""Where the links of problems lead: into the editor, at the line, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.errors import Problem, SettingsError
from broadsheet.serve import Built, Stand, _whole
from broadsheet.serve.door import is_loopback
from broadsheet.serve.editors import address, pattern


@pytest.mark.parametrize(
    ("environment", "scheme"),
    [
        ({}, "vscode:"),
        ({"EDITOR": "vim"}, "vscode:"),
        ({"EDITOR": "/usr/bin/code --wait"}, "vscode:"),
        ({"EDITOR": "zed -w"}, "zed:"),
        ({"VISUAL": "pycharm", "EDITOR": "zed"}, "zed:"),
        ({"VISUAL": "charm", "EDITOR": "zed"}, "pycharm:"),
        ({"EDITOR": " "}, "vscode:"),
    ],
    ids=str,
)
def test_the_editor_is_guessed_from_the_environment(
    environment: dict[str, str], scheme: str
) -> None:
    assert pattern(None, environment).startswith(scheme)


def test_an_editor_is_named_or_described_or_none() -> None:
    assert pattern("zed", {}).startswith("zed:")
    assert pattern("none", {}) == ""
    assert pattern("mine://open?{path}#{line}", {}) == "mine://open?{path}#{line}"


@pytest.mark.parametrize(
    "said", ["emacz", "", "javascript:alert({path})", "data:text/html,{path}", "https://x/{path}"]
)
def test_what_is_no_editor_is_told_with_those_that_are(said: str) -> None:
    with pytest.raises(SettingsError, match="vscode"):
        pattern(said, {})


def test_an_address_names_file_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "content" / "a b&c#.md"
    file.parent.mkdir()
    file.write_text("")
    form = pattern("vscode", {})
    found = address(form, tmp_path, Problem("content/a b&c#.md", "odd", 3, 7))
    assert found == f"vscode://file{tmp_path}/content/a%20b%26c%23.md:3:7"
    assert address(form, tmp_path, Problem("content/a b&c#.md", "odd")).endswith(".md:1:1")


@pytest.mark.parametrize("path", ["site", "nowhere.md", "../secret", "/etc/passwd", "[::1]:80", ""])
def test_what_is_no_file_of_the_site_has_no_address(tmp_path: Path, path: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path.parent / "secret").write_text("")
    assert address(pattern("vscode", {}), tmp_path, Problem(path, "odd")) == ""


def test_a_name_with_braces_is_not_taken_for_a_place(tmp_path: Path) -> None:
    (tmp_path / "{line}.md").write_text("")
    assert address("my:{path}:{line}", tmp_path, Problem("{line}.md", "odd", 4)).endswith(
        "/%7Bline%7D.md:4"
    )


def test_a_fault_of_our_own_is_a_problem_and_not_the_end_of_the_watching(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def build() -> Built:
        raise ZeroDivisionError("by nought")

    (problem,) = _whole(build).problems
    assert "ZeroDivisionError" in problem.message
    assert "by nought" not in str(problem)  # the page is not told; the terminal is
    assert "by nought" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("paper.example", False),
    ],
)
def test_who_can_come_to_an_address(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside


def test_a_stand_is_on_this_machine_if_nothing_else_is_said(tmp_path: Path) -> None:
    assert is_loopback(Stand(tmp_path, tmp_path, (), ()).host)
