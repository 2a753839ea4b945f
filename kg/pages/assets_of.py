"""The files that pages share: the project's own, the font fetched at build time, and vis-network out of pyvis."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kg.errors import MissingToolError

_ASSETS = Path(__file__).with_name("assets")
_OWN = (
    "charts.css",
    "charts.js",
    "copy.js",
    "data.js",
    "entity.css",
    "finding.css",
    "first.js",
    "icon.svg",
    "lists.js",
    "results.js",
    "search.js",
    "site.css",
    "site.js",
)
_VENDOR = {
    "vazirmatn/vazirmatn.woff2": "vazirmatn.woff2",
    "vazirmatn/LICENSE.txt": "vazirmatn-LICENSE.txt",
}

_OVERVIEW = _ASSETS / "overview"
_OVERVIEW_PARTS = (
    "graph", "camera", "colours", "painting", "picking", "folding", "months", "filters", "paths", "ids", "finding",
    "selecting", "ways", "permalink", "pictures",
)  # fmt: skip


def plain_assets() -> dict[str, Path]:
    """Return address below ``assets/`` -> file, of what a page without a drawing needs: style, script and font.

    Raises MissingToolError when the installation lacks one.
    """
    own = {name: _ASSETS / name for name in _OWN}
    return own | {address: vendored(name) for name, address in _VENDOR.items()}


def shared_assets() -> dict[str, Path]:
    """Return address below ``assets/`` -> file, of all that pages share.

    Raises MissingToolError when the installation lacks one.
    """
    return {**plain_assets(), **_drawing(), **_overview()}


def vendored(name: str) -> Path:
    """Return a file that was fetched at build time, by its name there. Raises MissingToolError when it is absent."""
    return _present(_ASSETS / "vendor" / name, "pip install -e . in the checkout")


def _drawing() -> dict[str, Path]:
    vis = _present(vis_network(), "pip install --force-reinstall pyvis")
    own = {name: _ASSETS / name for name in ("cards.js", "network.css", "network.js")}
    return {**own, "vis-network.min.js": vis}


def _overview() -> dict[str, Path]:
    """Return the scripts of the overview, force-graph, and the licences of what that holds."""
    own = {f"overview-{name}.js": _OVERVIEW / f"{name}.js" for name in _OVERVIEW_PARTS}
    main = {name: _OVERVIEW / name for name in ("overview.css", "overview.js")} | {"cards.js": _ASSETS / "cards.js"}
    notice = {"force-graph-NOTICE.txt": _OVERVIEW / "NOTICE.txt"}
    licences = (_ASSETS / "vendor" / "force-graph" / "licences").glob("*.txt")
    held = {f"force-graph-licences/{file.name}": file for file in sorted(licences)}
    return own | main | notice | held | {"force-graph.min.js": vendored("force-graph/force-graph.min.js")}


def vis_network() -> Path:
    """Return the vis-network that comes with pyvis, found without importing pyvis (half a second)."""
    spec = find_spec("pyvis")
    folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
    found = [file for folder in folders for file in folder.glob("templates/lib/vis-*/vis-network.min.js")]
    return max(found, default=Path("pyvis/vis-network.min.js"))


def _present(file: Path, todo: str) -> Path:
    if not file.is_file():
        raise MissingToolError("a file that pages need is not installed", where=file.name, todo=todo)
    return file
