"""What a site's robots.txt allows (RFC 9309), remembered for a day."""

from __future__ import annotations

import functools
from collections.abc import Callable

from protego import Protego

from broadsheet.collect.addresses import host, origin
from broadsheet.collect.hosts import Hosts
from broadsheet.collect.memory import Memory
from broadsheet.collect.nouns import Answer, Fault, Got

NAME = "Broadsheet"  # by which a robots.txt may call us
_DAY = 86_400.0
_SOON = 3_600.0


class Robots:
    """Says what may not be asked for. `fetch` gets a robots.txt, whatever another one says."""

    def __init__(
        self,
        fetch: Callable[[str], Answer],
        memory: Memory,
        hosts: Hosts,
        now: Callable[[], float],
    ) -> None:
        self._fetch = fetch
        self._memory = memory
        self._hosts = hosts
        self._now = now
        self._unread: dict[str, Fault] = {}
        self._rules = functools.lru_cache(maxsize=256)(_rules)

    def fault(self, url: str) -> Fault | None:
        """Return why an address may not be asked for; None where it may."""
        said = self._said(origin(url))
        if isinstance(said, Fault):
            return said
        rules = self._rules(said)
        if delay := rules.crawl_delay(NAME):
            self._hosts.slow(host(url), delay)
        if rules.can_fetch(url, NAME):
            return None
        return Fault("is not allowed by its robots.txt", "refused")

    def _said(self, site: str) -> str | Fault:
        """Return what the robots.txt of a site says, "" for one that is not there.

        One that cannot be read forbids everything for the time being, if no former one is known.
        """
        known = self._memory.robots(site)
        if known and self._now() - known[0] < _DAY:
            return known[1]
        if site in self._unread:
            return self._unread[site]
        answer = self._fetch(f"{site}/robots.txt")
        if isinstance(answer, Got):
            text = answer.data.decode("utf-8-sig", "replace").replace("\0", "")
        elif isinstance(answer, Fault) and not _is_missing(answer):
            self._unread[site] = found = _unreadable(answer, self._now())
            return known[1] if known and answer.kind != "refused" else found
        else:
            text = ""
        self._memory.keep_robots(site, self._now(), text)
        return text


def _is_missing(fault: Fault) -> bool:
    """Whether there is no robots.txt: a client error other than "later", or nothing in it."""
    return fault.status == 200 or (400 <= fault.status < 500 and fault.kind != "later")


def _unreadable(fault: Fault, now: float) -> Fault:
    if fault.kind == "refused":  # the address of the host itself is refused, not the file
        return fault
    reason = f"its robots.txt {fault.reason}"
    if fault.kind == "later":
        return Fault(reason, "later", fault.status, fault.until or now + _SOON)
    return Fault(reason, "failed", fault.status)


def _rules(text: str) -> Protego:
    return Protego.parse(text)
