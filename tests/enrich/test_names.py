"""One entity, one name: aliases, surnames, suffixes, tickers, adjectives."""

from __future__ import annotations

import pytest

from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.gazetteer import ALIASES
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger


def found(text: str, title: str = "") -> tuple[tuple[str, ...], ...]:
    said = annotated(Untold(title, text, "en"), tagger("rules"))
    return said.people, said.organizations, said.places


@pytest.mark.parametrize(
    ("text", "organizations"),
    [
        ("On Monday the DOJ sued. The Department of Justice said so.", ("Justice Department",)),
        ("It was bought by Varnholt Corp. on Friday for cash.", ("Varnholt",)),
        ("Lawyers for Quell Optics Inc. and for Quell Optics said no.", ("Quell Optics",)),
        ("Shares of Oreline Corp (NYSE:ORL) fell, and so did others.", ("Oreline",)),
        ("He joined the Marine Survey Office (MSO). The MSO is old.", ("Marine Survey Office",)),
        ("A user told Reuters that PeepNest was down again.", ("PeepNest",)),
        ("Shares of Oreline plc (LON:ORL) and Oreline Ltd fell.", ("Oreline",)),
        ("Oreline Inc. (NASDAQ:ORLN) rose. Oreline's shares did well.", ("Oreline",)),
    ],
)
def test_an_organization_has_one_name(text, organizations):
    assert found(text)[1] == organizations


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ships left the U.S. for the United States coast of the US.", ("United States",)),
        ("A China-based firm and an El Monte-based one merged.", ("China", "El Monte")),
        ("France's ministers met in Paris.", ("France", "Paris")),
        ("Chinese and Korean lawyers spoke of Chinese law.", ()),
        ("BEIJING (Reuters) - Prices rose in South Korea.", ("South Korea", "Beijing")),
        ("The flight to Britain left the UK again.", ("United Kingdom",)),
    ],
)
def test_a_place_has_one_name_and_an_adjective_is_none(text, places):
    assert found(text)[2] == places


def test_a_full_name_owns_its_surname_in_the_article():
    people = found("Marta Quell, 41, was freed. Quell said no. Judge Ahn asked Quell to wait.")[0]
    assert people == ("Marta Quell",)


def test_a_family_name_that_comes_first_is_owned_as_well():
    text = 'It is hard, said Tran Bichlan, a lawyer. "It is a pity," said Tran.'
    assert found(text)[0] == ("Tran Bichlan",)


def test_two_with_one_surname_stay_two():
    people = found("Ana Lima met Rui Lima. Lima left.")[0]
    assert set(people) == {"Ana Lima", "Rui Lima"}


def test_a_surname_alone_is_no_page():
    assert found("The staffer, named Chen, was held.")[0] == ()


@pytest.mark.parametrize(
    "junk", ["AI", "GPU", "CEO", "VPN", "Monday", "Aug. 12", "Nth", "$69.68", "Hashtags"]
)
def test_what_names_nothing_is_nothing(junk):
    text = f"{junk} was in the news. They spoke of {junk} all day, and {junk} again."
    assert not any(junk.strip("$.") in name for names in found(text) for name in names)


def test_a_head_in_capitals_takes_the_case_of_the_article():
    text = "VARNHOLT PLANS NEW MILL\n\nA mill will be built in Poland by Varnholt Corp. in May."
    assert found(text)[1] == ("Varnholt",)


def test_a_title_with_capitals_everywhere_makes_no_names():
    people, organizations, _ = found("It rained all day.", "Why Things Are Getting Worse Today")
    assert (people, organizations) == ((), ())


def test_the_most_salient_name_comes_first():
    text = "Malaysia and Japan met. Later Peru joined. Peru spoke, then Peru voted. Peru won."
    assert found(text, "Peru wins the vote")[2][0] == "Peru"


def test_aliases_lead_from_a_name_to_its_other_forms():
    assert "DOJ" in ALIASES["Justice Department"]
    assert "U.S." in ALIASES["United States"]


def test_the_table_of_aliases_knows_some_hundreds_of_names():
    assert len(ALIASES) >= 250
    assert sum(map(len, ALIASES.values())) >= 500


@pytest.mark.parametrize(("text", "place"), [("in Mali and Lomeda", "Lomeda")])
def test_a_name_in_one_list_with_a_country_is_a_place(text, place):
    assert place in found(f"Camps opened {text} on Sunday, and {place} had two of them.")[2]


def test_an_arabic_article_belongs_to_the_name():
    assert found("The plan was drafted by diplomat Salma al-Harthi of Oman.")[0] == (
        "Salma al-Harthi",
    )


def test_an_owner_or_operator_in_apposition_is_an_organization():
    told = "The operator, Rhonelle, raised fares. Its owner, Pelagos Varo, said nothing."
    assert found(told)[1] == ("Rhonelle", "Pelagos Varo")
