"""What a text is filed under: IPTC Media Topics of two levels, by a lexicon of ours.

`subjects` holds the topics with their codes, `lexicon` the weighted terms, `wording` what an
editor adds and overrules, `filing` weighs a text and chooses.
"""

from __future__ import annotations

from broadsheet.enrich.topics.filing import fitting, scores, topics
from broadsheet.enrich.topics.lexicon import stem, stemmed, stems
from broadsheet.enrich.topics.subjects import SUBTOPICS, TOPICS
from broadsheet.enrich.topics.wording import Notes, telling

__all__ = [
    "SUBTOPICS",
    "TOPICS",
    "Notes",
    "fitting",
    "scores",
    "stem",
    "stemmed",
    "stems",
    "telling",
    "topics",
]
