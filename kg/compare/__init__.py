"""Two states of a store side by side: what is new, gone, merged, split or told otherwise, in words and as triples.

Neither state is held whole: of each subject only a digest is kept, and what differs is looked up thing by thing.
"""

from __future__ import annotations

from kg.compare.comparing import compare
from kg.compare.patch import write_patch, write_trig
from kg.compare.subjects import changed_subjects
from kg.compare.values import Comparison, Difference, Quote, Said, Tally, Turn
from kg.compare.wording import LANGUAGES, told

__all__ = [
    "LANGUAGES",
    "Comparison",
    "Difference",
    "Quote",
    "Said",
    "Tally",
    "Turn",
    "changed_subjects",
    "compare",
    "told",
    "write_patch",
    "write_trig",
]
