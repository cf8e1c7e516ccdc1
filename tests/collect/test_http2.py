"""HTTP/2 is spoken where a server offers it."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from faulty_server import Desk, Server, feed
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived
from running import demand


class Modern:
    """A server that speaks HTTP/2 and nothing else; it counts connections and requests."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.connections = 0
        self.asked: list[str] = []
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = self._listening.accept()
                self.connections += 1
                threading.Thread(target=self._speak, args=(plain,), daemon=True).start()

    def _speak(self, plain: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            self._context.wrap_socket(plain, server_side=True) as made,
        ):
            spoken = H2Connection(H2Configuration(client_side=False))
            spoken.initiate_connection()
            made.sendall(spoken.data_to_send())
            while data := made.recv(65_536):
                for event in spoken.receive_data(data):
                    if isinstance(event, RequestReceived):
                        self._answer(spoken, event)
                made.sendall(spoken.data_to_send())

    def _answer(self, spoken: H2Connection, event: RequestReceived) -> None:
        said = {str(k, "ascii"): str(v, "ascii") for k, v in event.headers or ()}
        self.asked.append(said[":authority"] + said[":path"])
        is_feed = said[":path"].endswith(".xml")
        status = [(":status", "200" if is_feed else "404"), ("content-type", "text/xml")]
        spoken.send_headers(event.stream_id, status)
        spoken.send_data(event.stream_id, feed().encode(), end_stream=True)


@pytest.fixture
def modern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Modern, Path]]:
    demand(shutil.which("openssl"), "openssl")
    folder = tmp_path_factory.mktemp("h2")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=ellery.example", "-addext", "subjectAltName=DNS:ellery.example"]
    files = ["-keyout", str(key), "-out", str(cert)]
    subprocess.run(["openssl", "req", "-x509", *made, *named, *files], check=True, stderr=-3)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    context.set_alpn_protocols(["h2"])
    server = Modern(context)
    yield server, cert
    server.close()


def test_one_connection_carries_all_requests_to_a_host(
    desk: Desk, server: Server, modern: tuple[Modern, Path]
) -> None:
    desk.names.secure, cert = modern  # type: ignore[assignment]
    desk.trusted = ssl.create_default_context(cafile=str(cert))
    desk.follows("sources:\n  - https://ellery.example/a.xml\n  - https://ellery.example/b.xml\n")
    assert not desk.collect().problems
    assert modern[0].connections == 1
    assert [one.removeprefix("ellery.example") for one in modern[0].asked] == [
        "/robots.txt",
        "/a.xml",
        "/b.xml",
    ]
    assert len(desk.seeds()) == 1  # the same bytes, once
