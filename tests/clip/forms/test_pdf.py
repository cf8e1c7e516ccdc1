"""Press releases as PDF: clean text, or a word on why not."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from broadsheet.clip.forms import pdf, table
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.pdf import Line, blocks, clipped, is_pdf
from broadsheet.model import Block

RELEASE = (Path(__file__).parent / "fixtures" / "pdf" / "release.pdf").read_bytes()
KEPT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def said(data: bytes) -> Clipped:
    return clipped(Record("seeds/a.pdf", data, KEPT))


def fault(data: bytes) -> str:
    done = said(data)
    assert done.clippings == ()
    (problem,) = done.problems
    assert problem.hint
    return problem.message


def written(writer: PdfWriter) -> bytes:
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def drawn(operations: bytes, times: int = 1) -> bytes:
    """Return a PDF of one page with these drawing operations, deflated."""
    body = zlib.compress(operations * times)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
    page += b"/Resources << /Font << /F1 " + font + b" >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 5\n0000000000 65535 f \n"
    return (
        out + head + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def test_the_table_knows_a_pdf() -> None:
    assert table.form(RELEASE[:65_536], "x").name == "pdf"
    assert is_pdf(b"\n junk %PDF-1.7", "x")
    assert not is_pdf(b"x" * 2000 + b"%PDF-1.7", "x.pdf")


def test_a_release_has_its_largest_lines_for_a_title_and_the_day_from_its_head() -> None:
    done = said(RELEASE)
    (release,) = done.clippings
    assert release.title == (
        "Tolvane council opens tidal barrier after nine years of construction work on the river"
    )
    assert (release.date, release.when) == (dt.date(2025, 3, 14), "Tolvane, 14 March 2025")
    assert done.problems == ()
    assert [drop.text for drop in done.dropped] == ["PRESS RELEASE — FOR IMMEDIATE RELEASE"]


def test_lines_become_paragraphs_again_with_subheads_between() -> None:
    (release,) = said(RELEASE).clippings
    assert [block.kind for block in release.body] == [
        *("paragraph", "paragraph", "subhead", "paragraph", "paragraph", "paragraph", "paragraph")
    ]
    assert release.body[0].text.endswith("extraordinary floods, characteristically in February.")
    assert release.body[2].text == "Background"
    assert release.body[5].text.startswith("The second page tells of the engineering.")


def lines(*texts: str) -> list[Line]:
    return [Line(text, 11.0, 700.0 - 14 * number, 1) for number, text in enumerate(texts)]


def test_words_broken_at_the_end_of_a_line_are_made_whole() -> None:
    found = blocks(
        lines("The harbour author-", "ity said the North-", "South line is closed."), 11.0
    )
    assert [*found] == [
        Block("paragraph", "The harbour authority said the North- South line is closed.")
    ]


def test_bullets_begin_items() -> None:
    found = [*blocks(lines("What changes at the quay:", "• one", "• two and", "more"), 11.0)]
    assert found == [
        Block("paragraph", "What changes at the quay:"),
        Block("item", "one"),
        Block("item", "two and more"),
    ]


def test_pages_without_text_say_what_to_do() -> None:
    writer = PdfWriter()
    writer.add_blank_page(600, 800)
    assert "pictures" in fault(written(writer))


def test_a_locked_one_says_so_and_an_empty_password_opens() -> None:
    for password, locked in (("secret", True), ("", False)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(RELEASE)))
        writer.encrypt(user_password=password, owner_password="other", algorithm="RC4-128")
        data = written(writer)
        if locked:
            assert fault(data) == "the PDF is locked"
        else:
            assert said(data).clippings[0].title.startswith("Tolvane council")


def test_many_pages_are_no_press_release() -> None:
    writer = PdfWriter()
    for _ in range(pdf.MOST_PAGES + 1):
        writer.add_blank_page(600, 800)
    assert "41 pages" in fault(written(writer))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4 broken",
        RELEASE[:20_000],
        RELEASE[:-2000],
        RELEASE.replace(b"/Kids", b"/Kibs"),
        RELEASE.replace(b"/Contents", b"/Kontents"),
        b"%PDF-1.7\n" + b"1 0 obj << /A " * 20_000,
        b"%PDF-1.7\n" + b"[" * 200_000 + b"\nstartxref\n9\n%%EOF",
        drawn(b"BT (x) Tj ET ").replace(b"[3 0 R]", b"[2 0 R]"),
    ],
)
def test_a_broken_one_is_a_problem(data: bytes) -> None:
    assert fault(data)


def test_a_page_drawn_without_end_is_given_up() -> None:
    assert "more is drawn" in fault(drawn(b"0 0 m 1 1 l S\n", 200_000))


def test_a_page_that_unpacks_without_end_is_given_up() -> None:
    assert fault(drawn(b" " * 1_000_000, 120))


def test_the_day_it_was_made_stands_in_where_the_text_names_none() -> None:
    words = b"The quay at Tolvane is closed to carts while it is mended."
    sentence = b"BT /F1 11 Tf 50 %d Td (" + words + b") Tj ET\n"
    text = b"".join(sentence % (700 - 14 * n) for n in range(4))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(text))))
    writer.add_metadata({"/Title": "Quay closed to carts", "/CreationDate": "D:20250401120000Z"})
    (one,) = said(written(writer)).clippings
    assert (one.title, one.date, one.date_basis) == (
        *("Quay closed to carts", dt.date(2025, 4, 1), "inferred"),
    )
