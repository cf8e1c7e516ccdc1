"""The text of a web page's bytes: labels are believed only as far as the bytes agree."""

from __future__ import annotations

import codecs
import re

_HEAD = 4096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL = re.compile(
    rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
# What browsers read where a page says otherwise: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
}
_TEXTLESS = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "idna", "punycode"})
_CONTROLS = re.compile("[\x80-\x9f\ufffd]")
_MOST_DAMAGE = 0.2


def decoded(data: bytes, charset: str = "") -> str:
    """Return the text of a page, never raising; `charset` is what its wrapper declares.

    A mark at the beginning decides, then whether the bytes are UTF-8, which other text is not by
    chance; then what is declared, unless it does not fit; then what the bytes look like.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data[:2000].count(0) * 4 > len(data[:2000]) and len(data) > 3:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return data.decode(encoding, "replace")
    text = data.decode("utf-8", "replace")
    if _is_sound(text):
        return text
    for label in (charset, *(found.decode() for found in _LABEL.findall(data[:_HEAD]))):
        if (encoding := _known(label)) and _is_sound(read := data.decode(encoding, "replace")):
            return read
    return data.decode(_looked_at(data), "replace")


def _known(label: str) -> str:
    """Return the codec that a label means, "" where it means none that fits a web page."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    is_text = getattr(codecs.lookup(name), "_is_text_encoding", True)
    return "" if name in _TEXTLESS | {"utf-8"} or not is_text else _MEANT.get(name, name)


def _is_sound(text: str) -> bool:
    """Tell whether the characters beyond ASCII are hardly ever impossible ones."""
    damaged = len(_CONTROLS.findall(text))
    if not damaged:
        return True
    return damaged <= _MOST_DAMAGE * (len(text) - len(text.encode("ascii", "ignore")))


def _looked_at(data: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    return _known(detect_encoding(data[:200_000]) or "") or "cp1252"
