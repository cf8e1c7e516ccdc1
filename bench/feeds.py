"""Feeds as they should not be: thousands of files, and mutations of them, clipped one by one.

    python -m bench.feeds DIR [--mutations N] [--seed S]
    python -m bench.feeds --entries N

Prints how many feeds were read, articles found, crashes, and the slowest in CPU time; with
`--entries` what one invented feed of so many short entries costs, part by part, as an ingest cuts
it. The exit status is 1 where a feed, or a part, crashed or took more than two seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.clip.forms import feed, opml
from broadsheet.clip.forms.nouns import Record
from broadsheet.model import Sidecar

_SLOW = 2.0  # seconds
_MOST_BYTES = 2_000_000
_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf", ".json", ".opml", ".cdf", ".z", ".gz"})
_CAPTURED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_SHOWN = 5
_ITEM = (
    "<item><title>Report {0} of the harbour council</title><link>https://quay.example/{0}</link>"
    "<guid>https://quay.example/{0}</guid><pubDate>Mon, 05 May 2025 10:{1:02}:00 GMT</pubDate>"
    "<description>The council of Port Elden met on Monday, item {0}.</description></item>\n"
)
_SPICES = (
    b"<item>", b"</item>", b"<entry>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"&", b"&bomb;",
    b"<!DOCTYPE a [<!ENTITY b 'cccccccc'>]>", b"\x00", b"\xff\xfe", b"\xc3",
    b"<a " + b"b='c' " * 300,
    b"<div>" * 400, b"<table><tr><td>" * 300, b"&lt;" * 500, b'"', b"'", b">", b"\\", b"{", b"[",
    b"&#0;", b"&#x110000;", b"2087-13-45T99:99:99Z", b"<?xml version='1.0' encoding='utf-7'?>",
    b"xml:base='javascript:alert(1)' ", b"<" * 2000, b" " * 5000, b"//[::1/", b"\r" * 500,
)  # fmt: skip


@dataclass
class Tally:
    """What became of all feeds so far."""

    feeds: int = 0
    told: int = 0
    articles: int = 0
    problems: int = 0
    crashes: list[str] = field(default_factory=list)
    times: list[tuple[float, str]] = field(default_factory=list)

    def add(self, name: str, data: bytes) -> None:
        record = Record(name, data, _CAPTURED, "stated", Sidecar(url="https://feed.example/a/feed"))
        started = time.process_time()
        try:
            self.told += feed.is_feed(data[:65_536], name)
            found = feed.clipped(record)
            opml.is_opml(data[:65_536], name)
            opml.feeds(data)
        except Exception:
            self.crashes.append(f"{name}\n{traceback.format_exc(limit=-4)}")
        else:
            self.articles += len(found.clippings)
            self.problems += len(found.problems)
        self.feeds += 1
        self.times = sorted([*self.times, (time.process_time() - started, name)])[-_SHOWN:]


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file that may be a feed, in order."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _SUFFIXES and path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()[:_MOST_BYTES]


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to four things done to them that nobody should do."""
    acts: tuple[Callable[[bytes], bytes], ...] = (
        lambda b: b[: _at(b, chance)],
        lambda b: b[_at(b, chance) :],
        lambda b: _spliced(b, chance.choice(_SPICES), chance),
        lambda b: _spliced(b, other[_at(other, chance) :][:2000], chance),
        lambda b: _spliced(b, chance.choice(_SPICES) * chance.randint(2, 200), chance),
        lambda b: b[: (at := _at(b, chance))] + b[at + chance.randint(1, 200) :],
        lambda b: bytes(c ^ (chance.random() < 0.01) * chance.randrange(256) for c in b[:20_000]),
        lambda b: b * chance.randint(2, 6),
        lambda b: b.replace(b"</", b"<", chance.randint(1, 4)),
        lambda b: b.replace(b"<", b"&lt;", chance.randint(1, 40)),
    )
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(acts)(data)[:_MOST_BYTES]
    return data


def _at(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _spliced(data: bytes, piece: bytes, chance: random.Random) -> bytes:
    at = _at(data, chance)
    return data[:at] + piece + data[at:]


def run(folder: Path, mutations: int, seed: int) -> Tally:
    """Return what becomes of the feeds of a folder, and of so many mutations of each."""
    tally, chance, before = Tally(), random.Random(seed), b""
    for name, data in files(folder):
        tally.add(name, data)
        for number in range(mutations):
            tally.add(f"{name}~{number}", mutated(data, before, chance))
        before = data
        if sys.stderr.isatty():
            print(f"\r{tally.feeds:,} feeds", end="", file=sys.stderr)
    return tally


def many(entries: int) -> int:
    """Print what a feed of so many entries costs; return whether a part took too long."""
    items = "".join(_ITEM.format(number, number % 60) for number in range(entries))
    data = f"<rss version='2.0'><channel><title>Quay</title>{items}</channel></rss>".encode()
    del items
    about = Sidecar(url="https://quay.example/feed")
    started, times, articles = time.process_time(), [], 0
    for part in feed.parts(Record("quay.xml", data, _CAPTURED, "stated", about)):
        before = time.process_time()
        articles += len(feed.clipped(part).clippings) if isinstance(part, Record) else 0
        times.append(time.process_time() - before)
    spent, peak = time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{len(data):,} bytes, {articles:,} articles, {len(times)} parts: {spent:.1f} s of CPU,")
    print(f"the slowest part {max(times):.2f} s, peak {peak / 1024:.0f} MB")
    return int(max(times) > _SLOW)


def main() -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.feeds", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path())
    parser.add_argument("--entries", type=int, default=0, help="of one feed, read in parts")
    parser.add_argument("--mutations", type=int, default=2, help="of each feed")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.entries:
        return many(asked.entries)
    started = time.process_time()
    tally = run(asked.folder, asked.mutations, asked.seed)
    spent = time.process_time() - started
    print(f"feeds     {tally.feeds:>8,}   of which told to be feeds {tally.told:,}")
    print(f"articles  {tally.articles:>8,}   problems {tally.problems:,}")
    print(f"crashes   {len(tally.crashes):>8,}")
    print(f"CPU time  {spent:>8.1f} s, {1000 * spent / max(1, tally.feeds):.2f} ms a feed")
    for taken, name in reversed(tally.times):
        print(f"          {taken:>8.3f} s {name}")
    print(*tally.crashes[:_SHOWN], sep="\n")
    return 1 if tally.crashes or any(taken > _SLOW for taken, _ in tally.times) else 0


if __name__ == "__main__":
    sys.exit(main())
