"""The house itself: what is promised of files, locks, documents and the packed wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from broadsheet.cli import command as cli

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text()


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_the_readme_names_every_command(command: str) -> None:
    assert re.search(rf"\b(build\.py|broadsheet) (\S+\|)?{command}\b", README)


def switches() -> list[str]:
    commands: list[click.Command] = [cli, *cli.commands.values()]
    options = [p for c in commands for p in c.params if isinstance(p, click.Option)]
    return sorted({name for option in options for name in option.opts if name.startswith("--")})


@pytest.mark.parametrize("switch", switches())
def test_the_readme_explains_every_switch(switch: str) -> None:
    assert f"`{switch}" in README


def test_the_front_door_has_three_lines() -> None:
    lines = (PROJECT / "build.py").read_text().splitlines()
    assert len([line for line in lines if line.strip()]) <= 3


@pytest.mark.parametrize("lock", ["requirements-site.lock", "requirements-dev.lock"])
def test_a_lock_pins_with_hashes_and_records_no_address(lock: str) -> None:
    text = (PROJECT / lock).read_text()
    pins = re.findall(r"(?m)^[a-z0-9]\S*==\S+", text)
    assert len(pins) > 20
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_the_npm_lock_records_no_address_of_a_registry() -> None:
    assert '"resolved"' not in (PROJECT / "package-lock.json").read_text()


def test_the_guide_for_contributors_is_short() -> None:
    assert len((PROJECT / "CONTRIBUTING.md").read_text().splitlines()) < 60


def test_the_map_names_every_room() -> None:
    text = (PROJECT / "ARCHITECTURE.md").read_text()
    rooms = {path.stem for path in (PROJECT / "broadsheet").glob("*.py")}
    rooms |= {path.parent.name for path in (PROJECT / "broadsheet").glob("*/__init__.py")}
    missing = [room for room in sorted(rooms) if not room.startswith("__") and room not in text]
    assert not missing


@pytest.mark.slow
def test_init_works_from_an_installed_wheel(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels, installed = tmp_path / "wheels", tmp_path / "installed"
    made = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(PROJECT)]
    subprocess.run([*pip, *made], check=True, cwd=tmp_path)
    (wheel,) = wheels.glob("*.whl")
    subprocess.run(
        [*pip, "install", "--no-deps", "--target", str(installed), str(wheel)], check=True
    )

    def run(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(installed)}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, check=True, cwd=tmp_path, env=environment, capture_output=True, text=True
        ).stdout

    where = run("-c", "import broadsheet; print(broadsheet.__file__)").strip()
    assert where.startswith(str(installed))
    run("-m", "broadsheet", "init", "digest")
    assert (tmp_path / "digest" / "broadsheet.yaml").exists()
    run("-m", "broadsheet", "--site", "digest")
    assert len(list((tmp_path / "digest").glob("content/2*/*/*/*.md"))) >= 40
    assert (tmp_path / "digest" / "site" / "index.html").exists()
    assert (tmp_path / "digest" / "site" / "static" / "style.css").exists()
