"""Which of the supported languages a text is written in, when nobody has said."""

from __future__ import annotations

import re
from collections import Counter

SUPPORTED = ("en", "fa")

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_SCRIPT = re.compile("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_PERSIAN_LETTERS = re.compile("[پچژگیک]")
_URDU_LETTERS = re.compile("[ےہٹڈںڑ]")

# Frequent function words, chosen so that the sets do not overlap.
_FUNCTION_WORDS = {
    "fa": frozenset("از به که این را است با شد برای در آن یک بر کرد شده می".split()),
    "ar": frozenset("في من على إلى التي الذي هذا هذه عن مع أن كان بين وقد".split()),
    "ur": frozenset("کے کی میں ہے اور نے سے کو ہیں پر یہ".split()),
    "en": frozenset("the of and to in for with on by that from was has is will".split()),
}
_LATIN_SHARE = 0.05


def detect_language(text: str) -> str | None:
    """Return ``fa`` or ``en``, or None when the text is neither or too little to tell.

    Looks at the first 20,000 characters: the script first, then which language's function words occur most.
    """
    sample = text[:_SAMPLE]
    words = list(map(str.lower, _WORD.findall(sample)))
    if not words:
        return None
    counts = Counter(words)
    scores = {name: sum(counts[word] for word in known) for name, known in _FUNCTION_WORDS.items()}
    arabic = sum(count for word, count in counts.items() if _ARABIC_SCRIPT.search(word))
    if arabic * 2 >= len(words):
        return _arabic_script(sample, scores)
    return "en" if scores["en"] >= max(1, len(words) * _LATIN_SHARE) else None


def _arabic_script(sample: str, scores: dict[str, int]) -> str | None:
    if scores["ur"] > scores["fa"] or scores["ar"] > scores["fa"]:
        return None
    looks_persian = _PERSIAN_LETTERS.search(sample) and not _URDU_LETTERS.search(sample)
    return "fa" if scores["fa"] or looks_persian else None
