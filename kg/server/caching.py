"""Answers kept as long as the store does not change, for those who ask the same again."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b

from kg.workers import Reply

_ENTRY = 1_000
"""Bytes that an entry takes beside its body: tag, headers, objects."""


def tag_of(kind: str, told: str) -> str:
    """Return the entity tag of an answer; told: the fields of the question as JSON, the store's version among them.

    The same question to the same state of the store has the same.
    """
    return f'"{blake2b(f"{kind} {told}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()}"'


def matches(header: str, tag: str) -> bool:
    """Say whether the header If-None-Match names a tag (weakly compared, RFC 9110 13.1.2).

    ``*`` names none: whether there is an answer at all is not known before the question is asked.
    """
    return tag in {one.strip().removeprefix("W/") for one in header[:4000].split(",")}


class Cache:
    """The answers asked for last, up to a number of bytes."""

    def __init__(self, size: int) -> None:
        self._size, self._held = size, 0
        self._replies: OrderedDict[str, Reply] = OrderedDict()

    def get(self, tag: str) -> Reply | None:
        """Return the answer with this tag, None when it is not kept."""
        reply = self._replies.get(tag)
        if reply is not None:
            self._replies.move_to_end(tag)
        return reply

    def put(self, tag: str, reply: Reply) -> None:
        """Keep an answer; those not asked for longest make room. One that takes an eighth of the room is not kept."""
        size = len(reply.body) + _ENTRY
        if size * 8 > self._size or tag in self._replies:
            return
        self._replies[tag] = reply
        self._held += size
        while self._held > self._size:
            _, gone = self._replies.popitem(last=False)
            self._held -= len(gone.body) + _ENTRY
