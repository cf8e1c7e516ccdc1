"""An article and its Markdown file, both ways, exactly."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from broadsheet.content.escape import plain
from broadsheet.content.front import Parts, file, parts, stamp
from broadsheet.content.keys import KEYS
from broadsheet.content.values import Values, read, requoted, written
from broadsheet.errors import InputError, Problem
from broadsheet.model import Article
from broadsheet.yaml12 import Document, flow, load, scalar

_FOLDER = re.compile(r"(?:^|/)([0-9]{4})/([0-9]{2})/([0-9]{2})/")
_DEFAULTS = {field.name: field.default for field in fields(Article)}
_HEADING_WITHIN = 200  # lines of a body in which a title is looked for


def article(
    text: str, path: str, timezone: str = "UTC", lang: str = "en"
) -> tuple[Article | None, tuple[Problem, ...]]:
    """Return the article that a file holds, and what is wrong with it.

    `path` is like `content/2025/07/29/x.md`; `timezone` is for times without one, `lang` for
    articles that name no language. None when the front matter cannot be read, or when neither
    front matter nor folder gives a date. Never raises for anything a file can hold.
    """
    if not text.strip("\ufeff \t\r\n"):
        return None, (Problem(path, "the file is empty", hint="write the article, or delete it"),)
    try:
        split = parts(text, path)
        document = load(split.front, path, first_line=2)
    except InputError as error:
        return None, (error.problem,)
    if document.value is not None and not document.is_mapping:
        return None, (Problem(path, "front matter is lines of `key: value`", 2, 1),)
    values = Values(path, split.front.split("\n"), timezone)
    read(values, document.entries, KEYS)
    return _article(values, document, split, lang), tuple(sorted(values.problems, key=_place))


def _article(values: Values, document: Document, split: Parts, lang: str) -> Article | None:
    found = values.found
    body = split.body
    if not str(found.get("title", "")).strip():
        _say_empty(values, document)
        found["title"], body = _title(values.path, body)
    if "date" not in found and (day := _day(values.path)) is not None:
        found["date"] = day
    if "date" not in found:
        hint = "a line such as `date: 2025-07-29`"
        values.problems.append(Problem(values.path, "the article has no date", 1, hint=hint))
        return None
    found.setdefault("lang", lang)
    return Article(
        id=values.path.removeprefix("content/").removesuffix(".md"),
        body=body,
        extra=values.extra,
        edited=found.get("generated") != stamp(split.front, split.body),
        **found,
    )


def _say_empty(values: Values, document: Document) -> None:
    """Say that a title is there and says nothing: `title: #Ottilie` is a comment."""
    if (node := document.entries.get("title")) is not None and not node.items:
        line = values.line(node)
        cure = requoted(line) if "#" in line else "leave it out to have the first heading"
        values.say(node, "`title` is empty", cure)


def _title(path: str, body: str) -> tuple[str, str]:
    """Return the first heading, else the file's name; and the body without a heading on top."""
    seen = ""
    for number, row in enumerate(body.split("\n")[:_HEADING_WITHIN]):
        marks = row[: len(row) - len(row.lstrip("#"))]
        title = plain(row).strip().rstrip("#").strip()
        if 1 <= len(marks) <= 6 and row[len(marks) :][:1] in (" ", "\t") and title:
            rest = body.split("\n")[number + 1 :]
            on_top = len(marks) == 1 and not seen.strip()
            return title, "\n".join(rest).lstrip("\n") if on_top else body
        seen += row
    name = path.rpartition("/")[2].removesuffix(".md").replace("-", " ").replace("_", " ").strip()
    return (name[:1].upper() + name[1:]) or "Untitled", body


def _day(path: str) -> dt.date | None:
    """Return the day that a path's folders name."""
    if found := _FOLDER.search(path):
        try:
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
    return None


def _place(problem: Problem) -> tuple[int, int, str]:
    return problem.line or 0, problem.column or 0, problem.message


# ---- writing --------------------------------------------------------------------------------


def markdown(article: Article) -> str:
    """Return the file in its one machine form, with the fingerprint of itself as `generated`."""
    front = "".join(f"{line}\n" for line in _lines(article))
    return file(f"{front}generated: {scalar(stamp(front, article.body))}\n", article.body)


def sealed(article: Article) -> Article:
    """Return the article as it is read back from its machine form: generated, not edited."""
    front = "".join(f"{line}\n" for line in _lines(article))
    return replace(article, generated=stamp(front, article.body), edited=False)


def _lines(article: Article) -> Iterator[str]:
    for key in KEYS[:-1]:
        value = getattr(article, key.name)
        if key.always or value != _default(key.name):
            yield from _entry(key.name, value)
    for name, value in article.extra.items():
        yield from _entry(scalar(name), value)


def _default(name: str) -> Any:
    return None if _DEFAULTS[name] is MISSING else _DEFAULTS[name]


def _entry(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{name}: {flow(value)}"
    elif isinstance(value, list | tuple):
        yield f"{name}:" if value else f"{name}: []"
        for item in value:
            nested = isinstance(item, Mapping | list | tuple)
            yield f"  - {flow(item) if nested else scalar(item)}"
    elif isinstance(value, dt.date):
        yield f"{name}: {written(value)}"
    else:
        yield f"{name}: {scalar(value)}"
