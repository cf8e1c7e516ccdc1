"""What a site stands on, looked at without touching it: limits, disk, encodings, clock, model.

Each finding is one line: what was looked at, what was found, and where that will hurt, the cure.
Nothing here is built, read as content, or written but one small file in the state's folder.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import locale
import os
import platform
import resource
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import broadsheet
from broadsheet.enrich import pipeline
from broadsheet.errors import Problem, SettingsError
from broadsheet.reading import settings
from broadsheet.site import Site

_ROOM = 1_000_000_000  # bytes free on the disk, below which a build may not end
_FILES = 1024  # open files that a build with workers may need
_AHEAD = dt.timedelta(minutes=5)  # that a file's time may be ahead of the clock
_WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and found; `cure` says what to do where it is amiss, else it is ""."""

    about: str
    found: str
    cure: str = ""


def findings(site: Site, port: int = 8000) -> Iterator[Finding]:
    """Yield what a site and its machine look like, one line for each thing."""
    tree = _Tree.of(site)
    looks: tuple[Callable[[], Finding], ...] = (
        _versions,
        _packages,
        _encodings,
        lambda: _settings(site),
        lambda: _folders(site),
        lambda: _room(site),
        lambda: _moves(site),
        lambda: _names(site),
        _files,
        lambda: _watches(tree),
        lambda: _clock(tree),
        _model,
        lambda: _state(site),
        lambda: _lock(site),
        _workers,
        lambda: _port(port),
    )
    for look in looks:
        yield look()


@dataclass(frozen=True, slots=True)
class _Tree:
    """How many folders and files the inputs have, and the newest time of any."""

    folders: int
    files: int
    newest: float

    @classmethod
    def of(cls, site: Site) -> _Tree:
        folders = files = 0
        newest = 0.0
        for top in (site.seeds, site.content, site.root / "templates"):
            for folder, _, names in os.walk(top):
                folders += 1
                files += len(names)
                for name in names:
                    with contextlib.suppress(OSError):
                        newest = max(newest, os.lstat(f"{folder}/{name}").st_mtime)
        return cls(folders, files, newest)


# ---- the programs ------------------------------------------------------------------------------


def _versions() -> Finding:
    said = f"{broadsheet.__version__} on Python {platform.python_version()}, {platform.system()}"
    cure = "" if sys.version_info >= (3, 11) else "install Python 3.11 or newer"
    return Finding("Broadsheet", said, cure)


def _packages() -> Finding:
    """Look for packages that are asked for and not installed; extras are not asked for."""
    missing, found = [], 0
    for line in requires("broadsheet") or ():
        if "extra ==" in line:
            continue
        name = line.partition(";")[0].split(">")[0].split("=")[0].split("<")[0].split("[")[0]
        try:
            version(name.strip())
            found += 1
        except PackageNotFoundError:
            missing.append(name.strip())
    cure = f"install {', '.join(missing)} (`make site` does)" if missing else ""
    return Finding("packages", f"{found} of {found + len(missing)} that it needs", cure)


def _encodings() -> Finding:
    names = {
        "files": locale.getpreferredencoding(False),
        "names": sys.getfilesystemencoding(),
        "terminal": getattr(sys.stdout, "encoding", None) or "none",
    }
    odd = [what for what, name in names.items() if name.lower().replace("-", "") != "utf8"]
    said = "UTF-8" if not odd else ", ".join(f"{what} {name}" for what, name in names.items())
    cure = "set LANG to a UTF-8 locale such as C.UTF-8, or names may be shown wrongly"
    return Finding("encodings", said, cure if odd else "")


def _model() -> Finding:
    found = pipeline.installed(None)
    if isinstance(found, Problem):
        return Finding("model of names", f"none: {found.message}", found.hint or "see the README")
    return Finding("model of names", f"{found.name} {found.number}")


# ---- the site ------------------------------------------------------------------------------------


def _settings(site: Site) -> Finding:
    try:
        said = settings(site)
    except SettingsError as error:
        return Finding("settings", str(error.problem), "mend them, or take them away")
    return Finding("settings", f"{said.title}, {said.url}, {said.timezone}")


