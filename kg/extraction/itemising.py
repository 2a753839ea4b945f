"""Drafts for the agreements of a list: each with its own noun and aims, and the parties and act of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.acts import acts_of
from kg.extraction.claims import Claim
from kg.extraction.document import Document
from kg.extraction.elements import Sentence
from kg.extraction.parties import Member

if TYPE_CHECKING:
    from kg.extraction.drafts import Draft

RULE = "en.party.listed"
"""The rule of what an agreement has from the list that it stands in."""


NUMBER = 3
"""Most elements of the number before an item of a list («۱-», «۱)»)."""

HEAD = 6
"""Most words before the noun of an item («برنامه اجرایی یادداشت تفاهم …»)."""

_MARKS = frozenset({"NUM", "DASH", "RP", "SIGN", "STOP", "QUOTE"})
_HEAD = frozenset({"WORD", "ADJ", "COOP", "NUM", "TIME", "THIS"})


def numbered(sentences: list[Sentence]) -> list[Sentence]:
    """Mark the sentences that are items of a numbered list of agreements with the sentence that opens the list."""
    lead: int | None = None
    for sentence in sentences:
        if _item(sentence):
            sentence.lead = lead
        elif sentence.elements and sentence.elements[-1].kind == "COLON" and sentence.first("NOUN"):
            told = any(act.event == "signing" and not act.negative for act in acts_of(sentence))
            lead = sentence.number if told else None
        elif sentence.kinds[:1] != ("NUM",):
            lead = None
    return sentences


def _item(sentence: Sentence) -> bool:
    """Say whether a sentence begins with a number and names an agreement right behind it."""
    if not sentence.elements or sentence.elements[0].kind != "NUM":
        return False
    kinds = list(sentence.kinds)
    start = next((n for n, kind in enumerate(kinds[: NUMBER + 1]) if kind not in _MARKS), 0)
    if not start:
        return False
    end = next((n for n, kind in enumerate(kinds[start : start + HEAD]) if kind not in _HEAD), HEAD)
    return kinds[start + end : start + end + 1] == ["NOUN"]


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
        made.add(claim, document.words)
    for sentence in (*home.sentences, document.sentences[item.lead]):
        surround(made, sentence)
    if item.cut:
        last = _last(document, item.lead)
        surround(made, last)
        surround(home, last)
    home.listed = home.listed or _only_counts(document, home, item)
    return made


def surround(made: Draft, sentence: Sentence) -> None:
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


def _only_counts(document: Document, home: Draft, item: Sentence) -> bool:
    """Say whether a draft names its agreements only together ("several agreements") and the list itself no parties.

    A numbered list tells them all.
    """
    several = all(noun.span.of(document.text).endswith("s") for noun in home.nouns)
    apart = all(claim.sentence.number != item.lead for claim in home.claims)
    return not item.cut or (several and apart)
