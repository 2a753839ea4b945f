"""What XML makes of an answer: carriage returns that parsers would drop, characters that it cannot hold at all."""

from __future__ import annotations

import re
from typing import Final

from kg.protocol.refusal import refuse

XML_TYPES: Final = frozenset({"application/sparql-results+xml", "application/rdf+xml", "application/xml", "text/xml"})
"""Media types of answers in XML."""
_CONTROLS: Final = bytes({*range(32)} - set(b"\t\n\r"))
_NONCHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())
_UNNAMED: Final = re.compile(rb"<oxprefix:[ >]")
"""How Oxigraph writes a property whose IRI does not end in a name: no XML with namespaces has an empty local name."""


def xml_safe(body: bytes) -> bytes:
    r"""Return an XML answer so that parsers read back what was written: ``\r`` as ``&#13;``, else it becomes ``\n``.

    Raises Refusal 406 for what XML 1.0 cannot write: most control characters, U+FFFE and U+FFFF, and properties whose
    IRI does not end in a name.
    """
    if len(body.translate(None, _CONTROLS)) != len(body) or any(each in body for each in _NONCHARACTERS):
        raise refuse("not-acceptable", "the answer holds characters that XML cannot write; ask for another format")
    if _UNNAMED.search(body):
        raise refuse("not-acceptable", "the answer holds a property that RDF/XML cannot write; ask for another format")
    return body.replace(b"\r", b"&#13;")
