"""A scenario's own programmes in the parameters: rows after the register's."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from famsim.evidence import Figure, Value, fill, luck, programme_names, the_register, value_at
from famsim.model.parameters import MAX_PROGRAMMES, PROGRAMME, SOLVED
from famsim.population.trial_samples import derive_programme
from famsim.population.values import DRAW_SEED
from famsim.scenario import Scenario

ROWS = np.dtype([("programmes", PROGRAMME, (MAX_PROGRAMMES,))])
OF_PROGRAMMES = tuple(name for name in SOLVED if name.startswith("programmes."))


def own_figures(scenario: Scenario) -> tuple[Figure, ...]:
    """Return the figures of a scenario's own programmes; one that its evidence sets is not drawn."""
    figures = (figure for one in scenario.programmes.values() for figure in one.figures)
    return tuple(set_to(figure, scenario.evidence) for figure in figures)


def set_to(figure: Figure, evidence: Mapping[str, Value]) -> Figure:
    """Return a figure as some evidence sets it."""
    if figure.name not in evidence:
        return figure
    return replace(figure, value=evidence[figure.name], distribution="fixed")


def of_the_register(evidence: Mapping[str, Value]) -> dict[str, Value]:
    """Return what evidence sets of the register's figures."""
    return {name: value for name, value in evidence.items() if name in the_register().figures}


def names_of(own: tuple[Figure, ...]) -> tuple[str, ...]:
    """Return all programmes by row: the register's, then those of some figures."""
    return (*programme_names(), *dict.fromkeys(figure.name.split(".")[1] for figure in own))


def programmes_in(scenario: Scenario) -> tuple[str, ...]:
    """Return all programmes of a scenario by row: the register's, then its own."""
    return (*programme_names(), *scenario.programmes)


def add_own(p: np.record, own: tuple[Figure, ...], number: int) -> None:
    """Fill the rows of a scenario's own programmes in a draw, all but what follows from them (`derive_own`)."""
    if not own:
        return
    values = {one.name: one.value if number == 0 else value_at(one, luck(DRAW_SEED, one.name, number)) for one in own}
    rows, first = fill(values, ROWS, OF_PROGRAMMES)[0], len(programme_names())
    for place in range(len(names_of(own)) - first):
        p.programmes[first + place] = rows.programmes[place]


def derive_own(p: np.record, own: tuple[Figure, ...]) -> None:
    """Set what follows from the figures of a scenario's own programmes."""
    for row in range(len(programme_names()), len(names_of(own))):
        derive_programme(p.programmes[row], p)
