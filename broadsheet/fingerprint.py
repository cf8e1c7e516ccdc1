"""A stable fingerprint of any value made of dataclasses, mappings, sequences and scalars."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import orjson


def fingerprint(*values: Any) -> str:
    """Return 32 hex digits that depend on the values alone: not on hash seed, run or identity."""
    return blake2b(orjson.dumps(values, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()
