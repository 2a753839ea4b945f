"""rdflib-endpoint as its documentation runs it, over an rdflib graph in memory.

``KG_PEER_DATA=FILE uvicorn endpoint_server:app --workers N`` in an environment made from the lock file beside this one;
the file is N-Triples. Its cache of 128 parsed queries holds none of a cycle of 1,000.
"""

from __future__ import annotations

import os

from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint

DATA = Dataset(default_union=True)
DATA.parse(os.environ["KG_PEER_DATA"], format="nt")
app = SparqlEndpoint(path="/sparql", graph=DATA)
