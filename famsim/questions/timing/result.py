"""A timing map as its users hold it: the tables its answer rests on, the answer, the figures, a folder to keep."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from famsim.errors import FamsimError, unknown
from famsim.evidence import the_register
from famsim.limits import THREADS
from famsim.measures import BENEFITS
from famsim.questions.timing.answer import answer_of
from famsim.questions.timing.enough import check_enough
from famsim.questions.timing.run import Timing, run_timing
from famsim.questions.timing.tables import GROUPS, LEAST_HELPED
from famsim.questions.timing.windows import GOOD, LESS, blank_rows
from famsim.results import Study
from famsim.runs import Moves, MovesAsked, Plan, Progress, Running
from famsim.scenario import Scenario, heeded
from famsim.writing import of_lives, parameters, register_of, with_register

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KIND = "famsim timing"
REPS = 2  # repetitions: with one, a third of the cells of harmful conflict are blank
ALL = GROUPS[0]


def timing(
    scenario: Scenario,
    draws: int = 1,
    reps: int = REPS,
    progress: Progress | None = None,
    threads: int = THREADS,
    **moves: Unpack[MovesAsked],
) -> Study:
    """Map what help is worth by the month it begins, around births, job losses, arrears and distress.

    draws: 1 = the register's central values; n > 1 = draws 1 to n. reps: repetitions with other luck, which fill blank
    cells. progress: called with months lived and months in all. threads: how many; the result is the same.
    window: first and last month of help, from the event. every: months between two moments of help. follow: months
    for which a family is followed from its help. events: of "birth", "job_loss", "arrears", "distress"; empty = all.
    most: families followed of each event and risk group.

    Returns a Study with `tables` timing (the first), matters, layers, buffers, falls, windows, aligned, events, blank,
    harms, facts; `answer`, `figures()`, `save(folder)`. Benefits are per family helped, or per 100 of them; low to high
    is a 95% interval.

    Raises FamsimError for a scenario without an offer or too short for the months asked, for too few families for
    anything to be shown, and for an event that happens to nobody.

    Example:
        fs.timing(fs.load_scenario("newcastle"), events=("birth",)).tables["windows"]
    """
    for name in moves:
        if name not in Moves.__dataclass_fields__:
            raise unknown("option of timing", name, Moves.__dataclass_fields__, "timing", FamsimError)
    scenario, asked = heeded(scenario, prescribed=True), Moves(**moves)
    running = Running(draws, reps, progress, threads)
    check_enough(scenario, asked.plan(scenario), reps)
    return study_of(run_timing(scenario, asked, running), asked)


def study_of(found: Timing, moves: Moves) -> Study:
    """Return the report of a timing map."""
    tables = timing_tables(found)
    return Study(
        kind=KIND,
        scenario=found.scenario,
        world=found.world,
        asked=asked_of(found, moves),
        tables=tables,
        told=lambda: answer_of(found, with_register(tables, found.scenario.evidence, register_of(found.scenario))),
        draws=found.draws,
        reps=found.reps,
        drawn=lambda: figures_of(found),
    )


def asked_of(found: Timing, moves: Moves) -> dict[str, Any]:
    """Return the options of a timing map, in the words of JSON."""
    return {
        "draws": found.draws,
        "reps": found.reps,
        "window": list(moves.window),
        "every": moves.every,
        "follow": moves.follow,
        "events": list(moves.events),
        "most": moves.most,
    }


def again(
    scenario: Scenario, record: Mapping[str, Any], progress: Progress | None = None, threads: int = THREADS
) -> Study:
    """Return the same timing map, run again from what its record holds."""
    asked = record["asked"]
    first, last = asked["window"]
    moves: dict[str, Any] = {"window": (first, last), "events": tuple(asked["events"])}
    moves |= {name: asked[name] for name in ("every", "follow", "most")}
    wanted = Moves(**moves)
    return study_of(run_timing(scenario, wanted, Running(asked["draws"], asked["reps"], progress, threads)), wanted)


def figures_of(found: Timing) -> "dict[str, Figure]":
    """Return the figures by name."""
    from famsim.questions.timing.figures import plot_timing

    return plot_timing(found)


def timing_tables(found: Timing) -> dict[str, pd.DataFrame]:
    """Return the map's tables, and blank(measure, group, cells, blank), harms(event, programme, measure, months_clear,
    months_shown, worst_month, worst, low, high) and facts(name, value), which the answer needs beside them.
    """
    cells = found.tables["timing"]
    tables = found.tables | {"blank": blank_cells(cells), "harms": pd.DataFrame(harm_rows(cells), columns=HARMS)}
    return tables | {"facts": facts(found, tables)}


def blank_cells(cells: pd.DataFrame) -> pd.DataFrame:
    """Return how many cells of each outcome and group are blank."""
    grouped = cells.groupby(["measure", "group"], sort=False)["shown"]
    return grouped.agg(cells="size", blank=lambda shown: int((~shown.astype(bool)).sum())).reset_index()


HARMS = ["event", "programme", "measure", "months_clear", "months_shown", "worst_month", "worst", "low", "high"]


def harm_rows(cells: pd.DataFrame) -> list[dict[str, Any]]:
    """Return, for all couples, where help clearly does harm; `worst` is as in the map, where a harm may be positive."""
    good = {benefit.name: benefit.good for benefit in BENEFITS}
    rows = []
    shown = cells[(cells["group"] == ALL) & cells["shown"]]
    for (event, programme, measure), mine in shown.groupby(["event", "programme", "measure"], sort=False):
        side = good[measure]
        clear = mine[(mine["high"] < 0) if side > 0 else (mine["low"] > 0)]
        if len(clear):
            worst = mine.loc[(side * clear["estimate"]).idxmin()]
            ends = (float(worst[name]) for name in ("estimate", "low", "high"))
            numbers = (len(clear), len(mine), int(worst["month"]), *ends)
            rows.append(dict(zip(HARMS, (event, programme, measure, *numbers), strict=True)))
    return rows


def of_reach(plan: Plan) -> list[str]:
    """Return the register's figures that say whom doors meet and who says yes."""
    doors = [name for name in the_register().figures if name.startswith("doors.")]
    asked = [f"programmes.{one}.{what}" for one in plan.programmes for what in ("take_up", "both_take_part")]
    return [*doors, *asked, "support.willing_with_history"]


