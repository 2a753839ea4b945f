"""hazm's part of the reading benchmark: normalise, split into sentences, split into words.

Reads a JSON list of texts on standard input, prints the CPU seconds of one pass after a warm one, and the peak memory.
Runs in an environment of its own, for hazm pins old packages.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from hazm import Normalizer, SentenceTokenizer, WordTokenizer


def main() -> None:
    texts = json.load(sys.stdin)
    normalizer, sentences, words = Normalizer(), SentenceTokenizer(), WordTokenizer()

    def one_pass() -> None:
        for text in texts:
            for sentence in sentences.tokenize(normalizer.normalize(text)):
                words.tokenize(sentence)

    one_pass()
    start = time.process_time()
    one_pass()
    spent = time.process_time() - start
    print(json.dumps({"seconds": spent, "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if __name__ == "__main__":
    main()
