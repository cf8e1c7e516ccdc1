"""From saving an article to its new page over HTTP, with the servers that follow edits."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.builds import Tell
from bench.edits import Shelf

ASK = 0.005  # seconds between two requests for the page
PAUSE = 0.5  # seconds between a page and the next save, at the least
PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Waits:
    """How long one press's server took from save to page, in seconds, save by save."""

    articles: int
    press: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def late(self) -> float:
        """Return the 95th percentile."""
        if len(self.seconds) < 2:
            return self.seconds[0]
        return quantiles(self.seconds, n=20, method="inclusive")[-1]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, and the port it listens on."""

    shelf: Shelf
    port: int

    def page(self, id: str) -> bytes:
        """Return the page of an article as it is served now; nothing where it is not served."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request("GET", f"/{id}/")
            answer = line.getresponse()
            return answer.read() if answer.status == 200 else b""
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            line.close()

    def wait(self, id: str, words: str, ask: float) -> float:
        """Wait until the page of an article holds the words, and return for how long, in seconds.

        Raises TimeoutError.
        """
        start = time.perf_counter()
        while words.encode() not in self.page(id):
            if time.perf_counter() - start > PATIENCE:
                raise TimeoutError(f"{self.shelf.press.name} never served {words!r} at /{id}/")
            time.sleep(ask)
        return time.perf_counter() - start


def waits(shelves: Sequence[Shelf], saves: int, tell: Tell) -> Iterator[Waits]:
    """Yield how long each server takes, all of them running, asked in turn save by save."""
    with ExitStack() as stack:
        servers = [stack.enter_context(_server(shelf, _free_port())) for shelf in shelves]
        found: list[list[float]] = [[] for _ in servers]
        for save in range(saves):
            for server, seconds in zip(servers, found, strict=True):
                seconds.append(_saved(server, save))
                tell(f"save {save + 1}, {server.shelf.press.name}: {seconds[-1] * 1000:.0f} ms")
                time.sleep(max(PAUSE, seconds[-1]))
    for server, seconds in zip(servers, found, strict=True):
        yield Waits(len(server.shelf.ids), server.shelf.press.name, tuple(seconds))


def _saved(server: Server, save: int) -> float:
    """Add a sentence to an article, and return the seconds until its page has it."""
    shelf = server.shelf
    id = shelf.ids[(len(shelf.ids) // 2 + save) % len(shelf.ids)]
    file, words = shelf.press.article_file(shelf.folder, id), f"Saved for the {save}th time."
    text = f"{file.read_text('utf-8').rstrip()}\n\n{words}\n"
    file.write_text(text, "utf-8")
    return server.wait(id, words, ASK)


@contextmanager
def _server(shelf: Shelf, port: int) -> Iterator[Server]:
    command = shelf.press.serve(shelf.folder, port)
    if command is None:
        raise ValueError(f"{shelf.press.name} is not compared as a server")
    log = Path(f"{shelf.folder}.log")
    with (
        log.open("wb") as said,
        subprocess.Popen(command, cwd=shelf.folder, stdout=said, stderr=said) as process,
    ):
        try:
            server = Server(shelf, port)
            server.wait(shelf.ids[-1], "</html>", 0.2)
            time.sleep(2 * PAUSE)  # what is left to do after the first page
            yield server
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
