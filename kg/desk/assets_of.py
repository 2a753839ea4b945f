"""The files that the desk's page loads, by their address: its own, the editor's, and those that all pages share."""

from __future__ import annotations

from pathlib import Path

from kg.pages import shared_assets, vendored

_OWN = Path(__file__).with_name("assets")
_EDITOR = ("yasgui.min.js", "yasgui.min.css")


def desk_assets() -> dict[str, Path]:
    """Return address below ``/assets/`` -> file, for this page and all others.

    Raises MissingToolError when the installation lacks one.
    """
    own = {f"desk/{path.name}": path for path in sorted(_OWN.iterdir()) if path.is_file()}
    licences = {
        f"yasgui/licences/{path.name}": path for path in sorted(vendored("yasgui/yasgui.min.js").parent.glob("*/*.txt"))
    }
    editor = {f"yasgui/{name}": vendored(f"yasgui/{name}") for name in _EDITOR}
    return {**shared_assets(), **own, **licences, **editor}
