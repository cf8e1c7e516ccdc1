"""Bytes that are a text capture, and bytes that are refused with one problem."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from broadsheet import clip
from broadsheet.model import Seed, Sidecar

NOW = dt.datetime(2025, 8, 6, tzinfo=dt.UTC)
TEXT = "Sea wall vote – a “quarrel” ends\n12 July 2025\nThe café on Salt Street closed.\n"


def seed(data: bytes, path: str = "seeds/a.txt", sidecar: Sidecar | None = None) -> Seed:
    return Seed(path, data, NOW, sidecar or Sidecar())


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("café", "ca\x00fé").encode(),
    ],
    ids=["utf-8", "utf-8 bom", "cp1252", "utf-16 le", "utf-16 be", "crlf", "nul"],
)
def test_text_is_read_whatever_its_encoding(data: bytes) -> None:
    capture, problems = clip.capture(seed(data), "UTC")
    assert problems == ()
    assert capture is not None
    (clipping,) = clip.clippings(capture, clip.Furniture()).clippings
    assert clipping.title == "Sea wall vote – a “quarrel” ends"
    assert [block.text for block in clipping.body] == ["The café on Salt Street closed."]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(900), "PNG"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(256)) * 40, "binary"),
        (("Привет мир " * 30).encode("cp1251"), "encoding"),
        (b"<!DOCTYPE html><html><p>Hello</p>", "markup"),
        (b"1234 5678 --- ...\n" * 5, "no words"),
        (b"a" * 50_000_000, "too many"),
        (b"word " * 1_000_000, "too long"),
    ],
)
def test_bytes_that_are_no_text_capture_are_one_problem(data: bytes, word: str) -> None:
    start = time.process_time()
    capture, problems = clip.capture(seed(data), "UTC")
    assert capture is None
    assert [word in problem.message for problem in problems] == [True]
    assert problems[0].path == "seeds/a.txt"
    assert problems[0].hint
    assert time.process_time() - start < 1


def test_one_broken_byte_is_told_with_its_line_and_the_rest_is_read() -> None:
    data = "Café\nVoilà\nÉtat\n".encode() + b"bro\xffken\n"
    capture, problems = clip.capture(seed(data), "UTC")
    assert capture is not None
    assert "broken" in capture.text
    assert [problem.line for problem in problems] == [4]


def test_the_captured_time_is_the_sidecars_then_the_names_then_the_files() -> None:
    stated = Sidecar(captured=dt.date(2025, 7, 1))
    capture, _ = clip.capture(seed(TEXT.encode(), "seeds/x-2025-06-03.txt", stated), "UTC")
    assert capture is not None
    assert (capture.captured, capture.captured_basis) == (dt.date(2025, 7, 1), "stated")
    capture, _ = clip.capture(seed(TEXT.encode(), "seeds/x-2025-06-03.txt"), "UTC")
    assert capture is not None
    assert (capture.captured, capture.captured_basis) == (dt.date(2025, 6, 3), "name")
    capture, _ = clip.capture(seed(TEXT.encode()), "UTC")
    assert capture is not None
    assert (capture.captured, capture.captured_basis) == (NOW, "file")
