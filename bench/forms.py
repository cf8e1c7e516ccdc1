"""What a large web archive costs: makes one of invented pages, clips it, and tells time and memory.

    python bench/forms.py [--mb 1000] [--jobs 1] [--plain] [--ingest] [--folder DIR]

Peak memory is that of the largest process; an ingest of a large archive takes up to four.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
_VOCABULARY = (
    "harbour council ferry island school budget orchard storm verdict bridge lake strike winter "
    "spring company river village minister report police hospital market teacher engineer price "
    "vote plan line road house light water station season price letter morning evening people"
)
_WORDS = _VOCABULARY.split()
_NAMES = ("Mara Lindqvist", "Tobias Okafor", "Ines Calder", "Ravi Thorne", "Agathe Sorley")
_PLACES = ("Port Elden", "Skerrow", "Vey Valley", "Harrowick", "Aldermarch")


def page(number: int) -> bytes:
    """Return a page of about 150 KB: an article of some 450 words among menus and scripts."""
    pick = random.Random(number)
    title = f"{pick.choice(_PLACES)} {' '.join(pick.choices(_WORDS, k=5))} {number}"
    body = "".join(
        f"<p>{_sentence(pick)} {_sentence(pick)} {_sentence(pick)}</p>" for _ in range(9)
    )
    menu = "".join(f'<li><a href="/s/{n}">{pick.choice(_WORDS)}</a></li>' for n in range(150))
    script = f"var state = '{pick.randbytes(65_000).hex()}';"
    day = f"2025-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}T09:12:00Z"
    return (
        f"<!doctype html><html lang='en'><head><title>{title} | Quayside</title>"
        f"<meta property='article:published_time' content='{day}'>"
        f"<meta name='author' content='{pick.choice(_NAMES)}'><script>{script}</script></head>"
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article>"
        f"<footer><ul>{menu}</ul></footer></body></html>"
    ).encode()


def _sentence(pick: random.Random) -> str:
    words = pick.choices(_WORDS, k=14)
    return f"The {' '.join(words)} in {pick.choice(_PLACES)}, {pick.choice(_NAMES)} said."


def record(number: int) -> bytes:
    """Return a document as a record of a web archive: every other one is a page, or a picture."""
    if number % 2:
        return _record(number, "text/html; charset=utf-8", page(number))
    return _record(number, "image/jpeg", random.Random(number).randbytes(150_000))


def _record(number: int, media: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode() + body
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2025-12-30T10:00:00Z\r\n"
        f"WARC-Target-URI: https://quayside.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def write(file: Path, size: int, plain: bool) -> int:
    """Write an archive of at least so many bytes, as it lies on the disk; return its pages."""
    number = 0
    with file.open("wb") as into:
        while into.tell() < size:
            number += 1
            data = record(number)
            into.write(data if plain else gzip.compress(data, 1, mtime=0))
    return (number + 1) // 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--ingest", action="store_true", help="into content/, twice")
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        site = wanted.folder or Path(made)
        (site / "seeds").mkdir(parents=True, exist_ok=True)
        (site / "content").mkdir(exist_ok=True)
        (site / "broadsheet.yaml").write_bytes((PROJECT / "broadsheet.yaml").read_bytes())
        file = site / "seeds" / ("crawl.warc" if wanted.plain else "crawl.warc.gz")
        records = write(file, wanted.mb * 1_000_000, wanted.plain)
        command = ["ingest", "--site", str(site)] if wanted.ingest else ["clip", str(file)]
        for _ in range(2 if wanted.ingest else 1):
            run([*command, "--jobs", str(wanted.jobs)], file.stat().st_size / 1e6, records)


def run(arguments: list[str], size: float, records: int) -> None:
    """Run the command and print what it cost."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.devnull, "wb") as nowhere:
        command = [sys.executable, str(PROJECT / "build.py"), *arguments]
        done = subprocess.run(command, stdout=nowhere, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{arguments[0]}: {size:,.0f} MB, {records:,} pages, exit {done.returncode}: {wall:.1f} s, "
        f"{cpu:.1f} s of CPU, {size / wall:.1f} MB/s, {records / wall:.0f} pages/s, "
        f"peak {after.ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
