"""The articles of a text dump, and every line that is no article's.

A known site is read by its profile (`profiles.py`, `known.py`), any other by votes over the
lines that recur (`generic.py`). `body.py` cleans what both have cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.clip import dating, generic, known
from broadsheet.clip.body import Body, body
from broadsheet.clip.cut import Cut, Cuts
from broadsheet.clip.dating import Told
from broadsheet.clip.furniture import Furniture
from broadsheet.clip.lines import Line, lines
from broadsheet.clip.nouns import Clipped
from broadsheet.clip.phrases import agency
from broadsheet.errors import Problem
from broadsheet.model import Capture, Clipping, Dropped, Span


def clippings(capture: Capture, furniture: Furniture) -> Clipped:
    """Return the articles of a capture in its order; their spans do not overlap.

    Every line that is not blank is inside a clipping's span or among `dropped`, and so is each
    sentence that was removed inside a line.
    """
    every = lines(capture.text)
    cuts = _cuts(every, furniture)
    made = [(cut, body(cut.body, frozenset(furniture.sentences))) for cut in cuts.cuts]
    told = [Told(cut.printed, part.text, part.dateline.day) for cut, part in made]
    captured = dating.captured(capture, told, cuts.header)
    dated = [dating.dated(one, *captured) for one in told]
    known_time = Capture(capture.seed, "", *captured, capture.sidecar)
    found = tuple(
        _clipping(cut, part, date, known_time, cuts)
        for (cut, part), date in zip(made, dated, strict=True)
    )
    problems = () if found else (_nothing(capture.seed),)
    return Clipped(found, _dropped(capture.seed, every, cuts, made), problems)


def _cuts(every: Sequence[Line], furniture: Furniture) -> Cuts:
    profile = known.profile(every)
    if profile is not None:
        return known.cuts(every, profile, frozenset(furniture.outlets))
    return generic.cuts(every, furniture)


def _clipping(cut: Cut, part: Body, date: dating.Dated, capture: Capture, cuts: Cuts) -> Clipping:
    sidecar = capture.sidecar
    signed = cut.authors or part.authors
    wire = next((name for author in signed if (name := agency(author))), None)
    alone = len(cuts.cuts) == 1 and cuts.via is None
    return Clipping(
        seed=capture.seed,
        span=Span(cut.first, cut.last),
        title=cut.title,
        body=tuple(part.blocks),
        source=cut.outlet or (None if cuts.via else sidecar.source),
        agency=part.agency or cut.agency or wire,
        authors=tuple(author for author in signed if agency(author) is None),
        date=date[0],
        date_basis=date[1],
        when=cut.printed.text if cut.printed else None,
        section=cut.section,
        dateline=part.dateline.place or cut.place,
        credits=tuple(dict.fromkeys(part.credits)),
        keywords=tuple(dict.fromkeys((*cut.keywords, *part.keywords))),
        via=cuts.via,
        url=cut.url or (sidecar.url if alone else None),
        lang=sidecar.lang,
        rights=sidecar.rights,
        noindex=sidecar.noindex,
        captured=capture.captured,
        captured_basis=capture.captured_basis,
    )


def _dropped(
    seed: str, every: Sequence[Line], cuts: Cuts, made: Sequence[tuple[Cut, Body]]
) -> tuple[Dropped, ...]:
    """Return all that was dropped, in the order of the lines; unclaimed lines as well."""
    listed = [Dropped(seed, line.number, line.text, reason) for line, reason in cuts.waste]
    for _, part in made:
        listed += [Dropped(seed, line.number, text, reason) for line, text, reason in part.dropped]
    named = {drop.line for drop in listed}
    inside = {n for cut in cuts.cuts for n in range(cut.first, cut.last + 1)}
    for line in every:
        if line.number not in inside and line.number not in named:
            listed.append(Dropped(seed, line.number, line.text, "no article near"))
    return tuple(sorted(listed, key=lambda drop: (drop.line, drop.reason)))


def _nothing(seed: str) -> Problem:
    return Problem(seed, "no article was found", hint="a text capture of a news page is expected")
