"""One side of the reading benchmark, in a process of its own: ``reading_worker.py kg`` or ``reading_worker.py hazm``.

Reads ``{"warm": [text …], "timed": [text …]}`` from standard input, goes through the warm texts once, then prints the CPU
seconds of the timed ones, which it has not seen before, and the peak memory in kilobytes. hazm normalises, splits into
sentences and splits into words; it runs in an environment of its own, for it pins old packages.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable

Read = Callable[[str], object]


def ours() -> Read:
    """Return the extractor over one text; kg is imported here, for the environment of the peer has none."""
    from kg.articles import Article
    from kg.extraction import GrammarExtractor
    from kg.lexicon import load_lexicon

    extractor = GrammarExtractor(load_lexicon())
    return lambda text: extractor.extract(Article(text, language="fa"))


def hazm() -> Read:
    """Return hazm's normaliser and tokenisers over one text."""
    from hazm import Normalizer, SentenceTokenizer, WordTokenizer

    normalizer, sentences, words = Normalizer(), SentenceTokenizer(), WordTokenizer()
    return lambda text: [words.tokenize(one) for one in sentences.tokenize(normalizer.normalize(text))]


def main() -> None:
    """Read the warm texts, then time the others."""
    read, given = {"kg": ours, "hazm": hazm}[sys.argv[1]](), json.load(sys.stdin)
    for text in given["warm"]:
        read(text)
    start = time.process_time()
    for text in given["timed"]:
        read(text)
    spent = time.process_time() - start
    print(json.dumps({"seconds": spent, "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if __name__ == "__main__":
    main()
