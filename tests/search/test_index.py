"""What the index holds, and what of it an edit touches."""

from __future__ import annotations

import datetime as dt
import pickle
import random
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from shards import by_the_script, entry, index, manifest, named, postings

from broadsheet.search import Facet, IndexFile
from broadsheet.search.segments import Drawer, segments

VOCABULARY = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("ntal", "rvid", "llor")]


def archive(count: int, seed: int = 1) -> list[Any]:
    """Return articles of a year and a half, some a day."""
    chance = random.Random(seed)
    first = dt.date(2024, 3, 1)
    return [
        entry(
            (first + dt.timedelta(days=number * 540 // count)).isoformat(),
            f"Report {number}",
            " ".join(chance.choices(VOCABULARY, k=30)),
            facets={"topic": [chance.choice(["weather", "economy"])]},
        )
        for number in range(count)
    ]


def holders(found: dict[str, bytes], term: str) -> list[int]:
    """Return the numbers of the articles that hold a term, as the script reads them."""
    all: list[int] = []
    for segment in manifest(found)["segments"]:
        for address, data in found.items():
            held = orjson.loads(data)
            if address.startswith(f"{segment['at']}/") and isinstance(held.get(term), str):
                script = "(text, bases) => { const all = [];"
                script += "s.decode(text, bases, article => all.push(article)); return all; }"
                all += by_the_script(script, held[term], segment["bases"])
    return sorted(all)


def test_a_word_leads_to_the_articles_that_hold_it() -> None:
    entries = archive(120)
    found = index(entries)
    word = VOCABULARY[7]
    wanted = [n for n, one in enumerate(entries) if word in one.body().split()]
    assert wanted
    assert holders(found, word) == wanted


def test_the_newest_month_stands_alone_and_the_others_by_year() -> None:
    told = manifest(index(archive(300)))
    assert [segment["at"] for segment in told["segments"]] == ["2025-08", "2025", "2024"]
    assert [month["name"] for month in told["months"]] == sorted(m["name"] for m in told["months"])
    assert told["months"][0]["base"] == 0
    assert told["size"] == 300


def test_every_file_is_named_by_the_manifest_and_every_name_has_its_file() -> None:
    found = index(archive(200))
    assert set(found) == named(found)
    assert list(found)[-1] == "index.json"


def test_every_file_says_that_it_is_ours() -> None:
    for data in index(archive(200)).values():
        assert data.startswith(b'{"_broadsheet"')


def test_the_same_articles_give_the_same_bytes_however_they_were_remembered() -> None:
    known: dict[Any, Any] = {}

    def remember(function: Callable[..., Any], *values: Any) -> Any:
        key = (function.__name__, *(value.version for value in values))
        if key not in known:
            known[key] = function(*values)
        return known[key]

    entries = archive(150)
    index(archive(120, seed=2), remember=remember)
    index(entries[:-3], remember=remember)
    assert index(entries, remember=remember) == index(entries)


def test_an_edit_in_the_past_touches_only_the_files_of_the_words_that_changed() -> None:
    entries = archive(400)
    before = index(entries)
    old = entries[40]
    edited = f"{old.body()} zeppelin"
    topics = {"topic": old.facets[1]}
    entries[40] = entry(f"{old.month}-{old.day:02}", old.title, edited, facets=topics)
    after = index(entries)
    new = {address for address in after if before.get(address) != after[address]}
    assert len(new) == 2
    assert "index.json" in new
    (touched,) = new - {"index.json"}
    assert b"zeppelin" in after[touched]


def test_a_new_article_of_the_newest_month_leaves_all_years_alone() -> None:
    entries = archive(400)
    before = index(entries)
    after = index([*entries, entry(f"{entries[-1].month}-28", "Late", "zeppelin bantal")])
    changed = {address for address in before.keys() ^ after.keys() if address != "index.json"}
    assert {address.partition("/")[0] for address in changed} == {"2025-08"}


def test_a_name_that_is_withheld_finds_nothing_in_that_article() -> None:
    private = entry(
        "2025-07-29", "Verdict", "Mara Lindqvist spoke. Mára stayed.",
        names=("Mara Lindqvist",), hidden=("Lindqvist", "Mara Lindqvist"),
    )  # fmt: skip
    public = entry("2025-07-29", "Fair", "Mara Lindqvist opened the fair.")
    assert not {"mara", "lindqvist"} & postings(index([private])).keys()
    assert {"verdict", "spoke", "stayed"} <= postings(index([private])).keys()
    assert {"mara", "lindqvist"} <= postings(index([public])).keys()


def test_addresses_of_links_are_not_searched_and_their_words_are() -> None:
    found = postings(
        index([entry("2025-07-29", "A", "See [the budget](https://host.test/secret).")])
    )
    assert "budget" in found
    assert not {"host", "secret", "http"} & found.keys()


def test_narrowing_counts_only_what_is_offered() -> None:
    one = entry("2025-07-29", "A", facets={"topic": ["weather", "rare"], "person": ["mara"]})
    found = index([one], {"topic": [Facet("economy", "Economy"), Facet("weather", "Weather")]})
    (name,) = [address for address in found if address.startswith("2025-07/facets")]
    (month,) = orjson.loads(found[name])["months"]
    assert month["topic"] == chr(48 + 1)
    assert month["person"] == ""
    assert month["day"] == chr(48 + 29)


def test_no_articles_make_an_index_of_nothing() -> None:
    told = manifest(index([]))
    assert (told["size"], told["segments"], told["months"]) == (0, [], [])


@pytest.mark.parametrize(
    "title",
    ["<script>alert(1)</script>", "word " * 400, "عنوان من اليمين", '"quotes" \\ \u2028 \x00', ""],
)
def test_any_title_is_kept_as_it_is(title: str) -> None:
    found = index([entry("2025-07-29", title, address="/a/")])
    (rows,) = [data for address, data in found.items() if address.count("-") == 3]
    assert orjson.loads(rows)["rows"][0][0] == title


def test_a_term_of_the_title_says_more_than_one_of_the_text() -> None:
    told = postings(index([entry("2025-07-29", "Harbour", "ferry " + "filler " * 300)]))
    level = {term: postings_level(told[term]) for term in ("harbour", "ferry")}
    assert level["harbour"] > level["ferry"]


def postings_level(written: str) -> int:
    script = "text => { const all = [];"
    script += "s.decode(text, [0], (_, level) => all.push(level)); return all; }"
    (found,) = by_the_script(script, written)
    return int(found)


def test_a_file_travels_to_another_process_as_its_bytes() -> None:
    made = IndexFile("abc", lambda: b"bytes")
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert again.data() == b"bytes"


def test_only_the_months_of_one_segment_are_held_at_a_time() -> None:
    drawer = Drawer()
    for segment in segments(archive(60)):
        for month in segment.months:
            drawer.open(segment)(month)
        assert set(drawer._held) == {month.name for month in segment.months}


def test_hostile_text_costs_little() -> None:
    many = 50_000
    for body in ("](" * many, "<a:" * many, "&" * many, "[x](" + "y" * many, "é" * many):
        index([entry("2025-07-29", "A", body)])
