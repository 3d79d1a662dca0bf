"""A small made-up comparison: tables with the columns of a real one, written by hand, no engine."""

import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from famsim.population.start import world_of
from famsim.scenario import parse_scenario
from famsim.study.compare import Comparison
from famsim.study.costs import ITEMS, TOTAL, UNIT
from famsim.study.groups import group_names
from famsim.study.lines import PAIRED
from famsim.study.measures import MEASURES, RATES
from famsim.study.pairs import BY_GROUP
from famsim.study.reach import REACH

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
        (name, measure, change, 61.7, abs(change) / 61.7, 345.6, 345.6 * 171.0 / abs(change))
        for name, change in zip(names[1:], (-7.3, 412.0), strict=True)
        for measure in ("separations",)
    ]
    columns = ["strategy", "measure", "change", "chance_sd", "signal_to_chance", "helped", "families_to_be_seen"]
    return pd.DataFrame(rows, columns=columns)


def costs(names):
    rows = [
        (name, 1000.4 * n, 98765.4 * n, 99765.8 * n, 345.6 * n, 288.7 if n else float("nan"), 12345.6, 12000.1)
        for n, name in enumerate(names)
    ]
    columns = ["strategy", "set_up", "delivery", "total", "helped", "per_family_helped", "in_need", "missed"]
    return pd.DataFrame(rows, columns=columns)


def items(spent):
    """Return costs by item: a tenth of each strategy's total on each, the rest on sessions, and the total."""
    rows = []
    for strategy, total in zip(spent.strategy, spent.total, strict=True):
        of_it = {item: round(total / 10, 2) for item in ITEMS}
        of_it["sessions"] = round(total - sum(of_it.values()) + of_it["sessions"], 2)
        paid = of_it | {TOTAL: total}
        rows += [(strategy, item, one, one / 2, 2.1 * one, UNIT, 2014) for item, one in paid.items()]
    return pd.DataFrame(rows, columns=["strategy", "item", "estimate", "low", "high", "unit", "price_year"])


def reach(costs):
    """Return families reached: as many as `costs` says are helped, a third of them by any group."""
    rows = []
    for strategy, helped in zip(costs.strategy, costs.helped, strict=True):
        for m, measure in enumerate(REACH):
            for group in group_names() if measure == "helped" else ["all"]:
                number = helped / (1 + m) / (1 if group == "all" else 3)
                bound = float("nan") if number else 370.0
                ends = (number / 9, 0.0, number * 2.5 if number else bound, bound)
                rows.append((strategy, group, measure, number, *ends, 40 if number else 0, 2))
    columns = ["strategy", "group", "measure", "estimate", "mc_se", "low", "high", "at_most", "n_changed", "n_runs"]
    return pd.DataFrame(rows, columns=columns)


def made_up(area="newcastle-upon-tyne", draws=2, drop=()):
    """Return a comparison of `draws` draws; strategies named in `drop` are left out."""
    scenario = parse_scenario(SCENARIO.format(area=area))
    kept = tuple(one for one in scenario.strategies if one.name not in drop)
    scenario = scenario.model_copy(update={"strategies": kept})
    names = [strategy.name for strategy in scenario.strategies]
    numbered = [0] if draws == 1 else list(range(1, draws + 1))
    ran, spent = runs(names, numbered), costs(names)
    tables = {
        "differences": differences(names), "runs": ran, "outcomes": outcomes(ran.run_id), "series": series(ran.run_id),
        "funnel": funnel(scenario), "survival": survival(names), "twins": twins(names, numbered),
        "costs": items(spent), "summary": spent,
        "signal": signal(["as now", "=cmd|' /C calc'!A0 $x_1$ **9**", "@places"]),
        "reach": reach(spent),
    }  # fmt: skip
    return Comparison(scenario, world_of(scenario), draws, 1, tables)


@pytest.fixture(scope="session")
def comparison():
    return made_up()


@pytest.fixture(scope="session")
def make():
    return made_up


NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")
MARK = re.compile("\x00(\\d+)\x00")
OURS = {"95", "0", "40", "17"}  # 95% intervals, "holds 0", SDQ points of 40 and its cut of 17


def untraced_numbers(text, template, writing, tables):
    """Return what in a printed answer is neither a literal of ours, nor a user's word, nor a cell of a table."""
    found, expected = NUMBER.findall(text), []
    last = 0
    wrong = []
    for mark in [*MARK.finditer(template), None]:
        literal = template[last : mark.start() if mark else len(template)]
        for number in NUMBER.findall(literal):
            expected.append(number)
            if number not in OURS:
                wrong.append(f"{number} is written in the template")
        if mark is None:
            break
        last = mark.end()
        placed = writing.placed[int(mark[1])]
        if isinstance(placed, str):
            expected += NUMBER.findall(placed)
        else:
            expected += NUMBER.findall(placed.text)
            wrong += cell_problems(placed, tables)
    if found != expected:
        at = next((i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), -1)
        wrong.append(f"number {at} of the text is not what the tables give")
    return wrong


def cell_problems(citation, tables):
    """Return whether a citation's text is its cell, looked up anew and rounded to what is printed."""
    rows = tables[citation.table]
    for column, value in citation.where:
        rows = rows.loc[rows[column] == value]
    if len(rows) != 1:
        return [f"{citation.where} names {len(rows)} rows of {citation.table}"]
    value = float(rows[citation.column].iloc[0])
    if not math.isfinite(value):
        return [] if citation.text == "not known" else [f"{citation.text} is printed for {value}"]
    if citation.text == "about 0":  # of a line of the ledger of a pair that may be none and came out below
        return [] if value < 0 else [f"{citation.text} is printed for {value}"]
    printed = float(NUMBER.search(citation.text)[0].replace(",", ""))
    value = abs(value) if citation.text.lstrip("£")[0] != "-" and printed == abs(printed) and value < 0 else value
    digits = len(citation.text.partition(".")[2])
    unit = 10.0**-digits
    if abs(value) >= 1000 and digits == 0:
        unit = 10.0 ** (math.floor(math.log10(abs(value))) - 2)
    near = abs(printed - value) <= 0.5 * unit * (1 + 1e-9)
    return [] if near else [f"{citation.text} is printed for {value}"]


@pytest.fixture(scope="session")
def untraced():
    return untraced_numbers


@pytest.fixture(scope="session")
def pictures(module_of):
    """Return the module pictures.py: what is drawn in a figure, and whether it can be read."""
    return module_of(Path(__file__).with_name("pictures.py"))


@pytest.fixture(scope="session")
def timing_map(module_of):
    """Return the module timing_map.py: a made-up map of help moved in time."""
    return module_of(Path(__file__).with_name("timing_map.py"))


@pytest.fixture(scope="session")
def found(timing_map):
    """Return that map as it is; not to be changed in place."""
    return timing_map.made_up()
