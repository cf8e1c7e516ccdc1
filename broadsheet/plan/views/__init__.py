"""Exactly what each page shows: the typed `page` that a template is handed, and nothing else.

Every `href` is ready to print (the site's base path is already on it). No view holds a clock
reading, an absolute total that changes with every build, or a whole article that is not its own.
"""

from __future__ import annotations

from broadsheet.plan.views.articles import ArticlePage, Linked, Provenance, StoryRef, Text
from broadsheet.plan.views.days import ArchivePage, Calendar, Cell, Day, Earlier, EditionPage
from broadsheet.plan.views.desk import (
    Concern,
    Doubt,
    FeedsPage,
    KeysPage,
    Merge,
    MessagePage,
    RedirectPage,
    SearchPage,
    StatusPage,
)
from broadsheet.plan.views.entities import (
    Companion,
    EntitiesPage,
    EntityPage,
    Letter,
    Network,
    Sighting,
)
from broadsheet.plan.views.parts import (
    Bar,
    Card,
    Chip,
    Chrome,
    Feeds,
    Group,
    Head,
    Link,
    Moment,
    Pager,
    Related,
    Reprint,
    Said,
    Stub,
)
from broadsheet.plan.views.stories import Alone, StoriesPage, StoryDay, StoryPage, Teller, Told
from broadsheet.plan.views.terms import (
    Coverage,
    Missed,
    Share,
    SourcePage,
    TermRow,
    TermsPage,
    TopicPage,
)

__all__ = [
    "Alone",
    "ArchivePage",
    "ArticlePage",
    "Bar",
    "Calendar",
    "Card",
    "Cell",
    "Chip",
    "Chrome",
    "Companion",
    "Concern",
    "Coverage",
    "Day",
    "Doubt",
    "Earlier",
    "EditionPage",
    "EntitiesPage",
    "EntityPage",
    "Feeds",
    "FeedsPage",
    "Group",
    "Head",
    "KeysPage",
    "Letter",
    "Link",
    "Linked",
    "Merge",
    "MessagePage",
    "Missed",
    "Moment",
    "Network",
    "Pager",
    "Provenance",
    "RedirectPage",
    "Related",
    "Reprint",
    "Said",
    "SearchPage",
    "Share",
    "Sighting",
    "SourcePage",
    "StatusPage",
    "StoriesPage",
    "StoryDay",
    "StoryPage",
    "StoryRef",
    "Stub",
    "Teller",
    "TermRow",
    "TermsPage",
    "Text",
    "Told",
    "TopicPage",
]
