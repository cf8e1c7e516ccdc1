"""Furniture: what recurs over captures and belongs to no article, learned by counting.

An article may itself stand in several captures, so recurring is not enough: the neighbours
must differ too. A line is furniture when the text around it changes from capture to capture;
a sentence, when it follows on a different sentence in every article that holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadsheet.clip import stamp
from broadsheet.clip.lines import Line, image_title, key, lines
from broadsheet.model import Capture
from broadsheet.text import sentences

_ENOUGH = 3
_LONGEST_LINE = 240
_LONGEST_SENTENCE = 320
_SHORTEST_SENTENCE = 40
_PROSE = 80


@dataclass(frozen=True, slots=True)
class Furniture:
    """Learned lines and sentences, word for word and sorted, and the outlets seen at times."""

    lines: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()

    def within(self, capture: Capture) -> Furniture:
        """Return only what occurs in that capture, so that others do not alter its clippings."""
        there = {line.text for line in lines(capture.text)}
        squeezed = " ".join(there)
        folded = key(squeezed)
        return Furniture(
            tuple(line for line in self.lines if line in there),
            tuple(sentence for sentence in self.sentences if sentence in squeezed),
            tuple(outlet for outlet in self.outlets if outlet in folded),
        )


def furniture(captures: Iterable[Capture]) -> Furniture:
    """Return what recurs over the captures, whatever order they come in."""
    around: dict[str, set[tuple[str, str]]] = defaultdict(set)
    stamped: dict[str, int] = defaultdict(int)
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    outlets: set[str] = set()
    for capture in sorted(captures, key=lambda one: one.seed):
        own = lines(capture.text)
        times = [stamp.stamp(line.text, ("time",)) is not None for line in own]
        outlets |= _outlets(own, times)
        _note_lines(own, times, around, stamped)
        for line in own:
            _note_sentences(line.text, before, after)
    return Furniture(
        tuple(sorted(text for text, seen in around.items() if _recurs(seen) and not stamped[text])),
        tuple(sorted(text for text in before if _unrelated(before[text], after[text]))),
        tuple(sorted(outlets)),
    )


def _outlets(own: Sequence[Line], times: Sequence[bool]) -> set[str]:
    """Return the keys of short lines above a time whose bullet below repeats them."""
    found: set[str] = set()
    for at, line in enumerate(own[:-2]):
        bullets = [key(below.text) for below in own[at + 2 : at + 6] if below.bullet]
        if times[at + 1] and key(line.text) in bullets:
            found.add(key(line.text))
    return found


def _note_lines(
    own: Sequence[Line],
    times: Sequence[bool],
    around: dict[str, set[tuple[str, str]]],
    stamped: dict[str, int],
) -> None:
    """Note the prose above and below each line that might be furniture, once a capture."""
    above = ""
    prose_above: list[str] = []
    for line in own:
        prose_above.append(above)
        above = line.text if len(line.text) > _PROSE else above
    below = ""
    seen: set[str] = set()
    for at in range(len(own) - 1, -1, -1):
        text = own[at].text
        stamped[text] += own[at].bullet or times[at] or _beside_time(own, times, at)
        if text not in seen and len(text) <= _LONGEST_LINE and image_title(text) is None:
            seen.add(text)
            around[text].add((prose_above[at], below))
        below = text if len(text) > _PROSE else below


def _beside_time(own: Sequence[Line], times: Sequence[bool], at: int) -> bool:
    """Tell whether a time stands within two lines, with no prose between."""
    for step in (-1, 1):
        for place in (at + step, at + 2 * step):
            if not 0 <= place < len(own) or len(own[place].text) > _PROSE:
                break
            if times[place]:
                return True
    return False


def _recurs(seen: set[tuple[str, str]]) -> bool:
    """Tell whether the prose on both sides differs from capture to capture (or is absent)."""
    above = {pair[0] for pair in seen}
    below = {pair[1] for pair in seen}
    if len(seen) < _ENOUGH:
        return False
    return (
        min(len(above) if above != {""} else _ENOUGH, len(below) if below != {""} else _ENOUGH)
        >= _ENOUGH
    )


def _note_sentences(text: str, before: dict[str, set[str]], after: dict[str, set[str]]) -> None:
    if len(text) <= _PROSE:
        return
    parts = ["", *sentences(text), ""]
    for at in range(1, len(parts) - 1):
        if _SHORTEST_SENTENCE <= len(parts[at]) <= _LONGEST_SENTENCE:
            before[parts[at]].add(parts[at - 1])
            after[parts[at]].add(parts[at + 1])


def _unrelated(before: set[str], after: set[str]) -> bool:
    """Tell whether the sentence stands among different sentences every time."""
    return len(before) >= _ENOUGH and (len(after) >= _ENOUGH or after == {""})
