"""Where a Persian sentence names the agreement as its subject or frame: «بند سوم این توافق‌نامه», «در این سند»."""

from __future__ import annotations

from kg.extraction.elements import Element
from kg.extraction.wording import is_verb
from kg.extraction.words import Words

_LEADING = frozenset({"SIGN", "DASH", "ALSO", "AND", "OTHER", "HE", "QUOTE", "BUT", "TIME"})
_BETWEEN = frozenset({"THIS", "NUM", "OTHER", "AXES", "ADJ", "FROMP", "ONE", "DRAFT", "AND", "TERMS"})
_AFTER = frozenset({"COOP", "ADJ", "PART", "NUM"})
_FRAMES = frozenset({"IN", "BASIS", "WITH"})

_FINITE = frozenset({"THAT", "ACT", "BECOME", "DO", "IS", "RASID"})

_MOST = 8
"""Most elements of a name such as «بندهای ۳ و ۴ این یادداشت تفاهم»."""


def name_end(elements: list[Element], at: int, words: Words) -> int:
    """Return the index after the agreement named from ``at`` on («بند سوم این توافق‌نامه مشترک»), 0 if none is."""
    for n in range(at, min(at + _MOST, len(elements))):
        element = elements[n]
        if element.kind == "NOUN" or (element.kind == "COOP" and n > 0 and points(elements[n - 1])):
            return _modified(elements, n + 1, words)
        if element.kind not in _BETWEEN and words.provision.get(element.key) not in ("article", "modifier"):
            return 0
    return 0


def points(before: Element) -> bool:
    """Say whether «این» stands before a noun, by itself or in «در این», «بر اساس این»."""
    return before.kind == "THIS" or (before.kind == "BASIS" and before.value in ("this", "in-this"))


def _modified(elements: list[Element], end: int, words: Words) -> int:
    """Return the index after the noun's own modifiers («این تفاهم‌نامه همکاری مشترک», «قرارداد مذکور»)."""
    while end < len(elements) and _modifies(elements, end, words):
        end += 1
    return end


def _modifies(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether an element goes on with the name; «دو» does in «دو ساله», not in «دو کشور»."""
    counted = elements[at].kind == "ONE" and at + 1 < len(elements)
    key = elements[at + counted].key
    own = words.provision.get(key) in ("modifier", "article") or key.endswith(_OF_ARTICLES)
    month = elements[at].kind in ("GIVEN", "TIME", "WORD") and [e.kind for e in elements[at + 1 : at + 2]] == ["NUM"]
    return (
        (elements[at].kind in _AFTER and not counted)
        or own
        or (month and elements[at + 1].span.end - elements[at + 1].span.start in _YEAR)
    )


_YEAR = (2, 4)
"""Digits of the year behind a month («تفاهم‌نامه بهمن ۹۷»)."""

_OF_ARTICLES = "مادهای"
"""How a word ends that tells of how many articles an agreement is («نه‌ماده‌ای»)."""


def opening(elements: list[Element]) -> int:
    """Return the index at which a sentence's own words begin, after speech, source, place and day, and connectives."""
    said = (n + 1 for n, e in enumerate(elements) if e.kind in ("COLON", "SEMI") or _speaks(elements, n))
    start = max(said, default=0) or _led_in(elements)
    while start < len(elements) and (elements[start].kind in _LEADING or (start and elements[start].kind == "THAT")):
        start += 1
    return start


def _led_in(elements: list[Element]) -> int:
    """Return the index behind what leads into a sentence («به گزارش X، …», «در این مراسم، …», «تهران - X - …»)."""
    kinds = [element.kind for element in elements[:LEAD]]
    dash = next((n for n in (3, 2, 1) if kinds[n : n + 1] == ["DASH"] and kinds[0] in _DATELINE), None)
    comma = kinds.index("COMMA") if "COMMA" in kinds and kinds[:1] != ["NOUN"] else 0
    source = comma if _LEADS & set(kinds[:comma]) and not _OWN & set(kinds[:comma]) else 0
    return max(dash + 1 if dash else 0, source + 1 if source else 0)


LEAD = 14
"""Most elements of what leads into a sentence, its comma included."""

_DATELINE = frozenset({"PLACE", "CAPITAL", "STATE", "INST", "PROVINCE", "CITY"})
_LEADS = frozenset({"REPORT", "ACCORDING", "CEREMONY", "TIME", "ALSO"})
_OWN = frozenset({"NOUN", "ACT", "RASID", "AIM", "FOR", "THAT"})


def _speaks(elements: list[Element], at: int) -> bool:
    """Say whether a verb of speech stands at ``at`` before what is said («گفت …», «در بیانیه آمده است که …»)."""
    following = elements[at + 1].kind if at + 1 < len(elements) else ""
    told = elements[at].kind == "PROVIDED" and following == "THAT" and not any(e.kind == "NOUN" for e in elements[:at])
    return told or (elements[at].kind == "SAY" and following != "")


def named_first(elements: list[Element], words: Words) -> int:
    """Return the index after the agreement with which the sentence begins as subject or frame, 0 if with none."""
    start = opening(elements)
    if start and elements[start - 1].value == "after":
        return 0
    framed = start < len(elements) and elements[start].kind in _FRAMES
    return name_end(elements, start + framed, words)


def behind_relative(elements: list[Element], start: int, end: int) -> int:
    """Return where the words between go on behind the last «که» or verb («که دیروز امضا شد، …»), else ``start``."""
    verbs = (n for n in range(end - 1, start - 1, -1) if elements[n].kind in _FINITE or is_verb(elements[n].key))
    return next(verbs, start - 1) + 1


def wished(elements: list[Element], words: Words) -> bool:
    """Say whether the words before speak of a hope, a request or a claim, which is no provision."""
    return any(words.provision.get(e.key) == "wish" or e.kind in ("CLAIM", "IF") for e in elements)


def closes(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether words that close a list or name a goal begin at ``at`` («… اشاره کرد», «… عنوان شد», «… برشمرد»)."""
    follows = elements[at + 1].kind if at + 1 < len(elements) else "STOP"
    return words.provision.get(elements[at].key) == "close" and follows in ("DO", "BECOME", "STOP", "PART", "IS")
