"""Archives made for tests: what lies in them is invented, and some are made to do harm."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from broadsheet.clip.forms.nouns import Opened, Record
from broadsheet.clip.forms.streams import Held
from broadsheet.clip.forms.unpacking import documents
from broadsheet.errors import Problem
from broadsheet.model import Dropped

DUMP = (
    "{0} closes for winter\n{1} November 2025\nThe ferry to {0} stopped on Monday, it was said.\n"
)


def dump(name: str, day: int = 3) -> bytes:
    return DUMP.format(name, day).encode()


def page(name: str, words: int = 60) -> bytes:
    text = f"The harbour of {name} will be dredged in spring, the council said. " * (words // 10)
    return f"<!doctype html><html><title>{name}</title><h1>{name}</h1><p>{text}</p>".encode()


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return into.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w", links: Sequence[str] = ()) -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode=mode) as archive:  # type: ignore[call-overload]
        for name in links:
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return into.getvalue()


def response(
    body: bytes,
    url: str = "https://example.org/a",
    *,
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
    status: str = "200 OK",
    length: int | str | None = None,
    kind: str = "response",
) -> bytes:
    """Return a WARC record of an answer of a server."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
    size = len(block) if length is None else length
    return (
        (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2025-11-03T09:12:00Z\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url))}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def gzipped(records: Sequence[bytes]) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


class OneWay:
    """A stream that cannot be wound back, and counts what was read at once."""

    def __init__(self, data: bytes | Iterator[bytes]) -> None:
        self._pieces = iter([data]) if isinstance(data, bytes) else data
        self._held = b""
        self.read_in_all = 0

    def read(self, size: int = -1, /) -> bytes:
        assert size >= 0
        while len(self._held) < size and (piece := next(self._pieces, b"")):
            self._held += piece
        piece, self._held = self._held[:size], self._held[size:]
        self.read_in_all += len(piece)
        return piece


Found = tuple[list[Record], list[Problem], list[Dropped]]


def found(data: bytes, seed: str = "seeds/week.bin", *, one_way: bool = False) -> Found:
    """Return the documents, problems and dropped things in a file."""
    stream = OneWay(data) if one_way else Held(data)
    every = list(documents(Opened(Record(seed, b""), stream), len(data)))
    return (
        [one for one in every if isinstance(one, Record)],
        [one for one in every if isinstance(one, Problem)],
        [one for one in every if isinstance(one, Dropped)],
    )
