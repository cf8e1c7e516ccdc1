"""What was said, word for word, and by whom.

A quotation counts from four words up, or when it is speech that a verb of speech stands by;
shorter ones are scare quotes. Its speaker stands before or after the verb; `he` is whom the
sentences before are about; a sentence that is all quotation goes on with the last speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from broadsheet.enrich import cues, gazetteer
from broadsheet.enrich.quoting import (
    Clause,
    Quotation,
    clause,
    is_only_quoted,
    outside,
    quotations,
    spoken,
)
from broadsheet.enrich.reading import Reading, Sentence
from broadsheet.enrich.tables import wordset
from broadsheet.enrich.tagger import Tagger
from broadsheet.model import Annotations, Mention, Quote

_PRONOUN = re.compile(
    r"(?:^|.*\s)(he|she|they|il|elle|er|sie|él|ella|ele|ela)"
    r"(?: (?:has|had|have|also|a|then|later))?",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\bsaid (an? [\w][\w' -]{3,60}?)(?= (?:who|whose|that|at|from|on|in|,)|[,.;]|$)"
)
_NOUN = re.compile(
    r"[\w][\w'’. -]{0,70}?(?= (?:who|whose|which|that|with|in|on|at|from|by|to|seen|sent|left|"
    r"shared|made|posted)\b|[,;:(]|\.$|$)"
)
_ROLE = re.compile(r"(?:[a-z][\w-]* ){1,4}((?:[A-Z][\w'’-]+ ?){2,4})")  # `baker Ann Lee`
_OPENED = re.compile(r"An? ([a-z-]{2,20})\b")  # `A visitor held the ladder.`
_PEOPLE = cues.ROLES | wordset(
    "man woman boy girl visitor passenger bystander caller customer diner guest guard worker sailor"
    " walker swimmer hiker tourist reader voter juror patient parent child pupil teenager refugee"
)
_SPEAKING_FOR = re.compile(r"an? [\w-]+(?: [\w-]+)? (?:for|of|from|at|with) ")
_MOST = 40
_HEARD = 20_000  # code points of a text without a stop that one sentence may have


@dataclass(frozen=True, slots=True)
class Scene:
    """Who spoke last and where, and whom the sentences so far are about."""

    speaker: str | None = None
    spoke_in: int = -9  # number of the sentence
    subject: str | None = None


def quotes(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    told = list(islice(_told(reading.sentences, found.mentions), _MOST))
    full = {one.speaker: _in_full(one.speaker, reading.text) for one in told}
    return replace(found, quotes=tuple(replace(one, speaker=full[one.speaker]) for one in told))


def _in_full(speaker: str | None, text: str) -> str | None:
    """Return a surname with the first name that it follows somewhere in the text."""
    if speaker is None or " " in speaker or not speaker.istitle():
        return speaker
    for found in re.finditer(rf"(?<![\w.])([^\W\d_]{{2,20}}) {re.escape(speaker)}\b", text):
        first = found.group(1)
        if first.istitle() and first.lower() not in cues.TITLES | gazetteer.function_words():
            return f"{first} {speaker}"
    return speaker


def _told(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Iterator[Quote]:
    """Yield the quotations of a text in its order, with the speakers that are known."""
    scene = Scene()
    waiting = sorted(mentions, key=lambda one: one.start)
    at = 0
    for number, sentence in enumerate(sentences):
        here: list[Mention] = []
        while at < len(waiting) and waiting[at].start < sentence.end:
            here.append(waiting[at])
            at += 1
        if len(sentence.text) > _HEARD:
            continue
        quoted = quotations(sentence.text)
        said, speaker = _said_in(sentence, quoted, here, scene, number) if quoted else ([], None)
        yield from (Quote(one.text, speaker) for one in said)
        scene = Scene(
            speaker if said else scene.speaker,
            number if said else scene.spoke_in,
            _subject_of(sentence, quoted, here) or scene.subject,
        )


def _said_in(
    sentence: Sentence,
    quoted: list[Quotation],
    here: Sequence[Mention],
    scene: Scene,
    number: int,
) -> tuple[list[Quotation], str | None]:
    """Return the speech of a sentence and its speaker."""
    if is_only_quoted(sentence.text, quoted):
        goes_on = scene.spoke_in == number - 1
        return (quoted, scene.speaker) if goes_on else ([], None)
    found = clause(sentence.text, quoted)
    if found is None:
        return [], None
    rest = sum(map(len, outside(sentence.text, quoted)))
    return spoken(quoted, found, rest), _speaker(sentence, found, here, scene)


def _speaker(
    sentence: Sentence, found: Clause, here: Sequence[Mention], scene: Scene
) -> str | None:
    """Return who speaks: the person by the verb, who `he` is, or the words for someone unnamed."""
    words = _words_for(found)
    pronoun = _PRONOUN.fullmatch(words) if words else None
    if pronoun:
        several = pronoun.group(1).lower() == "they" and not (scene.subject or "A")[0].islower()
        return scene.speaker if several and scene.speaker else scene.subject
    named = [one for one in _beside(sentence, found, here) if one.type == "person"]
    if words and _SPEAKING_FOR.match(words):
        return words
    named = named or _apposed(sentence, found, here)
    if named:
        return (named[0] if found.inverted else named[-1]).name
    if words is None:
        return scene.subject
    if words.split()[0] not in ("a", "an", "one"):
        for one in _beside(sentence, found, here):
            surface = sentence.text[one.start - sentence.start : one.end - sentence.start]
            if one.type == "organization" and words.removeprefix("the ") in (surface, one.name):
                return one.name
    role = _ROLE.fullmatch(words)
    return role.group(1) if role else words


def _beside(sentence: Sentence, found: Clause, here: Sequence[Mention]) -> list[Mention]:
    """Return the mentions on the side of the verb where its speaker stands."""
    start, end = found.start, found.verb_start
    if found.inverted:
        start, end = found.after_start, found.after_start + len(_up_to_pause(found.after))
    else:
        start = end - len(_last_part(found.before))
    return [one for one in here if start <= one.start - sentence.start < end]


def _apposed(sentence: Sentence, found: Clause, here: Sequence[Mention]) -> list[Mention]:
    """Return the person that follows a role: `said its secretary, Ann Lee`."""
    if not found.inverted:
        return []
    at = sentence.start + found.after_start + len(_up_to_pause(found.after))
    follows = [one for one in here if one.type == "person" and 1 <= one.start - at <= 2]
    return follows if found.after[: at - sentence.start].strip() else []


def _words_for(found: Clause) -> str | None:
    """Return the words for who speaks, without what follows them."""
    part = found.after if found.inverted else _last_part(found.before)
    noun = _NOUN.match(part.strip(" ,:;—–-."))
    if noun is None:
        return None
    words = noun.group().strip(" ,.")
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An", "One") and rest else words


def _up_to_pause(after: str) -> str:
    """Return the words after the verb that may name the speaker: up to what is said of him."""
    pause = re.search(r"[,;(]|\s(?:who|whose|of|from|in|at|on)\s", after.lstrip(" ,"))
    if pause is None:
        return after
    return after[: len(after) - len(after.lstrip(" ,")) + pause.start()]


def _last_part(before: str) -> str:
    """Return what leads to the verb: `Ann Lee, 30,` whole, of `he fell, Ann Lee` the end."""
    parts = [
        part for part in re.split(r"(?<=[,;:—–])\s|\b(?:and|but|as|that)\b", before) if part.strip()
    ]
    if not parts:
        return ""
    if before.rstrip().endswith(","):
        return before
    return before[before.rindex(parts[-1]) :]


def _subject_of(sentence: Sentence, quoted: list[Quotation], here: Sequence[Mention]) -> str | None:
    """Return whom a sentence is about: the first person it names outside its quotations."""
    for one in here:
        place = one.start - sentence.start
        inside = any(mark.start <= place < mark.end for mark in quoted)
        if one.type == "person" and not inside:
            return one.name
    rest = " ".join(outside(sentence.text, quoted))
    unnamed = _UNNAMED.search(rest)
    if unnamed:
        return unnamed.group(1)
    opened = None if here else _OPENED.match(rest)
    return opened.group().lower() if opened and opened.group(1) in _PEOPLE else None
