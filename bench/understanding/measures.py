"""The measures, each a pure function of what was given and what was wanted. Shares are 0 to 1."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers were right, were given, and were wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)


def harmonic(precision: float, recall: float) -> float:
    """Return the F1 of a precision and a recall."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def b_cubed(given: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[float, float]:
    """Return precision and recall of a grouping, averaged over its items.

    Both map the same items to the name of their group. After A. Bagga and B. Baldwin,
    "Entity-Based Cross-Document Coreferencing Using the Vector Space Model", 1998.
    """
    ours, theirs = _groups(given), _groups(wanted)
    precision = recall = 0.0
    for item in wanted:
        mine, right = ours[given[item]], theirs[wanted[item]]
        precision += len(mine & right) / len(mine)
        recall += len(mine & right) / len(right)
    many = max(1, len(wanted))
    return precision / many, recall / many


def _groups(grouping: Mapping[str, str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for item, group in grouping.items():
        groups[group].add(item)
    return groups


def rouge(given: str, wanted: str) -> tuple[float, float, float]:
    """Return the F1 of ROUGE-1, ROUGE-2 and ROUGE-L, on words in small letters, not stemmed.

    ROUGE-L takes each text as one sequence. After C.-Y. Lin, "ROUGE: A Package for Automatic
    Evaluation of Summaries", 2004.
    """
    ours, theirs = _WORD.findall(given.lower()), _WORD.findall(wanted.lower())
    longest = Tally(_longest_common(ours, theirs), len(ours), len(theirs))
    return _overlap(ours, theirs, 1).f1, _overlap(ours, theirs, 2).f1, longest.f1


def _overlap(ours: Sequence[str], theirs: Sequence[str], size: int) -> Tally:
    mine, right = (
        Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
        for words in (ours, theirs)
    )
    return Tally((mine & right).total(), mine.total(), right.total())


def _longest_common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(theirs) + 1)
    for word in ours:
        before = 0
        for at, other in enumerate(theirs, start=1):
            above = row[at]
            row[at] = before + 1 if word == other else max(above, row[at - 1])
            before = above
    return row[-1]
