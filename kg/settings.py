"""The declared limits and names that a user may change, in one frozen value passed down from the edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

BASE_IRI = "https://w3id.org/agreements-kg/id/"


@dataclass(frozen=True, slots=True)
class Fetching:
    """What may be fetched from the network, and how politely; see ``kg.web``.

    contact: an address or URL that the User-Agent names, so that a site can complain; "" names none.
    allow_private: fetch from loopback, private and link-local addresses too, also where a link or redirect leads there.
    follow: fetch the article that an item of a feed links to, unless the item holds its full text.
    request_seconds: longest time of one request, from looking up the name to the last byte, in seconds (60).
    body_bytes: largest body in bytes, counted after unpacking (64 MB, that of a feed).
    redirects: redirects followed for one URL (5, what RFC 9309 asks of robots).
    delay: seconds between two requests to one host (1); a longer Crawl-delay of the site is kept instead.
    longest_wait: longest time to wait for one's turn at a host, in seconds (60); what would wait longer is skipped.
    robots_bytes: how much of a robots.txt is read, in bytes (512,000; RFC 9309 asks for 500 KiB).
    robots_seconds: how long a robots.txt is kept, in seconds (24 hours, the longest that RFC 9309 allows).
    """

    contact: str = ""
    allow_private: bool = False
    follow: bool = True
    request_seconds: float = 60.0
    body_bytes: int = 64_000_000
    redirects: int = 5
    delay: float = 1.0
    longest_wait: float = 60.0
    robots_bytes: int = 512_000
    robots_seconds: float = 86_400.0


@dataclass(frozen=True, slots=True)
class Remote:
    """What a store on a SPARQL server is asked at most.

    connect_seconds: longest wait for a connection, in seconds (10).
    update_seconds: longest wait for one change, in seconds (600).
    answer_bytes: largest answer in bytes (1 GB); it is kept in a temporary file.
    update_quads, update_bytes: so many quads (2,000) and bytes (1 MB) one request writes: Virtuoso 7.2.5 gives up at
        5,000 quads.
    local_quads: so many quads (2 M) may be fetched to answer a query here that a server is known to answer wrongly.
    """

    connect_seconds: float = 10.0
    update_seconds: float = 600.0
    answer_bytes: int = 1_000_000_000
    update_quads: int = 2_000
    update_bytes: int = 1_000_000
    local_quads: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Serving:
    """What one who asks a served store may take; see ``kg.workers`` and ``kg.server``.

    seconds: longest run of a query, by the clock (30). memory_bytes: what one query may take beyond what its process
    took before (1 GB). rows: most rows or triples of an answer (10,000). answer_bytes: largest answer in bytes (64 MB).
    request_bytes: largest body of a request in bytes (1 MB). request_seconds: longest time in which a request must
    arrive (20).
    processes: processes that answer; 0 is two for each core and two more. slow_seconds: a query that runs longer is
    slow (0.25): it yields to others, and slow ones together hold at most half of the processes.
    waiting: most questions that wait for a process (200). waiting_seconds: longest such wait (5).
    client_rate: questions a second that one client may ask on the long run (20), client_burst: at once (100); neither
    counts for clients on this machine unless ``limit_local``. client_slow: slow queries of one client at a time (2);
    its questions hold at most half of the processes, and a quarter of those waiting are its own.
    cache_bytes: answers kept for those who ask the same again, until the store changes (64 MB; 0 keeps none).
    origins: web pages that may read answers: ``*`` for all, else origins set apart by spaces; "" is all where the
    server can be reached from other machines, and only pages of this machine where it cannot.
    token: what one must show to change a user graph; "" lets nobody.
    """

    seconds: float = 30.0
    memory_bytes: int = 1_000_000_000
    rows: int = 10_000
    answer_bytes: int = 64_000_000
    request_bytes: int = 1_000_000
    request_seconds: float = 20.0
    processes: int = 0
    slow_seconds: float = 0.25
    waiting: int = 200
    waiting_seconds: float = 5.0
    client_rate: float = 20.0
    client_burst: int = 100
    client_slow: int = 2
    limit_local: bool = False
    cache_bytes: int = 64_000_000
    origins: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may be configured; the defaults are the documented limits.

    base_iri: prefix of all minted IRIs, ends with ``/``.
    record_bytes: largest input record in bytes (16 MB).
    article_characters: longest article in code points (2 M).
    article_seconds: longest computing time that reading one article may take, in seconds (20).
    article_memory: address space that a worker process may take, in bytes (4 GB).
    page_elements: most elements of an HTML page (40,000): with that many the slowest shapes known take about 10 s.
    feed_bytes, feed_items: largest feed in bytes (64 MB) and in items (20,000).
    expansion, expansion_from: a packed file may unfold to so many times its size (200) once it is over so many
        bytes (64 MB). packing_depth: how many archives may lie in one another (3).
    columns: which of the user's columns or JSON fields stands for which field of an article, as (field, column).
    fetching: what may be fetched from the network, and how.
    remote: what a store on a server is asked at most.
    serving: what one who asks a served store may take.
    query_seconds: longest run of a query from a user's file, in seconds (60).
    lexicon_dirs: extra folders with lexicon files of the same format as the shipped ones.
    ledger_dir: folder of the ledgers; None is the one beside the store.
    ledger_bytes: largest ledger file in bytes (16 MB).
    ledger_cell: longest cell of a ledger in code points (10,000).
    """

    base_iri: str = BASE_IRI
    record_bytes: int = 16_000_000
    article_characters: int = 2_000_000
    article_seconds: float = 20.0
    article_memory: int = 4_000_000_000
    page_elements: int = 40_000
    feed_bytes: int = 64_000_000
    feed_items: int = 20_000
    expansion: int = 200
    expansion_from: int = 64_000_000
    packing_depth: int = 3
    columns: tuple[tuple[str, str], ...] = ()
    fetching: Fetching = field(default_factory=Fetching)
    remote: Remote = field(default_factory=Remote)
    serving: Serving = field(default_factory=Serving)
    query_seconds: int = 60
    lexicon_dirs: tuple[Path, ...] = ()
    ledger_dir: Path | None = None
    ledger_bytes: int = 16_000_000
    ledger_cell: int = 10_000
