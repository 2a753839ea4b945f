"""Which updates may run: a table, and a real engine that runs whatever passes and must touch nothing else."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as px
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from outcomes import outcome

from kg.protocol import Operation, Refusal, check_update, with_dataset
from kg.protocol.updates import MAX_CHARACTERS, MAX_TOKENS
from kg.settings import BASE_IRI

USER = f"{BASE_IRI}graph/user/"
LINES = (Path(__file__).parent / "data" / "updates.tsv").read_text(encoding="utf-8").split("\n")
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("# ")]


def written_out(update: str) -> str:
    """Return an update of the table with its graphs in full."""
    for short, full in (("<U", USER), ("<A", f"{BASE_IRI}graph/article/"), ("<B", BASE_IRI)):
        update = update.replace(short, f"<{full}")
    return update.replace("\\n", "\n").replace("\\\\", "\\")


@pytest.mark.parametrize("case", CASES, ids=[case[2] for case in CASES])
def test_table(case: tuple[str, ...]) -> None:
    verdict, where, update = case
    text = written_out(update)
    if verdict == "allowed":
        assert all(graph.startswith(USER) for graph in check_update(text, BASE_IRI).graphs)
        px.Store().update(text)
        return
    with pytest.raises(Refusal) as caught:
        check_update(text, BASE_IRI)
    assert f"{caught.value.status} {caught.value.code}" == verdict
    assert caught.value.message.startswith(f"{where}: " if where else "")
    assert ("corrections.csv" in caught.value.message) == verdict.startswith("403")


def test_graphs_are_told_once_each() -> None:
    text = f"CREATE GRAPH <{USER}b>; CREATE GRAPH <{USER}a>; CREATE GRAPH <{USER}b>"
    assert check_update(text, BASE_IRI).graphs == (f"{USER}b", f"{USER}a")


def test_length_is_bounded_and_data_may_be_long() -> None:
    data = ", <a:d>" * (MAX_CHARACTERS // 8)
    long = f"INSERT DATA {{ GRAPH <{USER}a> {{ <a:b> <a:c> <a:d> {data} }} }}"
    px.Store().update(check_update(long, BASE_IRI).text)
    with pytest.raises(Refusal, match="at most"):
        check_update(long + " " * MAX_CHARACTERS, BASE_IRI)
    for patterns in ("?s <p:> ?o . " * MAX_TOKENS, "{} " * MAX_TOKENS):
        with pytest.raises(Refusal, match="more than"):
            check_update(f"INSERT {{ GRAPH <{USER}a> {{ }} }} WHERE {{ {patterns} }}", BASE_IRI)


def test_graphs_of_the_protocol_become_using_clauses() -> None:
    operation = Operation("update", "", (f"{BASE_IRI}graph/article/1",), (f"{BASE_IRI}graph/article/2",))
    change = f"INSERT {{ GRAPH <{USER}new> {{ ?s <p:> ?o }} }} WHERE {{ ?s ?q ?o . GRAPH ?g {{ ?x ?y ?z }} }}"
    text = with_dataset(check_update(f"{change} ; {change}", BASE_IRI), operation)
    store = filled()
    store.update(text)
    assert [quad.object for quad in store.quads_for_pattern(None, None, None, px.NamedNode(f"{USER}new"))] == [
        px.Literal("1")
    ]


@pytest.mark.parametrize("clause", ["USING <{b}graph/article/1>", "USING NAMED <{b}graph/article/1>"])
def test_graphs_of_the_protocol_do_not_go_with_those_of_the_update(clause: str) -> None:
    text = f"INSERT {{ GRAPH <{USER}a> {{ ?s <p:> ?o }} }} {clause.format(b=BASE_IRI)} WHERE {{ ?s <p:> ?o }}"
    with pytest.raises(Refusal) as caught:
        with_dataset(check_update(text, BASE_IRI), Operation("update", "", ("a:b",)))
    assert (caught.value.status, caught.value.code) == (400, "conflicting-graphs")


def filled() -> px.Store:
    """Return a store with a triple in the default graph, in two articles' graphs and in two of the user."""
    store = px.Store()
    names = ("graph/article/1", "graph/article/2", "graph/state", "graph/user/a", "graph/user/b")
    graphs: tuple[px.DefaultGraph | px.NamedNode, ...] = (
        px.DefaultGraph(),
        *(px.NamedNode(BASE_IRI + name) for name in names),
    )
    for number, graph in enumerate(graphs):
        store.add(px.Quad(px.NamedNode("a:s"), px.NamedNode("a:p"), px.Literal(str(number)), graph))
    return store


