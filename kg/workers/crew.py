"""The worker processes themselves: how they are started, come back to their work, are lost and are replaced."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from kg.errors import StoreError
from kg.workers.member import Heard, Member
from kg.workers.starting import Nursery

_AGAIN = 1.0
"""Seconds until a process is tried again that could not be started."""
_BACK_SECONDS = 2.0
"""How long a process that has answered may take to give back what lay ready behind that."""


class Crew:
    """A fixed number of processes. make, values: as for ``Pool``.

    heard is told each answer, idle of a process that may be asked, gone of one that is no more and is replaced.
    """

    def __init__(
        self,
        make: str,
        values: tuple[Any, ...],
        heard: Heard,
        idle: Callable[[Member], None],
        gone: Callable[[Member], None],
    ) -> None:
        self._make, self._values = make, values
        self._heard, self._idle, self._gone = heard, idle, gone
        self._nursery = self._fresh_nursery()
        self._renewing = asyncio.Lock()
        self._members: dict[int, Member] = {}
        self._free: deque[Member] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, member: Member) -> bool:
        return member.pid in self._members and not (member.ending or member.is_gone)

    @property
    def free(self) -> int:
        """Return how many processes wait for a question."""
        return sum(member in self for member in self._free)

    def put_free(self, member: Member, *, first: bool = False) -> None:
        """Let a process wait for a question."""
        if first:
            self._free.appendleft(member)
        else:
            self._free.append(member)

    def take_free(self) -> Member | None:
        """Return a process that waits for a question, which waits no longer; None where there is none."""
        while self._free:
            member = self._free.popleft()
            if member in self:
                return member
        return None

    async def start(self, size: int) -> None:
        """Start all processes. Raises StoreError when none can be started."""
        await self._nursery.start()
        await asyncio.gather(*(self._add() for _ in range(size)))

    async def _add(self) -> None:
        try:
            pid, connection = await (await self._living_nursery()).fork()
            member = await Member.join(pid, connection, self._heard, self._lost)
        except (StoreError, OSError):  # OSError: no more descriptors, for a moment
            if not self._closed:
                asyncio.get_running_loop().call_later(_AGAIN, lambda: self._later(self._add()))
            return
        self._members[pid] = member
        await member.ready.wait()
        self._idle(member)

    def _fresh_nursery(self) -> Nursery:
        return Nursery(self._make, self._values, self._ended)

    async def _living_nursery(self) -> Nursery:
        """Return the nursery, a fresh one where it died. Raises StoreError when none can be started."""
        async with self._renewing:
            if self._nursery.is_gone and not self._closed:
                self._nursery = self._fresh_nursery()
                await self._nursery.start()
            return self._nursery

    def rest(self, member: Member, *, renew: bool) -> None:
        """Tell of a process as idle once it gave back what lay ready; renew: and got a thread that does not yield."""
        self._later(self._rested(member, renew=renew))

    async def _rested(self, member: Member, *, renew: bool) -> None:
        try:
            async with asyncio.timeout(_BACK_SECONDS):
                await member.ready.wait()
        except TimeoutError:
            member.end("broken")
        if renew and member in self:
            member.renew()
            await member.ready.wait()
        self._idle(member)

    def _ended(self, pid: int, status: int) -> None:
        """Hear from the nursery how a process ended."""
        member = self._members.get(pid)
        if member is not None:
            member.status = status
            self.replace(member)

    def _lost(self, member: Member) -> None:
        """Wait a moment for word of how the process ended whose connection is gone, unless it was ended from here."""
        member.is_gone = True
        if member.ending:
            self.replace(member)
        elif not self._closed:
            asyncio.get_running_loop().call_later(1.0, self.replace, member)

    def replace(self, member: Member) -> None:
        """Tell of a process that is gone, or was ended, once, and start another: it may take its time to be gone."""
        if self._members.pop(member.pid, None) is None:
            return
        member.is_gone = True
        if member.status is None and not member.ending:  # nobody told how it ended: it may not have
            member.kill()
        member.close()
        self._gone(member)
        if not self._closed:
            self._later(self._add())

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """End all processes."""
        self._closed = True
        for member in self._members.values():
            member.end("ending")
            member.close()
        self._members.clear()
        for task in list(self._tasks):
            task.cancel()
        self._nursery.close()
