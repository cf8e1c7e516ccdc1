"""The fingerprints of planned pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from broadsheet.fingerprint import fingerprint
from broadsheet.model import Page
from broadsheet.plan.documents import Entry, FeedPage


@dataclass(frozen=True, slots=True)
class Signs:
    """Fingerprints of pages: two are the same where address, kind and data are.

    An entry stands in the feeds of all that it is filed under, three times in each: its words
    are hashed once, which is half of the work of all fingerprints.
    """

    _entries: dict[Entry, str] = field(default_factory=dict)

    def of(self, page: Page) -> str:
        """Return the fingerprint of a page."""
        if isinstance(page.data, FeedPage):
            entries = tuple(map(self._entry, page.data.entries))
            return fingerprint(page.permalink, page.kind, replace(page.data, entries=()), entries)
        return fingerprint(page.permalink, page.kind, page.data)

    def _entry(self, entry: Entry) -> str:
        if entry not in self._entries:
            self._entries[entry] = fingerprint(entry)
        return self._entries[entry]
