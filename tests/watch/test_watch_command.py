"""``kg watch`` as a process: its lines, its end by a signal at any moment, and kill -9."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from feed_kit import feed, item, page, text
from servers import Answer

from kg.cli import run
from kg.identity import RUNS, STATE
from kg.store import open_store
from kg.web.pacing import Pace

ROOT = Path(__file__).parents[2]
PAGES, FULL = 1, 6
MOMENTS = [
    "/robots.txt",
    "/news/0",
    *(round(moment, 2) for moment in random.Random(7).sample([0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0], 3)),
]


STARTED: list[subprocess.Popen[str]] = []


@pytest.fixture(autouse=True)
def _ended_after_all() -> Iterator[None]:
    yield
    for process in STARTED:
        process.kill()
        process.communicate()
    STARTED.clear()


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "watch", *arguments, "--store", "kg-store", "--allow-private"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    STARTED.append(subprocess.Popen(command, cwd=folder, env=env, stdout=pipe, stderr=pipe, text=True))
    return STARTED[-1]


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    STARTED.remove(process)
    assert "Traceback" not in err
    return process.returncode, out, err


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Take what there is in this process, with little rest between requests; return the status and standard error."""
    resting = Pace.rest
    monkeypatch.setattr(Pace, "rest", lambda pace, host, seconds: resting(pace, host, seconds / 20))

    def call(folder: Path, sources: list[str]) -> tuple[int, str]:
        monkeypatch.chdir(folder)
        capfd.readouterr()
        status = run(["watch", *sources, "--once", "--store", "kg-store", "--allow-private"])
        return status, capfd.readouterr().err

    return call


def prepare(folder: Path, site) -> list[str]:
    """Lay out a feed (a page to fetch, six whole articles) and a folder with a text; return the sources."""
    items = [item(number, site.url) for number in range(PAGES)]
    items += [item(number, site.url, full=True) for number in range(PAGES, PAGES + FULL)]
    site.answers["/feed"] = feed(*items, ETag='"1"')
    for number in range(PAGES):
        site.answers[f"/news/{number}"] = page(number)
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(text(40), "utf-8")
    return [f"{site.url}/feed", "news"]


def facts(folder: Path) -> list[str]:
    with open_store(folder / "kg-store") as store:
        own = {store.base_iri + RUNS, store.base_iri + STATE}
        return sorted(str(quad) for quad in store.quads() if getattr(quad.graph_name, "value", "") not in own)


def at(site, moment: str | float, act) -> None:
    """Act when the site is asked for a path, or after so many seconds."""
    if isinstance(moment, float):
        threading.Timer(moment, act).start()
        return
    usual = site.answers.get(moment, Answer(status=404))

    def answer(asked) -> Answer:
        site.answers[moment] = usual
        act()
        return usual(asked) if callable(usual) else usual

    site.answers[moment] = answer


def test_once_takes_what_is_there_and_ends(tmp_path, site):
    sources = prepare(tmp_path, site)
    status, out, err = ended(start(tmp_path, *sources, "--once", "--json"))
    assert (status, err) == (0, "")
    (line,) = [json.loads(line) for line in out.splitlines()]
    assert (line["added"], line["replaced"], line["waiting"], line["skipped"], line["gone"]) == (
        PAGES + FULL + 1,
        0,
        0,
        [],
        [],
    )
    status, out, err = ended(start(tmp_path, *sources, "--once"))
    assert (status, err) == (0, "")
    assert " 0 added, 0 replaced, 0 unchanged, 0 skipped\n" in out


def test_rounds_go_on_until_a_signal(tmp_path, site):
    sources = prepare(tmp_path, site)
    process = start(tmp_path, *sources, "--every", "1s", "--json")
    assert process.stdout
    assert json.loads(process.stdout.readline())["added"] == PAGES + FULL + 1
    (tmp_path / "news" / "b.txt").write_text(text(41), "utf-8")
    added = 0
    for line in process.stdout:
        added += json.loads(line)["added"]
        if added:
            break
    process.send_signal(signal.SIGTERM)
    status, _, err = ended(process)
    assert (status, added) == (0, 1)
    assert err.startswith("kg: stopped; ")


