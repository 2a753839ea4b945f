"""Let these tests use the vocabulary and the date reader of the checks in tests/gold."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "gold"))
