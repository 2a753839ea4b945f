"""Worker processes answer, are ended by the clock, for memory or at a wish, and others take their place."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kg.settings import Serving
from kg.workers import Failure, Limits, Pool, Reply

MAKE = "worker_kit:make"
FEW = Serving(processes=4, slow_seconds=0.2, waiting=3, waiting_seconds=0.3)


@asynccontextmanager
async def pool_of(serving: Serving = FEW) -> AsyncIterator[Pool]:
    pool = Pool(MAKE, ("سلام",), serving)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


def in_pool(test: Callable[[Pool], Awaitable[None]], serving: Serving = FEW) -> None:
    async def run() -> None:
        async with pool_of(serving) as pool:
            await test(pool)

    asyncio.run(run())


async def failure_of(answer: Awaitable[Reply]) -> str:
    with pytest.raises(Failure) as caught:
        await answer
    return caught.value.code


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        await asyncio.sleep(0.05)
    raise AssertionError


async def settled(pool: Pool) -> None:
    """Wait until all processes are there and free again."""
    for _ in range(400):
        state = pool.state()
        if state["free"] == pool.size and not state["slow"]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(pool.state())


def test_an_answer_comes_back_whole() -> None:
    async def test(pool: Pool) -> None:
        reply = await pool.submit("greet", {"name": "نیرو"}, Limits())
        assert reply == Reply("سلام نیرو".encode(), "text/plain", 201, (("X-Name", "یک"),))
        large = bytes(range(256)) * 30_000
        assert (await pool.submit("echo", {}, Limits(), body=large)).body == large

    in_pool(test)


def test_limits_reach_the_one_who_answers() -> None:
    async def test(pool: Pool) -> None:
        reply = await pool.submit("limits", {}, Limits(rows=7, size=8))
        assert reply.body == b'{"seconds": 30.0, "memory": 1000000000, "rows": 7, "size": 8}'

    in_pool(test)


@pytest.mark.parametrize(
    ("kind", "limits", "code"),
    [
        ("sleep", Limits(seconds=0.4), "seconds"),
        ("spin", Limits(seconds=0.4), "seconds"),
        ("eat", Limits(memory=100_000_000), "memory"),
        ("eat slowly", Limits(memory=60_000_000), "memory"),
        ("abort", Limits(), "memory"),
        ("crash", Limits(), "broken"),
        ("raise", Limits(), "fault"),
    ],
)
def test_what_goes_wrong_has_a_name_and_harms_nobody(kind: str, limits: Limits, code: str) -> None:
    async def test(pool: Pool) -> None:
        answers = [pool.submit(kind, {"seconds": 30}, limits) for _ in range(2)]
        assert [await failure_of(answer) for answer in answers] == [code, code]
        assert (await pool.submit("greet", {"name": "x"}, Limits())).status == 201
        await settled(pool)

    in_pool(test)


def test_a_fault_is_told_to_the_log_with_its_place() -> None:
    async def test(pool: Pool) -> None:
        with pytest.raises(Failure, match=r"LookupError: nothing there \(_raise:"):
            await pool.submit("raise", {}, Limits())

    in_pool(test)


def test_the_process_of_a_question_that_is_given_up_is_ended() -> None:
    async def test(pool: Pool) -> None:
        answer = pool.submit("sleep", {"seconds": 30}, Limits())
        await asyncio.sleep(0.1)
        answer.cancel()
        await settled(pool)

    in_pool(test)


def test_another_process_comes_before_an_ended_one_is_gone() -> None:
    async def test(pool: Pool) -> None:
        answer = pool.submit("sleep", {"seconds": 30}, Limits())
        await asyncio.sleep(0.1)
        answer.cancel()
        await asyncio.sleep(0)
        assert pool.state()["processes"] == pool.size - 1
        await settled(pool)

    in_pool(test)


def test_what_a_process_starts_with_holds_nobody_up() -> None:
    async def test(pool: Pool) -> None:
        assert (await pool.submit("born", {}, Limits())).body == b"15"
        assert (await pool.submit("niceness", {}, Limits())).body == b"0"

    in_pool(test)


def test_slow_questions_yield_and_hold_at_most_half_of_the_processes() -> None:
    async def test(pool: Pool) -> None:
        slow = [pool.submit("spin", {"seconds": 3.0}, Limits()) for _ in range(3)]
        await until(lambda: pool.state()["slow"] == 2)
        assert (await pool.submit("niceness", {}, Limits())).body == b"0"
        outcomes = await asyncio.gather(*slow, return_exceptions=True)
        assert sorted(str(one.body if isinstance(one, Reply) else one) for one in outcomes) == [
            "b'15'",
            "b'15'",
            "slow",
        ]
        await settled(pool)
        fresh = [pool.submit("niceness", {}, Limits()) for _ in range(4)]
        assert {(await answer).body for answer in fresh} == {b"0"}

    in_pool(test)


def test_one_client_holds_few_slow_questions() -> None:
    async def test(pool: Pool) -> None:
        one = [pool.submit("spin", {"seconds": 1.5}, Limits(), client="one") for _ in range(2)]
        other = pool.submit("spin", {"seconds": 1.5}, Limits(), client="other")
        outcomes = await asyncio.gather(*one, other, return_exceptions=True)
        assert [str(outcome) for outcome in outcomes if isinstance(outcome, Failure)] == ["slow"]
        assert isinstance(outcomes[-1], Reply)

    in_pool(test, Serving(processes=4, slow_seconds=0.2, client_slow=1))


def test_a_question_that_only_waits_is_not_slow() -> None:
    async def test(pool: Pool) -> None:
        waiting = [pool.submit("sleep", {"seconds": 1.0}, Limits()) for _ in range(4)]
        assert all(isinstance(one, Reply) for one in await asyncio.gather(*waiting))

    in_pool(test)


def test_one_client_leaves_processes_for_others() -> None:
    async def test(pool: Pool) -> None:
        flood = [pool.submit("sleep", {"seconds": 0.4}, Limits(), client="one") for _ in range(8)]
        other = pool.submit("greet", {"name": "x"}, Limits(), client="other")
        await asyncio.wait([other, *flood], return_when=asyncio.FIRST_COMPLETED)
        assert other.done()
        assert not any(one.done() for one in flood)
        assert all(isinstance(one, Reply) for one in await asyncio.gather(*flood))

    in_pool(test, Serving(processes=4, waiting=40, waiting_seconds=30))


def test_one_client_may_not_fill_the_queue() -> None:
    async def test(pool: Pool) -> None:
        flood = [pool.submit("sleep", {"seconds": 0.2}, Limits(), client="one") for _ in range(12)]
        with pytest.raises(Failure, match="busy"):
            pool.submit("sleep", {"seconds": 0.2}, Limits(), client="one")
        assert (await pool.submit("greet", {"name": "x"}, Limits(), client="other")).status == 201
        await asyncio.gather(*flood)

    in_pool(test, Serving(processes=4, waiting=40, waiting_seconds=30))


def test_who_waits_too_long_or_behind_too_many_is_told_to_come_back() -> None:
    async def test(pool: Pool) -> None:
        held = [pool.submit("sleep", {"seconds": 0.15}, Limits()) for _ in range(4)]
        held += [pool.submit("sleep", {"seconds": 0.15}, Limits()) for _ in range(3)]
        with pytest.raises(Failure, match="busy"):
            pool.submit("greet", {"name": "x"}, Limits())
        assert all(isinstance(one, Reply) for one in await asyncio.gather(*held))
        late = [pool.submit("sleep", {"seconds": 2.0}, Limits(seconds=1.0)) for _ in range(4)]
        assert await failure_of(pool.submit("greet", {"name": "x"}, Limits())) == "busy"
        await asyncio.gather(*late, return_exceptions=True)

    in_pool(test, Serving(processes=4, slow_seconds=5, waiting=3, waiting_seconds=0.5))


def test_processes_that_are_killed_are_replaced() -> None:
    async def test(pool: Pool) -> None:
        pids = {int((await pool.submit("sleep", {"seconds": 0}, Limits())).body) for _ in range(12)}
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        await settled(pool)
        again = {int((await pool.submit("sleep", {"seconds": 0}, Limits())).body) for _ in range(12)}
        assert not pids & again

    in_pool(test)


def test_the_process_that_starts_others_may_die_too() -> None:
    async def test(pool: Pool) -> None:
        pid = int((await pool.submit("sleep", {"seconds": 0}, Limits())).body)
        os.kill(parent_of(pid), signal.SIGKILL)
        for _ in range(200):
            await asyncio.sleep(0.1)
            try:
                reply = await pool.submit("sleep", {"seconds": 0}, Limits())
            except Failure:
                continue
            if parent_of(int(reply.body)) != parent_of(os.getpid()) and not is_there(pid):
                break
        await settled(pool)

    in_pool(test)


def test_nothing_stays_when_the_owner_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pids"
    code = f"import sys; sys.path[:] = {sys.path!r}; from test_pool import be_killed; be_killed({str(told)!r})"
    owner = subprocess.Popen([sys.executable, "-c", code])
    try:
        while not told.exists():
            assert owner.poll() is None
            time.sleep(0.05)
        pids = [int(pid) for pid in told.read_text().split()]
        assert all(map(is_there, pids))
    finally:
        owner.kill()
        owner.wait()
    for _ in range(200):
        if not any(map(is_there, pids)):
            return
        time.sleep(0.05)
    raise AssertionError([pid for pid in pids if is_there(pid)])


def be_killed(told: str) -> None:
    """Start a pool with one process at work, tell all its process ids, and wait to be killed."""

    async def run() -> None:
        async with pool_of() as pool:
            pid = int((await pool.submit("sleep", {"seconds": 0}, Limits())).body)
            busy = pool.submit("sleep", {"seconds": 60}, Limits(seconds=60))
            path = Path(told)
            path.with_suffix(".new").write_text(f"{pid} {parent_of(pid)}")
            path.with_suffix(".new").rename(path)
            await busy

    asyncio.run(run())


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[1])


def is_there(pid: int) -> bool:
    """Say whether a process lives; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
