"""Questions answered in processes of their own, which can be ended at any moment: by the clock, for memory, at a wish.

The front process never reads the store. It hands a question (plain JSON values) to a worker process and gets an answer
back as a whole or not at all.
"""

from __future__ import annotations

from kg.workers.apart import run_apart
from kg.workers.limits import Limits, Reply
from kg.workers.pool import Pool
from kg.workers.questions import Failure, Question

__all__ = ["Failure", "Limits", "Pool", "Question", "Reply", "run_apart"]
