"""Ask HermiT, the OWL 2 DL reasoner, through owlready2.

Is the ontology consistent, and can every class have a member?

HermiT runs on Java. It knows no xsd:date, so it is given the ontology alone; data are left to the rules.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import DataError, MissingToolError
from kg.ontology import open_classes

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class HermitResult:
    """consistent: no contradiction follows. unsatisfiable: IRIs of named classes that can have no member."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()


def find_java() -> str | None:
    """Return the path of the Java runtime, None when there is none."""
    return shutil.which("java")


def run_hermit(graph: Graph | None = None) -> HermitResult:
    """Classify the ontology (or the given graph) with HermiT.

    Raises MissingToolError without Java, DataError when HermiT refuses the graph.
    """
    java = find_java()
    if java is None:
        raise MissingToolError(
            "Java is not installed, so HermiT cannot run",
            expected="the program java on the path",
            todo="install a Java runtime (Debian: default-jre-headless)",
        )
    import owlready2  # noqa: PLC0415 - slow to import

    owlready2.JAVA_EXE = java
    ontology = open_classes(graph)
    try:
        owlready2.sync_reasoner_hermit(ontology.world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return HermitResult(consistent=False)
    except owlready2.OwlReadyJavaError as error:
        raise DataError(
            f"HermiT refuses the ontology: {error}", expected="OWL 2 DL", todo="run the profile check"
        ) from error
    found = {str(entity.iri) for entity in ontology.world.inconsistent_classes()}
    return HermitResult(True, tuple(sorted(found - {"http://www.w3.org/2002/07/owl#Nothing"})))
