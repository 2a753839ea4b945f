"""Requests as a server on the internet meets them: good ones with known answers, bad ones, and such as mean harm.

Every kind says with which statuses it may be answered. What a good request gives is known from the engine itself,
asked directly. Kinds and their contents follow from a seed.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions
from wire import Answer, Line, get, post, request

LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
MESSAGE = 1_000
"""Longest body of a refusal, in bytes."""

LIMITED = frozenset({200, 422, 503})
"""What a question may get that asks for too much: its answer, a limit of its own, or the word to come back later."""

FORBIDDEN = (b"Traceback", b"site-packages", b"/kg/", b".py", b"/tmp", b"/home", b"/root", b"root:")
"""What no refusal may hold."""


@dataclass(frozen=True, slots=True)
class Case:
    """One request. right: None where a status is all that is asked; head: the answer has no body."""

    kind: str
    data: bytes
    statuses: frozenset[int]
    right: Callable[[Answer], bool] | None = None
    head: bool = False


@dataclass(slots=True)
class Tally:
    """What came of a storm."""

    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, case: Case, answer: Answer) -> None:
        """Count an answer, and keep it where it is not as it should be."""
        self.asked[case.kind] += 1
        self.statuses[case.kind, answer.status] += 1
        why = fault(case, answer)
        if why and len(self.wrong) < 50:
            self.wrong.append(f"{case.kind}: {why}; {answer.status} {answer.body[:200]!r} to {case.data[:300]!r}")


def fault(case: Case, answer: Answer) -> str:
    """Return what is wrong with an answer, "" if nothing is."""
    if answer.status not in case.statuses:
        return "status"
    html = answer.headers.get("content-type", "").startswith("text/html")
    if answer.status >= 400 and not case.head:
        if len(answer.body) > MESSAGE and not html:
            return "long message"
        if any(word in answer.body for word in FORBIDDEN):
            return "tells of the machine"
    if "x-soak" in answer.headers or (html and b"<script>alert" in answer.body):
        return "header or script injected"
    return "" if case.right is None or answer.status != 200 or case.right(answer) else "wrong answer"


class Goods:
    """Requests whose answers are known: look-ups of labels, and some questions of every form and format."""

    def __init__(self, quads: Path, most: int = 1_000) -> None:
        self.store = pyoxigraph.Store.read_only(str(quads))
        found = {
            (quad.subject.value, quad.object.value)
            for quad in self.store.quads_for_pattern(None, LABEL, None, pyoxigraph.DefaultGraph())
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        }
        self.labels = sorted(found)[:most]
        self.count = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s <{LABEL.value}> ?o }}"
        self._known: dict[tuple[str, str], bytes] = {}

    def direct(self, text: str, format_: QueryResultsFormat = QueryResultsFormat.JSON) -> bytes:
        """Return what the engine answers, asked directly."""
        key = (text, str(format_))
        if key not in self._known:
            found = self.store.query(text)
            assert isinstance(found, QuerySolutions)
            self._known[key] = found.serialize(format=format_) or b""
        return self._known[key]

    def case(self, chance: random.Random) -> Case:
        """Return one good request."""
        return chance.choice(
            (self._got, self._got, self._got, self._written, self._posted, self._formed, self._asked, self._headed)
        )(chance)

    def _text(self, chance: random.Random) -> str:
        subject, _ = chance.choice(self.labels)
        return f"SELECT ?label WHERE {{ <{subject}> <{LABEL.value}> ?label }} ORDER BY ?label"

    def _same(self, text: str) -> Callable[[Answer], bool]:
        return lambda answer: json.loads(answer.body) == json.loads(self.direct(text))

    def _got(self, chance: random.Random) -> Case:
        text = self._text(chance)
        return Case("good GET", get("/sparql", JSON, query=text), frozenset({200}), self._same(text))

    def _written(self, chance: random.Random) -> Case:
        text, format_ = (
            self._text(chance),
            chance.choice((QueryResultsFormat.CSV, QueryResultsFormat.TSV, QueryResultsFormat.XML)),
        )
        return Case(
            f"good {format_.file_extension}", get("/sparql", format_.media_type, query=text), frozenset({200}),
            lambda answer: answer.body == self.direct(text, format_),
        )  # fmt: skip

    def _posted(self, chance: random.Random) -> Case:
        text = self._text(chance)
        return Case("good POST", post("/sparql", text.encode(), QUERY), frozenset({200}), self._same(text))

    def _formed(self, chance: random.Random) -> Case:
        text = chance.choice((self._text(chance), self.count))
        body = f"query={quote(text, safe='')}".encode()
        return Case("good form", post("/sparql", body, FORM), frozenset({200}), self._same(text))

    def _asked(self, chance: random.Random) -> Case:
        subject, label = chance.choice(self.labels)
        name = Literal(label)
        text = f"ASK {{ <{subject}> <{LABEL.value}> ?l FILTER(STR(?l) = {name}) }}"
        return Case(
            "good ASK",
            get("/sparql", JSON, query=text),
            frozenset({200}),
            lambda answer: json.loads(answer.body)["boolean"] is True,
        )

    def _headed(self, chance: random.Random) -> Case:
        data = get("/sparql", JSON, query=self._text(chance)).replace(b"GET", b"HEAD", 1)
        return Case("good HEAD", data, frozenset({200}), head=True)


MALFORMED = (
    "", "SELECT", "SELECT *", "SELECT * WHERE {", "SELECT * WHERE { ?s ?p }", "}{", "ASK { ?s ?p ?o } ?", "SELEKT * {}", "\x00", "ASK { \ufffe }",
    "SELECT (1/0 AS ?x", "PREFIX : <x> ASK {", "SELECT * { ?s ?p 'x }", "DESCRIBE", "CONSTRUCT {} WHERE", "SELECT ?x { BIND(?y AS ?x) BIND(1 AS ?x) }",
    "<script>alert(1)</script>", "'; DROP ALL; --", "SELECT * { ?s ?p ?o } LIMIT -1", "ASK { FILTER(NOSUCH(?x)) }", "ASK {} ASK {}",
)  # fmt: skip
REACHING = (
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://169.254.169.254/latest/meta-data/> { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <file:///etc/passwd>", "DROP ALL", "INSERT DATA { <a:a> <a:b> <a:c> }", "DELETE WHERE { ?s ?p ?o }", "CLEAR DEFAULT",
    "ASK { ?s ?p true\\u0053ERVICE <http://127.0.0.1:9/> {} }",
)  # fmt: skip
PATHS = (
    "/../../../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/assets/../../../etc/passwd", "/assets/..%2f..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd",
    "/id/../../../etc/passwd", "/id/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/pages/..%5c..%5cetc%5cpasswd", "/ask/..%2f..%2fetc%2fpasswd", "/ask/%00", "/id/%00",
    "/nothing", "/sparql/", "/.git/config", "/.env", "/wp-admin/", "/id/<script>alert(1)</script>", "/id/%3Cscript%3Ealert(1)%3C/script%3E", "/id/" + "a" * 3000,
    "/ask/" + "a" * 3000, "//etc/passwd", "/id/%ff%fe", "/pages/%ff", "/ask/%F0%9F%98%80", "/search/%0d%0aX-Soak:%201",
)  # fmt: skip
INJECTED = "a\r\nX-Soak: 1\r\n\r\n<script>alert(1)</script>"
ANSWERED = frozenset({200, 301, 302, 303, 304, 307, 308, 400, 404, 405, 406, 410, 413, 414, 415, 422, 431, 503})
"""Also 503: while long questions take all the processes for them, what is no quick look-up is told to come again."""
REFUSED = frozenset(range(400, 500))
TYPES = ("text/plain", "application/json", "text/turtle", "multipart/form-data; boundary=x", "application/sparql-update", "", "a" * 500, "application/sparql-query; charset=utf-16", "application/x-www-form-urlencoded; charset=\x01")  # fmt: skip


def bad(chance: random.Random) -> Case:
    """Return one request that is to be refused, or at least to do no harm."""
    return chance.choice(
        (
            _malformed,
            _malformed,
            _reaching,
            _typed,
            _accepting,
            _repeated,
            _path,
            _method,
            _nested,
            _large,
            _injecting,
            _encoded,
            _raw,
        )
    )(chance)


def _malformed(chance: random.Random) -> Case:
    text = chance.choice(MALFORMED)
    data = chance.choice((get("/sparql", JSON, query=text), post("/sparql", text.encode(), QUERY)))
    # Without any text a GET is the question for the service's description.
    return Case("malformed", data, REFUSED | ({200} if not text else set()))


def _reaching(chance: random.Random) -> Case:
    text = chance.choice(REACHING)
    kind = chance.choice((QUERY, "application/sparql-update"))
    data = chance.choice((get("/sparql", JSON, query=text), post("/sparql", text.encode(), kind)))
    # FROM names graphs of the store, where the store has none of that name there is nothing in it.
    empty = {200} if "FROM NAMED" in text else set()
    return Case("reaching", data, REFUSED | empty, lambda answer: json.loads(answer.body)["results"]["bindings"] == [])


def _typed(chance: random.Random) -> Case:
    return Case("media type", post("/sparql", b"ASK {}", chance.choice(TYPES)), REFUSED)


def _accepting(chance: random.Random) -> Case:
    accept = chance.choice(
        (
            "image/png",
            "application/pdf",
            "text/html;q=0",
            "*/*;q=0",
            "a/b," * 2000,
            "\x7f",
            ";;;",
            "q=1",
            "text/turtle;q=2",
        )
    )
    return Case("accept", get("/sparql", accept, query="ASK {}"), frozenset({200, 400, 406, 431}))


def _repeated(chance: random.Random) -> Case:
    query = chance.choice(("query=ASK{}&query=ASK{}", "query=ASK{}&update=CLEAR%20ALL", "query=ASK{}&default-graph-uri=%00", "update=CLEAR+ALL", "query=%ff%fe", "query=ASK%7B%7D&format=<script>", "&" * 5000, "query=ASK{}" + "&named-graph-uri=x:a" * 3000))  # fmt: skip
    return Case("parameters", request("GET", f"/sparql?{query}", {"Accept": JSON}), ANSWERED | {403})


def _path(chance: random.Random) -> Case:
    return Case(
        "path",
        request(
            "GET",
            chance.choice(PATHS).replace(" ", "%20"),
            {"Accept": chance.choice(("*/*", "text/html", "text/turtle"))},
        ),
        ANSWERED,
    )


def _method(chance: random.Random) -> Case:
    method, target = (
        chance.choice(("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO", "OPTIONS")),
        chance.choice(("/sparql", "/graph", "/id/x", "/", "/health")),
    )
    return Case("method", request(method, target, {}), REFUSED | {200, 204})


def _nested(chance: random.Random) -> Case:
    depth = chance.choice((100, 1_000, 20_000))
    opening, closing = chance.choice(
        (("{", "}"), ("(", ")"), ("[", "]"), ("OPTIONAL {", "}"), ("!(", ")"), ("NOT EXISTS {", "}"))
    )
    text = f"ASK {{ ?s ?p ?o {'FILTER' if closing == ')' else ''} {opening * depth} {closing * depth} }}"
    return Case("nested", post("/sparql", text.encode(), QUERY), REFUSED | {503})


def _large(chance: random.Random) -> Case:
    size = chance.choice((250_000, 900_000, 2_000_000))
    text = chance.choice(
        ("ASK { ?s ?p '%s' }", "ASK { # %s \n }", "ASK { ?s ?p ?%s }", "SELECT * { VALUES ?x { %s } }")
    ) % ("x " * (size // 2))
    # A server that does not read to the end closes the connection, and its answer may be lost.
    lost = {0} if size > 1_000_000 else set()
    return Case("large", post("/sparql", text.encode(), QUERY), frozenset({400, 413, 503} | lost))


def _injecting(chance: random.Random) -> Case:
    word = quote(INJECTED, safe="")
    target = chance.choice((f"/ask/{word}", f"/id/{word}", f"/sparql?query={word}", f"/sparql?query=ASK%7B%7D&format={word}", f"/ask/co-parties?institution={word}", f"/ask/co-parties?format={word}&institution=x", f"/search?q={word}", f"/suggest?q={word}&of={word}", f"/graph?graph={word}", f"/{word}"))  # fmt: skip
    headers = {
        "Accept": JSON,
        "Origin": "https://evil.example",
        "If-None-Match": '"<script>"',
        "Accept-Encoding": "gzip, x",
    }
    # A name that nothing has is compared with all names, which takes long enough to be sent away where others do.
    return Case("injection", request("GET", target, headers), ANSWERED | {503})


def _encoded(chance: random.Random) -> Case:
    data = chance.choice(
        (
            b"\xff\xfe",
            "پرسش".encode("utf-16"),
            b"query=%",
            b"query=%zz",
            b"\x00" * 100,
            "\ud800".encode("utf-8", "surrogatepass"),
        )
    )
    return Case("encoding", post("/sparql", data, chance.choice((QUERY, FORM))), REFUSED)


def _raw(chance: random.Random) -> Case:
    data = chance.choice((
        b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET /sparql?query=ASK{} HTTP/9.9\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n", b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\nContent-Length: 3\r\n\r\nASK {}   ",
        b"GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"G\r\n\r\n", b"GET http://evil.example/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ))  # fmt: skip
    return Case("raw", data, ANSWERED | {0, 421, 501, 505})


HEAVY = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a (!<a:b>)* ?c . ?c (!<a:d>)* ?d }",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f)); SEPARATOR='xxxxxxxxxxxxxxxxxxxxxxxx') AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT ?x { ?a ?b ?c . ?d ?e ?f BIND(REPLACE(REPLACE(REPLACE(STR(?c), '.', '$0$0$0$0$0$0$0$0'), '.', '$0$0$0$0$0$0$0$0'), '.', '$0$0$0$0$0$0$0$0') AS ?x) } ORDER BY ?x",
    "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '(a*)*(b*)*(c*)*zzzz')) }",
    "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT ?c (COUNT(DISTINCT ?f) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?c",
    "SELECT * { { SELECT * { ?a ?b ?c . ?d ?e ?f } } MINUS { ?a ?x ?y . ?u ?v ?w } OPTIONAL { ?d ?q ?r . ?m ?n ?o } }",
    "SELECT (SHA512(GROUP_CONCAT(?x)) AS ?n) { ?a ?b ?c . ?d ?e ?f . BIND(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d), STR(?e), STR(?f)) AS ?x) }",
)  # fmt: skip
DOUBLING = "SELECT (STRLEN(?x30) AS ?n) {{ BIND('{seed}xxxxxxxxxxxxxxxx' AS ?x0) {steps} }}"


def heavy(chance: random.Random) -> Case:
    """Return a question that asks for far too much time or memory; a number in it keeps it from being the same twice."""
    if chance.random() < 0.2:
        steps = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(30))
        text = DOUBLING.format(seed=chance.random(), steps=steps)
    else:
        text = f"# {chance.random()}\n{chance.choice(HEAVY)}"
    return Case("heavy", post("/sparql", text.encode(), QUERY, "*/*"), LIMITED)


@dataclass(frozen=True, slots=True)
class Mix:
    """How many requests of each sort make up a storm; those that go away or are slow count as one request each."""

    good: int
    bad: int
    heavy: int
    away: int
    slow: int


def mix_of(count: int) -> Mix:
    """Return a mix of so many requests; heavy ones take seconds each and so are few."""
    rare, seldom = max(count // 1_000, 6), max(count // 250, 6)
    return Mix(count - count // 4 - rare - 2 * seldom, count // 4, rare, seldom, seldom)


class Storm:
    """Sends a mix to a server, a few connections of each sort at a time."""

    def __init__(self, port: int, goods: Goods, seed: int) -> None:
        self.port, self.goods, self.seed = port, goods, seed
        self.tally = Tally()

    async def run(self, mix: Mix) -> Tally:
        """Send everything; return what came of it."""
        parts: list[Awaitable[None]] = []
        parts += self._spread("good", mix.good, 6, self.goods.case)
        parts += self._spread("bad", mix.bad, 3, bad)
        parts += self._spread("heavy", mix.heavy, 3, heavy)
        parts += [self._away(mix.away), self._slow(mix.slow)]
        await asyncio.gather(*parts)
        return self.tally

    def _spread(
        self, name: str, count: int, lines: int, make: Callable[[random.Random], Case]
    ) -> Iterator[Awaitable[None]]:
        for number in range(lines):
            chance = random.Random(f"{self.seed} {name} {number}")
            yield self._ask(count // lines + (number < count % lines), chance, make)

    async def _ask(self, count: int, chance: random.Random, make: Callable[[random.Random], Case]) -> None:
        line = Line(self.port)
        for _ in range(count):
            case = make(chance)
            try:
                self.tally.note(case, await line.ask(case.data, head=case.head))
            except TimeoutError:
                line.close()
                self.tally.wrong.append(f"{case.kind}: no answer to {case.data[:300]!r}")
            if case.kind == "raw":
                line.close()
        line.close()

    async def _away(self, count: int) -> None:
        """Ask, and go away: before the answer, in the midst of it, or in the midst of the question."""
        chance = random.Random(f"{self.seed} away")
        for _ in range(count):
            line = Line(self.port)
            case = chance.choice((heavy, self.goods.case))(chance)
            await line.send(case.data[: chance.choice((len(case.data), len(case.data), len(case.data) // 2))])
            await asyncio.sleep(chance.choice((0, 0.01, 0.1, 0.4)))
            line.close()
            self.tally.asked["gone away"] += 1

    async def _slow(self, count: int) -> None:
        """Send a question bit by bit, many at a time, and leave some of them without an end."""
        chance = random.Random(f"{self.seed} slow")

        async def one(number: int) -> None:
            line, case = Line(self.port), self.goods._formed(random.Random(number))
            parts = [case.data[at : at + 40] for at in range(0, len(case.data), 40)]
            whole = chance.random() < 0.7
            try:
                for part in parts if whole else parts[: len(parts) // 2]:
                    await line.send(part)
                    await asyncio.sleep(0.05)
                if whole:
                    self.tally.note(case, await asyncio.wait_for(line.read(), 60))
            finally:
                line.close()
            self.tally.asked["slow"] += 1

        for start in range(0, count, 20):
            await asyncio.gather(*(one(number) for number in range(start, min(start + 20, count))))
