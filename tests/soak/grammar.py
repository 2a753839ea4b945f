"""Queries from a grammar of SPARQL, seeded: valid ones, nearly valid ones, mutated, deep and huge ones, and such as reach out.

A query is built from the productions of https://www.w3.org/TR/sparql11-query/#sparqlGrammar over a few names of the store, so that a
good part of them gives rows; then most are spoilt in one way or another.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

PROLOGUE = """PREFIX agr: <https://w3id.org/agreements-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
VARIABLES = ("?a", "?b", "?c", "?d", "$e", "?نام")
PROPERTIES = (
    "a",
    "rdfs:label",
    "agr:party",
    "agr:status",
    "agr:evidence",
    "agr:hasObjective",
    "<http://schema.org/x>",
    "agr:نام",
)
NODES = (
    "agr:Agreement",
    "agr:Institution",
    "<https://w3id.org/agreements-kg/id/institution/ministry-of-energy>",
    "_:b",
    "[]",
    "<x:a>",
)
LITERALS = (
    '"وزارت نیرو"@fa',
    '"x"',
    "'y'@en-GB",
    "1",
    "-1.5",
    "2e3",
    "true",
    '"2020-01-01"^^xsd:date',
    '"""a\n"b"""',
    '"\\u06A9\\t"',
    "'\\U0001F600'",
    '"1"^^xsd:integer',
)
UNARY = ("STR", "LANG", "DATATYPE", "BOUND", "IRI", "UCASE", "LCASE", "STRLEN", "ENCODE_FOR_URI", "ISIRI", "ISBLANK", "ISLITERAL", "ISNUMERIC", "ABS", "CEIL", "FLOOR", "ROUND", "YEAR", "MONTH", "DAY", "HOURS", "TZ", "MD5", "SHA1", "SHA512")  # fmt: skip
BINARY = (
    "LANGMATCHES",
    "CONTAINS",
    "STRSTARTS",
    "STRENDS",
    "STRBEFORE",
    "STRAFTER",
    "STRLANG",
    "STRDT",
    "SAMETERM",
    "REGEX",
)
NULLARY = ("NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()")
OPERATORS = ("=", "!=", "<", ">", "<=", ">=", "&&", "||", "+", "-", "*", "/")
AGGREGATES = (
    "COUNT(*)",
    "COUNT(DISTINCT ?a)",
    "SUM(?b)",
    "MIN(?a)",
    "MAX(?c)",
    "AVG(?b)",
    "SAMPLE(?a)",
    "GROUP_CONCAT(?b; SEPARATOR=', ')",
    "GROUP_CONCAT(DISTINCT ?c)",
)
TOKENS = (*OPERATORS, "{", "}", "(", ")", "[", "]", ".", ";", ",", "|", "^", "?", "^^", "@fa", "SELECT", "WHERE", "OPTIONAL", "UNION", "GRAPH", "SERVICE", "FROM", "NAMED", "SILENT", "LOAD", "INSERT", "DELETE", "DATA", "VALUES", "UNDEF", "BIND", "AS", "FILTER", "NOT EXISTS", "MINUS", "LIMIT", "0x1", "1e999", "\\u0053ERVICE", "<a b>", "<>", "'", '"', '"""', "#", "\x00", "\ufeff", "\u202e", "\ud7ff", "😀", "ﷲ", "LATERAL", "<<", ">>", "{|", "|}", "//", "--", "/*", "%00")  # fmt: skip


