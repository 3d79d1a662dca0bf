"""A theory of change as data: what is done, what that changes, what comes of it, and what each step rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from famsim.evidence import Figure
from famsim.scenario import Scenario

KINDS = ("activity", "mechanism", "outcome")
ELICITED = "elicited"  # the grade of a range that practitioners have given
Off = frozenset[str]  # names of edges that are switched off


@dataclass(frozen=True)
class Elicited:
    """A practitioner's range for a figure: from low to high, most likely middle; by whom, and when."""

    figure: str
    low: float
    middle: float
    high: float
    by: str
    date: str

    @property
    def source(self) -> str:
        """The source that it enters as."""
        return f"{ELICITED} from {self.by}, {self.date}"


@dataclass(frozen=True)
class Node:
    """One box: its name, what it is, and whether it is done, changed, or what comes of it."""

    name: str
    kind: str
    says: str


@dataclass(frozen=True)
class Edge:
    """One arrow, bound: its figures, the value of each at which nothing passes, its evidence rows, what was elicited.

    on: whether it is switched on. line: of its file.
    """

    start: str
    end: str
    says: str
    figures: tuple[Figure, ...]
    off: Mapping[str, float]
    evidence: tuple[str, ...]
    elicited: Elicited | None = None
    on: bool = True

    @property
    def name(self) -> str:
        """The edge's name, as a file and an answer have it."""
        return f"{self.start} -> {self.end}"

    @property
    def called(self) -> str:
        """The edge's name as a sentence has it."""
        return f"{self.start} \u2192 {self.end}".replace("_", " ")

    @property
    def grade(self) -> str:
        """The grade of what is known: elicited where somebody gave a range, else the poorest of its figures'."""
        if self.elicited:
            return ELICITED
        order = ("measured", "derived", "tuned", "assumed")
        return max((figure.grade for figure in self.figures), key=order.index)

    @property
    def is_supported(self) -> bool:
        """Say whether anything but an assumption stands behind it: a source that was read, or a range elicited."""
        return bool(self.evidence) or self.elicited is not None


@dataclass(frozen=True)
class Theory:
    """A theory of change. toml: as it was written; scenario: what its edges are lived in; strategy: whose it is."""

    title: str
    measure: str
    strategy: str
    scenario: Scenario
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    toml: str = field(compare=False, default="")

    @cached_property
    def routes(self) -> tuple[tuple[str, ...], ...]:
        """Every way from something done to something that comes of it, as names of edges in order."""
        firsts = [node.name for node in self.nodes if node.kind == KINDS[0]]
        return tuple(route for first in firsts for route in self.onward(first))

    def onward(self, name: str) -> Iterator[tuple[str, ...]]:
        """Yield every way on from a node; a theory has no circle."""
        after = [edge for edge in self.edges if edge.start == name]
        if not after:
            yield ()
        for edge in after:
            for rest in self.onward(edge.end):
                yield (edge.name, *rest)

    @property
    def switched_off(self) -> Off:
        """The edges that the file switches off."""
        return frozenset(edge.name for edge in self.edges if not edge.on)

    def beside(self, name: str) -> Off:
        """Return the edges that lie on no way through an edge."""
        with_it = {one for route in self.routes if name in route for one in route}
        return frozenset(edge.name for edge in self.edges if edge.name not in with_it)

    def edge(self, name: str) -> Edge:
        """Return an edge by its name."""
        return next(edge for edge in self.edges if edge.name == name)
