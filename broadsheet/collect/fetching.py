"""One address asked for: redirects by hand, limits on everything, every fault as a value."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from broadsheet.collect.addresses import RefusedError, address, host
from broadsheet.collect.decoding import ASKED_FOR, BodyError, body
from broadsheet.collect.hosts import Hosts, LaterError
from broadsheet.collect.memory import Page
from broadsheet.collect.network import Wire
from broadsheet.collect.nouns import Answer, Fault, Got, Limits, Same

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_BUSY = frozenset({429, 503})
_AWHILE = 900.0  # seconds to leave a busy host alone that does not say how long
_MONTH = 30 * 86_400.0
_LONGEST_MARK = 512  # characters of an ETag
_NO_HTTP = "answers with something that is no HTTP"


@dataclass(frozen=True, slots=True)
class Asking:
    """How an address is asked for: what is known of each, whether it may be, how much is taken."""

    known: Callable[[str], Page]
    forbidden: Callable[[str], Fault | None]
    largest: int
    cut: bool = False  # take the first bytes of what is larger


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: httpx.Headers
    data: bytes = b""


class Fetcher:
    """Asks for addresses, with manners and within limits. `requests` counts what was sent."""

    def __init__(
        self,
        client: httpx.Client,
        wire: Wire,
        hosts: Hosts,
        limits: Limits,
        now: Callable[[], float],
    ) -> None:
        self._client = client
        self._wire = wire
        self._hosts = hosts
        self._limits = limits
        self._now = now
        self._counting = threading.Lock()
        self.requests = 0

    def answer(self, url: str, asking: Asking) -> Answer:
        """Return what an address holds, after all redirects; never raises for what a server does.

        Each hop is checked as the first was: scheme, robots.txt, public address.
        """
        at, seen, moved, waited = url, {url}, True, False
        while True:
            if fault := asking.forbidden(at):
                return fault
            reply = self._turn(at, asking)
            if isinstance(reply, Fault):
                if reply.kind == "later" and not waited and self._is_soon(reply):
                    waited = True
                    continue
                return reply
            if reply.status not in _REDIRECTS:
                return self._judged(url, at, reply, moved)
            moved = moved and reply.status in _FOR_GOOD
            if isinstance(following := _following(at, reply), Fault):
                return following
            at = following
            if at in seen:
                return Fault("redirects in a circle")
            if len(seen) > self._limits.redirects:
                return Fault(f"redirects more than {self._limits.redirects} times")
            seen.add(at)

    def _is_soon(self, fault: Fault) -> bool:
        return (fault.until or 0) - self._now() <= self._hosts.patience

    def _turn(self, url: str, asking: Asking) -> _Reply | Fault:
        try:
            with self._hosts.turn(host(url)):
                reply = self._reply(url, asking)
                if isinstance(reply, _Reply) and reply.status in _BUSY:
                    return self._busy(url, reply)
                return reply
        except LaterError as later:
            return Fault("its host is not to be asked yet", "later", until=later.until)

    def _busy(self, url: str, reply: _Reply) -> Fault:
        """Return the fault of a server that wants to be left alone, and leave its host alone."""
        said = _retry_after(reply.headers.get("retry-after", ""), self._now())
        if said is None and reply.status != 429:
            return Fault(f"answers {reply.status}", status=reply.status)
        until = min(said or self._now() + _AWHILE, self._now() + _MONTH)
        self._hosts.hold(host(url), until)
        return Fault(f"answers {reply.status}", "later", reply.status, until)

    def _reply(self, url: str, asking: Asking) -> _Reply | Fault:
        with self._counting:
            self.requests += 1
        headers = {"Accept-Encoding": ASKED_FOR, **_conditions(asking.known(url))}
        deadline = time.monotonic() + self._limits.total
        try:
            with (
                self._wire.until(deadline),
                self._client.stream("GET", url, headers=headers) as answer,
            ):
                data = self._body(answer, asking) if answer.status_code == 200 else b""
                return _Reply(answer.status_code, answer.headers, data)
        except RefusedError as error:
            return Fault(error.reason, "refused")
        except BodyError as error:
            return Fault(error.reason)
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            return self._too_slow(error, deadline)
        except (httpcore.ConnectError, httpx.ConnectError) as error:
            return Fault(f"cannot be reached: {_plain(error)}")
        except (httpcore.RemoteProtocolError, httpcore.ReadError) as error:
            return Fault(_broken(error))
        except Exception:  # what the parsers beneath make of bytes that no server should send
            return Fault(_NO_HTTP)

    def _body(self, answer: httpx.Response, asking: Asking) -> bytes:
        declared = answer.headers.get("content-length", "")
        if not asking.cut and declared.isdecimal() and int(declared[:18]) > asking.largest:
            raise BodyError(f"is larger than {asking.largest / 1_000_000:g} MB")
        encoding = answer.headers.get("content-encoding", "")
        ratio = self._limits.ratio
        return body(answer.iter_raw(), encoding, asking.largest, ratio, asking.cut)

    def _too_slow(self, error: Exception, deadline: float) -> Fault:
        if time.monotonic() >= deadline:
            return Fault(f"took longer than {self._limits.total:g} s")
        if isinstance(error, httpcore.ConnectTimeout | httpx.ConnectTimeout):
            return Fault(f"could not be reached in {self._limits.connect:g} s")
        return Fault(f"said nothing for {self._limits.read:g} s")

    def _judged(self, url: str, final: str, reply: _Reply, moved: bool) -> Answer:
        new_home = final if moved and final != url else ""
        headers = reply.headers
        if reply.status == 200 and reply.data:
            return Got(
                url=url,
                final=final,
                data=reply.data,
                media=headers.get("content-type", "").partition(";")[0].strip().lower()[:80],
                etag=_mark(headers.get("etag", "")),
                modified=_mark(headers.get("last-modified", "")),
                moved=new_home,
            )
        if reply.status == 200:
            return Fault("is empty", status=200)
        if reply.status == 304:
            return Same(url, final, new_home)
        if reply.status == 410:
            return Fault("answers 410: it is gone for good", "gone", 410)
        return Fault(f"answers {reply.status}", status=reply.status)


def _following(at: str, reply: _Reply) -> str | Fault:
    target = reply.headers.get("location", "")
    if not target:
        return Fault("redirects to nowhere")
    try:
        return address(target, at)
    except RefusedError as error:
        return Fault(f"redirects to what {error.reason}", "refused")


def _conditions(page: Page) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed."""
    if page.fetched is None:
        return {}
    asked = {"If-None-Match": page.etag, "If-Modified-Since": page.modified}
    return {name: value for name, value in asked.items() if value}


def _mark(value: str) -> str:
    """Return an ETag or a date as it was sent, "" for one that could not be sent back."""
    fits = len(value) <= _LONGEST_MARK and value.isascii() and value.isprintable()
    return value.strip() if fits else ""


def _retry_after(value: str, now: float) -> float | None:
    """Return the epoch that Retry-After names (RFC 9110, 10.2.3): seconds, or a date."""
    value = value.strip()[:64]
    if value.isascii() and value.isdecimal():
        return now + min(float(value), _MONTH)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return max(now, aware.timestamp())


def _plain(error: Exception) -> str:
    told = str(error) or "no connection"
    return "".join(letter for letter in told if letter.isprintable())[:120]


def _broken(error: Exception) -> str:
    told = str(error).lower()
    if "incomplete" in told or "without sending complete" in told:
        return "ended before it was whole"
    if "disconnected" in told or isinstance(error, httpcore.ReadError):
        return "ended the connection without an answer"
    return _NO_HTTP