class Writer:
    """Writes one query after another; ``reaching``: IRIs that no query may make the server touch."""

    def __init__(self, seed: object, reaching: Sequence[str]) -> None:
        self.chance = random.Random(str(seed))
        self.reaching = tuple(reaching)

    def query(self) -> tuple[str, str]:
        """Return a query and the way it was made: valid, mutated, cut, deep, huge or reaching."""
        ways: tuple[tuple[str, int, Callable[[], str]], ...] = (
            ("valid", 40, self.valid), ("mutated", 30, self.mutated), ("cut", 8, self.cut), ("deep", 6, self.deep), ("huge", 4, self.huge), ("reaching", 12, self.reached),
        )  # fmt: skip
        name, _, way = self.chance.choices(ways, [weight for _, weight, _ in ways])[0]
        return way(), name

    def valid(self) -> str:
        """Return a query that follows the grammar."""
        form = self.chance.choice(
            (self._select, self._select, self._select, self._grouped, self._ask, self._construct, self._describe)
        )
        return PROLOGUE + form()

    def mutated(self) -> str:
        """Return a query of which a few places were changed."""
        words = self.valid().split(" ")
        for _ in range(self.chance.randrange(1, 6)):
            at = self.chance.randrange(len(words))
            change = self.chance.randrange(5)
            if change == 0:
                del words[at : at + self.chance.randrange(1, 4)]
            elif change == 1:
                words.insert(at, self.chance.choice(TOKENS))
            elif change == 2:
                words[at] = self.chance.choice(TOKENS)
            elif change == 3:
                words[at:at] = words[at : at + self.chance.randrange(1, 8)]
            else:
                words[at] = words[at][::-1]
            words = words or [""]
        return " ".join(words)

    def cut(self) -> str:
        """Return the beginning of a query, or one with a character gone or come."""
        text = self.valid()
        at = self.chance.randrange(len(text))
        return self.chance.choice(
            (text[:at], text[:at] + text[at + 1 :], text[:at] + chr(self.chance.randrange(1, 0xD7FF)) + text[at:])
        )

    def deep(self) -> str:
        """Return a query that nests, repeats or chains something many times."""
        times = self.chance.choice((20, 59, 61, 300, 900, 3_000))
        before, again, after = self.chance.choice((
            ("SELECT * { ", "{ ", "} "), ("SELECT * { FILTER ", "( ", ") "), ("ASK { FILTER ", "!( ", ") "), ("SELECT * { ?a ?b ", "[ ?b ", "] "),
            ("SELECT * { ", "OPTIONAL { ", "} "), ("SELECT * { ", "{ SELECT * { ", "} } "), ("SELECT * { FILTER NOT EXISTS { ", "FILTER NOT EXISTS { ", "} "),
            ("SELECT * { ?a ", "^( ", ") "), ("SELECT * { GRAPH ?g { ", "GRAPH ?g { ", "} "), ("ASK { ?a ?b ", "( ", ") "), ("SELECT * { ", "MINUS { ", "} "),
        ))  # fmt: skip
        chains = (
            "?a a ?b . ",
            "UNION { ?a a ?b } ",
            "/rdfs:label",
            "|rdfs:label",
            ", ?c ",
            "; rdfs:label ?d ",
            "|| ?a ",
            "+ 1 ",
            "BIND(1 AS ?x) ",
            "FILTER(?a) ",
            "( ?a ) ",
        )
        if self.chance.random() < 0.5:
            return f"{PROLOGUE}{before}{again * times}{after * times}}}"
        return f"{PROLOGUE}SELECT * {{ ?a a ?b {self.chance.choice(chains) * times} }} LIMIT 5"

    def huge(self) -> str:
        """Return a query with very much of something."""
        count = self.chance.choice((1_000, 20_000, 90_000))
        return PROLOGUE + self.chance.choice((
            f"SELECT * {{ VALUES ?a {{ {'agr:Agreement ' * (count // 10)}}} ?b a ?a }} LIMIT 3", f"ASK {{ ?a rdfs:label '{'ن' * count}' }}", f"ASK {{ }} # {'x' * count}",
            f"ASK {{ ?{'v' * count} ?p ?o }}", f"ASK {{ <x:{'a' * count}> ?p ?o }}", f"SELECT {'?a ' * (count // 10)} {{ ?a a ?b }} LIMIT 1", "\n" * count + "ASK {}",
            f"ASK {{ FILTER(REGEX('{'a' * (count // 100)}', '{'(a*)*' * 20}b')) }}", f"ASK {{ {'?a ?b ?c . ' * (count // 30)} }}", f"ASK {{ FILTER({'9' * count} > 1) }}",
        ))  # fmt: skip

    def reached(self) -> str:
        """Return a query that would have the server read a file or ask another server."""
        iri, text = self.chance.choice(self.reaching), self.valid()
        keyword = self.chance.choice(
            (
                "SERVICE",
                "service",
                "SERVICE SILENT",
                "true\tSERVICE",
                "SER\\u0056ICE",
                "1SERVICE",
                "_:aSERVICE",
                "a:SERVICE",
                "SERVICE#\n",
                "\ufeffSERVICE",
            )
        )
        at = text.rfind("}")
        return self.chance.choice((
            f"{text[:at]} {keyword} <{iri}> {{ ?s ?p ?o }} {text[at:]}", f"{text[:at]}{keyword}<{iri}>{{}}{text[at:]}", text.replace("{", f"FROM <{iri}> {{", 1), text.replace("WHERE", f"FROM NAMED <{iri}> WHERE", 1),
            f"LOAD <{iri}>", f"LOAD SILENT <{iri}> INTO GRAPH <x:g>", f"{text} ; LOAD <{iri}>", f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{iri}> {{ ?s ?p ?o }} }}", f"BASE <{iri}>\nSELECT * FROM <> {{ ?s ?p ?o }}",
            f"DESCRIBE <{iri}>", f"SELECT * {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}", f"SELECT * {{ BIND(<{iri}> AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}", f"COPY <{iri}> TO DEFAULT", f"{text} #\nSERVICE <{iri}> {{}}",
        ))  # fmt: skip

    def _select(self) -> str:
        what = self.chance.choice(
            ("*", "?a", "?a ?b", "DISTINCT ?a", "REDUCED ?a ?c", f"?a ({self._expression(2)} AS ?z)")
        )
        return f"SELECT {what} WHERE {{ {self._group(2)} }} {self._order()} LIMIT {self.chance.choice((0, 1, 10, 100))} {self.chance.choice(('', '', 'OFFSET 3'))}"

    def _grouped(self) -> str:
        having = f"HAVING ({self.chance.choice(AGGREGATES)} > 1)" if self.chance.random() < 0.3 else ""
        return f"SELECT ?a ({self.chance.choice(AGGREGATES)} AS ?n) WHERE {{ {self._group(1)} }} GROUP BY ?a {having} ORDER BY DESC(?n) LIMIT 10"

    def _ask(self) -> str:
        return f"ASK {{ {self._group(2)} }}"

    def _construct(self) -> str:
        return f"CONSTRUCT {{ ?a rdfs:label ?b }} WHERE {{ {self._group(1)} }} LIMIT 10"

    def _describe(self) -> str:
        return self.chance.choice(
            (f"DESCRIBE {self.chance.choice(NODES[:3])}", f"DESCRIBE ?a WHERE {{ {self._group(0)} }} LIMIT 1")
        )

    def _order(self) -> str:
        return self.chance.choice(("", "", "ORDER BY ?a", "ORDER BY DESC(?b) ?c", f"ORDER BY ({self._expression(1)})"))

    def _group(self, depth: int) -> str:
        parts = [self._triples()]
        for _ in range(self.chance.randrange(3)):
            parts.append(self._part(depth))
        return " ".join(parts)

    def _part(self, depth: int) -> str:
        inner = self._group(depth - 1) if depth else self._triples()
        return self.chance.choice((
            f"OPTIONAL {{ {inner} }}", f"{{ {inner} }} UNION {{ {self._triples()} }}", f"MINUS {{ {inner} }}", f"GRAPH ?g {{ {inner} }}", f"FILTER({self._expression(2)})",
            f"FILTER NOT EXISTS {{ {inner} }}", f"BIND({self._expression(2)} AS ?v{self.chance.randrange(10_000)})", f"VALUES ?a {{ {self.chance.choice(NODES[:3])} UNDEF }}",
            f"{{ SELECT ?a WHERE {{ {inner} }} LIMIT 5 }}", f"VALUES (?a ?b) {{ (UNDEF {self.chance.choice(LITERALS)}) }}",
        ))  # fmt: skip

    def _triples(self) -> str:
        return " ".join(
            f"{self._subject()} {self._verb()} {self._object()} ." for _ in range(self.chance.randrange(1, 3))
        )

    def _subject(self) -> str:
        return self.chance.choice(("?a", "?a", "?b", *NODES[2:4]))

    def _verb(self) -> str:
        one, other = self.chance.choice(PROPERTIES), self.chance.choice(PROPERTIES)
        return self.chance.choice(
            (
                one,
                one,
                one,
                "?b",
                f"{one}/{other}",
                f"{one}|{other}",
                f"^{one}",
                f"({one})?",
                f"!{one}",
                f"!({one}|^{other})",
                f"{one}+",
                f"({one}/{other})*",
            )
        )

    def _object(self) -> str:
        return self.chance.choice(
            (
                *VARIABLES[1:4],
                *NODES[:3],
                self.chance.choice(LITERALS),
                f"[ {self.chance.choice(PROPERTIES[1:])} ?d ]",
                "( ?c 1 )",
            )
        )

    def _expression(self, depth: int) -> str:
        if depth == 0:
            return self.chance.choice((*VARIABLES[:3], *LITERALS[:10], *NULLARY))
        one, other = self._expression(depth - 1), self._expression(depth - 1)
        return self.chance.choice((
            f"{one} {self.chance.choice(OPERATORS)} {other}", f"{self.chance.choice(UNARY[:3] + UNARY[4:])}({one})", f"{self.chance.choice(BINARY)}({one}, {other})", "BOUND(?a)", f"!({one})", f"IF({one}, {other}, 1)",
            f"COALESCE({one}, {other})", f"CONCAT({one}, {other}, 'x')", f"{one} IN ({other}, 1)", f"SUBSTR({one}, 1, 2)", f"REPLACE({one}, 'a', 'b$0')", f"xsd:integer({one})", f"EXISTS {{ {self._triples()} }}", one,
        ))  # fmt: skip
