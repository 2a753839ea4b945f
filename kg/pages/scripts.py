"""Data files that pages load: scripts that hold one JSON value and can do nothing else.

``fetch`` of local files always fails on ``file://`` and inline scripts are forbidden by the pages' policy, so the
data come as ``kgData("name", JSON);``. Whatever a string holds, it stays a string.
"""

from __future__ import annotations

import json
import re
from typing import Any

_ESCAPED = re.compile("[<>&\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


def data_script(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON value
    r"""Return the text of a data file. ``name`` is the file's address without extension, for the page's loader.

    >>> data_script("x", {"label": "</script>"})
    'kgData("x",{"label":"\\u003c/script\\u003e"});\n'
    """
    return f"kgData({json_text(name)},{json_text(value)});\n"


def json_text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return compact JSON that is safe inside any script: no markup, no line separators, no bidi controls."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
