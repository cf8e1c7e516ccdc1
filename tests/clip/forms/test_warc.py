"""Web archives: what is news in them, each page once, whatever is damaged around it."""

from __future__ import annotations

import datetime as dt
import gzip
import random
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from packing import OneWay, found, gzipped, page, response, zipped

from broadsheet.clip.forms.nouns import Opened, Record
from broadsheet.clip.forms.unpacking import documents
from broadsheet.model import Sidecar

PAGES = [page(f"Place {n}") for n in range(5)]
PARTS = [response(body, f"https://example.org/{n}") for n, body in enumerate(PAGES)]
PLAIN = "Content-Type: text/plain\r\n"
HEAD = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"


@pytest.mark.parametrize("pack", [b"".join, gzipped, lambda parts: gzip.compress(b"".join(parts))])
def test_each_page_is_a_document_with_its_address_and_time(
    pack: Callable[[list[bytes]], bytes],
) -> None:
    records, problems, dropped = found(pack([HEAD, *PARTS]), "seeds/crawl.warc")
    assert problems == []
    assert [record.data for record in records] == PAGES
    assert [record.seed for record in records][:2] == [
        "seeds/crawl.warc/record-2",
        "seeds/crawl.warc/record-3",
    ]
    assert records[1].sidecar.url == "https://example.org/1"
    assert records[1].captured == dt.datetime(2025, 11, 3, 9, 12, tzinfo=dt.UTC)
    assert (records[1].captured_basis, records[1].media) == ("stated", "text/html")
    assert records[1].charset == "utf-8"
    assert [drop.text for drop in dropped] == ["1 warcinfo records"]


def test_what_a_person_declared_stands_above_the_archive() -> None:
    said = dt.date(2025, 7, 1)
    outer = Record("a", b"", said, "stated", Sidecar(captured=said, source="Quayside Daily"))
    (one,) = documents(Opened(outer, OneWay(PARTS[0])), 0)
    assert isinstance(one, Record)
    assert (one.captured, one.sidecar.source) == (said, "Quayside Daily")


def test_pictures_errors_robots_and_repetitions_are_counted_and_not_read() -> None:
    parts = [
        PARTS[0],
        response(b"GIF89a", headers="Content-Type: image/gif\r\n"),
        response(page("Gone"), status="404 Not Found"),
        response(b"User-agent: *", "https://example.org/robots.txt", headers=PLAIN),
        response(PAGES[0], "https://example.org/again"),
        response(PAGES[1], kind="revisit"),
        response(PAGES[1], kind="request"),
        PARTS[1],
    ]  # fmt: skip
    records, problems, dropped = found(b"".join(parts))
    assert ([record.data for record in records], problems) == (PAGES[:2], [])
    (told,) = dropped
    for what in ("1 image/gif", "1 of status 404", "2 seen before", "1 seen before (revisit)"):
        assert what in told.text


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def brotlied(body: bytes) -> bytes:
    return bytes(pytest.importorskip("brotli").compress(body))


