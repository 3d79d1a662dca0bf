"""The layers of a timing map: couples still there, couples met who say yes, and what help then comes to for all.

What help is worth to a family helped is one thing, how many can be helped in a month another. A layer is per hundred
couples to whom the event happens, all of them, with help offered in that one month and staff who notice everybody.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from famsim.measures import BENEFITS, Benefit, Moments, limits, most_of, t_quantile
from famsim.questions.timing.tables import GROUPS, benefit_of, comparable, happening, mean_of, strata
from famsim.questions.timing.words import OUTCOMES
from famsim.runs import BUFFERS, HIGHEST, LOWEST, Found, Plan

HELPED, GAIN, SQUARED, FAMILIES, CHANGED, CUBED = 0, 1, 2, 4, 5, 6  # parts of a total (famsim.runs.moved)
HUNDRED = 100.0
HEADLINE = [(place, one) for place, one in enumerate(BENEFITS) if one.name in {of.measure for of in OUTCOMES}]


@dataclass(frozen=True)
class Layers:
    """One draw's couples of an event and group at one month of help, by stratum."""

    there: np.ndarray  # (strata,): couples still there
    parts: np.ndarray  # (strata, programmes, benefits, PARTS): each by its chance of being met and saying yes
    weights: np.ndarray  # (strata,): couples to whom the event happens, by one who is followed
    follows: np.ndarray  # (strata,): couples followed

    @classmethod
    def of(cls, found: Found, event_group: tuple[int, int], move: int) -> Self:
        """Return those of a draw; event_group: the places of the event and of the group in GROUPS."""
        event, group = event_group
        kinds, weights = strata(found, event, group)
        risks = slice(None) if group == 0 else slice(group - 1, group)
        follows = found.follows[event, risks].astype(np.float64)
        return cls(found.totals[move][kinds, 0, 0, FAMILIES], found.met[move][kinds], weights, follows)

    @property
    def couples(self) -> float:
        """The couples to whom the event happens."""
        return float(self.weights @ self.follows)


def layer_rows(found: list[Found], plan: Plan) -> list[dict[str, Any]]:
    """Return the rows of the table `layers`: one for each event, group, programme, month of help and outcome."""
    rows = []
    for event, name in happening(found):
        for place, group in enumerate(GROUPS):
            same = comparable(found, event, place, plan)
            for move in plan.moves:
                about = {"event": name, "group": group, "month": move}
                draws = [Layers.of(one, (event, place), move) for one in found]
                rows += [about | row | {"comparable": same[move]} for row in month_rows(draws, plan)]
    return rows


def month_rows(draws: list[Layers], plan: Plan) -> list[dict[str, Any]]:
    """Return the layers of one event, group and month: each programme and outcome of the headline."""
    return [
        {"programme": programme, "measure": benefit.name}
        | reached(draws, arm)
        | product([one.parts[:, arm, place] for one in draws], draws, benefit, plan)
        for arm, programme in enumerate(plan.programmes)
        for place, benefit in HEADLINE
    ]


def reached(draws: list[Layers], arm: int) -> dict[str, float]:
    """Return couples a draw; per hundred of them, those still there; of these, those met who say yes and come."""
    couples, there, come = (
        sum(values)
        for values in (
            [one.couples for one in draws],
            [float(one.weights @ one.there) for one in draws],
            [float(one.weights @ one.parts[:, arm, 0, HELPED]) for one in draws],
        )
    )
    still, met = (HUNDRED * top / of if of else float("nan") for top, of in ((there, couples), (come, there)))
    return {"couples": couples / len(draws), "there": still, "met": met}


def product(parts: list[np.ndarray], draws: list[Layers], benefit: Benefit, plan: Plan) -> dict[str, float | int]:
    """Return what help in one month comes to per hundred couples to whom the event happens, with its interval."""
    scale = benefit.scale / (plan.follow if benefit.a_month else 1.0) * (HUNDRED if benefit.of_each else 1.0)
    if min(one.couples for one in draws) == 0.0:
        return dict.fromkeys(("estimate", "mc_se", "low", "high", "at_most"), float("nan")) | {"n_changed": 0}
    each = scale * np.array([float(d.weights @ one[:, GAIN]) / d.couples for one, d in zip(parts, draws, strict=True)])
    chance = [added(one, d, benefit.coarse).scaled(scale / d.couples) for one, d in zip(parts, draws, strict=True)]
    most = abs(scale) * most_of((benefit.count,), plan.follow) / min(one.couples for one in draws)
    spread = t_quantile(each.size - 1) * each.std(ddof=1) if each.size > 1 else 0.0
    return limits(np.array([each.mean() + 0.0]), mean_of(chance), most, spread).row()


def added(parts: np.ndarray, of: Layers, coarse: float) -> Moments:
    """Return the moments of what couples add to a sum, (strata, PARTS): those who are not there add nothing."""
    number = np.maximum(of.follows, 1.0)
    mean, squared, cubed = parts[:, GAIN] / number, parts[:, SQUARED], parts[:, CUBED] * coarse**3
    ends = np.append(parts[:, HIGHEST] * of.weights, parts[:, LOWEST] * of.weights)
    return Moments(
        changed=np.array([int(parts[:, CHANGED].sum())]),
        variance=np.array([max(float(of.weights**2 @ (squared - number * mean**2)), 0.0)]),
        third=np.array([float(of.weights**3 @ (cubed - 3.0 * mean * squared + 2.0 * number * mean**3))]),
        largest=np.array([ends[np.abs(ends).argmax()]]),
    )


def buffer_rows(found: list[Found], plan: Plan) -> list[dict[str, Any]]:
    """Return the rows of the table `buffers`: what help is worth if it buffers stress by each of BUFFERS."""
    rows = []
    for event, name in happening(found):
        kinds_weights = [strata(one, event, 0) for one in found]
        for move in (one for one in plan.curves if all(one in draw.buffered for draw in found)):
            for at, buffer in enumerate(BUFFERS):
                for arm, programme in enumerate(plan.programmes):
                    for place, benefit in HEADLINE:
                        parts = [
                            (draw.buffered[move][at][kinds, arm, place], weights)
                            for draw, (kinds, weights) in zip(found, kinds_weights, strict=True)
                        ]
                        about = {"event": name, "programme": programme, "d_buffer": buffer, "month": move}
                        rows.append(about | {"measure": benefit.name} | benefit_of(parts, benefit, plan))
    return rows
