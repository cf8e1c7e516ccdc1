"""What reads whole texts is remembered by day and story, and all of it can be foreseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from newsroom import article, at, shelved

from broadsheet import plan
from broadsheet.fingerprint import fingerprint
from broadsheet.library import Library
from broadsheet.model import Article
from broadsheet.search import Call

BODY = "Mara Lindqvist of Tarn Works spoke. It rose by 12 percent.\n\nSkerrow heard 1,200 gulls."


def archive(**edit: Any) -> Library:
    """Return five days of two articles each, those of the second day one story."""
    reports = [_report(day, name) for day in range(1, 6) for name in "ab"]
    return shelved(*(replace(one, **edit) if one.id == "2025/06/04/b" else one for one in reports))


def _report(day: int, name: str) -> Article:
    report: Article = article(
        f"2025/06/0{day}/{name}",
        f"Report {name}",
        date=at(f"2025-06-0{day}", "09:00"),
        body=f"{BODY} {day}{name}.",
        source=f"{name} Post",
        story="told" if day == 2 else None,
        people=["Mara Lindqvist"],
        organizations=["Tarn Works"],
    )
    return report


class Asked:
    """Remembers everything, and counts what it had to make."""

    def __init__(self) -> None:
        self.foreseen: list[str] = []
        self.made: list[str] = []
        self._known: dict[str, Any] = {}

    def foresee(self, calls: Iterator[Call]) -> None:
        self.foreseen = [_key(function, values) for function, values in calls]

    def __call__(self, function: Callable[..., Any], *values: Any) -> Any:
        key = _key(function, values)
        if key not in self._known:
            self.made.append(key)
            self._known[key] = function(*values)
        return self._known[key]


def _key(function: Callable[..., Any], values: tuple[Any, ...]) -> str:
    keyed = [getattr(value, "version", value) for value in values]
    return f"{function.__name__} {fingerprint(keyed)}"


def test_every_long_call_is_foreseen_and_none_besides() -> None:
    asked = Asked()
    list(plan.pages(archive(), asked, asked.foresee))
    long = [key for key in asked.made if not key.startswith("digests")]
    assert sorted(asked.foreseen) == sorted(long)
    assert {key.split()[0] for key in long} == {"retold", "naming", "parts"}


def test_after_an_edit_only_the_texts_of_its_day_are_read_again() -> None:
    asked = Asked()
    list(plan.pages(archive(), asked))
    asked.made.clear()
    again = list(plan.pages(archive(summary="Another summary."), asked))
    assert asked.made == []
    list(plan.pages(archive(body="Tarn Works closes."), asked))
    assert [key.split()[0] for key in asked.made] == ["naming", "digests", "parts"]
    assert again == list(plan.pages(archive(summary="Another summary.")))
