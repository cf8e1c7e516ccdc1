"""A file opened below a folder by a path that a stranger chose, through no link at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

_STEP = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW


def opened_within(folder: Path, names: Sequence[str]) -> tuple[int, os.stat_result] | None:
    """Return a descriptor of the plain file or folder that the names lead to, and its facts.

    None for what is not there, a link on the way, and all that is neither (a pipe, a socket).
    The names are single ones: no "..", no separators. Whoever asked closes the descriptor.
    """
    try:
        here = os.open(folder, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
    except OSError:
        return None
    for number, name in enumerate(names):
        kind = os.O_NONBLOCK if number == len(names) - 1 else os.O_DIRECTORY
        try:
            below = os.open(name, _STEP | kind, dir_fd=here)
        except OSError:
            return None
        finally:
            os.close(here)
        here = below
    found = os.fstat(here)
    if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode):
        return here, found
    os.close(here)
    return None