@pytest.mark.parametrize(
    ("moment", "number"),
    [("/robots.txt", signal.SIGINT), ("/feed", signal.SIGTERM), ("/news/0", signal.SIGINT), ("ingesting", signal.SIGINT),
     ("ingesting", signal.SIGTERM)],
)  # fmt: skip
def test_a_signal_at_any_moment_ends_it_cleanly(tmp_path, site, once, moment, number):
    sources = prepare(tmp_path, site)
    if moment == "ingesting":
        with (tmp_path / "news" / "many.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps({"id": str(one), "text": text(one)}) + "\n" for one in range(3000))
    process = start(tmp_path, *sources)
    if moment == "ingesting":
        while not list((tmp_path / "kg-store").glob("quads/*.log")) and process.poll() is None:
            time.sleep(0.02)
        time.sleep(1)
        process.send_signal(number)
    else:
        at(site, moment, lambda: process.send_signal(number))
    status, _, err = ended(process)
    assert (status, err.splitlines()[-1][:12]) == (0, "kg: stopped;")
    (tmp_path / "news" / "many.jsonl").unlink(missing_ok=True)
    assert once(tmp_path, sources) == (0, "")
    with open_store(tmp_path / "kg-store") as store:
        assert len([quad for quad in store.quads() if "pendingArticle" in str(quad.predicate)]) == 0


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_kill_9_the_next_start_comes_to_the_same_facts(tmp_path, site, once, moment):
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    sources = prepare(tmp_path / "whole", site)
    (tmp_path / "killed" / "news").symlink_to(tmp_path / "whole" / "news")
    assert once(tmp_path / "whole", sources)[0] == 0
    process = start(tmp_path / "killed", *sources, "--every", "1s")
    at(site, moment, process.kill)
    assert ended(process)[0] == -signal.SIGKILL
    assert once(tmp_path / "killed", sources) == (0, "")
    assert facts(tmp_path / "killed") == facts(tmp_path / "whole")


def test_once_tells_by_its_status_that_something_is_lacking(tmp_path, monkeypatch, capfd, site):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(text(1), "utf-8")
    assert run(["watch", "news", "--once"]) == 0
    assert run(["watch", "news", f"{site.url}/feed", "--once"]) == 1
    out, err = capfd.readouterr()
    assert f"not to be had: {site.url}/feed" in out
    assert "(FORBIDDEN_ADDRESS)" in err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["no-such-folder", "--once"], "no-such-folder"),
        (["news", "--every", "soon"], "'soon'"),
        (["news", "--every", "0s"], "'0s'"),
        (["news", "--every", "8d"], "'8d'"),
        (["news", "--once", "--contact", "خبر"], "contact"),
        (["news", "--once", "--store", "full"], "other files"),
        ([], "FEED|FOLDER"),
    ],
)
def test_wrong_use_is_one_line(tmp_path, monkeypatch, capfd, arguments, word):
    monkeypatch.chdir(tmp_path)
    for name in ("news", "full"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text(1), "utf-8")
    assert run(["watch", *arguments]) == 2
    out, err = capfd.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert word in err


def test_a_store_that_fails_later_is_tried_again(tmp_path, monkeypatch, capfd):
    from kg.cli import watch
    from kg.errors import StoreError
    from kg.stopping import Stop
    from kg.watch import Round

    class Failing:
        def __init__(self) -> None:
            self.rounds = 0

        def has_more(self) -> bool:
            return False

        def round(self, *, fresh: bool) -> Round:
            self.rounds += 1
            if self.rounds in {2, 3}:
                raise StoreError("no space is left")
            return Round(added=self.rounds)

    clock, waits = [0.0], []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds
        if len(waits) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch.time, "sleep", sleep)
    monkeypatch.setattr(watch.time, "monotonic", lambda: clock[0])
    with pytest.raises(KeyboardInterrupt):
        watch._go_on(Failing(), Stop(), 60, once=False, as_json=False)
    assert waits == [60, 120, 240, 60]
    assert [" 1 added" in line or " 4 added" in line for line in capfd.readouterr().out.splitlines()] == [True, True]
