"""The forms under which a text may mention an entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from broadsheet.enrich import ALIASES
from broadsheet.library import Term
from broadsheet.plan.views import Linked

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_SHORTEST = 3  # letters of a surname that stands alone


def forms(term: Term) -> tuple[str, ...]:
    """Return the forms of one entity, the longest first: names, aliases, a person's surname."""
    found = {term.name, *term.other_names, *ALIASES.get(term.name, ())}
    if surname := _surname(term):
        found.add(surname)
    return _longest_first(form for form in found if form)


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def _surname(term: Term) -> str:
    words = term.name.split()
    while len(words) > 1 and words[-1].casefold().rstrip(",") in _SUFFIXES:
        words.pop()
    if term.kind != "person" or len(words) < 2 or not words[-1][:1].isupper():
        return ""
    return words[-1] if len(words[-1]) >= _SHORTEST else ""


def linked(
    terms: Sequence[tuple[Term, str]], withheld: Iterable[str], forms_of: dict[str, tuple[str, ...]]
) -> tuple[Linked, ...]:
    """Return what a body may link, the longest form first; terms come with their href.

    A form that two of them share, or that may be someone withheld, links to nobody;
    an entity's own name is always its own.
    """
    claimed = Counter(form for term, _ in terms for form in forms_of[term.key])
    own = {term.name for term, _ in terms}
    closed = set(withheld)
    found: list[Linked] = []
    for term, href in terms:
        fit = tuple(
            form
            for form in forms_of[term.key]
            if form == term.name or (claimed[form] == 1 and form not in closed and form not in own)
        )
        found.append(Linked(fit, href))
    return tuple(sorted(found, key=lambda one: (-len(one.forms[0]), one.forms[0], one.href)))
