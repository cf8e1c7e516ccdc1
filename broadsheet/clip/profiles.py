"""Known sites, as data: what proves the site, which lines are its own, in what order it prints.

A grammar is a tuple of roles around the time line. A role with `?` may be missing, `*` may
occur any number of times. A new site is one more `Profile` in `PROFILES`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.text import folded


@dataclass(frozen=True, slots=True)
class Profile:
    """One site. Line patterns are matched against whole lines, case folded."""

    name: str
    marks: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    furniture: tuple[str, ...]
    ending: tuple[str, ...]
    listing: tuple[str, ...]
    time_prefixes: tuple[str, ...] = ()
    above: tuple[str, ...] = ("title*", "outlet")
    below: tuple[str, ...] = ("bullets", "title", "body")
    head: tuple[str, ...] = ("title", "title?", "stamp?", "byline?")
    proof: int = 2

    def is_at(self, place: tuple[str, ...], line: str) -> bool:
        return len(line) <= 300 and _whole(place).fullmatch(folded(line)) is not None

    def is_own(self, line: str) -> bool:
        """Tell whether a line is printed by the site, and by no article."""
        return self.is_at(self.closing + self.furniture + self.ending + self.listing, line)


_compiled: dict[tuple[str, ...], re.Pattern[str]] = {}


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    if patterns not in _compiled:
        _compiled[patterns] = re.compile("|".join(f"(?:{p})" for p in patterns))
    return _compiled[patterns]


DAILY8 = Profile(
    name="Daily8",
    marks=(
        r"try our ai features",
        r"explore what daily8 ai can do for you:?",
        r"latest news with #.{1,120}",
        r".{0,80}\bdaily8 app\b.{0,160}",
        r"جرب ميزات الذكاء الاصطناعي لدينا",
        r".{0,60}daily8 ai.{0,60}",
        r"app-?storeplay-?store",
    ),
    opening=(r"logo", r"daily8(?: logo)?"),
    closing=(
        r"orange background",
        r"hashtags",
        r"try our ai features",
        r"explore what daily8 ai can do for you:?",
        r"هاشتاغز",
        r"هاشتاغات",
        r"خلفية برتقالية",
        r"جرب ميزات الذكاء الاصطناعي لدينا",
        r"اكتشف ما يمكن أن يفعله daily8 ai من أجلك:?",
    ),
    furniture=(
        r"comments",
        r"no comments yet(?:\.\.\.|…)?",
        r"related articles",
        r"التعليقات",
        r"لا (?:يوجد|توجد) تعليقات بعد(?:\.\.\.|…)?",
        r"(?:أخبار|مقالات) ذات صلة",
        r"daily8",
    ),
    ending=(
        r"download the app",
        r"get started now: download the app",
        r"ready to dive into .{0,80} download daily8 .{0,120}",
        r".{0,160}\bdaily8\b.{0,20}\b(?:app|تطبيق).{0,160}",
        r".{0,160}تطبيق daily8.{0,160}",
        r"(?:حمل|حمّل|تحميل|نزل|تنزيل) التطبيق",
        r"ابد[أا] الآن:? .{0,60}التطبيق",
        r"app-?store ?play-?store",
        r"app-?store",
        r"play-?store",
    ),
    listing=(
        r"#",
        r"latest news with #.{1,120}",
        r"(?:آخر|أحدث|اخر) الأخبار (?:مع|عن|حول|ب) ?#.{1,120}",
    ),
    time_prefixes=("time",),
)

PROFILES: tuple[Profile, ...] = (DAILY8,)
