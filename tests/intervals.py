"""The interval that the benches print beside a share."""

from __future__ import annotations

import math


def wilson(right: float, of: float) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share.

    >>> [round(end, 3) for end in wilson(98, 100)]
    [0.93, 0.994]
    """
    if not of:
        return 0.0, 1.0
    z = 1.959964
    share, spread = right / of, z * math.sqrt((right / of) * (1 - right / of) / of + z * z / (4 * of * of))
    middle, width = share + z * z / (2 * of), 1 + z * z / of
    return max(0.0, middle - spread) / width, min(1.0, (middle + spread) / width)
