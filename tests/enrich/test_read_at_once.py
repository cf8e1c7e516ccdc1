"""How much of many texts a model reads at once, and what of a model is kept."""

from __future__ import annotations

import random
import sys
from types import SimpleNamespace

import pytest

from broadsheet.enrich import pipeline
from broadsheet.enrich.annotating import load
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger

WORDS = "Marta Quell of Quell Optics flew from Peru to Malta on Monday, the council said. "


class Counting:
    """A pipeline of no model, that notes how much it is given at once."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def pipe(self, texts: list[str], batch_size: int) -> list[SimpleNamespace]:
        assert batch_size == len(texts)
        self.sizes.append(sum(map(len, texts)))
        name = SimpleNamespace(text="Marta", label_="PERSON", start_char=0, end_char=5)
        return [SimpleNamespace(ents=(name,)) for _ in texts]


@pytest.fixture
def counting() -> tuple[pipeline.Pipeline, Counting]:
    made = pipeline.Pipeline("en_counting", "1")
    made._loaded = Counting()
    return made, made._loaded


def test_so_much_is_read_at_once_and_no_more(counting: tuple[pipeline.Pipeline, Counting]) -> None:
    tool, count = counting
    pick = random.Random(3)
    texts = [WORDS * pick.choice([1, 5, 40, 300]) for _ in range(60)] + [WORDS] * 100
    found = tool.all_mentions(texts, ["en"] * len(texts))
    assert sum(count.sizes) == sum(map(len, texts))
    assert max(count.sizes) <= 20_000
    pieces = [len(list(pipeline.pieces(text))) for text in texts]
    assert [len(one) for one in found] == pieces
    starts = [[mention.start for mention in one] for one in found]
    assert starts == [[start for start, _ in pipeline.pieces(text)] for text in texts]


def test_many_short_texts_are_read_a_few_at_once(
    counting: tuple[pipeline.Pipeline, Counting],
) -> None:
    tool, count = counting
    tool.all_mentions(["Marta came."] * 100, ["en"] * 100)
    assert len(count.sizes) == 4


def test_the_names_are_the_same_however_many_texts_are_read_together() -> None:
    tool = tagger()
    texts = [WORDS * n + "It rained in Lima." for n in (1, 30, 2, 150, 3)]
    together = tool.all_mentions(texts, ["en"] * 5)
    assert together == [tool.mentions(text, "en") for text in texts]


def test_languages_are_told_as_by_the_whole_model_for_them() -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    language = sys.modules["broadsheet.enrich.language"]
    whole = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    whole.set_languages(sorted(language._KNOWN & set(whole.labels)))
    pick = random.Random(5)
    letters = "abcdefghilmnoprstuvzäöéñłçøåşαабвгдежअकतन的是"
    for size in (5, 40, 400):
        text = "".join(pick.choices(letters + "  ", k=size))
        assert language._identifier().classify(text) == whole.classify(text)
    assert language._identifier()._full_model[0] is language._identifier().nb_ptc


def test_what_texts_need_is_loaded_without_a_word_of_theirs(
    counting: tuple[pipeline.Pipeline, Counting],
) -> None:
    tool, count = counting
    load([Untold("Ein Tag", "Der Rat hat am Montag beschlossen, die Brücke zu sperren.")], tool)
    assert count.sizes == []
    load([Untold("A day", WORDS * 50, "en")], tool)
    assert len(count.sizes) == 1
    assert count.sizes[0] < 200
