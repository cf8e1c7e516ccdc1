"""`sources.yaml`, validated: a mistake names file, line and key and says what is allowed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from broadsheet.collect.addresses import RefusedError, address, host
from broadsheet.collect.nouns import Source, Sources
from broadsheet.config import is_language
from broadsheet.content.keys import near
from broadsheet.errors import InputError, Problem, SettingsError
from broadsheet.yaml12 import Node, load

FILE = "sources.yaml"
_MOST_SOURCES = 5000


def sources(text: str, path: str = FILE) -> Sources:
    """Return what a `sources.yaml` names; raise SettingsError for any mistake in it."""
    try:
        document = load(text, path)
    except InputError as error:
        raise SettingsError(error.problem) from None
    if document.value is not None and not document.is_mapping:
        hint = f"begin with a line `sources:`; allowed: {', '.join(_TOP)}"
        raise SettingsError(Problem(path, "what to follow is a list under `sources:`", 1, 1, hint))
    said = _checked(path, document.entries, _TOP)
    found = tuple(_source(path, item) for item in said.pop("sources", ()))
    _refuse_twice(path, found)
    return Sources(sources=found, **said)


def _source(path: str, item: Node) -> Source:
    """Return one source: an address alone, or lines of `key: value`."""
    if item.text is not None:
        said = {"url": _said(path, "url", item, _url)}
    elif "url" not in item.entries:
        fault = "a source without `url`"
        raise SettingsError(Problem(path, fault, item.line, item.column, f"allowed: {_KEYS}"))
    else:
        said = _checked(path, item.entries, _CHECKS)
    if "links" in said and said.setdefault("kind", "section") != "section":
        node = item.entries["links"]
        hint = "leave out `links`, or say `kind: section`"
        fault = f"`links` is of no use with `kind: {said['kind']}`"
        raise SettingsError(Problem(path, fault, node.line, node.column, hint))
    title = said.pop("title", "") or said.get("source") or host(said["url"])
    return Source(title=title, path=path, line=item.line, **said)


def _refuse_twice(path: str, found: tuple[Source, ...]) -> None:
    seen: dict[str, Source] = {}
    for source in found:
        first = seen.setdefault(source.url, source)
        if first is not source:
            hint = f"it stands on line {first.line} already"
            raise SettingsError(Problem(path, f"`{source.url}` twice", source.line, 1, hint))


Check = Callable[[Node], Any]


def _checked(path: str, entries: Mapping[str, Node], checks: Mapping[str, Check]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, node in entries.items():
        if key not in checks:
            meant = near(key, tuple(checks))
            guess = f"did you mean `{meant}`? " if meant else ""
            hint = f"{guess}allowed: {', '.join(checks)}"
            fault = f"there is no key `{key[:60]}`"
            raise SettingsError(Problem(path, fault, node.line, node.column, hint))
        if node.value is not None:
            values[key] = _said(path, key, node, checks[key])
    return values


def _said(path: str, key: str, node: Node, check: Check) -> Any:
    try:
        return check(node)
    except _WrongError as wrong:
        shown = node.text if node.text is not None else "a list or mapping"
        fault = f"`{key}: {shown[:60]}` {wrong.fault}"
        raise SettingsError(Problem(path, fault, node.line, node.column, wrong.allowed)) from None


class _WrongError(Exception):
    def __init__(self, fault: str, allowed: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.allowed = allowed


def _text(node: Node) -> str:
    if node.text is None or not node.text.strip() or not node.text.isprintable():
        raise _WrongError("is not one line of text", "allowed: a text")
    return node.text.strip()


def _url(node: Node) -> str:
    text = _text(node)
    try:
        if not urlsplit(text).scheme:
            raise RefusedError("is no whole address")
        return address(text)
    except (RefusedError, ValueError) as refused:
        fault = refused.reason if isinstance(refused, RefusedError) else "is no web address"
        hint = "allowed: a public address such as https://example.org/feed.xml"
        raise _WrongError(fault, hint) from None


def _kind(node: Node) -> str:
    if node.text in ("feed", "page", "section"):
        return node.text
    meant = near(node.text or "", ("feed", "page", "section"))
    guess = f"did you mean `{meant}`? " if meant else ""
    raise _WrongError("is no kind of source", f"{guess}allowed: feed, page, section")


def _lang(node: Node) -> str:
    text = _text(node)
    if is_language(text):
        return text
    raise _WrongError(
        "is no language code", "allowed: a code of ISO 639-1 such as en, pt-BR, zh-Hans"
    )


def _flag(node: Node) -> bool:
    if isinstance(node.value, bool):
        return node.value
    raise _WrongError("is not true or false", "allowed: true, false")


def _number(least: float, most: float, of: str) -> Check:
    def checked(node: Node) -> float:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            value = math.nan
        if least <= value <= most:
            return float(value)
        raise _WrongError("is out of range", f"allowed: {of} from {least:g} to {most:g}")

    return checked


def _count(node: Node) -> int:
    if type(node.value) is int and 1 <= node.value <= 500:
        return node.value
    raise _WrongError("is out of range", "allowed: a whole number from 1 to 500")


def _pattern(node: Node) -> str:
    text = _text(node)
    if text.startswith(("/", "http://", "https://", "*")):
        return text
    raise _WrongError(
        "is no pattern", "allowed: a path with * for anything, such as /2025/*/ or */news/*"
    )


def _list(node: Node) -> tuple[Node, ...]:
    if not isinstance(node.value, list) or len(node.items) > _MOST_SOURCES:
        raise _WrongError(
            "is no list of sources", f"allowed: at most {_MOST_SOURCES} lines of `- url: …`"
        )
    return node.items


def _files(node: Node) -> tuple[tuple[str, int], ...]:
    items = node.items if isinstance(node.value, list) else (node,)
    return tuple((_inside(item), item.line) for item in items)


def _inside(node: Node) -> str:
    text = _text(node)
    if text.startswith(("/", "~")) or ".." in text.split("/") or "\\" in text:
        raise _WrongError("lies outside of the site's folder", "allowed: the name of a file in it")
    return text


_TOP: dict[str, Check] = {
    "sources": _list,
    "opml": _files,
    "contact": _text,
    "delay": _number(0.1, 3600, "seconds"),
}
_CHECKS: dict[str, Check] = {
    "url": _url,
    "kind": _kind,
    "title": _text,
    "source": _text,
    "lang": _lang,
    "rights": _text,
    "noindex": _flag,
    "every": _number(0, 8760, "hours"),
    "most": _count,
    "links": _pattern,
    "follow": _flag,
}
_KEYS = ", ".join(_CHECKS)
