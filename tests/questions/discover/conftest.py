"""Futures with a planted truth: a real design, and a made-up plan that loses where the test says."""

import numpy as np
import pandas as pd
import pytest

from famsim.questions.discover import Losing, losing_of
from famsim.questions.discover.futures import Futures
from famsim.questions.discover.run import discovered
from famsim.questions.sweep import load_experiment

DESIGN = {
    "experiment": {
        "name": "planted",
        "question": "When does it lose?",
        "scenarios": ["newcastle"],
        "strategies": ["business as usual", "newcastle"],
        "families": 200,
        "months": 6,
    },
    "design": {"kind": "latin hypercube", "points": 200},
    "lever": [
        {"name": "places", "changes": "places_a_month", "strategies": ["newcastle"], "low": 0, "high": 40},
        {"name": "month", "changes": "begins", "strategies": ["newcastle"], "low": 1, "high": 6},
    ],
    "uncertainty": [
        {"figure": "programmes.new_parent_group.take_up"},
        {"figure": "programmes.new_parent_group.transfer"},
    ],
}
TAKE_UP = "programmes.new_parent_group.take_up"


@pytest.fixture
def design():
    """Return the experiment's tables, with another number of points if one is given."""

    def make(points=200):
        return DESIGN | {"design": DESIGN["design"] | {"points": points}}

    return make


@pytest.fixture
def planted(design):
    """Return the discovery of futures that lose by a rule of their table; noise: the share that is turned about."""

    def make(rule, points=200, noise=0.0, seed=1):
        experiment = load_experiment(design(points))
        columns = tuple(factor.name for factor in experiment.factors)
        table = pd.DataFrame(experiment.points(), columns=columns)
        generator = np.random.default_rng(seed)
        lost = np.asarray(rule(table, generator), bool) ^ (generator.random(points) < noise)
        margin = np.where(lost, -1.0, 1.0)
        made = table.assign(point=range(points), gain=margin, extra_cost=100.0, margin=margin, loses=lost)
        futures = Futures(made, columns, 0, 1, float("nan"))
        return discovered(experiment, losing_of(experiment, Losing()), futures)

    return make
