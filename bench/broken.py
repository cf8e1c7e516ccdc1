"""Broken and hostile files, each beside good ones: `python -m bench.broken [--only NAME]`.

Each file is ingested in a process of its own, which is measured: it may need 10 s of computing
and 512 MiB, must raise nothing, must say what is expected, must leave the file as it is, and
must leave the good ones beside it whole. Notes are tried in content/ as well, and published. At
last all lie in one folder, which is ingested and published by the command. Exits with 1 if any
of that is not so.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path

from bench.hostile.bombs import cases
from bench.hostile.files import faults
from bench.hostile.traps import traps
from bench.payloads import built

SECONDS = 10.0
MEBIBYTES = 512
_PATIENCE = 120.0  # seconds by the clock: the machine may be busy
_MOST = 4_000_000_000  # bytes of addresses, so that a fault costs no more than its process
_WORDS = "The ferry to {0} stopped on Monday, the council of {0} said, and nobody knew why. " * 5
_GOOD = {
    "seeds/good.txt": "Ferry to Amble stops\n29 July 2025\nBy Anna Keel\n" + _WORDS.format("Amble"),
    "seeds/good.html": "<!doctype html><title>Ferry to Brine stops</title>"
    f"<h1>Ferry to Brine stops</h1><p>{_WORDS.format('Brine')}</p>",
    "seeds/good.rss": '<rss version="2.0"><channel><title>A</title><item><title>Ferry to Cove stops'
    f"</title><description>{_WORDS.format('Cove')}</description></item></channel></rss>",
    "content/2025/07/29/kept.md": "---\ntitle: Ferry to Dray stops\ndate: 2025-07-29\nlang: en\n"
    f"---\n\n{_WORDS.format('Dray')}\n",
    "broadsheet.yaml": "title: Digest\npictures: none\n",
}
_SLUGS = {
    "ferry-to-amble-stops": "seeds/good.txt",
    "ferry-to-brine-stops": "seeds/good.html",
    "ferry-to-cove-stops": "seeds/good.rss",
    "kept": "",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one file."""

    name: str
    wrong: tuple[str, ...]
    said: tuple[str, ...]
    seconds: float
    mebibytes: float

    def __str__(self) -> str:
        told = "; ".join(self.wrong) or "fine"
        said = " / ".join(self.said)[:160]
        return f"{self.name:28} {self.seconds:5.1f} s {self.mebibytes:4.0f} MiB  {told}  [{said}]"


