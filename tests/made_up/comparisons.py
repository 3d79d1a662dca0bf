"""A small made-up comparison: tables with the columns of a real one, written by hand, no engine."""

from itertools import cycle

import numpy as np
import pandas as pd

from famsim.measures.factorial import OF_EFFECTS
from famsim.measures.groups import group_names
from famsim.measures.lines import PAIRED
from famsim.measures.pairs import BY_GROUP
from famsim.measures.rates import RATES
from famsim.measures.registry import MEASURES
from famsim.population.start import world_of
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.led import REACHED
from famsim.runs.costs import ITEMS, TOTAL, UNIT
from famsim.scenario import commented_design, effect_called, effects, parse_scenario

SCENARIO = """
[scenario]
name = "made up"
question = "What if *this* & <that>?"
area = "{area}"
months = 36
seed = 7

[[strategy]]
name = "as now"

[[strategy]]
name = "=cmd|' /C calc'!A0 $x_1$ **9**"

[[strategy.offer]]
programme = "money_and_us"
who = {{ in_arrears = true, together = true }}
found = ["money_desk"]
places_a_month = 4.0

[[strategy]]
name = "@places"
staff_trained = {{ midwife = 0.5 }}

[[strategy.offer]]
programme = "new_parent_group"
who = {{ deprivation_decile = [1, 1] }}
found = ["midwife", "gp"]
places_a_month = 8.0
"""
TWINS = (
    "children_distressed_couple",
    "harmful_conflict",
    "separation_rate",
    "exit_rate",
    "quality",
    "sdq",
    "mothers_distressed",
)


def numbers(seed, size, scale=1.0):
    return np.random.default_rng(seed).normal(0.0, scale, size)


def differences(names):
    rows = []
    for n, strategy in enumerate(names[1:]):
        for m, measure in enumerate([*MEASURES, *PAIRED]):
            total = measure in PAIRED or MEASURES[measure].is_total
            for g, group in enumerate(group_names() if measure in BY_GROUP else ["all"]):
                scale = 300.0 if total else 0.02
                estimate = float(numbers([n, m, g], 1, scale)[0])
                half = abs(float(numbers([n, m, g, 1], 1, scale)[0]))
                ends = (half / 3, estimate - half, estimate + half)
                rows.append((strategy, names[0], group, measure, estimate, *ends, float("nan"), 40, 2))
    columns = ["strategy", "baseline", "group", "measure", "estimate", "mc_se", "low", "high", "at_most", "n_changed"]
    columns.append("n_pairs")
    return pd.DataFrame(rows, columns=columns)


def runs(names, draws):
    made = ("0.1.0", "c0ffee", "done", "")
    rows = [(f"{name}/d{d}/r0", "made up", name, d, 0, 7, *made) for d in draws for name in names]
    columns = "run_id scenario strategy draw rep seed version config_hash status error"
    return pd.DataFrame(rows, columns=columns.split())


def outcomes(run_ids):
    rows = [
        (run, group, measure, abs(float(numbers([r, m, g], 1, 4321.0)[0])))
        for r, run in enumerate(run_ids)
        for m, measure in enumerate(MEASURES)
        for g, group in enumerate(group_names()[:2])
    ]
    return pd.DataFrame(rows, columns=["run_id", "group", "measure", "value"])


def series(run_ids):
    rows = [
        (run, month, "all", measure.name, 10 + float(numbers([r, m, month], 1)[0]))
        for r, run in enumerate(run_ids)
        for month in (12, 24, 36)
        for m, measure in enumerate(RATES)
    ]
    return pd.DataFrame(rows, columns=["run_id", "month", "group", "measure", "value"])


def funnel(scenario):
    labels = ("episodes", "a row", "in contact with a door", "noticed", "completed")
    rows = [
        (strategy.name, number + 1, offer.programme, stage, label, 9000.0 / (stage + 1) ** 2)
        for strategy in scenario.strategies
        for number, offer in enumerate(strategy.offers)
        for stage, label in enumerate(labels)
    ]
    return pd.DataFrame(rows, columns=["strategy", "offer", "programme", "stage", "label", "episodes"])


def survival(names):
    rows = [
        (
            name,
            month,
            9000.0 - 30 * month,
            20.0,
            share := (1 - 0.002) ** month + 0.0001 * n,
            share - 0.004,
            share + 0.003,
        )
        for n, name in enumerate(names)
        for month in range(37)
    ]
    return pd.DataFrame(rows, columns=["strategy", "month", "at_risk", "events", "share_together", "low", "high"])


def twins(names, draws):
    rows = []
    for n, name in enumerate(names[1:]):
        for m, measure in enumerate(TWINS):
            helped, twin = numbers([n, m], 2, 10.0)
            half = 0.1 * (2 if len(draws) > 1 else 1)
            ends = (half / 2, helped - twin - half, helped - twin + half)
            rows.append((name, measure, helped, twin, helped - twin, *ends, float("nan"), 40))
    columns = ["strategy", "measure", "helped", "twins", "difference", "mc_se", "low", "high", "at_most", "n_changed"]
    return pd.DataFrame(rows, columns=columns)


