"""Names leave lists, bylines and quotations; with `redact` every text as well, and nothing else."""

from __future__ import annotations

import pytest
from newsroom import article, planned, record

from broadsheet.config import Settings
from broadsheet.content.removed import removed
from broadsheet.library import Library, library, struck
from broadsheet.library.nouns import Name
from broadsheet.model import Article

JANE = Name(("Jane Example",), redact=True)


def redacted(text: str, *forms: str) -> str:
    told = struck(article("2026/03/10/a", people=["Jane Example"], body=text), (JANE,))
    return told.body


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jane Example spoke.", "(name removed) spoke."),
        ("JANE EXAMPLE spoke.", "(name removed) spoke."),
        ("Jane\nExample’s house", "(name removed)’s house"),
        ("Ms Example left; EXAMPLE & Sons.", "Ms (name removed) left; (name removed) & Sons."),
        ("an example of Examples", "an example of Examples"),
        ("[Jane Example](https://x.example/Jane)", "[(name removed)](https://x.example/Jane)"),
        ("see https://x.example/Example today", "see https://x.example/Example today"),
        ("Mary Jane Exampleton", "Mary Jane Exampleton"),
        ("简Jane Example", "简(name removed)"),
    ],
)
def test_whole_names_and_surnames_give_way_to_a_mark(text: str, wanted: str) -> None:
    assert redacted(text) == wanted


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoë Strand", "Zoe\u0308 Strand"),
        ("Jean-Luc D'Arc", "Jean\\-Luc D’Arc"),
        ("J. P. Moss", "J\\. P. Moss"),
        ("赵明", "赵明"),
        ("김철수", "김철수"),
    ],
)
def test_a_name_is_known_however_it_is_typed(name: str, text: str) -> None:
    told = struck(article("2026/03/10/a", body=f"It was {text}."), (Name((name,), redact=True),))
    assert told.body == "It was (name removed)."


def test_every_text_of_the_article_is_redacted() -> None:
    said = "Jane Example"
    told = struck(
        article(
            "2026/03/10/a",
            f"{said} wins",
            body=said,
            summary=said,
            key_points=[said],
            credits=[f"Photo: {said}"],
            authors=["Bob Ray", said, f"Bob Ray and {said}"],
            keywords=["prize", said],
            quotes=[f"{said}: Hello.", "Bob Ray: I met Example.", "Bob Ray: Hello."],
            corrections=[f"2026-03-11: It was {said}"],
            also_at=[f"Post: {said} wins"],
            people=[said, "Bob Ray"],
            about=[said],
            extra={"photo": {"by": [said]}},
        ),
        (JANE,),
    )
    assert "Example" not in repr(told)
    assert told.people == ("Bob Ray",)
    assert told.authors == ("Bob Ray", "Bob Ray and (name removed)")
    assert told.quotes == ("Bob Ray: Hello.",)
    assert told.extra == {"photo": {"by": ["(name removed)"]}}


def test_an_article_that_names_nobody_removed_is_the_very_same() -> None:
    plain = article("2026/03/10/a", body="An example of Jane.", people=["Bob Ray"])
    assert struck(plain, (JANE,)) is plain


def test_a_type_spares_the_others_of_that_name() -> None:
    both = article("2026/03/10/a", people=["Jordan"], places=["Jordan"], about=["Jordan"])
    told = struck(both, (Name(("Jordan",), ("person",)),))
    assert (told.people, told.places, told.about) == ((), ("Jordan",), ("Jordan",))


def shelved(
    entries: str, *articles: Article, register: tuple[tuple[str, str], ...] = ()
) -> Library:
    records = [record("Jane Q. Example", aliases=("Jane Example",))]
    listed = removed(entries)[0]
    return library(articles, records, {}, Settings(), register, listed)


def test_a_name_without_redact_is_withheld_from_every_other_page() -> None:
    told = article(
        "2026/03/10/a", people=["Jane Example", "Bob Ray"], body="Jane Example met Bob Ray."
    )
    only = article("2026/03/11/b", people=["Bob Ray"], body="Bob Ray thanked Jane Example.")
    shelves = shelved("names:\n  - Jane Example\n", told, only)
    assert [term.name for term in shelves.entities] == ["Bob Ray"]
    forms = {"Jane Example", "Jane Q. Example", "Example"}
    assert shelves.withheld == {told.id: forms, only.id: forms}
    (bob,) = (p for at, p in planned(shelves).items() if at == "/people/bob-ray/")
    assert [seen.sentence for seen in bob.data.timeline] == ["", ""]


@pytest.mark.parametrize(("name", "text"), [("赵明", "赵明说过"), ("김철수", "김철수는")])
def test_a_name_is_found_where_no_blanks_part_words(name: str, text: str) -> None:
    told = struck(article("2026/03/10/a", body=text), (Name((name,), redact=True),))
    assert name not in told.body


def test_an_address_stays_the_one_that_was_removed_whoever_comes_later() -> None:
    jane = ("/people/jane-example/", "person:Jane Example")
    newcomer = article("2026/03/12/c", people=["Jané Example"], about=["Jané Example"])
    shelves = shelved("names:\n  - /people/jane-example/\n", newcomer, register=(jane,))
    (term,) = shelves.entities
    assert (term.name, term.permalink) == ("Jané Example", "/people/jane-example-2/")


def test_without_entries_the_library_is_the_same() -> None:
    told = article("2026/03/10/a", people=["Jane Example"])
    assert shelved("", told).entities[0].name == "Jane Q. Example"
    assert shelved("", told).removal.reserved == frozenset()
