"""What should come of what is done, edge by edge: a theory of change bound to figures and sources."""

from famsim.questions.theory.answer import edges_section
from famsim.questions.theory.chart import Edge, Elicited, Node, Theory
from famsim.questions.theory.figures import drawn
from famsim.questions.theory.reading import load_theory, theory_in
from famsim.questions.theory.result import FILE, KIND, again, theory
from famsim.questions.theory.switching import Switched, switched
from famsim.questions.theory.tables import theory_tables
from famsim.questions.theory.writing import theory_toml

__all__ = [
    "FILE",
    "KIND",
    "Edge",
    "Elicited",
    "Node",
    "Switched",
    "Theory",
    "again",
    "drawn",
    "edges_section",
    "load_theory",
    "switched",
    "theory",
    "theory_in",
    "theory_tables",
    "theory_toml",
]
