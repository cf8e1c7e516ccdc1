"""The documents in seeds, cut as they are read: only their clippings stay in memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import blake2b
from importlib import metadata
from time import process_time

from broadsheet.clip import Clipped
from broadsheet.clip.forms import table
from broadsheet.clip.forms.nouns import Opened, Record
from broadsheet.clip.forms.streams import MOST_BYTES
from broadsheet.clip.forms.unpacking import documents
from broadsheet.clip.kind import captured
from broadsheet.errors import InputError, Problem
from broadsheet.memo import Memo
from broadsheet.model import Dropped, Seed
from broadsheet.printing import Progress
from broadsheet.workshop.crowd import LATE, alone, copies, limited, mapped

_BATCH = 16  # documents
_BATCH_BYTES = 4_000_000
_SOONER = (2, 4, 8)  # documents of one file, so that it shows early how long they take
_ALIKE = 20  # problems of one kind that are told one by one for one file
_DROPPED = 1000  # lines told for one file
_TOLD = 300  # code points of each
_MB = 1_000_000
_SECONDS = 3.0  # of computing for a document, and more for each MB of it: a fifth is usual
_SECONDS_A_MB = 1.0
_SECONDS_A_SEED = 6.0  # for all documents of a file, and as much for each MB of them
_MOST_SECONDS = 5.0  # for one that holds no more than an article, or a few
_SLIGHT = 80  # bytes; fewer hold no article, and are told of sooner than handed over
_NUMBER = re.compile(r"\d[\d,.]{0,30}")

Sign = Callable[[str], str]


def unsigned(path: str) -> str:
    """Return that nothing is known of how a file looks."""
    return ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a seed was seen to hold: keys of what was cut, or what was told of it instead."""

    parts: tuple[str | Clipped, ...] = ()


@dataclass(slots=True)
class _Piece:
    """A document on its way: the seed it lies in, and its clippings once they are known."""

    seed: int
    record: Record | None
    done: Clipped = field(default_factory=Clipped)
    key: str = ""
    last: bool = False  # of its seed
    whole: bool = True  # this seed was read without a fault of its own
    seconds: float = 0.0  # of computing that it took


_Batch = list[_Piece]


