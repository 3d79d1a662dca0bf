"""The tidy tables of a timing map, from the sums of its forks.

`all` adds up the risk groups with the weight of the families to whom the event happens, since as many may be followed
of a small group as of a large one.
"""

from typing import Any

import numpy as np

from famsim.measures import (
    BENEFITS,
    DIMENSIONS,
    REGISTRY,
    Benefit,
    Moments,
    limits,
    most_of,
    normal_quantile,
    t_quantile,
)
from famsim.model.identity import N_RISK
from famsim.runs import EVENTS, HIGHEST, LOWEST, Found, Plan

GROUPS = ("all", *(f"risk_factors={value}" for value in DIMENSIONS["risk_factors"]))
LEAST_HELPED = 334  # families helped, below which a cell is blank: one of them would be more than .3 per 100
MOSTLY = 0.75  # of the fullest month's families: below, an earlier month holds other families (see comparable)

CURVES = tuple(REGISTRY[name] for name in ("quality", "children_distressed_couple", "harmful_conflict", "together"))


def strata(found: Found, event: int, group: int) -> tuple[slice, np.ndarray]:
    """Return which kinds make up a group of an event, and their weights; group 0 is all risk groups."""
    first = event * N_RISK
    if group:
        return slice(first + group - 1, first + group), np.ones(1)
    return slice(first, first + N_RISK), found.happens[event] / np.maximum(found.follows[event], 1)


def happening(found: list[Found]) -> list[tuple[int, str]]:
    """Return place and name of the events that are followed for some family in every draw."""
    return [(place, name) for place, name in enumerate(EVENTS) if all(one.follows[place].sum() > 0 for one in found)]


def event_rows(found: list[Found]) -> list[dict[str, Any]]:
    """Return the rows of the table `events`: couples to whom each happens and those followed, mean of draws."""
    rows = []
    for event, name in happening(found):
        for place, group in enumerate(GROUPS):
            which = slice(None) if place == 0 else slice(place - 1, place)
            happens, follows = (
                float(np.mean([of[event, which].sum() for of in number]))
                for number in ([one.happens for one in found], [one.follows for one in found])
            )
            rows.append({"event": name, "group": group, "happens": happens, "followed": follows})
    return rows


def timing_rows(found: list[Found], plan: Plan) -> list[dict[str, Any]]:
    """Return the rows of the table `timing`: one for each event, group, programme, month of help and benefit."""
    rows = []
    for event, name in happening(found):
        for place, group in enumerate(GROUPS):
            same = comparable(found, event, place, plan)
            for move in plan.moves:
                about = {"event": name, "group": group, "month": move, "comparable": same[move]}
                draws = [in_stratum(one, event, place, move) for one in found]
                rows += cell_rows(draws, plan, about)
    return rows


def comparable(found: list[Found], event: int, group: int, plan: Plan) -> dict[int, bool]:
    """Say for each month of help whether it holds mostly the families of the months after the event.

    Before it some are not there yet: families enter with a first pregnancy, so that nine months before a birth only
    later births are left. After it some have parted and can no longer be helped: that is part of what waiting costs.
    """
    there = {
        move: sum(in_stratum(one, event, group, move)[0][:, 0, 0, 4].sum() for one in found) for move in plan.moves
    }
    return {move: bool(move >= 0 or there[move] >= MOSTLY * max(there.values())) for move in plan.moves}


