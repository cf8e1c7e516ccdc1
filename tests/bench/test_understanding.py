"""The labelled captures say what their texts say, and the measures measure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bench.understanding import verdicts
from bench.understanding.__main__ import table
from bench.understanding.figures import figures, lead
from bench.understanding.labels import Labels, Name, Said, labels, passage, passages
from bench.understanding.measures import Tally, b_cubed, harmonic, rouge
from bench.understanding.stages import HALVES, HERE, Half, Piece, half, understood
from broadsheet.enrich.tagger import tagger
from broadsheet.enrich.topics.subjects import TOPICS
from broadsheet.model import Annotations, Quote, TopicScore

_half = cache(half)


@pytest.fixture(params=HALVES)
def part(request: pytest.FixtureRequest) -> Half:
    return _half(request.param)


def all_pieces() -> list[Piece]:
    return [piece for name in HALVES for piece in _half(name).pieces]


# ---- the labels -----------------------------------------------------------------------------


def test_every_labelled_article_is_cut_from_its_capture_and_nothing_else(part: Half) -> None:
    assert len(part.pieces) == part.labelled
    assert part.unknown == 0


def test_every_form_of_a_name_stands_in_its_article(part: Half) -> None:
    absent = [
        (piece.id, form)
        for piece in part.pieces
        for name in piece.labels.names
        for form in name.forms
        if form not in f"{piece.untold.title}\n{piece.untold.text}"
    ]
    assert absent == []


def test_no_name_is_labelled_twice_in_an_article(part: Half) -> None:
    for piece in part.pieces:
        forms = Counter(form for name in piece.labels.names for form in set(name.forms))
        assert [form for form, many in forms.items() if many > 1] == [], piece.id
        assert not [one for one in piece.labels.names if piece.labels.is_neither(one.name)]


def test_every_quote_stands_in_its_article_between_quotation_marks(part: Half) -> None:
    absent = [
        (piece.id, said.text)
        for piece in part.pieces
        for said in piece.labels.quotes
        if not any(f"{mark}{said.text}" in piece.untold.text for mark in "\"'“‘")
    ]
    assert absent == []


def test_every_speaker_is_a_person_of_the_article(part: Half) -> None:
    for piece in part.pieces:
        people = {name.name for name in piece.labels.names if name.type == "person"}
        assert {said.speaker for said in piece.labels.spoken} <= people, piece.id


def test_key_sentences_stand_in_their_article_and_are_two_or_three(part: Half) -> None:
    for piece in part.pieces:
        assert 2 <= len(piece.labels.key) <= 3, piece.id
        for label in piece.labels.key:
            words = passage(label, piece.untold.text)
            assert words.rstrip("\"'”’").endswith("."), words
            assert len(words) < 400, words


def test_topics_are_one_to_three_of_those_there_are(part: Half) -> None:
    known = {topic.slug for topic in TOPICS}
    for piece in part.pieces:
        assert 1 <= len(set(piece.labels.topics)) == len(piece.labels.topics) <= 3, piece.id
        assert set(piece.labels.topics) <= known, piece.id


def test_articles_of_a_story_tell_of_the_same_kind_of_event(part: Half) -> None:
    kinds: dict[str, set[str | None]] = {}
    for piece in part.pieces:
        kinds.setdefault(piece.labels.story, set()).add(piece.labels.event)
    assert [story for story, events in kinds.items() if len(events) > 1] == []


def test_there_is_as_much_to_measure_by_as_the_docs_say() -> None:
    pieces = all_pieces()
    files = [sorted((HERE / name).glob("*.txt")) for name in HALVES]
    assert [len(some) for some in files] == [8, 8]
    assert len(pieces) == 64
    told = Counter((piece.id.rpartition("-")[0], piece.labels.story) for piece in pieces)
    assert sum(many > 1 for many in told.values()) >= 8
    look_alike = [pair for name in HALVES for pair in verdicts.look_alikes(_half(name).pieces)]
    assert len(look_alike) >= 8
    assert all(name.salient in (True, False) for piece in pieces for name in piece.labels.names)
    assert all(any(name.salient for name in piece.labels.names) for piece in pieces)


def test_a_label_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.labels.yaml"
    file.write_text("articles:\n  - {title: A, topic: sport}\n", "utf-8")
    with pytest.raises(ValueError, match="no such label: topic"):
        labels(file)


def test_a_passage_goes_from_its_first_words_to_the_next_of_its_last() -> None:
    body = "The sea rose. It fell on Monday. It rose on Monday."
    assert passage("It ... Monday.", body) == "It fell on Monday."
    assert passages(["The sea rose.", "It rose ... Monday."], body) == (
        "The sea rose. It rose on Monday."
    )
    for absent in ("It sank.", "It ... Tuesday.", "Nobody ... Monday."):
        with pytest.raises(ValueError, match="not in the text"):
            passage(absent, body)


# ---- the measures ---------------------------------------------------------------------------


def test_a_tally_gives_precision_recall_and_f1() -> None:
    tally = Tally(3, 4, 6)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f1 == pytest.approx(0.6)
    assert Tally(1, 2, 3) + Tally(2, 2, 3) == tally
    assert Tally().f1 == harmonic(0, 0) == 0


def test_b_cubed_is_averaged_over_the_articles() -> None:
    wanted = {"a": "x", "b": "x", "c": "x", "d": "y"}
    assert b_cubed(wanted, wanted) == (1, 1)
    # {a b} {c d}: precision 1, 1, 1/2, 1/2; recall 2/3, 2/3, 1/3, 1.
    found = b_cubed({"a": "1", "b": "1", "c": "2", "d": "2"}, wanted)
    assert found == pytest.approx((3 / 4, 2 / 3))
    # All in one: precision 3/4 three times and 1/4; recall 1.
    assert b_cubed(dict.fromkeys("abcd", "1"), wanted) == pytest.approx((10 / 16, 1))


def test_rouge_counts_words_pairs_and_the_longest_common_sequence() -> None:
    # Words: cat, the, mat, on of 4 and 6; pairs: (the, cat), (the, mat) of 3 and 5.
    one, two, longest = rouge("The cat, the mat", "the cat sat on the mat")
    assert one == pytest.approx(2 * 1 * (4 / 6) / (1 + 4 / 6))
    assert two == pytest.approx(2 * (2 / 3) * (2 / 5) / (2 / 3 + 2 / 5))
    assert longest == pytest.approx(one)  # the cat the mat, in order
    assert rouge("mat the on sat", "sat on the mat")[2] == pytest.approx(1 / 4)
    assert rouge("", "a word") == (0, 0, 0)


def test_words_that_are_repeated_count_as_often_as_both_have_them() -> None:
    assert rouge("sea sea sea", "sea wall")[0] == pytest.approx(2 * (1 / 3) * (1 / 2) / (5 / 6))


# ---- the verdicts ---------------------------------------------------------------------------

LABELS = Labels(
    title="Quake",
    topics=("weather", "health"),
    story="quake",
    event="earthquake",
    names=(
        Name("person", "Rosa Quill", ("Rosa Quill", "Quill"), salient=True),
        Name("person", "Ib Lund", ("Ib Lund",)),
        Name("organization", "Bureau of Tides", ("Bureau of Tides", "BOT"), salient=True),
        Name("place", "Netherlands", ("the Netherlands",), salient=True),
    ),
    neither=("Denmark",),
    quotes=(Said("We ran to the sea", "Rosa Quill"), Said("great wave", None)),
    key=(),
)
FOUND = Annotations(
    people=("Ib Lund", "Quill", "Rosa Quill"),
    organizations=("BOT",),
    places=("Denmark", "The Netherlands", "Rosa"),
    topics=(TopicScore("health", "", 1.0), TopicScore("sport", "", 0.5)),
    quotes=(Quote('"We ran to the sea,"', "Rosa Quill"), Quote("great wave", None)),
)


def test_a_name_is_right_by_any_of_its_forms_but_no_person_by_a_surname() -> None:
    given = verdicts.names(FOUND, LABELS)
    assert [one.name for one in given if one.hit is None] == ["Quill", "Rosa"]
    assert verdicts.tally(given, LABELS.names) == Tally(4, 6, 4)
    assert verdicts.tally(given, LABELS.names, "person") == Tally(2, 3, 2)
    assert verdicts.tally(given, LABELS.names, "place") == Tally(1, 2, 1)


def test_a_name_is_right_once_and_under_its_own_type() -> None:
    twice = Annotations(organizations=("BOT", "Bureau of Tides"), places=("Ib Lund",))
    assert verdicts.tally(verdicts.names(twice, LABELS), LABELS.names) == Tally(1, 3, 4)


def test_the_first_names_of_each_list_are_shown() -> None:
    assert verdicts.shown(verdicts.names(FOUND, LABELS)) == Tally(3, 5, 0)


def test_salient_names_should_come_first_in_their_list() -> None:
    # One person, one organization and one place are salient; Ib Lund stands first instead.
    assert verdicts.salient(verdicts.names(FOUND, LABELS), LABELS) == Tally(2, 3, 3)


def test_topics_are_compared_as_sets_and_by_the_first() -> None:
    assert verdicts.topics(FOUND, LABELS) == Tally(1, 2, 2)
    assert verdicts.first_topic(FOUND, LABELS.topics[:1]) == Tally(0, 1, 1)
    assert verdicts.first_topic(FOUND, LABELS.topics) == Tally(1, 1, 1)
    assert verdicts.first_topic(Annotations(), LABELS.topics) == Tally(0, 1, 1)


def test_quotes_are_compared_by_their_words_and_scare_quotes_are_too_many() -> None:
    heard = verdicts.quotes(FOUND, LABELS)
    assert verdicts.spans(heard, LABELS) == Tally(1, 2, 1)
    assert verdicts.speakers(heard, LABELS) == Tally(1, 2, 1)
    assert verdicts.scares(heard, LABELS) == Tally(1, 1, 1)


def test_a_quote_of_another_speaker_is_found_without_its_speaker() -> None:
    wrong = Annotations(quotes=(Quote("We ran to the sea", "Ib Lund"), Quote("We ran", None)))
    heard = verdicts.quotes(wrong, LABELS)
    assert verdicts.spans(heard, LABELS) == Tally(1, 2, 1)
    assert verdicts.speakers(heard, LABELS) == Tally(0, 2, 1)


@dataclass(frozen=True)
class Reported:
    id: str
    labels: Labels


def reported(id: str, story: str, event: str | None) -> Reported:
    return Reported(id, Labels(id, (), story, event, (), (), (), ()))


def test_look_alikes_are_events_of_one_kind_in_different_stories() -> None:
    told = [
        reported("a", "north", "fire"),
        reported("b", "north", "fire"),
        reported("c", "south", "fire"),
        reported("d", "cup", "match"),
        reported("e", "vote", None),
    ]
    assert list(verdicts.look_alikes(told)) == [(["a", "b"], ["c"])]
    assert not verdicts.joined({"a": "1", "b": "1", "c": "2"}, ["a", "b"], ["c"])
    assert verdicts.joined({"a": "1", "b": "2", "c": "2"}, ["a", "b"], ["c"])


def test_the_lead_is_the_first_three_sentences_whatever_the_paragraphs() -> None:
    assert (
        lead("One fell. Two fell.\n\nThree fell. Four fell.") == "One fell. Two fell. Three fell."
    )


# ---- the whole ------------------------------------------------------------------------------


def test_the_table_is_the_same_when_it_is_made_again(part: Half) -> None:
    rules = tagger("rules")
    first, second = (figures(part, understood(part, rules)) for _ in range(2))
    lines = list(table([("rules", first)]))
    assert lines == list(table([("rules", second)]))
    assert first.tallies["cut"].f1 == 1.0
    assert all(line.startswith("|") and line.count("|") == 3 for line in lines)
