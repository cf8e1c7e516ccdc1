"""Captures of our own, each beside what a reader would cut from it, line by line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from broadsheet import clip

sys.path.insert(0, str(Path(__file__).parent))
import scoring

HERE = Path(__file__).parent / "fixtures"
FIXTURES = sorted(HERE.glob("*.txt"))
PROFILE = [path for path in FIXTURES if path.stem.startswith("daily8")]
UNKNOWN = [path for path in FIXTURES if path not in PROFILE]
REAL = Path(__file__).parents[3] / "shared" / "seeds" / "daily8-maskpark.txt"


@pytest.mark.parametrize("path", PROFILE, ids=lambda path: path.stem)
def test_a_known_site_is_clipped_without_a_fault(path: Path) -> None:
    assert scoring.scored(path).wrong == []


@pytest.mark.parametrize("path", UNKNOWN, ids=lambda path: path.stem)
def test_an_unknown_site_is_clipped_nearly_without_a_fault(path: Path) -> None:
    score = scoring.scored(path)
    assert score.share >= 0.95, "\n".join(score.wrong)


def test_unknown_sites_together_stay_above_the_bar() -> None:
    scores = [scoring.scored(path) for path in UNKNOWN]
    right = sum(score.right.total() for score in scores)
    assert right / sum(score.asked.total() for score in scores) >= 0.95


def test_every_capture_has_labels_and_every_label_a_capture() -> None:
    assert {p.stem for p in HERE.glob("*.txt")} == {p.stem for p in HERE.glob("*.yaml")}


def test_what_is_learned_from_all_captures_leaves_each_as_it_was() -> None:
    captures = [scoring.loaded(path) for path in FIXTURES]
    learned = clip.furniture(captures)
    for path in FIXTURES:
        alone, together = scoring.scored(path), scoring.scored(path, learned)
        assert together.wrong == alone.wrong, path.stem


@pytest.mark.skipif(not REAL.exists(), reason="the first real capture is kept outside")
def test_the_first_real_capture() -> None:
    made, problems = clip.capture(clip_seed(REAL), "UTC")
    assert made is not None
    assert problems == ()
    clipped = clip.clippings(made, clip.furniture([made]).within(made))
    rows = [clip.row(clipping) for clipping in clipped.clippings]
    assert [row["source"] for row in rows] == ["Yahoo", "Yahoo", "Fox News", "Bloomberg"]
    assert [row["lines"] for row in rows] == [[2, 34], [47, 58], [60, 71], [73, 84]]
    first, second = rows[:2]
    assert (first["agency"], first["authors"], first["dateline"]) == (
        "Reuters",
        ["Laurie Chen"],
        "Beijing",
    )
    assert (first["date"], first["date_basis"]) == ("2025-07-29", None)
    assert {(row["date"], row["date_basis"]) for row in rows[1:]} == {("2025-08-05", "inferred")}
    assert len(first["body"].split("\n\n")) == 27
    assert "GuruFocus" not in second["body"]
    assert second["credits"] == ["This article first appeared on GuruFocus."]
    reasons = {drop.reason for drop in clipped.dropped}
    assert reasons == {"furniture: Daily8", "noise: error", "noise: warning"}


def clip_seed(path: Path) -> scoring.Seed:
    return scoring.Seed(f"seeds/{path.name}", path.read_bytes(), scoring.MODIFIED)
