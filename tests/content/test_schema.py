"""The JSON Schema of front matter, and the settings of editors: made from the table of keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest

from broadsheet import content
from broadsheet.cli.schemas import FILES, schema_text
from broadsheet.content.described import DESCRIBED, MACHINE, RECORD_DESCRIBED
from broadsheet.content.front import parts
from broadsheet.content.keys import KEYS, RECORD_KEYS
from broadsheet.yaml12 import load

PROJECT = Path(__file__).parents[2]
ARTICLES = sorted((PROJECT / "content").glob("2*/**/*.md"))
RECORDS = sorted((PROJECT / "content" / "entities").glob("*.md"))


def schema(what: str) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(schema_text(what))
    jsonschema.Draft7Validator.check_schema(found)
    return found


def front(text: str) -> Any:
    return load(parts(text, "x.md").front, "x.md").value


def faults(said: str, what: str = "article") -> list[str]:
    found = jsonschema.Draft7Validator(schema(what)).iter_errors(front(f"---\n{said}\n---\n"))
    return [str(fault.path[0]) if fault.path else "" for fault in found]


@pytest.mark.parametrize("what", FILES)
def test_the_files_in_the_documentation_are_what_the_command_makes(what: str) -> None:
    hint = f"python build.py schema {what} --out {FILES[what]}"
    assert (PROJECT / FILES[what]).read_text() == schema_text(what), hint


def test_every_key_is_described() -> None:
    assert set(DESCRIBED) == {key.name for key in KEYS}
    assert set(RECORD_DESCRIBED) == {key.name for key in RECORD_KEYS}
    assert set(DESCRIBED) > MACHINE


@pytest.mark.parametrize(("what", "files"), [("article", ARTICLES), ("record", RECORDS)])
def test_all_that_is_kept_here_is_valid(what: str, files: list[Path]) -> None:
    validator = jsonschema.Draft7Validator(schema(what))
    wrong = {
        p.name: [e.message for e in validator.iter_errors(front(p.read_text()))] for p in files
    }
    assert {name: found for name, found in wrong.items() if found} == {}
    assert files


SAID = [
    # a line, and whether it is well
    ("title: 1984", True),
    ("title: [a]", False),
    ("date: 2025-07-29", True),
    ("date: 2025-07-29 09:12", True),
    ("date: 2025-07-29T09:12:00+08:00", True),
    ("date: 29 July 2025", False),
    ("date: 5", False),
    ("lastmod:", True),
    ("draft: true", True),
    ("draft: yes", False),
    ("slug: a-ferry", True),
    ("slug: A Ferry", False),
    ("lang: pt-BR", True),
    ("lang: English", False),
    ("authors: Jo Lind", True),
    ("author: [Jo Lind, 311]", True),
    ("authors: {a: b}", False),
    ("topics: sport, health", True),
    ("tags: [a-topic-of-ours]", True),
    ("topics: [[sport]]", False),
    ("date_basis: relative", True),
    ("date_basis: guessed", False),
    ("story_doubt: 0.4", True),
    ("story_doubt: 4", False),
    ("also_at: [Post, 'Herald: High water']", True),
    ("quotes:\n  - Mara Quist: Not now.", True),
    ("quotes: [[a]]", False),
    ("corrections: '2025-08-06: It was 12.'", True),
    ("corrections:\n  - 2025-08-06: It was 12.", True),
    ("corrections:\n  - {date: 2025-08-06, text: It was 12.}", True),
    ("corrections: [it was 12]", False),
    ("corrections:\n  - 6 August: It was 12.", False),
    ("mine: {a: [1]}", True),
]


@pytest.mark.parametrize(("line", "is_well"), SAID)
def test_the_schema_says_what_the_reader_says(line: str, is_well: bool) -> None:
    said = line if line.startswith("date:") else f"{line}\ndate: 2025-07-29"
    _, problems = content.article(f"---\n{said}\n---\nText.\n", "content/2025/07/29/x.md")
    assert (problems == ()) == is_well
    assert (faults(said) == []) == is_well


def test_a_record_needs_a_type() -> None:
    assert faults("name: Vale", "record") == [""]
    assert faults("name: Vale\ntype: planet", "record") == ["type"]
    assert faults("name: Vale\ntype: place\npublic: false", "record") == []


_FIELD_TYPES = {
    *("string", "number", "datetime", "boolean", "choice", "taxonomy", "draft", "list", "slug"),
}


def test_front_matter_in_vs_code_knows_every_key() -> None:
    said = orjson.loads(schema_text("vscode"))
    article, record = said["frontMatter.taxonomy.contentTypes"]
    assert [field["name"] for field in article["fields"]] == [key.name for key in KEYS]
    assert [field["name"] for field in record["fields"]] == [key.name for key in RECORD_KEYS]
    assert {field["type"] for field in article["fields"]} <= _FIELD_TYPES
    hidden = {field["name"] for field in article["fields"] if field.get("hidden")}
    assert hidden == MACHINE
    (topics,) = said["frontMatter.taxonomy.customTaxonomy"]
    assert "sport" in topics["options"]


_WIDGETS = {"string", "text", "datetime", "boolean", "list", "select", "number", "hidden"}


def test_decap_knows_every_key() -> None:
    said = load(schema_text("decap"), "config.yml").value
    articles, records = said["collections"]
    assert [field["name"] for field in articles["fields"]] == [*(k.name for k in KEYS), "body"]
    assert records["identifier_field"] == "name"
    assert {field["widget"] for field in articles["fields"]} <= {*_WIDGETS, "markdown"}
    assert articles["path"] == "{{year}}/{{month}}/{{day}}/{{slug}}"
    assert (articles["media_folder"], articles["public_folder"]) == ("/templates/static", "/static")
    needed = [field["name"] for field in articles["fields"] if field["required"]]
    assert needed == ["title", "date"]
