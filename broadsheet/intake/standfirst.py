"""The standfirst that an outlet declares, where it says more than the lede."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.intake.sighting import Sighting
from broadsheet.text import squeezed, words

_LONGEST = 600  # characters; what is longer is a text and not its summary
_FEWEST = 4  # words


def standfirst(one: Sighting) -> Sighting:
    """Return the sighting with the declared standfirst for its summary, before the machine's.

    Not where it is the title or how the text begins: of these the machine's summary says more.
    """
    said = squeezed(one.clipping.summary or "")
    if not said or len(said) > _LONGEST or not _says_more(said, one):
        return one
    return replace(one, annotations=replace(one.annotations, summary=said))


def _says_more(said: str, one: Sighting) -> bool:
    ours = words(said)
    begun = words(one.text[: 4 * _LONGEST])
    if len(ours) < _FEWEST or ours == words(one.clipping.title):
        return False
    return ours != begun[: len(ours)] and ours[:-1] != begun[: len(ours) - 1]
