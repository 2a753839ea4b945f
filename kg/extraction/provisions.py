"""Provisions: clauses that say what follows from an agreement («بر اساس این تفاهم‌نامه، …», «مقرر شد …», «۱- …»)."""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.elements import Element
from kg.extraction.framing import name_end, named_first, wished
from kg.extraction.items import is_action, split, trimmed
from kg.extraction.objectives import LONGEST, Found
from kg.extraction.wording import is_verb
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

_MARKS = frozenset({"COMMA", "SEMI", "COLON", "DASH", "QUOTE", "STOP", "SIGN"})
_FINITE = frozenset({"DO", "BECOME", "ACT", "IS", "DECIDED"})
_LEADING = frozenset({"THAT", "COMMA", "COLON", "OTHER", "UNTIL", "DECIDED", "ALSO", "QUOTE", "MUST"})
_AFTER_THIS = frozenset({"BETWEEN", "WITH", "THAT", "FOR", "AIM", "ACT", "WORTH"})
_OF_ITS_NAME = _AFTER_THIS | {"FROMP", "IN", "INST", "STATE", "PLACE", "CAPITAL", "WORD"}
"""What goes on with an agreement's name: its clause begins only behind a comma or «باید»."""


FAR = 60
"""Within so many elements of its clause the fields of a cooperation are named, behind the list of partners."""


def obliged(elements: list[Element], words: Words) -> list[Found]:
    """Return the clauses that the sentence says the agreement provides."""
    for at, element in enumerate(elements):
        reader = _READERS.get(element.kind)
        found = reader(elements, at, words) if reader else []
        if found:
            return found
    return []


def _based(elements: list[Element], at: int, words: Words) -> list[Found]:
    start = basis_end(elements, at, words)
    if at == 0 and elements[at].value == "it" and not start:
        fields = _fields(elements, 1, _clause_end(elements, 1))
        inner = elements[fields.start : fields.end] if fields else []
        return [Found("objective", span, "fa.objective.basis") for span in split(inner, words)]
    stands = start and start < len(elements) and elements[start].kind != "RA"
    if stands and elements[start].kind == "DECIDED" and _meant(elements, start):
        return []
    return clause(elements, start, "fa.objective.basis", words) if stands else []


