"""Share pictures: the size that sites ask for, the same bytes each time, no letter lacking."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image

from broadsheet.plan.documents import Picture
from broadsheet.plan.pictures import DRAWN
from broadsheet.render import picture
from broadsheet.render.picture import png

USUAL = Picture("The Vale Broadsheet", "Dredging closes two berths until spring", "29 July 2025")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def ink(data: bytes) -> tuple[int, int, int, int] | None:
    """Return the box of all that is not paper."""
    return opened(data).convert("L").point(lambda value: 255 if value < 240 else 0).getbbox()


def test_a_picture_is_of_the_size_that_sites_ask_for_and_light() -> None:
    data = png(USUAL)
    assert opened(data).size == (1200, 630)
    assert len(data) < 30_000


def test_the_same_words_give_the_same_bytes_and_others_other_ones() -> None:
    data = png(USUAL)
    picture._font.cache_clear()
    assert png(USUAL) == data
    assert png(Picture(USUAL.above, USUAL.title, "30 July 2025")) != data


def test_the_maker_is_written_into_the_file_and_no_time() -> None:
    assert b"tEXtSoftware\0Broadsheet" in png(USUAL)[:8192]
    assert set(re.findall(rb"(IHDR|PLTE|IDAT|IEND|tIME|tEXt|eXIf)", png(USUAL))) == {
        *(b"IHDR", b"PLTE", b"tEXt", b"IDAT", b"IEND"),
    }


@pytest.mark.parametrize(
    "title", ["A", "word " * 60, "Donaudampfschiff" * 18, "«Žluťoučký» кот — 1 000 €"]
)
def test_every_title_stays_inside_the_margins(title: str) -> None:
    box = ink(png(Picture("The Vale Broadsheet", title, "29 July 2025")))
    assert box is not None
    left, top, right, bottom = box
    assert left >= 70
    assert top >= 40
    assert right <= 1130
    assert bottom <= 600


def test_every_letter_that_is_said_to_be_drawn_is_in_both_faces() -> None:
    letters = [chr(n) for n in range(0x20, 0x2200) if re.fullmatch(f"[{DRAWN}]", chr(n))]
    assert len(letters) > 400
    for face in ("Bold", "Regular"):
        font = picture._font(face, 32)
        box = bytes(font.getmask("\uffff"))
        assert [one for one in letters if bytes(font.getmask(one)) == box] == []
