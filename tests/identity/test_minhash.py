"""The estimate from signatures stands close to the exact resemblance of the texts."""

from __future__ import annotations

import random
from statistics import mean

from hypothesis import given
from hypothesis import strategies as st

from kg.identity import resemblance, signature
from kg.language import search_text


def exact(one: str, other: str) -> float:
    first, second = (runs(search_text(text).split()) for text in (one, other))
    return len(first & second) / len(first | second)


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def texts(chance: random.Random) -> tuple[str, str]:
    """Return a text and the same with some of its words replaced."""
    words = [f"واژه{chance.randrange(3000)}" for _ in range(chance.randint(30, 400))]
    rate = chance.choice((0.0, 0.02, 0.1, 0.3))
    changed = [f"دیگر{chance.randrange(3000)}" if chance.random() < rate else word for word in words]
    return " ".join(words), " ".join(changed)


def test_the_estimate_is_close_to_the_exact_resemblance() -> None:
    chance = random.Random(20)
    pairs = [texts(chance) for _ in range(150)]
    errors = [resemblance(signature(one), signature(other)) - exact(one, other) for one, other in pairs]
    assert abs(mean(errors)) < 0.02
    assert mean(abs(error) for error in errors) < 0.07
    assert max(abs(error) for error in errors) < 0.3


@given(st.text())
def test_a_text_resembles_itself_and_spelling_does_not_matter(text: str) -> None:
    made = signature(text)
    assert resemblance(made, made) == (1.0 if search_text(text) else 0.0)
    assert signature(text.replace("ک", "ك").replace("ی", "ي")) == signature(text.replace("ك", "ک").replace("ي", "ی"))


def test_unrelated_texts_do_not_resemble() -> None:
    one, other = (signature(" ".join(f"{letter}{number}" for number in range(200))) for letter in "ab")
    assert resemblance(one, other) <= 0.1
    assert resemblance(one, ()) == 0.0
