"""Whatever becomes of a build, the search index that a reader's browser sees is whole."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from desk import Desk, QuickPress, publish
from fakes import files
from test_killed import killed_at

from broadsheet.search import postings

sys.path.insert(0, str(Path(__file__).parents[1] / "search"))
from shards import named

KILLS = 12


def index(root: Path) -> dict[str, bytes]:
    all = files(root / "site")
    return {path.removeprefix("search/"): data for path, data in all.items() if is_index(path)}


def is_index(path: str) -> bool:
    return path.startswith("search/") and path.endswith(".json")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_build_that_dies_leaves_an_index_whose_files_are_all_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    desk = Desk(tmp_path / "start", seed, articles=5)
    publish(desk.root)
    for edit in (desk.edit_body, desk.add_article, desk.delete_article, desk.rename_article):
        edit()
    left = [10**9]
    counted = tmp_path / "counted"
    shutil.copytree(desk.root, counted)
    killed_at(0, monkeypatch, lambda: publish(counted), left)
    operations = 10**9 - left[0]
    for k in random.Random(seed).sample(range(1, operations + 1), min(KILLS, operations)):
        root = tmp_path / str(k)
        shutil.copytree(desk.root, root)
        killed_at(k, monkeypatch, lambda root=root: publish(root))
        there = index(root)
        assert named(there) <= set(there), f"killed at operation {k}"
        publish(root)
        assert index(root) == index(counted), f"not healed after operation {k}"


def test_an_index_of_a_lost_ledger_is_taken_over_and_tidied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    desk = Desk(tmp_path, 3)
    publish(desk.root)
    shutil.rmtree(desk.root / ".broadsheet")
    desk.edit_body()
    publish(desk.root)
    there = index(desk.root)
    assert set(there) == named(there)


def test_an_edit_of_a_body_leaves_the_words_of_other_months_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    desk = Desk(tmp_path, 4, articles=8)
    publish(desk.root)
    read: list[str] = []
    real = postings._post

    def noted(entry: Any, number: int, found: Any) -> None:
        read.append(entry.month)
        real(entry, number, found)

    monkeypatch.setattr(postings, "_post", noted)
    publish(desk.root)
    assert read == []
    path = sorted((desk.root / "content").glob("2025/06/*/*.md"))[0]
    path.write_text(f"{path.read_text()}\nA zeppelin came.\n")
    publish(desk.root)
    assert set(read) == {"2025-06"}
    shards = [data for name, data in index(desk.root).items() if b'"zeppelin"' in data]
    assert len(shards) == 1
    assert orjson.loads(shards[0])["zeppelin"]
