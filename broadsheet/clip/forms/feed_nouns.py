"""What a feed says of itself and of each entry, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from broadsheet.model import Span

TextKind = Literal["plain", "html", "either"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a feed declares it; of kind "either" where its format leaves that open.

    `base` is the address that its relative links are meant against.
    """

    value: str = ""
    kind: TextKind = "either"
    base: str | None = None

    def __bool__(self) -> bool:
        return bool(self.value.strip())


@dataclass(frozen=True, slots=True)
class Media:
    """A file that an entry brings along: a recording, a film, a document."""

    url: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed without its entries. `is_ours`: Broadsheet printed it."""

    title: str = ""
    link: str | None = None
    lang: str | None = None
    rights: str | None = None
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed as it stands there: times as they are written, addresses absolute.

    `original` is the address of what the entry passes on, `source` the feed that it was taken
    from, `publisher` whoever it calls its publisher.
    """

    span: Span
    title: Text = field(default_factory=Text)
    ident: str | None = None
    link: str | None = None
    original: str | None = None
    content: Text = field(default_factory=Text)
    summary: Text = field(default_factory=Text)
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: str | None = None
    source_url: str | None = None
    publisher: str | None = None
    lang: str | None = None
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that could not be read, and why."""

    span: Span
    reason: str
