"""The work list, as the status page shows it: names and merges in doubt, each with its cure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from broadsheet.library import Doubt, Merge, Term, doubts, merges
from broadsheet.library.stories import stem
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.views import Concern, Link
from broadsheet.plan.views import Doubt as View
from broadsheet.plan.views import Merge as MergeView
from broadsheet.text import slug
from broadsheet.yaml12 import scalar

MOST = 100
_ARTICLES = 4  # the newest of those that have the name in doubt

_IN_DOUBT = (
    "Put into a story by an ingest that was not sure. How like the rest of the story it is, from "
    "0.50, where it would have stayed alone, to 1."
)
_KINDS: Mapping[str, tuple[str, str]] = {
    "types": (
        "Names under two types",
        "Articles list these now as one thing, now as another. A record says which it is.",
    ),
    "surname": (
        "Surnames beside full names",
        "A person of one word, who may be one of those with that surname. No surname is ever "
        "joined to a full name across articles by itself.",
    ),
    "alone": (
        "Names of one word",
        "People of whom no article gives a full name.",
    ),
    "alike": (
        "Names that look alike",
        "These may be one. A record joins them, one record for each keeps them apart.",
    ),
    "within": (
        "Names within names",
        "One begins or ends with the other. A record joins them, one record for each keeps "
        "them apart.",
    ),
}


def merge_concerns(pieces: Pieces) -> Iterator[Concern]:
    """Yield the articles put into a story that they may not tell, if there are any."""
    found = merges(pieces.library.articles, pieces.library.story_of)
    if found:
        more = f" The first {MOST} of {len(found)} are shown." if len(found) > MOST else ""
        shown = tuple(_merge(merge, pieces) for merge in found[:MOST])
        yield Concern("Stories in doubt", _IN_DOUBT + more, (), (), shown)


def _merge(merge: Merge, pieces: Pieces) -> MergeView:
    article, story = merge.article, merge.story
    cure = (
        f"In `{article.path}`, delete the line `story_doubt` if the two tell of one event. If they "
        f"do not, write `story: {scalar(stem(article))}` for a story of its own, or the name of "
        "the one it belongs to, and delete that line too."
    )
    link = Link(story.first.title, pieces.href(story.permalink))
    return MergeView(pieces.article_link(article), link, f"{merge.likeness:.2f}", cure)


def name_concerns(pieces: Pieces) -> Iterator[Concern]:
    """Yield the doubts about names, a concern for each kind that there is."""
    for kind, group in groupby(doubts(pieces.library.entities), key=lambda doubt: doubt.kind):
        found = list(group)
        heading, explanation = _KINDS[kind]
        more = f" The first {MOST} of {len(found)} are shown." if len(found) > MOST else ""
        shown = tuple(_view(doubt, pieces) for doubt in found[:MOST])
        yield Concern(heading, explanation + more, (), shown)


def _view(doubt: Doubt, pieces: Pieces) -> View:
    newest = doubt.name.articles[: -_ARTICLES - 1 : -1]
    return View(
        names=tuple(map(pieces.chip, (doubt.name, *doubt.others))),
        articles=tuple(map(pieces.article_link, newest)),
        cure=_cure(doubt),
    )


def _cure(doubt: Doubt) -> str:
    """Return what to write, as Markdown: one record that settles it."""
    name, others = doubt.name, doubt.others
    if doubt.kind == "surname" and len(others) > 1:
        return (
            "Write the full name in the `people` of each article. If one of them is always "
            f"meant, a record joins the two:\n\n{_record(others[0], (name.name,))}"
        )
    if doubt.kind in ("types", "alone"):
        say = "the right type" if doubt.kind == "types" else "the full name, if you know it"
        return f"A record, with {say}:\n\n{_record(name)}"
    kept, joined = (name, others[0]) if name.record and not others[0].record else (others[0], name)
    apart = joined if kept.record else kept
    return (
        f"If the two are one:\n\n{_record(kept, (joined.name,))}\n\n"
        f"If they are not, a record for each, such as:\n\n{_record(apart)}"
    )


def _record(term: Term, joined: Sequence[str] = ()) -> str:
    """Return the record of an entity, as it is or would be, with more aliases."""
    known = term.record
    aliases = (*(known.aliases if known else ()), *joined)
    lines = [
        "---",
        f"name: {scalar(term.name)}",
        f"type: {term.kind}",
        *(["aliases:"] if aliases else []),
        *(f"  - {scalar(alias)}" for alias in aliases),
        "---",
    ]
    path = known.path if known else f"content/entities/{slug(term.name)}.md"
    return "\n".join((f"`{path}`", "", "~~~~", *lines, "~~~~"))
