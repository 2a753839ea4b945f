"""The process of one worker: takes batches of tasks from a socket and gives each task's outcome back.

Its first argument is the socket's descriptor. Each task has so many seconds of computing time, counted by the
kernel: a process that takes more is ended in the middle of whatever it does. It ends when the other side is gone.
"""

from __future__ import annotations

import resource
import signal
import sys
from multiprocessing.connection import Connection

from kg.extraction import GrammarExtractor
from kg.ingestion.work import Task, read_task
from kg.lexicon import load_lexicon
from kg.settings import Settings


def serve(connection: Connection, settings: Settings) -> None:
    """Work until the other side closes the connection."""
    extractor = GrammarExtractor(load_lexicon(settings.lexicon_dirs))
    connection.send(None)
    while True:
        tasks: list[Task] = connection.recv()
        for task in tasks:
            signal.setitimer(signal.ITIMER_PROF, settings.article_seconds)
            outcome = read_task(task, extractor, settings)
            signal.setitimer(signal.ITIMER_PROF, 0)
            connection.send(outcome)


def main() -> None:
    """Serve on the descriptor that the command line names."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(int(sys.argv[1]))
    try:
        settings: Settings = connection.recv()
        _limit_memory(settings.article_memory)
        serve(connection, settings)
    except (EOFError, ConnectionError):
        return


def _limit_memory(size: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
