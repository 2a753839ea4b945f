"""One more agreement of the same sides: "A third MOU was signed for …", «تفاهم‌نامه دیگری در زمینه … امضا شد».

Its sentence names no parties: they are those of the agreement told of last, and so are time and place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.acts import VERB, acts_of
from kg.extraction.claims import Claim
from kg.extraction.denials import denied
from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.itemising import surround
from kg.extraction.nouns import count_word, plural
from kg.extraction.words import Words

if TYPE_CHECKING:
    from kg.extraction.drafts import Draft

NEAR = 6
"""So many sentences behind the last one on the agreement before it one more is told of."""

RULE = "party.one-more"
"""How the rule of what such an agreement has from the one before it ends."""

PARTIES = 2
"""So many bodies the agreement before it must name."""


def one_more(document: Document, drafts: list[Draft], sentence: Sentence) -> Draft | None:
    """Return a new draft for an agreement that a sentence without parties counts as one more, None for others."""
    if not drafts:
        return None
    noun = next((e for e in sentence.all("NOUN") if _counted(document, sentence, e)), None)
    home = max(drafts, key=lambda made: made.sentences[-1].number)
    near = sentence.number - home.sentences[-1].number <= NEAR
    if noun is None or not near or home.name or len(home.known) < PARTIES or denied(document, sentence, noun):
        return None
    if _told(drafts, document.words, sentence, noun):
        return None
    made = type(home)()
    members = [member for claim in home.claims for member in claim.members]
    rule = f"{document.words.language}.{RULE}"
    made.add(Claim(rule, sentence, noun, members, [], fresh=True, other=True), document.words)
    for one in home.sentences:
        surround(made, one)
    return made


def _counted(document: Document, sentence: Sentence, noun: Element) -> bool:
    """Say whether a noun is one more agreement that was signed, or of which the sentence tells the subject."""
    if noun.value == "ref" or plural(document, noun) or count_word(document.words, sentence, noun) is None:
        return False
    at = sentence.elements.index(noun)
    signed = any(act.rule == VERB and act.event == "signing" and not act.negative for act in acts_of(sentence))
    return signed or any(e.kind == "GOAL" for e in sentence.elements[max(0, at - 4) : at])


def _told(drafts: list[Draft], words: Words, sentence: Sentence, noun: Element) -> bool:
    """Say whether the same number has been told of before («سومین تفاهم‌نامه» again): no further agreement."""
    count = count_word(words, sentence, noun)
    for claim in (made.claims[0] for made in drafts):
        if claim.noun is not None and claim.rule.endswith(RULE) and claim.noun.value == noun.value:
            before = count_word(words, claim.sentence, claim.noun)
            if (
                count
                and before
                and count.key == before.key
                and not count.value
                and count.key not in words.sets["uncounted"]
            ):
                return True
    return False
