"""Drafts as they would be published: planned and printed when somebody asks, never written.

Where nothing is published at an address, it may be that of a draft, or of a page that only drafts
would bring (their day, a name first told there). It is planned from a library in which drafts
count. Nothing is read before somebody asks, and nothing is planned where no draft is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import escape

from broadsheet import disk, flow
from broadsheet.content.removed import Removed
from broadsheet.errors import InputError, Problem
from broadsheet.library import Library, library_again
from broadsheet.library.salience import leading
from broadsheet.model import Article
from broadsheet.plan.moments import moment
from broadsheet.plan.proofs import message, proof
from broadsheet.reading import Kept, is_article, read
from broadsheet.render import Press
from broadsheet.serve.editors import address as editor_address
from broadsheet.site import Site
from broadsheet.state import State

DRAFTS = "/_broadsheet/drafts/"
_BEGIN = (re.compile(r"<main\b[^>]*>", re.IGNORECASE), re.compile(r"<body\b[^>]*>", re.IGNORECASE))
_END = re.compile(r"</main>|</body>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>", re.IGNORECASE)
_NONE = "No article is a draft. One that says draft: true in its front matter is listed here."


@dataclass(frozen=True, slots=True)
class _Desk:
    """The site as it would be, were its drafts published."""

    kept: Kept
    library: Library
    drafts: tuple[Article, ...]
    press: Press


@dataclass(slots=True)
class Proofs:
    """The drafts of a site; used by one thread at a time, and always the same one.

    `form` is that of the addresses at which an editor opens a file; see `editors.pattern`.
    """

    site: Site
    form: str = ""
    _state: State | None = None
    _desk: _Desk | None = None
    _is_old: bool = False
    _looks: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def forget(self) -> None:
        """Read anew what is asked for next: something was edited."""
        self._is_old = True

    def page(self, address: str) -> bytes | None:
        """Return the page that drafts would bring to an address, marked; None: there is none.

        Raises BroadsheetError where it cannot be printed.
        """
        if not self._has_drafts():
            return None
        desk = self._read()
        page = proof(desk.library, address)
        if page is None:
            return None
        at = desk.library.permalinks
        own = next((one for one in desk.drafts if at.get(one.id) == address), None)
        html = desk.press.artifact(page).data.decode()
        return _marked(html, self._note(own)).encode()

    def listing(self) -> bytes:
        """Return the page that lists all drafts; raise BroadsheetError."""
        desk = self._read()
        told = "Shown by this server alone, at the addresses that they would have."
        page = message(desk.library, "Drafts", told if desk.drafts else _NONE)
        html = desk.press.artifact(page).data.decode()
        rows = "".join(self._row(one, desk.library) for one in desk.drafts)
        return _ended(html, f'<ul class="stubs">{rows}</ul>' if rows else "").encode()

    def _has_drafts(self) -> bool:
        """Return whether any article may be one; only what looks other than before is read."""
        listed = disk.listing(self.site.root, "content").paths
        known, self._looks = self._looks, {}
        for path in filter(is_article, listed):
            try:
                look = disk.sign(self.site.root, path)[1]
                if not look or known.get(path, ("", False))[0] != look:
                    known[path] = look, _may_be_draft(disk.text(self.site.root, path))
            except InputError:
                continue
            self._looks[path] = known[path]
        return any(may_be for _, may_be in self._looks.values())

    def _read(self) -> _Desk:
        if self._desk is None or self._is_old:
            self._state = self._state or State(None)
            kept = read(self.site, self._state)
            self._state.save()  # in memory: a file that breaks shows as it was
            drafts = {one.id for one in kept.articles if one.draft}
            kept = replace(kept, articles=tuple(replace(a, draft=False) for a in kept.articles))
            library = _library(kept, self._desk)
            shown = tuple(one for one in library.articles if one.id in drafts)
            self._desk = _Desk(kept, library, shown, Press(self.site.templates))
            self._is_old = False
        return self._desk

    def _note(self, draft: Article | None) -> str:
        if draft is None:
            said = "This page shows drafts. None of it is published."
            return _note(f'{said} <a href="{DRAFTS}">All drafts</a>')
        said = f'Not published. <a href="{DRAFTS}">All drafts</a>'
        return _note(f"{said} · {self._file(draft)}")

    def _file(self, draft: Article) -> str:
        """Return where to edit a draft: a link where an editor opens such."""
        path = escape(draft.path)
        to = editor_address(self.form, self.site.root, Problem(draft.path, "", 1))
        return f'<a href="{escape(to)}">{path}</a>' if to else f"<code>{path}</code>"

    def _row(self, draft: Article, library: Library) -> str:
        href = escape(library.settings.base + library.permalinks[draft.id])
        when = moment(draft.date)
        day = f'<time datetime="{escape(when.iso)}">{escape(when.text)}</time>'
        title = f'<a class="headline" href="{href}" dir="auto">{escape(draft.title)}</a>'
        return f'<li><p>{title}</p><p class="meta">{day} · {self._file(draft)}</p></li>'


def _library(kept: Kept, before: _Desk | None) -> Library:
    """Return the library of what was read; kin that stand are taken over where that is exact."""
    if before is None or _terms(kept) != _terms(before.kept) or kept.removed != Removed():
        return flow.shelved(kept)
    past = {one.id: one for one in before.library.articles}
    same = (past[one.id] if past.get(one.id) == one else one for one in kept.articles)
    terms = (kept.records, kept.topics, kept.register)
    made = library_again(same, *terms, before.library, leading)
    return replace(made, followed=kept.followed)


def _terms(kept: Kept) -> tuple[object, ...]:
    return kept.settings, kept.records, kept.topics, kept.hidden, kept.removed


def _may_be_draft(text: str) -> bool:
    return "draft" in text[: text.find("\n---", 3)]


def _note(said: str) -> str:
    return f'<p class="note" role="note"><span>Draft</span> {said}</p>'


def _marked(html: str, note: str) -> str:
    """Return a page that says first of all what it is, in its title too."""
    html = _TITLE.sub(lambda found: f"{found[0]}Draft: ", html, count=1)
    found = next((begin for one in _BEGIN if (begin := one.search(html))), None)
    at = found.end() if found else 0
    return html[:at] + note + html[at:]


def _ended(html: str, more: str) -> str:
    """Return a page with more at the end of what it says."""
    found = _END.search(html)
    at = found.start() if found else len(html)
    return html[:at] + more + html[at:]
