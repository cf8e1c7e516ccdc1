"""Running the command as a person would, and saying what a test cannot do without."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
SHARED = PROJECT.parent / "shared"


def demand(condition: object, missing: str) -> None:
    """Skip a test that needs a program which is not here; fail where CI is set."""
    if condition:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{missing} is needed and missing")
    pytest.skip(f"{missing} is missing")


def broadsheet(*arguments: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "broadsheet", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a site on any free port of this machine; the address, without a last slash."""
    command = [sys.executable, "-m", "broadsheet", "serve", "--site", str(folder), "--port", "0"]
    plain = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=plain
    )
    assert server.stdout is not None
    heard = []
    try:
        for line in server.stdout:
            heard.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0]
                return
        pytest.fail("serve ended: " + "".join(heard))
    finally:
        server.terminate()
        server.wait(timeout=10)
