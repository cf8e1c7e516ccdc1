"""What is kept under `content/`: articles as Markdown with front matter, records, topics.

The front matter is flat and by the rules of YAML 1.2. Reading says problems and goes on where
that makes sense; writing has one form, so that a hand edit is seen by its fingerprint.
"""

from __future__ import annotations

from broadsheet.content.articles import article, markdown, sealed
from broadsheet.content.escape import body, plain
from broadsheet.content.made import written
from broadsheet.content.records import record, sidecar
from broadsheet.content.topics import TopicNote, topics

__all__ = [
    "TopicNote",
    "article",
    "body",
    "markdown",
    "plain",
    "record",
    "sealed",
    "sidecar",
    "topics",
    "written",
]