@dataclass(slots=True)
class Documents:
    """Where seeds of every form but the text dump are cut. Without a memo all is done anew.

    Even one job is done by another process: it can be stopped, and what reads pages leaves
    memory with it, before an ingest loads a model for names.
    """

    timezone: str
    jobs: int
    progress: Progress
    memo: Memo | None = None
    sign: Sign = unsigned
    spent: Counter[int] = field(default_factory=Counter)  # milliseconds, by the number of a seed

    def clipped(self, seeds: Sequence[Seed]) -> Iterator[tuple[int, Clipped]]:
        """Yield (number of the seed, what was cut) for each document, in their order."""
        parts: list[str | Clipped] = []
        told = _Told()
        for batch in mapped(_cut, self._batches(seeds), copies(self.jobs), _lost):
            for piece in batch:
                self.spent[piece.seed] += int(1000 * piece.seconds)
                if piece.record is not None:
                    self._remember(piece)
                if self.memo is not None and not piece.last:
                    parts.append(piece.key or piece.done)
                seed = seeds[piece.seed]
                if piece.last:
                    self._keep(seed, parts if piece.whole else [])
                    parts = []
                    yield piece.seed, told.rest(seed.path)
                else:
                    yield piece.seed, told.shown(piece.done)

    # ---- reading ------------------------------------------------------------------------------

    def _batches(self, seeds: Sequence[Seed]) -> Iterator[_Batch]:
        batch: _Batch = []
        size, seed, many = 0, -1, 0
        for piece in self._pieces(seeds):
            seed, many = piece.seed, many + 1 if piece.seed == seed else 1
            batch.append(piece)
            size += len(piece.record.data) if piece.record else 0
            if (
                (self.memo is None and self.jobs == 1)
                or len(batch) >= _BATCH
                or size >= _BATCH_BYTES
                or many in _SOONER
            ):
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _pieces(self, seeds: Sequence[Seed]) -> Iterator[_Piece]:
        total = sum(seed.size for seed in seeds)
        before = 0
        for number, seed in enumerate(seeds):
            known = self._known(seed)
            if known is not None:
                yield from (_Piece(number, None, done) for done in known)
                yield _Piece(number, None, last=True, whole=False)
            else:
                yield from self._read(number, seed, before, total)
            before += seed.size
            self.progress("captures, MB", before // _MB, total // _MB)

    def _read(self, number: int, seed: Seed, before: int, total: int) -> Iterator[_Piece]:
        assert seed.opened is not None
        whole, size = True, 0
        try:
            with seed.opened() as stream:
                for found in documents(Opened(self._outer(seed), stream), seed.size):
                    size += len(found.data) if isinstance(found, Record) else 0
                    if self.spent[number] > 1000 * (_SECONDS_A_SEED + _SECONDS_A_MB * size / _MB):
                        raise InputError(_too_slow(seed.path, self.spent[number], size))
                    yield self._piece(number, found)
                    self.progress("captures, MB", (before + stream.tell()) // _MB, total // _MB)
        except InputError as error:
            whole = False
            yield _Piece(number, None, Clipped(problems=(error.problem,)))
        except OSError as error:
            whole = False
            problem = Problem(seed.path, f"cannot be read: {error.strerror or error}")
            yield _Piece(number, None, Clipped(problems=(problem,)))
        except Exception as error:  # a fault of ours in one file must not stop the others
            whole = False
            yield _Piece(number, None, _fault(seed.path, error))
        yield _Piece(number, None, last=True, whole=whole)

    def _outer(self, seed: Seed) -> Record:
        when, basis = captured(seed, self.timezone)
        return Record(seed.path, b"", when, basis, seed.sidecar, timezone=self.timezone)

    def _piece(self, number: int, found: Record | Problem | Dropped) -> _Piece:
        if isinstance(found, Problem):
            return _Piece(number, None, Clipped(problems=(found,)))
        if isinstance(found, Dropped):
            return _Piece(number, None, Clipped(dropped=(found,)))
        if len(found.data) < _SLIGHT:
            return _Piece(number, None, _slight(found))
        if self.memo is None:
            return _Piece(number, found)
        key = _key(self.memo, found)
        is_known, done = self.memo.get(table.clipped, key)
        return _Piece(number, None, done, key) if is_known else _Piece(number, found, key=key)

    # ---- what is known already ----------------------------------------------------------------

    def _known(self, seed: Seed) -> list[Clipped] | None:
        """Return what a file that has not changed since gave then, or None."""
        if self.memo is None or not seed.sign:
            return None
        found, contents = self.memo.get(documents, self._file_key(seed))
        if not found or not self.memo.knows(p for p in contents.parts if isinstance(p, str)):
            return None
        cut: list[Clipped] = []
        for part in contents.parts:
            found, done = (True, part) if isinstance(part, Clipped) else self._cut_before(part)
            if not found:
                return None
            cut.append(done)
        return cut

    def _cut_before(self, key: str) -> tuple[bool, Clipped]:
        assert self.memo is not None
        found, done = self.memo.get(table.clipped, key)
        return found, done

    def _remember(self, piece: _Piece) -> None:
        piece.record = None
        if self.memo is None:
            return
        if _has_fault(piece.done):
            piece.key = ""
        else:
            self.memo.put(table.clipped, piece.key, piece.done)

    def _keep(self, seed: Seed, parts: list[str | Clipped]) -> None:
        """Remember what a file holds, if it has stood still while it was read."""
        if self.memo is None or not parts or not seed.sign or self.sign(seed.path) != seed.sign:
            return
        if not any(isinstance(part, Clipped) and _has_fault(part) for part in parts):
            self.memo.put(documents, self._file_key(seed), Contents(tuple(parts)))

    def _file_key(self, seed: Seed) -> str:
        assert self.memo is not None
        when, basis = captured(seed, self.timezone)
        about = (seed.path, seed.sign, seed.sidecar, when, basis, self.timezone)
        return self.memo.key(documents, *about, _all_versions())


# ---- one document ------------------------------------------------------------------------------


def _slight(record: Record) -> Clipped:
    try:
        return table.clipped(record)
    except Exception as error:  # one document must not stop the others
        return _fault(record.seed, error)


def _cut(batch: _Batch) -> _Batch:
    for piece in batch:
        if piece.record is not None:
            before = process_time()
            piece.done = _clipped(piece.record)
            piece.seconds = process_time() - before
            piece.record = replace(piece.record, data=b"")  # it need not travel back
    return batch


def _clipped(record: Record) -> Clipped:
    try:
        if "trafilatura" in table.form_of(record).libraries:
            _warm_up()
        with limited(_seconds(record)):
            return table.clipped(record)
    except Exception as error:  # one document must not stop the others
        return _fault(record.seed, error)


@cache
def _warm_up() -> None:
    """Load what reads pages: no document shall be charged for that."""
    table.clipped(Record("a.html", b"<html><title>A</title><p>A page of no words.</html>"))


_FAULT = "a fault in Broadsheet itself"


def _fault(path: str, error: Exception) -> Clipped:
    said = f"could not be taken apart: {type(error).__name__}: {error}"[:300]
    return Clipped(problems=(Problem(path, said, hint=_FAULT),))


def _has_fault(done: Clipped) -> bool:
    return any(one.hint == _FAULT or one.message == LATE for one in done.problems)


def _lost(batch: _Batch) -> _Batch:
    """Return a batch whose process died: each document is tried in a process of its own."""
    return [alone(_cut, [piece], _killer)[0] for piece in batch]


def _killer(batch: _Batch, why: str) -> _Batch:
    (piece,) = batch
    if piece.record is not None:
        hint = late_hint(_seconds(piece.record)) if why == LATE else _FAULT
        piece.done = Clipped(problems=(Problem(piece.record.seed, why, hint=hint),))
        piece.seconds = _seconds(piece.record) if why == LATE else 0.0
    return batch


def _too_slow(path: str, spent: int, size: int) -> Problem:
    said = f"its documents take too long: {spent / 1000:.0f} s for {size / _MB:.1f} MB of them"
    return Problem(path, said, hint="what came before is read; ingest again to go on, or split it")


def _seconds(record: Record) -> float:
    """Return how long a document may take; collections of articles may be long, pages not."""
    seconds = _SECONDS + _SECONDS_A_MB * len(record.data) / _MB
    if seconds <= _MOST_SECONDS:
        return seconds
    form = table.form_of(record)
    is_many = form.most > MOST_BYTES or form.is_lines
    return seconds if is_many else _MOST_SECONDS


def late_hint(seconds: float) -> str:
    """Return which limit a document ran into, and what to do."""
    return f"the limit is {seconds:.0f} s of computing; save it anew, or split it"


def _key(memo: Memo, record: Record) -> str:
    digest = blake2b(record.data, digest_size=16).hexdigest()
    libraries = table.form_of(record).libraries
    versions = [_version(name) for name in libraries]
    hints = (record.media, record.charset, record.timezone)
    about = (record.seed, digest, record.captured, record.captured_basis, record.sidecar)
    return memo.key(table.clipped, *about, *hints, versions)


def _all_versions() -> list[str]:
    names = dict.fromkeys(name for row in table.FORMS for name in row.libraries)
    return [_version(name) for name in names]


@cache
def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


# ---- what is told ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Told:
    """Of the many things alike that a large file can be told of, the first, and how many more."""

    problems: Counter[str] = field(default_factory=Counter)
    dropped: int = 0

    def shown(self, done: Clipped) -> Clipped:
        """Return what was cut from a document with no more said of it than is read by anyone."""
        problems = tuple(problem for problem in done.problems if self._is_news(problem))
        room = max(0, _DROPPED - self.dropped)
        self.dropped += len(done.dropped)
        short = (replace(one, text=one.text[:_TOLD]) for one in done.dropped[:room])
        return replace(done, problems=problems, dropped=tuple(short))

    def rest(self, path: str) -> Clipped:
        """Return how many more there were in the file, which ends here."""
        problems = [
            Problem(path, f"{count - _ALIKE:,} more of its documents: {said}")
            for said, count in self.problems.items()
            if count > _ALIKE
        ]
        more = self.dropped - _DROPPED
        dropped = [Dropped(path, 1, f"{more:,} more lines", "not listed")] if more > 0 else []
        self.problems.clear()
        self.dropped = 0
        return Clipped(dropped=tuple(dropped), problems=tuple(problems))

    def _is_news(self, problem: Problem) -> bool:
        kind = _NUMBER.sub("N", problem.message)[:80]
        self.problems[kind] += 1
        return self.problems[kind] <= _ALIKE
