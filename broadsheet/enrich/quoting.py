"""Where a sentence quotes, and which of its words say who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile(
    r"[\"“„]([^\"“”„\n]{2,1500}?)(?:[\"”]|(?<=[,.!?…])'(?!\w)|(?<=\w)“(?!\w))"
    r"|[\"“„]([^\"“”„\n]{2,1500})“"
    r"|«\s?([^«»\n]{2,1500}?)\s?»|»([^«»\n]{2,1500})«"
    r"|‘([^‘\n]{2,1500}?)’(?!\w)"
    r"|(?<![\w'])'(?=[^\W\d_])((?:[^'\n]|'\w){2,1500}?[,.!?])'(?!\w)"
)
_OPENERS = re.compile("[\"“„«»‘']")
_VERB = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|adds|added|adding|wrote|writes|writing|tweeted|"
    r"posted|insisted|insists|insisting|explained|explains|argued|argues|warned|warns|warning|"
    r"stated|states|stating|recalled|recalls|admitted|admits|claimed|claims|announced|continued|"
    r"asked|asks|replied|replies|answered|testified|noted|notes|declared|joked|read|reads|"
    r"commented|concluded|stressed|complained|urged|shouted|asserted|asserting|believes|believed|"
    r"called|calls|calling|described|describes|describing|accepted|confirmed|promised|vowed|"
    r"suggested|observed|remarked|tweeting|thinks|muttered|whispered|cried|laughed|predicted|"
    r"[Aa]ccording\sto|dijo|afirmó|aseguró|señaló|explicó|añadió|declaró|advirtió|[Ss]egún|"
    r"(?:(?:a|ont|ha|hanno|hat|haben)\s)?(?:déclaré|affirmé|expliqué|ajouté|assuré|estimé|dit|"
    r"detto|dichiarato|spiegato|aggiunto|affermato)|déclare|affirme|explique|[Ss]elon|"
    r"sagte|sagt|erklärte|betonte|meinte|berichtete|teilte|warnte|disse|afirmou|declarou|"
    r"explicou|acrescentou|[Ss]egundo|[Ss]econdo)\b"
)
_NEAR = 14  # words between a quotation and its verb
_SCARE = 4  # words: a shorter quotation inside a sentence only names something


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks, with its place in the sentence, marks included."""

    start: int
    end: int
    text: str

    @property
    def is_speech(self) -> bool:
        """Whether it ends as a sentence, or a part of one, that somebody spoke."""
        return self.text.endswith((",", ".", "!", "?", "…", "—", "-"))


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a verb of speech: what stands before it and after it, with places."""

    start: int
    before: str
    verb: str
    after: str
    inverted: bool  # the speaker follows: `said Ann`, `according to Ann`

    @property
    def verb_start(self) -> int:
        return self.start + len(self.before)

    @property
    def after_start(self) -> int:
        return self.verb_start + len(self.verb)


def quotations(sentence: str) -> list[Quotation]:
    """Return the quotations of a sentence, in double, curly, single or angle marks."""
    if not _OPENERS.search(sentence):
        return []
    return [
        Quotation(found.start(), found.end(), next(g for g in found.groups() if g).strip())
        for found in _MARKS.finditer(sentence)
    ]


def is_only_quoted(sentence: str, quoted: list[Quotation]) -> bool:
    """Tell whether a sentence is quotation and nothing else."""
    rest = "".join(outside(sentence, quoted))
    return bool(quoted) and not any(letter.isalnum() for letter in rest)


def outside(sentence: str, quoted: list[Quotation]) -> list[str]:
    """Return the pieces of a sentence that stand outside its quotations, one more than these."""
    edges = [0, *(edge for one in quoted for edge in (one.start, one.end)), len(sentence)]
    return [sentence[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def spoken(quoted: list[Quotation], clause: Clause, rest: int) -> list[Quotation]:
    """Return the quotations that are speech, scare quotes left out.

    `rest`: letters of the sentence that stand outside quotation marks.
    """
    beside = [one for one in quoted if one.is_speech]
    return [
        one
        for one in quoted
        if len(one.text.split()) >= _SCARE or (one in beside and (one.start == 0 or rest < 60))
    ]


def clause(sentence: str, quoted: list[Quotation]) -> Clause | None:
    """Return the clause that says who speaks: after the last quotation, else before the first."""
    pieces = outside(sentence, quoted)
    ends = [0, *(one.end for one in quoted)]
    for number in [*range(len(quoted), 0, -1), 0]:
        piece = pieces[number]
        verbs = list(_VERB.finditer(piece))
        if not verbs:
            continue
        verb = verbs[-1] if number == 0 else verbs[0]
        between = piece[verb.end() :] if number == 0 else piece[: verb.start()]
        if between.count(" ") <= _NEAR:
            return _clause(piece, ends[number], verb, number > 0)
    return None


def _clause(piece: str, start: int, verb: re.Match[str], follows: bool) -> Clause:
    before = piece[: verb.start()]
    citing = verb.group().split()[0].lower() in (
        "according",
        "según",
        "selon",
        "segundo",
        "secondo",
    )
    inverted = citing or (follows and not any(c.isalnum() for c in before))
    return Clause(start, before, verb.group(), piece[verb.end() :], inverted)
