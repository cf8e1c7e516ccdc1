"""Who is seen together is ranked by log-likelihood, shown with evidence, and drawn."""

from __future__ import annotations

from newsroom import article, changed, planned, shelved

from broadsheet.library.companions import company, crowd
from broadsheet.model import Article
from broadsheet.plan.views import EntityPage, Network
from broadsheet.render.network import ROW, arcs


def meeting(n: int, *people: str, **more: object) -> Article:
    body = "\n\n".join(("It rained.", f"{' and '.join(people)} met.", "They parted."))
    return article(f"2025/06/{n:02}/m", people=list(people), body=body, **more)


def mara(*articles: Article) -> EntityPage:
    view = planned(shelved(*articles))["/people/mara-lind/"].data
    assert isinstance(view, EntityPage)
    return view


def common() -> list[Article]:
    """Return twenty days on which Tom is everywhere; Mara is met with Una, and with Tom too."""
    every = [meeting(n, "Tom Ort", f"Guest {chr(64 + n)}") for n in range(1, 19)]
    return [*every, *(meeting(n, "Mara Lind", "Tom Ort", "Una Berg") for n in (19, 20))]


def test_whom_chance_would_not_bring_together_stands_before_whom_everybody_meets() -> None:
    assert [one.chip.name for one in mara(*common()).together] == ["Una Berg", "Tom Ort"]


def test_the_figure_is_that_of_dunning() -> None:
    shelves = shelved(*common())
    names = {term.name: term for term in shelves.entities}
    found = company(names["Mara Lind"], crowd(shelves.articles, shelves.entities_of), 5, 12)
    # Of 20 articles 2 name both, 18 neither: G² = 2 (2 ln 10 + 18 ln (20/18)) = 13.003...
    assert [(one.term.name, one.count, one.strength) for one in found] == [
        ("Una Berg", 2, 13),
        ("Tom Ort", 2, 0),
    ]


def test_the_evidence_is_the_oldest_sentence_that_names_both() -> None:
    (una, tom) = mara(*common()).together
    assert (una.sentence, una.evidence.href) == (
        "Mara Lind and Tom Ort and Una Berg met.",
        "/2025/06/19/m/#p2",
    )
    assert una.evidence == tom.evidence


def test_where_no_sentence_names_both_the_article_is_the_evidence() -> None:
    told = article(
        "2025/06/01/a", people=["Mara Lind", "Una Berg"], body="Mara Lind came.\n\nUna Berg left."
    )
    (una,) = mara(told).together
    assert (una.sentence, una.evidence.href) == ("", "/2025/06/01/a/")


def test_protected_people_stand_in_no_list_and_no_picture() -> None:
    named = ("Mara Lind", "Tom Ort", "Una Berg", "Ida Falk")
    shown = mara(meeting(1, *named), meeting(2, "Mara Lind", "Kim Roe", content_notes=("minors",)))
    assert "Kim Roe" not in repr((shown.together, shown.network, shown.timeline))


def test_a_picture_takes_three_companions() -> None:
    assert mara(meeting(1, "Mara Lind", "Tom Ort", "Una Berg")).network is None
    drawn = mara(meeting(1, "Mara Lind", "Tom Ort", "Una Berg", "Ida Falk")).network
    assert drawn
    assert drawn.names == ("Mara Lind", "Tom Ort", "Una Berg", "Ida Falk")
    assert [tie[:2] for tie in drawn.ties] == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_news_of_others_stirs_no_page() -> None:
    before = common()
    after = [*before, meeting(21, "Tom Ort", "Una Berg")]
    assert "/people/mara-lind/" not in changed(shelved(*before), shelved(*after))["changed"]


def test_a_body_edited_after_its_names_stirs_no_page_of_a_name() -> None:
    before = common()
    longer = meeting(20, "Mara Lind", "Tom Ort", "Una Berg")
    after = [
        *before[:-1],
        article(longer.id, people=list(longer.people), body=f"{longer.body} On."),
    ]
    touched = changed(shelved(*before), shelved(*after))["changed"]
    assert not [at for at in touched if at.startswith("/people/") and at.endswith("/")]


def test_arcs_join_the_rows_of_their_names() -> None:
    picture = arcs(Network(("A", "B", "C"), ((0, 1, 1), (0, 2, 3), (1, 9, 1))))
    assert picture.height == 3 * ROW
    assert [(arc.path, arc.width, arc.is_own) for arc in picture.arcs] == [
        ("M30 13A13 13 0 0 0 30 39", 1, True),
        ("M30 13A26 26 0 0 0 30 65", 3, True),
    ]
