"""The aims of one agreement over its sentences: read by the pack, split, merged, with their topics."""

from __future__ import annotations

from kg.extraction.aims_fa import aims
from kg.extraction.announced import announced
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Sentence
from kg.extraction.english import areas
from kg.extraction.english.aims import english_aims
from kg.extraction.english.items import split_english
from kg.extraction.english.undertaken import under_agreement, undertaking
from kg.extraction.following import clauses, continued
from kg.extraction.items import split
from kg.extraction.objectives import Found
from kg.extraction.owning import of_another
from kg.extraction.reading import Aim
from kg.extraction.told_before import RULE as TOLD_BEFORE
from kg.extraction.topics import topics_of
from kg.language import skeleton_key

MOST_CLAUSES = 60
"""Most numbered clauses read after one introducing sentence."""

MOST_AIMS = 200
"""Most aims kept of one agreement and kind."""

_DOMINATING = 3
"""From so many listed axes on, purposes and subjects are not repeated as objectives."""


def aims_of(document: Document, made: Draft) -> tuple[tuple[Aim, ...], tuple[Aim, ...], tuple[Aim, ...]]:
    """Return objectives, purposes and subjects.

    Where no list of axes stands, purposes and subjects are split into objectives too, for they are all that the
    text says of the aims; the subject in an agreement's name only where the text tells no other aim.
    """
    english = document.words.language == "en"
    parted = split_english if english else split
    own = [sentence for sentence in made.sentences if sentence.number not in made.around]
    found = [(aim, sentence) for sentence in own for aim in _read(document, made, sentence)]
    for sentence in own:
        following = document.sentences[sentence.number + 1 : sentence.number + 1 + MOST_CLAUSES]
        found += [(clause, sentence) for clause in clauses(sentence, following, document.words)]
        if not english:
            found += [(clause, sentence) for clause in continued(sentence, following, document.words)]
    found += _told_before(document, made)
    found = _one_genitive(found)
    purposes = _merged(document, [f for f, _ in found if f.what == "purpose"])
    subjects = _merged(document, [f for f, _ in found if f.what == "subject"])
    axes = [f for f, _ in found if f.what == "axis"]
    others = [f for f, _ in found if f.what == "objective" and not english]
    dominating = len([f for f in axes if f.rule.endswith("axes")]) >= _DOMINATING
    told = any(f.what in ("purpose", "objective", "axis") for f, _ in found)
    if not dominating:
        for aim, sentence in found:
            if told and aim.rule.endswith("genitive"):
                continue
            if aim.what in ("purpose", "subject") or (english and aim.what == "objective"):
                inside = [e for e in sentence.elements if aim.span.covers(e.span)]
                others += [Found("objective", span, aim.rule) for span in parted(inside, document.words)]
    objectives = _merged(document, sorted([*axes, *others], key=lambda f: f.span))
    return objectives, purposes, subjects


def _read(document: Document, made: Draft, sentence: Sentence) -> list[Found]:
    if document.words.language == "en":
        rules = [claim.rule for claim in made.claims if claim.sentence is sentence]
        found = english_aims(sentence, document.words, claimed=bool(rules))
        found += under_agreement(sentence, document.words) if any("under" in rule for rule in rules) else []
    else:
        found = aims(sentence, document.words)
    parted = areas.parted if document.words.language == "en" else split
    found = announced(sentence.elements, found, document.words, parted)
    return [aim for aim in found if not of_another(made, sentence, aim.span)] if made.others else found


def _told_before(document: Document, made: Draft) -> list[tuple[Found, Sentence]]:
    """Return what the sentence before says will be done, for an agreement whose parties stand there alone."""
    told = [claim.sentence for claim in made.claims if claim.rule.endswith(TOLD_BEFORE) and claim.sentence.number]
    homes = [document.sentences[sentence.number - 1] for sentence in told]
    read = undertaking if document.words.language == "en" else aims
    return [(aim, home) for home in homes if not home.first("NOUN") for aim in read(home, document.words)]


def _one_genitive(found: list[tuple[Found, Sentence]]) -> list[tuple[Found, Sentence]]:
    """Keep one subject that follows the noun («تفاهم‌نامه ایجاد …»): the longest, for titles shorten the body's."""
    genitive = [one for one in found if one[0].rule.endswith("genitive")]
    best = max(genitive, key=lambda one: (one[0].span.end - one[0].span.start, -one[0].span.start), default=None)
    return [one for one in found if one is best or not one[0].rule.endswith("genitive")]


def _merged(document: Document, found: list[Found]) -> tuple[Aim, ...]:
    """Return the aims without those that repeat or lie inside another one's text."""
    kept: dict[str, Found] = {}
    for aim in found[:MOST_AIMS]:
        key = skeleton_key(aim.span.of(document.text))
        if any(key in other for other in kept):
            continue
        kept = {other: one for other, one in kept.items() if other not in key}
        kept[key] = aim
    lexicon = document.words.lexicon
    made = []
    for aim in kept.values():
        quote = document.evidence(aim.span)
        topics = topics_of(document.folded.part(quote.start, quote.end), lexicon)
        made.append(Aim(" ".join(quote.text.split()), topics, aim.rule, quote))
    return tuple(sorted(made, key=lambda a: a.evidence.start))
