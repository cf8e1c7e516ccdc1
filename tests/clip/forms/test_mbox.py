"""Mailboxes: message after message, in all dialects, in constant memory."""

from __future__ import annotations

import itertools
import tracemalloc
from collections.abc import Iterator

from broadsheet.clip.forms.mbox import is_mbox, records
from broadsheet.clip.forms.nouns import Record
from broadsheet.clip.forms.streams import Held
from broadsheet.errors import Problem

BOX = Record("seeds/box.mbox", b"")
ONE = b"From: a <a@b.example>\nSubject: One\n\nFirst.\n"
MARK = b"From a@b.example Tue Jul 29 07:00:00 2025\n"


def found(data: bytes) -> list[Record | Problem]:
    return list(records(Held(data), BOX))


def bodies(data: bytes) -> list[bytes]:
    return [one.data for one in found(data) if isinstance(one, Record)]


def test_each_message_is_a_record_named_by_its_number() -> None:
    seeds = [one.seed for one in found(MARK + ONE + b"\n" + MARK + ONE) if isinstance(one, Record)]
    assert seeds == ["seeds/box.mbox/message-1", "seeds/box.mbox/message-2"]


def test_a_message_begins_with_its_own_headers() -> None:
    assert bodies(MARK + ONE)[0].startswith(b"From: a <a@b.example>")


def test_quoted_from_lines_lose_one_mark() -> None:
    text = MARK + ONE + b"\n>From here on.\n>>From there.\n"
    assert bodies(text)[0].endswith(b"\nFrom here on.\n>From there.\n")


def test_a_line_of_text_that_begins_with_from_ends_no_message() -> None:
    text = MARK + ONE + b"\nFrom all of us, a good week.\nAnd more.\n"
    assert len(bodies(text)) == 1


def test_windows_line_ends_are_read() -> None:
    assert len(bodies((MARK + ONE + b"\n" + MARK + ONE).replace(b"\n", b"\r\n"))) == 2


def test_a_message_larger_than_a_document_may_be_is_a_problem_and_the_next_is_read() -> None:
    large = MARK + ONE + b"x" * 99 + b"\n"
    line = b"y" * 1023 + b"\n"
    first, second = found(large + line * 21_000 + b"\n" + MARK + ONE)
    assert isinstance(first, Problem)
    assert first.path == "seeds/box.mbox/message-1"
    assert isinstance(second, Record)


def test_a_file_without_a_message_is_a_problem() -> None:
    assert [str(one).split(" (")[0] for one in found(b"no mail at all\n")] == [
        "seeds/box.mbox: holds no message"
    ]


def test_mailboxes_are_known_by_their_bytes() -> None:
    assert is_mbox(MARK + ONE, "seeds/anything")
    assert is_mbox(b"From - \nX-Mozilla-Status: 0001\n", "seeds/box.mbox")
    assert not is_mbox(ONE, "seeds/box.mbox")
    assert not is_mbox(b"From the desk of the editor\nTitle: a letter\n", "seeds/a.txt")


class Endless:
    """A mailbox of that many messages that exists only as it is read."""

    def __init__(self, messages: int) -> None:
        self._pieces: Iterator[bytes] = itertools.repeat(
            MARK + ONE + b"z" * 9000 + b"\n\n", messages
        )

    def read(self, size: int = -1, /) -> bytes:
        return next(self._pieces, b"")


def test_a_large_mailbox_is_read_in_constant_memory() -> None:
    tracemalloc.start()
    count = sum(1 for _ in records(Endless(3000), BOX))  # 27 MB
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3000
    assert peak < 3_000_000
