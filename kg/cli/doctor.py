"""``kg doctor``: whether this machine, the shipped data and a store are well."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import click

from kg import __version__
from kg.cli.options import Location, examples, json_option, ledgers_option, lexicon_option, make_settings, store_option
from kg.cli.streams import say, say_json
from kg.errors import KgError, StoreError, UsageError
from kg.settings import Settings

PACKAGES = ("click", "networkx", "owlready2", "pyoxigraph", "pyshacl", "pyvis", "rdflib")
TOOLS = (
    ("java", ("java",), "-version", "OWL reasoning with HermiT (kg reason); without it the rules still run"),
    ("node", ("node",), "--version", "building from a checkout; an installed kg does not need it"),
    ("chromium", ("chromium", "chromium-browser", "google-chrome"), "--version", "the tests of the pages"),
    ("rapper", ("rapper",), "--version", "the tests of the exports"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. state: ok, absent (nothing breaks) or broken; detail says more in one line."""

    what: str
    state: str
    detail: str


@click.command(epilog=examples("kg doctor", "kg doctor --store build/kg-store --json"))
@store_option
@lexicon_option
@ledgers_option
@json_option
def command(store: Location, lexicon_dirs: tuple[Path, ...], ledger_dir: Path | None, as_json: bool) -> int:
    """Look at the versions, the optional programs, the shipped data and the store, and say what is not well.

    Exit status 1 tells that something is broken; an absent optional program is only named.
    """
    from kg.store import is_remote  # noqa: PLC0415 - keeps `kg --help` fast

    findings = [
        *_versions(),
        *(_tool(*tool) for tool in TOOLS),
        *_data(lexicon_dirs),
        _ledgers(store, ledger_dir),
        _store(store),
        *([] if is_remote(store) else [_texts(Path(store))]),
    ]
    if as_json:
        say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"{finding.state:<7} {finding.what}: {finding.detail}")
    return 1 if any(finding.state == "broken" for finding in findings) else 0


def _versions() -> Iterator[Finding]:
    yield Finding("agreements-kg", "ok", __version__)
    yield Finding("Python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in PACKAGES:
        try:
            yield Finding(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, "broken", "not installed. Next: install agreements-kg again")


def _tool(what: str, names: tuple[str, ...], flag: str, purpose: str) -> Finding:
    """Find an optional program and ask it for its version."""
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        return Finding(what, "absent", f"used for {purpose}")
    try:
        done = subprocess.run(  # noqa: S603 - a program found on PATH, with a fixed argument
            [path, flag], capture_output=True, text=True, errors="replace", timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding(what, "absent", f"{path} does not answer ({type(error).__name__}); used for {purpose}")
    lines = (done.stdout + done.stderr).strip().splitlines()
    return Finding(what, "ok", f"{lines[0].strip() if lines else path}; used for {purpose}")


def _data(lexicon_dirs: tuple[Path, ...]) -> Iterator[Finding]:
    yield _tried("lexicon", lambda: _lexicon(lexicon_dirs))
    yield _tried("ontology", _ontology)
    yield _tried("queries", _queries)


def _tried(what: str, look: Callable[[], str]) -> Finding:
    """Run one look; whatever it raises makes the finding ``broken``, so that the other looks go on."""
    try:
        return Finding(what, "ok", look())
    except KgError as error:
        return Finding(what, "broken", str(error))
    except Exception as error:  # noqa: BLE001 - a doctor looks at everything, however ill one part is
        return Finding(what, "broken", f"{type(error).__name__}: {error}")


def _lexicon(lexicon_dirs: tuple[Path, ...]) -> str:
    from kg.lexicon import load_lexicon  # noqa: PLC0415 - keeps `kg --help` fast

    lexicon = load_lexicon(make_settings(lexicon_dirs).lexicon_dirs)
    counts = f"{len(lexicon.institutions)} institutions, {len(lexicon.places)} places, {len(lexicon.topics)} topics"
    return f"{counts}, version {lexicon.version[:12]}"


def _ontology() -> str:
    from kg.ontology import load_ontology  # noqa: PLC0415

    return f"{len(load_ontology())} triples"


def _queries() -> str:
    from kg.query import load_library  # noqa: PLC0415

    return f"{len(load_library())} questions in the library"


def _ledgers(store: Location, folder: Path | None) -> Finding:
    """Read the ledgers and count their lines; ledgers that nobody has begun are no fault."""
    from kg.ledgers import contradictions, read_ledgers  # noqa: PLC0415
    from kg.store import is_store, ledger_folder, recorded  # noqa: PLC0415

    made = Settings(ledger_dir=folder)
    with suppress(KgError):  # a broken store is told of by another line
        made = recorded(store, made) if is_store(store) else made
    try:
        folder = ledger_folder(store, made)
    except UsageError as error:
        return Finding("ledgers", "absent", str(error))
    what = f"ledgers {folder}"
    if not folder.exists():
        return Finding(what, "absent", "made by the first decision of kg review")

    def look() -> str:
        found = read_ledgers(folder)
        clashes = len(contradictions(found.judgements))
        told = f"; {clashes} contradictions, see kg review --ledger" if clashes else ""
        return f"{len(found.judgements)} judgements, {len(found.corrections)} corrections{told}"

    return _tried(what, look)


def _store(store: Location) -> Finding:
    """Open the store and count its quads; a store that was never made is no fault."""
    from pyoxigraph import NamedNode  # noqa: PLC0415

    from kg.store import open_store  # noqa: PLC0415

    what = f"store {store}"
    if isinstance(store, Path) and not store.exists():
        return Finding(what, "absent", "made by the first kg ingest")

    def look() -> str:
        with open_store(store) as opened:
            counts = Counter(isinstance(quad.graph_name, NamedNode) and quad.graph_name for quad in opened.quads())
            graphs = len(counts.keys() - {False})
            return f"{counts.total()} quads in {graphs} named graphs, base {opened.base_iri}"

    return _tried(what, look)


def _texts(folder: Path) -> Finding:
    """Look whether the text index of the store is whole and has every article; opening the store has mended it."""
    from kg.store import article_graphs, is_behind, open_store  # noqa: PLC0415

    what = f"text index {folder / 'text.sqlite'}"
    if not folder.exists():
        return Finding(what, "absent", "made with the store")

    def look() -> str:
        with open_store(folder) as opened:
            texts, articles = opened.texts(), len(article_graphs(opened))
            if texts is None and not is_behind(folder, Settings()):
                return "none yet: it is made when articles are ingested"
            if texts is None:
                raise StoreError("there is none that can be used", todo="kg ingest PATH makes it anew")
            texts.check()
            names, bodies = texts.counts()
        if bodies != articles:
            raise StoreError(f"it has {bodies} of {articles} articles", todo="delete the file; it is made anew")
        return f"{names} names, {bodies} articles, {(folder / 'text.sqlite').stat().st_size / 1e6:.1f} MB"

    return _tried(what, look)
