"""What the page's script has to know to measure lives as famsim.measures does: counts, scales, limits, quantiles."""

from __future__ import annotations

from math import isfinite
from typing import Any

from famsim.handover.page.missed import REACHED, STEPS
from famsim.measures import (
    BEFORE_A_PLACE,
    BENEFITS,
    BESIDES,
    FEW,
    LINES,
    MEASURES,
    OF_A_CELL,
    OF_A_PART,
    PAIRED,
    QUALITY,
    TRACE,
    Benefit,
    Line,
    begins,
    is_share,
    largest_of,
    most_of,
    most_of_measure,
    most_of_pair,
    normal_quantile,
    span_of,
    t_quantile,
    trace_of,
    upper_counts,
)
from famsim.model.counts import N_COUNTS, N_STAGES, OFFERS_A_COUNT, PLACE_BITS, PLACED_BY, Count, Stage
from famsim.questions.timing import LEAST_HELPED, LEAST_SHOWN, MOSTLY, OUTCOMES
from famsim.runs import Plan
from famsim.scenario import Scenario, figures_of

IN_COUPLES, PER_CENT = "couples", 100.0  # a unit, of numbers of couples
MOST_DRAWS = 20  # for which the page knows the quantile of Student's t


def measuring(months: int) -> dict[str, Any]:
    """Return the tables that the page's script measures by, over so many months; as JSON has them."""
    return {
        "counts": N_COUNTS,
        "months": months,
        "measures": [of_measure(name, months) for name in MEASURES],
        "lines": [
            {"name": one.name, "boxes": list(map(int, one.boxes)), "less": list(map(int, one.less))}
            | {"most": most_of_pair(one.name, months)}
            for one in LINES
        ],
        "a_part": OF_A_PART,
        "trace": TRACE,
        "normal": normal_quantile(),
        "upper": upper_counts().tolist()[:FEW],
        "t": [0.0, *(t_quantile(freedom) for freedom in range(1, MOST_DRAWS))],
        "placed_by": list(map(int, PLACED_BY)),
        "place_bits": PLACE_BITS,
        "offers_a_count": OFFERS_A_COUNT,
        "reached": list(map(int, REACHED)),
        "cells": [[name, len(values)] for name, values in OF_A_CELL.items()],
        "besides": [[name, len(values)] for name, values in BESIDES.items()],
        "begins": begins(),
        "in_need": int(Count.IN_NEED),
        "started": int(Count.STARTED),
        "pence": int(Count.PENCE),
        "stages": {name: int(stage) for name, (stage, _) in STEPS.items()}
        | {"last_row": int(Stage.LAST_ROW), "all": N_STAGES},
        "couples": int(Count.COUPLES),
    }


def worthwhile(scenario: Scenario) -> dict[str, Any]:
    """Return how small a difference is too small to matter, by measure: a share, of couples or of the total itself."""
    register, found = figures_of(scenario), {}
    for name, measure in (MEASURES | PAIRED).items():
        if is_share(measure.worthwhile, measure.unit):
            per_cent = scenario.evidence.get(measure.worthwhile, register[measure.worthwhile].value)
            found[name] = {"share": float(per_cent) / PER_CENT, "couples": measure.unit == IN_COUPLES}
    return found


def moving(plan: Plan) -> dict[str, Any]:
    """Return what the page's script measures help moved in time by; normals: for so many intervals at once, from 0."""
    return {
        "benefits": [of_benefit(one, place, plan.follow) for place, one in enumerate(BENEFITS)],
        "normals": [0.0, *(normal_quantile(number) for number in range(1, len(plan.moves) + 1))],
        "follow": plan.follow,
        "most": plan.most,
        "least_helped": LEAST_HELPED,
        "mostly": MOSTLY,
        "half_shown": LEAST_SHOWN,
    }


def of_benefit(benefit: Benefit, place: int, follow: int) -> dict[str, Any]:
    """Return one benefit as the script has it: of a count, or of boxes of the ledger where `count` is nothing.

    same: families whose months as a couple changed gain nothing by it. headline: a layer is told of it.
    """
    line = benefit.of if isinstance(benefit.of, Line) else None
    return {
        "name": benefit.name,
        "count": None if line else int(benefit.count),
        "boxes": list(map(int, line.boxes)) if line else [],
        "less": list(map(int, line.less)) if line else [],
        "same": place == QUALITY,
        "scale": benefit.scale,
        "a_month": benefit.a_month,
        "of_each": benefit.of_each,
        "coarse": benefit.coarse,
        "finest": benefit.finest,
        "not_around": benefit.not_around,
        "good": benefit.good,
        "most": most_of((benefit.count,), follow),
        "headline": benefit.name in {one.measure for one in OUTCOMES},
    }


def of_measure(name: str, months: int) -> dict[str, Any]:
    """Return one measure of the registry as the script has it; nothing stands where there is no `largest`, or end."""
    measure = MEASURES[name]
    (above, under), largest = most_of_measure(measure, months), largest_of(measure, months)
    return {
        "name": name,
        "counts": list(map(int, measure.counts)),
        "of": list(map(int, measure.of)),
        "scale": measure.scale,
        "once": measure.once,
        "before_a_place": name in BEFORE_A_PLACE,
        "above": above,
        "under": under,
        "trace": trace_of(measure),
        "both_ways": measure.both_ways,
        "largest": largest if measure.of else None,
        "can": [end if isfinite(end) else None for end in span_of(name)],  # be
    }
