"""Zip, tar and gzip: what lies in them is read one by one, and nothing in them does harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from packing import dump, found, page, tarred, zipped

from broadsheet.clip.forms.streams import Held, Inflated
from broadsheet.errors import InputError

FILES = {"monday/one.txt": dump("Skerrow"), "two.txt": dump("Port Elden")}
NOISE = random.Random(5).randbytes(60_000).hex().encode()


@pytest.mark.parametrize(
    "data",
    [
        zipped(FILES),
        zipped(FILES, zipfile.ZIP_STORED),
        zipped(FILES, zipfile.ZIP_LZMA),
        tarred(FILES),
        *(gzip.compress(tarred(FILES)), bz2.compress(tarred(FILES)), lzma.compress(tarred(FILES))),
    ],
    ids=["zip", "stored zip", "lzma zip", "tar", "tar.gz", "tar.bz2", "tar.xz"],
)
@pytest.mark.parametrize("one_way", [False, True], ids=["seekable", "one way"])
def test_each_file_is_a_document_of_its_own(data: bytes, one_way: bool) -> None:
    records, problems, _ = found(data, one_way=one_way)
    assert problems == []
    assert {record.seed.rpartition("/")[2]: record.data for record in records} == {
        "one.txt": FILES["monday/one.txt"],
        "two.txt": FILES["two.txt"],
    }


def test_a_virtual_path_says_where_a_document_lies() -> None:
    records, _, _ = found(zipped(FILES), "seeds/week.zip")
    assert [r.seed for r in records] == ["seeds/week.zip/monday/one.txt", "seeds/week.zip/two.txt"]
    records, _, _ = found(gzip.compress(FILES["two.txt"]), "seeds/two.txt.gz")
    assert [r.seed for r in records] == ["seeds/two.txt.gz/two.txt"]


def test_what_pages_bring_along_is_passed_over_and_told() -> None:
    files = {
        "news.html": page("News"),
        "news_files/frame.html": page("Frame"),
        "news_files/a.css": b"p {}",
        "photo.JPG": b"\xff\xd8\xff",
        "__MACOSX/._news.html": b"\x00",
        "README.md": b"# About",
    }
    records, problems, dropped = found(zipped(files))
    assert problems == []
    assert [record.seed for record in records] == ["seeds/week.bin/news.html"]
    assert len(dropped) == 5
    assert {drop.reason for drop in dropped} >= {"a picture", "belongs to a saved page", "hidden"}


def test_a_folder_with_such_a_name_but_no_page_is_read() -> None:
    records, _, _ = found(zipped({"case_files/one.txt": dump("Vey")}))
    assert len(records) == 1


@pytest.mark.parametrize(
    "name", ["../up.txt", "/etc/x.txt", "a/../../b.txt", "C:\\x.txt", "..\\x.txt", "a\x1b[2J.txt"]
)
@pytest.mark.parametrize("pack", [zipped, tarred], ids=["zip", "tar"])
def test_hostile_names_are_problems_and_the_others_are_read(name: str, pack: object) -> None:
    data = pack({name: dump("Evil"), **FILES})  # type: ignore[operator]
    records, problems, _ = found(data)
    assert len(records) == 2
    assert len(problems) == 1
    assert "\x1b" not in str(problems[0])
    assert all(record.seed.startswith("seeds/week.bin/") for record in records)
    assert all(".." not in record.seed for record in records)


def test_links_are_not_followed() -> None:
    records, problems, _ = found(tarred(FILES, links=["passwd"]))
    assert len(records) == 2
    assert ["link" in problem.message for problem in problems] == [True]
    info = zipfile.ZipInfo("passwd")
    info.external_attr = 0o120777 << 16
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr(info, "/etc/passwd")
        archive.writestr("two.txt", FILES["two.txt"])
    records, problems, _ = found(into.getvalue())
    assert len(records) == 1
    assert ["link" in problem.message for problem in problems] == [True]


def test_a_locked_member_is_a_problem() -> None:
    data = bytearray(zipped({"a.txt": dump("Vey"), "b.txt": dump("Skerrow")}))
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1
    records, problems, _ = found(bytes(data))
    assert [record.seed for record in records] == ["seeds/week.bin/b.txt"]
    assert ["password" in problem.message for problem in problems] == [True]


def test_a_cut_zip_gives_what_came_before() -> None:
    files = {f"{n}.txt": dump(f"Place{n}") + NOISE[n * 999 : n * 999 + 900] for n in range(9)}
    data = zipped(files)
    records, problems, _ = found(data[: data.index(b"7.txt")])
    assert [record.data for record in records] == list(files.values())[:7]
    assert "cut off" in problems[0].message
    records, problems, _ = found(data[: data.index(b"7.txt") + 300])
    assert [record.data for record in records] == list(files.values())[:7]
    assert problems[-1].path.endswith("7.txt")


def test_a_cut_zip_of_members_whose_size_follows_them() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.got = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:  # type: ignore[override]
            self.got += data  # type: ignore[arg-type]
            return len(data)  # type: ignore[arg-type]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, data in FILES.items():
            archive.writestr(name, data)
    records, problems, _ = found(bytes(pipe.got[: pipe.got.index(b"PK\x01\x02")]))
    assert [record.data for record in records] == list(FILES.values())
    assert len(problems) == 1


@pytest.mark.parametrize("suffix", ["", "gz"])
def test_a_cut_tar_gives_what_came_before(suffix: str) -> None:
    files = {f"{n}.txt": dump(f"Place{n}") + NOISE[n * 9000 : n * 9000 + 8000] for n in range(6)}
    data = tarred(files)
    data = data[: len(data) // 2]
    data = gzip.compress(data)[:-200] if suffix else data
    records, problems, _ = found(data)
    assert 1 <= len(records) < 6
    assert [record.data for record in records] == list(files.values())[: len(records)]
    assert ["cut off" in problem.message for problem in problems] == [True]


def test_long_names_in_tars_are_read() -> None:
    name = "/".join(["folder" * 8] * 5) + "/one.txt"
    for mode_format in (tarfile_format for tarfile_format in ("pax", "gnu")):
        records, problems, _ = found(_with_format(name, mode_format))
        assert problems == []
        assert [record.seed for record in records] == [f"seeds/week.bin/{name}"]


def _with_format(name: str, kind: str) -> bytes:
    import tarfile

    chosen = tarfile.PAX_FORMAT if kind == "pax" else tarfile.GNU_FORMAT
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w", format=chosen) as archive:
        info = tarfile.TarInfo(name)
        info.size = len(FILES["two.txt"])
        archive.addfile(info, io.BytesIO(FILES["two.txt"]))
    return into.getvalue()


@pytest.mark.parametrize("pack", ["zip", "gzip", "xz", "bz2", "zip of gzip"])
def test_a_bomb_is_a_problem_and_takes_no_memory(pack: str) -> None:
    import tracemalloc

    nothing = bytes(60_000_000)
    bomb = {
        "zip": lambda: zipped({"a.txt": nothing, "b.txt": dump("Vey")}),
        "gzip": lambda: gzip.compress(nothing),
        "xz": lambda: lzma.compress(nothing),
        "bz2": lambda: bz2.compress(nothing),
        "zip of gzip": lambda: zipped({"a.txt.gz": gzip.compress(nothing), "b.txt": dump("Vey")}),
    }[pack]()
    tracemalloc.start()
    records, problems, _ = found(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(records) == pack.startswith("zip")
    assert len(problems) == 1
    assert "swells" in problems[0].message
    assert peak < 40_000_000


def test_containers_in_containers_end_at_the_third() -> None:
    data = zipped({"a.txt": dump("Vey")})
    for depth in range(2):
        data = zipped({f"level{depth}.zip": data})
    records, problems, _ = found(data)
    assert (len(records), problems) == (1, [])
    records, problems, _ = found(zipped({"one.zip": data, "b.txt": dump("Skerrow")}))
    assert [record.seed for record in records] == ["seeds/week.bin/b.txt"]
    assert ["too deep" in problem.message for problem in problems] == [True]


def test_a_document_that_is_too_large_is_a_problem_with_the_limit() -> None:
    large = (NOISE + b"\n") * 200
    records, problems, _ = found(zipped({"a.txt": large, "b.txt": dump("Vey")}))
    assert len(records) == 1
    assert "20 MB" in problems[0].hint


def test_a_damaged_member_does_not_stop_the_others() -> None:
    files = {"a.txt": dump("Vey") + NOISE[:4000], "b.txt": dump("Skerrow")}
    data = bytearray(zipped(files))
    data[200] ^= 0xFF
    records, problems, _ = found(bytes(data))
    assert [record.seed for record in records] == ["seeds/week.bin/b.txt"]
    assert [problem.path for problem in problems] == ["seeds/week.bin/a.txt"]


@pytest.mark.parametrize("seed", range(12))
def test_broken_archives_never_raise(seed: int) -> None:
    pick = random.Random(seed)
    for pack in (zipped, tarred, lambda files: gzip.compress(tarred(files))):
        data = bytearray(pack(FILES))
        for _ in range(pick.randint(1, 20)):
            data[pick.randrange(len(data))] = pick.randrange(256)
        found(bytes(data[: pick.randint(1, len(data))]))


def test_members_of_gzip_are_read_as_one_and_padding_is_passed_over() -> None:
    stream = Inflated(Held(gzip.compress(b"one ") + gzip.compress(b"two") + bytes(600)))
    assert stream.read(4) + stream.read(10) == b"one two"
    assert stream.read(10) == b""


def test_gzip_that_ends_in_the_middle_says_so() -> None:
    stream = Inflated(Held(gzip.compress(NOISE)[:-5000]))
    with pytest.raises(InputError, match="cut off"):
        _read_all(stream)


def _read_all(stream: Inflated) -> None:
    while stream.read(4096):
        pass
