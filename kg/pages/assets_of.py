"""The files that pages share: the project's own, the font fetched at build time, and vis-network out of pyvis."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kg.errors import MissingToolError
from kg.pages.folder import Site

_ASSETS = Path(__file__).with_name("assets")
_OWN = ("site.css", "site.js")
_VENDOR = {
    "vazirmatn/vazirmatn.woff2": "assets/vazirmatn.woff2",
    "vazirmatn/LICENSE.txt": "assets/vazirmatn-LICENSE.txt",
}


def copy_assets(site: Site) -> None:
    """Copy all shared files into a site. Raises MissingToolError when the installation lacks one."""
    copy_shared(site)
    site.copy(_ASSETS / "network.js", "assets/network.js")
    site.copy(_present(vis_network(), "pip install --force-reinstall pyvis"), "assets/vis-network.min.js")


def copy_shared(site: Site) -> None:
    """Copy what a page without a drawing needs: style, script and font."""
    for name in _OWN:
        site.copy(_ASSETS / name, f"assets/{name}")
    for name, address in _VENDOR.items():
        site.copy(_present(_ASSETS / "vendor" / name, "pip install -e . in the checkout"), address)


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
