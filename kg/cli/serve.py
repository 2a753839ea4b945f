"""``kg serve``: a store asked over HTTP, by people on a page and by programs in SPARQL."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from pathlib import Path

import click

from kg.cli.options import examples
from kg.cli.streams import note, say, say_json
from kg.errors import UsageError
from kg.settings import Settings

TOKEN = "KG_TOKEN"  # noqa: S105 - the name of the variable


@click.command(
    epilog=examples(
        "kg serve                                  the query desk on http://127.0.0.1:7777/",
        "kg serve --store news --port 8080         SPARQL at http://127.0.0.1:8080/sparql",
        "KG_TOKEN=… kg serve --writable            updates into …/graph/user/… for those who know the token",
    )
)
@click.option(
    "--store",
    metavar="DIR",
    default="kg-store",
    show_default=True,
    help="The store's folder. (A SPARQL server has an endpoint of its own.)",
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=7777, show_default=True, help="0: any free port.")
@click.option("--writable", is_flag=True, help=f"Take updates into user graphs with the token in {TOKEN}.")
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, help="Longest query.")
@click.option("--rows", type=click.IntRange(1, 10_000_000), default=10_000, show_default=True, help="Most rows.")
@click.option(
    "--memory", "megabytes", type=click.IntRange(100, 1_000_000), default=1000, show_default=True, help="MB a query."
)
@click.option(
    "--processes", type=click.IntRange(0, 256), default=0, help="Processes that answer.  [default: 2 a core + 2]"
)
@click.option(
    "--rate", type=click.FloatRange(0), default=20.0, show_default=True, help="Requests a second a client; 0: no limit."
)
@click.option("--limit-local", is_flag=True, help="Count requests of this machine too.")
@click.option(
    "--cache",
    "kept",
    type=click.IntRange(0, 100_000),
    default=64,
    show_default=True,
    help="MB of answers kept for those who ask the same again; 0 keeps none.",
)
@click.option("--cors", "origins", metavar="ORIGIN", default="", help="Web pages that may read answers; * for all.")
@click.option(
    "--proxy",
    "proxied",
    is_flag=True,
    help="A proxy on this machine passes requests on: X-Forwarded-For tells who asks, any host name is answered.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the URLs as JSON, for programs.")
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    store: str,
    host: str,
    port: int,
    writable: bool,
    seconds: float,
    rows: int,
    megabytes: int,
    processes: int,
    rate: float,
    limit_local: bool,
    kept: int,
    origins: str,
    proxied: bool,
    as_json: bool,
) -> None:
    """Serve a store until stopped: a query desk for people, SPARQL 1.1 at /sparql for programs.

    Queries run in processes of their own with limits on time, memory and rows; nothing that is asked reads a file or
    another server. By default only this machine can ask.
    """
    from kg.server import serve  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.store import is_remote, open_store, recorded  # noqa: PLC0415

    if is_remote(store):
        raise UsageError("a store on a server is served by that server", where=store, todo="pass --store DIR")
    folder = Path(store)
    settings = recorded(folder, Settings())
    serving = replace(
        settings.serving,
        seconds=seconds,
        rows=rows,
        memory_bytes=megabytes * 1_000_000,
        processes=processes,
        client_rate=rate,
        limit_local=limit_local,
        cache_bytes=kept * 1_000_000,
        origins=origins,
        token=_token() if writable else "",
    )
    _log_faults()
    open_store(folder).close()  # what a crash left behind is made good before anything is asked

    def ready(url: str) -> None:
        if as_json:
            say_json({"url": url, "sparql": f"{url}sparql"})
            return
        say(f"{url}  (SPARQL at {url}sparql)")
        note("Ctrl-C stops the server")

    serve(folder, replace(settings, serving=serving), host, port, ready, proxied=proxied)


def _log_faults() -> None:
    """Let faults of the server be printed on standard error: what a client is not told must be told somewhere."""
    logging.disable(logging.NOTSET)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("kg: %(asctime)s %(message)s"))
    log = logging.getLogger("kg.server")
    log.addHandler(handler)
    log.propagate = False


def _token() -> str:
    """Return the token from the environment. Raises UsageError where it is missing or easy to guess."""
    token = os.environ.get(TOKEN, "")
    if len(token) < 16:
        raise UsageError(
            f"--writable needs a token of at least 16 characters in {TOKEN}",
            todo=f'{TOKEN}="$(openssl rand -hex 16)" kg serve --writable',
        )
    return token