def in_stratum(found: Found, event: int, group: int, move: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the totals of each stratum of a cell (strata, programmes, benefits, parts), and the strata's weights."""
    kinds, weights = strata(found, event, group)
    return found.totals[move][kinds], weights


def cell_rows(draws: list[tuple[np.ndarray, np.ndarray]], plan: Plan, about: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of one event, group and month: each programme and benefit.

    Children's scores do not compare months of help around a birth: a child is scored from age 4 on.
    """
    return [
        {
            "event": about["event"],
            "group": about["group"],
            "programme": programme,
            "month": about["month"],
            "measure": benefit.name,
        }
        | benefit_of([(parts[:, arm, place], weights) for parts, weights in draws], benefit, plan)
        | {"comparable": about["comparable"] and benefit.not_around != about["event"]}
        for arm, programme in enumerate(plan.programmes)
        for place, benefit in enumerate(BENEFITS)
    ]


def benefit_of(draws: list[tuple[np.ndarray, np.ndarray]], benefit: Benefit, plan: Plan) -> dict[str, Any]:
    """Return estimate, standard error, 95% interval and whether the cell is fine enough to be shown.

    A draw is the parts of each stratum (strata, PARTS) and the strata's weights. The estimate is a ratio of sums over
    families, benefit to helped, and a family adds (benefit - ratio x helped) / helped in all. The same families live
    in each draw, so chance is taken as common to all of them, and the interval adds the spread between them.
    """
    scale = benefit.scale / (plan.follow if benefit.a_month else 1.0)
    helped, families = (float(np.mean([parts[:, part].sum() for parts, _ in draws])) for part in (0, 4))
    if min(parts[:, 0].sum() for parts, _ in draws) == 0.0:
        numbers: dict[str, float | int] = dict.fromkeys(("estimate", "mc_se", "low", "high", "at_most"), float("nan"))
        return numbers | {"n_changed": 0, "helped": helped, "families": families, "shown": False}
    each = scale * np.array([ratio_of(*draw) for draw in draws])
    of = mean_of([moments_of(parts, weights, benefit.coarse).scaled(scale) for parts, weights in draws])
    most = abs(scale) * most_of((benefit.count,), plan.follow) / helped
    spread = t_quantile(each.size - 1) * each.std(ddof=1) if each.size > 1 else 0.0
    numbers = limits(np.array([each.mean() + 0.0]), of, most, spread).row()
    error = numbers["mc_se"] if np.isnan(numbers["at_most"]) else numbers["at_most"] / normal_quantile()
    shown = error <= benefit.finest and helped >= LEAST_HELPED
    return numbers | {"helped": helped, "families": families, "shown": bool(shown)}


def ratio_of(parts: np.ndarray, weights: np.ndarray) -> float:
    """Return weighted benefit over weighted helped."""
    return float(weights @ parts[:, 1]) / float(weights @ parts[:, 0])


def moments_of(parts: np.ndarray, weights: np.ndarray, coarse: float) -> Moments:
    """Return the moments of what families add to the ratio, weighted benefit over weighted helped, to first order.

    parts (strata, PARTS): helped is 0 or 1 for a family, so its sum is that of its powers.
    """
    helped, _, squared, of_helped, _, changed, cubed, squared_of_helped = parts[:, :HIGHEST].T
    ratio, number = ratio_of(parts, weights), float(weights @ helped)
    second = squared - 2.0 * ratio * of_helped + ratio**2 * helped
    third = cubed * coarse**3 - 3.0 * ratio * squared_of_helped * coarse**2 + 3.0 * ratio**2 * of_helped
    ends = np.append((parts[:, HIGHEST] - ratio) * weights, (parts[:, LOWEST] - ratio) * weights)
    return Moments(
        changed=np.array([int(changed.sum())]),
        variance=np.array([max(float(weights**2 @ second), 0.0)]),
        third=np.array([float(weights**3 @ (third - ratio**3 * helped))]),
        largest=np.array([ends[np.abs(ends).argmax()]]),
    ).scaled(1.0 / number)


def mean_of(draws: list[Moments]) -> Moments:
    """Return the moments of chance that is common to all draws: the mean over them; of the largest, the largest."""
    largest = np.array([one.largest[0] for one in draws])
    return Moments(
        changed=np.max([one.changed for one in draws], axis=0),
        variance=np.mean([one.variance for one in draws], axis=0),
        third=np.mean([one.third for one in draws], axis=0),
        largest=largest[[np.abs(largest).argmax()]],
    )


def aligned_rows(found: list[Found], plan: Plan) -> list[dict[str, Any]]:
    """Return the rows of the table `aligned`: what is lived around an event with and without help, by month from it."""
    rows = []
    for event, name in happening(found):
        for move in plan.curves:
            lived = np.sum([in_group(one, event, move) for one in found], axis=0)
            about = {"event": name, "group": "all", "help_month": move}
            rows += [row for arm in range(len(plan.programmes)) for row in curve_rows(lived, arm, plan, about)]
    return rows


def in_group(found: Found, event: int, move: int) -> np.ndarray:
    """Return an event's weighted counts by arm and month, (arms, months, counts)."""
    kinds, weights = strata(found, event, 0)
    values: np.ndarray = np.einsum("k,akmc->amc", weights, found.series[move][:, kinds].astype(np.float64))
    return values


def curve_rows(lived: np.ndarray, arm: int, plan: Plan, about: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each month's measures with one programme and, for the same families, without."""
    rows = []
    for measure in CURVES:
        (top,), (bottom,), factor = measure.counts, measure.of, measure.scale
        for month in range(about["help_month"], about["help_month"] + plan.follow):
            counts = lived[:, month - plan.moves[0]]
            if counts[0, bottom] > 0 and counts[arm + 1, bottom] > 0:
                rows.append(
                    {
                        "event": about["event"],
                        "group": about["group"],
                        "programme": plan.programmes[arm],
                        "help_month": about["help_month"],
                        "month": month,
                        "measure": measure.name,
                        "value": factor * float(counts[arm + 1, top]) / float(counts[arm + 1, bottom]),
                        "without": factor * float(counts[0, top]) / float(counts[0, bottom]),
                    }
                )
    return rows
