"""A value said again inside a group changes no answer, and stands only where it cannot."""

from __future__ import annotations

import pyoxigraph as px
import pytest

from kg.query import bind, check, values_block, with_limit

DATA = "<e:a> <e:p> 1 , 2 ; <e:q> 1 . <e:b> <e:p> 2 ; <e:q> 3 . <e:c> <e:q> 2 ."
CASES = [
    ("{ ?s <e:p> ?x } UNION { ?s <e:q> ?x }", 3),
    ("{ ?s <e:p> ?x . FILTER(?x > 1) } UNION { FILTER(!BOUND(?x)) ?s <e:q> ?x }", 2),
    ("?s <e:q> ?y OPTIONAL { ?s <e:p> ?x }", 1),
    ("?s <e:q> ?y MINUS { ?s <e:p> ?x }", 1),
    ("?s <e:q> ?y FILTER NOT EXISTS { ?s <e:p> ?x }", 1),
    ("{ OPTIONAL { ?s <e:p> ?x } ?s <e:q> ?x }", 1),
    ("{ SELECT ?s WHERE { ?s <e:p> ?x } } ?s <e:q> ?y", 1),
    ("{ SELECT ?s ?x WHERE { ?s <e:p> ?x } } ?s <e:q> ?y", 2),
    ("{ SELECT ?s WHERE { { ?s <e:p> ?x } UNION { ?s <e:q> ?x } } }", 1),
    ("{ SELECT ?s ?x WHERE { { ?s <e:p> ?x } UNION { ?s <e:q> ?x } } }", 4),
    ("{ ?s <e:p> ?z . BIND(?z AS ?x) }", 1),
]


@pytest.mark.parametrize(("body", "blocks"), CASES)
def test_values_are_said_where_they_cannot_change_the_answer(body: str, blocks: int) -> None:
    query, two = check(f"SELECT * WHERE {{ {body} }}"), {"x": px.Literal(2)}
    store = px.Store()
    store.load(DATA, format=px.RdfFormat.TURTLE)
    once = f"{query.text[: query.body]} {values_block(two)} {query.text[query.body :]}"
    text = bind(query, two)
    assert text.count("VALUES") == blocks
    rows = [sorted(str(row) for row in store.query(one)) for one in (once, text)]
    assert rows[0] == rows[1]


def test_a_limit_is_said_at_the_mark_too() -> None:
    text, ours = with_limit(check("SELECT * WHERE { { SELECT ?s WHERE { ?s ?p ?o }\n#LIMIT\n} }"), 7)
    assert ours
    assert text.count("LIMIT 7") == 2
