"""Drafts for the agreements of a list: each with its own noun and aims, and the parties and act of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.claims import Claim
from kg.extraction.document import Document
from kg.extraction.elements import Sentence
from kg.extraction.parties import Member

if TYPE_CHECKING:
    from kg.extraction.drafts import Draft

RULE = "en.party.listed"
"""The rule of what an agreement has from the list that it stands in."""


def itemise(document: Document, drafts: list[Draft], item: Sentence, claims: list[Claim]) -> Draft | None:
    """Return a new draft for one agreement of a list, None for other sentences.

    Its parties are its own where it names some, else those of the list; a draft that only counts them is marked.
    """
    if item.lead is None or item.first("NOUN") is None:
        return None
    home = _home(drafts, item.lead)
    own = [claim for claim in claims if claim.members]
    if home is None:
        return None
    made = type(home)()
    for claim in own or [Claim(RULE, item, item.first("NOUN"), _members(home), [], fresh=True, other=True)]:
        made.add(claim)
    last = _last(document, item.lead)
    for sentence in (*home.sentences, document.sentences[item.lead], last):
        _surround(made, sentence)
    _surround(home, last)
    home.listed = home.listed or _only_counts(document, home, item.lead)
    return made


def _surround(made: Draft, sentence: Sentence) -> None:
    """Give a draft a sentence that tells its act, time and place, and another one's aims."""
    if sentence.number not in made.numbers:
        made.add_sentence(sentence)
        made.around.add(sentence.number)


def _last(document: Document, lead: int) -> Sentence:
    """Return the last item of a list, where time and place stand for all of them."""
    following = document.sentences[lead + 1 :]
    rest = next((n for n, sentence in enumerate(following) if sentence.lead != lead), len(following))
    return document.sentences[lead + rest]


def _home(drafts: list[Draft], lead: int) -> Draft | None:
    """Return the draft of the list: the one that its sentence tells of, else the one told of last."""
    told = [made for made in drafts if not _listed(made) and any(n <= lead for n in made.numbers)]
    return next((made for made in told if lead in made.numbers), None) or max(
        told, key=lambda made: max(n for n in made.numbers if n <= lead), default=None
    )


def _listed(made: Draft) -> bool:
    return made.claims[0].sentence.lead is not None


def _members(home: Draft) -> list[Member]:
    return [member for claim in home.claims for member in claim.members]


def _only_counts(document: Document, home: Draft, lead: int) -> bool:
    """Say whether a draft names its agreements only together ("several agreements") and the list itself no parties."""
    several = all(noun.span.of(document.text).endswith("s") for noun in home.nouns)
    return several and all(claim.sentence.number != lead for claim in home.claims)
