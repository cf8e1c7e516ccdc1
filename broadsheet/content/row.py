"""An article as one row of JSON Lines: everything that its file says, whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from broadsheet.content.escape import plain
from broadsheet.content.keys import KEYS
from broadsheet.model import Article


def row(article: Article) -> dict[str, Any]:
    """Return the article as a mapping whose keys always stand in the same order.

    All keys of the front matter are there, None or empty where the file says nothing; those
    that are not ours stand under `extra`. `markdown` is the body as it is kept, `text` its words.
    """
    said = {key.name: _plain(getattr(article, key.name)) for key in KEYS}
    body = {"markdown": article.body, "text": plain(article.body)}
    return {"path": article.path, **said, **body, "extra": _plain(article.extra)}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what JSON has no word for becomes text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))):
        return str(value)
    return value