@pytest.mark.parametrize(
    ("packed", "headers"),
    [
        (chunked, "Transfer-Encoding: chunked\r\n"),
        (gzip.compress, "Content-Encoding: gzip\r\n"),
        (brotlied, "Content-Encoding: br\r\n"),
        (zlib.compress, "Content-Encoding: deflate\r\n"),
        (lambda body: zlib.compress(body)[2:-4], "Content-Encoding: deflate\r\n"),
        (
            lambda body: chunked(gzip.compress(body)),
            "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        ),
        (bytes, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (bytes, "Content-Encoding: br\r\n"),
    ],
    ids=["chunked", "gzip", "br", "deflate", "raw", "both", "unpacked", "not br"],
)
def test_a_body_is_what_the_server_meant(packed: Callable[[bytes], bytes], headers: str) -> None:
    data = response(packed(PAGES[0]), headers=f"Content-Type: text/html\r\n{headers}")
    records, problems, _ = found(data)
    assert problems == []
    assert [record.data for record in records] == [PAGES[0]]


def test_a_body_that_is_a_bomb_is_a_problem() -> None:
    bomb = gzip.compress(bytes(30_000_000))
    headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"
    records, problems, _ = found(response(bomb, headers=headers) + PARTS[1])
    assert [record.data for record in records] == [PAGES[1]]
    assert ["bomb" in problem.hint for problem in problems] == [True]
    assert problems[0].path == "seeds/week.bin/record-1"


def lengthened(body: bytes, length: int | str) -> bytes:
    return response(body, "https://example.org/x", length=length)


@pytest.mark.parametrize("zipped_too", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    "damaged",
    [
        lengthened(PAGES[4], 100),
        lengthened(PAGES[4], 2000),
        lengthened(PAGES[4], 10**15),
        lengthened(PAGES[4], "many"),
        lengthened(PAGES[4], -5),
        b"garbage\n" * 900,
        b"WARC/1.1\r\n" + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
        b"WARC/1.1\r\nno header\r\n\r\n",
    ],
    ids=["short", "long", "huge", "no number", "negative", "garbage", "header bomb", "no header"],
)
def test_a_damaged_record_is_a_problem_and_the_others_are_read(
    damaged: bytes, zipped_too: bool
) -> None:
    parts = [PARTS[0], damaged, PARTS[1], PARTS[2]]
    records, problems, _ = found(gzipped(parts) if zipped_too else b"".join(parts))
    assert [r.data for r in records if r.data in PAGES] == PAGES[:3]
    assert len(records) == 3
    assert 1 <= len(problems) <= 2
    assert problems[0].path == "seeds/week.bin/record-2"


def test_a_damaged_member_of_gzip_is_passed_over() -> None:
    data = bytearray(gzipped(PARTS))
    middle = len(gzipped(PARTS[:2])) + 60
    data[middle : middle + 8] = b"\xff" * 8
    records, problems, _ = found(bytes(data))
    assert [record.data for record in records] == [*PAGES[:2], *PAGES[3:]]
    assert [problem.path for problem in problems] == ["seeds/week.bin/record-3"]


@pytest.mark.parametrize("pack", [b"".join, gzipped])
def test_an_archive_that_is_cut_off_gives_what_came_before(
    pack: Callable[[list[bytes]], bytes],
) -> None:
    records, problems, _ = found(pack(PARTS)[:-150])
    assert [record.data for record in records] == PAGES[:4]
    assert [problem.path for problem in problems] == ["seeds/week.bin/record-5"]


def test_a_record_that_is_too_large_is_a_problem_with_the_limit() -> None:
    large = response(b"<p>" + b"words and words " * 1_500_000, "https://example.org/large")
    records, problems, _ = found(large + PARTS[1])
    assert [record.data for record in records] == [PAGES[1]]
    assert "20 MB" in problems[0].hint


def test_resources_and_conversions_are_read_and_versions_of_one_page_once() -> None:
    def plain(kind: str, body: bytes, more: str = "") -> bytes:
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: text/plain\r\n{more}"
        return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"

    of_first = PARTS[0].split(b"WARC-Record-ID: ")[1].split(b"\r\n")[0].decode()
    parts = [
        PARTS[0],
        plain("conversion", b"the same as text", f"WARC-Refers-To: {of_first}\r\n"),
        plain("conversion", b"another page as text"),
        plain("resource", b"a note"),
    ]
    records, problems, _ = found(b"".join(parts))
    assert problems == []
    assert [r.data for r in records] == [PAGES[0], b"another page as text", b"a note"]


def test_a_wacz_is_the_archives_in_it() -> None:
    data = zipped(
        {
            "datapackage.json": b"{}",
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
            "indexes/index.cdx.gz": gzip.compress(b"org,example)/ 2025 {}\n"),
            "archive/data.warc.gz": gzipped(PARTS),
        },
        zipfile.ZIP_STORED,
    )
    records, problems, dropped = found(data, "seeds/crawl.wacz")
    assert ([record.data for record in records], problems) == (PAGES, [])
    assert records[0].seed == "seeds/crawl.wacz/archive/data.warc.gz/record-1"
    assert {drop.reason for drop in dropped} == {"about the web archive"}


def test_an_archive_is_read_in_constant_memory() -> None:
    import tracemalloc

    def endless() -> Iterator[bytes]:
        for n in range(400):
            noise = random.Random(n).randbytes(50_000).hex().encode()
            yield response(b"<p>%d</p>" % n + noise, f"https://example.org/{n}")

    tracemalloc.start()
    outer = Record("seeds/a.warc", b"")
    count = sum(1 for _ in documents(Opened(outer, OneWay(endless())), 0))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < 3_000_000


@pytest.mark.parametrize("seed", range(10))
def test_broken_archives_never_raise(seed: int) -> None:
    pick = random.Random(seed)
    for pack in (b"".join, gzipped):
        data = bytearray(pack(PARTS))
        for _ in range(pick.randint(1, 30)):
            data[pick.randrange(len(data))] = pick.randrange(256)
        records, _, _ = found(bytes(data[: pick.randint(1, len(data))]))
        assert all(replace(record, data=b"") for record in records)
