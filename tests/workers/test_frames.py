"""Messages between processes arrive as they were sent, in whatever pieces."""

from __future__ import annotations

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.workers.frames import Incoming, Reader, packed, receive, send

HEADS = st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4)
MESSAGES = st.lists(st.tuples(HEADS, st.binary(max_size=60)), max_size=5)


@given(MESSAGES, st.lists(st.integers(1, 30), min_size=1))
def test_pieces_are_put_together(messages: list[tuple[dict[str, str], bytes]], sizes: list[int]) -> None:
    data = b"".join(packed(head, body) for head, body in messages)
    reader, found, offset = Reader(), [], 0
    while offset < len(data):
        size = sizes[offset % len(sizes)]
        found += reader.feed(data[offset : offset + size])
        offset += size
    assert found == messages


def test_a_connection_brings_large_messages_and_ends() -> None:
    ours, theirs = socket.socketpair()
    body = bytes(3_000_000)

    def say_all() -> None:
        with ours:
            send(ours, {"a": 1}, body)

    sending = threading.Thread(target=say_all)
    sending.start()
    with theirs:
        assert receive(theirs) == ({"a": 1}, body)
        assert receive(theirs) is None
    sending.join()


def test_what_is_no_message_is_noticed() -> None:
    with pytest.raises(StoreError, match="no answer"):
        Reader().feed(b"\xff" * 8)


def test_what_was_taken_back_is_passed_over() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for head in ({"number": 1}, {"number": 2}, {"back": 2}, {"number": 3}):
            send(ours, head)
        incoming = Incoming(theirs)
        assert [incoming.next() for _ in range(3)] == [({"number": 1}, b""), ({"back": 2}, b""), ({"number": 3}, b"")]
        send(ours, {"number": 4})
        assert incoming.next() == ({"number": 4}, b"")
        send(ours, {"back": 4})
        assert incoming.next() == ({"back": 4}, b"")
        ours.close()
        assert incoming.next() is None
