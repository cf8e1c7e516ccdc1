"""Files packed by zstd, web archives with their dictionary too; archives that are not read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from packing import dump, tarred

from bench.forms import record as warc_record
from broadsheet.clip.forms import table, zstd
from broadsheet.clip.forms.nouns import Opened, Record
from broadsheet.clip.forms.streams import Held
from broadsheet.clip.forms.unpacking import documents
from broadsheet.errors import Problem

LIBRARY = zstd._library()


def read(data: bytes, name: str) -> list[Record | Problem]:
    found = documents(Opened(Record(f"seeds/{name}", b""), Held(data)), len(data))
    return [one for one in found if isinstance(one, Record | Problem)]


def articles(found: list[Record | Problem]) -> Iterator[str]:
    for one in found:
        if isinstance(one, Record):
            yield from (clipping.title for clipping in table.clipped(one).clippings)


def skipped(data: bytes, mark: bytes = b"\x50") -> bytes:
    return mark + b"\x2a\x4d\x18" + len(data).to_bytes(4, "little") + data


def test_a_file_a_tar_and_a_web_archive_are_unpacked() -> None:
    (text,) = read(LIBRARY.compress(dump("Skerrow")), "note.txt.zst")
    assert isinstance(text, Record)
    assert (text.seed, text.data) == ("seeds/note.txt.zst/note.txt", dump("Skerrow"))
    packed = LIBRARY.compress(tarred({"a.txt": dump("Vey"), "b.txt": dump("Bute")}))
    assert list(articles(read(packed, "week.tzst"))) == [
        "Vey closes for winter",
        "Bute closes for winter",
    ]
    frames = [LIBRARY.compress(warc_record(n)) for n in range(1, 6)]
    found = read(b"".join(frames), "crawl.warc.zst")
    assert [one.seed.rpartition("/")[2] for one in found if isinstance(one, Record)] == [
        "record-1",
        "record-3",
        "record-5",
    ]


@pytest.mark.parametrize("is_packed", [False, True])
def test_the_dictionary_of_a_web_archive_is_used(is_packed: bool) -> None:
    samples = [warc_record(n)[:1500] for n in range(1, 80, 2)]
    trained = LIBRARY.train_dict(samples, 4096)
    frames = [LIBRARY.compress(warc_record(n), zstd_dict=trained) for n in (1, 2, 3)]
    content = trained.dict_content
    first = skipped(LIBRARY.compress(content) if is_packed else content, b"\x5d")
    found = read(first + frames[0] + skipped(b"index") + frames[1] + frames[2], "a.warc.zst")
    plain = read(b"".join(map(warc_record, (1, 2, 3))), "a.warc")
    assert [one.data for one in found if isinstance(one, Record)] == [
        one.data for one in plain if isinstance(one, Record)
    ]
    assert len(found) == 2
    (told,) = read(b"".join(frames), "a.warc.zst")
    assert isinstance(told, Problem)
    assert "is damaged" in told.message


def test_what_is_cut_off_or_swells_is_a_problem() -> None:
    whole = LIBRARY.compress(b"".join(map(warc_record, range(1, 8))))
    *pages, told = read(whole[: len(whole) // 2], "a.warc.zst")
    assert pages
    assert isinstance(told, Problem)
    assert "the file is cut off" in told.message
    (bomb,) = read(LIBRARY.compress(bytes(60_000_000)), "a.zst")
    assert isinstance(bomb, Problem)
    assert "times its size" in bomb.message


@pytest.mark.parametrize(
    "data",
    [
        skipped(b"", b"\x5d") + b"\x28\xb5\x2f\xfd",
        skipped(b"no dictionary", b"\x5d"),
        skipped(b"\x28\xb5\x2f\xfd torn", b"\x5d"),
        b"\x5d\x2a\x4d\x18\xff\xff\xff\xff and then nothing",
        b"\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff\xff",
    ],
)
def test_frames_of_nonsense_are_problems(data: bytes) -> None:
    found = read(data, "odd.zst")
    assert [type(one) for one in found] == [Problem]


def test_a_python_without_zstd_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = LIBRARY.compress(dump("Vey"))
    for name in ("compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    (told,) = read(packed, "note.zst")
    assert isinstance(told, Problem)
    assert told.path == "seeds/note.zst"
    assert told.message == "is packed by zstd, which this Python does not read"
    assert told.hint == "`pip install backports.zstd`, or unpack it: `zstd -d FILE`"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"ZIM\x04\x06\0", "is a ZIM archive, which is not read (`zimdump dump"),
        (b"7z\xbc\xaf'\x1c\0", "is a 7-Zip archive, which is not read (unpack it"),
        (b"Rar!\x1a\x07\x01\0", "is a RAR archive, which is not read (unpack it"),
        (b"\x04\x22\x4d\x18\0", "is packed by LZ4, which is not read (unpack it"),
        (b"SQLite format 3\0", "is a database, which is not read (export what it holds"),
    ],
)
def test_an_archive_of_another_kind_is_named_with_what_to_do(data: bytes, told: str) -> None:
    (problem,) = read(data + bytes(30_000_000), "big.bin")
    assert str(problem).startswith(f"seeds/big.bin: {told}")


def test_words_are_no_archive() -> None:
    for text in (b"Rare birds seen", b"ZIMBABWE votes", b"]*M and more", b"7z"):
        assert table.form(text, "a.txt") is table.DUMP
