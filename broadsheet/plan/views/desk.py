"""Pages about the site itself: feeds, search, keys, data quality, messages."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.plan.views.parts import Chip, Chrome, Feeds, Head, Link, Moment, Pager, Stub


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """`/feeds/`: kind `feeds`."""

    site: Chrome
    head: Head
    opml: str
    main: Feeds
    groups: tuple[tuple[str, tuple[Feeds, ...]], ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Names to look at, the one in doubt first; where it stands; what would settle it."""

    names: tuple[Chip, ...]
    articles: tuple[Link, ...]
    cure: str  # Markdown


@dataclass(frozen=True, slots=True)
class Merge:
    """An article in a story that it may not tell; what would settle it."""

    article: Link
    story: Link
    likeness: str  # "0.56"
    cure: str  # Markdown


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of doubt on the status page, and the articles, names or stories it touches."""

    heading: str
    explanation: str
    stubs: tuple[Stub, ...]
    doubts: tuple[Doubt, ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """A source that is collected: its name and host, when that went well and was tried last."""

    title: str
    host: str
    succeeded: Moment | None
    tried: Moment | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class StatusPage:
    """`/status/`: kind `status`. Data quality, for the editor."""

    site: Chrome
    head: Head
    figures: tuple[tuple[str, int], ...]
    concerns: tuple[Concern, ...]
    failing: tuple[Collected, ...] = ()
    collected: tuple[Collected, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, and the place in the article where it stands. The text may be withheld."""

    moment: Moment
    text: str
    article: Link
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """`/corrections/`, `/corrections/page/2/`: kind `corrections`. The newest first."""

    site: Chrome
    head: Head
    corrected: tuple[Corrected, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class MessagePage:
    """`/404.html`: kind `message`."""

    site: Chrome
    head: Head
    heading: str
    message: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KeysPage:
    """`/keys/`: kind `keys`. The keys that the script of the site listens to."""

    site: Chrome
    head: Head


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`/search/`: kind `search`. `index` is the folder of the index."""

    site: Chrome
    head: Head
    index: str
    is_empty: bool
    months: tuple[Link, ...]  # the newest first
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """An address that moved: kind `redirect`."""

    head: Head
    language: str
    target: str
