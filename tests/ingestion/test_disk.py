"""A disk that is full and one that is read only: one clear error, nothing half, and with room again nothing is missing."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from killed_run import Sample, numbered
from tools import required

from kg.export import export_bytes
from kg.ingestion import ingest
from kg.lexicon import load_lexicon
from kg.store import open_store

HERE = Path(__file__).parent
COUNT = 60


@pytest.fixture(scope="module")
def namespace() -> list[str]:
    """Return the command that gives a program mounts of its own; it needs root or user namespaces."""
    for command in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*command, "true"], capture_output=True, check=False).returncode
        ):
            return command
    if required():
        pytest.fail("no mount namespace can be made here, and KG_REQUIRE_TOOLS is set", pytrace=False)
    pytest.skip("no mount namespace can be made here (unshare)")


@pytest.fixture(scope="module")
def undisturbed() -> str:
    with open_store() as store:
        ingest(store, numbered(COUNT), load_lexicon(), extractor=Sample())
        return hashlib.sha256(export_bytes(store, "nquads", with_text=True)).hexdigest()


@pytest.mark.parametrize("way", ["bulk", "single"])
@pytest.mark.parametrize("kilobytes", [100, 1_500, 4_000, 7_000, 10_000])
def test_a_full_disk_is_one_error_and_nothing_is_lost(
    namespace: list[str], undisturbed: str, tmp_path: Path, kilobytes: int, way: str
) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    command = [*namespace, sys.executable, str(HERE / "full_disk_run.py"), str(place), str(kilobytes), str(COUNT), way]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE.parents[1])
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert "No space left" in told["failed"] or "no space is left" in told["failed"]
    assert (told["again"], told["digest"]) == ("", undisturbed)
    assert told["files"] == ["changes.sqlite", "identity.sqlite", "lock", "meta.json", "quads", "text.sqlite"]
    assert "Read-only" in told["read_only"]
    assert told["still"] == COUNT
