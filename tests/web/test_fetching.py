"""What a site may do to a fetch: each lie, flood and trap is a listed skip, and the limits hold."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from pathlib import Path

import pytest
from servers import HTML, PAGE, PUBLIC, Answer, Internet, Site, local, running

from kg.articles import Skip
from kg.settings import Fetching
from kg.web import Fetched, Fetcher, NotModified, RefusedError, Validators

CERTIFICATE = Path(__file__).parent / "data" / "news.example.pem"
KB = 1_000
RSS = {"Content-Type": "application/rss+xml"}


def moved(where: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": where})


def raw(data: bytes, *, again: bytes = b"", times: int = 0, pause: float = 0.0) -> Answer:
    def write(stream) -> None:
        stream.write(data)
        for _ in range(times):
            stream.write(again)
            stream.flush()
            time.sleep(pause)

    return Answer(raw=write)


def code(site: Site, answer: Answer, **settings: object) -> str:
    site.answers["/a"] = answer
    got = local(**settings).fetch(f"{site.url}/a")
    assert isinstance(got, Skip), got
    assert got.source == f"{site.url}/a"
    return got.code


def test_a_page_is_fetched_with_what_is_known_of_it(site):
    site.answers["/a"] = Answer(PAGE, headers={"Content-Type": 'TEXT/html; Charset="Windows-1256"', "ETag": '"1"'})
    got = local(contact="mailto:desk@news.example").fetch(f"{site.url}/a#part")
    url = f"{site.url}/a"
    assert got == Fetched(PAGE, url, "text/html", "windows-1256", 200, Validators(url, '"1"', ""))
    sent = site.asked[-1].headers
    assert sent["user-agent"].startswith("agreements-kg/")
    assert sent["user-agent"].endswith(" (+mailto:desk@news.example)")
    assert sent["host"] == f"127.0.0.1:{site.port}"
    assert not {"cookie", "authorization", "referer", "proxy-authorization"} & set(sent)


@pytest.mark.parametrize(
    ("url", "host"),
    [("http://news.example/a", "news.example"), ("http://news.example:8080/a", "news.example:8080"),
     ("http://[2606:2800::1]/a", "[2606:2800::1]"), ("http://[2606:2800::1]:8080/a", "[2606:2800::1]:8080")],
)  # fmt: skip
def test_the_host_is_named_as_the_standard_wants_it(site, url, host):
    site.answers["/a"] = Answer(PAGE)
    assert isinstance(Internet(site).fetcher().fetch(url), Fetched)
    assert site.asked[-1].headers["host"] == host


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "خبر", "a)b", "a\x00"])
def test_a_contact_that_is_no_header_is_refused(contact):
    with pytest.raises(RefusedError):
        Fetcher(Fetching(contact=contact))


def test_proxies_of_the_environment_are_not_used(site, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.answers["/a"] = Answer(PAGE)
    assert isinstance(local().fetch(f"{site.url}/a"), Fetched)


# Addresses


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/a", "http://localhost:{port}/a", "http://[::1]:{port}/a", "http://127.1:{port}/a",
            "http://2130706433:{port}/a", "http://0x7f.1:{port}/a", "http://[::ffff:127.0.0.1]:{port}/a",
            "http://169.254.169.254/latest/meta-data/"]
)  # fmt: skip
def test_this_machine_is_closed_however_it_is_written(site, url):
    site.answers["/a"] = Answer(PAGE)
    got = Fetcher(Fetching(delay=0)).fetch(url.format(port=site.port))
    assert isinstance(got, Skip)
    assert got.code == "FORBIDDEN_ADDRESS"
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:8000/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/",
     "http://inside.example/", "//inside.example/x", "http://[64:ff9b::7f00:1]/", "http://metadata.example/"],
)  # fmt: skip
def test_a_redirect_to_a_closed_address_is_not_followed(site, target):
    internet = Internet(site, inside_example="192.168.1.7", metadata_example="169.254.169.254")
    site.answers["/a"] = moved(target)
    site.answers["/robots.txt"] = Answer(b"", headers={"Content-Type": "text/plain"})
    got = internet.fetcher().fetch("http://news.example/a")
    assert isinstance(got, Skip)
    assert got.code == "FORBIDDEN_ADDRESS"
    assert {address for address, _ in internet.connected} == {PUBLIC}


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://news.example/1", "ftp://news.example/", "data:,x",
                                    "http://user:word@news.example/", "http://news.example:25/", "http://[::/"])  # fmt: skip
def test_a_redirect_to_what_is_no_web_address_is_not_followed(site, target):
    assert code(site, moved(target)) == "BAD_URL"


def test_one_closed_address_among_open_ones_closes_the_host(site):
    got = Internet(site, news_example=f"{PUBLIC} 10.0.0.1").fetcher().fetch("http://news.example/a")
    assert isinstance(got, Skip)
    assert got.code == "FORBIDDEN_ADDRESS"


def test_an_answer_that_changes_between_check_and_use_changes_nothing(site):
    site.answers["/a"] = Answer(PAGE)
    internet = Internet(site, news_example=f"{PUBLIC}|93.184.215.15|127.0.0.1")
    got = internet.fetcher().fetch("http://news.example/a")
    assert isinstance(got, Fetched)
    assert internet.looked_up == ["news.example"] * 2  # robots.txt and the page: one look-up a connection
    assert internet.connected == [(PUBLIC, 80), ("93.184.215.15", 80)]
    assert site.asked[-1].headers["host"] == "news.example"


def test_each_new_connection_is_checked_anew(site):
    site.answers["/a"] = Answer(PAGE)
    internet = Internet(site, news_example=f"{PUBLIC}|127.0.0.1")
    got = internet.fetcher().fetch("http://news.example/a")
    assert isinstance(got, Skip)
    assert got.code == "FORBIDDEN_ADDRESS"
    assert [one.path for one in site.asked] == ["/robots.txt"]


def test_a_second_address_is_tried_when_the_first_does_not_answer(site):
    import httpcore

    site.answers["/a"] = Answer(PAGE)
    internet = Internet(site, news_example=f"{PUBLIC} 93.184.215.15")
    connect = internet.connect

    def failing(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        if address == PUBLIC:
            raise httpcore.ConnectError("no route")
        return connect(address, port, seconds)

    internet.connect = failing  # type: ignore[method-assign]
    assert isinstance(internet.fetcher().fetch("http://news.example/a"), Fetched)


def test_tls_names_the_host_and_not_the_address():
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(4096))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        site = type("Port", (), {"port": server.getsockname()[1]})
        internet = Internet(site)  # type: ignore[arg-type]
        got = internet.fetcher().fetch("https://news.example/a")
        thread.join()
    assert isinstance(got, Skip)
    assert got.code == "ROBOTS_UNREACHABLE"
    assert internet.connected == [(PUBLIC, 443)]
    assert b"news.example" in heard[0]


@pytest.mark.parametrize(
    ("host", "trusted", "expected"),
    [("news.example", True, "fetched"), ("other.example", True, "ROBOTS_UNREACHABLE"), ("news.example", False, "ROBOTS_UNREACHABLE")],
)  # fmt: skip
def test_certificates_are_checked_against_the_name(host, trusted, expected, monkeypatch):
    # The certificate and its key were made for this test and are good for nothing else.
    with running(certificate=CERTIFICATE) as site:
        site.answers["/a"] = Answer(PAGE)
        if trusted:
            monkeypatch.setattr("httpcore.default_ssl_context", lambda: ssl.create_default_context(cafile=CERTIFICATE))
        got = Internet(site).fetcher().fetch(f"https://{host}/a")
    assert (got.code if isinstance(got, Skip) else "fetched") == expected
    assert [one.headers["host"] for one in site.asked] == (["news.example"] * 2 if expected == "fetched" else [])


def test_a_host_without_an_address_is_unreachable(site):
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    for resolve in (nowhere, lambda *_: []):
        got = Fetcher(Fetching(delay=0), resolve=resolve).fetch("http://news.example/a")
        assert isinstance(got, Skip)
        assert got.code == "ROBOTS_UNREACHABLE"


def test_a_look_up_that_never_ends_is_given_up():
    waiting = threading.Event()

    def forever(host: str, port: int) -> list[str]:
        waiting.wait(60)
        return []

    got = Fetcher(Fetching(delay=0, request_seconds=0.2), resolve=forever).fetch("http://news.example/a")
    waiting.set()
    assert isinstance(got, Skip)
    assert (got.code, "took too long" in got.reason) == ("ROBOTS_UNREACHABLE", True)


# Redirects


def test_redirects_are_followed_up_to_the_limit(site):
    for number in range(9):
        site.answers[f"/{number}"] = moved(f"/{number + 1}", (301, 302, 303, 307, 308)[number % 5])
    site.answers["/9"] = Answer(PAGE)
    got = local(redirects=5).fetch(f"{site.url}/4")
    assert isinstance(got, Fetched)
    assert got.url == f"{site.url}/9"
    got = local(redirects=5).fetch(f"{site.url}/3")
    assert isinstance(got, Skip)
    assert got.code == "REDIRECTS"


def test_a_circle_of_redirects_ends(site):
    site.answers["/b"] = moved("/a")
    assert code(site, moved("/b")) == "REDIRECTS"
    assert len(site.paths()) == 6


def test_a_redirect_without_an_aim_is_no_answer(site):
    assert code(site, Answer(status=302)) == "BAD_RESPONSE"


def test_https_is_not_given_up_for_http(site, monkeypatch):
    site.answers["/a"] = moved("http://news.example/a")
    internet = Internet(site)
    monkeypatch.setattr("kg.web.connecting.GuardedStream.start_tls", lambda self, *_, **__: self)
    got = internet.fetcher().fetch("https://news.example/a")
    assert isinstance(got, Skip)
    assert got.code == "DOWNGRADE"
    assert {port for _, port in internet.connected} == {443}


# Bodies


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("GZIP ", gzip.compress), ("deflate", zlib.compress),
     ("deflate", lambda data: zlib.compress(data)[2:-4]), ("identity", bytes), ("gzip", lambda d: gzip.compress(d) + b"\0" * 9)],
)  # fmt: skip
def test_packed_bodies_are_unpacked(site, coding, pack):
    site.answers["/a"] = Answer(pack(PAGE * 50), headers={**HTML, "Content-Encoding": coding})
    got = local().fetch(f"{site.url}/a")
    assert isinstance(got, Fetched), got
    assert got.data == PAGE * 50


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", PAGE), ("deflate", b"\xff" + PAGE), ("br", PAGE), ("gzip, gzip", gzip.compress(gzip.compress(PAGE))),
     ("gzip", gzip.compress(PAGE)[:-9]), ("gzip", gzip.compress(PAGE) * 2), ("zstd", b""), ("gzip", gzip.compress(PAGE) + b"x"),
     ("deflate", zlib.compress(PAGE)[:-5])],
)  # fmt: skip
def test_an_untrue_coding_is_a_skip(site, coding, body):
    assert code(site, Answer(body, headers={**HTML, "Content-Encoding": coding})) == "BAD_ENCODING"


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()


def test_a_bomb_stops_at_the_limit_in_bounded_memory(site):
    import tracemalloc

    answer = Answer(bomb(1_000_000_000), headers={**HTML, "Content-Encoding": "gzip"})
    tracemalloc.start()
    assert code(site, answer, body_bytes=5_000 * KB) == "TOO_LARGE"
    assert tracemalloc.get_traced_memory()[1] < 40_000 * KB
    tracemalloc.stop()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"x" * 11 * KB),
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", again=b"x" * KB, times=5000),
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", again=b"1\r\nx\r\n", times=20_000),
        raw(b"", again=b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", times=40_000),
    ],
    ids=["declared", "endless", "in tiny chunks", "endless hints"],
)  # fmt: skip
def test_a_body_over_the_limit_is_a_skip(site, answer):
    assert code(site, answer, body_bytes=10 * KB) == "TOO_LARGE"


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"HTTP/1.1 200 OK\r\n", again=b"X-Flood: 1\r\n", times=50_000),
        raw(b"HTTP/1.1 200 OK\r\nX-Long: ", again=b"x" * KB, times=500),
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90\r\n\r\nshort"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
        raw(b""),
        Answer(status=204),
        Answer(b"x", status=206),
        Answer(status=304),
    ],
    ids=["many headers", "a long header", "cut short", "no length", "a long length", "no chunk", "no http", "nothing",
         "no content", "a part", "unasked not modified"],
)  # fmt: skip
def test_what_is_no_answer_is_a_skip(site, answer):
    assert code(site, answer) == "BAD_RESPONSE"


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"HTTP/1.1 200 OK\r\n", again=b"X: 1\r\n", times=500, pause=0.02),
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", again=b"x", times=500, pause=0.02),
        raw(b"", again=b"", times=1, pause=5),
    ],
    ids=["headers", "body", "silence"],
)
def test_slow_dripping_ends_in_time(site, answer):
    assert code(site, answer, request_seconds=0.5) == "TIMEOUT"


@pytest.mark.parametrize(
    ("kind", "taken"),
    [("text/html", True), ("application/rss+xml;charset=utf-8", True), ("application/atom+xml", True), ("text/xml", True),
     ("application/json", True), ("text/csv", True), ("application/x-ndjson", True), ("text/plain", True), ("", True),
     ("application/octet-stream", False), ("image/png", False), ("application/pdf", False), ("text/css", False),
     ("text/javascript", False), ("video/mp4", False), ("text", False), ("multipart/x-mixed-replace", False)],
)  # fmt: skip
def test_content_types(site, kind, taken):
    answer = Answer(PAGE, headers={"Content-Type": kind} if kind else {})
    if taken:
        site.answers["/a"] = answer
        assert isinstance(local().fetch(f"{site.url}/a"), Fetched)
    else:
        assert code(site, answer) == "BAD_TYPE"


@pytest.mark.parametrize(
    ("status", "expected"),
    [(400, "REFUSED"), (401, "REFUSED"), (403, "REFUSED"), (404, "GONE"), (410, "GONE"), (429, "BUSY"), (451, "REFUSED"),
     (500, "SERVER_ERROR"), (503, "BUSY"), (599, "SERVER_ERROR")],
)  # fmt: skip
def test_other_answers_are_told_apart(site, status, expected):
    assert code(site, Answer(status=status)) == expected


# Conditional requests


def test_what_has_not_changed_is_not_sent_again(site):
    def answer(asked):
        same = asked.headers.get("if-none-match") == '"1"'
        return Answer(status=304) if same else Answer(PAGE, headers={**HTML, "ETag": '"1"', "Last-Modified": "then"})

    site.answers["/a"] = answer
    fetcher = local()
    first = fetcher.fetch(f"{site.url}/a")
    assert isinstance(first, Fetched)
    assert fetcher.fetch(f"{site.url}/a", first.validators) == NotModified(f"{site.url}/a")
    assert site.asked[-1].headers["if-modified-since"] == "then"


def test_what_one_address_said_is_not_told_to_another(site):
    site.answers["/a"] = moved("/b")
    site.answers["/b"] = Answer(PAGE)
    got = local().fetch(f"{site.url}/a", Validators(f"{site.url}/a", '"1"', "then"))
    assert isinstance(got, Fetched)
    assert ["if-none-match" in one.headers for one in site.asked] == [False, True, False]


def test_strange_validators_are_not_kept(site):
    site.answers["/a"] = Answer(PAGE, headers={**HTML, "ETag": "é" * 10, "Last-Modified": "x" * 600})
    got = local().fetch(f"{site.url}/a")
    assert isinstance(got, Fetched)
    assert got.validators == Validators(f"{site.url}/a")
