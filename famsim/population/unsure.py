"""An area as a draw has it: each figure that is not known well, or is older than the others, drawn within its width."""

from dataclasses import replace
from typing import Any

from famsim.areas import DRAWN, NORMAL_95, AreaProfile, drawn, families_that_fit
from famsim.evidence import luck
from famsim.population.arithmetic import normal_quantile
from famsim.population.values import DRAW_SEED

IN_THE_STOCK = ("families", "infants", "lone_share", "cohabiting_share", "infants_by_decile")  # years make these
COUNTS = ("families", "infants")
MOST_SHARE = 0.95  # of families, or couples, that a draw gives them at most


def area_in_draw(area: AreaProfile, number: int) -> AreaProfile:
    """Return the area with every figure that is widened drawn about what is published or stands in; 0: as it is.

    Each is log-normal, with 95% within its factor, on luck of its own: the same in every scenario. Leaves out: births
    (infants are counted instead) and child poverty, which enter no life; and that figures of one place move together.
    """
    unsure = [figure for figure in DRAWN if figure in area.widen]
    if number == 0 or not unsure:
        return area
    found = replace(area, **{figure: figure_in_draw(area, figure, number) for figure in unsure})
    if "families" not in unsure:
        return found
    return replace(found, families=families_that_fit(found.families, found.infants, area.widen["families"]))


def figure_in_draw(area: AreaProfile, figure: str, number: int) -> Any:
    """Return one figure as a draw has it."""
    deviation = normal_quantile(luck(DRAW_SEED, f"{area.code}.{figure}", number))
    times = area.widen[figure] ** (deviation / NORMAL_95)
    value = getattr(area, figure)
    if figure == "infants_by_decile":
        return drawn(value, times)
    if figure in COUNTS:
        return max(round(value * times), 1)
    return value * times if figure == "unemployment" else min(value * times, MOST_SHARE)


def is_made_otherwise(area: AreaProfile) -> bool:
    """Say whether draws of an area differ by what takes years to make: how many families, of which kind, where."""
    return any(figure in area.widen for figure in IN_THE_STOCK)
