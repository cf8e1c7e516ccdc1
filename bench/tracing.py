"""A command run by a copy of this process, whose system calls strace counts, fails or cuts off.

A copy has the code loaded, so that its calls are those of the command and not of starting an
interpreter, which is also most of the time. It stops before it begins, until strace holds it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Calls by which a file, a folder or a lock is found or changed.
CALLS = (
    *("openat", "write", "pwrite64", "rename", "renameat", "renameat2", "link", "linkat"),
    *("unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "ftruncate", "fchown", "fchmod"),
    *("fdatasync", "fsync", "flock"),
)
_LINE = re.compile(r"^(\w+)\((.*)")


@dataclass(frozen=True, slots=True)
class Call:
    """The `number`-th call of this name in a command; `told` is how strace prints it."""

    name: str
    number: int
    told: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.number}: {self.told[:120]}"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: `status` is negative for the signal that it died of."""

    status: int
    out: str
    err: str


def is_here() -> bool:
    """Return whether there is a strace that may trace."""
    if not shutil.which("strace"):
        return False
    return not subprocess.run(["strace", "-qq", "-e", "none", "true"], check=False).returncode


def calls(run: Callable[[], int], within: Path) -> list[Call]:
    """Run a command whole; return those of its calls that touch a folder."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        options = ["-y", "-s", "0", "-o", str(told), "-e", f"trace={','.join(CALLS)}"]
        ended(run, options)
        lines = told.read_text("utf-8", "replace").splitlines()
    counted: Counter[str] = Counter()
    found = []
    for line in lines:
        if match := _LINE.match(line):
            counted[match[1]] += 1
            if f"{within}/" in match[2] or f"{within}>" in match[2]:
                found.append(Call(match[1], counted[match[1]], match[2]))
    return found


def tampered(*tampering: str) -> list[str]:
    """Return strace's options for injections such as `rename:signal=KILL:when=3`."""
    names = ",".join(
        dict.fromkeys(n for one in tampering for n in one.partition(":")[0].split(","))
    )
    injected = [part for one in tampering for part in ("-e", f"inject={one}")]
    return ["-o", "/dev/null", "-e", f"trace={names}", *injected]


def ended(run: Callable[[], int], options: Sequence[str] | None = None) -> Ended:
    """Run a command in a copy of this process, under strace where there are options for it."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            _live(run, out.fileno(), err.fileno(), stops=options is not None)
        if options is None:
            _, status = os.waitpid(child, 0)
        else:
            os.waitpid(child, os.WUNTRACED)
            with _watched(child, options):
                os.kill(child, signal.SIGCONT)
                _, status = os.waitpid(child, 0)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    return Ended(os.waitstatus_to_exitcode(status), *texts)


def _live(run: Callable[[], int], out: int, err: int, stops: bool) -> None:
    """Be the copy: run, and end with the status."""
    status = 70
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        if stops:
            os.kill(os.getpid(), signal.SIGSTOP)
        status = run()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


@contextmanager
def _watched(child: int, options: Sequence[str]) -> Iterator[None]:
    """Hold a process with strace, from when it is held until it ends."""
    command = ["strace", "-p", str(child), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watch:
        assert watch.stderr is not None
        first = watch.stderr.readline()
        if "attached" not in first:
            os.kill(child, signal.SIGKILL)
            raise RuntimeError(f"strace: {first}")
        yield
        watch.stderr.read()
