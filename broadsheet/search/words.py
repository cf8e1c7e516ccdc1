"""The words of a text as the index knows them; `templates/static/search.js` does the very same.

Lower case, without diacritics, plurals cut off; scripts written without blanks by overlapping
pairs of characters. Both sides must agree letter by letter: `tests/search` holds them together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_COMMON = """
    a about after all also an and any are as at be been before but by can could did do does don
    for from had has have he her his how if in into is it its just ll may more most no not of on
    or our out over re s said she so some such t than that the their them then there these they
    this to up ve was we were what when where which who will with would you your
"""
#: Words that tell nothing apart.
STOP = frozenset(_COMMON.split())
LONGEST = 40  # characters of a word that are kept

_TYPOGRAPHIC = "’‘“”–—…\u00a0"
_ASCII = bytes(
    ord(chr(n).lower()) if n < 128 and chr(n).isalnum() else 32  # everything else is a blank
    for n in range(256)
)
# What stands for letters that no rule of Unicode takes apart; marks that may be left out in
# writing; vowel signs, without which words of South Asia fall apart; scripts without blanks.
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ς": "σ"}
MARKS = "[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]"
VOWELS = "[\u0900-\u0963\u0966-\u0df3\u0e00-\u0eff\u0f00-\u109f\u1780-\u17d3\u3099\u309a]"
PAIRED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
#: The rules of words as the manifest hands them to the browser, so that both go by the same.
RULES = {
    "stop": " ".join(sorted(STOP)),
    "letters": LETTERS,
    "marks": MARKS,
    "vowels": VOWELS,
    "paired": PAIRED,
}

_FOLDS = str.maketrans(LETTERS)
_MARKS = re.compile(MARKS)
_WORD = re.compile(f"(?:[^\\W_]|{VOWELS})+")
_RUN = re.compile(f"({PAIRED}+)")


def folded(text: str) -> str:
    """Return the text in lower case, compatible forms made one, without diacritics."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    return unicodedata.normalize("NFC", plain.translate(_FOLDS))


def tokens(text: str) -> list[str]:
    """Return the words of the text in order, folded; nothing is left out yet."""
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            text = text.replace(mark, " ")
    if text.isascii():
        return text.encode().translate(_ASCII).decode().split()
    found: list[str] = []
    for word in _WORD.findall(folded(text)):
        found.extend([word] if word.isascii() else _pieces(word))
    return found


def _pieces(word: str) -> Iterable[str]:
    """Yield a word; where it is written without blanks, its pairs of neighbours."""
    for number, run in enumerate(_RUN.split(word)):
        if number % 2 == 0:
            if run:
                yield run
        elif len(run) == 1:
            yield run
        else:
            yield from (run[n : n + 2] for n in range(len(run) - 1))


def stem(word: str) -> str:
    """Return the word without the ending of a plural: a rule of thumb, for English spelling."""
    word = word[:LONGEST]
    if len(word) < 4 or word[-1] != "s" or word[-2:] in ("ss", "us", "is"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    return word[:-1]


class Stems(dict[str, str]):
    """The term of each word met so far; "" for a stop word."""

    def __missing__(self, word: str) -> str:
        if len(self) > 200_000:
            self.clear()
        term = "" if word in STOP else stem(word)
        self[word] = term
        return term


STEMS = Stems()


def terms(text: str) -> list[str]:
    """Return the terms of a text, in order: its words but stop words, as the index holds them."""
    return [term for word in tokens(text) if (term := STEMS[word])]
