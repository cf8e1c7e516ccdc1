"""Newsletters: letters, digests, forwarded ones; and what hostile messages come to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from broadsheet.clip.forms.mail import clipped, is_mail
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.tracking import unwrapped
from broadsheet.model import LinkedBlock, Sidecar

FIXTURES = Path(__file__).parent / "fixtures" / "mail"
CAPTURED = dt.datetime(2025, 7, 31, 12, tzinfo=dt.UTC)
HEAD = (
    b"From: Tern Press <desk@ternpress.example>\nDate: Tue, 29 Jul 2025 07:00:00 +0200\n"
    b"Subject: A letter\nMessage-ID: <1@ternpress.example>\n"
)
TEXT = b"\nThe boats sail again on Monday, and nobody at the quay believes it yet.\n"


def read(name: str, sidecar: Sidecar | None = None) -> Clipped:
    data = (FIXTURES / name).read_bytes()
    return clipped(Record(f"seeds/{name}", data, CAPTURED, sidecar=sidecar or Sidecar()))


def of(data: bytes) -> Clipped:
    return clipped(Record("seeds/x.eml", data, CAPTURED))


def texts(found: Clipped, number: int = 0) -> list[str]:
    return [block.text for block in found.clippings[number].body]


# ---- single letters --------------------------------------------------------------------------


def test_a_letter_is_one_article_with_what_its_headers_say() -> None:
    (letter,) = read("letter.eml").clippings
    assert letter.title == "Why the rye is late, and why it does not matter"
    assert (letter.source, letter.authors) == ("Tide Letters", ("Pell Anders",))
    assert letter.date == dt.datetime.fromisoformat("2025-07-27T18:02:11-04:00")
    assert letter.date is not None
    assert letter.date.utcoffset() == dt.timedelta(hours=-4)  # type: ignore[union-attr]
    assert letter.date_basis is None
    assert letter.ident == "a1b2c3@lists.example"
    assert letter.url == "https://tideletters.example/p/why-the-rye-is-late"


def test_lines_that_look_like_headings_are_subheads() -> None:
    (letter,) = read("letter.eml").clippings
    heads = [block.text for block in letter.body if block.kind == "subhead"]
    assert heads[0] == "A wet May that nobody had expected"
    assert len(heads) == 3


def test_hidden_preview_text_is_left_out() -> None:
    assert not any("Nobody had expected so much rain" in text for text in texts(read("letter.eml")))


def test_what_letters_print_around_the_text_is_dropped_with_a_reason() -> None:
    reasons = {drop.text: drop.reason for drop in read("letter.eml").dropped}
    assert reasons["View in browser"] == "view in browser"
    assert reasons["Leave a comment"] == "share and subscribe"
    assert "© 2025 Pell Anders. Unsubscribe" in reasons


def test_links_lead_where_they_led_before_they_were_counted() -> None:
    (letter,) = read("letter.eml").clippings
    links = [
        link.url for block in letter.body if isinstance(block, LinkedBlock) for link in block.links
    ]
    assert links == ["https://ketterferries.example/timetable"]


def test_hard_wrapped_lines_are_joined_and_notes_become_links() -> None:
    (letter,) = read("plain-letter.eml").clippings
    assert letter.title == "Second quarry refused at Fenner's Hill"
    first = letter.body[0]
    assert first.text.endswith("citing dust that had settled on the reservoir all spring.")
    assert isinstance(first, LinkedBlock)
    link = first.links[0]
    assert (first.text[link.start : link.end], link.url) == (
        "dust",
        "https://sprey.example/dust-report",
    )
    kinds = [(block.kind, block.text) for block in letter.body]
    assert ("subhead", "WHAT HAPPENS NOW") in kinds
    assert ("item", "the road stays closed to lorries of more than seven tons.") in kinds
    assert not any("unsubscribe" in text for _, text in kinds)


def test_a_wrong_charset_does_not_spoil_the_letters() -> None:
    (letter,) = read("wrong-charset.eml").clippings
    assert (letter.title, letter.source) == ("Fähren fahren wieder", "Küstenblatt")
    assert "für das Ende des Streiks gestimmt – „endlich“" in letter.body[0].text


def test_a_sidecar_of_a_person_stands_above_the_headers() -> None:
    (letter,) = read("letter.eml", Sidecar(source="Anders's letters", lang="en")).clippings
    assert (letter.source, letter.lang) == ("Anders's letters", "en")


def test_a_letter_of_pictures_is_a_problem_that_says_so() -> None:
    found = read("pictures-only.eml")
    assert not found.clippings
    assert "hardly any text" in found.problems[0].message


def test_format_flowed_is_joined_where_it_says() -> None:
    body = b"\nThe boats sail \nagain on Monday \nat six.\nShort.\n"
    body = b"Content-Type: text/plain; format=flowed\n" + body
    assert texts(of(HEAD + body + TEXT))[:2] == ["The boats sail again on Monday at six.", "Short."]


# ---- digests -----------------------------------------------------------------------------------


def test_a_digest_gives_its_articles_with_their_own_links_and_days() -> None:
    found = read("digest.eml")
    assert len(found.clippings) == 5
    first = found.clippings[0]
    assert first.title == "Ferry crews in Maunaloa Bay vote to end nine-day strike"
    assert first.url == "https://harbortimes.example/2025/07/story-101"
    assert (first.source, first.via) == ("Harbor Times", None)
    assert (first.date, first.date_basis, first.when) == (
        dt.date(2025, 7, 29),
        None,
        "29 July 2025",
    )
    assert first.ident == "20250729.77@mail.harbortimes.example#1"
    assert [block.text[:9] for block in first.body] == ["Deckhands"]


def test_a_digest_names_what_stands_around_its_articles() -> None:
    dropped = read("digest.eml").dropped
    assert any(drop.text.startswith("Good morning.") for drop in dropped)
    assert any(drop.reason == "how to unsubscribe" for drop in dropped)


def test_a_digest_in_plain_text_gives_its_articles_on_their_lines() -> None:
    found = read("plain-digest.eml")
    lines = (FIXTURES / "plain-digest.eml").read_text().split("\n")
    assert len(found.clippings) == 4
    for clipping in found.clippings:
        assert lines[clipping.span.first - 1] == clipping.title
        assert "Read more" in lines[clipping.span.last - 1]
        assert "utm_" not in (clipping.url or "")
        assert (clipping.date, clipping.date_basis) == (dt.date(2025, 7, 29), "inferred")


def test_articles_of_other_outlets_come_by_way_of_the_digest() -> None:
    first = read("other-outlets.eml").clippings[0]
    assert (first.source, first.via) == (None, "The Week in Nine Minutes")


# ---- forwarded ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title", "source", "day"),
    [
        ("forwarded-gmail.eml", "Lost notebooks found in a granary", "Moss Weekly", 28),
        ("forwarded-apple.eml", "Rye harvest the largest in forty years", "Sorrel Gazette", 27),
        ("forwarded-outlook-german.eml", "Fähren fahren wieder", "Küstenblatt", 29),
        (
            "forwarded-attached.eml",
            "Second quarry refused at Fenner's Hill",
            "Sprey Valley Bulletin",
            28,
        ),
    ],
)
def test_of_a_forwarded_letter_the_original_counts(
    name: str, title: str, source: str, day: int
) -> None:
    (letter,) = read(name).clippings
    assert (letter.title, letter.source) == (title, source)
    assert isinstance(letter.date, dt.date)
    assert (letter.date.month, letter.date.day) == (7, day)
    said = " ".join(block.text for block in letter.body)
    assert not any(word in said for word in ("Zur Kenntnis", "For the shelf", "See below", "Von:"))


def test_a_reply_that_quotes_headers_is_not_taken_for_a_forwarded_letter() -> None:
    text = (
        TEXT + b"\nFrom: the quay\nDate: today\nSubject: boats\nTo: all\n\nMore of the same text.\n"
    )
    (letter,) = of(HEAD + text).clippings
    assert letter.source == "Tern Press"


# ---- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted", "plain"),
    [
        ("https://a.example/x?utm_source=m&id=7&mc_cid=1", "https://a.example/x?id=7"),
        (
            "https://click.m.example/r?url=https%3A%2F%2Fa.example%2Fx%3Fid%3D7",
            "https://a.example/x?id=7",
        ),
        ("https://t.example/CL0/https:%2F%2Fa.example%2Fx/1/0100/abc", "https://a.example/x"),
        ("https://m.example/c/abc/aHR0cHM6Ly9hLmV4YW1wbGUveA", "https://a.example/x"),
        ("https://x.test/v3/__https://a.example/x__;!!abc", "https://a.example/x"),
        ("https://click.m.example/ls/click?upn=abc", "https://click.m.example/ls/click?upn=abc"),
        ("https://a.example/login?next=/x", "https://a.example/login?next=/x"),
        (
            "https://a.example/x?url=javascript:alert(1)",
            "https://a.example/x?url=javascript:alert(1)",
        ),
    ],
)
def test_an_address_is_unwrapped_where_it_says_its_target(counted: str, plain: str) -> None:
    assert unwrapped(counted) == plain


# ---- what is mail ------------------------------------------------------------------------------


def test_mail_is_known_by_its_headers_whatever_its_name() -> None:
    for file in FIXTURES.glob("*.eml"):
        assert is_mail(file.read_bytes()[:65_536], "seeds/anything.bin"), file.name


@pytest.mark.parametrize(
    "head",
    [
        b"title: a note\ndate: 2025-07-29\n\nText",
        b"From: <Saved by Blink>\nSubject: A page\nDate: x\nMIME-Version: 1.0\n\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"Daily news\nFrom: here\n",
        b"",
    ],
)
def test_other_documents_are_no_mail(head: bytes) -> None:
    assert not is_mail(head, "seeds/x.txt")


# ---- hostile -----------------------------------------------------------------------------------


def nested(levels: int) -> bytes:
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)
    )
    return HEAD + parts + b"Content-Type: text/plain\n" + TEXT


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no text"),
        (HEAD, "no text"),
        (nested(10_000), "nested more than 8 deep"),
        (HEAD + b"Content-Type: message/rfc822\n\nFrom: a@b.example\n" * 10_000, "nested"),
        (
            HEAD
            + b"Content-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: text/plain\n\nx\n" * 100_000,
            "more than 300 parts",
        ),
        (b"".join(b"X-%d: y\n" % n for n in range(100_000)) + HEAD + TEXT, "headers are longer"),
        (b"Subject: " + b"=?utf-8?q?a?= " * 80_000 + b"\n" + HEAD + TEXT, "headers are longer"),
        (HEAD.replace(b"2025", b"2087") + TEXT, "2087-07-29, cannot be"),
        (HEAD.replace(b"29 Jul", b"9" * 5000) + TEXT, "date cannot be read"),
        (
            HEAD + b"Content-Type: multipart/report; boundary=b\n\n--b\n" + TEXT,
            "report of delivery",
        ),
        (bytes(range(256)) * 4000, "no text"),
        (HEAD + b"\n" + b"a b c\n\n" * 100_000, "too long"),
    ],
    ids=[
        *("empty", "headers", "nested", "attached", "wide", "many-headers", "long-header"),
        *("2087", "date", "report", "binary", "long"),
    ],
)
def test_hostile_messages_are_problems(data: bytes, says: str) -> None:
    assert any(says in problem.message for problem in of(data).problems)


@pytest.mark.parametrize(
    "data",
    [
        HEAD
        + b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
        + b"PGI+aGV!!G8gd2" * 999,
        HEAD + b'Content-Type: text/plain; charset="../../x\x00"\n' + TEXT,
        HEAD + b"Content-Type: text/plain; charset=unicode_escape\n" + TEXT + b"\\x4",
        HEAD + b"Content-Type: text/html\n\n<p>" + TEXT.replace(b"o", b"\x00o"),
        HEAD.replace(b"\n", b"\r\n") + b"\r\r" + TEXT,
        HEAD + b"\n" + b"*a_" * 300_000,
        HEAD + b"Content-Type: text/html\n\n" + b"<table><tr><td>" * 300 + TEXT,
        HEAD.replace(b"A letter", b"Fwd: x") + b"\n" + b"From: a\nDate: b\nSubject: c\n" * 30_000,
        HEAD + b'Content-Type: text/plain; name="../../etc/passwd"\n' + TEXT,
    ],
    ids=["base64", "charset", "codec", "nul", "ends", "stars", "tables", "forwards", "name"],
)
def test_odd_messages_are_read_as_far_as_they_can_be(data: bytes) -> None:
    found = of(data)
    assert len(found.clippings) == 1
    assert "\x00" not in " ".join(texts(found))
    assert found.clippings[0].title in ("A letter", "c")


def test_a_date_that_cannot_be_gives_way_to_the_capture() -> None:
    (letter,) = of(HEAD.replace(b"2025", b"2087") + TEXT).clippings
    assert (letter.date, letter.date_basis) == (CAPTURED, "captured")


def test_a_name_of_an_attachment_is_used_for_nothing() -> None:
    found = read("forwarded-attached.eml")
    assert "passwd" not in repr(found)


@pytest.mark.parametrize(
    ("above", "source"),
    [
        (
            "----- Forwarded Message ----- From: Moss Weekly <p@m.example>To: a <a@b.example>Sent: "
            "Monday, July 28, 2025, 07:05:00 AM GMT+1Subject: Lost notebooks",
            "Moss Weekly",
        ),
        ('On 28/07/2025 07:05, "Moss Weekly" <p@m.example> wrote:', "Moss Weekly"),
        (
            "---------- Messaggio inoltrato ----------\nDa: Moss Weekly <p@m.example>\n"
            "Data: lun 28 lug 2025 alle ore 07:05\nOggetto: Lost notebooks\nA: <a@b.example>\n",
            "Moss Weekly",
        ),
        (
            "________________________________\nFrom: Moss Weekly <p@m.example>\n"
            "Sent: Monday, July 28, 2025 7:05 AM\nTo: a@b.example\nSubject: Lost notebooks\n",
            "Moss Weekly",
        ),
        ("What do you think?", "Tern Press"),
    ],
    ids=["yahoo", "outlook-2019", "gmail-italian", "outlook-live", "none"],
)
def test_mail_programs_print_the_original_in_their_own_ways(above: str, source: str) -> None:
    head = HEAD.replace(b"A letter", b"Fwd: Lost notebooks")
    (letter,) = of(head + f"\n{above}\n".encode() + TEXT).clippings
    assert (letter.title, letter.source) == ("Lost notebooks", source)


def test_a_letter_in_a_letter_keeps_what_it_was_called_by_its_sender() -> None:
    (letter,) = read("forwarded-attached.eml").clippings
    assert letter.ident == "q99@sprey.example"


def test_the_address_at_which_a_list_is_written_to_is_no_article() -> None:
    posting = b"List-Post: <https://groups.example/group/x/post>, <mailto:x@groups.example>\n"
    assert of(posting + HEAD + TEXT).clippings[0].url is None
