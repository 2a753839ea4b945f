"""Sentences that name no parties: whether they go on about an agreement, and about which."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.extraction.acts import refers_back
from kg.extraction.document import Document
from kg.extraction.elements import Sentence
from kg.extraction.english.areas import among_terms
from kg.extraction.english.undertaken import also_will
from kg.extraction.naming import own_name

if TYPE_CHECKING:
    from kg.extraction.drafts import Draft

RECENT = 30
"""So many of the latest drafts are looked through for the one that is meant."""


TOP = 1
"""Headline and lead: what stands later before an agreement's parties is told of something else."""


def typed(made: Draft) -> set[str]:
    """Return the types that a draft's own nouns name, without the general ones."""
    return {claim.noun.value for claim in made.claims if claim.noun} - {"ref", "agreement", "other"}


def goes_on(document: Document, sentence: Sentence, told: set[int]) -> bool:
    """Say whether a sentence without a claim may tell more of an agreement; what others agreed to is not it.

    told: the numbers of the sentences with claims.
    """
    if document.words.language == "en" and _provides(sentence) and sentence.number - 1 in told:
        return True
    if _approves(sentence):
        return True
    if document.words.language == "en" and not sentence.first("NOUN", "TERMS", "GOALHEAD", "COOP"):
        return _goes_on_without_noun(document, sentence, told)
    return sentence.first("NOUN", "TERMS", "AXES", "DECIDED", "GOALHEAD", "COOP") is not None


def _goes_on_without_noun(document: Document, sentence: Sentence, told: set[int]) -> bool:
    """Say whether an English sentence that names no agreement tells more of the one before it."""
    agreed = sentence.first("DECIDED") is not None
    if _it_provides(sentence) or also_will(sentence):
        return sentence.number - 1 in told
    verbs = [n for n, e in enumerate(sentence.elements) if e.kind == "IS"]
    if any(among_terms(sentence.elements, at, document.words) for at in verbs):
        return bool({sentence.number - 1, sentence.number - 2} & told)
    if sentence.first("PARTIES") is None:
        return agreed and sentence.number + 1 in told
    if sentence.kinds[:2] == ("PARTIES", "WILL"):
        return agreed or bool({sentence.number - 1, sentence.number - 2} & told) or _lists(document, sentence)
    return agreed or _lists(document, sentence)


def _approves(sentence: Sentence) -> bool:
    """Say whether a body approves "it" («هیئت وزیران مهر همان سال آن را تصویب کرد»), or it came into force."""
    acts = [at for at, e in enumerate(sentence.elements) if e.kind in ("ACT", "CONFIRM", "RASID", "JOIN", "LEAVE")]
    return any(refers_back(sentence.elements, at) for at in acts)


def _provides(sentence: Sentence) -> bool:
    """Say whether "it also provides for …" opens the sentence."""
    return sentence.kinds[:1] == ("IT",) and bool({"PROVIDES", "AIM"} & set(sentence.kinds[1:4]))


def _it_provides(sentence: Sentence) -> bool:
    """Say whether an English sentence opens with "It also covers …": what "it" means stands right before."""
    kinds = [kind for kind in sentence.kinds[:4] if kind != "ALSO"]
    return kinds[:1] == ["IT"] and kinds[1:2] in (["PROVIDES"], ["AIM"])


def _lists(document: Document, sentence: Sentence) -> bool:
    """Say whether an English sentence lists what the parties do ("A and B are the methods the two sides will use")."""
    areas = document.words.areas
    told = sentence.first("PARTIES") is not None and sentence.first("IS", "WILL") is not None
    return told and any(element.key in areas for element in sentence.elements)


def begin(made: Draft) -> int:
    """Return the number of the sentence in which a draft begins."""
    return made.claims[0].sentence.number


def spoken_of(drafts: list[Draft], sentence: Sentence) -> Draft | None:
    """Return the draft that a sentence without a claim goes on about.

    The named one, else the last one begun before it, of the same type where the sentence names a type.
    """
    nouns = sentence.all("NOUN")
    names = {name for noun in nouns if (name := own_name(noun))}
    if names:
        return next((made for made in drafts if made.name in names), None)
    begun = drafts[: bisect_right(drafts, sentence.number, key=begin)]
    values = {noun.value for noun in nouns} - {"ref", "agreement", "other"}
    alike = [made for made in begun[-RECENT:] if values & typed(made)]
    home = alike[-1] if alike else begun[-1] if begun else drafts[0]
    early = not begun and (bool(home.name) or sentence.number > TOP)
    return None if early else home
