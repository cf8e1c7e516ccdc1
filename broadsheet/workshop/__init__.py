"""The costly part of an ingest, done through the memo, and by several processes where asked.

Every result is a pure function of one capture or one text, and results come back in order: the
number of processes shows in nothing but the time. They are forked, not spawned, because the
door `build.py` runs the command on import; nothing here runs while threads do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

from broadsheet import clip
from broadsheet.clip import Clipped
from broadsheet.config import Settings
from broadsheet.enrich import annotating
from broadsheet.enrich.reading import CAP, Untold
from broadsheet.enrich.tagger import Tagger, tagger
from broadsheet.enrich.topics.wording import Notes
from broadsheet.errors import Problem
from broadsheet.memo import Memo
from broadsheet.model import Annotations, Capture, Clipping, Seed
from broadsheet.printing import Progress
from broadsheet.workshop.branch import Branch
from broadsheet.workshop.crowd import LATE, alone, copies, limited, mapped
from broadsheet.workshop.documents import Documents, Sign, unsigned

_BATCH = 32
_SECONDS = 2.5  # of computing for one text, and more for each million characters of it: at least
_SECONDS_A_MB = 2.0  # five times what is usual, to cut it; one that takes longer is tried twice
_SECONDS_TO_READ_A_MB = 200.0  # and to understand it
_MORE = 0.1  # for each of several texts that are understood together
_FAULT = "a fault in Broadsheet itself"
_LARGE = 50_000_000  # bytes of documents: of so many, what is cut out is large as well
_AT_ONCE = 2000  # texts laid out beside their clippings, and given to one set of processes
Told = tuple[Clipping, Annotations]
_Texts = tuple[Sequence[Untold], Notes]


@dataclass(frozen=True, slots=True)
class _Understood:
    """What is known of each text of a batch; `lacking` tells what kept a better model away."""

    found: list[Annotations | Problem]
    lacking: tuple[Problem, ...]


@dataclass(slots=True)
class Workshop:
    """Where captures are cut and clippings understood. `notes`: what kept a better model away."""

    memo: Memo
    settings: Settings
    jobs: int
    progress: Progress
    topics: Notes = ()  # what an editor says of them
    sign: Sign = unsigned
    notes: list[str] = field(default_factory=list)
    _branch: Branch[_Texts, _Understood] | None = None  # understands the texts of large captures

    def clipped(self, seeds: Sequence[Seed], problems: list[Problem]) -> list[Clipped]:
        """Return what was cut from each seed that is a capture, adding what is wrong with any.

        Text dumps come first: what recurs over them is learned from all. Other forms are cut as
        they are read.
        """
        read: list[Capture] = []
        for seed in seeds:
            if seed.opened is None:
                capture, faults = _capture(seed, self.settings.timezone)
                problems.extend(faults)
                read += [capture] if capture else []
        learned = clip.furniture(read)
        calls = [(capture, learned.within(capture)) for capture in read]
        cuts: list[Clipped | Problem] = self.memo.each(clip.clippings, calls, self._cut)
        done = [Clipped(problems=(cut,)) if isinstance(cut, Problem) else cut for cut in cuts]
        others = [seed for seed in seeds if seed.opened is not None]
        if copies(self.jobs) and sum(seed.size for seed in others) > _LARGE:
            self._branch = Branch(_annotated, _lost, _ready)
        done += (cut for _, cut in self._documents().clipped(others))
        problems.extend(problem for cut in done for problem in cut.problems)
        return done

    def _documents(self) -> Documents:
        zone = self.settings.timezone
        return Documents(zone, self.jobs, self.progress, self.memo, self.sign)

    def annotated(self, clipped: Iterable[Clipped], problems: list[Problem]) -> list[Told]:
        """Return each clipping with what it is about; with nothing where that has failed."""
        try:
            return self._annotated(clipped, problems)
        finally:
            if self._branch:
                self._branch.close()

    def _annotated(self, clipped: Iterable[Clipped], problems: list[Problem]) -> list[Told]:
        clippings = [clipping for cut in clipped for clipping in cut.clippings]
        tagger = _tagger()
        done: list[Annotations | Problem] = []
        for at in range(0, len(clippings), _AT_ONCE):
            calls = [
                (untold(clipping, self.settings.language), tagger, self.topics)
                for clipping in clippings[at : at + _AT_ONCE]
            ]
            annotate = partial(self._annotate, at, len(clippings))
            done += self.memo.each(annotating.annotated, calls, annotate)
        told = []
        for clipping, found in zip(clippings, done, strict=True):
            if isinstance(found, Problem):
                problems.append(replace(found, path=clipping.seed, line=clipping.span.first))
                nothing = Annotations(lang=clipping.lang or self.settings.language)
                told.append((clipping, nothing))
            else:
                told.append((clipping, found))
        return told

    def _cut(self, _: Any, calls: Sequence[tuple[Any, ...]]) -> Iterator[Clipped | Problem]:
        for number, done in enumerate(mapped(_cut, calls, copies(self.jobs), _cut_alone)):
            self.progress("captures", number, len(calls))
            yield done

    def _annotate(
        self, before: int, total: int, _: Any, calls: Sequence[tuple[Any, ...]]
    ) -> Iterator[Annotations | Problem]:
        texts = [call[0] for call in calls]
        batches = [(texts[at : at + _BATCH], self.topics) for at in range(0, len(texts), _BATCH)]
        if self._branch:
            work = self._branch.mapped(batches, self.jobs)
        else:
            _ready(batches)
            work = mapped(_annotated, batches, copies(self.jobs), _lost)
        for number, done in enumerate(work):
            self.progress("articles", before + number * _BATCH, total)
            self._note(done.lacking)
            yield from done.found

    def _note(self, lacking: Sequence[Problem]) -> None:
        told = dict.fromkeys((*self.notes, *map(str, lacking)))
        self.notes[:] = told


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


def _fault(path: str, error: Exception) -> Problem:
    """Return the problem of an input that one of our own rules fell over."""
    said = f"could not be taken apart: {type(error).__name__}: {error}"[:300]
    return Problem(path, said, hint=_FAULT)


def _capture(seed: Seed, timezone: str) -> tuple[Capture | None, tuple[Problem, ...]]:
    try:
        return clip.capture(seed, timezone)
    except Exception as error:  # one seed must not stop the others
        return None, (_fault(seed.path, error),)


def _cut(call: tuple[Any, ...]) -> Clipped | Problem:
    try:
        with limited(_seconds(len(call[0].text))):
            return clip.clippings(*call)
    except Exception as error:  # one capture must not stop the others
        return _fault(call[0].seed, error)


def _cut_alone(call: tuple[Any, ...]) -> Clipped | Problem:
    return alone(_cut, call, _uncut)


def _uncut(call: tuple[Any, ...], why: str) -> Problem:
    """Return what comes of a capture that its process died of."""
    capture: Capture = call[0]
    return Problem(capture.seed, why, hint=_hint(why, _seconds(len(capture.text))))


def _seconds(size: int) -> float:
    """Return how long a capture of so many characters may take to be cut."""
    return _SECONDS + _SECONDS_A_MB * size / 1_000_000


def _seconds_to_read(size: int) -> float:
    """Return how long texts of so many characters may take to be understood."""
    return _SECONDS + _SECONDS_TO_READ_A_MB * size / 1_000_000


def _hint(why: str, seconds: float) -> str:
    if why != LATE:
        return _FAULT
    return f"the limit is {seconds:.0f} s of computing for its size; split the text"


def _annotated(batch: _Texts) -> _Understood:
    """Return what is understood of some texts; no text is charged for loading what it needs."""
    texts, topics = batch
    tagger = _tagger()
    annotating.load(texts, tagger)
    try:
        with limited(_seconds_to_read(sum(map(_size, texts))) + _MORE * len(texts)):
            found: list[Annotations | Problem] = [*annotating.annotated_all(texts, tagger, topics)]
    except Exception:  # one text must not stop the others
        found = [_by_itself((text, topics)) for text in texts]
    return _Understood(found, tagger.problems)


def _ready(batches: Sequence[_Texts]) -> None:
    """Load what the first texts need, for all the copies of this process that need it too."""
    for texts, _ in batches[:1]:
        annotating.load(texts, _tagger())


def _lost(batch: _Texts) -> _Understood:
    """Return what comes of texts whose process died: each is tried by itself."""
    texts, topics = batch
    _ready([batch])
    tagger = _tagger()
    found = [alone(_by_itself, (text, topics), _untellable) for text in texts]
    return _Understood(found, tagger.problems)


def _by_itself(one: tuple[Untold, Notes]) -> Annotations | Problem:
    text, topics = one
    tagger = _tagger()
    try:
        with limited(_seconds_to_read(_size(text))):
            return annotating.annotated_all([text], tagger, topics)[0]
    except Exception as error:
        return _fault("", error)


def _untellable(one: tuple[Untold, Notes], why: str) -> Problem:
    return Problem("", why, hint=_hint(why, _seconds_to_read(_size(one[0]))))


def _size(text: Untold) -> int:
    """Return how much of a text is looked at, in code points."""
    return min(len(text.text), CAP)


@cache
def _tagger() -> Tagger:
    """Return the best tagger there is, loaded once in each process."""
    return tagger()
