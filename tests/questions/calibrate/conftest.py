"""A fit whose families are a formula: what surveys would say follows from the figures in closed form."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from famsim.calibration import Ask, Seen
from famsim.calibration.fitting import posterior
from famsim.evidence import the_register
from famsim.questions.calibrate import How, Ways, fitted, living, question

FIGURES = ("separation.by_quality", "violence.onset", "network.half_life")  # the last one does nothing here
SMALL = How(points=24, waves=2, again=4, discrepancy=0.0)
TRUTH = {"separation.by_quality": 0.45, "violence.onset": 0.0009}


def told(ask, values):
    """Return what is answered: each age of parting hangs on one figure, and at ten years on both."""
    quality, onset = (
        float(values.get(name, the_register().figures[name].value))
        for name in ("separation.by_quality", "violence.onset")
    )
    by_age = {5.0: 10.0 + 20.0 * quality, 7.0: 5.0 + 9_000.0 * onset, 10.0: 12.0 + 15.0 * quality + 4_000.0 * onset}
    if ask.measure == "any_contact":
        return Seen.nothing("the model knows no such thing")
    return Seen(by_age.get(ask.begins, 30.0), 0.05, 900.0)


def seen(asks, scenario, **_):
    """Answer as a survey would."""
    return {ask: told(ask, scenario.evidence) for ask in asks}


def bent(asks, scenario, **_):
    """Answer as a survey would were the answers no plane: emulators of other points are then other emulators."""
    quality = float(scenario.evidence.get("separation.by_quality", 0.55))
    found = {ask: told(ask, scenario.evidence) for ask in asks}
    return {ask: replace(one, value=one.value + 2.0 * np.sin(12.0 * quality)) for ask, one in found.items()}


def row(name, age, value, **more):
    """Return a row of a target file."""
    said = {"target": name, "measure": "parted", "group": "all", "time": f"age={age}", "statistic": "percent"}
    about = {"country": "England", "year": 2016, "source": "survey", "table": f"table {name}"}
    return said | {"value": round(value, 4), "se": 0.5} | about | more


def at_truth(age):
    """Return what would be published where the truth is so."""
    return told(Ask("parted", "all", f"age={age}", "percent"), TRUTH).value


def rows(**more):
    """Return targets that tell two figures of three."""
    return pd.DataFrame([row(f"by{age}", age, at_truth(age), **more) for age in (5, 7, 10)])


@pytest.fixture
def formula(monkeypatch):
    """Let families be a formula; count the points lived."""
    lived = []

    def count(asks, scenario, **_):
        lived.append(dict(scenario.evidence))
        return seen(asks, scenario)

    monkeypatch.setattr(living, "observe", count)
    return lived


@pytest.fixture
def bent_formula(monkeypatch):
    """Let families be the bent formula; count the points lived."""
    lived = []

    def count(asks, scenario, **_):
        lived.append(dict(scenario.evidence))
        return bent(asks, scenario)

    monkeypatch.setattr(living, "observe", count)
    return lived


def go_few_steps(set_to=setattr):
    """Let walkers go 250 steps, a fourth of the usual: enough where a posterior is held to itself, and none is read."""
    set_to(posterior, "MOST_BLOCKS", 1)


@pytest.fixture
def few_steps(monkeypatch):
    """Let walkers go few steps in one test."""
    go_few_steps(monkeypatch.setattr)


@pytest.fixture
def fit(formula):
    """Return what fits figures to targets by the formula."""

    def make(targets, figures=FIGURES, how=SMALL, store=None):
        asked = question(targets, figures, families=2_000, how=how)
        return fitted(asked, store, Ways(threads=2))

    return make


@pytest.fixture
def made_rows():
    """Return what makes targets that tell two figures of three."""
    return rows


@pytest.fixture(scope="module")
def study():
    """Return one fit, made once for the tests that look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(living, "observe", seen)
        both = pd.concat([rows(use="fit"), pd.DataFrame([
            row("kept apart", 12, 30.5, use="check"),
            row("far", 14, 80.0, use="fit"),
            row("contact", 14, 50.0, use="fit", measure="any_contact", group="parent=other", time="now"),
        ])], ignore_index=True)  # fmt: skip
        yield fitted(question(both, FIGURES, families=2_000, how=SMALL), None, Ways(threads=2))
