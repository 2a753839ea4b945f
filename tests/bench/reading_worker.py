"""Our part of the reading benchmark: the extractor over a JSON list of texts on standard input.

Prints the CPU seconds of one pass after a warm one, and the peak memory in kilobytes.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from kg.articles import Article
from kg.extraction import GrammarExtractor
from kg.lexicon import load_lexicon


def main() -> None:
    """Read the texts twice and time the second pass."""
    articles = [Article(text, language="fa") for text in json.load(sys.stdin)]
    extractor = GrammarExtractor(load_lexicon())

    def one_pass() -> None:
        for article in articles:
            extractor.extract(article)

    one_pass()
    start = time.process_time()
    one_pass()
    spent = time.process_time() - start
    print(json.dumps({"seconds": spent, "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if __name__ == "__main__":
    main()
