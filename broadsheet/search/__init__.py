"""The search index: what the browser reads to search the whole archive without a server.

Entries in, files out, and nothing kept: the index is a pure function of the library. The
manifest names the files of each segment of time; a query fetches the manifest, from each segment
the one file that holds a word's first letters, and the rows of the few articles that it shows.
"""

from broadsheet.search.nouns import FACETS, Call, Entry, Facet, IndexFile, Remember, afresh
from broadsheet.search.patching import Known, Rewritten, patched_files
from broadsheet.search.segments import Placed
from broadsheet.search.sheets import MANIFEST, calls, files

__all__ = [
    "FACETS",
    "MANIFEST",
    "Call",
    "Entry",
    "Facet",
    "IndexFile",
    "Known",
    "Placed",
    "Remember",
    "Rewritten",
    "afresh",
    "calls",
    "files",
    "patched_files",
]
