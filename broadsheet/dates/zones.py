"""Time zones as they are printed: abbreviations, offsets, and the two kinds together."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

# Minutes east of UTC. Where an abbreviation has several meanings the one that news prints is
# taken (IST: India, CST: North America, BST: British summer); those without one are left out.
_MINUTES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "ut": 0,
    "bst": 60, "cet": 60, "wat": 60, "mez": 60, "west": 60,
    "cest": 120, "mesz": 120, "eet": 120, "sast": 120, "cat": 120,
    "eest": 180, "msk": 180, "мск": 180, "eat": 180, "trt": 180,
    "gst": 240, "pkt": 300, "ist": 330, "npt": 345, "bdt": 360,
    "wib": 420, "ict": 420, "wita": 480, "sgt": 480, "hkt": 480, "myt": 480, "pht": 480,
    "awst": 480, "jst": 540, "kst": 540, "wit": 540, "acst": 570, "aest": 600, "acdt": 630,
    "aedt": 660, "nzst": 720, "nzdt": 780,
    "brt": -180, "ndt": -150, "nst": -210, "adt": -180, "edt": -240, "est": -300, "cdt": -300,
    "cst": -360, "mdt": -360, "mst": -420, "pdt": -420, "pst": -480, "akdt": -480, "akst": -540,
    "hst": -600,
}  # fmt: skip

# Printed without saying whether summer time holds: the day decides.
_BY_DAY = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
_OFFSET = re.compile(r"(?:utc|gmt|z)? ?([+-])(\d{1,2}):?(\d\d)?")


def offset(text: str, naive: dt.datetime) -> dt.tzinfo | None:
    """Return the zone a plain text names at that wall time, or None when it is not known."""
    if text in _MINUTES:
        return dt.timezone(dt.timedelta(minutes=_MINUTES[text]))
    if text in _BY_DAY:
        shift = zone(_BY_DAY[text])
        delta = naive.replace(tzinfo=shift).utcoffset() if shift else None
        return dt.timezone(delta) if delta is not None else None
    found = _OFFSET.fullmatch(text)
    if not found or int(found[2]) > 14 or int(found[3] or 0) > 59:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return dt.timezone(dt.timedelta(minutes=-minutes if found[1] == "-" else minutes))


def zone(name: str) -> dt.tzinfo | None:
    """Return the zone of an IANA name, or None when there is no such zone."""
    try:
        return dt.UTC if name in {"UTC", "Etc/UTC"} else ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
