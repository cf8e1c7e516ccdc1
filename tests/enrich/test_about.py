"""What an article is about, apart from what it merely mentions."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet import filters
from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger

RULES = tagger("rules")
LEDE = "Ines Tavora was elected mayor of Porto on Sunday, beating Rui Salgado by 900 votes."
MIDDLE = (
    "She takes office in May. The count took nine hours. Turnout was the highest in years. "
    "Buses ran all night. The old town hall was lit in green. Nobody slept much."
)


def about(title: str, *paragraphs: str) -> Sequence[str]:
    return annotated(Untold(title, "\n\n".join(paragraphs), "en"), RULES).about


def test_a_name_in_the_title_and_the_first_sentence_is_what_it_is_about():
    assert about("Tavora wins Porto", LEDE, MIDDLE)[0] in ("Ines Tavora", "Porto")
    assert {"Ines Tavora", "Porto"} <= set(about("Tavora wins Porto", LEDE, MIDDLE))


def test_a_place_that_only_says_where_is_not():
    trip = "She was born in Oslo and studied in Madrid."
    assert {"Oslo", "Madrid"}.isdisjoint(about("Tavora wins Porto", LEDE, MIDDLE, trip))


def test_the_place_of_a_dateline_is_not():
    found = annotated(Untold("Tavora wins", f"LISBON (Reuters) - {LEDE}\n\n{MIDDLE}", "en"), RULES)
    assert "Lisbon" not in found.about
    assert "Ines Tavora" in found.about


def test_a_name_of_the_last_paragraph_alone_is_not():
    last = "A concert by Marta Quintal followed."
    assert "Marta Quintal" not in about("Tavora wins Porto", LEDE, MIDDLE, last)


def test_whoever_is_quoted_at_length_is():
    spoken = (
        "“The city has waited long enough for its trams,” said Marta Quintal, a shopkeeper.",
        "“I shall be at the first stop with a cake for the driver,” Quintal said.",
        "“And with a chair, as the first one will be late,” Quintal said.",
    )
    assert "Marta Quintal" in about("City counts its votes", MIDDLE, *spoken)


def test_there_are_six_at_most():
    names = ("Ann Lee", "Bob Ray", "Carol Day", "David Fox", "Emma Bell", "Frank Orr", "Grace Kay")
    crowd = f"{', '.join(names)} and Harry Lamb met."
    assert len(about(f"{' and '.join(names)} meet", crowd, crowd, crowd)) == 6


def test_the_lists_begin_with_what_the_article_is_about():
    found = annotated(Untold("Tavora wins Porto", f"{LEDE}\n\n{MIDDLE}", "en"), RULES)
    chosen = set(found.about)
    for names in (found.people, found.organizations, found.places):
        marks = [name in chosen for name in names]
        assert marks == sorted(marks, reverse=True)
    assert chosen <= {*found.people, *found.organizations, *found.places}


def test_an_article_with_names_is_about_one_of_them_at_least():
    assert about("A quiet day", MIDDLE, "A concert by Marta Quintal followed.")


def test_a_text_without_names_is_about_none():
    assert about("a quiet day", "nothing happened at all.") == ()


def test_the_filter_says_it():
    text = f"{LEDE}\n\n{MIDDLE}"
    (row,) = filters.annotated([{"id": "1", "title": "Tavora wins Porto", "text": text}], RULES)
    assert "Ines Tavora" in row["about"]
