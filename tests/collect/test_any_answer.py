"""Whatever a server may send: it is read without a crash, or refused."""

from __future__ import annotations

import contextlib

import pytest
from faulty_server import Desk, Server, feed, reply, told
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.collect import links
from broadsheet.collect.addresses import RefusedError, address, is_public
from broadsheet.collect.forms import form
from broadsheet.collect.storing import folder_name, name

PIECES = ["<a href='", "<item>", "<link>", "http://", "//", "[", "]", "%", "@", ":", "\\", "é", " "]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
BASE = "https://ellery.example/news/"


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_an_address_or_refused(text: str) -> None:
    with contextlib.suppress(RefusedError):
        plain = address(text, BASE)
        assert plain.startswith(("http://", "https://"))
        assert plain.isascii()
        assert address(plain) == plain
        assert set(name(plain) + folder_name(plain)) <= set(
            "abcdefghijklmnopqrstuvwxyz0123456789-."
        )
    is_public(text)


@given(st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("utf-8", "ignore"))))
@settings(max_examples=150, deadline=None)
def test_any_bytes_have_a_form_and_perhaps_links(data: bytes) -> None:
    form(data, "")
    for url in (*links.entries(data, BASE, 5), *links.articles(data, BASE, "", 5)):
        assert url.startswith("http")
    links.feed_of(data, BASE)


def test_one_source_that_cannot_be_read_does_not_stop_the_others(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(*given: object) -> tuple[str, ...]:
        raise ValueError("odd")

    monkeypatch.setattr(links, "entries", odd)
    server.routes["/a.xml"] = reply(feed("/x"))
    server.routes["/b.xml"] = reply(feed("/y"))
    desk.follows(
        "sources:\n  - {url: 'http://ellery.example/a.xml', follow: true}\n"
        "  - http://ellery.example/b.xml\n"
    )
    assert "could not be read (ValueError)" in told(desk.collect())[0]
    assert len(desk.seeds()) == 1
