"""Bad texts and bad models through the command: every row is answered, every fault is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SENTENCE = "Ines Tavora of Porto met Rui Salgado in Lisbon on Monday. "
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CROWD = ". ".join(
    f"Anna{LETTERS[n % 26]} Lim{LETTERS[n // 26 % 26]}{LETTERS[n // 676]} spoke"
    for n in range(10_000)
)
TEXTS = {
    "five megabytes": SENTENCE * (5_000_000 // len(SENTENCE) + 1),
    "one word": "Porto",
    "without a letter": "12 -- 34 ... 5.6% 🙂 " * 40,
    "capitals only": "INES TAVORA OF PORTO WON THE ELECTION ON SUNDAY. SHE WILL GOVERN PORTUGAL.",
    "three languages": "The sea at Porto is calm. La mer à Lyon est calme. Das Meer ist ruhig.",
    "ten thousand names": CROWD,
    "nothing": "",
}


def told(rows: list[object], *options: str, path: Path | None = None) -> tuple[int, list, str]:
    """Return the exit status, the rows and what was said on stderr."""
    env = dict(os.environ)
    if path:
        env["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "annotate", *options],
        input="\n".join(map(json.dumps, rows)).encode(),
        cwd=PROJECT,
        env=env,
        capture_output=True,
        check=False,
    )
    return done.returncode, [json.loads(row) for row in done.stdout.splitlines()], str(done.stderr)


@pytest.fixture(scope="module")
def answers() -> dict[str, dict]:
    rows = [{"id": name, "title": "", "text": text} for name, text in TEXTS.items()]
    status, found, said = told(rows, "--tagger", "rules")
    assert (status, said) == (0, "b''")
    return {row["id"]: row for row in found}


def test_every_text_is_answered_in_its_order(answers):
    assert list(answers) == list(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_offsets_lie_in_the_text_and_lists_are_short(answers, name):
    row = answers[name]
    assert all(0 <= m["start"] < m["end"] <= len(TEXTS[name]) for m in row["mentions"])
    assert all(len(row[key]) <= 10 for key in ("people", "organizations", "places"))
    assert len(row["about"]) <= 6
    assert len(row["key_points"]) <= 3


def test_of_five_megabytes_the_beginning_is_read(answers):
    row = answers["five megabytes"]
    assert row["people"] == ["Ines Tavora", "Rui Salgado"]
    assert max(m["end"] for m in row["mentions"]) <= 100_000


def test_capitals_only_still_name_a_country(answers):
    assert "Portugal" in answers["capitals only"]["places"]


@pytest.mark.parametrize("name", ["without a letter", "nothing"])
def test_where_there_is_nothing_to_read_nothing_is_found(answers, name):
    row = answers[name]
    assert (row["mentions"], row["topics"], row["about"], row["quotes"]) == ([], [], [], [])


def test_three_languages_at_once_are_one_of_them(answers):
    assert answers["three languages"]["lang"] in ("en", "fr", "de")


def test_a_missing_pipeline_is_named_with_its_cure_and_the_rules_take_over():
    status, (row,), said = told([{"id": 1, "text": SENTENCE}], "--tagger", "en_nowhere_sm")
    assert status in (0, 1)
    assert "en_nowhere_sm" in said
    assert "pip install" in said
    assert row["people"] == ["Ines Tavora", "Rui Salgado"]


def test_so_is_a_broken_one(tmp_path):
    pytest.importorskip("spacy")
    broken = "def load(**said):\n    raise OSError('half a file')\n"
    (tmp_path / "en_broken_sm.py").write_text(broken)
    status, (row,), said = told(
        [{"id": 1, "text": SENTENCE}], "--tagger", "en_broken_sm", path=tmp_path
    )
    assert status in (0, 1)
    assert "en_broken_sm" in said
    assert "half a file" in said
    assert "pip install" in said
    assert row["people"] == ["Ines Tavora", "Rui Salgado"]
