"""A page that a browser saved as one file: the page, its address and the time of its capture."""

from __future__ import annotations

import base64
import datetime as dt
import quopri
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from packing import found, page

from broadsheet.clip.forms import mhtml

PAGE = page("Skerrow") + "<p>Größe</p>".encode()
TOP = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/skerrow\r\n"
    "Subject: Skerrow\r\nDate: Mon, 3 Nov 2025 09:12:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x-1"\r\n\r\n'
)


def part(data: bytes, media: str, location: str = "", encoding: str = "quoted-printable") -> bytes:
    body = quopri.encodestring(data) if encoding == "quoted-printable" else base64.encodebytes(data)
    head = f"----x-1\r\nContent-Type: {media}\r\nContent-Transfer-Encoding: {encoding}\r\n"
    where = f"Content-Location: {location}\r\n" if location else ""
    return f"{head}{where}\r\n".encode() + body.replace(b"\n", b"\r\n") + b"\r\n"


def saved(*parts: bytes, top: str = TOP, end: bytes = b"----x-1--\r\n") -> bytes:
    return top.encode() + b"\r\n" + b"".join(parts) + end


WHOLE = saved(
    part(PAGE, "text/html", "https://example.org/skerrow?page=1"),
    part(b"\x89PNG" * 9000, "image/png", "https://example.org/a.png", "base64"),
    part(page("Frame"), "text/html", "https://example.org/frame"),
)


def test_the_page_is_read_with_its_address_and_time_and_nothing_else() -> None:
    (record,), problems, dropped = found(WHOLE, "seeds/skerrow.mhtml")
    assert problems == []
    assert record.data.strip() == PAGE
    assert record.seed == "seeds/skerrow.mhtml"
    assert record.sidecar.url == "https://example.org/skerrow?page=1"
    assert record.captured == dt.datetime(2025, 11, 3, 9, 12, tzinfo=dt.UTC)
    assert (record.media, record.captured_basis) == ("text/html", "stated")
    assert [drop.text for drop in dropped] == ["2 other parts"]


def test_the_time_of_the_capture_keeps_its_zone_and_is_the_files_where_it_has_none() -> None:
    (record,), _, _ = found(WHOLE.replace(b"-0000", b"+0800"))
    zone = dt.timezone(dt.timedelta(hours=8))
    assert record.captured == dt.datetime(2025, 11, 3, 9, 12, tzinfo=zone)
    assert record.captured.utcoffset() == dt.timedelta(hours=8)
    (record,), _, _ = found(WHOLE.replace(b" -0000", b""))
    assert (record.captured, record.captured_basis) == (None, "file")


def test_the_part_named_as_the_start_is_the_page() -> None:
    top = TOP.replace('type="text/html"', 'type="text/html"; start="<main@x>"')
    frame = part(page("Frame"), "text/html")
    main = part(PAGE, "text/html").replace(b"\r\n\r\n", b"\r\nContent-ID: <main@x>\r\n\r\n", 1)
    (record,), _, _ = found(saved(frame, main, top=top))
    assert record.data.strip() == PAGE


def test_a_page_in_base64_is_read() -> None:
    (record,), _, _ = found(saved(part(PAGE, "text/html; charset=utf-8", "", "base64")))
    assert (record.data, record.charset) == (PAGE, "utf-8")


def test_a_newsletter_with_pictures_is_no_saved_page() -> None:
    letter = TOP.replace("From: <Saved by Blink>", "To: me@example.org\r\nMessage-ID: <1@x>")
    assert not mhtml.is_mhtml(letter.encode(), "letter.eml")
    assert mhtml.is_mhtml(WHOLE, "letter.eml")


def test_a_file_that_is_cut_off_gives_what_came() -> None:
    (record,), _, _ = found(WHOLE[: WHOLE.index(b"council said") + 400])
    assert b"Skerrow" in record.data


@pytest.mark.parametrize("data", [saved(), TOP.encode(), TOP.replace("--x-1", "").encode()])
def test_a_saved_page_without_a_page_is_a_problem(data: bytes) -> None:
    records, problems, _ = found(data)
    assert records == []
    assert ["without a page" in problem.message for problem in problems] == [True]


@pytest.mark.parametrize("seed", range(10))
def test_broken_files_never_raise(seed: int) -> None:
    pick = random.Random(seed)
    data = bytearray(WHOLE)
    for _ in range(pick.randint(1, 40)):
        data[pick.randrange(len(data))] = pick.randrange(256)
    found(bytes(data[: pick.randint(1, len(data))]))
