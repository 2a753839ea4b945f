"""Worker processes give what one process gives, in the order of the input; one that is lost takes one article with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.articles import Article, Skip
from kg.extraction import GrammarExtractor
from kg.ingestion import Alone, Crew
from kg.ingestion.crew import AHEAD_TASKS, Outcome
from kg.ingestion.process import Process
from kg.ingestion.work import Read, Task
from kg.lexicon import load_lexicon
from kg.settings import Settings

TEXT = "وزارت نیرو و دانشگاه تهران تفاهم‌نامه همکاری امضا کردند. هدف آن آموزش {} است."
HARD = Article("دبیر " * 200_000, id="hard", language="fa", source="hard.txt")
"""A title of a million characters: no limit of characters forbids it, and reading it takes long."""


def news(number: int) -> Article:
    return Article(TEXT.format(number), id=f"n{number}", language="fa", source=f"{number}.txt")


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    """Give a crew to tests that read to the end what they give it."""
    crew = Crew(2, Settings())
    yield crew
    crew.close()


def outcomes(crew: Crew, *articles: Article) -> list[Outcome]:
    return [outcome for _, outcome in crew.read((None, Task(article)) for article in articles)]


def test_a_crew_reads_what_one_process_reads_in_the_same_order(crew: Crew) -> None:
    tasks = [(number, Task(news(number)) if number % 3 else None) for number in range(50)]
    alone = Alone(GrammarExtractor(load_lexicon()), Settings())
    assert list(crew.read(tasks)) == list(alone.read(tasks))


def test_workers_run_no_module_of_the_folder_they_are_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("csv", "json", "kg", "socket"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nraise SystemExit(3)\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    crew = Crew(1, Settings())
    try:
        assert all(isinstance(one, Read) for one in outcomes(crew, news(1)))
    finally:
        crew.close()
    assert not (tmp_path / "ran").exists()


def test_lines_are_sorted_and_tell_of_the_report(crew: Crew) -> None:
    (read,) = outcomes(crew, news(1))
    assert isinstance(read, Read)
    assert read.reports == 1
    assert b"ontology#Report>" in read.lines


def test_an_article_that_takes_too_long_is_a_skip_and_the_others_are_read() -> None:
    crew = Crew(1, replace(Settings(), article_seconds=4.0))
    try:
        found = outcomes(crew, news(1), HARD, news(2), news(3))
    finally:
        crew.close()
    assert [one.code if isinstance(one, Skip) else "read" for one in found] == ["read", "TIMED_OUT", "read", "read"]
    assert isinstance(found[1], Skip)
    assert (found[1].source, "4 seconds" in found[1].reason) == ("hard.txt", True)


def test_a_worker_that_dies_takes_one_article_with_it() -> None:
    worker = Process(Settings())
    answers = worker.read([Task(news(1)), Task(HARD), Task(news(2))])
    try:
        assert isinstance(next(answers), Read)
        assert worker._running is not None
        os.kill(worker._running.pid, signal.SIGSEGV)
        lost, last = answers
        assert isinstance(lost, Skip)
        assert (lost.code, lost.source) == ("CRASHED", "hard.txt")
        assert isinstance(last, Read)
    finally:
        worker.close()


def test_an_article_that_takes_too_much_memory_is_a_skip() -> None:
    crew = Crew(1, replace(Settings(), article_memory=600_000_000))
    try:
        big = Article("وزارت نیرو اعلام کرد. " * 5_000_000, id="big", language="fa", source="big.txt")
        found = outcomes(crew, big, news(1))
    finally:
        crew.close()
    assert isinstance(found[0], Skip)
    assert found[0].code in {"TOO_LARGE", "CRASHED"}
    assert isinstance(found[1], Read)


def test_the_input_is_read_only_so_far_ahead() -> None:
    crew = Crew(2, Settings())
    taken = 0

    def tasks() -> Iterator[tuple[int, Task]]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield number, Task(news(number))

    try:
        assert next(crew.read(tasks()))[0] == 0
    finally:
        crew.close()
    assert taken <= 2 * AHEAD_TASKS + 1


def test_a_crew_that_is_closed_in_the_middle_leaves_no_process() -> None:
    crew = Crew(2, Settings())
    next(crew.read((number, Task(news(number))) for number in range(100)))
    running = [worker._running for worker in crew._workers]
    crew.close()
    assert all(process is None or process.returncode is not None for process in running)


def test_in_a_hurry_only_what_is_read_is_given() -> None:
    for readers in (Crew(1, Settings()), Alone(GrammarExtractor(load_lexicon()), Settings())):
        hurried: list[bool] = []
        tasks = ((number, Task(news(number))) for number in range(60))
        answers = readers.read(tasks, lambda seen=hurried: bool(seen))
        first = next(answers)
        hurried.append(True)
        rest = list(answers)
        readers.close()
        numbers = [number for number, _ in (first, *rest)]
        assert numbers == list(range(len(numbers)))
        assert all(isinstance(outcome, Read) for _, outcome in (first, *rest))
        assert len(numbers) < 60 or isinstance(readers, Alone)
