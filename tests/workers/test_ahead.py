"""One more question lies ready at a busy process, as long as questions are quick; what turns out slow keeps none behind it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable

import pytest
from test_pool import failure_of, in_pool, settled

from kg.settings import Serving
from kg.workers import Failure, Limits, Pool, Reply

TWO = Serving(processes=2, waiting=1000, waiting_seconds=30)
ONE = Serving(processes=1, waiting=1000, waiting_seconds=30)


def greet(pool: Pool, name: str) -> asyncio.Future[Reply]:
    return pool.submit("greet", {"name": name}, Limits())


async def quickly(pool: Pool) -> None:
    """Ask so many quick questions that questions count as quick."""
    for _ in range(100):
        await greet(pool, "x")


async def lying(pool: Pool, first: Awaitable[Reply], then: Awaitable[Reply]) -> None:
    """Make sure that one question lies ready behind the others."""
    assert pool.state()["free"] == 0
    assert pool.state()["waiting"] == 1
    assert not asyncio.ensure_future(first).done()
    assert not asyncio.ensure_future(then).done()


@pytest.mark.parametrize("serving", [ONE, TWO], ids=["one process", "two"])
def test_every_question_gets_its_own_answer(serving: Serving) -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        answers = [greet(pool, str(number)) for number in range(500)]
        told = [reply.body.decode() for reply in await asyncio.gather(*answers)]
        assert told == [f"سلام {number}" for number in range(500)]
        await settled(pool)

    in_pool(test, serving)


def test_what_lies_behind_a_long_question_goes_to_another_process() -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        long = pool.submit("sleep", {"seconds": 1.5}, Limits())
        short = pool.submit("sleep", {"seconds": 0.015}, Limits())
        behind = greet(pool, "x")
        await lying(pool, long, behind)
        await asyncio.wait([short, behind])
        assert not long.done()
        await long
        await settled(pool)

    in_pool(test, TWO)


def test_what_lies_behind_a_question_without_an_end_is_answered() -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        endless = pool.submit("sleep", {"seconds": 60}, Limits(seconds=0.02))
        behind = greet(pool, "y")
        await lying(pool, endless, behind)
        assert await failure_of(endless) == "seconds"
        assert (await behind).body == "سلام y".encode()
        await settled(pool)

    in_pool(test, ONE)


@pytest.mark.parametrize("kind", ["crash", "abort", "raise"])
def test_what_lies_behind_a_fault_is_answered(kind: str) -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        bad = pool.submit(kind, {}, Limits())
        behind = greet(pool, "z")
        await lying(pool, bad, behind)
        assert await failure_of(bad) in ("broken", "memory", "fault")
        assert (await behind).body == "سلام z".encode()
        await settled(pool)

    in_pool(test, ONE)


def test_a_question_given_up_while_it_lies_ready_ends_no_process() -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        before = (await pool.submit("sleep", {"seconds": 0}, Limits())).body
        first = pool.submit("sleep", {"seconds": 0.3}, Limits())
        behind = pool.submit("sleep", {"seconds": 60}, Limits())
        await lying(pool, first, behind)
        behind.cancel()
        assert (await first).body == before
        assert (await asyncio.wait_for(greet(pool, "x"), 5)).status == 201
        assert (await pool.submit("sleep", {"seconds": 0}, Limits())).body == before

    in_pool(test, ONE)


def test_a_question_that_had_to_yield_gives_back_what_lies_behind_it() -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        hard = pool.submit("spin", {"seconds": 0.5}, Limits())
        behind = pool.submit("niceness", {}, Limits())
        await lying(pool, hard, behind)
        assert (await hard).body == b"15"
        assert (await behind).body == b"0"
        await settled(pool)

    in_pool(test, ONE)


def test_nothing_lies_behind_another_where_questions_take_long() -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        await pool.submit("sleep", {"seconds": 0.2}, Limits())
        first = pool.submit("sleep", {"seconds": 0.02}, Limits())
        assert pool._ready.room() is not None
        second = greet(pool, "x")
        assert pool._ready.all() == []
        await asyncio.gather(first, second)

    in_pool(test, ONE)


def test_what_waited_for_a_clients_share_goes_on_when_it_is_freed() -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        long = pool.submit("sleep", {"seconds": 1.0}, Limits(), client="b")
        short = pool.submit("sleep", {"seconds": 0.01}, Limits(), client="c")
        lying = pool.submit("greet", {"name": "x"}, Limits(), client="a")
        waiting = pool.submit("greet", {"name": "y"}, Limits(), client="a")
        await short
        lying.cancel()
        assert (await waiting).body == "سلام y".encode()
        assert not long.done()
        await long

    in_pool(test, TWO)


def test_who_cannot_be_told_harms_no_other() -> None:
    async def test(pool: Pool) -> None:
        def fail(_: object) -> None:
            raise LookupError

        await quickly(pool)
        for _ in range(3):
            pool.ask("greet", '{"name": "x"}', Limits(), fail)
        before = (await pool.submit("sleep", {"seconds": 0}, Limits())).body
        assert (await pool.submit("sleep", {"seconds": 0}, Limits())).body == before
        await settled(pool)

    in_pool(test, ONE)


def test_a_question_whose_process_was_killed_is_asked_anew_and_nobody_gets_anothers_answer() -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        pid = int((await pool.submit("sleep", {"seconds": 0}, Limits())).body)
        spinning = pool.submit("spin", {"seconds": 0.15}, Limits())
        await asyncio.sleep(0.06)
        os.kill(pid, signal.SIGKILL)
        answers = [greet(pool, str(number)) for number in range(200)]
        told = [reply.body.decode() for reply in await asyncio.gather(*answers)]
        assert told == [f"سلام {number}" for number in range(200)]
        await asyncio.gather(spinning, return_exceptions=True)
        await settled(pool)

    in_pool(test, ONE)


def test_an_answer_too_large_for_its_process_is_nobodys_else() -> None:
    async def test(pool: Pool) -> None:
        await quickly(pool)
        large = pool.submit("echo", {}, Limits(memory=0), body=bytes(300 << 20))
        behind = [greet(pool, str(number)) for number in range(4)]
        outcome, *told = await asyncio.gather(large, *behind, return_exceptions=True)
        assert isinstance(outcome, Failure) or len(outcome.body) == 300 << 20
        assert [reply.body.decode() for reply in told] == [f"سلام {number}" for number in range(4)]
        await settled(pool)

    in_pool(test, ONE)
