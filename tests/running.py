"""Running the command as a person would, and saying what a test cannot do without."""

from __future__ import annotations

import os
import subprocess
import sys
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
