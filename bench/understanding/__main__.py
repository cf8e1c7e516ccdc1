"""How well texts are understood: `python -m bench.understanding`, or `make eval`.

Runs the project's own stages over the labelled captures, with the model that is installed and
with rules alone, and prints a table in Markdown for each half. With `--mistakes`, what was wrong
in the half for tuning, article by article; the held-out half never tells.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence

from bench.understanding import verdicts
from bench.understanding.figures import Figures, figures
from bench.understanding.measures import Tally, harmonic
from bench.understanding.stages import HALVES, Half, Piece, Understood, half, understood
from broadsheet.enrich.tagger import Tagger, tagger
from broadsheet.model import Annotations

Row = tuple[str, Callable[[Figures], str]]
_TYPES = ("all", "people", "organizations", "places")


def three(tally: Tally) -> str:
    return f"{tally.precision:.3f} / {tally.recall:.3f} / {tally.f1:.3f}"


def share(tally: Tally) -> str:
    return f"{tally.precision:.3f} ({tally.right} of {tally.given})"


def found(tally: Tally) -> str:
    return f"{tally.recall:.3f} ({tally.right} of {tally.wanted})"


def grouped(stories: tuple[float, float]) -> str:
    return f"{stories[0]:.3f} / {stories[1]:.3f} / {harmonic(*stories):.3f}"


def rouges(scores: Sequence[float]) -> str:
    return " / ".join(f"{score:.3f}" for score in scores)


def counted(what: str, cell: Callable[[Tally], str]) -> Callable[[Figures], str]:
    return lambda every: cell(every.tallies[what])


ROWS: tuple[Row, ...] = (
    ("articles cut: P / R / F1", counted("cut", three)),
    *((f"names, {kind}: P / R / F1", counted(kind, three)) for kind in _TYPES),
    ("names shown (2 of each list): precision", counted("shown", share)),
    ("salient names among the first n", counted("salient", share)),
    ("topics: P / R / F1", counted("topics", three)),
    ("first topic is the first labelled", counted("first topic", share)),
    ("first topic is one of those labelled", counted("fitting topic", share)),
    ("stories, no dates, B-cubed: P / R / F1", lambda every: grouped(every.stories)),
    ("stories, with dates, B-cubed: P / R / F1", lambda every: grouped(every.dated_stories)),
    ("look-alike events wrongly joined, no dates", counted("joined", share)),
    ("quotes: P / R / F1", counted("spans", three)),
    ("spoken quotes found with their speaker", counted("speakers", found)),
    ("scare quotes taken for speech", counted("scares", share)),
    ("key points: ROUGE-1 / 2 / L", lambda every: rouges(every.key_points)),
    ("first three sentences: ROUGE-1 / 2 / L", lambda every: rouges(every.lead)),
)


def table(columns: Sequence[tuple[str, Figures]]) -> Iterator[str]:
    """Yield the lines of a table with a column for each tagger."""
    yield f"| | {' | '.join(name for name, _ in columns)} |"
    yield f"|---|{'---|' * len(columns)}"
    for label, cell in ROWS:
        yield f"| {label} | {' | '.join(cell(every) for _, every in columns)} |"


def mistakes(half: Half, made: Understood) -> Iterator[str]:
    """Yield what was wrong, a line for each mistake."""
    for piece, one in zip(half.pieces, made.annotations, strict=True):
        wrong = [*_wrong_names(piece, one), *_wrong_topics(piece, one), *_wrong_quotes(piece, one)]
        yield from ("", f"{piece.id}: {piece.labels.title}", *(f"  {line}" for line in wrong))
    yield from ("", *_wrong_stories(half.pieces, made.stories))


def _wrong_stories(pieces: Sequence[Piece], given: Mapping[str, str]) -> Iterator[str]:
    """Yield each story that was found with more articles or fewer than it has."""
    for story in sorted({piece.labels.story for piece in pieces}):
        wanted = {piece.id for piece in pieces if piece.labels.story == story}
        found = {given[id] for id in wanted}
        joined = {id for id, group in given.items() if group in found}
        if len(found) > 1 or joined != wanted:
            yield f"story {story}: {len(found)} of it, with {', '.join(sorted(joined - wanted))}"


def _wrong_names(piece: Piece, one: Annotations) -> Iterator[str]:
    given = verdicts.names(one, piece.labels)
    hits = {id(name.hit) for name in given}
    yield from (f"no {name.type}: {name.name}" for name in given if name.hit is None)
    missing = (name for name in piece.labels.names if id(name) not in hits)
    yield from (f"missing {name.type}: {name.name}" for name in missing)
    for name in given:
        before = sum(one.salient for one in piece.labels.names if one.type == name.type)
        if name.hit and name.hit.salient and name.rank >= before:
            yield f"too far down: {name.name}, number {name.rank + 1} of its list"


def _wrong_topics(piece: Piece, one: Annotations) -> Iterator[str]:
    given = verdicts.top_level(one)
    if given != list(piece.labels.topics):
        yield f"topics {', '.join(given) or 'none'}; wanted {', '.join(piece.labels.topics)}"


def _wrong_quotes(piece: Piece, one: Annotations) -> Iterator[str]:
    heard = verdicts.quotes(one, piece.labels)
    hits = {id(quote.hit) for quote in heard}
    for quote in heard:
        if not quote.is_by_right_speaker:
            wanted = quote.hit.speaker if quote.hit else "no such quote"
            yield f"quote by {quote.quote.speaker} (wanted: {wanted}): {quote.quote.text}"
    missing = (said for said in piece.labels.spoken if id(said) not in hits)
    yield from (f"missing quote: {said.text}" for said in missing)


def taggers() -> list[Tagger]:
    """Return the best tagger there is, and the rules; once where they are the same."""
    best, rules = tagger(), tagger("rules")
    return [rules] if best.version == rules.version else [best, rules]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--rules", action="store_true", help="with rules alone")
    parser.add_argument("--mistakes", action="store_true", help="list what was wrong in tune")
    asked = parser.parse_args()
    chosen = [tagger("rules")] if asked.rules else taggers()
    for name in ("tune",) if asked.mistakes else asked.half or HALVES:
        part = half(name)
        made = [(tagger.version, understood(part, tagger)) for tagger in chosen]
        print(f"\n## {name}: {len(part.pieces)} articles\n")
        print("\n".join(table([(version, figures(part, one)) for version, one in made])))
        speeds = (f"{one.words_per_second:,.0f} with {version}" for version, one in made)
        print(f"\nWords a CPU second: {', '.join(speeds)}.")
        if asked.mistakes:
            for version, one in made:
                print(f"\n### {version}")
                print("\n".join(mistakes(part, one)))


if __name__ == "__main__":
    main()
