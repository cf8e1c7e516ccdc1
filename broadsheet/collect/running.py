"""A run: each source asked if it is time, then the pages that it names; one worker for a host.

Whatever was fetched is stored and remembered at once. What a source names is written down before
it is fetched, so that a run that was killed goes on where it stopped.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from broadsheet.collect import links
from broadsheet.collect.addresses import host
from broadsheet.collect.fetching import Asking, Fetcher
from broadsheet.collect.forms import Form, form
from broadsheet.collect.hosts import Hosts
from broadsheet.collect.memory import Memory, Page, Standing
from broadsheet.collect.nouns import Fault, Got, Limits, Miss, Same, Source, Tally
from broadsheet.collect.robots import Robots
from broadsheet.collect.storing import Store
from broadsheet.disk import NoRoomError, digest
from broadsheet.intake.addresses import address_key

_DAY = 86_400.0
_FIRST_PAUSE = 300.0  # seconds after the first failure; each further one doubles it
_SLACK = 60.0  # a source of every hour may be asked by a clock that strikes each hour
_NOT_TO_BE_HAD = frozenset({401, 402, 403, 404, 405, 406, 451})

_REMOVED = "was removed from this site, and is not fetched"

Watching = Callable[[str, int, int], None]


@dataclass(slots=True)
class Desk:
    """What every worker uses."""

    memory: Memory
    fetcher: Fetcher
    hosts: Hosts
    robots: Robots
    store: Store
    limits: Limits
    now: Callable[[], float]
    moment: Callable[[], dt.datetime]  # the same in the zone of the site
    stop: threading.Event
    forced: bool = False  # sources named on the command line are asked whether it is time or not

    refused: frozenset[str] = frozenset()  # keys of the addresses of what was removed

    def is_removed(self, url: str) -> bool:
        """Return whether what lies at an address was removed from the site, and stays away."""
        return bool(self.refused) and address_key(url) in self.refused

    def asking(self) -> Asking:
        return Asking(self.memory.page, self.robots.fault, self.limits.largest)


def collected(
    sources: Sequence[Source], desk: Desk, at_once: int, watching: Watching, cut: Callable[[], None]
) -> list[Tally]:
    """Return what came of each source. Raises NoRoomError, KeyboardInterrupt: all else is kept."""
    groups: dict[str, list[Tally]] = {}
    tallies = [Tally(source) for source in sources]
    for tally in tallies:
        groups.setdefault(host(tally.source.url), []).append(tally)
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        work = [pool.submit(_visited, group, desk, watching) for group in groups.values()]
        try:
            _awaited(work, desk.stop)
        except BaseException:
            desk.stop.set()
            for one in work:
                one.cancel()
            cut()
            raise
    return tallies


def _awaited(work: Sequence[Future[None]], stop: threading.Event) -> None:
    """Wait for all work, in steps, so that an interruption arrives; raise what went wrong."""
    left = set(work)
    while left:
        done, left = wait(left, timeout=0.2)
        for one in done:
            one.result()


def _visited(group: Sequence[Tally], desk: Desk, watching: Watching) -> None:
    of = host(group[0].source.url)
    for number, tally in enumerate(group):
        if desk.stop.is_set():
            return
        if tally.source.once:
            watching(of, number, len(group))
        visit = Visit(tally, desk, _unwatched if tally.source.once else watching)
        try:
            visit.ask()
            visit.follow()
        except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
            # a fault of ours that some odd answer brought to light: the other sources go on
            reason = f"gave an answer that could not be read ({type(error).__name__})"
            tally.failed.append(Miss(tally.source.url, reason))
            tally.state = "failed"
        visit.remember()


def _unwatched(title: str, done: int, total: int) -> None:
    """Show nothing of one link of a list: there may be thousands."""


class Visit:
    """One source, from asking it to remembering how it stands."""

    def __init__(self, tally: Tally, desk: Desk, watching: Watching) -> None:
        self.tally = tally
        self.source = tally.source
        self.desk = desk
        self._watching = watching

    # ---- the source itself -------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the source, if it is time."""
        tally, page = self.tally, self.desk.memory.page(self.source.url)
        self._watching(self.source.title, 0, 1)
        if self.desk.is_removed(self.source.url):
            tally.notes.append(f"{self.source.url[:200]} {_REMOVED}")
        elif page.gone:
            tally.state = "failed"
            again = f"not asked again until {self.source.path} names another address"
            tally.failed.append(Miss(self.source.url, page.fault, again))
        elif self._is_early(page):
            tally.state = "not due"
            if page.again > self.desk.now():
                tally.later.append(Miss(self.source.url, page.fault, self._told(page.again)))
        else:
            answer = self.desk.fetcher.answer(self.source.url, self.desk.asking())
            if isinstance(answer, Fault):
                self._miss(page, answer)
            else:
                self._take(page, answer)

    def _is_early(self, page: Page) -> bool:
        if self.source.once and page.fetched:
            return True
        if self.desk.forced:
            return False
        since = self.desk.now() - (page.fetched or 0.0)
        return page.again > self.desk.now() or since < self.source.every * 3600 - _SLACK

    def _take(self, page: Page, answer: Got | Same) -> None:
        if answer.moved:
            self._note_move(answer.moved)
        if isinstance(answer, Same):
            self._unchanged(page, answer)
            return
        found = form(answer.data, answer.media)
        if reason := self._misfit(found, answer):
            self._miss(page, Fault(reason, status=200))
            return
        is_section = self._is_section(found)
        named: tuple[str, ...] = ()
        if is_section:
            most, pattern = self.source.most, self.source.links
            named = links.articles(answer.data, answer.final, pattern, most)
            if not named:
                self.tally.notes.append("names no page that looks like an article (see `links`)")
        elif found.kind == "feed" and self.source.follow:
            named = links.entries(answer.data, answer.final, self.source.most)
        self._keep(answer, None if is_section else found, named)

    def _note_move(self, to: str) -> None:
        source = self.source
        if not source.once:
            place = source.path if source.line is None else f"{source.path}:{source.line}"
            self.tally.notes.append(f"has moved for good to {to}: say so in {place}")

    def _is_section(self, found: Form) -> bool:
        wanted = self.source.kind == "section" or bool(self.source.links)
        return wanted and found.ending == ".html"

    def _misfit(self, found: Form, answer: Got) -> str:
        if not found.kind:
            return f"is {found.told}"
        if self.source.kind == "feed" and found.ending == ".html":
            feed = links.feed_of(answer.data, answer.final)
            return f"is a page and no feed{f'; it names the feed {feed}' if feed else ''}"
        return ""

    # ---- the pages that it names -------------------------------------------------------------

    def follow(self) -> None:
        """Ask for the pages that the source named, now or in a run before."""
        waiting = self.desk.memory.waiting(self.source.url)
        for number, url in enumerate(waiting):
            if self.desk.stop.is_set():
                self.tally.left += len(waiting) - number
                return
            self._watching(self.source.title, 1 + number, 1 + len(waiting))
            page = self.desk.memory.page(url)
            if self.desk.is_removed(url):
                continue
            if page.again > self.desk.now() or self.desk.hosts.is_held(host(url)):
                self.tally.left += 1
                continue
            answer = self.desk.fetcher.answer(url, self.desk.asking())
            if isinstance(answer, Same):
                self._unchanged(page, answer)
            elif isinstance(answer, Fault):
                self._miss(page, answer)
            elif self.desk.is_removed(answer.final):
                self.desk.memory.missed(replace(page, gone=True, fault=_REMOVED))
            elif (found := form(answer.data, answer.media)).kind:
                self._keep(answer, found)
            else:
                self._miss(page, Fault(f"is {found.told}", "gone"))
        self._watching(self.source.title, 1 + len(waiting), 1 + len(waiting))

    # ---- what came of it ---------------------------------------------------------------------

    def _unchanged(self, page: Page, answer: Same) -> None:
        now = self.desk.now()
        seen = {page.url: page, answer.final: self.desk.memory.page(answer.final)}
        fresh = [replace(one, fetched=now, fails=0, again=0.0, fault="") for one in seen.values()]
        self.desk.memory.fetched(fresh)
        self.tally.unchanged += 1
        self._state("unchanged", answer.url)

    def _keep(self, got: Got, found: Form | None, named: Sequence[str] = ()) -> None:
        """Store what was got (a section is only read), and remember it with what it names."""
        mark, now = digest(got.data), self.desk.now()
        path = None
        if found is not None and mark != self.desk.memory.page(got.final).digest:
            try:
                path = self.desk.store.keep(got, found, self.source, self.desk.moment())
            except NoRoomError:
                raise
            except OSError as error:
                reason = f"could not be stored: {error.strerror}"
                self._miss(self.desk.memory.page(got.url), Fault(reason))
                return
        asked = Page(got.url, digest=mark, fetched=now)
        final = Page(got.final, got.etag, got.modified, mark, now)
        pages = [final] if got.final == got.url else [asked, final]
        self.desk.memory.fetched(pages, self.source.url, named)
        if path:
            self.tally.stored.append(path)
        elif found is not None:
            self.tally.unchanged += 1
        self._state("stored" if path or named else "unchanged", got.url)

    def _state(self, state: str, url: str) -> None:
        if url == self.source.url:
            self.tally.state = "stored" if state == "stored" else "unchanged"

    def _miss(self, page: Page, fault: Fault) -> None:
        """Remember a fault, and when to ask again."""
        is_source = page.url == self.source.url
        if fault.kind == "later":
            self.tally.left += not is_source
            self.tally.later.append(Miss(page.url, fault.reason, self._told(fault.until)))
        elif fault.kind == "refused":
            self.tally.refused.append(Miss(page.url, fault.reason))
            if not is_source:
                self.desk.memory.missed(replace(page, gone=True, fault=fault.reason))
        else:
            after = self._after(page, fault, is_source)
            self.desk.memory.missed(after)
            again = "not asked again" if after.gone else self._told(after.again)
            self.tally.failed.append(Miss(page.url, fault.reason, again))
        if is_source:
            self.tally.state = "failed"

    def _after(self, page: Page, fault: Fault, is_source: bool) -> Page:
        fails = page.fails + 1
        again = self.desk.now() + min(_DAY, _FIRST_PAUSE * 2 ** min(page.fails, 10))
        hopeless = (self.source.once or not is_source) and (
            fails >= self.desk.limits.tries or fault.status in _NOT_TO_BE_HAD
        )
        gone = fault.kind == "gone" or hopeless
        return replace(page, fails=fails, again=again, gone=gone, fault=fault.reason)

    def _told(self, when: float | None) -> str:
        if when is None:
            return ""
        zone = self.desk.moment().tzinfo
        day = dt.datetime.fromtimestamp(min(when, 4e9), zone)
        return f"tried again after {day:%Y-%m-%d %H:%M}"

    def remember(self) -> None:
        """Note how it stands with the source, for the log."""
        if self.source.once or self.tally.state in ("waiting", "not due"):
            return
        url, memory = self.source.url, self.desk.memory
        before = memory.standing(url) or Standing(url)
        now = self.desk.moment().isoformat(timespec="seconds")
        mine = (*self.tally.failed, *self.tally.refused, *self.tally.later)
        fault = next((miss.reason for miss in mine if miss.url == url), "")
        good = self.tally.state != "failed"
        succeeded = now if good else before.succeeded
        memory.stands(Standing(url, succeeded, now, "ok" if good else "failed", fault))
