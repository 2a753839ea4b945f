"""Questions that lie ready at busy processes, behind the one that each works on: it waits for no word between them."""

from __future__ import annotations

from collections import deque

from kg.workers.member import Member
from kg.workers.questions import Question

AHEAD = 4
"""How many questions may lie ready at a process: it goes on while this one waits for a core."""


class Ready:
    """What lies where, and who may be sent one more: a process whose present question has only begun."""

    def __init__(self) -> None:
        self._lying: dict[Member, deque[Question]] = {}
        self._open: dict[Member, None] = {}

    def __len__(self) -> int:
        return sum(map(len, self._lying.values()))

    def all(self) -> list[Question]:
        """Return all that lies ready."""
        return [question for lying in self._lying.values() for question in lying]

    def holds(self, question: Question) -> bool:
        """Say whether a question lies ready at its process."""
        return question.member is not None and question in self._lying.get(question.member, ())

    def open(self, member: Member) -> None:
        """Let questions be sent ahead to a process that has begun with one."""
        if len(self._lying.get(member, ())) < AHEAD:
            self._open[member] = None

    def close(self, member: Member) -> None:
        """Let no more be sent ahead to a process."""
        self._open.pop(member, None)

    def room(self) -> Member | None:
        """Return the process where the least lies of those that may be sent more, None where there is none."""
        return min(self._open, key=lambda member: len(self._lying.get(member, ())), default=None)

    def add(self, member: Member, question: Question) -> None:
        """Note that a question was sent ahead."""
        lying = self._lying.setdefault(member, deque())
        lying.append(question)
        if len(lying) >= AHEAD:
            self.close(member)

    def next(self, member: Member) -> Question | None:
        """Return what a process goes on with, which lies there no longer; None where nothing does."""
        lying = self._lying.get(member)
        return lying.popleft() if lying else None

    def take(self, member: Member) -> list[Question]:
        """Return all that lies at a process, which lies there no longer; nothing more is sent ahead to it."""
        self.close(member)
        return list(self._lying.pop(member, ()))
