"""Collecting: what `sources.yaml` names is fetched, politely, and stored in seeds/ untouched.

Nothing is published and no article is made: that is for `ingest` and `publish`, which read what
lies in seeds/ and know nothing of where it came from. This is the one room that calls others.
"""

from __future__ import annotations

import datetime as dt
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import broadsheet
from broadsheet import content, disk
from broadsheet.collect.following import followed, is_list
from broadsheet.collect.memory import Memory, Page
from broadsheet.collect.nouns import Collected, Limits, Miss, Source, Sources, Tally
from broadsheet.collect.storing import FOLDER
from broadsheet.config import Settings
from broadsheet.content.followed import PATH as LOG
from broadsheet.content.followed import Followed, log
from broadsheet.content.followed import followed as rows_of
from broadsheet.errors import InputError, Problem
from broadsheet.reading import settings
from broadsheet.site import Site
from broadsheet.state import locked, mute
from broadsheet.stock import refused

if TYPE_CHECKING:
    import httpx

    from broadsheet.collect.network import Resolve, Wire
    from broadsheet.collect.running import Desk

__all__ = ["Collected", "Limits", "Order", "collect"]

_HERE = ("localhost", "127.0.0.1", "::1")
_TOLD = 5  # faults of the pages of one source
_TOLD_OF_A_LIST = 20  # and of the links of one list
_LOG_LIMIT = 20_000_000


