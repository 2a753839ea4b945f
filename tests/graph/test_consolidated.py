"""Reports become agreements: said once, with all evidence, and with what the sources differ in."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad
from samples import PERSON, TEXT, article, quote, reading, report, stated

from kg.articles import Article
from kg.consolidation import consolidated_quads
from kg.extraction import Reading
from kg.extraction.reading import Event, Link
from kg.graph import article_quads
from kg.graph.choice import Said, choose
from kg.graph.view import View
from kg.lexicon import load_lexicon
from kg.ontology.terms import AGR, BASIS, DCTERMS, RDFS, STATUS
from kg.settings import BASE_IRI

NARY = (
    "Participation",
    "Signature",
    "Objective",
    "LifecycleEvent",
    "MonetaryValue",
    "Statement",
    "Tenure",
    "Official",
    "Office",
)

Pair = tuple[Article, Reading]


def consolidated(*pairs: Pair) -> tuple[Quad, ...]:
    graphs: dict[NamedNode, tuple[Quad, ...]] = {}
    for one, read in pairs:
        quads = article_quads(one, read, BASE_IRI)
        graph = quads[0].graph_name
        assert isinstance(graph, NamedNode)
        graphs[graph] = quads
    return consolidated_quads(graphs, graphs.__getitem__, load_lexicon(), BASE_IRI)


def pair(id_: str, published: str | None = "2021-10-05", **changes: object) -> Pair:
    told = replace(report(), **changes)  # type: ignore[arg-type]
    return article(id=id_, published=published), reading(reports=(told,))


def test_one_report_becomes_one_agreement_with_short_cuts() -> None:
    view = View(consolidated(pair("a")))
    (agreement,) = view.of_type(AGR("Agreement"))
    (signature,) = view.nodes(agreement, AGR("hasSignature"))
    assert view.nodes(agreement, AGR("signatory")) == view.nodes(signature, AGR("signedBy"))
    assert len(view.nodes(agreement, AGR("party"))) == 2
    assert view.number(agreement, AGR("jalaliYear")) == 1400
    assert view.text(agreement, AGR("jalaliDate")) == "1400-07-12"
    one, other = view.nodes(agreement, AGR("party"))
    assert view.nodes(one, AGR("coParty")) == [other]


@pytest.mark.parametrize("kind", NARY)
def test_every_node_has_basis_and_evidence(kind: str) -> None:
    view = View(consolidated(pair("a")))
    nodes = view.of_type(AGR(kind))
    assert nodes
    for node in nodes:
        assert view.nodes(node, AGR("evidence")), node
        assert view.nodes(node, AGR("basis")), node


def test_two_articles_tell_of_one_agreement_and_the_other_id_redirects() -> None:
    later = pair("b", "2021-10-06", article_count=stated(TEXT, "6", "پنج ماده"))
    view = View(consolidated(pair("a"), later))
    (agreement,) = view.of_type(AGR("Agreement"))
    assert len(view.nodes(agreement, AGR("reportedBy"))) == 2
    assert view.nodes(agreement, AGR("basis")) == [BASIS("derived")]
    retired = view.of_type(AGR("RetiredIdentifier"))
    assert {view.node(node, DCTERMS("isReplacedBy")) for node in retired} >= {agreement}


def test_a_disagreement_is_kept_with_both_quotes() -> None:
    later = pair("b", "2021-10-06", article_count=stated(TEXT, "6", "پنج ماده"))
    view = View(consolidated(pair("a"), later))
    (contradiction,) = view.of_type(AGR("Contradiction"))
    assert view.node(contradiction, AGR("onProperty")) == AGR("articleCount")
    assert len(view.nodes(contradiction, AGR("conflictingEvidence"))) == 2
    (agreement,) = view.of_type(AGR("Agreement"))
    assert view.number(agreement, AGR("articleCount")) == 5


def test_the_result_does_not_depend_on_the_order_of_articles() -> None:
    pairs = [pair("a"), pair("b", "2021-10-06"), pair("c", None), pair("d", "2025-01-01", when=None)]
    assert len({consolidated(*order) for order in permutations(pairs)}) == 1


def test_a_planned_signer_is_no_signatory() -> None:
    view = View(consolidated(pair("a", status=stated(TEXT, "planned", "امضا شد"))))
    (agreement,) = view.of_type(AGR("Agreement"))
    assert view.nodes(agreement, AGR("hasPlannedSignature"))
    assert not view.nodes(agreement, AGR("signatory"))
    assert not view.nodes(agreement, AGR("hasSignature"))


def test_a_witness_is_no_party() -> None:
    first, second = report().parties
    view = View(consolidated(pair("a", parties=(first, replace(second, role="witness")))))
    (agreement,) = view.of_type(AGR("Agreement"))
    assert len(view.nodes(agreement, AGR("party"))) == 1
    assert len(view.nodes(agreement, AGR("hasWitnessParticipation"))) == 1


def test_an_institution_outside_the_lexicon_is_named_as_written() -> None:
    first, second = report().parties
    unknown = replace(second, name="انجمن ناشناخته", id="institution/aaaaaaaaaaaaaaaa")
    view = View(consolidated(pair("a", parties=(first, unknown))))
    node = NamedNode(BASE_IRI + unknown.id)
    assert view.text(node, RDFS("label")) == "انجمن ناشناخته"
    assert view.nodes(node, AGR("basis")) == [BASIS("quoted")]
    assert view.nodes(node, AGR("evidence"))


def test_an_official_is_observed_from_the_first_to_the_last_article() -> None:
    view = View(consolidated(pair("a"), pair("b", "2022-03-01")))
    (official,) = view.of_type(AGR("Official"))
    assert view.text(official, RDFS("label")) == PERSON
    (tenure,) = view.nodes(official, AGR("hasTenure"))
    assert view.text(tenure, AGR("observedEarliest")) == "2021-10-05"
    assert view.text(tenure, AGR("observedLatest")) == "2022-03-01"


def test_nothing_from_nothing() -> None:
    assert consolidated() == ()


def test_an_article_without_agreements_brings_what_is_curated() -> None:
    empty, told = article(), reading(reports=())
    view = View(consolidated((empty, replace(told, statements=(), officials=()))))
    assert view.of_type(AGR("Agreement")) == []
    assert view.of_type(AGR("Administration"))


@pytest.mark.parametrize(("order", "winner"), [("abb", "b"), ("ab", "a"), ("ba", "b")])
def test_the_most_said_value_wins_and_the_earliest_among_equals(order: str, winner: str) -> None:
    said = [Said(STATUS(letter), ()) for letter in order]
    choice = choose(said, said)
    assert choice is not None
    assert choice.said.value == STATUS(winner)
    assert choose([], []) is None


def test_all_consolidated_facts_are_in_the_default_graph_without_blank_nodes() -> None:
    for quad in consolidated(pair("a")):
        assert quad.graph_name == DefaultGraph()
        assert isinstance(quad.subject, NamedNode)
        assert quad.subject.value.isascii()


def test_a_signature_planned_by_one_and_made_by_another_report_is_made() -> None:
    view = View(consolidated(pair("a", status=stated(TEXT, "planned", "امضا شد")), pair("b", "2021-10-06")))
    (agreement,) = view.of_type(AGR("Agreement"))
    assert len(view.nodes(agreement, AGR("hasSignature"))) == 1
    assert not view.nodes(agreement, AGR("hasPlannedSignature"))


def test_dates_of_different_precision_are_no_contradiction_and_the_most_precise_is_chosen() -> None:
    when = report().when
    assert when is not None
    vague = replace(when, date="2021-10", precision="month", earliest="2021-10-01", latest="2021-10-31")
    view = View(consolidated(pair("a", when=vague), pair("b", "2021-10-06")))
    (agreement,) = view.of_type(AGR("Agreement"))
    assert view.text(agreement, AGR("date")) == "2021-10-04"
    assert view.of_type(AGR("Contradiction")) == []


def test_purpose_and_subject_have_evidence_that_names_them() -> None:
    aim = report().objectives[0]
    view = View(
        article_quads(article(), reading(reports=(replace(report(), purpose=(aim,), subject=(aim,)),)), BASE_IRI)
    )
    (told,) = view.of_type(AGR("Report"))
    supported = {view.node(node, AGR("onProperty")): node for node in view.nodes(told, AGR("evidence"))}
    for name in ("purpose", "subject"):
        assert view.text(supported[AGR(name)], AGR("literalValue")) == aim.text


def test_a_mention_supports_no_value() -> None:
    spans = tuple(quote(TEXT, part) for part in ("این تفاهم‌نامه", "توسعه"))
    view = View(article_quads(article(), reading(reports=(replace(report(), mentions=spans),)), BASE_IRI))
    (told,) = view.of_type(AGR("Report"))
    quotes = {view.text(node, AGR("quote")): node for node in view.nodes(told, AGR("evidence"))}
    assert view.literal(quotes["این تفاهم‌نامه"], AGR("literalValue")) is None


def linked_pair(other: int | None) -> Pair:
    """Return an article with two reports, the first with a link, a counted set and an approval by the cabinet."""
    words = quote(TEXT, "تفاهم‌نامه همکاری")
    link = Link("amends", words.text, other, "test.link", words)
    cabinet = ("هیأت وزیران", "institution/cabinet-of-iran")
    approval = Event("cabinet-approval", None, "test.event", quote(TEXT, "امضا شد"), *cabinet)
    first = replace(report(), links=(link,), set_count=stated(TEXT, "3", "پنج"), events=(approval,))
    second = replace(report(), type=stated(TEXT, "protocol", "تفاهم‌نامه"))
    return article(id="a"), reading(reports=(first, second))


def test_a_link_to_an_agreement_of_the_same_article_leads_to_it() -> None:
    view = View(consolidated(linked_pair(1)))
    (linking,) = [one for one in view.of_type(AGR("Agreement")) if view.nodes(one, AGR("amends"))]
    (linked,) = view.nodes(linking, AGR("amends"))
    assert linked in view.of_type(AGR("Agreement"))
    assert view.of_type(AGR("AgreementReference")) == []


def test_a_link_to_an_agreement_known_by_name_is_a_reference_with_evidence() -> None:
    view = View(consolidated(linked_pair(None)))
    (reference,) = view.of_type(AGR("AgreementReference"))
    assert view.text(reference, AGR("text")) == "تفاهم‌نامه همکاری"
    assert view.text(reference, AGR("referenceKind")) == "amends"
    assert view.nodes(reference, AGR("evidence"))


def test_a_counted_set_and_an_acting_body_are_described() -> None:
    view = View(consolidated(linked_pair(1)))
    (together,) = view.of_type(AGR("AgreementSet"))
    assert view.number(together, AGR("statedCount")) == 3
    assert view.nodes(together, AGR("evidence"))
    (body,) = {body for event in view.of_type(AGR("LifecycleEvent")) for body in view.nodes(event, AGR("actingBody"))}
    assert body in view.of_type(AGR("Institution"))
    assert view.node(body, AGR("basis")) == BASIS("curated")
