"""One figure set in the parameters of lives that have begun: among the same families, and to any value."""

from collections.abc import Sequence

import numpy as np

from famsim.errors import TheoryError
from famsim.evidence import Figure
from famsim.population import Starts, carry
from famsim.questions.theory.chart import Edge

PROGRAMMES, EFFECT, HALF_LIFE = "programmes", "d_", "half_life_"
TALK_LASTS, TALK_KEPT = "staff.conversation_half_life", "conversation_keep"
MADE_FROM = "population."  # how functions are named that make figures and families from a figure before lives begin


def check_switchable(edge: Edge, starts: Starts) -> None:
    """Raise TheoryError for a figure from which the area's families are made, or that no record holds."""
    for figure in edge.figures:
        if not is_switchable(figure, starts.central):
            raise TheoryError(
                f"edge {edge.name}: {figure.name} makes the area's families what they are, so that it cannot be "
                "switched off among the same families; allowed: effects and half-lives of programmes, and figures that "
                "rules alone read, such as conflict.from_quality"
            )


def is_switchable(figure: Figure, p: np.recarray) -> bool:
    """Say whether a figure can be set once families live."""
    topic, *path = figure.name.split(".")
    if topic == PROGRAMMES and path[-1].startswith((EFFECT, HALF_LIFE)):
        return True
    if figure.name == TALK_LASTS:
        return True
    made = any(name.startswith(MADE_FROM) for name in figure.used_by)
    return bool(figure.used_by) and not made and (topic == PROGRAMMES or is_held(p, [topic, *path]))


def is_held(p: np.recarray, path: Sequence[str]) -> bool:
    """Say whether the parameters hold a figure by its name."""
    dtype = p.dtype
    for name in path:
        if dtype.names is None or name not in dtype.names:
            return False
        dtype = dtype[name]
    return True


def set_figure(p: np.recarray, programmes: Sequence[str], figure: Figure, value: float) -> None:
    """Set one figure of parameters, an array of one record: an effect in proportion, a half-life as what is kept.

    programmes: by row. TheoryError for an effect of 0 that is to be another.
    """
    record = p.view(np.ndarray)
    topic, *path = figure.name.split(".")
    if topic == PROGRAMMES:
        set_of_programme(record[PROGRAMMES][:, programmes.index(path[0])], figure, value)
    elif figure.name == TALK_LASTS:
        record[topic][TALK_KEPT] = carry(value)
    else:
        for name in (topic, *path[:-1]):
            record = record[name]
        record[path[-1]] = value


def set_of_programme(row: np.ndarray, figure: Figure, value: float) -> None:
    """Set one figure of a programme's row, (1,)."""
    name = figure.name.rpartition(".")[2]
    if name.startswith(HALF_LIFE):
        row["keep"][name.removeprefix(HALF_LIFE)] = carry(value)
    elif name.startswith(EFFECT):
        was = float(row[name][0])
        if was == 0.0 and value != 0.0:
            raise TheoryError(f"{figure.name}: is 0, so that it cannot be set to {value:g} in proportion; allowed: 0")
        row["full"][name.removeprefix(EFFECT)] *= value / was if was else 0.0
    else:
        row[name] = value
