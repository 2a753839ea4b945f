"""Provisions: clauses that say what follows from an agreement («بر اساس این تفاهم‌نامه، …», «مقرر شد …», «۱- …»)."""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.clauses import as_whole, clause, clause_end, fields_of
from kg.extraction.elements import Element
from kg.extraction.framing import name_end, named_first, wished
from kg.extraction.items import is_action, split
from kg.extraction.objectives import Found
from kg.extraction.words import Words

_FINITE = frozenset({"DO", "BECOME", "ACT", "IS", "DECIDED"})
_AFTER_THIS = frozenset({"BETWEEN", "WITH", "THAT", "FOR", "AIM", "ACT", "WORTH"})
_OF_ITS_NAME = _AFTER_THIS | {"FROMP", "IN", "INST", "STATE", "PLACE", "CAPITAL", "WORD"}
"""What goes on with an agreement's name: its clause begins only behind a comma or «باید»."""


def obliged(elements: list[Element], words: Words) -> list[Found]:
    """Return the clauses that the sentence says the agreement provides."""
    for at, element in enumerate(elements):
        reader = _READERS.get(element.kind)
        found = reader(elements, at, words) if reader else []
        if found:
            return found
    return []


def _based(elements: list[Element], at: int, words: Words) -> list[Found]:
    start = 0 if wished(elements[max(0, at - 1) : at], words) else basis_end(elements, at, words)
    if at == 0 and elements[at].value == "it" and not start:
        fields = fields_of(elements, 1, clause_end(elements, 1))
        inner = elements[fields.start : fields.end] if fields else []
        return [Found("objective", span, "fa.objective.basis") for span in split(inner, words)]
    stands = start and start < len(elements) and elements[start].kind != "RA"
    if stands and elements[start].kind == "DECIDED" and _meant(elements, start, words):
        return []
    return (_owed(elements, start, words) or clause(elements, start, "fa.objective.basis", words)) if stands else []


def _owed(elements: list[Element], start: int, words: Words) -> list[Found]:
    """«طرفین به X و Y متعهد شدند»: what the parties are bound to, item by item."""
    led = [e.kind for e in elements[start : start + 2]] == ["PARTIES", "TO"]
    if not led or start + 3 >= len(elements) or not is_action(elements[start + 2], words):
        return []
    ahead = range(start + 3, len(elements))
    end = next((n for n in ahead if elements[n].kind in _FINITE | {"SAY", "THAT"}), start)
    if elements[end].kind != "DECIDED":
        return []
    return [Found("objective", span, "fa.objective.basis") for span in split(elements[start + 2 : end], words)]


def _during(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«طی تفاهم‌نامه‌ای که میان X و Y امضا شد، …»: what is done under the agreement."""
    noun = elements[at].key == _UNDER and [e.kind for e in elements[at + 1 : at + 2]] == ["NOUN"]
    return _based(elements, at, words) if noun else []


_UNDER = "طی"


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
    if _signing(elements, at) or _happening(elements, at, words) or _meant(elements, at, words):
        return []
    more = [e.kind for e in elements[at + 1 : at + 2]] == ["AND"]
    found = [] if more else clause(elements, at + 1, "fa.objective.decided", words)
    if found or element.value not in ("obliged", "duty"):
        return found
    start = next((n for n in range(at - 1, max(-1, at - 25), -1) if elements[n].kind == "TO"), at)
    if start + 2 >= at or not (is_action(elements[start + 1], words) or elements[start + 1].kind == "WITHOUT"):
        return []
    return as_whole(elements[start + 1 : at], "fa.objective.decided", words)


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


def _happening(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether what is decided becomes of the agreement itself («توافق … قرار است جمعه امضا شود»)."""
    if not any(e.kind == "NOUN" for e in elements[:at]):
        return False
    end = next((n for n in range(at + 1, len(elements)) if elements[n].kind in _FINITE), at)
    passive = elements[end].kind == "ACT" and elements[end].value.split(":")[1] == "passive"
    told = elements[end].kind == "BECOME" and elements[end - 1].key in words.sets["made known"]
    return passive or told


def _meant(elements: list[Element], at: int, words: Words) -> bool:
    """Say whether what is decided is only referred to («آنچه را که تعهد کرده‌ایم انجام می‌دهیم»)."""
    return any(e.key in words.sets["whatever"] for e in elements[max(0, at - REFERENCE) : at])


REFERENCE = 6
"""Within so many elements before «تعهد کرده‌ایم» stands «آنچه»."""


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
        if element.kind == "TELL" and any(e.kind == "NOUN" for e in elements[:at]):
            start = next((n for n in range(at - 1, max(-1, at - 20), -1) if elements[n].kind == "FROMP"), at)
            if start + 1 < at and _of_its_own(elements[start + 1], words):
                found += as_whole(elements[start + 1 : at], "fa.objective.told", words)
        if element.kind == "MAINPART" and any(e.kind == "NOUN" for e in elements[at : at + 5]):
            mark = next((n for n in range(at, min(at + 9, len(elements))) if elements[n].kind == "RA"), None)
            end = next((n for n in range(at, len(elements)) if elements[n].kind in ("STOP", "SAY")), len(elements))
            if mark is not None and mark + 2 < end:
                last = end - (elements[end - 1].kind == "WORD")
                found += as_whole(elements[mark + 1 : last], "fa.objective.told", words)
    return found


def _of_its_own(element: Element, words: Words) -> bool:
    """Say whether a word begins an action that is no act on an agreement («از لغو تفاهم‌نامه … خبر داد»)."""
    return element.kind != "NOMACT" and is_action(element, words)


_DONE = ("ACT", "SAY", "RASID", "TELL")


def _by_signing(elements: list[Element], at: int, words: Words) -> list[Found]:
    """«با امضای این تفاهم‌نامه، …»: what the signing brings about, when no act follows."""
    noun = next((n for n in range(at, min(at + 5, len(elements))) if elements[n].kind == "NOUN"), None)
    after = [e.kind for e in elements[noun + 1 : noun + 2]] if noun is not None else []
    if noun is None or after in (["FROM"], ["BY"]) or any(e.kind in _DONE for e in elements[noun:]):
        return []
    comma = next((n for n in range(noun, min(noun + 14, len(elements))) if elements[n].kind == "COMMA"), None)
    ends = [n for n in range(noun, min(noun + 24, len(elements))) if elements[n].kind == "COMMA"]
    listed = any(e.kind == "BETWEEN" for e in elements[noun : noun + 14])
    comma = ends[-1] if listed and ends else comma
    return clause(elements, comma + 1, "fa.objective.by-signing", words) if comma is not None else []


_READERS: dict[str, Callable[[list[Element], int, Words], list[Found]]] = {
    "BASIS": _based,
    "AIM": _along,
    "WITHSIGN": _signed,
    "SIGNN": _signed,
    "WITH": _accorded,
    "ALSO": _staged,
    "DECIDED": _decided,
    "SAY": _decided,
    "IN": _during,
    "PROVIDES": _stated,
    "PROVIDED": _stated,
    "FOCUS": _stated,
}
"""What leads to a clause of the agreement, by its class."""
