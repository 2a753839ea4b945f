"""The query desk: a page on which a question is picked, filled in and answered, and what that page asks for.

Pure: it reads shipped files and, for the text of a question with its values, a store that is given.
"""

from __future__ import annotations

from kg.desk.asking import bound_text
from kg.desk.assets_of import desk_assets
from kg.desk.completion import completions
from kg.desk.library import library_values
from kg.desk.page import POLICY, desk_page
from kg.desk.suggesting import offers

__all__ = [
    "POLICY",
    "bound_text",
    "completions",
    "desk_assets",
    "desk_page",
    "library_values",
    "offers",
]
