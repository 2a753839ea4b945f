"""The files that pages share: the project's own, the font fetched at build time, and vis-network out of pyvis."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kg.errors import MissingToolError

_ASSETS = Path(__file__).with_name("assets")
_OWN = (
    "charts.css",
    "charts.js",
    "data.js",
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
    return {**plain_assets(), **_drawing()}


def vendored(name: str) -> Path:
    """Return a file that was fetched at build time, by its name there. Raises MissingToolError when it is absent."""
    return _present(_ASSETS / "vendor" / name, "pip install -e . in the checkout")


def _drawing() -> dict[str, Path]:
    vis = _present(vis_network(), "pip install --force-reinstall pyvis")
    own = {name: _ASSETS / name for name in ("cards.js", "network.css", "network.js")}
    return {**own, "vis-network.min.js": vis}


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
