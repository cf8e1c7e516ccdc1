"""The register survives being written, read, merged and damaged."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from newsstand import BRIDGE, FERRY, Newsstand, clipping

from broadsheet.intake.register import PATH, Register, Registered, register

GOOD = (
    "content/2026/03/10/a.md\tseeds/a.txt#L1-L3\t00112233445566aa\t0123456789abcdef"
    "\tfedcba9876543210\tOttilie Post"
)
ROW = Registered(
    file="content/2026/03/10/a.md",
    seed="seeds/a.txt",
    first=1,
    last=3,
    title="00112233445566aa",
    whole="fedcba9876543210",
    source="Ottilie Post",
    text=0x0123456789ABCDEF,
)
names = st.text(min_size=1, max_size=20).filter(lambda name: name.strip() == name)
rows = st.builds(
    Registered,
    file=st.just("content/2026/03/10/a.md"),
    seed=names.map(lambda name: f"seeds/{name}"),
    first=st.integers(1, 99),
    last=st.integers(100, 10**6),
    title=st.just("00112233445566aa"),
    whole=st.just("fedcba9876543210"),
    source=names | st.just(""),
    text=st.none() | st.integers(0, 2**64 - 1),
    address=st.sampled_from(["", "a.example/2026/caf%C3%A9-opens", "a.example/?p=12"]),
    ident=st.sampled_from(["", "tag:a.example,2026:1\t2", "a.example#12", "mid:1@a.example"]),
)


def test_a_row_is_a_line() -> None:
    assert register(GOOD + "\n") == (Register((ROW,)), ())
    assert Register((ROW,)).tsv.splitlines()[1] == GOOD


def test_address_and_id_stand_behind_the_rest_where_there_are_any() -> None:
    keyed = replace(ROW, address="a.example/2026/ferry-in-harbour")
    text = Register((keyed, replace(ROW, first=2))).tsv
    header, first, second = text.splitlines()
    assert header.endswith("source, address, id")
    assert first == f"{GOOD}\ta.example/2026/ferry-in-harbour\t-"
    assert second == GOOD.replace("L1-L3", "L2-L3")
    assert register(text) == (Register((keyed, replace(ROW, first=2))), ())


def test_seven_cells_are_a_damaged_line() -> None:
    _, problems = register(f"{GOOD}\ta.example/2026/ferry-in-harbour\n")
    assert len(problems) == 1


@given(st.lists(rows, max_size=5))
def test_rows_come_back_as_they_were(some: list[Registered]) -> None:
    text = Register(tuple(some)).tsv
    read, problems = register(text)
    assert problems == ()
    assert set(read.rows) == set(some)
    assert read.tsv == text


def test_a_damaged_line_is_a_problem_and_stays_for_a_person_to_mend() -> None:
    text = f"# old header\r\n<<<<<<< ours\n{GOOD}\r\ncontent/x.md\tseeds\n\n"
    read, problems = register(text)
    assert read.rows == (ROW,)
    assert [problem.line for problem in problems] == [2, 4]
    assert str(problems[0]).startswith("content/ingested.tsv:2:1: a damaged line, not used")
    assert read.tsv.splitlines()[1:] == [GOOD, "<<<<<<< ours", "content/x.md\tseeds"]


def test_a_row_cannot_lead_out_of_content() -> None:
    for file in ("content/../../etc/x.md", "/etc/x.md", "content/..\\x.md", "site/x.md"):
        _, problems = register(GOOD.replace("content/2026/03/10/a.md", file))
        assert len(problems) == 1, file


def test_every_sighting_has_a_row() -> None:
    stand = Newsstand()
    stand.ingest(
        clipping("Ferry stays in harbour", FERRY),
        clipping("Ferry stays in harbour", FERRY, seed="b"),
        clipping("Cracks in bridge", BRIDGE, seed="b", line=9),
    )
    lines = stand.files[PATH].splitlines()
    assert lines[0].startswith("# ")
    assert [line.split("\t")[:2] for line in lines[1:]] == [
        ["content/2026/03/10/cracks-in-bridge.md", "seeds/b.txt#L9-L11"],
        ["content/2026/03/10/ferry-stays-in-harbour.md", "seeds/a.txt#L1-L3"],
        ["content/2026/03/10/ferry-stays-in-harbour.md", "seeds/b.txt#L1-L3"],
    ]
