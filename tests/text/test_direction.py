"""Which way a language is written, by its tag."""

from __future__ import annotations

import pytest

from broadsheet.text import direction


@pytest.mark.parametrize(
    "lang", ["ar", "AR", "ar-EG", "he", "iw", "fa", "ks", "ku-Arab", "az-arab"]
)
def test_written_from_right_to_left(lang: str) -> None:
    assert direction(lang) == "rtl"


@pytest.mark.parametrize("lang", ["", "en", "und", "ku", "zh-Hant", "ur-Latn", "en-GB", "arn"])
def test_written_from_left_to_right(lang: str) -> None:
    assert direction(lang) == "ltr"
