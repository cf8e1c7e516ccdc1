"""Frames of zstd, as gzip's members are read: RFC 8878, and the dictionaries of web archives.

A web archive may begin with a frame that readers without a dictionary skip, and that holds it
(https://iipc.github.io/warc-specifications/specifications/warc-zstd/). Python reads zstd by
itself from 3.14 on; before, `backports.zstd` does.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from broadsheet.errors import InputError, Problem

_FRAME = b"\x28\xb5\x2f\xfd"
_SKIPPED = b"\x2a\x4d\x18"  # behind a first byte from 0x50 to 0x5f
_DICTIONARY = b"\x5d" + _SKIPPED
_HEADER = 8  # bytes of a frame that is skipped: its mark, its size
_PIECE = 65_536
_MOST_DICTIONARY = 16_000_000
_WINDOW = 26  # 64 MB
_MODULES = ("compression.zstd", "backports.zstd")
_CURE = "`pip install backports.zstd`, or unpack it: `zstd -d FILE`"


def is_zstd(head: bytes) -> bool:
    """Return whether bytes begin with a frame of zstd, or with one that is skipped."""
    return head.startswith(_FRAME) or (
        head[1:4] == _SKIPPED and 0x50 <= head[0] <= 0x5F and len(head) > _HEADER
    )


class Frames:
    """The frames of one file. `frame` gives what reads the next, as the other libraries do."""

    def __init__(self) -> None:
        self.library = _library()
        self.dictionary: Any = None

    def frame(self) -> Frame:
        return Frame(self)

    def engine(self) -> Any:
        """Return what reads one frame, with a window of at most 64 MB."""
        options = {self.library.DecompressionParameter.window_log_max: _WINDOW}
        return self.library.ZstdDecompressor(self.dictionary, options)

    def keep(self, data: bytes) -> None:
        """Take a dictionary, which may be packed itself."""
        try:
            if data.startswith(_FRAME):
                data = self.engine().decompress(data, _MOST_DICTIONARY)
            self.dictionary = self.library.ZstdDict(data)
        except (self.library.ZstdError, ValueError, EOFError) as error:
            raise _broken(
                f"has a damaged dictionary ({str(error)[:60]})", "fetch it again"
            ) from None


class Frame:
    """One frame: what it holds, or nothing where it is one to skip."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._engine: Any = None
        self._left = -1  # bytes of a frame that is skipped
        self._kept: list[bytes] | None = None
        self.eof = False

    @property
    def is_full(self) -> bool:
        """Whether more comes out without anything going in."""
        return self._engine is not None and not self._engine.needs_input

    def piece(self, raw: bytes, size: int) -> tuple[bytes, bytes]:
        """Return what came out, and what is left to go in."""
        if self._engine is None and self._left < 0:
            if not raw.startswith(_FRAME):
                return b"", self._begun(raw)
            self._engine = self._frames.engine()
        if self._engine is None:
            return b"", self._skipped(raw)
        given = raw[:_PIECE] if self._engine.needs_input else b""
        try:
            piece = self._engine.decompress(given, size)
        except self._frames.library.ZstdError as error:
            raise _broken(f"is damaged ({str(error)[:60]})", "fetch it again") from None
        self.eof = self._engine.eof
        rest = self._engine.unused_data if self.eof else b""
        return piece, rest + raw[len(given) :]

    def _begun(self, raw: bytes) -> bytes:
        """Read the header of a frame that is skipped; `is_zstd` has seen that it is there."""
        self._left = int.from_bytes(raw[4:_HEADER], "little")
        if raw.startswith(_DICTIONARY) and self._frames.dictionary is None:
            if self._left > _MOST_DICTIONARY:
                raise _broken("has a dictionary of too many bytes", "unpack it: `zstd -d FILE`")
            self._kept = []
        self.eof = self._left == 0
        return raw[_HEADER:]

    def _skipped(self, raw: bytes) -> bytes:
        here, rest = raw[: self._left], raw[self._left :]
        self._left -= len(here)
        if self._kept is not None:
            self._kept.append(here)
        self.eof = self._left == 0
        if self.eof and self._kept is not None:
            self._frames.keep(b"".join(self._kept))
        return rest


def _library() -> Any:
    for name in _MODULES:
        try:
            return import_module(name)
        except ImportError:
            continue
    raise _broken("is packed by zstd, which this Python does not read", _CURE)


def _broken(message: str, hint: str) -> InputError:
    return InputError(Problem("", message, hint=hint))
