"""The subjects of the IPTC Media Topics: the 17 of the top level, and those beneath them.

Codes and names: IPTC Media Topics (cv.iptc.org/newscodes/mediatopic), CC BY 4.0.
"""

from __future__ import annotations

from broadsheet.enrich import tables
from broadsheet.model import Topic


def _topic(code: str, slug: str, name: str, parent: str) -> Topic:
    return Topic(slug, name[0].upper() + name[1:], f"medtop:{code}", parent)


_ALL = tuple(_topic(*row[:4]) for row in tables.rows("media-topics.txt"))
TOPICS: tuple[Topic, ...] = tuple(topic for topic in _ALL if not topic.parent)
SUBTOPICS: tuple[Topic, ...] = tuple(topic for topic in _ALL if topic.parent)
BY_SLUG = {topic.slug: topic for topic in _ALL}
