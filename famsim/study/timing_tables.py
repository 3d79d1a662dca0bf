"""The tidy tables of a timing map, from the sums of its forks."""

from typing import Any

import numpy as np

from famsim.model.counts import FINE, N_RISK, Count
from famsim.study.benefits import BENEFITS, QUALITY, Benefit
from famsim.study.events import EVENTS
from famsim.study.groups import DIMENSIONS
from famsim.study.moved import Plan
from famsim.study.pairs import normal_quantile, t_quantile

GROUPS = ("all", *(f"risk_factors={value}" for value in DIMENSIONS["risk_factors"]))
SHOWN_MOVES = (-6, 3, 24)  # moments of help whose curves are kept
LEAST_HELPED = 100  # families helped, below which a cell is blank whatever its standard error
MOSTLY = 0.9  # of the families of the fullest moment: from when on a curve may begin

CURVES = (  # measure, counts over counts, factor
    ("quality", Count.QUALITY, Count.COUPLES, 1.0 / FINE),
    ("children_distressed_couple", Count.DISTRESSED_CHILDREN, Count.COUPLE_CHILDREN, 100.0 / FINE),
    ("harmful_conflict", Count.HARMFUL_CHILDREN, Count.COUPLE_CHILDREN, 100.0),
    ("together", Count.COUPLES, Count.FAMILIES, 100.0),
)

ByMove = dict[int, np.ndarray]


def of_group(by_kind: np.ndarray, event: int, group: int) -> np.ndarray:
    """Return an event's numbers in a group; axis 0 is event x risk group, and group 0 is all of them."""
    first = event * N_RISK
    return by_kind[first : first + N_RISK].sum(axis=0) if group == 0 else by_kind[first + group - 1]


def timing_rows(found: list[ByMove], plan: Plan) -> list[dict[str, Any]]:
    """Return the rows of the table `timing`: one for each event, group, programme, month of help and benefit."""
    rows = []
    for event, name in enumerate(EVENTS):
        for place, group in enumerate(GROUPS):
            for move in plan.moves:
                cell = [of_group(one[move], event, place) for one in found if move in one]
                about = {"event": name, "group": group, "month": move}
                rows += [row for row in cell_rows(cell, plan, about) if len(cell) == len(found)]
    return rows


def cell_rows(cell: list[np.ndarray], plan: Plan, about: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of one event, group and month: each programme and benefit; `cell` holds a draw each."""
    return [
        {
            "event": about["event"],
            "group": about["group"],
            "programme": programme,
            "month": about["month"],
            "measure": benefit.name,
        }
        | benefit_of([one[arm, place] for one in cell], benefit, plan)
        for arm, programme in enumerate(plan.programmes)
        for place, benefit in enumerate(BENEFITS)
    ]


def benefit_of(draws: list[np.ndarray], benefit: Benefit, plan: Plan) -> dict[str, Any]:
    """Return estimate, standard error, 95% interval and whether the cell is fine enough to be shown.

    A ratio of sums over families, benefit to helped, with the chance error of a ratio. With several draws the interval
    adds the spread between them; the same families live in each, so chance is taken as common to all of them.
    """
    scale = benefit.scale / (plan.follow if benefit.a_month else 1.0)
    helped = float(np.mean([draw[0] for draw in draws]))
    families = float(np.mean([draw[4] for draw in draws]))
    if helped == 0.0:
        nothing = float("nan")
        numbers = {"estimate": nothing, "mc_se": nothing, "low": nothing, "high": nothing}
        return numbers | {"helped": 0.0, "families": families, "shown": False}
    each = np.array([scale * draw[1] / max(draw[0], 1.0) for draw in draws])
    chance = float(np.sqrt(np.mean([variance_of_ratio(draw) for draw in draws]))) * abs(scale)
    spread, times = chance, normal_quantile()
    if each.size > 1:
        spread, times = float(np.hypot(chance, each.std(ddof=1))), t_quantile(each.size - 1)
    estimate = float(each.mean()) + 0.0
    return {
        "estimate": estimate,
        "mc_se": chance,
        "low": estimate - times * spread,
        "high": estimate + times * spread,
        "helped": helped,
        "families": families,
        "shown": chance <= benefit.finest and helped >= LEAST_HELPED,
    }


def variance_of_ratio(parts: np.ndarray) -> float:
    """Return the chance variance of benefit over helped, to first order."""
    helped, gain, squared, of_helped = (float(part) for part in parts[:4])
    if helped == 0.0:
        return 0.0
    ratio = gain / helped
    return max(squared - 2.0 * ratio * of_helped + ratio * ratio * helped, 0.0) / helped**2


def aligned_rows(series: list[ByMove], totals: list[ByMove], plan: Plan) -> list[dict[str, Any]]:
    """Return the rows of the table `aligned`: what is lived around an event with and without help, by month from it."""
    rows = []
    for event, name in enumerate(EVENTS):
        for move in (move for move in plan.moves if move in SHOWN_MOVES or move == first_full(totals, event, plan)):
            lived = sum(of_group(one[move].swapaxes(0, 1), event, 0) for one in series if move in one)
            if isinstance(lived, int):
                continue
            about = {"event": name, "group": "all", "help_month": move}
            rows += [row for arm in range(len(plan.programmes)) for row in curve_rows(lived, arm, plan, about)]
    return rows


def first_full(totals: list[ByMove], event: int, plan: Plan) -> int:
    """Return the first moment of help with nearly as many families as the fullest: some enter with the pregnancy."""
    there = {m: sum(of_group(one[m], event, 0)[0, QUALITY, 4] for one in totals if m in one) for m in plan.moves}
    return next(move for move in plan.moves if there[move] >= MOSTLY * max(there.values()))


def curve_rows(lived: np.ndarray, arm: int, plan: Plan, about: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each month's measures with one programme and, for the same families, without."""
    rows = []
    for measure, top, bottom, factor in CURVES:
        for month in range(about["help_month"], about["help_month"] + plan.follow):
            counts = lived[:, month - plan.moves[0]]
            if counts[0, bottom] > 0 and counts[arm + 1, bottom] > 0:
                value = factor * float(counts[arm + 1, top]) / float(counts[arm + 1, bottom])
                without = factor * float(counts[0, top]) / float(counts[0, bottom])
                rows.append(
                    {
                        "event": about["event"],
                        "group": about["group"],
                        "programme": plan.programmes[arm],
                        "help_month": about["help_month"],
                        "month": month,
                        "measure": measure,
                        "value": value,
                        "without": without,
                    }
                )
    return rows
