"""The forms under which a text may mention an entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from broadsheet.enrich.gazetteer import ALIASES
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
    every = [form for term, _ in terms for form in forms_of[term.key]]
    closed = set(withheld)
    if len(set(every)) == len(every) and closed.isdisjoint(every):  # as in most articles
        found = [Linked(forms_of[term.key], href) for term, href in terms]
    else:
        found = list(_contested(terms, Counter(every), closed, forms_of))
    return tuple(sorted(found, key=lambda one: (-len(one.forms[0]), one.forms[0], one.href)))


def _contested(
    terms: Sequence[tuple[Term, str]],
    claimed: Mapping[str, int],
    closed: Container[str],
    forms_of: Mapping[str, tuple[str, ...]],
) -> Iterator[Linked]:
    """Yield what is left to each where several claim a form; `closed` ones are nobody's."""
    own = {term.name for term, _ in terms}
    for term, href in terms:
        fit = [
            form
            for form in forms_of[term.key]
            if form == term.name or (claimed[form] == 1 and form not in closed and form not in own)
        ]
        yield Linked(tuple(fit), href)
