"""The tables of a sensitivity: indices, how they grow, what is concluded, swings, switching values, figures, facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famsim.model.identity import MONTHS_A_YEAR
from famsim.questions.sensitivity.checks import central_of
from famsim.questions.sensitivity.concluding import COUNTS, DOUBTFUL, INERT, SHOWN, Conclusion
from famsim.questions.sensitivity.methods import METHODS
from famsim.questions.sensitivity.numbers import Of, good, says, unit
from famsim.questions.sensitivity.run import is_drawn, uncertain

if TYPE_CHECKING:
    from famsim.questions.sensitivity.found import Found
    from famsim.questions.sensitivity.run import Indexed
    from famsim.questions.sensitivity.switching import Switched

LEADING = 10  # figures whose index is shown as the design grows
WAYS = {1: "up", -1: "down", 0: "no one way"}
INDICES = "strategy baseline measure figure rank index low high by_chance first first_low first_high mean spread"
GROWING = "strategy baseline measure figure blocks index"
CONCLUSIONS = "strategy baseline measure verdict figures counting doubtful inert blocks by_luck agreement widest needed"
SWINGS = "strategy baseline measure figure low high at_low at_high central swing"
SWITCHING = "figure strategy against measure verdict own ahead difference difference_low difference_high"


def tables_of(found: Found) -> dict[str, pd.DataFrame]:
    """Return every table by name.

    indices(strategy, baseline, measure, figure, rank, index, low, high, by_chance, ..., direction, verdict): of each
    number, a measure of a strategy or (with a baseline) what it differs by. growing: the index of the leading figures
    at so many blocks. conclusions: what can be concluded of each number. swings: each number with one figure at the
    ends of its range. switching: where the order of two strategies turns. figures: what was moved. facts(name, value).
    """
    tables: dict[str, pd.DataFrame] = {}
    if found.indexed:
        tables |= {
            "indices": frame(index_rows(found.indexed), f"{INDICES} direction verdict"),
            "growing": frame(growing_rows(found.indexed), GROWING),
            "conclusions": frame(conclusion_rows(found.indexed), CONCLUSIONS),
            "swings": frame(swing_rows(found.indexed), SWINGS),
        }
    if found.switched:
        more = "low high turns_at turns_low turns_high tried"
        tables["switching"] = frame(switching_rows(found.switched), f"{SWITCHING} {more}")
    return tables | {"measures": measures(found), "figures": figures(found), "facts": facts(found)}


def frame(rows: Iterator[dict[str, Any]], columns: str) -> pd.DataFrame:
    """Return rows as a table with these columns, without rows too."""
    return pd.DataFrame(list(rows), columns=columns.split())


def about(of: Of) -> dict[str, str]:
    """Return which number a row is of."""
    return {"strategy": of.strategy, "baseline": of.baseline, "measure": of.measure}


def index_rows(found: Indexed) -> Iterator[dict[str, Any]]:
    """Yield a row for each number and figure; none of a number of which nothing can be concluded."""
    names = [one.figure for one in uncertain(found.question.experiment)]
    for of in found.numbers:
        said = found.conclusions[of]
        if said.indices is None or said.direction is None:
            continue
        ranks = said.ranks()
        for place in np.argsort(ranks, kind="stable").tolist():
            columns = {name: float(values[place]) for name, values in said.indices._asdict().items() if name != "value"}
            yield {
                **about(of),
                "figure": names[place],
                "rank": int(ranks[place]),
                "index": float(said.indices.value[place]),
                **columns,
                "direction": WAYS[int(said.direction[place])],
                "verdict": said.said_of(place),
            }


def growing_rows(found: Indexed) -> Iterator[dict[str, Any]]:
    """Yield the index of the leading figures of each difference at each size of the design."""
    names = [one.figure for one in uncertain(found.question.experiment)]
    for of in found.numbers:
        said = found.conclusions[of]
        if said.growing is None or not of.baseline:
            continue
        for place in np.argsort(said.ranks(), kind="stable")[:LEADING].tolist():
            for size, row in zip(said.sizes, said.growing, strict=True):
                yield {**about(of), "figure": names[place], "blocks": size, "index": float(row[place])}


def conclusion_rows(found: Indexed) -> Iterator[dict[str, Any]]:
    """Yield what can be concluded of each number."""
    figures = len(uncertain(found.question.experiment))
    for of in found.numbers:
        said = found.conclusions[of]
        kinds = counted(said, figures)
        yield {
            **about(of),
            "verdict": said.verdict,
            "figures": figures,
            "counting": kinds[COUNTS],
            "doubtful": kinds[DOUBTFUL],
            "inert": kinds[INERT],
            "blocks": said.blocks,
            "by_luck": said.by_luck,
            "agreement": said.agreement,
            "widest": said.widest,
            "needed": said.needed,
        }


def counted(said: Conclusion, figures: int) -> dict[str, int]:
    """Return how many figures count, are doubtful, and do nothing."""
    kinds = [said.said_of(place) for place in range(figures)]
    return {one: kinds.count(one) for one in (COUNTS, DOUBTFUL, INERT)}


def swing_rows(found: Indexed) -> Iterator[dict[str, Any]]:
    """Yield each difference with one figure at the ends of its range, the widest swing first.

    None of a number that is mostly luck.
    """
    moved = uncertain(found.question.experiment)
    for of in found.numbers:
        if not of.baseline or found.conclusions[of].verdict not in SHOWN:
            continue
        swings = found.swings[of]
        size = np.abs(swings.at_high - swings.at_low)
        for place in np.argsort(-size, kind="stable").tolist():
            one = moved[place]
            yield {
                **about(of),
                "figure": one.figure,
                "low": min(one.ends),
                "high": max(one.ends),
                "at_low": float(swings.at_low[place]),
                "at_high": float(swings.at_high[place]),
                "central": swings.central,
                "swing": float(size[place]),
            }


def switching_rows(found: Switched) -> Iterator[dict[str, Any]]:
    """Yield where each order turns, as each figure or lever moves."""
    names = [one.name for one in found.question.scenario.strategies]
    for place, moved in enumerate(found.moved):
        for number, order in enumerate(found.orders):
            said = found.found[place, number]
            mean, low, high = said.own
            yield {
                "figure": moved.name,
                "strategy": names[order.strategy],
                "against": names[order.against],
                "measure": order.measure,
                "verdict": said.verdict,
                "own": moved.own,
                "ahead": ahead(found, number, mean),
                "difference": mean,
                "difference_low": low,
                "difference_high": high,
                "low": moved.low,
                "high": moved.high,
                "turns_at": said.at,
                "turns_low": said.low,
                "turns_high": said.high,
                "tried": said.tried,
            }


def ahead(found: Switched, number: int, difference: float) -> str:
    """Return the strategy that is better by an order's difference; "" where neither is, or nothing is better."""
    order, names = found.orders[number], [one.name for one in found.question.scenario.strategies]
    sign = difference * good(order.measure)
    return names[order.strategy] if sign > 0 else names[order.against] if sign < 0 else ""


