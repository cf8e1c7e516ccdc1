"""Who lives at which address, and who lived there: minting, the register, moved addresses.

The register, `content/addresses.tsv`, has a row (address, key) for every address ever
published, the newest last. Whoever stands in the last row of an address owns it, and keeps it
while its wish stays the same; so a newcomer never drives anyone out.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from broadsheet.errors import Problem
from broadsheet.text import folded

Row = tuple[str, str]
PATH = "content/addresses.tsv"


@dataclass(frozen=True, slots=True)
class Wish:
    """What wants an address: its key, the folder, the slug it would like."""

    key: str
    folder: str
    slug: str

    @property
    def permalink(self) -> str:
        return f"{self.folder}{self.slug}/"


def rows(text: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Return the rows of the register; a line that is not one is a problem, and is left out."""
    good: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        address, tab, key = line.partition("\t")
        if tab and address.startswith("/") and ":" in key:
            good.append((address, key))
        elif line.strip() and not line.startswith("#"):
            hint = "each line is an address, a tab, and a key such as topic:politics"
            problems.append(Problem(PATH, "not a row of the register", number, hint=hint))
    return tuple(good), tuple(problems)


def tsv(register: Iterable[Row]) -> str:
    """Return the register as text: a row a line, in the order given."""
    return "".join(f"{address}\t{key}\n" for address, key in register)


def owners(register: Iterable[Row]) -> dict[str, str]:
    """Return the present owner of every address, by folded key."""
    return {address: folded(key) for address, key in register}


def minted(
    wishes: Sequence[Wish], owner: dict[str, str], reserved: Iterable[str] = ()
) -> dict[str, str]:
    """Return an address for each key: what it owns already, else the first that is free.

    Among those that own nothing yet, the earlier in the sequence chooses first. What is
    `reserved` is nobody's.
    """
    given: dict[str, str] = {}
    taken: set[str] = set(reserved)
    for choice in (_kept, _free):
        for wish in wishes:
            if wish.key not in given and (address := choice(wish, owner, taken)):
                given[wish.key] = address
                taken.add(address)
    return given


def _kept(wish: Wish, owner: dict[str, str], taken: Container[str]) -> str | None:
    """Return the address that this key owns and still wants, the plainest if it owns several."""
    me = folded(wish.key)
    owned = takewhile(owner.__contains__, _acceptable(wish))
    return next((at for at in owned if owner[at] == me and at not in taken), None)


def _free(wish: Wish, owner: dict[str, str], taken: Container[str]) -> str | None:
    return next(at for at in _acceptable(wish) if at not in taken)


def _acceptable(wish: Wish) -> Iterator[str]:
    """Yield the addresses that would do, the plainest first."""
    yield wish.permalink
    yield from (f"{wish.folder}{wish.slug}-{number}/" for number in count(2))


def new_rows(living: Iterable[Row], known: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows to add to the register so that every living address has its owner.

    A key that is no single line cannot be remembered, and is left out.
    """
    owner = owners(known)
    missing = ((at, key) for at, key in living if owner.get(at) != folded(key))
    return tuple((at, key) for at, key in missing if [key] == key.splitlines() and "\t" not in key)
