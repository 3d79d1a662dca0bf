"""What help around a birth is worth at both ends of what the fall at a birth may be.

Only a fall still to come can be met by protection: with it lies all that an early start could be worth more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from famsim.evidence import Value, the_register
from famsim.population import set_falls
from famsim.questions.timing.layers import HEADLINE
from famsim.questions.timing.tables import benefit_of, strata
from famsim.runs import EVENTS, Found, Plan

BIRTH = "birth"
FIGURES = ("first_change", "later_change")  # of `births`: mean change at a first and at a later birth
HERE = 0.0  # a birth in the month itself is past when help begins


@dataclass(frozen=True)
class PlanAtAnEnd(Plan):
    """A plan under which births from the month of help on change quality by other means than the register's."""

    means: tuple[float, float] = (0.0, 0.0)

    @property
    def curves(self) -> tuple[int, ...]:
        """No month by month, nor sizes of protection: the plan that it was made from has these."""
        return ()


def plans_at_ends(plan: Plan) -> list[PlanAtAnEnd]:
    """Return the plan at the deepest and the slightest fall of the register; none where no birth is mapped."""
    moves = tuple(one for one in plan.curves if one < HERE or one == min((m for m in plan.curves if m >= 0), default=0))
    if (plan.events and BIRTH not in plan.events) or plan.change is not None or min(moves, default=0) >= HERE:
        return []
    figures = [the_register().figures[f"births.{name}"] for name in FIGURES]
    same = {one.name: getattr(plan, one.name) for one in fields(plan)} | {"moves": moves}
    found = []
    for end in ("low", "high"):
        first, later = (float(np.min(getattr(figure, end))) for figure in figures)
        found.append(PlanAtAnEnd(**same | {"change": changed_to(first, later)}, means=(first, later)))
    return found


def changed_to(first: float, later: float) -> Any:
    """Return what sets the mean change at a first and at a later birth, the spread of the whole change kept."""

    def change(p: np.recarray, month: int) -> np.recarray:
        births = p[0].births
        for name, mean in zip(FIGURES, (first, later), strict=True):
            births[name] = mean
        set_falls(p[0], births.usual_share, births.share_spread)
        return p

    return change


def fall_rows(
    found: list[Found], ends: Sequence[tuple[PlanAtAnEnd, list[Found]]], evidence: Mapping[str, Value]
) -> list[dict[str, Any]]:
    """Return the rows of `falls`: what help is worth to a family helped, all couples to whom a birth happens, by fall.

    found: the draws as they are, which have the events; ends: the draws at each end; evidence: what a scenario sets.
    """
    if not ends:
        return []
    event = list(EVENTS).index(BIRTH)
    if not sum(int(one.follows[event].sum()) for one in found):
        return []
    name, plan = f"births.{FIGURES[0]}", ends[0][0]
    here = float(np.min(evidence.get(name, the_register().figures[name].value)))
    cases = [(ends[0][0].means[0], False, ends[0][1]), (here, True, found), (ends[1][0].means[0], False, ends[1][1])]
    kinds_weights = [strata(one, event, 0) for one in found]
    rows = []
    for fall, as_here, draws in cases:
        for move in plan.moves:
            for arm, programme in enumerate(plan.programmes):
                for place, benefit in HEADLINE:
                    parts = [
                        (draw.totals[move][kinds, arm, place], weights)
                        for draw, (kinds, weights) in zip(draws, kinds_weights, strict=True)
                    ]
                    about = {"fall": fall, "as_here": int(as_here), "programme": programme, "month": move}
                    rows.append(about | {"measure": benefit.name} | benefit_of(parts, benefit, plan))
    return rows
