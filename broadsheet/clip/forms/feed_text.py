"""The bytes of a feed as text: by its mark, by what it is, and last by what it says it is."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
    (b"{\x00\n\x00", "utf-16-le"),
    (b'{\x00"\x00', "utf-16-le"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})["']""")
_SEVEN_BIT = re.compile(r"iso-?2022|hz", re.I)
_WESTERN = frozenset({"iso8859-1", "ascii", "utf-8", "cp1252"})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def decoded(data: bytes, hint: str = "") -> str:
    """Return the text of a feed, without the characters that XML forbids.

    UTF-8 wherever the bytes are that, whatever their label says; `hint` is the label of whoever
    sent them. Bytes that fit no label are read as Windows-1252. Never raises.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _clean(data.decode(name, "replace"))
    label = _label(data) or _known(hint)
    if label and _SEVEN_BIT.match(label):
        return _clean(data.decode(label, "replace"))
    try:
        return _clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _clean(_salvaged(data, label))


def _salvaged(data: bytes, label: str) -> str:
    """Return text that is no UTF-8: by its label, or mostly UTF-8 and torn, or Western."""
    if label not in _WESTERN and label:
        try:
            return data.decode(label, "replace")
        except (UnicodeError, ValueError):
            pass
    loose = data.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    many = sum(character > "\x7f" for character in loose) - broken
    if many >= 2 * broken:
        return loose.replace("\ufffd", "")
    return data.decode("cp1252", "replace").replace("\ufffd", "")


def _label(data: bytes) -> str:
    found = _DECLARED.search(data[:1000])
    return _known(found[1].decode("ascii", "ignore")) if found else ""


def _known(label: str) -> str:
    """Return Python's name of a text encoding, "" for one that it does not have."""
    try:
        found = codecs.lookup(label[:40])
        # Codecs that turn bytes to bytes, or text to text, cannot read.
        return found.name if label and b"a".decode(found.name) == "a" else ""
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return ""


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text).lstrip("\ufeff")
