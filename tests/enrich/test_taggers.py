"""Which tagger is used, what it says of itself, and what happens when it cannot be."""

from __future__ import annotations

import sys
import types

import pytest

from broadsheet.enrich import pipeline
from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.pipeline import Pipeline
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger

TEXT = Untold("", "On Monday Marta Quell, 41, of Quell Optics Inc. flew from Peru to Malta.", "en")


def test_rules_say_their_version_and_need_nothing():
    assert tagger("rules").version.startswith("rules ")
    assert tagger("rules").problems == ()


def test_a_missing_pipeline_is_a_problem_with_its_cure_and_the_rules_take_over():
    missing = tagger("spacy:xx_no_such_pipeline")
    assert missing.version.startswith("rules ")
    assert "broadsheet[nlp]" in missing.problems[0].hint
    assert annotated(TEXT, missing) == annotated(TEXT, tagger("rules"))


def test_a_broken_pipeline_is_named_when_it_is_first_used(monkeypatch):
    broken = types.ModuleType("xx_broken")
    monkeypatch.setitem(sys.modules, "xx_broken", broken)
    chosen = Pipeline("xx_broken", "1")
    english = Pipeline("en_broken", "1")
    assert annotated(TEXT, english) == annotated(TEXT, tagger("rules"))
    assert "en_broken" in english.problems[0].message
    assert english.version.startswith("rules ")
    assert chosen.mentions("Texte en France.", "fr") == tagger("rules").mentions(
        "Texte en France.", "fr"
    )


def test_pieces_cover_a_text_and_are_cut_at_blanks():
    text = "word " * 9000
    cut = list(pipeline.pieces(text))
    assert "".join(piece for _, piece in cut) == text
    assert all(text[start:].startswith(piece) for start, piece in cut)
    assert len(cut) > 3


@pytest.mark.parametrize("module", ["spacy", "py3langid", "numpy"])
def test_importing_the_room_loads_nothing_heavy(module):
    import subprocess

    code = f"import sys, broadsheet.enrich; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
