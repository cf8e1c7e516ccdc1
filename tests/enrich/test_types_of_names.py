"""What a name is, by all that the text says of it; and what is no name at all."""

from __future__ import annotations

import pytest

from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger
from broadsheet.model import Mention


class Said:
    """A tagger that proposes what it was told to, right or wrong."""

    version = "said 1"
    problems = ()

    def __init__(self, **types: str) -> None:
        self.types = {name.replace("_", " "): type_ for name, type_ in types.items()}

    def mentions(self, text: str, language: str) -> tuple[Mention, ...]:
        found = []
        for name, type_ in self.types.items():
            at = text.find(name)
            while at >= 0:
                found.append(Mention(at, at + len(name), type_, name))
                at = text.find(name, at + 1)
        return tuple(sorted(found, key=lambda one: one.start))

    def all_mentions(self, texts, languages):
        return [self.mentions(text, "en") for text in texts]


def found(text: str, title: str = "", **types: str) -> tuple[tuple[str, ...], ...]:
    said = annotated(Untold(title, text, "en"), Said(**types))
    return said.people, said.organizations, said.places


@pytest.mark.parametrize(
    ("text", "wrong", "people"),
    [
        ("On Monday Mr Varnholt spoke. Later Mr Varnholt left.", "Varnholt", ("Varnholt",)),
        ("It was said by Postman Oren Gadd on Monday.", "Postman Oren Gadd", ("Oren Gadd",)),
        (
            "It was Transport Minister Oren Gadd who came.",
            "Transport Minister Oren Gadd",
            ("Oren Gadd",),
        ),
        ("There Oren Gadd, who is 40, met them.", "Oren Gadd", ("Oren Gadd",)),
    ],
)
def test_a_title_or_an_age_makes_a_person_whatever_the_tagger_says(text, wrong, people):
    assert found(text, **{wrong.replace(" ", "_"): "organization"})[0] == people


@pytest.mark.parametrize(
    ("text", "name", "organization"),
    [
        ("Crews of Gadd Line sailed on Monday.", "Gadd Line", "Gadd Line"),
        ("It beat Varnholt Wanderers 2-1 at home.", "Varnholt Wanderers 2-1", "Varnholt Wanderers"),
        ("He ran Gadd Bakery since 1951 alone.", "Gadd Bakery since 1951", "Gadd Bakery"),
    ],
)
def test_an_organization_is_known_by_its_head_and_cut_to_its_name(text, name, organization):
    assert found(text, **{name.replace(" ", "_"): "person"}) == ((), (organization,), ())


def test_a_body_keeps_the_adjective_that_belongs_to_its_name():
    named = found("They met the Omani Navy at sea.", Omani_Navy="organization")
    assert named[1] == ("Omani Navy",)


def test_where_people_live_is_a_place():
    text = "Residents of the city of Gaddholm fled. In Gaddholm, northern Gaddholm even, it rained."
    assert found(text, Gaddholm="organization")[2] == ("Gaddholm",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Storm Gadda hit. Then Gadda went out to sea, and Gadda died.", "Gadda"),
        ("All of them sailed on the ferry Grey Gull. The Grey Gull sank.", "Grey Gull"),
        ("They stole 'Grey Gulls at Dawn' from the wall at night.", "Grey Gulls"),
        ("The price was US$ 40 and the tax 4.", "US"),
        ("Energy is dear. In all of it energy is the point.", "Energy"),
        ("She went to the High Court in May.", "High Court"),
    ],
)
def test_storms_ships_works_and_money_are_no_entities(text, name):
    assert found(text, **{name.replace(" ", "_"): "organization"}) == ((), (), ())


def test_a_portfolio_is_no_organization():
    text = "It was up to the Transport Minister, and the Transport Minister said no."
    assert found(text, Transport="organization")[1] == ()


def test_an_organization_s_short_name_is_its_own():
    text = "The Gaddholm Harbour Authority said no. Later the Harbour Authority said yes."
    named = found(text, Gaddholm_Harbour_Authority="organization", Harbour_Authority="organization")
    assert named[1] == ("Gaddholm Harbour Authority",)


def test_a_known_word_that_begins_another_name_is_not_taken_for_itself():
    assert found("On Monday the Ford Foundation gave.", Ford_Foundation="organization")[1] == (
        "Ford Foundation",
    )


def test_passing_mentions_do_not_flood_the_lists():
    names = [f"Person{chr(97 + n)} Gadd{chr(97 + n)}" for n in range(15)]
    text = ". ".join(f"On that day the crowd met {name} there" for name in names)
    types = {name.replace(" ", "_"): "person" for name in names}
    assert len(found(text, **types)[0]) <= 10


@pytest.mark.parametrize("name", ["rules", None])
def test_the_agency_that_was_told_is_no_person(name):
    text = "It is over, the mayor told AFP on Monday. Nobody else would say so."
    assert annotated(Untold("", text, "en"), tagger(name)).people == ()
