"""Texts made to hurt: bounded time, no exception, sane answers."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger

NAMES = " ".join(f"Anna{chr(97 + n % 26)} Lim{chr(97 + n // 26 % 26)} spoke." for n in range(10000))
TEXTS = {
    "quoted capitals": '"Aa Bb ' * 150_000,
    "quoted titles": '"Aa Bb" ' * 130_000,
    "slashes": "A / B - " * 120_000,
    "brackets of capitals": "Anna Lim (ABC) " * 60_000,
    "five megabytes": "The quick Brown Fox of Paris said on Monday. " * 110_000,
    "one word": "a" * 1_000_000,
    "one capital word": "A" * 1_000_000,
    "capitals only": "BEIJING TOKYO PARIS SAID " * 20_000,
    "ten thousand names": NAMES,
    "quotes": '"' * 1_000_000,
    "open quotes": '"a ' * 300_000,
    "brackets": "(" * 1_000_000,
    "stops": "." * 1_000_000,
    "blanks": " " * 1_000_000,
    "line ends": "\n" * 1_000_000,
    "initials": "A. " * 300_000,
    "hyphens": "A-" * 300_000,
    "no letter": "12 -- 34 ... " * 1000,
    "nothing": "",
    "three languages": "The sea is calm. La mer est calme. Das Meer ist ruhig. " * 20,
    "superscripts": "Anna Lim ¹² said ③ so. " * 50,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_costs_a_bounded_time(name):
    start = time.process_time()
    said = annotated(Untold(TEXTS[name][:500], TEXTS[name], "en"), tagger("rules"))
    assert time.process_time() - start < 10
    assert len(said.summary) <= 300


def test_the_answers_do_not_depend_on_the_hash_seed():
    code = (
        "from broadsheet.enrich.annotating import annotated\n"
        "from broadsheet.enrich.reading import Untold\n"
        "from broadsheet.enrich.stories import Told, stories\n"
        "from broadsheet.enrich.tagger import tagger\n"
        "text = 'Marta Quell of Peru met Rui Lima of the DOJ in Malta. ' * 9\n"
        "said = annotated(Untold('Peru and Malta', text, 'en'), tagger('rules'))\n"
        "print(said, stories([Told(str(n), text, text) for n in range(5)]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