def outside(store: px.Store) -> tuple[set[px.Quad], set[str]]:
    """Return the quads and the names of graphs that are not the user's."""
    quads = {quad for quad in store if not str(quad.graph_name).startswith(f"<{USER}")}
    return quads, {str(graph) for graph in store.named_graphs() if not str(graph).startswith(f"<{USER}")}


OURS = st.sampled_from([f"<{USER}a>", f"<{USER}b>", "u:a", f"<{USER}new>"])
ANY = OURS | st.sampled_from(
    [f"<{BASE_IRI}graph/article/1>", f"<{BASE_IRI}graph/state>", f"<{USER}>", f"<{USER}../article/1>", "?g", "_:g", "a:g",
     "<graph/article/1>", "<../article/1>", f"<{USER}a/../../article/2>", f"<{USER}a/%2e%2e/x>", "DEFAULT", "''"]
)  # fmt: skip
TERM = st.sampled_from(
    ["?s", "?p", "?o", "<a:s>", "<a:p>", "'0'", "1", "a", "[]", "_:x", "( 1 )", "<<( ?s <a:p> 1 )>>"]
)
ODD = st.tuples(TERM, TERM, TERM).map(lambda parts: " ".join(parts) + " . ")
DATA = st.sampled_from(["<a:s> <a:p> '4' . ", "<a:s> <a:p> '9' . <a:x> a <a:y> ; <a:p> 1, 2 . "])
PATTERN = st.just("?s <p:> ?o . ") | DATA
USINGS = st.sampled_from(["", "", f"USING <{BASE_IRI}graph/article/1> ", "USING NAMED u:a ", "USING <file:///x> "])
WHERE = st.sampled_from(
    [
        "{ ?s <p:> ?o }",
        "{ GRAPH ?g { ?s <p:> ?o } }",
        "{}",
        "{ ?s <p:> ?o } ; CLEAR ALL",
        "{ ?s ?p '}' } # ; DROP ALL\n",
    ]
)
PROLOGUES = st.sampled_from(
    ["", f"PREFIX u: <{USER}> PREFIX a: <a:> ", f"PREFIX u: <{BASE_IRI}graph/article/> ", f"BASE <{USER}> PREFIX u: <> ",
     f"BASE <{USER}a/> ", f"PREFIX u: <{USER}../user/> "]
)  # fmt: skip
Strategy = st.SearchStrategy[str]


def quads(graph: Strategy, triples: Strategy, bare: Strategy) -> Strategy:
    """Return the quads of a template or of data; ``bare`` are triples outside GRAPH."""
    named = st.tuples(graph, triples).map(lambda pair: f"GRAPH {pair[0]} {{ {pair[1]} }} ")
    return st.lists(named | bare, min_size=1, max_size=2).map(lambda parts: "{ " + "".join(parts) + "}")


def joined(*parts: Strategy | str) -> Strategy:
    """Return the parts one after another, set apart by spaces."""
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map(" ".join)


