"""The wire: connections that go to the address that was checked, and to no other.

A name is resolved here, once for each connection, and the connection is made to the address
found; nobody resolves it a second time (no DNS rebinding). The name stays in the Host header and
in the TLS handshake, so certificates are checked against it. Proxies and other settings of the
environment are not used: they would decide anew where to connect.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from weakref import WeakSet

import httpcore
import httpx

from broadsheet.collect.addresses import RefusedError, is_public
from broadsheet.collect.nouns import Limits

Place = tuple[str, int]
#: Where to connect for a host and a port, the best first. Raises RefusedError, OSError.
Resolve = Callable[[str, int], Sequence[Place]]


def public(host: str, port: int) -> Sequence[Place]:
    """Return where a host lives, if it lives on the public internet alone; else RefusedError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return allowed(tuple(dict.fromkeys((str(one[4][0]), port) for one in found)))


def allowed(places: Sequence[Place]) -> Sequence[Place]:
    """Return the places if each is public; raise RefusedError: one that is not tells of a trap."""
    for ip, _ in places:
        if not is_public(ip):
            raise RefusedError(f"leads to {ip}, which is no public address")
    if not places:
        raise RefusedError("leads nowhere")
    return places


class _Thread(threading.local):
    """What the request of this thread is bound to."""

    deadline: float = 0.0


class Wire(httpcore.NetworkBackend):
    """Makes the connections, and holds each to the deadline of the request that uses it."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._mine = _Thread()
        self._open: WeakSet[socket.socket] = WeakSet()
        self.is_cut = False

    @contextlib.contextmanager
    def until(self, deadline: float) -> Iterator[None]:
        """Bind this thread's request to a time of the monotonic clock."""
        self._mine.deadline = deadline
        yield

    def left(self, timeout: float | None, error: type[Exception]) -> float:
        """Return for how long the request may wait now; raise the error when it may not."""
        left = self._mine.deadline - time.monotonic()
        if left <= 0 or self.is_cut:
            raise error("out of time")
        return left if timeout is None else min(left, timeout)

    def cut(self) -> None:
        """End every connection at once, for whoever waits for one in another thread."""
        self.is_cut = True
        for one in list(self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            places = self._resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"its host is not known: {error.strerror}") from None
        fault: OSError | None = None
        for place in places[:4]:
            try:
                made = socket.create_connection(place, self.left(timeout, httpcore.ConnectTimeout))
            except OSError as error:
                fault = error
                continue
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return Stream(self.held(made), self)
        if isinstance(fault, TimeoutError):
            raise httpcore.ConnectTimeout(str(fault))
        raise httpcore.ConnectError(fault.strerror or str(fault) if fault else "leads nowhere")

    def held(self, made: socket.socket) -> socket.socket:
        self._open.add(made)
        return made


class Stream(httpcore.NetworkStream):
    """A connection. Each wait is as long as the request has left, however the bytes drip."""

    def __init__(self, made: socket.socket, wire: Wire) -> None:
        self._socket = made
        self._wire = wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._socket.settimeout(self._wire.left(timeout, httpcore.ReadTimeout))
        try:
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from None
        except OSError as error:
            raise httpcore.ReadError(error.strerror or str(error)) from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = memoryview(buffer)
        while left:
            self._socket.settimeout(self._wire.left(timeout, httpcore.WriteTimeout))
            try:
                left = left[self._socket.send(left) :]
            except TimeoutError as error:
                raise httpcore.WriteTimeout(str(error)) from None
            except OSError as error:
                raise httpcore.WriteError(error.strerror or str(error)) from None

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self._socket.settimeout(self._wire.left(timeout, httpcore.ConnectTimeout))
        try:
            made = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except TimeoutError as error:
            self.close()
            raise httpcore.ConnectTimeout(str(error)) from None
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise httpcore.ConnectError(f"its certificate is bad: {error.verify_message}") from None
        except OSError as error:
            self.close()
            raise httpcore.ConnectError(f"no secure connection: {_short(error)}") from None
        return Stream(self._wire.held(made), self._wire)

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object":
            return self._socket if isinstance(self._socket, ssl.SSLSocket) else None
        if info == "socket":
            return self._socket
        if info == "is_readable":
            return _is_readable(self._socket)
        return None


def _short(error: OSError) -> str:
    return str(getattr(error, "reason", "") or error.strerror or "the server ended it")[:80]


def _is_readable(made: socket.socket) -> bool:
    """Return whether a connection at rest has something to read: its end, or what nobody asked."""
    import select

    if made.fileno() < 0:
        return True
    asked = select.poll()
    asked.register(made, select.POLLIN)
    return bool(asked.poll(0))


class Pinned(httpx.BaseTransport):
    """What httpx sends its requests through: a pool of connections of our own making."""

    def __init__(self, wire: Wire, trusted: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted,
            http2=True,
            network_backend=wire,
            max_connections=64,
            max_keepalive_connections=16,
            keepalive_expiry=30,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


def client(
    wire: Wire, agent: str, limits: Limits, trusted: ssl.SSLContext | None = None
) -> httpx.Client:
    """Return a client without memory: no cookies, no credentials, no redirects of its own."""
    context = trusted or httpx.create_ssl_context()
    return httpx.Client(
        transport=Pinned(wire, context),
        headers={"User-Agent": agent, "Accept": _ACCEPTED},
        timeout=httpx.Timeout(limits.read, connect=limits.connect),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        follow_redirects=False,
        trust_env=False,
    )


_ACCEPTED = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, "
    "application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
