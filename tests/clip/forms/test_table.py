"""Which form a document has: told from its bytes, with its name for a hint; and lines by parts."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from packing import dump, found, gzipped, page, response, tarred, zipped

from broadsheet.clip.forms import table, unpacking
from broadsheet.clip.forms.nouns import Record

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLES = Path(__file__).parents[3] / "seeds"
LETTER = (
    b"From: a@example.org\nTo: b@example.org\nSubject: News\nDate: Mon, 3 Nov 2025 09:00 +0000\n"
)
FEED = b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>T</title></channel></rss>'
BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (dump("Vey"), "dump"),
        (b"", "dump"),
        (b"\x89PNG\r\n\x1a\n", "dump"),
        (zipped({"a.txt": b"a"}), "packed"),
        (gzip.compress(b"a", mtime=0), "packed"),
        (tarred({"a.txt": b"a"}), "packed"),
        (response(b"a"), "warc"),
        (gzipped([response(b"a")]), "warc"),
        (b"From a@example.org Mon Nov  3 09:00:00 2025\n" + LETTER, "mbox"),
        (LETTER + b"\nHello", "mail"),
        (FEED, "feed"),
        (BOM + FEED, "feed"),
        (FEED.decode().encode("utf-16"), "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        (b'<?xml version="1.0"?><opml version="2.0"><body/></opml>', "opml"),
        (b'{"title": "A", "body": "B"}\n', "rows"),
        (b"---\ntitle: A\ndate: 2025-11-03\n---\nText\n", "notes"),
        (b"%PDF-1.7\n", "pdf"),
        (page("Vey"), "page"),
        (b"<!-- saved from url=(0019)https://example.org -->\n" + page("Vey"), "page"),
        (page("Vey").decode().encode("utf-16"), "page"),
    ],
)
@pytest.mark.parametrize("called", ["seeds/a.md", "seeds/b.bin"])
def test_the_form_is_told_from_the_bytes(data: bytes, name: str, called: str) -> None:
    assert table.form(data, called).name == name


DUMPS = [*FIXTURES.glob("*.txt"), *SAMPLES.glob("*.txt")]


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_a_text_dump_stays_one(path: Path) -> None:
    assert table.form(path.read_bytes()[:65536], path.name) is table.DUMP


def test_every_row_has_its_file() -> None:
    for row in table.FORMS:
        record = Record("seeds/x", b"\xff\xfe<a{#---")
        assert isinstance(table._is_it(row, record.data, "x"), bool), row.name


def test_a_text_dump_in_an_archive_is_read_as_by_itself() -> None:
    (record,), _, _ = found(zipped({"a.txt": dump("Vey")}))
    done = table.clipped(record)
    assert [one.title for one in done.clippings] == ["Vey closes for winter"]
    assert done.clippings[0].seed == "seeds/week.bin/a.txt"


def test_what_is_no_news_in_an_archive_is_one_problem() -> None:
    (record,), _, _ = found(zipped({"a.bin": bytes(range(256)) * 40}))
    assert ["binary" in problem.message for problem in table.clipped(record).problems] == [True]


def test_a_large_file_of_rows_is_read_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_PART", 20_000)
    row = {"title": "Ferry stops", "body": "The ferry to Vey stopped on Monday. " * 20}
    rows = [json.dumps({**row, "id": n}).encode() + b"\n" for n in range(28_000)]
    records, problems, _ = found(b"".join(rows), "seeds/big.jsonl")
    assert problems == []
    assert b"".join(record.data for record in records) == b"".join(rows)
    assert records[0].seed == "seeds/big.jsonl/lines-1"
    first = records[0].data.count(b"\n")
    assert records[1].seed == f"seeds/big.jsonl/lines-{first + 1}"


def test_nothing_heavy_is_loaded_for_a_text_dump() -> None:
    code = (
        "import sys; from broadsheet.clip.forms import table; "
        "table.form(b'Ferry stops\\n3 November 2025\\nIt did.\\n', 'a.txt'); "
        "heavy = {'trafilatura', 'lxml', 'feedparser', 'pypdf', 'readability'} & {*sys.modules}; "
        "print(*heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