def operations(graph: Strategy, data: Strategy, pattern: Strategy, bare: Strategy) -> Strategy:
    """Return operations of every form that write to such graphs."""
    filled_, template = quads(graph, data, bare), quads(graph, pattern, bare)
    with_ = quads(graph, pattern, pattern)
    return st.one_of(
        joined("INSERT DATA", filled_),
        joined("DELETE DATA", filled_),
        joined("DELETE WHERE", template),
        joined("INSERT", template, USINGS, "WHERE", WHERE),
        joined("DELETE", template, "INSERT", template, USINGS, "WHERE", WHERE),
        joined("WITH", graph, "DELETE", with_, USINGS, "WHERE", WHERE),
        joined(st.sampled_from(["CREATE", "DROP", "CLEAR"]), st.sampled_from(["", "SILENT"]), "GRAPH", graph),
    )


MANY = st.sampled_from(["CLEAR ALL", "DROP DEFAULT", "CLEAR NAMED", "LOAD <file:///x>"]) | joined(
    st.sampled_from(["COPY", "MOVE", "ADD"]), ANY, "TO", ANY
)
SOUND = joined(f"PREFIX u: <{USER}>", operations(OURS, DATA, PATTERN, st.nothing()))
MIXED = joined(PROLOGUES, operations(ANY, DATA | ODD, PATTERN | ODD, PATTERN | ODD) | MANY)
UPDATES = st.lists(st.one_of(SOUND, SOUND, MIXED), min_size=1, max_size=3).map(" ; ".join)
PIECES = st.sampled_from(
    ["INSERT", "DELETE", "DATA", "WHERE", "GRAPH", "WITH", "USING", "CLEAR", "DROP", "ALL", "DEFAULT", "{", "}", ";", ".",
     f"<{USER}a>", f"<{BASE_IRI}graph/article/1>", "?s", "?p ?o", "<a:s> <a:p> '0'", "#", "\n", " ", " ", " ", '"', "'",
     '"""', "<", ">", "\\", "\\u007d", "(", ")", "[", "]", "<<", ">>", "{|", "|}", "@fa", "^^", "1", "SELECT *", "FILTER",
     "INSERT DATA {", "CLEAR ALL", "; DROP ALL", "u:", "_:b", "\u200c", "SILENT", "INTO", "TO", "COPY"]
)  # fmt: skip
SOUP = st.lists(PIECES, max_size=25).map(
    lambda pieces: f"INSERT DATA {{ GRAPH <{USER}a> {{ <a:s> <a:p> '8' }} }} ; " + "".join(pieces)
)


@given(UPDATES | SOUP)
@settings(max_examples=500)
@example(f"WITH <{USER}a> DELETE {{ ?s <p:> ?o }} WHERE {{ ?s <p:> ?o }} ; CLEAR GRAPH <{USER}b>")
@example(
    f"PREFIX u: <{USER}> DELETE {{ GRAPH u:a {{ ?s <p:> ?o }} }} INSERT {{ GRAPH u:b {{ ?s <p:> ?o }} }} WHERE {{ ?s <p:> ?o }}"
)
def test_what_passes_changes_nothing_but_graphs_of_the_user(update: str) -> None:
    if isinstance(outcome(check_update, update, BASE_IRI), Refusal):
        return
    store = filled()
    before = outside(store)
    for base in (None, BASE_IRI):
        try:
            store.update(update, base_iri=base)
        except (SyntaxError, RuntimeError):  # the engine has more to say, such as a graph that exists already
            pass
        except OSError as error:
            pytest.fail(f"Oxigraph tried a file or the network: {error}")
        assert outside(store) == before


def test_the_generator_makes_updates_that_run_and_change_something() -> None:
    """Else the property above would say nothing."""
    seen = dict.fromkeys(("INSERT DATA", "DELETE DATA", "DELETE WHERE", "INSERT {", "WITH", "CREATE", "CLEAR"), 0)

    @given(SOUND)
    @settings(max_examples=500)
    def collect(update: str) -> None:
        store = filled()
        try:
            check_update(update, BASE_IRI)
            store.update(update)
        except (Refusal, SyntaxError, RuntimeError):
            return
        if set(store) != set(filled()) or len(list(store.named_graphs())) != len(list(filled().named_graphs())):
            for form in seen:
                seen[form] += form in update

    collect()
    assert all(seen.values()), seen
