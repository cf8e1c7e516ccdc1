"""Which language a text is in: by its script, by a trigram model, or as its capture said.

The model is py3langid's (after M. Lui and T. Baldwin, "langid.py", ACL 2012), loaded when the
first text needs it. It is deterministic; texts of a few words are left to the hint.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tables import wordset

_SAMPLE = 1500  # code points of the body that are looked at
_LETTERS = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)
_ENGLISH = wordset(
    "the of and to in that for with was on said is at by from has have its which who"
)
_KNOWN = wordset(
    "en es fr de pt it nl da sv no fi is pl cs sk sl hr sr hu ro bg mk uk ru be lt lv et sq tr az"
    " kk ar fa ur ps ku hi mr ne bn gu pa ta te kn ml si th lo km vi id ms tl jv sw ha am zu xh af"
    " eu ca gl ga cy mt el he hy ka ja ko zh mn"
)


def language(untold: Untold) -> str:
    """Return an ISO 639-1 code; with under 40 letters to go by, the hint or "en"."""
    sample = f"{untold.title[:300]}\n{untold.text[:_SAMPLE]}"
    letters = sum(map(len, _LETTERS.findall(sample)))
    if letters < 8:
        return base(untold.lang)
    written = by_script(sample, letters)
    if written:
        return written
    if letters < 40:
        return base(untold.lang)
    if is_plain_english(sample):
        return "en"
    code, certainty = _classified(sample)
    sure = 0.6 if letters >= 200 else 0.9
    return code if certainty >= sure else base(untold.lang)


def base(code: str | None) -> str:
    """Return the language of a tag: `en` for `en-GB`, and for none at all."""
    return (code or "en").replace("_", "-").split("-")[0].lower() or "en"


def by_script(sample: str, letters: int) -> str | None:
    """Return the language of a script that only one great language is written in."""
    if sample.isascii():
        return None
    for code, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        if share > (0.1 if code == "ja" else 0.4):
            return code
    return None


def is_plain_english(sample: str) -> bool:
    """Tell whether the small words of English are so many that no model is needed."""
    words = sample.lower().split()
    small = [word for word in words if word in _ENGLISH]
    return 5 * len(small) > len(words) and {"the", "of"} <= set(small) and len(set(small)) > 4


def _classified(sample: str) -> tuple[str, float]:
    code, certainty = _identifier().classify(sample)
    return str(code), float(certainty)


@cache
def _identifier() -> Any:
    """Return the model for the languages that we know; the rest of it is let go, a third."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(sorted(_KNOWN & set(whole.labels)))
    weights = (whole.nb_ptc, whole.nb_pc, whole.nb_classes)
    steps = (whole.tk_nextmove, whole.tk_output)
    return LanguageIdentifier(*weights, *steps, norm_probs=True, tk_row=whole.tk_row)
