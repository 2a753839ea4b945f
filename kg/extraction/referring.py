"""Claims about «سند» and "the document": whether they tell of an agreement themselves, and which one they mean."""

from __future__ import annotations

from kg.extraction.acts import VERB, acts_of
from kg.extraction.claims import Claim
from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence


def founded(claim: Claim) -> bool:
    """Say whether bodies signed a document that the text calls nothing else («X و Y سند تشکیل … را امضا کردند»).

    Office-holders do so where it is one not told of before («استاندار X و رئیس Y سندی امضا کردند»).
    """
    elements = claim.sentence.elements
    at = elements.index(claim.noun) if claim.noun in elements else 0
    back = any(e.kind in ("THIS", "THE", "THAT") for e in elements[max(0, at - 1) : at])
    signed = any(act.rule == VERB and act.event == "signing" and not act.negative for act in acts_of(claim.sentence))
    new = at + 1 < len(elements) and _unheard_of(elements, at)
    return signed and not back and len({m.body.id for m in claim.members if m.body and (new or m.named)}) > 1


def antecedent(document: Document, claim: Claim) -> tuple[Sentence, Element] | None:
    """Return the agreement told of right before, whose two sides only who signs «این سند» names, or None."""
    held = {body.id for m in claim.signers for body in (m.body, *(post.body for post, _ in m.posts)) if body}
    if not claim.this or len(held) < 2:
        return None
    for sentence in document.sentences[max(0, claim.sentence.number - BEFORE) : claim.sentence.number][::-1]:
        signed = (act for act in acts_of(sentence) if act.event == "signing" and act.time == "past")
        done = any(not act.negative for act in signed) and not sentence.has("IF")
        noun = next((noun for noun in sentence.all("NOUN") if noun.value != "ref"), None)
        if noun is not None and done:
            return sentence, noun
    return None


BEFORE = 2
"""Within so many sentences before «این سند» stands the agreement that it means."""


def _unheard_of(elements: list[Element], at: int) -> bool:
    """Say whether a Persian «سند» is one not told of before: «سندی», «یک سند», «سند مشترکی», «سند احیای تالاب X»."""
    one = at > 0 and elements[at - 1].value == "a"
    after = elements[at + 1 : at + 3]
    described = bool(after) and after[0].kind in _DESCRIBING
    more = len(after) > 1 and (after[0].key.endswith(_ONE_OF) or after[1].kind in _DESCRIBING)
    return one or elements[at].key.endswith(_ONE_OF) or (described and more)


_DESCRIBING = ("WORD", "ADJ", "COOP")
_ONE_OF = "ی"
"""The ending of «سندی», «اسنادی», «سند مشترکی»."""
