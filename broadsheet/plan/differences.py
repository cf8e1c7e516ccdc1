"""What one outlet's reports of a story state and those of the others do not.

Figures, dates and names, each with the paragraph that states it. Nothing is called a
contradiction: "only in" says no more than that the other texts, as they are kept here, do not
state it. Reports in another language than the first are left aside, and so are stories whose
people are protected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet.plan.accounts import Account
from broadsheet.plan.facts import Fact, days, facts, words
from broadsheet.plan.prose import contains

_MOST = {"figure": 5, "date": 4, "name": 5}
_ENOUGH = 40  # words of a text that can be compared at all
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure, date or name that one outlet alone states, and the place of its paragraph."""

    kind: str  # figure, date, name
    text: str
    place: str


@dataclass(slots=True)
class _Outlet:
    """An outlet's reports, by their places in the story, and all that they state."""

    accounts: dict[int, Account] = field(default_factory=dict)
    facts: dict[int, list[tuple[Fact, str]]] = field(default_factory=dict)
    values: set[str] = field(default_factory=set)
    text: str = ""


def differences(told: Sequence[Account]) -> tuple[tuple[Stated, ...], ...]:
    """Return by report what only its outlet states; what two of its reports do, by the first."""
    outlets = list(_outlets(told).values())
    found: dict[int, tuple[Stated, ...]] = {}
    for outlet in outlets if len(outlets) > 1 else ():
        others = [other for other in outlets if other is not outlet]
        alone = [*_facts_alone(outlet, others), *_names_alone(outlet, others)]
        for n in outlet.accounts:
            found[n] = tuple(stated for m, stated in alone if m == n)
    return tuple(found.get(n, ()) for n in range(len(told)))


def _outlets(told: Sequence[Account]) -> dict[str, _Outlet]:
    """Return the outlets whose texts are long enough, of one language; each text is read once.

    All that is kept of a text counts as stated, the title and what is not published included.
    """
    found: dict[str, _Outlet] = {}
    for n, account in enumerate(told):
        report = account.report
        enough = len(report.markdown.split()) >= _ENOUGH
        if report.outlet and enough and report.lang == told[0].report.lang:
            _gather(found.setdefault(report.outlet, _Outlet()), n, account)
    return found


def _gather(outlet: _Outlet, n: int, account: Account) -> None:
    aside = account.report.aside
    text = "\n".join((aside, *(passage.text for passage in account.passages)))
    outlet.accounts[n] = account
    outlet.facts[n] = [
        (fact, passage.place)
        for passage, held in zip(account.passages, account.words, strict=True)
        for fact in facts(passage.text, held)
    ]
    outlet.values.update(days(text, account.report.day))
    outlet.values.update(*(fact.values for fact, _ in outlet.facts[n]))
    outlet.values.update(*(fact.values for fact in facts(aside, words(aside))))
    outlet.text += f"\n{text}"


def _facts_alone(outlet: _Outlet, others: Sequence[_Outlet]) -> Iterator[tuple[int, Stated]]:
    known: set[str] = set().union(*(other.values for other in others))
    room = dict(_MOST)
    for n, stated in outlet.facts.items():
        for fact, place in stated:
            if fact.telling and room[fact.kind] and known.isdisjoint(fact.values):
                known |= fact.values
                room[fact.kind] -= 1
                yield n, Stated(fact.kind, fact.text[:_LONGEST], place)


def _names_alone(outlet: _Outlet, others: Sequence[_Outlet]) -> Iterator[tuple[int, Stated]]:
    """Yield the people, organizations and places that no other outlet's text mentions."""
    elsewhere = [other.text for other in others]
    every = [account.report.names for other in others for account in other.accounts.values()]
    seen = {name for names in every for name, _ in names}
    room = _MOST["name"]
    for n, account in outlet.accounts.items():
        for name, forms in account.report.names:
            place = _place(account, forms)
            if not room or name in seen or place is None:
                continue
            if not any(contains(text, forms) for text in elsewhere):
                seen.add(name)
                room -= 1
                yield n, Stated("name", name, place)


def _place(account: Account, forms: Sequence[str]) -> str | None:
    places = (one.place for one in account.passages if contains(one.text, forms))
    return next(places, None)
