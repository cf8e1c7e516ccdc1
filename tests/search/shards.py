"""Entries in a few words, the files of an index, and what the browser's script makes of both."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from running import PROJECT, demand

from broadsheet.search import FACETS, Entry, Facet, Remember, afresh, files

SCRIPT = PROJECT / "templates" / "static" / "search.js"


def entry(day: str, title: str, body: str = "", **more: Any) -> Entry:
    """Return the entry of an article of a day like 2025-07-29; facets as lists by kind."""
    facets = more.pop("facets", {})
    told: dict[str, Any] = {
        "title": title,
        "address": f"/{day.replace('-', '/')}/{title.lower().replace(' ', '-')}/",
        "month": day[:7],
        "day": int(day[8:]),
        "iso": day,
        "when": day,
        "lang": "en",
        "source": "",
        "notes": (),
        "names": (),
        "subjects": (),
        "hidden": (),
        "facets": tuple(tuple(facets.get(kind, ())) for kind in FACETS),
        "version": f"{title} {body}",
        "_body": lambda: body,
    }
    return Entry(**{**told, **more})


def index(
    entries: Sequence[Entry],
    narrowing: Mapping[str, Sequence[Facet]] | None = None,
    remember: Remember = afresh,
) -> dict[str, bytes]:
    """Return the files of the index by address, in the order in which they are told."""
    offered = {kind: (narrowing or {}).get(kind, ()) for kind in FACETS}
    return {p.address: p.file.data() for p in files(entries, offered, remember)}


def manifest(found: Mapping[str, bytes]) -> dict[str, Any]:
    told: dict[str, Any] = orjson.loads(found["index.json"])
    return told


def postings(found: Mapping[str, bytes]) -> dict[str, str]:
    """Return the written postings of all terms, those of several segments one after the other."""
    all: dict[str, str] = {}
    for address in sorted(found):
        held = orjson.loads(found[address])
        for term, written in held.items():
            if isinstance(written, str) and address.count("-") in (1, 2) and "rows" not in held:
                all[term] = all.get(term, "") + written
    return all


def by_the_script(expression: str, *values: Any) -> Any:
    """Return what an expression of search.js's own functions gives in Node, as JSON."""
    node = shutil.which("node")
    demand(node, "Node")
    from broadsheet.search.words import RULES

    program = (
        f"const s = require({json.dumps(str(SCRIPT))}); s.ruled({json.dumps(RULES)});"
        "const values = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        f"process.stdout.write(JSON.stringify(({expression})(...values)));"
    )
    run = subprocess.run(
        [str(node), "-e", program],
        input=json.dumps(values),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def named(found: Mapping[str, bytes]) -> set[str]:
    """Return every address that the manifest names."""
    told = manifest(found)
    wanted = {f"facets-{told['facets']}.json", "index.json"}
    for segment in told["segments"]:
        at = segment["at"]
        wanted.add(f"{at}/facets-{segment['facets']}.json")
        names = [segment["terms"][n : n + 5] for n in range(0, len(segment["terms"]), 5)]
        wanted |= {f"{at}/{n}-{name}.json" for n, name in enumerate(names) if name != "-----"}
    for month in told["months"]:
        rows = [month["rows"][n : n + 5] for n in range(0, len(month["rows"]), 5)]
        wanted |= {f"{month['at']}-{n}-{name}.json" for n, name in enumerate(rows)}
    return wanted
