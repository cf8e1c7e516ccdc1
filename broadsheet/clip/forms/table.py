"""The table of forms: how each is known from its first bytes, and which file reads it.

A row's `sign` only saves loading what cannot be meant: it is a pattern that the first bytes of
every document of that form match. The form's own `is_...` decides. The order of the rows counts:
a newsletter holds a web page, a feed looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from broadsheet.clip.forms.nouns import Clipped, Opened, Record, Stream
from broadsheet.clip.forms.streams import HEAD, MOST_BYTES
from broadsheet.errors import Problem
from broadsheet.model import Dropped

Found = Record | Opened | Problem | Dropped
_HERE = "broadsheet.clip.forms"
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Form:
    """A row: the file that reads the form, what its first bytes match, what people call it.

    A container gives records, any other clippings. Clippings hang on the versions of the
    libraries.
    """

    name: str
    sign: str
    told: str
    holds: tuple[str, ...] = ()  # one of them, in small letters
    is_container: bool = False
    libraries: tuple[str, ...] = ()
    most: int = MOST_BYTES  # of one document
    is_lines: bool = False  # each line stands for itself: what is larger is read part by part
    is_parted: bool = False  # its file tells how a document of very many articles comes apart


_TAGS = ("<!doctype", "<html", "<head", "<body", "<p", "<div", "<article", "<h1", "<meta", "<title")
_PAGES = ("trafilatura", "lxml", "htmldate", "readability-lxml", "Resiliparse")
_NOTES = ("lxml", "markdown-it-py", "orjson")
FORMS = (
    Form("warc", r"\s*WARC/|\x1f\x8b", "a web archive", is_container=True),
    Form(
        "packed",
        r"PK|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|.\x2a\x4d\x18|.{257}ustar",
        "an archive",
        is_container=True,
    ),
    Form("unread", r"ZIM|7z|Rar!|\x04\x22|SQLite", "an archive", is_container=True),
    Form(
        "mhtml",
        r"\s*[!-9;-~]+:",
        "a web page saved whole",
        holds=("multipart/related",),
        is_container=True,
    ),
    Form("mbox", r"From |>?From ", "a mailbox", is_container=True, libraries=_PAGES),
    Form("mail", r"\s*[!-9;-~]+:", "a newsletter", libraries=_PAGES),
    Form("pdf", r".{0,1024}%PDF-", "a PDF", libraries=("pypdf",)),
    Form("opml", r"\s*<", "a list of feeds", holds=("opml",)),
    Form(
        "feed",
        r"\s*[<{]",
        "a feed",
        holds=("rss", "feed", "rdf", "<channel", "home_page_url"),
        libraries=("feedparser", "orjson", *_PAGES),
        most=100_000_000,
        is_parted=True,
    ),
    Form(
        "exports",
        r"\s*(?:[\[{]|<!doctype netscape|.{0,1000}?<title>pocket export"
        r"|\"?[\w ]{1,40}\"?(?:[,;\t]\"?[\w .]{0,40}\"?){1,99}\r?\n)",
        "an export of a reading list",
        libraries=_NOTES,
        most=100_000_000,
    ),
    Form("rows", r"\s*[\[{]", "rows of articles", libraries=_NOTES, is_lines=True),
    Form("notes", r"\s*(?:---|\+\+\+|\{|# )", "a note with front matter", libraries=_NOTES),
    Form("page", "", "a web page", holds=_TAGS, libraries=_PAGES),
)
DUMP = Form("dump", "", "a text dump")
_HOLDS = {form.name: tuple(text.encode() for text in form.holds) for form in FORMS}
_SIGNS = {form.name: re.compile(form.sign.encode(), re.IGNORECASE | re.DOTALL) for form in FORMS}


def form(head: bytes, name: str) -> Form:
    """Return the form of a document from its first 64 KB; its name is only a hint.

    What is none of the forms is a text dump, or is refused as one.
    """
    plain = _plain(head)
    small = plain.lower()
    for row in FORMS:
        if not _SIGNS[row.name].match(plain):
            continue
        if row.holds and not any(map(small.__contains__, _HOLDS[row.name])):
            continue
        if _is_it(row, head[:HEAD], name):
            return row
    return DUMP


def form_of(record: Record) -> Form:
    """Return the form of a document that is held; what a mailbox holds is mail."""
    if record.media == "message/rfc822":
        return next(row for row in FORMS if row.name == "mail")
    return form(record.data[:HEAD], record.seed)


def clipped(record: Record) -> Clipped:
    """Return the articles of a document that is no container."""
    row = form_of(record)
    if row.is_container:
        return Clipped(problems=(Problem(record.seed, f"is {row.told} inside a document"),))
    done: Clipped = _module(row).clipped(record)
    return done


def records(row: Form, stream: Stream, outer: Record) -> Iterator[Found]:
    """Yield what a container of that form holds, document by document."""
    found: Iterator[Found] = _module(row).records(stream, replace(outer, data=b""))
    return found


def parts(row: Form, record: Record) -> Iterator[Record | Problem]:
    """Yield a document of that form, in parts where it holds very many articles."""
    if not row.is_parted:
        yield record
        return
    found: Iterator[Record | Problem] = _module(row).parts(record)
    yield from found


def _plain(head: bytes) -> bytes:
    """Return the bytes without the mark of their encoding, UTF-16 as UTF-8."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _is_it(row: Form, head: bytes, name: str) -> bool:
    is_it: Callable[[bytes, str], bool] = getattr(_module(row), f"is_{row.name}")
    return is_it(head, name)


def _module(row: Form) -> Any:
    return import_module(f"{_HERE}.{row.name}")