def signal(names):
    rows = [
        (name, measure, change, 61.7, abs(change) / 61.7, 345.6)
        for name, change in zip(names[1:], cycle((-7.3, 412.0)), strict=False)
        for measure in ("separations",)
    ]
    columns = ["strategy", "measure", "change", "chance_sd", "signal_to_chance", "helped"]
    return pd.DataFrame(rows, columns=columns)


def costs(names):
    nothing = float("nan")
    rows = [
        (name, 1000.4 * n, 98765.4 * n, 99765.8 * n, 91234.5 * n, 345.6 * n, 345.6 * n, *each, 12345.6, 12000.1)
        for n, name in enumerate(names)
        for each in [(288.7, 211.2, 391.3) if n else (nothing,) * 3]
    ]
    columns = "strategy set_up delivery total present_value helped helped_with_effect"
    each = ("per_family_helped", "per_family_low", "per_family_high")
    return pd.DataFrame(rows, columns=[*columns.split(), *each, "in_need", "missed"])


def items(spent):
    """Return costs by item: a tenth of each strategy's total on each, the rest on sessions, and the total."""
    rows = []
    for strategy, total in zip(spent.strategy, spent.total, strict=True):
        of_it = {item: round(total / 10, 2) for item in ITEMS}
        of_it["sessions"] = round(total - sum(of_it.values()) + of_it["sessions"], 2)
        paid = of_it | {TOTAL: total}
        rows += [(strategy, item, one, one / 2, 2.1 * one, UNIT, 2014) for item, one in paid.items()]
    return pd.DataFrame(rows, columns=["strategy", "item", "estimate", "low", "high", "unit", "price_year"])


OF_HELPED = {"completed": 1, "missed_violence": 2, "routed": 3}  # a half, a third, a fourth of the families helped


def reach(costs):
    """Return families reached: as many as `costs` says are helped, a third of them by any group."""
    rows = []
    for strategy, helped in zip(costs.strategy, costs.helped, strict=True):
        for measure in REACHED:
            m = OF_HELPED.get(measure, 0)
            for group in group_names() if measure == "helped" else ["all"]:
                number = helped / (1 + m) / (1 if group == "all" else 3)
                bound = float("nan") if number else 370.0
                ends = (number / 9, 0.0, number * 2.5 if number else bound, bound)
                rows.append((strategy, group, measure, number, *ends, 40 if number else 0, 2))
    columns = ["strategy", "group", "measure", "estimate", "mc_se", "low", "high", "at_most", "n_changed", "n_runs"]
    return pd.DataFrame(rows, columns=columns)


def effects_table():
    """Return the effects of a 2x2x2: some clear, some not, and one of too few families."""
    rows = []
    for e, effect in enumerate(map(effect_called, effects())):
        for m, measure in enumerate(OF_EFFECTS):
            estimate, half = (float(one) for one in numbers([e, m], 2, 300.0))
            ends = (abs(half) / 2, estimate - abs(half), estimate + abs(half))
            few = 720.0 if e == 6 and m % 2 else float("nan")
            rows.append((effect, measure, "couples", estimate, *ends, few, 40 if np.isnan(few) else 2, 2))
    columns = "effect measure unit estimate mc_se low high at_most n_changed n_pairs"
    return pd.DataFrame(rows, columns=columns.split())


def made_up_design():
    """Return a comparison of the eight strategies of a 2x2x2."""
    found = made_up(text=commented_design("newcastle-upon-tyne", "2x2x2"))
    found.tables["factorial"] = effects_table()
    return found


def made_up(area="newcastle-upon-tyne", draws=2, drop=(), text=SCENARIO):
    """Return a comparison of `draws` draws; strategies named in `drop` are left out."""
    scenario = parse_scenario(text.format(area=area) if text is SCENARIO else text)
    kept = tuple(one for one in scenario.strategies if one.name not in drop)
    scenario = scenario.model_copy(update={"strategies": kept})
    names = [strategy.name for strategy in scenario.strategies]
    numbered = [0] if draws == 1 else list(range(1, draws + 1))
    ran, spent = runs(names, numbered), costs(names)
    tables = {
        "differences": differences(names), "runs": ran, "outcomes": outcomes(ran.run_id), "series": series(ran.run_id),
        "funnel": funnel(scenario), "survival": survival(names), "twins": twins(names, numbered),
        "costs": items(spent), "summary": spent,
        "signal": signal([one.name for one in parse_scenario(text.format(area=area)).strategies])
        if text is SCENARIO
        else signal(names),
        "reach": reach(spent),
    }  # fmt: skip
    return Comparison(scenario, world_of(scenario), draws, 1, tables)
