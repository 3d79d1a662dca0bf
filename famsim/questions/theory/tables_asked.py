"""The tables of a theory file: boxes, arrows, and what each arrow is bound to."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from famsim.questions.theory.chart import KINDS
from famsim.scenario import YES_OR_NO, Rule, Strict, a_number, names, one_of, several, text

MOST = 200  # boxes, or arrows
REAL = a_number(-1e9, 1e9, "a number")
OFF = 'a table of the values at which nothing passes, such as { "programmes.debt_advice.d_relief" = 0 }'
FIGURES = "a list of figures such as ['programmes.debt_advice.d_relief'] (`famsim sources`)"
EVIDENCE = "a list of sources of the register such as ['woodhead_2017'] (`famsim sources`)"

Line = Annotated[str, text(120, one_line=True)]
Words = Annotated[str, text(400, one_line=False)]
Real = Annotated[float, REAL]


def read_off(value: Any) -> Mapping[str, float]:
    """Return the values at which nothing passes, by figure."""
    from famsim.scenario import wrong

    if not isinstance(value, Mapping):
        raise wrong("is not a table", OFF)
    return {str(name): float(REAL.check(one)) for name, one in value.items()}


class About(Strict):
    """The [theory] table: its title, the scenario file that it is lived in, whose strategy it is, what it is to change.

    scenario: a path, from the folder of the theory's file. measure: such as child_months_in_harm.
    """

    title: Line
    scenario: Line
    strategy: Line
    measure: Line = "child_months_in_harm"


class NodeTable(Strict):
    """A [node.NAME] table."""

    kind: Annotated[str, one_of(KINDS, "kind of node")]
    says: Words


class ElicitedTable(Strict):
    """An [edge.elicited] table: what practitioners gave for one figure of the edge; by whom, and when."""

    figure: Line
    low: Real
    middle: Real
    high: Real
    by: Line
    date: Line


class EdgeTable(Strict):
    """An [[edge]] table: from where to where, what it says, its figures and sources; off: where nothing passes."""

    start: Line = Field(alias="from")
    end: Line = Field(alias="to")
    says: Words
    figures: Annotated[tuple[str, ...] | None, names(0, 12, 120, FIGURES)] = None
    evidence: Annotated[tuple[str, ...] | None, names(0, 24, 120, EVIDENCE)] = None
    off: Annotated[Mapping[str, float], Rule(read_off, OFF, {"type": "object"})] = Field(default_factory=dict)
    on: Annotated[bool, YES_OR_NO] = True
    elicited: ElicitedTable | None = None


def read_nodes(value: Any) -> Any:
    """Return the boxes by name."""
    from famsim.scenario import wrong

    if not isinstance(value, Mapping) or not 2 <= len(value) <= MOST:
        raise wrong("are not two or more tables", f"2 to {MOST} [node.NAME] tables")
    return dict(value)


class TheoryFile(Strict):
    """A theory file, table by table."""

    theory: About
    nodes: Annotated[dict[str, NodeTable], Rule(read_nodes, "[node.NAME] tables", {"type": "object"}, whole=False)] = (
        Field(alias="node")
    )
    edges: Annotated[tuple[EdgeTable, ...], several(1, MOST, "[[edge]] tables")] = Field(alias="edge")
