"""A Markdown file taken apart, front matter and body, and put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.errors import InputError, Problem
from broadsheet.fingerprint import fingerprint

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines between the fences (from line 2 of the file on), and the body."""

    front: str
    body: str


def parts(text: str, path: str) -> Parts:
    """Return front matter and body; raise InputError where the front matter has no end.

    A byte order mark is dropped. A file whose first line ends in CR LF is read as one that has
    LF throughout; in any other file every character of the body is kept.
    """
    text = _with_lf(text.removeprefix("\ufeff"))
    first = text.split("\n", 1)[0]
    if first.rstrip() == "+++":
        raise InputError(Problem(path, "front matter in TOML is not read", 1, 1, "---"))
    opening = _FENCE.match(text)
    if opening is None:
        return Parts("", text.removesuffix("\n"))
    closing = _FENCE.search(text, opening.end() + 1)
    if closing is None:
        raise InputError(
            Problem(path, "the front matter has no end", 1, 1, "a line `---` before the text")
        )
    body = text[closing.end() :].removeprefix("\n").removeprefix("\n").removesuffix("\n")
    return Parts(text[opening.end() + 1 : closing.start()], body)


def file(front: str, body: str) -> str:
    """Return the text of the file; `parts` gives back exactly the same two."""
    return f"---\n{front}---\n\n{body}\n" if body else f"---\n{front}---\n"


def stamp(front: str, body: str) -> str:
    """Return the fingerprint of a file's text without its line `generated`."""
    lines = [line for line in front.split("\n") if not line.startswith("generated:")]
    return fingerprint(_encodable("\n".join(lines)), _encodable(body))


def _with_lf(text: str) -> str:
    end = text.find("\n")
    if end < 0:
        return text.replace("\r", "\n")
    return text.replace("\r\n", "\n") if text[end - 1 : end] == "\r" else text


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
