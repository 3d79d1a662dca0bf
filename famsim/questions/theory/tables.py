"""The tables of a theory: its edges with what they rest on and what they carry, and its boxes."""

from typing import Any

import pandas as pd

from famsim.questions.theory.chart import Edge
from famsim.questions.theory.switching import Switched

ENDS = ("estimate", "low", "high")


def theory_tables(found: Switched) -> dict[str, pd.DataFrame]:
    """Return the tables of a theory that was lived.

    edges(edge, start, end, says, figures, values, off, unit, grade, sources, supported, on, carries, without, alone,
    left): child-months averted in the area: by the whole strategy less without the edge (carries), without it, by its
    own ways alone, and what is left of those without it. elicited(edge, figure, low, middle, high, by, date,
    averted_low, averted_high): at the ends of what practitioners gave. nodes(node, kind, says). whole(strategy,
    estimate, low, high): what the strategy averts with every edge that is on.
    """
    theory = found.theory
    return {
        "edges": pd.DataFrame([edge_row(found, edge) for edge in theory.edges]),
        "nodes": pd.DataFrame([{"node": one.name, "kind": one.kind, "says": one.says} for one in theory.nodes]),
        "elicited": pd.DataFrame(
            [elicited_row(found, edge) for edge in theory.edges if edge.elicited], columns=ELICITED_COLUMNS
        ),
        "whole": pd.DataFrame([{"strategy": theory.strategy} | {name: found.averted()[name] for name in ENDS}]),
    }


ELICITED_COLUMNS = [
    *("edge", "figure", "low", "middle", "high", "register", "by", "date", "averted_low", "averted_high"),
]


def edge_row(found: Switched, edge: Edge) -> dict[str, Any]:
    """Return the row of one edge."""
    theory = found.theory
    only, beside = frozenset((edge.name,)), theory.beside(edge.name)
    whole, without, alone, left = (
        float(found.averted(off)["estimate"]) for off in (frozenset(), only, beside, beside | only)
    )
    evidence = theory.scenario.evidence
    values = [evidence.get(figure.name, figure.value) for figure in edge.figures]
    return {
        "edge": edge.name,
        "start": edge.start,
        "end": edge.end,
        "says": edge.says,
        "figures": "; ".join(figure.name for figure in edge.figures),
        "values": "; ".join(f"{value:g}" for value in values),
        "off": "; ".join(f"{edge.off[figure.name]:g}" for figure in edge.figures),
        "unit": "; ".join(dict.fromkeys(figure.unit for figure in edge.figures)),
        "grade": edge.grade,
        "sources": sources_of(edge),
        "rows": "; ".join(dict.fromkeys(figure.page for figure in edge.figures)),
        "supported": edge.is_supported,
        "on": edge.on,
        "carries": whole - without,
        "without": without,
        "alone": alone,
        "left": left,
    }


def sources_of(edge: Edge) -> str:
    """Return what stands behind an edge: sources that were read, and who gave a range."""
    given = [edge.elicited.source] if edge.elicited else []
    return "; ".join([*edge.evidence, *given])


def elicited_row(found: Switched, edge: Edge) -> dict[str, Any]:
    """Return the row of what was elicited for an edge."""
    given = edge.elicited
    assert given is not None
    low, high = (float(found.averted(figures=((given.figure, end),))["estimate"]) for end in (given.low, given.high))
    register = next(figure.value for figure in edge.figures if figure.name == given.figure)
    numbers = {"low": given.low, "middle": given.middle, "high": given.high, "register": register}
    about = {"edge": edge.name, "figure": given.figure, **numbers, "by": given.by, "date": given.date}
    return about | {"averted_low": low, "averted_high": high}