def facts(found: Timing, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return name and value of what sentences need beside the other tables."""
    plan, cells, windows = found.plan, tables["timing"], tables["windows"]
    in_all = parameters(register_of(found.scenario), found.scenario.evidence)
    figures = of_lives(in_all)
    grades, reach = figures["grade"], figures["name"].isin(of_reach(plan))
    first, last = plan.events_between(found.scenario.months)
    mapped = cells[(cells["group"] == ALL) & cells["measure"].isin(GOOD) & cells["comparable"]]
    rows = windows[windows["group"] == ALL]
    blank = blank_rows(cells)
    said = {
        "draws": found.draws,
        "repetitions": found.reps,
        "area_families": found.world.area.families,
        "sample_one_in": found.world.sample.k,
        "simulated_families": found.world.area.families / found.world.sample.k,
        "reach_figures": int(reach.sum()),
        "reach_figures_assumed": int((grades[reach] == "assumed").sum()),
        "figures": len(grades),
        "figures_in_all": len(in_all),
        "figures_assumed": int((grades == "assumed").sum()),
        "first_event_month": first,
        "last_event_month": last,
        "first_help": plan.moves[0],
        "last_help": plan.moves[-1],
        "follow": plan.follow,
        "rows_mapped": len(mapped[["event", "programme", "measure"]].drop_duplicates()),
        "rows_clear": len(rows),
        "rows_blank": int((blank["group"] == ALL).sum()),
        "rows_narrow": int(((rows["before"] == LESS) | (rows["after"] == LESS)).sum()),
        "rows_no_return": int(rows["no_return"].notna().sum()),
        "cells": len(cells),
        "cells_blank": int((~cells["shown"].astype(bool)).sum()),
        "finest_quality": BENEFITS[0].finest,
        "finest_per_hundred": BENEFITS[1].finest,
        "least_helped": LEAST_HELPED,
        "repetitions_for_all": repetitions_for(cells[cells["group"] == ALL], found.reps),
    }
    return pd.DataFrame({"name": list(said), "value": [float(value) for value in said.values()]})


def repetitions_for(cells: pd.DataFrame, reps: int) -> float:
    """Return about how many repetitions would leave no cell of a part of the map blank; the error shrinks as 1/sqrt."""
    finest = cells["measure"].map({benefit.name: benefit.finest for benefit in BENEFITS})
    error = float((cells["mc_se"] / finest).max())
    helped = float((LEAST_HELPED / cells["helped"].clip(lower=1.0)).max())
    return float(np.ceil(reps * max(error**2, helped, 1.0)))
