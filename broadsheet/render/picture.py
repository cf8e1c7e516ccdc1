"""The share picture of a page: its title set like a front page, as a PNG of sixteen shades."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from broadsheet.plan.documents import Picture

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont
    from PIL.PngImagePlugin import PngInfo

WIDTH, HEIGHT = 1200, 630
PACKAGES = ("pillow", "fontpkg-pt-serif")  # what its bytes hang on, beside this file
_MARGIN = 80
_ROOM = WIDTH - 2 * _MARGIN, 320  # for the title
_SIZES = (92, 80, 70, 62, 54, 48)  # of the title: the largest that fits
_LEADING = 1.2
_PAPER, _INK, _ACCENT = (252, 251, 248), (26, 26, 25), (166, 25, 46)
_SHADES = 15  # from paper to ink; the last colour of the palette is the accent
_FULL, _GREY = 255, 170


def png(picture: Picture) -> bytes:
    """Return the picture; the same texts give the same bytes."""
    from PIL import Image, ImageDraw

    sheet = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(sheet)
    draw.text((_MARGIN, 88), picture.above, _FULL, _font("Bold", 36), "ls")
    for top, thick in ((112, 6), (122, 2)):
        draw.rectangle((_MARGIN, top, WIDTH - _MARGIN - 1, top + thick - 1), _FULL)
    _set_title(draw, picture.title)
    draw.text((_MARGIN, HEIGHT - 62), picture.below, _GREY, _font("Regular", 32), "ls")
    shades = sheet.point([value * (_SHADES - 1) // 255 for value in range(256)])
    shades.putpalette(_palette())
    ImageDraw.Draw(shades).rectangle((_MARGIN, 524, _MARGIN + 95, 529), _SHADES)
    out = BytesIO()
    shades.save(out, "PNG", bits=4, compress_level=4, pnginfo=_maker())
    return out.getvalue()


def _maker() -> PngInfo:
    """Return the name of the maker, as every page has it."""
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text("Software", "Broadsheet")
    return said


def _set_title(draw: ImageDraw, title: str) -> None:
    size, lines = _fitted(title)
    font, step = _font("Bold", size), round(size * _LEADING)
    top = 160 + (_ROOM[1] - step * len(lines)) // 2
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + step * number + round(size * 0.92)), line, _FULL, font, "ls")


def _fitted(title: str) -> tuple[int, list[str]]:
    """Return the type size and the lines; what does not fit the smallest is cut off."""
    for size in _SIZES:
        most = int(_ROOM[1] / (size * _LEADING))
        lines = list(_lines(title, _font("Bold", size)))
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], _cut(lines[most - 1])]
    return size, lines


def _cut(line: str) -> str:
    kept = line.rpartition(" ")[0] or line[:-1]
    return f"{kept.rstrip(' ,;:.–—')}…"


def _lines(title: str, font: FreeTypeFont) -> Iterator[str]:
    """Yield lines that fit in; a word longer than a line is broken."""
    line = ""
    for word in title.split():
        longer = f"{line} {word}".lstrip()
        if font.getlength(longer) <= _ROOM[0]:
            line = longer
            continue
        if line:
            yield line
        *broken, line = _pieces(word, font)
        yield from broken
    if line:
        yield line


def _pieces(word: str, font: FreeTypeFont) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(pieces[-1] + letter) > _ROOM[0]:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _font(face: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    path = files("fontpkg_pt_serif") / "files" / f"PT_Serif-Web-{face}.ttf"
    plain = ImageFont.Layout.BASIC  # every build of Pillow has it, and sets the same
    return ImageFont.truetype(BytesIO(path.read_bytes()), size, layout_engine=plain)


@cache
def _palette() -> bytes:
    steps = (number / (_SHADES - 1) for number in range(_SHADES))
    mixed = (round(p + (i - p) * step) for step in steps for p, i in zip(_PAPER, _INK, strict=True))
    return bytes((*mixed, *_ACCENT))
