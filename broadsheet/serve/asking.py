"""Who asks for drafts, and how they are answered: this machine alone, while others are served."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from starlette.responses import Response
from starlette.types import Scope

from broadsheet.errors import BroadsheetError
from broadsheet.serve.bulletin import Bulletin
from broadsheet.serve.door import is_loopback
from broadsheet.serve.pages import with_reload
from broadsheet.serve.proofs import Proofs

_HEADERS = {"X-Robots-Tag": "noindex"}


def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "proofs")


@dataclass(slots=True)
class Asking:
    """Answers of what drafts would bring; printed by a thread of its own, one after the other."""

    proofs: Proofs
    bulletin: Bulletin
    _seen: str = ""  # the build after which inputs were last read
    _thread: ThreadPoolExecutor = field(default_factory=_thread)

    async def page(self, scope: Scope, address: str) -> Response | None:
        """Return the answer for an address where nothing is published; None: nothing would be."""
        if not address.endswith("/") or not is_here(scope):
            return None
        return await self._answer(lambda: self.proofs.page(address))

    async def listing(self, scope: Scope) -> Response | None:
        """Return the list of drafts; None for whoever may not see it."""
        return await self._answer(self.proofs.listing) if is_here(scope) else None

    async def _answer(self, ask: Callable[[], bytes | None]) -> Response | None:
        loop = asyncio.get_running_loop()
        try:
            html, build = await loop.run_in_executor(self._thread, self._asked, ask)
        except BroadsheetError as error:
            return Response(f"{error.problem}\n", 500, _HEADERS, "text/plain")
        if html is None:
            return None
        return Response(with_reload(html, build=build), 200, _HEADERS, "text/html")

    def _asked(self, ask: Callable[[], bytes | None]) -> tuple[bytes | None, str]:
        """Return a page as it is after the last build, and which build that is."""
        build = self.bulletin.build
        if build != self._seen:
            self.proofs.forget()
            self._seen = build
        return ask(), build


def is_here(scope: Scope) -> bool:
    """Return whether whoever asks sits at this machine."""
    client = scope.get("client")
    return client is not None and is_loopback(client[0])
