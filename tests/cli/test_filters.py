"""The filters as other programs use them: rows in, rows out, each as soon as it can be."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

from broadsheet import filters
from broadsheet.enrich.tagger import tagger
from broadsheet.errors import Problem

PROJECT = Path(__file__).parents[2]
RULES = tagger("rules")
BODY = (
    "The ferry Marsh Tern ran aground off Skerrow on Friday, and 148 people were taken off by "
    'boat. "Nobody screamed," said Agathe Sorley, who was on board. The tide was falling, the '
    "coast guard said, and the hull was whole. An inquiry will begin in Harrowick in March. "
    "The company that runs the ship has two others, and both of them kept to their timetable."
)
ROWS = [
    {"id": "tern-1", "title": "Ferry aground off Skerrow", "text": BODY, "date": "2026-01-09"},
    {"id": "tern-2", "title": "148 taken off ferry", "text": BODY[:200], "date": "2026-01-09"},
    {"id": 3, "text": "The Assembly of Aldermarch passed its budget by a single vote."},
]


def lines(rows: list[object]) -> list[bytes]:
    return [row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows]


def stories(rows: list[object], said: list[Problem]) -> dict[object, str]:
    read = filters.rows(lines(rows), "-", ("id", "text"), said.append)
    return {row["id"]: row["story"] for row in filters.grouped(read, RULES, "UTC", said.append)}


def test_an_annotated_row_has_what_the_contract_says() -> None:
    (row,) = filters.annotated([ROWS[0]], RULES)
    added = list(row)[4:]
    assert added == [
        *("lang", "mentions", "people", "organizations", "places"),
        *("topics", "summary", "key_points", "quotes", "about"),
    ]
    assert all(set(one) == {"start", "end", "type", "name"} for one in row["mentions"])
    assert all(set(one) == {"slug", "code", "score"} for one in row["topics"])
    assert row["quotes"] == [{"text": "Nobody screamed,", "speaker": "Agathe Sorley"}]
    assert all(point in BODY for point in row["key_points"])


def test_offsets_are_in_code_points() -> None:
    text = "🦭🦭 In Kraków, Agathe Sorley met Piet Sundelay."
    (row,) = filters.annotated([{"id": 1, "text": text}], RULES)
    spans = {text[one["start"] : one["end"]] for one in row["mentions"]}
    assert {"Agathe Sorley", "Piet Sundelay"} <= spans


def test_annotate_prints_a_row_before_it_reads_the_next() -> None:
    command = [sys.executable, "-m", "broadsheet", "annotate", "--tagger", "rules"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=PROJECT) as running:
        assert running.stdin
        assert running.stdout
        for row in ROWS:
            running.stdin.write(json.dumps(row).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == row["id"]
        running.stdin.close()


def test_rows_are_read_one_at_a_time() -> None:
    taken = []

    def source():
        for row in ROWS:
            taken.append(row["id"])
            yield row

    first = next(filters.annotated(source(), RULES))
    assert [first["id"]] == taken


def test_a_bad_line_is_a_problem_and_the_others_go_on() -> None:
    said: list[Problem] = []
    bad = [b"{no\n", b"[1]\n", b"\xff\xfe\n", {"id": 9}, {"id": 9, "text": 4}, b"\n"]
    read = list(filters.rows(lines([*bad, ROWS[2]]), "in.jsonl", ("text",), said.append))
    assert [row["id"] for row in read] == [3]
    assert [(one.path, one.line) for one in said] == [("in.jsonl", n) for n in range(1, 6)]


def test_two_reports_of_an_event_are_one_story_whatever_the_order() -> None:
    told = stories(list(ROWS), [])
    assert told == {"tern-1": "tern-1", "tern-2": "tern-1", 3: "3"}
    for seed in range(4):
        assert stories(random.Random(seed).sample(ROWS, len(ROWS)), []) == told


def test_reports_without_a_date_still_meet() -> None:
    undated = [{key: row[key] for key in row if key != "date"} for row in ROWS]
    told = stories(undated, [])
    assert told["tern-1"] == told["tern-2"] != told[3]


def test_an_id_twice_and_a_date_that_is_none_are_problems() -> None:
    said: list[Problem] = []
    told = stories([ROWS[0], ROWS[0], {**ROWS[2], "date": "Friday"}], said)
    assert set(told) == {"tern-1", 3}
    assert "was there before" in said[0].message
    assert "cannot be read: Friday" in said[1].message


def test_no_rows_are_no_stories() -> None:
    assert stories([], []) == {}
