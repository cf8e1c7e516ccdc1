"""What understanding costs, and how that grows: `python -m bench.scale`.

Prints a table in Markdown, a row for each number of articles, each measured in a process of its
own, on one core, in CPU seconds: to find the stories of all articles at once (`clustering`); to
decide an ingest of them all, clustering included (`deciding`); and the words a second that are
annotated, on a sample of them. Memory is the most that the process held, texts included.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from bench.corpus import corpus
from broadsheet.content import plain
from broadsheet.enrich.annotating import annotated, annotated_all
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.stories import Told, stories
from broadsheet.enrich.tagger import tagger
from broadsheet.intake.deciding import Shelf, decisions
from broadsheet.model import Annotations, Article, Block, Clipping, Span

SIZES = (1_000, 10_000, 50_000)
PER_DAY = 500  # articles: a busy digest; the window of a story is three days
SAMPLE = 150  # articles that are annotated
SEED = 7
_LAST = dt.date(2025, 12, 31)


def articles(many: int, per_day: int) -> list[Article]:
    """Return that many articles, `per_day` of them on each day."""
    made = corpus(many, SEED)
    return [
        replace(one, date=_LAST - dt.timedelta(days=(many - number) // per_day), story=None)
        for number, one in enumerate(made)
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def memory() -> float:
    """Return the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def clustering(made: Sequence[Article]) -> float:
    told = [
        Told(
            id=one.id,
            title=one.title,
            text=one.body,
            date=one.date,
            names=(*one.people, *one.organizations, *one.places),
        )
        for one in made
    ]
    return seconds(lambda: stories(told))


def deciding(made: Sequence[Article]) -> float:
    """Return what it takes to decide an ingest of these, from clippings that are understood."""
    pairs = [(_clipping(one, number), _annotations(one)) for number, one in enumerate(made)]
    return seconds(lambda: decisions(pairs, Shelf()))


def _clipping(one: Article, number: int) -> Clipping:
    body = tuple(Block("paragraph", text) for text in plain(one.body).split("\n") if text)
    return Clipping(
        f"seeds/{one.day}.txt",
        Span(number * 100 + 1, number * 100 + 90),
        one.title,
        body,
        source=one.source,
        date=one.date,
        captured=one.day,
        captured_basis="stated",
    )


def _annotations(one: Article) -> Annotations:
    return Annotations(people=one.people, organizations=one.organizations, places=one.places)


def annotating(made: Sequence[Article], tagger: Any) -> float:
    """Return how many words a CPU second are annotated; loading a model is not counted."""
    step = max(1, len(made) // SAMPLE)
    texts = [Untold(one.title, one.body) for one in islice(made, 0, None, step)]
    annotated(Untold("", "Nothing happened."), tagger)
    words = sum(len(f"{text.title} {text.text}".split()) for text in texts)
    return words / max(1e-9, seconds(lambda: annotated_all(texts, tagger)))


def measured(many: int, per_day: int) -> dict[str, float | str]:
    """Return the row of one size; memory is taken before a model is loaded."""
    made = articles(many, per_day)
    found = clustering(made)
    most = memory()
    decided = deciding(made)
    rules = tagger("rules")
    best = tagger()
    return {
        "articles": many,
        "clustering": found,
        "memory": most,
        "deciding": decided,
        "deciding memory": max(most, memory()),
        "rules": annotating(made, rules),
        "model": 0.0 if best.version == rules.version else annotating(made, best),
        "version": best.version,
    }


def apart(many: int, per_day: int) -> dict[str, Any]:
    """Return the row of one size, measured in a process of its own."""
    command = [sys.executable, "-m", "bench.scale", "--one", str(many), "--per-day", str(per_day)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout)
    return row


def line(row: dict[str, Any]) -> str:
    """Return a row of the table."""
    model = f"{row['model']:,.0f}" if row["model"] else "none installed"
    cells = (
        f"{row['articles']:,}",
        f"{row['clustering']:.1f} s",
        f"{1000 * row['clustering'] / row['articles']:.2f} ms",
        f"{row['memory']:,.0f} MiB",
        f"{row['deciding']:.1f} s",
        f"{row['deciding memory']:,.0f} MiB",
        f"{row['rules']:,.0f}",
        model,
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES)
    parser.add_argument("--per-day", type=int, default=PER_DAY)
    parser.add_argument("--one", type=int, help="measure one size, and print it as JSON")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one, asked.per_day)))
        return
    print(f"CPU on one core; {asked.per_day:,} articles a day of about 470 words.\n")
    print(
        "| articles | clustering | each | memory | deciding an ingest | memory "
        "| words a second, rules | with the model |"
    )
    print("| ---: " * 8 + "|")
    for many in asked.articles:
        print(line(apart(many, asked.per_day)), flush=True)


if __name__ == "__main__":
    main()
