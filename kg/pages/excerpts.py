"""What stands around a quote in its sentence, on one line and shortened."""

from __future__ import annotations

from kg.language import Sentences, Span

CONTEXT = 90
"""Characters of the sentence shown on either side of a quote."""


def tail(text: str) -> str:
    """Return the end of a text, after an ellipsis where it is long."""
    line = " ".join(text.split()) + (" " if text[-1:].isspace() else "")
    cut = line[-CONTEXT:]
    return line if len(line) <= CONTEXT else "… " + cut.partition(" ")[2]


def head(text: str) -> str:
    """Return the beginning of a text, before an ellipsis where it is long."""
    line = (" " if text[:1].isspace() else "") + " ".join(text.split())
    cut = line[:CONTEXT]
    return line if len(line) <= CONTEXT else cut.rpartition(" ")[0] + " …"


def around(sentences: Sentences, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a stretch of a text in its sentence, shortened."""
    text, sentence = sentences.text, sentences.at(start) or Span(start, end)
    return tail(text[min(sentence.start, start) : start]), head(text[end : max(sentence.end, end)])