def _folders(site: Site) -> Finding:
    wanted = {"seeds": site.seeds, "content": site.content, "site": site.out}
    closed = [
        name
        for name, path in wanted.items()
        if path.exists() and not os.access(path, os.R_OK | os.W_OK | os.X_OK)
    ]
    missing = [name for name, path in wanted.items() if not path.exists()]
    said = f"{site.root}" + (f", without {', '.join(missing)}" if missing else "")
    cure = f"may not be read and written: {', '.join(closed)}" if closed else ""
    return Finding("folders", said, cure)


def _room(site: Site) -> Finding:
    free = shutil.disk_usage(site.root).free
    cure = "" if free >= _ROOM else "make room: a full disk stops a build half-way"
    return Finding("disk", f"{free / 1e9:.1f} GB free", cure)


def _moves(site: Site) -> Finding:
    """Look whether a finished page can be moved into place whole."""
    same = [path for path in (site.state, site.out) if path.exists()]
    devices = {path.stat().st_dev for path in same}
    if len(devices) < 2:
        return Finding("state and site", "on one file system")
    return Finding("state and site", "on two file systems: temporary files go to site/ itself")


def _names(site: Site) -> Finding:
    """Look whether the disk tells names apart that differ in case alone."""
    try:
        with tempfile.TemporaryDirectory(dir=_near(site.state), prefix=".broadsheet-") as folder:
            Path(folder, "a").touch()
            folds = Path(folder, "A").exists()
    except OSError as error:
        return Finding("names of files", f"cannot be tried: {error.strerror}", "allow writing here")
    return Finding("names of files", "case is ignored" if folds else "case is told apart")


def _near(folder: Path) -> Path:
    return folder if folder.is_dir() else folder.parent


def _state(site: Site) -> Finding:
    file = site.state / "state.db"
    if not file.exists():
        return Finding("state", "none yet: the next build makes everything")
    size = f"{file.stat().st_size / 1e6:.1f} MB"
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
            sound = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.Error as error:
        return Finding("state", f"{size}, damaged: {error}", f"remove {file}; it is made again")
    cure = "" if sound else f"remove {file}; it is made again"
    return Finding("state", f"{size}, {'sound' if sound else 'damaged'}", cure)


def _lock(site: Site) -> Finding:
    try:
        handle = os.open(site.state / "lock", os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return Finding("builds", "none is running")
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return Finding("builds", "none is running")
    except OSError:
        holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
        return Finding("builds", f"process {holder or 'unknown'} is building this site")
    finally:
        os.close(handle)


# ---- the machine ---------------------------------------------------------------------------------


def _files() -> Finding:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    cure = "" if soft >= _FILES or soft < 0 else f"raise the limit: ulimit -n {_FILES}"
    return Finding("open files", f"at most {soft:,}", cure)


def _watches(tree: _Tree) -> Finding:
    need = f"{tree.folders:,} folders, {tree.files:,} files"
    try:
        most = int(_WATCHES.read_text())
    except (OSError, ValueError):
        return Finding("watching", need)
    cure = "" if tree.folders < most else "raise fs.inotify.max_user_watches; `serve` polls instead"
    return Finding("watching", f"{need}; the system watches {most:,}", cure)


def _clock(tree: _Tree) -> Finding:
    now = dt.datetime.now(dt.UTC)
    said = now.strftime("%Y-%m-%d %H:%M UTC")
    if not tree.newest:
        return Finding("clock", said)
    try:
        newest = dt.datetime.fromtimestamp(tree.newest, dt.UTC)
    except (OverflowError, OSError, ValueError):
        return Finding("clock", said, "a file has a time that no clock shows: touch it")
    ahead = newest - now
    cure = f"a file is {ahead} ahead of it: set the clock, or touch the file"
    return Finding("clock", said, cure if ahead > _AHEAD else "")


def _workers() -> Finding:
    shared = hasattr(os, "sched_getaffinity")
    processors = len(os.sched_getaffinity(0)) if shared else os.cpu_count()
    copies = "workers share the printing" if hasattr(os, "fork") else "one process prints"
    return Finding("processors", f"{processors}; {copies}")


def _port(port: int) -> Finding:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError as error:
            return Finding("port", f"{port}: {error.strerror}", "`serve --port` takes another one")
    return Finding("port", f"{port} is free for `serve`")
