"""What the page's script has to know to measure lives as famsim.measures does: counts, scales, limits, quantiles."""

from __future__ import annotations

from typing import Any

from famsim.handover.page.missed import REACHED
from famsim.measures import (
    BEFORE_A_PLACE,
    FEW,
    LINES,
    MEASURES,
    OF_A_CELL,
    OF_A_PART,
    TRACE,
    largest_of,
    most_of_measure,
    most_of_pair,
    normal_quantile,
    t_quantile,
    trace_of,
    upper_counts,
)
from famsim.model.counts import N_COUNTS, OFFERS_A_COUNT, PLACE_BITS, PLACED_BY, Count

MOST_DRAWS = 20  # for which the page knows the quantile of Student's t


def measuring(months: int) -> dict[str, Any]:
    """Return the tables that the page's script measures by, over so many months; as JSON has them."""
    return {
        "counts": N_COUNTS,
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
        "in_need": int(Count.IN_NEED),
        "started": int(Count.STARTED),
        "pence": int(Count.PENCE),
    }


def of_measure(name: str, months: int) -> dict[str, Any]:
    """Return one measure of the registry as the script has it; `largest` is nothing where there is no largest."""
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
        "largest": largest if measure.of else None,
    }
