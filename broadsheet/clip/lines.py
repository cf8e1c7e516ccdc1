"""The lines of a capture, and what can be told of a line by itself: bullet, image, byline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.text import folded, squeezed

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_BREAK = re.compile(r"\r\n|\r|\n")
_BULLET = re.compile(r"\A\s*[•·‣▪*\-–][ \t\u00a0]+(?=\S)")
_IMAGE = re.compile(r"!\[([^\]]{0,600})\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\])?")
_LETTER = re.compile(r"[^\W\d_]")
_KEY = re.compile(r"[\W_]+")
_ENDS = re.compile(r"[.!?…。！？؟।:;,][\"'”’»)\]」』]*$")
_BYLINE = re.compile(
    r"(?:by|written by|story by|words by|author|reported by|report by|posted by|von|par|por|"
    r"بقلم|كتب|كتبت|إعداد)\s*:?\s+(.{2,100})",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,30}(?: [^\W\d_][\w.'’-]{0,30}){0,5}")
_BETWEEN_NAMES = re.compile(
    r"\s*(?:,|;|&|/|\||\band\b|\bwith\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE
)
_AFTER_NAMES = re.compile(r"\s[|–—-]\s|\(")
_PARTICLE_WORDS = "al bin binti ibn van von der den de del della da di dos du la le el ter ten"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ROLE_WORDS = (
    "correspondent reporter editor writer staff columnist author bureau desk chief news associated "
    "press agency journalist producer contributor team political business sports health"
)
_ROLES = frozenset(_ROLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a capture: its number from 1, its text squeezed, whether it was indented."""

    number: int
    text: str
    bullet: bool = False


def lines(text: str) -> list[Line]:
    """Return the lines that are not blank, without control and zero-width characters."""
    found: list[Line] = []
    for number, raw in enumerate(_BREAK.split(text), 1):
        clean = squeezed(_INVISIBLE.sub("", raw))
        if clean:
            found.append(Line(number, clean, _BULLET.match(clean) is not None))
    return found


def without_bullet(text: str) -> str:
    return _BULLET.sub("", text, count=1)


def image_title(text: str) -> str | None:
    """Return what an image line `![title](...)` says of its image; None for any other line."""
    match = _IMAGE.fullmatch(text)
    return squeezed(match[1]) if match else None


def key(text: str) -> str:
    """Return a form in which two printings of one title are equal, whatever their quotes."""
    return _KEY.sub("", folded(text)) or folded(text)


def finished(text: str) -> bool:
    """Tell whether the line ends like a sentence."""
    return _ENDS.search(text[-12:]) is not None


def capitals(text: str) -> bool:
    """Tell whether a line is written in capitals alone, as subheads are."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters) and len(text) <= 120


def lettered(text: str) -> bool:
    return _LETTER.search(text) is not None


def byline(text: str) -> tuple[str, ...]:
    """Return the names in a line that is wholly a byline (`By Ann Lee and Bo Ek`), or nothing."""
    match = _BYLINE.fullmatch(text.rstrip(". "))
    return names(match[1]) if match else ()


def names(text: str) -> tuple[str, ...]:
    """Return the people named in the rest of a byline; nothing if it does not look like names."""
    found: list[str] = []
    for part in _BETWEEN_NAMES.split(_AFTER_NAMES.split(text, maxsplit=1)[0]):
        name = part.strip(" .,:")
        if not name or (found and _is_post(name)):
            continue
        if not _NAME.fullmatch(name) or not all(_capital(word) for word in name.split()):
            return ()
        found.append(_cased(name))
    return tuple(dict.fromkeys(found))


def _is_post(name: str) -> bool:
    """Tell whether what follows a name is a post or an office, such as `Business Editor`."""
    return any(word.lower() in _ROLES for word in name.split())


def _capital(word: str) -> bool:
    return not word[0].islower() or word.lower() in _PARTICLES


def _cased(name: str) -> str:
    """Return `JANE DOE` as `Jane Doe`; short words in capitals among others stay initials."""
    if not name.isupper() or len(name) < 6:
        return name
    return " ".join(w if "." in w else w.capitalize() for w in name.split())
