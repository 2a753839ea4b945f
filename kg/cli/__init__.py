"""The command line: one thin module a command over the rooms' front doors.

``main`` is the program ``kg``; ``run`` is the same as a function that returns the exit status:
0 done, 1 done but something was skipped or found wrong, 2 wrong use or an error, 130 interrupted.
"""

from __future__ import annotations

from kg.cli.app import main, run

__all__ = ["main", "run"]