def lay(folder: Path) -> None:
    for name, text in _GOOD.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def tried(source: Path, expected: str, place: str, run: Callable[[Path], Sequence[str]]) -> Trial:
    """Try one file at a place in a new site, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="broken-") as name:
        folder = Path(name)
        lay(folder)
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, path)
        context = multiprocessing.get_context("fork")
        answer, into = context.Pipe(duplex=False)
        process = context.Process(target=_child, args=(folder, run, into))
        process.start()
        into.close()
        told = answer.recv() if answer.poll(_PATIENCE) else None
        if told is None:
            os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        if told is None:
            return Trial(place, (f"it took more than {_PATIENCE:.0f} s",), (), _PATIENCE, 0)
        said, seconds, mebibytes = told
        wrong = [*_wrong(said, expected, seconds, mebibytes), *_lost(folder, place)]
        if path.read_bytes() != source.read_bytes():
            wrong.append("the file was changed")
        return Trial(place, tuple(wrong), tuple(said), seconds, mebibytes)


def _child(folder: Path, run: Callable[[Path], Sequence[str]], into: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST, _MOST))
    before = time.process_time()
    try:
        said = list(run(folder))
    except BaseException as error:
        said = [f"raised {type(error).__name__}: {error}"]
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    seconds = time.process_time() - before + others.ru_utime + others.ru_stime
    into.send((said, seconds, max(own.ru_maxrss, others.ru_maxrss) / 1024))


def _wrong(said: Sequence[str], expected: str, seconds: float, mebibytes: float) -> Iterator[str]:
    text = "\n".join(said)
    if seconds > SECONDS:
        yield f"{seconds:.1f} s of computing"
    if mebibytes > MEBIBYTES:
        yield f"{mebibytes:.0f} MiB"
    if re.search(r"raised \w+:|a fault in Broadsheet itself|Traceback|process .* died", text):
        yield "a fault of ours"
    if expected and not re.search(f"{expected}|took too long", text, re.IGNORECASE):
        yield f"does not say {expected}"
    if any(not character.isprintable() for character in text.replace("\n", "")):
        yield "says what cannot be printed"


def _lost(folder: Path, place: str = "") -> Iterator[str]:
    """Yield which good ones are lost; one waits where what is said of it cannot be read."""
    kept = {path.stem for path in (folder / "content").rglob("*.md")}
    for slug, source in _SLUGS.items():
        if slug not in kept and place != f"{source}.yaml":
            yield f"{slug} is lost"


def ingested(folder: Path) -> list[str]:
    from broadsheet import flow
    from broadsheet.site import site

    return [str(problem) for problem in flow.ingest(site(folder), jobs=1).problems]


def published(folder: Path) -> list[str]:
    from broadsheet import flow
    from broadsheet.site import site

    said = ingested(folder)
    said += [str(problem) for problem in flow.publish(site(folder), jobs=1).problems]
    pages = {path.parent.name for path in (folder / "site").rglob("index.html")}
    return [*said, *(f"raised Lost: {slug}" for slug in _SLUGS if slug not in pages)]


def _laid(folder: Path) -> None:
    """Write all files, in a process of its own: they take much memory."""
    folder.mkdir()
    expected = {}
    for name, data, what in chain(cases(), traps()):
        (folder / name).write_bytes(data)
        expected[name] = what
    (folder.parent / "expected.json").write_text(json.dumps(expected))


def _apart(work: Callable[[Path], None], given: Path) -> None:
    process = multiprocessing.get_context("fork").Process(target=work, args=(given,))
    process.start()
    process.join()


def trials(folder: Path, only: str = "") -> Iterator[Trial]:
    """Lay all files into a new folder `all` of this one, and yield what came of each."""
    if not (folder / "all").exists():
        _apart(_laid, folder / "all")
    expected: dict[str, str] = json.loads((folder / "expected.json").read_text())
    with tempfile.TemporaryDirectory(prefix="broken-") as warm:  # loads what all need
        lay(Path(warm))
        ingested(Path(warm))
    for name, what in expected.items():
        if only and not re.search(only, name):
            continue
        yield tried(folder / "all" / name, what, f"seeds/{name}", ingested)
        if name.endswith(".md"):
            yield tried(folder / "all" / name, "", f"content/2025/07/29/{name}", published)


def together(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a site that all files lie in."""
    site = folder / "together"
    shutil.rmtree(site, ignore_errors=True)
    lay(site)
    for path in (folder / "all").iterdir():
        if path.suffix != ".yaml":
            shutil.copy(path, site / "seeds" / path.name)
    yield from built(site, "ingest", "publish")
    yield from _lost(site)
    pages = {path.parent.name for path in (site / "site").rglob("index.html")}
    yield from (f"{slug} has no page" for slug in _SLUGS if slug not in pages)
    yield from faults(site / "site")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="a pattern of names")
    parser.add_argument("--keep", type=Path, help="a folder for the files, which stay")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="broken-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        wrong, many = 0, 0
        for trial in trials(folder, given.only):
            many += 1
            wrong += bool(trial.wrong)
            print(trial, flush=True)
        print(f"{many} files, {wrong} with something wrong")
        odd = [] if given.only else list(together(folder))
        print(f"all together: {len(odd)} faults", *odd[:20], sep="\n    ")
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if wrong or odd else 0)


if __name__ == "__main__":
    main()
