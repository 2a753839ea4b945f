"""The house rules that a reviewer would else have to check by eye."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = (
    "language", "lexicon", "ledgers", "articles", "markup", "streams", "records", "sources", "web", "extraction", "evaluation", "identity", "ontology", "graph",
    "consolidation", "textindex", "store", "checks", "ingestion", "watch", "query", "review", "compare", "network", "overview", "pages", "site", "export",
    "desk", "workers", "protocol", "server", "cli",
)  # fmt: skip
SHARED = {"collecting", "drafts", "errors", "isolation", "settings", "resources", "sqlite", "stopping"}
LONGEST_MODULE = 300
MODULES = sorted((ROOT / "kg").rglob("*.py"))
CODE = sorted({*MODULES, *(ROOT / "tests").rglob("*.py"), ROOT / "hatch_build.py"})
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]


def tracked() -> list[Path]:
    """Return the files under version control, or in a source archive all files; vendored ones left out."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = done.stdout.split("\0") if done.returncode == 0 else []
    paths = [ROOT / name for name in names if name] or [path for path in ROOT.rglob("*") if ".venv" not in path.parts]
    return sorted(path for path in paths if path.is_file())


def imports(path: Path) -> set[str]:
    """Return the names of all kg modules that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names if node.module == "kg"}
    return {name for name in found if name.split(".")[0] == "kg"}


def room(path: Path) -> str | None:
    parts = path.relative_to(ROOT / "kg").parts
    return parts[0] if len(parts) > 1 else None


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_rooms_import_only_downwards(path: Path) -> None:
    own = room(path)
    if own is None:
        return
    below = set(ROOMS[: ROOMS.index(own)]) | SHARED
    wrong = []
    for name in imports(path):
        parts = name.split(".")
        if len(parts) > 1 and parts[1] != own and parts[1] in {*ROOMS, *SHARED} and parts[1] not in below:
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_other_rooms_are_entered_by_their_front_door(path: Path) -> None:
    own = room(path)
    doors = {"kg.extraction.reading", "kg.language.spans", "kg.ontology.terms"}
    wrong = [
        name
        for name in imports(path)
        if len(name.split(".")) > 2 and name.split(".")[1] in ROOMS and name.split(".")[1] != own and name not in doors
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ROOMS)
def test_front_doors_list_what_they_offer(name: str) -> None:
    module = importlib.import_module(f"kg.{name}")
    assert module.__doc__
    assert len(set(module.__all__)) == len(module.__all__)  # their order is ruff's rule RUF022
    assert [offer for offer in module.__all__ if not hasattr(module, offer)] == []
    tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    public = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg.")
        for alias in node.names
    }
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    own = {one for one in public | defined if not one.startswith("_")}
    used_inside = own - set(module.__all__)
    code = ast.unparse(ast.Module([node for node in tree.body if not isinstance(node, ast.ImportFrom)], []))
    assert [one for one in sorted(used_inside) if not re.search(rf"\b{one}\b", code)] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_documented_and_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == "" or ast.get_docstring(ast.parse(text)), "no docstring"
    if path in MODULES:
        lines = len(text.splitlines())
        assert lines <= LONGEST_MODULE


def test_clock_environment_and_network_stay_at_the_edge() -> None:
    pure = set(ROOMS) - {"sources", "web", "store", "ingestion", "watch", "workers", "server", "cli"}
    touch = re.compile(
        r"\b(time\.time|time\.monotonic|datetime\.now|date\.today|os\.environ|os\.getenv|urlopen|requests\.|http\.client)"
    )
    found = [str(path) for path in MODULES if room(path) in pure and touch.search(path.read_text("utf-8"))]
    assert found == []


def test_no_file_names_a_registry_or_a_workplace() -> None:
    words = [
        "pypi" + ".org",
        "python" + "hosted",
        "registry.npm" + "js",
        "/work/" + "main",
        "/work/" + "shared",
        "cdn." + "jsdelivr",
    ]
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {word}" for word in words if word in text]
    assert found == []


def test_lock_files_pin_every_package_with_hashes() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-node.lock"):
        text = (ROOT / name).read_text("utf-8").replace("\\\n", "")
        lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
        assert lines
        assert [line for line in lines if not re.match(r"[a-z0-9.\-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_runtime_lock_is_part_of_the_dev_lock() -> None:
    pins = [set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)) for name in
            ("requirements.lock", "requirements-dev.lock")]  # fmt: skip
    assert pins[0] <= pins[1]


def test_changelog_keeps_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads
    assert [
        head for head in heads if not re.fullmatch(r"\[Unreleased\]|\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", head)
    ] == []
    kinds = set(re.findall(r"^### (.*)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_readme_explains_every_command_and_its_links_lead_somewhere() -> None:
    from kg.cli.app import COMMANDS

    text = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"### `kg {name}" not in text] == []
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
