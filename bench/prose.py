"""The text of invented articles: sentences from forms and words, a fixed number of them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

WORDS = 470  # of an article, on average
SPREAD = 120
HALF_A_PARAGRAPH = 30  # by which the last one goes past the end, on average

PLACES = ("the harbour", "the old station", "the town hall", "the northern valley", "the market")
OBJECTS = ("harbour plan", "rail strike", "budget", "flood defence", "school reform", "ferry link")
PEOPLE = ("residents", "drivers", "teachers", "engineers", "shopkeepers", "farmers", "nurses")
SAYING = ("said", "added", "told reporters", "argued", "admitted", "repeated")
DOING = ("delay", "review", "approve", "pay for", "publish", "defend", "abandon", "reopen")
TIMES = ("on Monday", "before noon", "late in the evening", "last spring", "within a year")
FORMS = (
    "{name} {said} that the {object} would {do} nothing that {people} had not asked for {time}.",
    "In {place}, {people} waited for an answer {time}, and many of them left without one.",
    "The {object} costs {number} million, which is {percent} percent more than was planned {time}.",
    '"We will {do} the {object} when {people} have been heard," {name} {said} {time}.',
    "A report on the {object}, published {time}, gave {number} reasons to {do} the work at once.",
    "{name} has promised to {do} the {object} in {place}, where {number} {people} live.",
    "Nobody was hurt in {place} {time}, but {people} still can't use the road to the {object}.",
    "It was the {number}th meeting about the {object} since {name} began to {do} it {time}.",
    "Figures for the year before show that {percent} percent of {people} stayed near {place}.",
    "The company didn't answer a question about the {object}; {name} {said} it would {time}.",
    '"It is too early to say," {name} {said}, adding that {people} may {do} the plan {time}.',
    "{people} from {place} had asked {name} to {do} the {object}, in a letter sent {time}.",
)
_SLOT = re.compile(r"\{(\w+)\}")


class Prose:
    """Bodies of articles, drawn from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words: dict[str, Sequence[str]] = {
            "place": PLACES,
            "object": OBJECTS,
            "people": PEOPLE,
            "said": SAYING,
            "do": DOING,
            "time": TIMES,
            "number": [str(number) for number in range(4, 99)],
            "percent": [f"{tenth / 10:.1f}" for tenth in range(11, 400)],
        }

    def body(self, names: Sequence[str], *, marked: bool) -> str:
        """Return paragraphs that tell of the names, with Markdown in them where `marked`."""
        words = max(150, round(self._chance.gauss(WORDS - HALF_A_PARAGRAPH, SPREAD)))
        paragraphs = list(self._paragraphs({**self._words, "name": names}, words))
        if marked:
            middle = len(paragraphs) // 2
            paragraphs[middle:middle] = self._markdown(names[0])
        return "\n\n".join(paragraphs)

    def _paragraphs(self, words: dict[str, Sequence[str]], many: int) -> Iterator[str]:
        so_far = 0
        while so_far < many:
            sentences = [self._sentence(words) for _ in range(self._chance.randint(2, 4))]
            yield " ".join(sentences)
            so_far += sum(sentence.count(" ") + 1 for sentence in sentences)

    def _sentence(self, words: dict[str, Sequence[str]]) -> str:
        form = FORMS[int(self._chance.random() * len(FORMS))]

        def word(slot: re.Match[str]) -> str:
            choice = words[slot[1]]
            return choice[int(self._chance.random() * len(choice))]

        text = _SLOT.sub(word, form)
        return text[0].upper() + text[1:]

    def _markdown(self, name: str) -> list[str]:
        first, second = (self._chance.choice(DOING) for _ in "ab")
        return [
            f"## What *{name}* wants",
            f"- to **{first}** the {self._chance.choice(OBJECTS)}\n"
            f"- to {second} it {self._chance.choice(TIMES)}",
            f"> Nothing is settled, as [the minutes](https://example.org/{first[:3]}) show.",
        ]
