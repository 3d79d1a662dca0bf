"""A made-up map of help moved in time: two events, every outcome a hill about the event, no engine."""

import math
from functools import cache

import pandas as pd

from famsim.measures.benefits import BENEFITS
from famsim.population.start import world_of
from famsim.questions.timing.matters import COLUMNS as MATTERS
from famsim.questions.timing.matters import matters_rows
from famsim.questions.timing.run import Timing
from famsim.questions.timing.tables import CURVES, GROUPS
from famsim.questions.timing.windows import COLUMNS, window_rows
from famsim.questions.timing.words import OUTCOMES
from famsim.runs.moved import BUFFERS
from famsim.runs.moves import Moves
from famsim.scenario import change, load_scenario

MOVES = Moves(window=(-12, 36))
SIZES = {benefit.name: benefit.finest * 4 for benefit in BENEFITS}


def worth(event, group, programme, month, measure):
    """Return a made-up benefit: none of the light touch, else a hill about the event, higher with more risk."""
    if programme == "light_touch_session":
        return 0.0
    height = SIZES[measure] * (1.0 + 0.3 * GROUPS.index(group))
    centre, width = (-3, 9.0) if event == "birth" else (9, 60.0)
    return height * math.exp(-(((month - centre) / width) ** 2))


@cache
def cells_of(plan):
    """Return the made-up map; not to be changed in place."""
    rows = []
    for event in ("birth", "arrears"):
        for group in GROUPS:
            for programme in plan.programmes:
                for month in plan.moves:
                    for benefit in BENEFITS:
                        estimate = worth(event, group, programme, month, benefit.name)
                        rough = benefit.name == "harmful_conflict" and group == GROUPS[3]
                        error = 0.0 if estimate == 0 else benefit.finest * (1.5 if rough else 0.4)
                        rows.append({
                            "event": event, "group": group, "programme": programme, "month": month,
                            "measure": benefit.name, "estimate": estimate, "mc_se": error,
                            "low": estimate - 1.96 * error, "high": estimate + 1.96 * error, "helped": 900.0,
                            "families": 1200.0, "shown": not rough or error == 0,
                            "comparable": event != "birth" or month > -9,
                        })  # fmt: skip
    return pd.DataFrame(rows)


@cache
def layers_of(plan):
    """Return made-up layers, not to be changed: nine of ten couples still there, fewer met the further off."""
    rows = [
        {
            "event": event, "group": group, "programme": programme, "month": month, "measure": outcome.measure,
            "couples": 2400.0, "there": 90.0, "met": 20.0 - abs(month) / 3.0, "estimate": 0.5 - 0.01 * abs(month),
            "mc_se": 0.01, "low": 0.48 - 0.01 * abs(month), "high": 0.52 - 0.01 * abs(month), "at_most": math.nan,
            "n_changed": 900, "comparable": event != "birth" or month > -9,
        }
        for event in ("birth", "arrears")
        for group in GROUPS
        for programme in plan.programmes
        for month in plan.moves
        for outcome in OUTCOMES
    ]  # fmt: skip
    return pd.DataFrame(rows)


def buffers_of(plan, cells):
    """Return the made-up map at three months, higher with more protection."""
    some = cells[(cells["group"] == "all") & cells["month"].isin(plan.curves)]
    some = some[some["measure"].isin([outcome.measure for outcome in OUTCOMES])]
    return pd.concat([some.assign(d_buffer=one, estimate=some["estimate"] * (1.0 + one)) for one in BUFFERS])


@cache
def curves_of(plan):
    """Return made-up curves; not to be changed in place."""
    rows = [
        (event, "all", programme, moment, month, measure, 1.0 + 0.01 * month + place, 1.1 + 0.01 * month)
        for event in ("birth", "arrears")
        for moment in plan.curves
        for place, programme in enumerate(plan.programmes)
        for measure in (one.name for one in CURVES)
        for month in range(moment, moment + plan.follow)
    ]
    names = ["event", "group", "programme", "help_month", "month", "measure", "value", "without"]
    return pd.DataFrame(rows, columns=names)


def made_up(area="newcastle-upon-tyne", **changed):
    """Return a made-up map of two events; `changed`: tables in the place of others."""
    scenario = change(load_scenario("newcastle"), area=area, seed=7)
    plan = MOVES.plan(scenario)
    cells = changed.get("timing", cells_of(plan))
    events = [(event, group, 2400.0, 2000.0) for event in ("birth", "arrears") for group in GROUPS]
    layers = layers_of(plan).copy()
    tables = {
        "timing": cells,
        "matters": pd.DataFrame(matters_rows(cells, layers), columns=MATTERS),
        "layers": layers,
        "buffers": buffers_of(plan, cells).drop(columns=["group", "comparable"]),
        "windows": pd.DataFrame(window_rows(cells), columns=COLUMNS),
        "aligned": curves_of(plan).copy(),
        "events": pd.DataFrame(events, columns=["event", "group", "happens", "followed"]),
    }
    return Timing(scenario, world_of(scenario), plan, changed.get("draws", 1), 2, tables)
