"""Sums of money: a number, its scale and its currency, as stated.

Currencies and scales stand in the word list ``currencies``: kind currency gives the ISO 4217 code and how many of its
units the word counts (a toman is ten rials), kind code what stands before the number ("KD 9 million"), kind scale a
factor, and a code where the word is also a currency («همت»).
"""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Sentence
from kg.extraction.reading import Amount
from kg.extraction.values import Quantities
from kg.language import NumberHit, Span, search_text, skeleton_key

_AFTER = re.compile(r"(?:[\s\u200c]*|[-‐‑])([^\W\d_]+)(?:(?:[\s\u200c]+|[-‐‑])([^\W\d_]+))?")

_BEFORE = re.compile(r"(?<![^\W\d_])([A-Za-z]{2,3}\$?)[ \u00a0]?\Z")

_SLASHED = re.compile(r"(?<!\d)(\d{1,3})\s?/\Z")
_RAISED = re.compile(r"(?:from|از)\s\Z")
_RAISED_TO = re.compile(r"\s(?:to|به)\s")

COST_REACH = 60
"""A word for a price is looked for within so many characters before a sum in a sentence that names no agreement."""


def amounts(document: Document, made: Draft, found: Quantities) -> tuple[Amount, ...]:
    """Return the sums of money in sentences that tell of the agreement; toman is rial x 10 exactly.

    In the sentence after one that names the agreement, a sum counts where a word for a price leads it.
    """
    listed: dict[tuple[str, str], Amount] = {}
    end = 0
    for sentence, led in _told(document, made):
        for hit in found.numbers.inside(sentence.span):
            if hit.span.start >= end and (not led or _priced(document, hit)):
                amount = _amount(document, hit)
                end = amount.evidence.end if amount else end
                if amount and not _outdated(document.text, amount):
                    listed.setdefault((amount.amount, amount.currency), amount)
    return tuple(listed.values())


def _outdated(text: str, amount: Amount) -> bool:
    """Say whether a sum is the one from which it was changed ("raised from 12 million euros to …")."""
    start, end = amount.evidence.start, amount.evidence.end
    return bool(_RAISED.search(text[max(0, start - 6) : start])) and bool(_RAISED_TO.match(text[end : end + 5]))


def _told(document: Document, made: Draft) -> list[tuple[Sentence, bool]]:
    """Return the sentences that may state a sum, each with whether a word for a price has to lead it there."""
    naming = {s.number for s in made.sentences if s.first("NOUN")}
    own = {s.number for s in made.sentences}
    later = ({number + ahead for number in naming for ahead in _ahead(document, number)} | own) - naming
    known = sorted(number for number in naming | later if number < len(document.sentences))
    sentences = [(document.sentences[number], number in later) for number in known]
    return [
        (sentence, led)
        for sentence, led in sentences
        if not sentence.first("SAY") and (sentence.number in own or not sentence.first("NOUN"))
    ]


def _ahead(document: Document, number: int) -> list[int]:
    """Return how far the next sentence and the further ones of the same paragraph lie ahead, until another is named."""
    ahead = [1]
    for step in range(2, PARAGRAPH):
        between = document.sentences[number + step - 1 : number + step + 1]
        if len(between) < 2 or "\n" in document.text[between[0].span.end : between[1].span.start]:
            break
        ahead.append(step)
    return ahead


PARAGRAPH = 5
"""So many sentences of a paragraph may go on about the price."""


def _priced(document: Document, hit: NumberHit) -> bool:
    before = search_text(document.text[max(0, hit.span.start - COST_REACH) : hit.span.start])
    rows = [row for row in document.words.lexicon.words("terms") if row["where"] == "price"]
    return any(row["lang"] == document.words.language and search_text(row["form"]) in before for row in rows)


LEAST = 100
"""A code of two letters before a smaller number is as often something else ("article SR 5")."""


def _amount(document: Document, hit: NumberHit) -> Amount | None:
    text, money = document.text, document.words.money
    (start, value), end, code = _value(text, hit), hit.span.end, ""
    after = _AFTER.match(text, end)
    words = [(skeleton_key(after[n] or ""), after.end(n)) for n in (1, 2)] if after else []
    if words and money.get(words[0][0], ("", "", 0))[0] == "scale":
        _, code, factor = money[words[0][0]]
        value, end = value * factor, words[0][1]
        words = words[1:]
    sign = money.get(text[max(0, start - 1) : start], ("", "", 0))
    if code:
        return _sum(document, Span(start, end), value, code)
    led = _BEFORE.search(text[max(0, start - 6) : start])
    telling = led is not None and (len(led[1]) > len("KD") or value >= LEAST)
    if led and telling and money.get(led[1], ("", "", 0))[0] == "code":
        return _sum(document, Span(start - len(led[0]), end), value, money[led[1]][1])
    if sign[0] == "sign":
        return _sum(document, Span(start - 1, end), value, sign[1])
    kind, code, factor = money.get(words[0][0], ("", "", 0)) if words else ("", "", 0)
    return _sum(document, Span(start, words[0][1]), value * factor, code) if kind == "currency" else None


def _value(text: str, hit: NumberHit) -> tuple[int, Decimal]:
    """Return where a number begins and what it is, «۱/۶» with its slash for a decimal point."""
    first = max(0, hit.span.start - 5)
    whole = _SLASHED.search(text[first : hit.span.start])
    digits = text[hit.span.start : hit.span.end]
    if whole and digits.isdecimal() and len(digits) <= 3:
        return first + whole.start(), Decimal(f"{int(whole[1])}.{''.join(str(int(digit)) for digit in digits)}")
    return hit.span.start, Decimal(str(hit.value))


def _sum(document: Document, span: Span, value: Decimal, currency: str) -> Amount:
    plain = format(value.normalize(), "f")
    return Amount(plain, currency, span.of(document.text), "value.number-currency", document.evidence(span))