def _along(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«در راستای این تفاهم‌نامه X می‌شود»: what is done along the agreement."""
    pointed = at + 1 < len(elements) and elements[at + 1].kind == "THIS"
    return _based(elements, at, words) if pointed else []


def _signed(elements: list[Element], at: int, words: Words) -> list[Found]:
    led = elements[at].kind == "WITHSIGN" or (at > 0 and elements[at - 1].kind in ("IN", "WITH", "AND"))
    return _by_signing(elements, at, words) if led and at <= 14 else []


def _accorded(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«با توافق دو کشور، X می‌شود»: what the accord brings."""
    noun = at <= 2 and at + 1 < len(elements) and elements[at + 1].kind == "NOUN"
    return _by_signing(elements, at, words) if noun else []


def _staged(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«توافق‌نامه … و در گام نخست، X خواهد شد»: what its first stage brings."""
    told = elements[at].value == "stage" and any(e.kind == "NOUN" for e in elements[: at + 4])
    return clause(elements, at + 1, "fa.objective.stage", words) if told and not wished(elements[:at], words) else []


def _stated(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«این توافق تصریح می‌کند که …»; «در این سند آمده است: …»."""
    follows = elements[at + 1].kind if at + 1 < len(elements) else "STOP"
    direct = elements[at].kind == "PROVIDES" and follows not in ("STOP", "AND", "COMMA")
    named = any(e.kind == "NOUN" for e in elements[max(0, at - 5) : at]) or named_first(elements[:at], words) > 0
    if not (direct or follows in ("THAT", "COLON", "UNTIL")) or not named or wished(elements[:at], words):
        return []
    return clause(elements, at + 1, "fa.objective.provided", words)


def _decided(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«طرفین متعهد شدند که …»; «عراق به پرداخت … متعهد شد»: the clause behind, else the object before."""
    element = elements[at]
    promised = element.kind == "DECIDED" or element.value == "promise"
    told = any(e.kind in ("NOUN", "COOP", "PARTIES") or e.value in ("this", "it") for e in elements)
    told = told or (element.value in ("obliged", "agreed") and any(e.kind in ("STATE", "INST") for e in elements[:at]))
    if not promised or not told or wished(elements[:at], words):
        return []
    if _signing(elements, at) or _meant(elements, at):
        return []
    found = clause(elements, at + 1, "fa.objective.decided", words)
    if found or element.value not in ("obliged", "duty"):
        return found
    start = next((n for n in range(at - 1, max(-1, at - 25), -1) if elements[n].kind == "TO"), at)
    if start + 2 >= at or not (is_action(elements[start + 1], words) or elements[start + 1].kind == "WITHOUT"):
        return []
    return _span(elements[start + 1 : at], "fa.objective.decided")


def _signing(elements: list[Element], at: int) -> bool:
    """Say whether what is decided is to sign («قرار است با X تفاهم‌نامه‌ای امضا کند»): the agreement, not its aim."""
    begun = at
    for n in range(at + 1, len(elements)):
        if elements[n].kind in _FINITE or elements[n].kind == "RASID":
            kinds = {e.kind for e in elements[begun:n]}
            if "NOUN" in kinds and (elements[n].value.startswith("signing") or "BYSIGN" in kinds):
                return True
            begun = n
    return False


def _meant(elements: list[Element], at: int) -> bool:
    """Say whether what is decided is only referred to («آنچه را که تعهد کرده‌ایم انجام می‌دهیم»)."""
    return any(e.key in _WHATEVER for e in elements[max(0, at - REFERENCE) : at])


REFERENCE = 6
"""Within so many elements before «تعهد کرده‌ایم» stands «آنچه»."""

_WHATEVER = frozenset(map(skeleton_key, ("آنچه", "هرآنچه", "هر آنچه")))


def basis_end(elements: list[Element], at: int, words: Words) -> int:
    """Return where the clause begins after «بر اساس این تفاهم‌نامه، …» or «… که بر اساس آن …», 0 if it is neither."""
    if elements[at].value == "it":
        return at + 1 if any(element.kind == "NOUN" for element in elements[:at]) else 0
    near = range(at, min(at + 18, len(elements)))
    comma = next((n for n in near if elements[n].kind in ("COMMA", "MUST")), len(elements))
    end = name_end(elements, at + 1, words)
    noun = next((e for e in elements[at + 1 : end] if e.kind == "NOUN"), None)
    this = elements[at].value == "this" or any(e.kind == "THIS" for e in elements[at + 1 : end])
    named = noun is not None and (_agreed(noun) or (noun.value == "ref" and elements[end - 1] is not noun))
    if not end or not (this or named):
        return 0
    if end < len(elements) and elements[end].kind in (_AFTER_THIS if this else _OF_ITS_NAME):
        return comma + 1 if comma < len(elements) else 0
    return end


def _agreed(noun: Element) -> bool:
    """Say whether a noun names what was agreed; a statement is as often only the source of the news."""
    return (noun.extra[:1] == ("strong",) or noun.value in ("agreement", "memorandum")) and noun.value != "statement"


def told(elements: list[Element], words: Words) -> list[Found]:
    """«… تفاهم‌نامه … و از احداث … خبر داد»; «مهم‌ترین بخش تفاهم‌نامه را X برشمرد»."""
    found = []
    for at, element in enumerate(elements):
        noun = any(e.kind == "NOUN" for e in elements[:at])
        if element.kind == "TELL" and noun:
            start = next((n for n in range(at - 1, max(-1, at - 20), -1) if elements[n].kind == "FROMP"), at)
            if start + 1 < at and _of_its_own(elements[start + 1], words):
                found += _span(elements[start + 1 : at], "fa.objective.told")
        if element.kind == "MAINPART" and any(e.kind == "NOUN" for e in elements[at : at + 5]):
            mark = next((n for n in range(at, min(at + 9, len(elements))) if elements[n].kind == "RA"), None)
            end = next((n for n in range(at, len(elements)) if elements[n].kind in ("STOP", "SAY")), len(elements))
            if mark is not None and mark + 2 < end:
                found += _span(elements[mark + 1 : end - (elements[end - 1].kind == "WORD")], "fa.objective.told")
    return found


def _of_its_own(element: Element, words: Words) -> bool:
    """Say whether a word begins an action that is no act on an agreement («از لغو تفاهم‌نامه … خبر داد»)."""
    return element.kind != "NOMACT" and is_action(element, words)


def _span(elements: list[Element], rule: str) -> list[Found]:
    span = trimmed(elements)
    return [Found("objective", span, rule)] if span and 8 < span.end - span.start <= LONGEST else []


def _by_signing(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«با امضای این تفاهم‌نامه، …»: what the signing brings about, when no act follows."""
    noun = next((n for n in range(at, min(at + 5, len(elements))) if elements[n].kind == "NOUN"), None)
    if noun is None or any(e.kind in ("ACT", "SAY", "RASID", "TELL") for e in elements[noun:]):
        return []
    comma = next((n for n in range(noun, min(noun + 14, len(elements))) if elements[n].kind == "COMMA"), None)
    ends = [n for n in range(noun, min(noun + 24, len(elements))) if elements[n].kind == "COMMA"]
    listed = any(e.kind == "BETWEEN" for e in elements[noun : noun + 14])
    comma = ends[-1] if listed and ends else comma
    return clause(elements, comma + 1, "fa.objective.by-signing", words) if comma is not None else []


def clause(elements: list[Element], start: int, rule: str, words: Words) -> list[Found]:
    """Return the clauses from ``start`` on, each with its verb; a list before «باید» item by item."""
    start = _begun(elements, start, words)
    end = _clause_end(elements, start)
    if start >= end:
        return []
    fields = _fields(elements, start, end)
    if fields:
        return [Found("objective", span, rule) for span in split(elements[fields.start : fields.end], words)]
    promised = _promised(elements, start, end, words)
    if promised:
        return [Found("objective", span, rule) for span in split(promised, words)]
    decided = next((n for n in range(start, min(start + 14, end)) if elements[n].kind == "DECIDED"), None)
    if decided is not None and decided + 2 < end:
        return clause(elements, decided + 1, rule, words)
    must = next((n for n in range(start, end) if elements[n].kind == "MUST"), None)
    if must is not None and is_action(elements[start], words):
        items = split(elements[start:must], words)
        if len(items) > 1:
            return [Found("objective", span, rule) for span in items]
    found = []
    for piece in _parted(elements[start:end]):
        while piece and piece[-1].kind in _MARKS:
            piece.pop()
        span = Span(piece[0].span.start, piece[-1].span.end) if piece else Span(0, 0)
        if 12 <= span.end - span.start <= LONGEST and len(piece) > 2:
            found.append(Found("objective", span, rule))
    return found


def _begun(elements: list[Element], start: int, words: Words) -> int:
    """Return where the clause itself begins, behind connectives and «بر اساس این تفاهم‌نامه»."""
    while start < len(elements) and elements[start].kind in _LEADING:
        start += 1
    if start < len(elements) and elements[start].kind in ("BASIS", "IN"):
        return name_end(elements, start + 1, words) or start
    return start


def _fields(elements: list[Element], start: int, end: int) -> Span | None:
    """Return the elements of the fields in «دو طرف در زمینه‌های A و B [با یکدیگر] همکاری خواهند کرد»."""
    opens = (
        n for n in range(start, min(start + FAR, end)) if elements[n].kind == "AIM" and elements[n].value == "subject"
    )
    led = next(opens, end)
    works = next((n for n in range(led, end) if elements[n].kind == "COOP" and elements[n - 1].kind != "AIM"), end)
    if works + 3 < end or works + 1 >= end or elements[works + 1].kind not in ("DO", "WILL", "WORD"):
        return None
    other = next((n for n in range(led, works) if elements[n].kind == "WITH"), works)
    return Span(led + 1, other) if other > led + 1 else None


def _promised(elements: list[Element], start: int, end: int, words: Words) -> list[Element]:
    """Return what is promised in «طرفین متعهد به X و Y شدند», [] elsewhere."""
    near = range(start, min(start + PROMISE, end - 2))
    at = next((n for n in near if elements[n].key in _PROMISES and elements[n + 1].kind == "TO"), None)
    if at is None or not is_action(elements[at + 2], words):
        return []
    last = next((n for n in range(end - 1, at, -1) if elements[n].kind in ("BECOME", "IS")), end)
    return elements[at + 2 : last]


PROMISE = 14
"""Within so many elements of its clause stands «متعهد»."""

_PROMISES = frozenset({"متعهد", "ملزم", "مکلف"})


def _clause_end(elements: list[Element], start: int) -> int:
    """Return where the clause ends: at a mark, a verb of speech, «اما», or a «که» after its verb."""
    for at in range(start, len(elements)):
        kind = elements[at].kind
        if kind in ("STOP", "SAY") or (kind == "BUT" and at > start):
            return at
        if kind == "THAT" and elements[at - 1].kind in ("BECOME", "DO") and at > start:
            return at
    return len(elements)


def _parted(elements: list[Element]) -> list[list[Element]]:
    """Return the clauses that «و» or «؛» joins: each has its own verb («… تحویل می‌دهد و … دریافت می‌کند»)."""
    verbs = [n for n in range(len(elements)) if _finite(elements, n)]
    parts, begun = [], 0
    for at in verbs[:-1]:
        if at + 1 < len(elements) and elements[at + 1].kind in ("AND", "SEMI", "COMMA") and at > begun:
            parts.append(elements[begun : at + 1])
            begun = at + 2
    return [*parts, elements[begun:]]


def _finite(elements: list[Element], at: int) -> bool:
    element = elements[at]
    future = at > 0 and elements[at - 1].kind == "WILL"
    return future or element.kind in _FINITE or (element.kind == "WORD" and is_verb(element.key))


_READERS: dict[str, Callable[[list[Element], int, Words], list[Found]]] = {
    "BASIS": _based,
    "AIM": _along,
    "WITHSIGN": _signed,
    "SIGNN": _signed,
    "WITH": _accorded,
    "ALSO": _staged,
    "DECIDED": _decided,
    "SAY": _decided,
    "PROVIDES": _stated,
    "PROVIDED": _stated,
    "FOCUS": _stated,
}
"""What leads to a clause of the agreement, by its class."""
