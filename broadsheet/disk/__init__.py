"""The only room that touches files: read, write atomically, prune.

Two folders are told apart. *Inputs* belong to people: they are read, never through a link that
leads out of the folder, and a file there is replaced only while it still holds what was read.
The *output* folder may hold files of other people as well: only what is ours is removed there.
"""

from __future__ import annotations

from broadsheet.disk.arrivals import add, remove, sizes
from broadsheet.disk.inputs import (
    TEXT_LIMIT,
    Listing,
    copied,
    exists,
    listing,
    modified,
    opened,
    put,
    read,
    sign,
    text,
)
from broadsheet.disk.looks import Look, look, look_again, without
from broadsheet.disk.published import Output, Stat, output
from broadsheet.disk.roll import ROLL, roll
from broadsheet.disk.room import RACY_NS, NoRoomError, digest, is_scratch, sweep

__all__ = [
    "RACY_NS",
    "ROLL",
    "TEXT_LIMIT",
    "Listing",
    "Look",
    "NoRoomError",
    "Output",
    "Stat",
    "add",
    "copied",
    "digest",
    "exists",
    "is_scratch",
    "listing",
    "look",
    "look_again",
    "modified",
    "opened",
    "output",
    "put",
    "read",
    "remove",
    "roll",
    "sign",
    "sizes",
    "sweep",
    "text",
    "without",
]
