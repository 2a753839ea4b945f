"""Topics of an aim: every topic's key words found in its text, scored so that the score can be explained.

The score of a topic is the number of letters of its key words found (longer words say more), each key word once; a
broader topic is left out where one of its own narrower topics scored.
"""

from __future__ import annotations

from functools import lru_cache

from kg.language import Folded, Matcher, fold, longest
from kg.lexicon import Lexicon, Topic

MOST = 3
"""Most topics given to one aim."""

_matchers: dict[str, Matcher[Topic]] = {}
_KEPT = 8


def _matcher(lexicon: Lexicon) -> Matcher[Topic]:
    if lexicon.version not in _matchers:
        if len(_matchers) >= _KEPT:
            _matchers.clear()
        pairs = [(word, topic) for topic in lexicon.topics for word in (*topic.keywords_fa, *topic.keywords_en)]
        _matchers[lexicon.version] = Matcher(pairs, suffixes=("ی", "ها", "های", "s"))
    return _matchers[lexicon.version]


def scores(text: str | Folded, lexicon: Lexicon) -> dict[str, dict[str, int]]:
    """Return topic slug → {key word: its points} for a text. A fold may be given instead of the text."""
    found: dict[str, dict[str, int]] = {}
    for match in longest(_matcher(lexicon).find(fold(text) if isinstance(text, str) else text)):
        for topic in match.payloads:
            found.setdefault(topic.slug, {})[match.key] = len(match.key)
    return found


@lru_cache(maxsize=_KEPT)
def _parents(lexicon: Lexicon) -> dict[str, str | None]:
    return {topic.slug: topic.parent for topic in lexicon.topics}


def topics_of(text: str | Folded, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the slugs of the best topics of a text, best first, at most ``MOST``; or of a text folded."""
    found = scores(text, lexicon)
    above = _parents(lexicon)
    broader = {above[slug] for slug in found}
    ranked = sorted((-sum(points.values()), slug) for slug, points in found.items() if slug not in broader)
    return tuple(slug for _, slug in ranked[:MOST])