def measures(found: Found) -> pd.DataFrame:
    """Return what each measure is: its words, unit and which way is good."""
    named = [of.measure for of in found.indexed.numbers] if found.indexed else []
    named += [order.measure for order in found.switched.orders] if found.switched else []
    rows = [{"measure": one, "says": says(one), "unit": unit(one), "good": good(one)} for one in dict.fromkeys(named)]
    return pd.DataFrame(rows)


def figures(found: Found) -> pd.DataFrame:
    """Return what was moved: figures with their own value, range, how they are spread, grade and words; levers too."""
    register, question = found.question.experiment.figures, found.question
    rows: list[dict[str, Any]] = [
        {
            "figure": one.figure,
            "own": central_of(question, one.figure),
            "low": min(one.ends),
            "high": max(one.ends),
            "spread": "as the register draws it" if is_drawn(question, one) else "evenly over the range",
            "grade": register[one.figure].grade,
            "unit": register[one.figure].unit,
            "says": register[one.figure].says,
        }
        for one in uncertain(question.experiment)
    ]
    for lever in (one for experiment in question.levers for one in experiment.factors):
        ends = {"low": min(lever.ends), "high": max(lever.ends)}
        kinds = {"spread": "tried at values", "grade": "decided", "unit": "", "says": lever.name}
        rows.append({"figure": lever.name, "own": np.nan, **ends, **kinds})
    return pd.DataFrame(rows)


def facts(found: Found) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    world, scenario = found.world, found.scenario
    rows = {
        "months": scenario.months,
        "years": scenario.months / MONTHS_A_YEAR,
        "draws": 1,
        "repetitions": found.reps,
        "sample_one_in": world.sample.k,
        "area_families": world.area.families,
        "simulated_families": world.area.families / world.sample.k,
        "figures_moved": len(uncertain(found.question.experiment)),
        "levers_moved": len(found.question.levers),
    }
    if found.indexed:
        table = found.question.table
        rows |= {"points": found.indexed.points, "points_not_lived": found.indexed.undone, "blocks": table.blocks}
        rows["blocks_least"] = METHODS[table.method].least(int(rows["figures_moved"]))
    return pd.DataFrame({"name": list(rows), "value": [float(value) for value in rows.values()]})
