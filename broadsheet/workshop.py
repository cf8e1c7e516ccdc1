"""The costly part of an ingest, done through the memo, and by several processes where asked.

Every result is a pure function of one capture or one text, and results come back in order: the
number of processes shows in nothing but the time. They are forked, not spawned, because the
door `build.py` runs the command on import; nothing here runs while threads do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from multiprocessing import get_context
from typing import Any

from broadsheet import clip, enrich
from broadsheet.clip import Clipped
from broadsheet.config import Settings
from broadsheet.enrich import Notes, Untold
from broadsheet.enrich.tagger import Tagger
from broadsheet.errors import Problem
from broadsheet.memo import Memo
from broadsheet.model import Annotations, Capture, Clipping, Seed
from broadsheet.printing import Progress

_BATCH = 32
Told = tuple[Clipping, Annotations]
Mapper = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]


@dataclass(slots=True)
class Workshop:
    """Where captures are cut and clippings understood. `notes`: what kept a better model away."""

    memo: Memo
    settings: Settings
    jobs: int
    progress: Progress
    topics: Notes = ()  # what an editor says of them
    notes: list[str] = field(default_factory=list)

    def clipped(self, seeds: Iterable[Seed], problems: list[Problem]) -> list[Clipped]:
        """Return what was cut from each seed that is a capture, adding what is wrong with any."""
        read: list[Capture] = []
        for seed in seeds:
            capture, faults = _capture(seed, self.settings.timezone)
            problems.extend(faults)
            read += [capture] if capture else []
        learned = clip.furniture(read)
        calls = [(capture, learned.within(capture)) for capture in read]
        done: list[Clipped] = self.memo.each(clip.clippings, calls, self._cut)
        problems.extend(problem for cut in done for problem in cut.problems)
        return done

    def annotated(self, clipped: Iterable[Clipped], problems: list[Problem]) -> list[Told]:
        """Return each clipping with what it is about; with nothing where that has failed."""
        clippings = [clipping for cut in clipped for clipping in cut.clippings]
        tagger = _tagger()
        calls = [
            (untold(clipping, self.settings.language), tagger, self.topics)
            for clipping in clippings
        ]
        done = self.memo.each(enrich.annotated, calls, self._annotate)
        self.notes += [str(problem) for problem in tagger.problems]
        told = []
        for clipping, found in zip(clippings, done, strict=True):
            if isinstance(found, Problem):
                problems.append(replace(found, path=clipping.seed, line=clipping.span.first))
                nothing = Annotations(lang=clipping.lang or self.settings.language)
                told.append((clipping, nothing))
            else:
                told.append((clipping, found))
        return told

    def _cut(self, _: Any, calls: Sequence[tuple[Any, ...]]) -> Iterator[Clipped]:
        with _mapper(self.jobs if len(calls) > 1 else 1) as mapped:
            for number, done in enumerate(mapped(_cut, calls)):
                self.progress("captures", number, len(calls))
                yield done

    def _annotate(
        self, _: Any, calls: Sequence[tuple[Any, ...]]
    ) -> Iterator[Annotations | Problem]:
        texts = [call[0] for call in calls]
        batches = [(texts[at : at + _BATCH], self.topics) for at in range(0, len(texts), _BATCH)]
        with _mapper(self.jobs if len(batches) > 1 else 1) as mapped:
            for number, done in enumerate(mapped(_annotated, batches)):
                self.progress("articles", number * _BATCH, len(texts))
                yield from done


def untold(clipping: Clipping, language: str) -> Untold:
    """Return a clipping as a text to annotate; `language` is the site's, for a hint."""
    return Untold(
        title=clipping.title,
        text="\n\n".join(block.text for block in clipping.body),
        lang=clipping.lang or language,
        source=clipping.source,
        section=clipping.section,
        keywords=clipping.keywords,
    )


@contextmanager
def _mapper(jobs: int) -> Iterator[Mapper]:
    if jobs == 1:
        yield map
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        yield partial(pool.map, chunksize=1)


def _fault(path: str, error: Exception) -> Problem:
    """Return the problem of an input that one of our own rules fell over."""
    said = f"could not be taken apart: {type(error).__name__}: {error}"[:300]
    return Problem(path, said, hint="a fault in Broadsheet itself")


def _capture(seed: Seed, timezone: str) -> tuple[Capture | None, tuple[Problem, ...]]:
    try:
        return clip.capture(seed, timezone)
    except Exception as error:  # one seed must not stop the others
        return None, (_fault(seed.path, error),)


def _cut(call: tuple[Any, ...]) -> Clipped:
    try:
        return clip.clippings(*call)
    except Exception as error:  # one capture must not stop the others
        return Clipped(problems=(_fault(call[0].seed, error),))


def _annotated(batch: tuple[Sequence[Untold], Notes]) -> list[Annotations | Problem]:
    texts, topics = batch
    try:
        return [*enrich.annotated_all(texts, _tagger(), topics)]
    except Exception:  # one text must not stop the others
        return [_alone(text, topics) for text in texts]


def _alone(text: Untold, topics: Notes) -> Annotations | Problem:
    try:
        return enrich.annotated_all([text], _tagger(), topics)[0]
    except Exception as error:
        return _fault("", error)


@cache
def _tagger() -> Tagger:
    """Return the best tagger there is, loaded once in each process."""
    return enrich.tagger()
