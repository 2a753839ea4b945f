"""Real servers on this machine for the tests of fetching: they answer what a test wrote down, lies included."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

import httpcore

from kg.settings import Fetching
from kg.web import Fetcher
from kg.web.connecting import plain_connect

PUBLIC = "93.184.215.14"
HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = "<html><body><p>وزارت نیرو و استانداری گیلان تفاهم‌نامه همکاری امضا کردند.</p></body></html>".encode()
Raw = Callable[[BinaryIO], None]


@dataclass
class Answer:
    """What one path answers; ``raw`` writes everything itself, status line included."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: dict(HTML))
    raw: Raw | None = None


@dataclass
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]


class Site:
    """A server with answers by path; what has none is 404, robots.txt too. ``url`` begins its addresses."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """Return the paths asked for, robots.txt left out."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        found = self.answers.get(asked.path, Answer(status=404))
        return found(asked) if callable(found) else found

    def _handler(site) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the handler below has a self of its own
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                answer = site.answer(Asked(self.path, headers))
                self.close_connection = True
                with contextlib.suppress(OSError):
                    if answer.raw:
                        answer.raw(self.wfile)
                    else:
                        self.send_response(answer.status)
                        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                            self.send_header(name, value)
                        self.end_headers()
                        self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                pass

            def finish(self) -> None:
                with contextlib.suppress(OSError):
                    super().finish()

        return Handler


@contextlib.contextmanager
def running(certificate: Path | None = None) -> Iterator[Site]:
    """Run a site in a thread, encrypted when a file with certificate and key is given."""
    site = Site()
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
        site.server.handle_error = lambda *_: None  # type: ignore[method-assign] # refused handshakes are meant
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
        thread.join()


class Clock:
    """A clock that only waiting moves; ``slept`` lists the waits."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


class Internet:
    """Names and public addresses that all lead to one local server; what was looked up and connected to is listed."""

    def __init__(self, site: Site, **names: str) -> None:
        """``names``: host (dots as underscores) → addresses with blanks between; a | parts one answer from the next."""
        self._site = site
        self._names = {name.replace("_", "."): answers.split("|") for name, answers in names.items()}
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        answers = self._names.get(host, [PUBLIC])
        return (answers.pop(0) if len(answers) > 1 else answers[0]).split()

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.connected.append((address, port))
        return plain_connect("127.0.0.1", self._site.port, seconds)

    def fetcher(self, settings: Fetching | None = None) -> Fetcher:
        return Fetcher(settings or Fetching(delay=0), resolve=self.resolve, connect=self.connect)


def local(**settings: object) -> Fetcher:
    """Return a fetcher that may fetch from this machine and waits for no turn."""
    return Fetcher(Fetching(**{"allow_private": True, "delay": 0.0, **settings}))  # type: ignore[arg-type]
