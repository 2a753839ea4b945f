"""English words that only refer: "the fund", "the Japanese agency", "the statement was signed"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.naming import known_parties


def bare(text: str, elements: list[Element], at: int) -> Element:
    """Return "the fund" as a reference to a body, "the statement was signed" to an agreement; all else as it is."""
    element = elements[at]
    if element.kind == "IHEAD" and at > 0 and elements[at - 1].kind in ("THE", "THIS"):
        return replace(element, kind="BARE")
    if element.kind == "IHEAD" and [e.kind for e in elements[max(0, at - 2) : at]] == ["THE", "NATIONAL"]:
        named = [e.kind for e in elements[at + 1 : at + 2]] in (["NAME"], ["INST"])
        small = text[element.span.start].islower() and not named
        return replace(element, kind="BARE", body=elements[at - 1].body) if small else element
    if element.kind == "NOUN" and _of_another(elements, at):
        return replace(element, extra=element.extra[:1])
    if element.kind == "REFERS" and _counted_documents(elements, at):
        return replace(element, kind="NOUN", value="cooperation-document", extra=("weak",))
    if element.kind == "REFERS":
        near = [*elements[max(0, at - 6) : at], *elements[at + 1 : at + 4]]
        acted = any(e.kind == "ACT" for e in near) and any(e.kind == "THE" for e in elements[max(0, at - 5) : at])
        acted = acted or (element.key.startswith("the") and any(e.kind == "ACT" for e in near[-3:]))
        return replace(element, kind="NOUN", extra=("weak",)) if acted else replace(element, kind="WORD")
    return element


def _of_another(elements: list[Element], at: int) -> bool:
    """Say whether the name of an agreement is another state's here ("North Korea's nuclear deal")."""
    bound = known_parties(elements[at])
    before = elements[at - 1] if at else None
    if before is not None and before.kind == "POSS" and at > 1:
        before = elements[at - 2]
    state = before.body if before is not None and before.kind in ("STATE", "NATIONAL") else None
    return bool(bound) and state is not None and state.id not in bound


def _counted_documents(elements: list[Element], at: int) -> bool:
    """Say whether somebody signed a document or a number of them ("signed 11 documents")."""
    before = [e.kind for e in elements[max(0, at - 4) : at]]
    signed = any(e.kind == "ACT" and e.value.startswith("signing") for e in elements[max(0, at - 5) : at])
    many = elements[at].key.endswith("s")
    return signed and (("NUM" in before and many) or ("ONE" in before and not many))