def _silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to collect, and with what. The lower half is for tests and other hosts of the code."""

    names: Sequence[str] = ()
    at_once: int = 8  # hosts
    dry: bool = False
    progress: Callable[[str, int, int], None] = _silent
    say: Callable[[str], None] = mute
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve | None = None  # None: the system's, of public addresses alone
    trusted: ssl.SSLContext | None = None  # None: the usual authorities
    now: Callable[[], float] = time.time
    pause: Callable[[float], object] | None = None  # None: until interrupted


def collect(site: Site, order: Order | None = None) -> Collected:
    """Fetch what is followed into seeds/; raise SettingsError, KeyboardInterrupt.

    What is not due is not asked; what is forbidden, gone, or fails is told with its reason.
    """
    order = order or Order()
    started = time.monotonic()
    said = settings(site)
    known, wanted, problems = followed(site, order.names)
    if order.dry:
        return Collected(tuple(_planned(site, order, wanted)), tuple(problems))
    folder = site.state / "collect"
    with locked(folder, _another(order.say)), closing(Memory(folder)) as memory:
        disk.sweep(folder)
        run = _Run(site, order, known, said, memory)
        try:
            run.go(wanted)
        finally:
            problems += run.log(wanted)
        notes = (*memory.notes, *run.notes)
    tallies = tuple(run.tallies)
    problems += [*run.problems, *_problems(tallies)]
    seconds = time.monotonic() - started
    return Collected(tallies, tuple(problems), notes, run.requests, seconds)


def _another(say: Callable[[str], None]) -> Callable[[str], None]:
    return lambda told: say(told.replace("is building this site", "collects for it"))


def _planned(site: Site, order: Order, wanted: Iterable[Source]) -> Iterator[Tally]:
    """Yield what a run would ask for now. Nothing is asked, nothing written."""
    if not (site.state / "collect" / "memory.db").exists():
        yield from (Tally(source) for source in wanted)
        return
    with closing(Memory(site.state / "collect")) as memory:
        for source in wanted:
            page = memory.page(source.url)
            is_early = order.now() - (page.fetched or 0) < source.every * 3600 - 60
            is_forced = any(not is_list(name) for name in order.names)
            is_early = (is_early or page.again > order.now()) and not is_forced
            is_early = is_early or (source.once and page.fetched is not None)
            tally = Tally(source, "not due" if is_early or page.gone else "waiting")
            tally.left = len(memory.waiting(source.url))
            yield tally


class _Run:
    """One run, put together from settings, clock and wire."""

    def __init__(
        self, site: Site, order: Order, known: Sources, said: Settings, memory: Memory
    ) -> None:
        self._site = site
        self._order = order
        self._known = known
        self._said = said
        self._memory = memory
        self._zone = ZoneInfo(said.timezone)
        self._guard = threading.Lock()
        self.tallies: list[Tally] = []
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.requests = 0

    def go(self, wanted: Sequence[Source]) -> None:
        from broadsheet.collect.network import Wire, client, public
        from broadsheet.collect.running import collected

        if self._memory.is_fresh:
            self._memory.fetched(_stored(self._site, self._said.timezone))
        agent, contact = _agent(self._known.contact, self._said)
        if not contact:
            self.notes.append("say `contact:` in sources.yaml, so that a site can write to you")
        wire = Wire(self._order.resolve or public)
        with client(wire, agent, self._order.limits, self._order.trusted) as http:
            desk = self._desk(http, wire)
            try:
                self.tallies = collected(
                    wanted, desk, self._order.at_once, self._watching, wire.cut
                )
            except disk.NoRoomError as error:
                hint = "make room and run it again: it goes on where it stopped"
                fault = f"nothing more can be stored: {error.strerror}"
                self.problems.append(Problem(FOLDER, fault, hint=hint))
            finally:
                self.requests = desk.fetcher.requests

    def _desk(self, http: httpx.Client, wire: Wire) -> Desk:
        from broadsheet.collect.fetching import Asking, Fetcher
        from broadsheet.collect.hosts import Hosts
        from broadsheet.collect.robots import Robots
        from broadsheet.collect.running import Desk
        from broadsheet.collect.storing import Store

        order, memory, limits = self._order, self._memory, self._order.limits
        stop = threading.Event()
        hosts = Hosts(memory, self._known.delay, limits.patience, order.now)
        hosts.pauses_by(order.pause or stop.wait)
        fetcher = Fetcher(http, wire, hosts, limits, order.now)
        plainly = Asking(Page, lambda url: None, limits.robots, cut=True)
        robots = Robots(lambda url: fetcher.answer(url, plainly), memory, hosts, order.now)
        store = Store(self._site.root, self._site.state / "collect", memory)
        memory.clear_arriving(store.clear)
        is_forced = any(not is_list(name) for name in order.names)
        return Desk(
            *(memory, fetcher, hosts, robots, store, limits, order.now, self._moment, stop),
            forced=is_forced,
            refused=refused(self._site),
        )

    def _moment(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self._order.now(), self._zone)

    def _watching(self, title: str, done: int, total: int) -> None:
        with self._guard:
            self._order.progress(title, done, total)

    def log(self, wanted: Sequence[Source]) -> list[Problem]:
        """Write down how it stands with each source, for `/status/`."""
        try:
            was = disk.text(self._site.root, LOG, _LOG_LIMIT)
        except InputError:
            was = None
        lasting = [source for source in wanted if not source.once]
        shown = {source.url: source.title for source in (*lasting, *self._known.sources)}
        kept = {row.url: row for row in rows_of(was or "")[0]}
        if self._known.sources:
            kept = {url: row for url, row in kept.items() if url in shown}
        for url, title in shown.items():
            if stands := self._memory.standing(url):
                times = (_instant(stands.succeeded), _instant(stands.tried))
                kept[url] = Followed(url, title, *times, stands.state, stands.fault)
        told = log(kept.values())
        try:
            if kept and told != was and not disk.put(self._site.root, LOG, told, was):
                return [Problem(LOG, "was changed meanwhile, and is left as it is")]
        except OSError as error:
            return [Problem(LOG, f"cannot be written: {error.strerror}")]
        return []


def _instant(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _agent(contact: str, said: Settings) -> tuple[str, str]:
    """Return how we introduce ourselves (RFC 9110, 10.1.5), and whom to write to."""
    own = "" if urlsplit(said.url).hostname in _HERE else said.url
    whom = contact or own
    printable = "".join(letter for letter in whom if letter.isascii() and letter.isprintable())
    comment = f" (+{printable.replace('(', '').replace(')', '')})" if printable else ""
    return f"Broadsheet/{broadsheet.__version__}{comment}", whom


def _stored(site: Site, timezone: str) -> Iterator[Page]:
    """Yield what lies in seeds/ already, by its sidecars: of use to a clone without a memory."""
    for path in disk.listing(site.root, FOLDER).paths:
        if not path.endswith(".yaml"):
            continue
        try:
            said = content.sidecar(disk.text(site.root, path), path, timezone)
        except InputError:
            continue
        if said.url and isinstance(said.captured, dt.datetime):
            yield Page(said.url, fetched=said.captured.timestamp())


def _problems(tallies: Iterable[Tally]) -> Iterator[Problem]:
    """Yield what an editor should look at: what failed or is refused, not what only waits."""
    links = [tally for tally in tallies if tally.source.once]
    yield from _of_lists(links)
    for tally in tallies:
        source = tally.source
        found = [] if source.once else [*tally.refused, *tally.failed]
        for miss in found[:_TOLD]:
            yield _problem(source, miss)
        if len(found) > _TOLD:
            more = f"{source.title}: {len(found) - _TOLD} more pages were not to be had"
            yield Problem(source.path, more, source.line, hint="--json lists them")


def _of_lists(tallies: Iterable[Tally]) -> Iterator[Problem]:
    told = Counter[str]()
    for tally in tallies:
        for miss in (*tally.refused, *tally.failed):
            told[tally.source.path] += 1
            if told[tally.source.path] <= _TOLD_OF_A_LIST:
                yield _problem(tally.source, miss)
    for path, count in told.items():
        if count > _TOLD_OF_A_LIST:
            more = f"{count - _TOLD_OF_A_LIST:,} more of its links were not to be had"
            yield Problem(path, more, hint="--json lists them")


def _problem(source: Source, miss: Miss) -> Problem:
    of = "" if miss.url == source.url and not source.once else f" {miss.url[:200]}"
    return Problem(source.path, f"{source.title}:{of} {miss.reason}", source.line, hint=miss.again)
