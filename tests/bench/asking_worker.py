"""One side of the measurement of asking, in a process of its own: answers lines of JSON on standard input by lines of JSON.

``asking_worker.py kg STORE``: each line ``{"question", "params", "limit"}`` is asked by ``run_query`` and, with the text that this gave
the engine, of pyoxigraph directly (first, if the line brings it as ``"text"``; the time of a text search counts for both); ``{"label", "of"}`` is looked up and ``{"search"}`` searched for.
``asking_worker.py rdflib FILE``: N-Quads are read into rdflib's memory; each line ``{"text", "seconds"}`` is asked, and given up after
so many seconds by the clock. Times are CPU seconds of the process, which others on the machine do not lengthen; on an idle machine with the
store in its caches the clock tells the same.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

GIVEN_UP = "given up"
RDFLIB_BYTES = 14 << 30
"""Address space that rdflib may take, so that a join without end does not take the machine along."""

Line = Mapping[str, Any]


class Ours:
    """The store as ``kg`` asks it, beside the engine asked directly."""

    def __init__(self, place: str) -> None:
        from kg.store import open_store

        opened: Any = open_store(Path(place))
        self.store = opened
        self.engine = self.store.backing
        self.heard = ""
        self.store.query = self._hearing(self.store.query)
        self.searched = 0.0
        self.store.find_texts = self._timing(self.store.find_texts)

    def _hearing(self, query: Callable[..., Any]) -> Callable[..., Any]:
        """Note which text the engine is asked last."""

        def heard(text: str, *given: Any, **named: Any) -> Any:
            self.heard = text
            return query(text, *given, **named)

        return heard

    def _timing(self, find: Callable[..., Any]) -> Callable[..., Any]:
        """Note how long the text index takes: the engine has none, so a question that searches needs it on both sides."""

        def timed(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            found = find(*given, **named)
            self.searched += time.process_time() - began
            return found

        return timed

    def __call__(self, line: Line) -> Line:
        """Answer one line."""
        if "label" in line:
            return self._label(line)
        return self._search(line["search"]) if "search" in line else self._question(line)

    def _question(self, line: Line) -> Line:
        from kg.query import check, find_card, run_query, with_limit

        card = find_card(line["question"])
        card = replace(card, query=check(with_limit(card.query, line["limit"])[0]))
        # What comes second finds the quads in the caches; so each comes first in turn.
        before = self._direct(line["text"]) if line.get("text") else None
        self.searched = 0.0
        began = time.process_time()
        found = run_query(self.store, card, line["params"])
        ours = time.process_time() - began
        direct, rows = before or self._direct(self.heard)
        return {
            "ours": ours,
            "direct": direct + self.searched,
            "rows": len(found.rows),
            "same": rows >= len(found.rows),
            "text": self.heard,
        }

    def _direct(self, text: str) -> tuple[float, int]:
        began = time.process_time()
        found = self.engine.query(text)
        # An answer is its terms: a row that nobody reads is none.
        rows = 1 if isinstance(found, bool) or not hasattr(found, "__iter__") else len([tuple(row) for row in found])
        del found  # what the engine held for the answer is let go of within the time, as in ours
        return time.process_time() - began, rows

    def _label(self, line: Line) -> Line:
        from kg.query import resolve

        began = time.process_time()
        resolve(self.store, line["label"], line["of"])
        return {"ours": time.process_time() - began}

    def _search(self, words: str) -> Line:
        from kg.textindex import read_search

        began = time.process_time()
        found = self.store.find_texts(read_search(words), (), 20)
        return {"ours": time.process_time() - began, "rows": -1 if found is None else len(found)}


class Late(BaseException):
    """The time of a question is over; no ``except Exception`` of a peer holds it up."""


class Rdflib:
    """The same quads in rdflib's memory; a question that takes too long is given up."""

    def __init__(self, place: str) -> None:
        import rdflib

        resource.setrlimit(resource.RLIMIT_AS, (RDFLIB_BYTES, RDFLIB_BYTES))
        self.dataset = rdflib.Dataset()
        self.dataset.parse(place, format="nquads")
        self._asking = False
        signal.signal(signal.SIGALRM, self._late)

    def _late(self, *_: object) -> None:
        """Give the question up; an alarm after its end is none."""
        if self._asking:
            raise Late

    def __call__(self, line: Line) -> Line:
        """Answer one line."""
        signal.setitimer(signal.ITIMER_REAL, line["seconds"], 1.0)  # again each second: one may come at a bad moment
        began = time.process_time()
        try:
            return {"rows": self._rows(line["text"]), "seconds": time.process_time() - began}
        except (Late, MemoryError):
            return {GIVEN_UP: True}
        except Exception as error:  # noqa: BLE001 - what a peer cannot answer is told in the table
            return {GIVEN_UP: True, "why": f"{type(error).__name__}: {error}"[:200]}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _rows(self, text: str) -> int:
        self._asking = True
        try:
            return len(list(self.dataset.query(text)))
        finally:
            self._asking = False


def main() -> None:
    """Answer lines until there are no more."""
    sides: dict[str, Callable[[str], Callable[[Line], Line]]] = {"kg": Ours, "rdflib": Rdflib}
    answer = sides[sys.argv[1]](sys.argv[2])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
