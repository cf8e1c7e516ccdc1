"""What was said, word for word, and by whom.

A quotation counts from four words up, or when a verb of speech stands by it; shorter ones are
scare quotes. Its speaker stands before or after the verb; a quotation alone in the paragraph
that follows one goes on with the same speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet.enrich.reading import Reading
from broadsheet.enrich.tagger import Tagger
from broadsheet.model import Annotations, Mention, Quote

_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,1500})[\"”]")
_VERB = re.compile(
    r"\b(?:said|says|saying|told|adds|added|adding|wrote|writes|tweeted|posted|insisted|explained|"
    r"argued|warned|stated|recalled|admitted|claimed|announced|continued|asked|replied|testified|"
    r"noted|declared|joked|read|reads|commented|concluded|stressed|complained|urged|shouted|"
    r"asserting|asserted|stating|tells|asks|warns|insists|believes)\b"
)
_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\bsaid (an? [\w][\w' -]{3,60}?)(?= (?:who|whose|that|at|from|on|in|,)|[,.;]|$)"
)
_NOUN = re.compile(
    r"[\w][\w'’. -]{0,70}?(?= (?:who|whose|which|that|with|in|on|at|from|by|to)\b|[,;:(]|$)"
)
_STOP = re.compile(r"[.!?](?=\s)|\n")
_OPENS = re.compile(r"[\"“]")
_BREAK = re.compile(r"\n[ \t]*\n")
_FEWEST = 4  # words: fewer are scare quotes
_REACH = 160  # code points on either side of a quotation where its verb may stand
_NEAR = 12  # words between a quotation and its verb
_MOST = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """Who spoke last in the paragraph before, and whom it was last about."""

    speaker: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A clause with its verb of speech, and where it starts in the text."""

    clause: str
    start: int
    verb: re.Match[str]


def quotes(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    return replace(found, quotes=tuple(spoken(reading.text, found.mentions)[:_MOST]))


def spoken(text: str, mentions: Sequence[Mention]) -> list[Quote]:
    """Return the quotations of a text in its order, with the speakers that are known."""
    told: list[Quote] = []
    context = Context()
    for paragraph in paragraphs(text):
        end = paragraph.start + len(paragraph.text)
        here = [one for one in mentions if paragraph.start <= one.start < end]
        if is_only_quote(paragraph.text) and told and not _VERB.search(paragraph.text):
            said = [Quote(m.group(1), context.speaker) for m in _QUOTED.finditer(paragraph.text)]
        else:
            said = _said_in(paragraph, here, context)
        told += said
        people = [one.name for one in here if one.type == "person"]
        unnamed = _UNNAMED.search(_QUOTED.sub("", paragraph.text))
        subject = people[-1] if people else unnamed.group(1) if unnamed else context.subject
        context = Context(said[-1].speaker if said else None, subject)
    return told


def paragraphs(text: str) -> list[Paragraph]:
    found: list[Paragraph] = []
    start = 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found.append(Paragraph(start, text[start:end]))
        start = gap.end() if gap else end
    return found


def is_only_quote(text: str) -> bool:
    """Tell whether a paragraph is a quotation and nothing else: it goes on from the last."""
    return '"' in text.replace("“", '"') and not _QUOTED.sub("", text).strip(" .")


def _said_in(paragraph: Paragraph, here: Sequence[Mention], context: Context) -> list[Quote]:
    """Return what is said in a paragraph; the pieces of one sentence have one speaker."""
    found: list[Quote] = []
    pieces: list[re.Match[str]] = []
    for quoted in _QUOTED.finditer(paragraph.text):
        if pieces and _STOP.search(paragraph.text[pieces[-1].end() : quoted.start()]):
            found += _said_in_sentence(paragraph, pieces, here, context)
            pieces = []
        pieces.append(quoted)
    return found + _said_in_sentence(paragraph, pieces, here, context)


def _said_in_sentence(
    paragraph: Paragraph,
    pieces: Sequence[re.Match[str]],
    here: Sequence[Mention],
    context: Context,
) -> list[Quote]:
    """Return the quotations of a sentence: who follows the last of them said them all."""
    said = [_after(paragraph, one) for one in reversed(pieces)]
    said += [_before(paragraph, one) for one in pieces]
    attribution = next((one for one in said if one is not None), None)
    if attribution is None:
        return []
    speaker = _named(attribution, here, context)
    spoken_ = [one.group(1) for one in pieces if len(one.group(1).split()) >= _FEWEST]
    return [Quote(text, speaker) for text in spoken_]


def _after(paragraph: Paragraph, quoted: re.Match[str]) -> Attribution | None:
    """Return the clause with a verb of speech that follows a quotation in its sentence."""
    after = paragraph.text[quoted.end() : quoted.end() + _REACH]
    stop = _STOP.search(after)
    after = after[: stop.start()] if stop else after
    verb = _VERB.search(after)
    if (
        verb is None
        or after[: verb.start()].count(" ") > _NEAR
        or _OPENS.search(after[: verb.start()])
    ):
        return None
    return Attribution(after, paragraph.start + quoted.end(), verb)


def _before(paragraph: Paragraph, quoted: re.Match[str]) -> Attribution | None:
    """Return the clause with a verb of speech that leads to a quotation in its sentence."""
    before = paragraph.text[max(0, quoted.start() - _REACH) : quoted.start()]
    stops = list(_STOP.finditer(before))
    before = before[stops[-1].end() :] if stops else before
    verbs = list(_VERB.finditer(before))
    if not verbs or before[verbs[-1].end() :].count(" ") > _NEAR:
        return None
    return Attribution(before, paragraph.start + quoted.start() - len(before), verbs[-1])


def _named(said: Attribution, here: Sequence[Mention], context: Context) -> str | None:
    """Return who speaks: the person by the verb, who `he` is, or the words for someone unnamed."""
    end = said.start + len(said.clause)
    near = [one for one in here if said.start <= one.start < end]
    at = said.start + said.verb.start()
    people = [one for one in near if one.type == "person"]
    if people:
        return min(people, key=lambda one: (abs(one.start - at), one.start)).name
    subject = _subject(said)
    if subject and _PRONOUN.fullmatch(subject):
        return context.subject or context.speaker
    if subject and subject[0].islower() and subject.split()[0] != "the":
        return subject
    others = [one for one in near if one.type == "organization"]
    for one in others:
        surface = said.clause[one.start - said.start : one.end - said.start]
        if subject is None or subject.removeprefix("the ") == surface:
            return one.name
    return subject


def _subject(said: Attribution) -> str | None:
    """Return the words for who speaks, before the verb or after it, without what follows."""
    before = _NOUN.match(said.clause[: said.verb.start()].strip(" ,"))
    after = _NOUN.match(said.clause[said.verb.end() :].strip(" ,"))
    inverted = said.clause[: said.verb.start()].strip(" ,") == ""
    chosen = after if inverted else before
    if chosen is None:
        return None
    words = chosen.group().strip(" ,.")
    return words[0].lower() + words[1:] if words.split()[0] in ("The", "A", "An", "One") else words
