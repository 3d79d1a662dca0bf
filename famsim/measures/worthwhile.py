"""How large a difference has to be to matter: by the unit that it is counted in, from the register.

A difference may be clear, because the same families live both lives, and still be too small for anybody to act on.
"""

from collections.abc import Mapping

from famsim.model.identity import MONTHS_A_YEAR

COUPLES, PEOPLE, SCORE, TOTAL = (f"worthwhile.{name}" for name in ("couples", "people", "score", "total"))
A_YEAR = "% of couples a year"
OF_COUPLES = ("couples", A_YEAR)
SCORES = ("SD", "points of 40")
SDQ_SPREAD = ("sdq.boys_sd", "sdq.girls_sd")
PER_CENT = 100.0


def figure_for(unit: str, is_total: bool) -> str:
    """Return the name of the register's figure that says how small is too small; nothing where none does."""
    if unit in OF_COUPLES:
        return COUPLES
    if unit.startswith("%"):
        return PEOPLE
    if unit in SCORES:
        return SCORE
    return TOTAL if is_total else ""


def is_share(figure: str, unit: str) -> bool:
    """Say whether the smallest difference is a share of a number: of the couples there are, or of the total itself."""
    return figure == TOTAL or (figure == COUPLES and unit == OF_COUPLES[0])


def smallest(figure: str, unit: str, area: float, months: int, register: Mapping[str, float]) -> float:
    """Return the smallest worthwhile difference in a measure's own unit.

    area: of a number of couples, the couples there are; of another total, the area's own figure. register: the figures
    as the scenario used them, by name.
    """
    size = register[figure]
    if figure == COUPLES:
        return size * MONTHS_A_YEAR / months if unit == A_YEAR else size / PER_CENT * area
    if figure == SCORE and unit != "SD":
        return size * sum(register[name] for name in SDQ_SPREAD) / len(SDQ_SPREAD)
    return size / PER_CENT * abs(area) if figure == TOTAL else size
