"""What has become of each line of the ledgers, and what is asked before a new one is written."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import InputError, UsageError
from kg.ledgers import Correction, Judgement, Ledgers
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR
from kg.review import article_id, check_correction, check_pair, ledger_lines
from kg.settings import BASE_IRI
from kg.store import Store

A, B, C = "report/reportaone222222", "report/reportatwo222222", "report/reportc222222222"
GONE = "report/gone222222222222"
ARTICLE = "article/artone2222222222"


def judged(line: int, one: str, other: str, verdict: str) -> Judgement:
    return Judgement(one, other, verdict, "م. کاظمی", "2026-11-20", "آزمون", line)


def corrected(line: int, prop: str, value: str, span: tuple[int, int], **more: str) -> Correction:
    told = {"article": ARTICLE, "action": "reject", "replacement": "", **more}
    return Correction(property=prop, value=value, start=span[0], end=span[1], by="ک", on="2026-11-20", why="آ", line=line, **told)  # fmt: skip


def states(store: Store, *lines: Judgement | Correction) -> list[tuple[int, str, str]]:
    ledgers = Ledgers(
        tuple(one for one in lines if isinstance(one, Judgement)),
        tuple(one for one in lines if isinstance(one, Correction)),
    )
    return [(one.line, one.state, one.reason) for one in ledger_lines(store, ledgers, load_lexicon())]


def test_a_line_that_names_what_is_there_is_applied(store: Store) -> None:
    lines = [
        judged(2, A, "agreement/reportatwo222222", "same"),
        judged(3, "mention/mentmehran222222", "official/mentmehrantwo222", "same"),
        judged(4, "institution/ministry-of-energy", "institution/watercompany2222", "different"),
        corrected(2, "articleCount", "5", (230, 238)),
    ]
    assert states(store, *lines) == [(2, "applied", ""), (3, "applied", ""), (4, "applied", ""), (2, "applied", "")]


def test_what_is_gone_is_named(store: Store) -> None:
    found = states(
        store,
        judged(2, A, GONE, "same"),
        judged(3, "institution/ministry-of-energy", "institution/nowhere", "same"),
        corrected(2, "articleCount", "9", (230, 238)),
        corrected(3, "articleCount", "5", (0, 4)),
        corrected(4, "articleCount", "5", (230, 238), article="article/aaaaaaaaaaaaaaaa"),
    )
    assert [state for _, state, _ in found] == ["vanished"] * 5
    reasons = [reason for _, _, reason in found]
    assert reasons[0] == f"{GONE} is not in the store"
    assert reasons[1] == "institution/nowhere is not in the store"
    assert reasons[2] == "the article has no articleCount 9"
    assert reasons[3] == "no quote for this articleCount stands at 0:4"
    assert reasons[4] == "article/aaaaaaaaaaaaaaaa is not in the store"


def test_that_a_ledger_names_a_thing_does_not_make_it_known(store: Store) -> None:
    judgement, gone = NamedNode(f"{BASE_IRI}judgement/x"), NamedNode(f"{BASE_IRI}institution/nowhere")
    store.load_quads([Quad(judgement, AGR("pairMember"), gone, DefaultGraph())])
    assert states(store, judged(2, "institution/nowhere", "institution/ministry-of-energy", "same"))[0][1] == "vanished"


def test_an_institution_that_a_judgement_made_another_is_still_named_by_its_articles(store: Store) -> None:
    node = NamedNode(f"{BASE_IRI}institution/watercompany2222")
    for quad in list(store.quads(node, None, None, DefaultGraph())):
        store.apply(type_change(quad))
    assert states(store, judged(2, "institution/watercompany2222", "institution/ministry-of-energy", "same"))[0][1] == (
        "applied"
    )


def type_change(quad: Quad):
    from kg.store import Change

    return Change(remove=(quad,))


def test_earlier_lines_say_which_has_their_place(store: Store) -> None:
    found = states(
        store,
        judged(2, A, B, "same"),
        judged(3, B, A, "unsure"),
        corrected(2, "articleCount", "5", (230, 238)),
        corrected(5, "articleCount", "5", (230, 238), action="replace", replacement="6"),
    )
    assert found == [
        (2, "superseded", "line 3 has taken its place"), (3, "applied", ""),
        (2, "superseded", "line 5 has taken its place"), (5, "applied", ""),
    ]  # fmt: skip


def test_lines_that_contradict_each_other_are_told(store: Store) -> None:
    found = states(store, judged(2, A, B, "same"), judged(3, B, C, "same"), judged(4, A, C, "different"))
    assert [state for _, state, _ in found] == ["contradicted"] * 3
    assert all("lines 2, 3 make" in reason and "line 4" in reason for _, _, reason in found)


@pytest.mark.parametrize(
    ("one", "other", "error", "says"),
    [
        (A, GONE, InputError, "the store has no report/gone"),
        (A, "agreement/reportaone222222", UsageError, "stand for the same"),
        (A, "mention/mentmehran222222", UsageError, "cannot be compared"),
        (A, "وزارت نیرو", UsageError, "nothing that can be judged"),
        (A, "place/gilan", UsageError, "nothing that can be judged"),
        (A, "report/a b", InputError, "the store has no report/a b"),
        (A, "report/", InputError, "the store has no report/"),
    ],
)
def test_a_pair_that_cannot_be_judged(store: Store, one: str, other: str, error: type[Exception], says: str) -> None:
    for names in ((one, other), (other, one)):
        with pytest.raises(error, match=says):
            check_pair(store, *names)


def test_a_pair_may_be_named_by_whole_iris(store: Store) -> None:
    assert check_pair(store, BASE_IRI + A, B) == (A, B)


def test_an_article_is_named_by_id_iri_or_key(store: Store) -> None:
    for name in (ARTICLE, BASE_IRI + ARTICLE, "sample-1"):
        assert article_id(store, name) == ARTICLE
    for name in ("article/aaaaaaaaaaaaaaaa", "article/a b", "sample-9", ""):
        with pytest.raises(InputError, match="kg query articles"):
            article_id(store, name)


def test_a_new_correction_acts_after_those_there_are(store: Store) -> None:
    first = corrected(2, "articleCount", "5", (230, 238), action="replace", replacement="6")
    ledgers = Ledgers(corrections=(first,))
    lexicon = load_lexicon()
    assert check_correction(store, corrected(0, "articleCount", "6", (230, 238)), ledgers, lexicon) == (A,)
    with pytest.raises(InputError, match="has no articleCount 6"):
        check_correction(store, corrected(0, "articleCount", "6", (230, 238)), Ledgers(), lexicon)
    with pytest.raises(InputError, match="the store has no article"):
        check_correction(store, corrected(0, "party", "x", (1, 2), article="article/none"), Ledgers(), lexicon)
