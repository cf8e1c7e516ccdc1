"""Archives of files: zip (WACZ too), tar, and one file packed by gzip, bzip2, xz or zstd."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from broadsheet.clip.forms import tarred, zipped
from broadsheet.clip.forms.nouns import Opened, Record, Stream
from broadsheet.clip.forms.streams import Ahead, Inflated, is_compressed
from broadsheet.errors import InputError, Problem
from broadsheet.model import Dropped

_ENDINGS = (".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd")
_TARS = (".tgz", ".tbz", ".tbz2", ".txz", ".tzst")


def is_packed(head: bytes, name: str) -> bool:
    """Return whether bytes begin an archive of files, or a file that is packed."""
    return is_compressed(head) or zipped.is_zip(head) or tarred.is_tar(head)


def records(stream: Stream, outer: Record) -> Iterator[Record | Opened | Problem | Dropped]:
    """Yield each file of an archive, to be read before the next is asked for.

    What is damaged, locked, or named so as to lie elsewhere is a Problem; what stands beside
    pages and is no news itself, a Dropped.
    """
    ahead = stream if isinstance(stream, Ahead) else Ahead(stream)
    head = ahead.head(512)
    try:
        if is_compressed(head):
            yield Opened(replace(outer, seed=_inner(outer.seed)), Inflated(ahead))
        elif tarred.is_tar(head):
            yield from tarred.members(ahead, outer)
        else:
            yield from zipped.members(ahead, outer)
    except InputError as error:
        yield replace(error.problem, path=error.problem.path or outer.seed)


def _inner(seed: str) -> str:
    """Return the place of a file that is packed alone: below the packed one, by its own name."""
    name = seed.rpartition("/")[2]
    lower = name.lower()
    if ending := next((end for end in _ENDINGS if lower.endswith(end)), ""):
        return f"{seed}/{name[: -len(ending)] or 'file'}"
    if ending := next((end for end in _TARS if lower.endswith(end)), ""):
        return f"{seed}/{name[: -len(ending)]}.tar"
    return f"{seed}/unpacked"
