"""A removed article is written by no capture again, in whatever form it comes."""

from __future__ import annotations

from newsstand import BRIDGE, FERRY, Newsstand, clipping

from broadsheet import content
from broadsheet.content.removed import removed
from broadsheet.intake.deciding import Same, Shelf, Write, decisions
from broadsheet.intake.register import PATH as CAPTURED
from broadsheet.intake.register import register
from broadsheet.intake.removal import banned, traced
from broadsheet.library import removal
from broadsheet.model import Annotations, Clipping

PATH = "content/2026/03/10/ferry-stays-in-harbour.md"
URL = "https://post.example/2026/03/ferry-stays-in-harbour"
TITLE = "Ferry stays in harbour"
SAID = "stays away: see content/removed.yaml"


def ingest(stand: Newsstand, entries: str, *clippings: Clipping) -> dict[str, str]:
    """Do what is decided with these entries of removed.yaml; return path -> what was said."""
    articles = {
        path: read
        for path, text in stand.files.items()
        if path.endswith(".md") and (read := content.article(text, path)[0])
    }
    known, _ = register(stand.files.get(CAPTURED, ""))
    listed, _ = removed(entries)
    url = "https://digest.example"
    found, _ = traced(listed, articles.values(), known.rows, url)
    taken = removal(found, tuple(articles.values()), (), (), url)
    away = banned(taken.ids, found, articles.values(), known.rows, url)
    shelf = Shelf(articles, frozenset(stand.files), known, away)
    done = decisions([(one, Annotations()) for one in clippings], shelf)
    told = {}
    for intent in done.intents:
        if isinstance(intent, Write):
            stand.files[intent.path] = intent.text
            told[intent.path] = "new" if intent.is_new else "changed"
        else:
            told[intent.path] = "same" if isinstance(intent, Same) else intent.reason
    stand.files[CAPTURED] = done.register.tsv
    return told


def stand_with_ferry() -> Newsstand:
    stand = Newsstand()
    stand.ingest(clipping(TITLE, FERRY, url=URL))
    assert stand.paths == [PATH]
    return stand


BY_FILE = f"articles:\n  - {PATH}\n"


def test_the_same_lines_leave_the_file_as_it_is() -> None:
    stand = stand_with_ferry()
    before = stand.files[PATH]
    again = clipping(TITLE, f"{FERRY} {BRIDGE}", seed="b", url=URL)
    assert ingest(stand, BY_FILE, again) == {PATH: SAID}
    assert stand.files[PATH] == before


def test_with_its_file_deleted_as_well_no_form_of_it_comes_back() -> None:
    stand = stand_with_ferry()
    del stand.files[PATH]
    forms = {
        "the same capture": clipping(TITLE, FERRY, url=URL),
        "its lines in another file": clipping(TITLE, FERRY, seed="b"),
        "its address, under another title": clipping(
            "Boat idle", FERRY, seed="c", url=f"{URL}/?utm_source=x"
        ),
        "its text at another outlet": clipping(TITLE, FERRY, seed="d", source="Kestrel Echo"),
    }
    for how, form in forms.items():
        assert ingest(stand, BY_FILE, form) == {PATH: SAID}, how


def test_an_original_that_was_never_captured_is_kept_out_by_its_address() -> None:
    stand = Newsstand()
    feed = clipping(TITLE, FERRY, url=f"{URL}?utm_medium=rss")
    other = clipping("Bridge cracks", BRIDGE, line=9)
    said = ingest(stand, f"articles:\n  - {URL}\n", feed, other)
    assert said == {
        "content/removed.yaml": "keeps away seeds/a.txt#L1-L3",
        "content/2026/03/10/bridge-cracks.md": "new",
    }
    assert "harbour" not in stand.files[CAPTURED]


def test_other_articles_are_taken_in_as_ever() -> None:
    stand = stand_with_ferry()
    said = ingest(stand, BY_FILE, clipping("Bridge cracks", BRIDGE, seed="b"))
    assert said == {"content/2026/03/10/bridge-cracks.md": "new"}


def test_a_new_article_never_takes_the_name_of_a_removed_file() -> None:
    said = ingest(Newsstand(), f"articles:\n  - {PATH}\n", clipping(TITLE, FERRY))
    assert said == {PATH: "new"}  # nothing of that name was ever here
    stand = Newsstand({PATH: "---\ntitle: Ferry\ndate: 2026-03-10\n---\n\nBy hand.\n"})
    said = ingest(stand, BY_FILE, clipping(TITLE, FERRY))
    assert said == {"content/2026/03/10/ferry-stays-in-harbour-2.md": "new"}


def test_a_new_article_joins_no_story_of_a_removed_one() -> None:
    stand = stand_with_ferry()
    sequel = f"{FERRY} The inquiry into the ferry between Saltmarsh and Ottilie began on Tuesday."
    ingest(
        stand,
        BY_FILE,
        clipping(
            "Ferry stays in harbour, inquiry begins",
            sequel,
            seed="b",
            url="https://echo.example/2026/ferry-inquiry-begins-now",
            source="Kestrel Echo",
        ),
    )
    assert not any("story: ferry-stays" in text for text in stand.files.values())
