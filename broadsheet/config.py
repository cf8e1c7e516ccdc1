"""The site's settings, validated: a mistake names file, line and key and says what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from broadsheet.errors import InputError, Problem, SettingsError
from broadsheet.yaml12 import Node, load

# ISO 639-1, and `und` for text of no language.
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
    hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li
    ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa
    pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu und"""
LANGUAGES = frozenset(_CODES.split())
_SUBTAGS = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{2,8}){0,3}")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_PATH = re.compile(r"[A-Za-z0-9/._~-]*")
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person decided about the site. `url` has no slash at its end."""

    title: str = "The Broadsheet"
    tagline: str = ""
    url: str = "http://localhost:8000"
    language: str = "en"
    timezone: str = "UTC"
    author: str = ""
    publish: Literal["full", "excerpt"] = "full"
    list_length: int = 30
    feed_length: int = 30
    feeds: Literal["all", "topics", "site"] = "all"
    pictures: Literal["none", "stories", "all"] = "stories"
    websub: str = ""
    indexnow_key: str = ""

    @property
    def host(self) -> str:
        """The host alone, without port, as tag URIs name it."""
        return urlsplit(self.url).hostname or "localhost"

    @property
    def base(self) -> str:
        """The path under which the site lives: "" at the root of its host, else like "/sub"."""
        return urlsplit(self.url).path.rstrip("/")

    def absolute(self, permalink: str) -> str:
        """Return the whole address of a permalink, which begins with a slash and has no base."""
        return self.url + permalink


def settings(text: str, path: str = "broadsheet.yaml") -> Settings:
    """Return the settings that a file states, the defaults for the rest; or SettingsError."""
    try:
        document = load(text, path)
    except InputError as error:
        raise SettingsError(error.problem) from None
    if not document.is_mapping and document.value is not None:
        raise SettingsError(Problem(path, "settings are lines of `key: value`", 1, 1, _KEYS))
    values: dict[str, Any] = {}
    for key, node in document.entries.items():
        if key not in _CHECKS:
            raise _unknown(path, key, node)
        if node.value is not None:
            values[key] = _checked(path, key, node)
    return Settings(**values)


def is_language(code: str) -> bool:
    """Return whether a text is a language code: ISO 639-1, with or without subtags."""
    found = _SUBTAGS.fullmatch(code)
    return found is not None and found[1].lower() in LANGUAGES


def _unknown(path: str, key: str, node: Node) -> SettingsError:
    near = get_close_matches(key.lower(), _CHECKS, n=1, cutoff=0.6)
    guess = f"did you mean `{near[0]}`? " if near else ""
    hint = f"{guess}allowed: {_KEYS}"
    return SettingsError(
        Problem(path, f"there is no setting `{key}`", node.line, node.column, hint)
    )


def _checked(path: str, key: str, node: Node) -> Any:
    try:
        return _CHECKS[key](node)
    except _RefusedError as refused:
        shown = node.text if node.text is not None else "a list or mapping"
        message = f"`{key}: {shown[:60]}` {refused.message}"
        problem = Problem(path, message, node.line, node.column, refused.allowed)
        raise SettingsError(problem) from None


class _RefusedError(Exception):
    def __init__(self, message: str, allowed: str) -> None:
        super().__init__(message)
        self.message = message
        self.allowed = allowed


def _text(node: Node) -> str:
    if node.text is None:
        raise _RefusedError("is not one line of text", "allowed: a text")
    return node.text.strip()


def _title(node: Node) -> str:
    if text := _text(node):
        return text
    raise _RefusedError("is empty", "allowed: a text")


def _url(node: Node) -> str:
    allowed = (
        "allowed: http:// or https://, a host, a port and a path, such as https://example.org/"
    )
    text = _text(node)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _RefusedError("is no web address", allowed) from None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(_bracketed(host)):
        raise _RefusedError("is no web address", allowed)
    if parts.query or parts.fragment or "@" in parts.netloc or not _PATH.fullmatch(parts.path):
        raise _RefusedError("is more than an address", allowed)
    if "//" in parts.path or {".", ".."} & set(parts.path.split("/")):
        raise _RefusedError("has a path that is not plain", allowed)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _language(node: Node) -> str:
    text = _text(node)
    if is_language(text):
        return text
    raise _RefusedError(
        "is no language code", "allowed: a code of ISO 639-1 such as en, pt-BR, zh-Hans, ar"
    )


def _timezone(node: Node) -> str:
    text = _text(node)
    if text == "UTC":
        return text
    try:
        ZoneInfo(text)
    except (ValueError, OSError, LookupError):
        raise _RefusedError("is no time zone", _zones_like(text)) from None
    return text


def _zones_like(text: str) -> str:
    zones = sorted(available_timezones())
    last = text.rsplit("/", 1)[-1].lower()
    named = [zone for zone in zones if last and last in zone.lower()][:3]
    near = named or get_close_matches(text, zones, n=3, cutoff=0.6)
    examples = ", ".join(near or ["UTC", "Europe/Lisbon", "Asia/Kuala_Lumpur"])
    return f"allowed: a name of the tz database such as {examples}"


def _one_of(*words: str) -> Callable[[Node], str]:
    def checked(node: Node) -> str:
        if node.value in words:
            return str(node.value)
        raise _RefusedError("is none of them", f"allowed: {', '.join(words)}")

    return checked


def _hub(node: Node) -> str:
    text = _text(node)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if text and not (host and parts.scheme in ("http", "https") and text.isprintable()):
        raise _RefusedError(
            "is no web address", "allowed: the hub's address, such as https://hub.example.org/"
        )
    return text


def _key(node: Node) -> str:
    text = _text(node)
    if text and not _KEY.fullmatch(text):
        raise _RefusedError("is no key", "allowed: 8 to 128 letters, digits and hyphens")
    return text


def _count(most: int) -> Callable[[Node], int]:
    def checked(node: Node) -> int:
        whole = isinstance(node.value, int) and not isinstance(node.value, bool)
        if whole and 1 <= node.value <= most:
            return int(node.value)
        raise _RefusedError("is out of range", f"allowed: a whole number from 1 to {most}")

    return checked


_CHECKS: dict[str, Callable[[Node], Any]] = {
    "title": _title,
    "tagline": _text,
    "url": _url,
    "language": _language,
    "timezone": _timezone,
    "author": _text,
    "publish": _one_of("full", "excerpt"),
    "list_length": _count(500),
    "feed_length": _count(50),
    "feeds": _one_of("all", "topics", "site"),
    "pictures": _one_of("none", "stories", "all"),
    "websub": _hub,
    "indexnow_key": _key,
}
_KEYS = ", ".join(field.name for field in fields(Settings))
