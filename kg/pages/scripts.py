"""Data files that pages load: scripts that hold one JSON value and can do nothing else.

``fetch`` of local files always fails on ``file://`` and inline scripts are forbidden by the pages' policy, so the
data come as ``kgData("name", JSON);``. Whatever a string holds, it stays a string.
"""

from __future__ import annotations

import json
from typing import Any

_ESCAPES = str.maketrans(
    {char: f"\\u{ord(char):04x}" for char in ("<", ">", "&", "\u2028", "\u2029", "\x7f", "\ufeff")}
    | {chr(code): f"\\u{code:04x}" for code in (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
)


def data_script(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON value
    r"""Return the text of a data file. ``name`` is the file's address without extension, for the page's loader.

    >>> data_script("x", {"label": "</script>"})
    'kgData("x",{"label":"\\u003c/script\\u003e"});\n'
    """
    return f"kgData({json_text(name)},{json_text(value)});\n"


def json_text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return compact JSON that is safe inside any script: no markup, no line separators, no bidi controls."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.translate(_ESCAPES)
