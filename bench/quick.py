"""A press that compiles no template twice in all the builds of one process: exact, and quicker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from broadsheet import flow, shortcut
from broadsheet.render import Press


class _Compiled(BytecodeCache):
    """Templates compiled once, known again by name and source."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()
_DIRECTLY = _Compiled()
_REFERENCED: dict[tuple[str, str], list[str]] = {}


class QuickPress(Press):
    """The press itself, with templates kept in memory by their source."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(folders)
        self._environment.bytecode_cache = _COMPILED
        self._direct.bytecode_cache = _DIRECTLY

    def _referenced(self, name: str) -> list[str]:
        key = (name, self._source(name))
        if key not in _REFERENCED:
            _REFERENCED[key] = super()._referenced(name)
        return _REFERENCED[key]


def install() -> None:
    """Let every build of this process, and of its copies, print with the quick press."""
    for module in (flow, shortcut):
        vars(module)["Press"] = QuickPress
