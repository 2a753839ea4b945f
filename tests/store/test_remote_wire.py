"""What a server may answer and never should: each is one clear error, and no part is taken for the whole."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from sparql_servers import oxigraph

from kg.errors import KgError, QueryError, StoreError
from kg.settings import BASE_IRI, Remote, Settings
from kg.store import open_store
from kg.store.remote import RemoteStore
from kg.store.remote_address import address_of
from kg.store.remote_server import Server

JSON = "application/sparql-results+json"
TRUE = b'{"head": {}, "boolean": true}'
ROW = b'{"s": {"type": "uri", "value": "http://a.example/"}}'
ROWS = b'{"head": {"vars": ["s"]}, "results": {"bindings": [' + b", ".join([ROW] * 100) + b"]}}"
ASKED = "SELECT ?s WHERE { ?s ?p ?o }"
Reply = Callable[[BaseHTTPRequestHandler, str], None]


@contextmanager
def served(reply: Reply) -> Iterator[str]:
    """Serve answers of one's own on loopback; what a store asks when it is opened is answered as it should be."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = parse_qs(body)
            asked = (fields.get("query") or fields.get("update") or [""])[0]
            if asked == "ASK { }" and reply.__name__ != "guarded":
                plainly(self, TRUE)
            else:
                reply(self, asked)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def plainly(to: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    to.send_response(status)
    told = {"Content-Type": JSON, "Content-Length": str(len(body)), **headers}
    for name, value in told.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


def cut_by_length(to: BaseHTTPRequestHandler, _: str) -> None:
    plainly(to, ROWS[:700], Content_Length=str(len(ROWS)))
    to.close_connection = True


def cut_within(to: BaseHTTPRequestHandler, _: str) -> None:
    plainly(to, ROWS[:700])


def cut_between_rows(to: BaseHTTPRequestHandler, _: str) -> None:
    plainly(to, ROWS[: ROWS.index(ROW) + len(ROW)])


def cut_chunks(to: BaseHTTPRequestHandler, _: str) -> None:
    to.send_response(200)
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    to.wfile.write(b"%x\r\n%s\r\n" % (len(ROWS), ROWS))  # the last chunk, which says that it was all, never comes
    to.close_connection = True


def too_large(to: BaseHTTPRequestHandler, _: str) -> None:
    plainly(to, ROWS + b" " * 200_000)


def slow(to: BaseHTTPRequestHandler, _: str) -> None:
    time.sleep(2)
    plainly(to, ROWS)


def dripping(to: BaseHTTPRequestHandler, _: str) -> None:
    to.send_response(200)
    to.send_header("Content-Length", str(len(ROWS)))
    to.end_headers()
    for byte in ROWS[:300]:
        to.wfile.write(bytes([byte]))
        to.wfile.flush()
        time.sleep(0.02)


WRONG: dict[str, tuple[Reply, type[KgError], str]] = {
    "cut against its length": (cut_by_length, StoreError, "cannot be reached"),
    "cut within a row": (cut_within, StoreError, "cut short"),
    "cut between rows": (cut_between_rows, StoreError, "cut short"),
    "cut in chunks": (cut_chunks, StoreError, "cannot be reached"),
    "rows left out": (
        lambda to, _: plainly(to, ROWS, X_SPARQL_MaxRows="100"),
        StoreError,
        "cut its answer to 100 rows",
    ),
    "no JSON": (lambda to, _: plainly(to, b"<html>Welcome</html>"), StoreError, "cut short, or is none"),
    "another JSON": (lambda to, _: plainly(to, b'{"rows": []}'), StoreError, "cut short, or is none"),
    "nothing": (lambda to, _: plainly(to, b""), StoreError, "cut short, or is none"),
    "too large": (too_large, StoreError, "larger than 100000 bytes"),
    "too slow": (slow, QueryError, "took too long"),
    "dripping": (dripping, QueryError, "took too long"),
    "elsewhere": (lambda to, _: plainly(to, b"", 302, Location="http://evil.example/"), StoreError, "another address"),
    "refused": (lambda to, _: plainly(to, b"Sorry\n\n  at /opt/x.c", 400), QueryError, "malformed: Sorry at"),
    "failed": (
        lambda to, _: plainly(to, b"\x1b[31mdown\n" * 900, 503),
        StoreError,
        r"failed \(HTTP 503\): \?\[31mdown",
    ),
    "not found": (lambda to, _: plainly(to, b"", 404), StoreError, "no SPARQL service"),
    "forbidden": (lambda to, _: plainly(to, b"", 403), StoreError, "KG_STORE_USER"),
}


@pytest.mark.parametrize("case", sorted(WRONG))
def test_a_wrong_answer_is_one_line(case: str) -> None:
    reply, kind, words = WRONG[case]
    settings = Settings(query_seconds=1, remote=Remote(answer_bytes=100_000))
    with served(reply) as url, RemoteStore(Server(address_of(url), settings), BASE_IRI) as store:
        with pytest.raises(kind, match=words) as caught:
            store.query(ASKED)
        assert len(str(caught.value)) < 600
        assert str(caught.value).isprintable()
        assert url in str(caught.value)


def test_no_server_at_all() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store("http://127.0.0.1:9/sparql")


def test_a_connection_that_was_kept_and_has_gone_is_made_again() -> None:
    def once(to: BaseHTTPRequestHandler, _: str) -> None:
        plainly(to, ROWS)
        to.close_connection = True  # without saying so

    with served(once) as url, RemoteStore(Server(address_of(url), Settings()), BASE_IRI) as store:
        for _ in range(3):
            assert len(store.query(ASKED).rows) == 100


PASSWORD = "s3cret-p4ss"


@pytest.mark.parametrize("scheme", ["Basic", "Digest"])
def test_credentials_are_shown_to_who_asks_and_to_nobody_else(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    seen: list[str] = []

    def guarded(to: BaseHTTPRequestHandler, asked: str) -> None:
        shown = to.headers.get("Authorization", "")
        seen.append(shown)
        if shown.startswith(scheme):
            plainly(to, TRUE if asked == "ASK { }" else ROWS)
        else:
            asks = f'{scheme} realm="SPARQL", nonce="abc", opaque="xyz", qop="auth"'
            plainly(to, b"", 401, WWW_Authenticate=asks)

    with served(guarded) as url, RemoteStore(Server(address_of(url), Settings()), BASE_IRI) as store:
        assert len(store.query(ASKED).rows) == 100
    assert seen[0] == ""
    assert all(one.startswith(scheme) for one in seen[1:])
    assert PASSWORD not in "".join(seen)
    if scheme == "Digest":
        assert 'username="dba"' in seen[1]
        assert "nc=00000001" in seen[1]
        assert "nc=00000002" in seen[2]


def test_a_wrong_password_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)

    def guarded(to: BaseHTTPRequestHandler, _: str) -> None:
        plainly(to, PASSWORD.encode(), 401, WWW_Authenticate='Basic realm="SPARQL"')

    with served(guarded) as url, pytest.raises(StoreError, match="does not allow") as caught:
        Server(address_of(url), Settings())
    assert PASSWORD not in str(caught.value)


ENDLESS = "WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i = 1000000 || (?c = 0 && ?f = 0)) }"
"""A few rows at once, and then a search among all others."""


@pytest.mark.oxigraph
@pytest.mark.parametrize("form", ["SELECT ?c", "CONSTRUCT { ?a ?b ?i }"])
def test_what_oxigraph_cuts_at_its_limit_of_time_is_an_error(form: str, tmp_path: Path) -> None:
    from pyoxigraph import Literal, NamedNode, Quad

    node = NamedNode("http://a.example/")
    with oxigraph(tmp_path, "--timeout-s", "1") as url, open_store(url, "write") as store:
        store.load_quads(Quad(node, node, Literal(number)) for number in range(500))
        with pytest.raises(StoreError, match="cut short"):
            store.query(f"{form} {ENDLESS}")


def test_closing_ends_the_connections() -> None:
    with served(lambda to, _: plainly(to, ROWS)) as url:
        with closing(RemoteStore(Server(address_of(url), Settings()), BASE_IRI)) as store:
            store.query(ASKED)
        with pytest.raises(StoreError, match="closed"):
            store.query(ASKED)
