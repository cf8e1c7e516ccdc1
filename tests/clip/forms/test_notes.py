"""Markdown files of other programs, and our own: one article each."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.clip.forms import table
from broadsheet.clip.forms.markdown import markdown
from broadsheet.clip.forms.notes import clipped, is_notes
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.content.escape import body
from broadsheet.model import Block, Clipping, Link, LinkedBlock, Sidecar

FIXTURES = Path(__file__).parent / "fixtures" / "notes"
KEPT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


LETTERS = "abcdefghijklmnopqrstuvwxyz"
BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 8)}]\n" for a, b in pairwise(LETTERS)
)


def read(name: str, **more: object) -> Clipped:
    data = (FIXTURES / name).read_bytes()
    assert is_notes(data[:65_536], name)
    return clipped(Record(f"seeds/{name}", data, KEPT, **more))  # type: ignore[arg-type]


def one(name: str, **more: object) -> Clipping:
    done = read(name, **more)
    assert done.problems == ()
    (clipping,) = done.clippings
    return clipping


def said(text: str, name: str = "a.md") -> Clipped:
    return clipped(Record(f"seeds/{name}", text.encode(), KEPT))


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_the_table_knows_a_note_from_its_bytes(name: str) -> None:
    assert table.form((FIXTURES / name).read_bytes(), name).name == "notes"


def test_a_web_clipping_of_obsidian_has_names_without_brackets_and_the_published_day() -> None:
    note = one("clipper.md")
    assert note.title == "Old harbour shuts for the winter"
    assert note.authors == ("Ana Quill", "Bo Ferrant")
    assert note.url == "https://quay.example/news/old-harbour?ref=front"
    assert note.source is None
    assert (note.date, note.captured) == (dt.date(2025, 7, 20), dt.date(2025, 7, 22))
    assert note.keywords == ("clippings", "harbours")
    assert note.summary == "Boats move to the new basin."


def test_marks_of_obsidian_become_text_or_go() -> None:
    first, quote, *items, footnote = one("clipper.md").body
    text = "The harbour closed on Monday, said Tilda Ros. Boats move to the new basin."
    at = text.index("new basin")
    link = Link(at, at + len("new basin"), "https://quay.example/basin")
    assert first == LinkedBlock("paragraph", text, (link,))
    assert quote == Block("quote", 'The mayor "We waited long enough."')
    assert items == [Block("item", "buoys lifted"), Block("item", "cranes sold")]
    assert footnote == Block("paragraph", "Opened in May.")


def test_toml_of_hugo_gives_times_people_and_a_body_with_a_table() -> None:
    note = one("hugo.md")
    assert note.date == dt.datetime.fromisoformat("2025-06-03T08:30:00+02:00")
    assert note.updated == dt.date(2025, 6, 4)
    assert note.authors == ("Ilse Marn", "Jo Teal")
    assert note.keywords == ("ferries", "timetables", "Transport")
    assert note.url == "https://straits.example/ferries"
    assert [block.kind for block in note.body] == [
        *("paragraph", "subhead", "step", "step", "row", "row", "row", "paragraph")
    ]
    assert note.body[6].text == "Night\t22:40"
    assert note.body[7].text == "Fares stay the same."


def test_a_jekyll_post_has_its_day_and_title_from_the_name() -> None:
    note = one("2025-03-09-low-tide.md")
    assert (note.title, note.date) == ("Low tide", dt.date(2025, 3, 9))
    assert [block.text[:8] for block in note.body] == ["The tide"]


def test_front_matter_in_json_is_read() -> None:
    note = one("json.md")
    assert (note.title, note.date) == ("Lamp oil runs short", dt.date(2025, 2, 11))
    assert note.body == (Block("paragraph", "Shops sold out of lamp oil by noon."),)


def test_a_lone_heading_is_the_title() -> None:
    note = one("bare.md")
    assert note.title == "A bridge reopens"
    assert [block.kind for block in note.body] == ["paragraph", "subhead", "paragraph"]
    assert note.date is None


def test_a_draft_is_passed_over_and_said() -> None:
    done = read("draft.md")
    assert (done.clippings, done.problems) == ((), ())
    assert [(drop.text, drop.reason) for drop in done.dropped] == [("Not yet", "a draft")]


def test_our_own_file_comes_back_word_for_word() -> None:
    note = one("ours.md")
    text = (FIXTURES / "ours.md").read_text()
    assert body(note.body) == text.split("---\n\n", 1)[1].rstrip("\n")
    assert note.title == "Lift [[bridge]] & lock: {% what %} now?"
    assert note.authors == ("Ada Lind and Sons", "Ruben, of the Quay")
    assert note.keywords == ("bridges, moving", "transport-accident")
    assert (note.source, note.url) == ("The Sennet Courier", "https://courier.example/lift")
    assert note.date == dt.datetime.fromisoformat("2026-03-02T07:40:00+02:00")
    assert note.captured_basis == "stated"


def test_what_a_person_declared_beside_the_file_wins() -> None:
    sidecar = Sidecar(source="The Quay", lang="en", rights="kept", noindex=True)
    note = one("clipper.md", sidecar=sidecar)
    assert (note.source, note.lang, note.rights, note.noindex) == ("The Quay", "en", "kept", True)


def test_a_text_dump_is_no_note() -> None:
    dumps = (
        "First headline\n\n---\n\nSecond headline\n",
        "---\nStorm hits the coast\nIt rained for days.\n---\nAnother\n",
        "# One\n\nText.\n\n# Two\n\nText.\n",
        "plain words\n",
        "",
    )
    assert not any(is_notes(dump.encode(), "dump.md") for dump in dumps)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("---\ntitle: Never closed\n\nText.\n", "no end"),
        ("---\ntitle: [never\n---\n\nText.\n", ""),
        (f"---\n{BOMB}---\nText.\n", ""),
        ("---\nx: " + "[" * 50_000 + "\n---\nText.\n", ""),
        ("+++\nx = " + "[" * 50_000 + "\n+++\nText.\n", "TOML"),
        ("+++\ntitle = never\n+++\nText.\n", "TOML"),
        ("---\ntitle: Empty\n---\n", "no text"),
        ('{"x": ' + "[" * 90_000, "JSON|deep"),
    ],
)
def test_a_broken_note_is_a_problem_and_no_more(text: str, fault: str) -> None:
    done = said(text)
    assert done.clippings == ()
    (problem,) = done.problems
    assert any(part in problem.message for part in fault.split("|"))
    assert len(str(problem)) < 400


def test_a_day_far_ahead_is_not_believed() -> None:
    done = said("---\ntitle: Ahead\ndate: 2087-01-01\n---\n\nText.\n")
    assert "2087-01-01" in done.problems[0].message
    assert done.clippings[0].date is None


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 60_000, ">" * 60_000, "- " * 40_000, "*a " * 19_000, "{{<" * 9000, "`" * 20_000),
        *("<a " * 19_000, "[a](b" * 19_000, "%%" * 9000, "[[a" * 9000, "|a" * 3000 + "\n|-|"),
    ],
)
def test_markdown_made_to_hurt_is_read_or_left(text: str) -> None:
    markdown(text)
    markdown(text, exact=True)


LINE = st.text(st.characters(codec="utf-8"), max_size=60)
KINDS = st.sampled_from(["paragraph", "subhead", "quote", "item", "step", "caption", "code", "row"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(Block, KINDS, LINE), max_size=6))
def test_a_body_that_we_wrote_is_read_exactly(blocks: list[Block]) -> None:
    written = body(blocks)
    assert body(markdown(written, exact=True)) == written
