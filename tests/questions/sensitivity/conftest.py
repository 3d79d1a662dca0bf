"""A small question whose runs are a stand-in life: arithmetic of the figures, and luck that is known."""

import numpy as np
import pytest

from famsim.questions.sensitivity import Options, load_question

pytest.importorskip("SALib")
TAKE_UP, EFFECT, COST, INERT = (
    "programmes.new_parent_group.take_up",
    "programmes.new_parent_group.d_level",
    "costs.referral",
    "support.screen_specificity",
)
TABLES = {
    "experiment": {
        "name": "planted",
        "question": "What does it hang on?",
        "scenarios": ["newcastle"],
        "strategies": ["business as usual", "newcastle"],
        "families": 500,
        "months": 24,
        "reps": 4,
    },
    "sensitivity": {"method": "morris", "trajectories": 6, "measures": ["losses", "cost", "helped", "sdq_high"]},
    "uncertainty": [{"figure": name} for name in (TAKE_UP, EFFECT, COST, INERT)],
}
LUCKS = np.array([-0.3, -0.1, 0.1, 0.3])


def toy_lives(experiment, names):
    """Return runs in which help averts 100 x (effect - .02) losses, costs 1000 + 100 x cost and helps 50 x take-up.

    Of children's difficulties there is luck alone. Places, a lever, multiply the helped; business as usual has none.
    """
    columns = [one.name for one in experiment.factors]
    points = experiment.points()

    def at(name, own):
        return points[:, columns.index(name)] if name in columns else np.full(len(points), own)

    effect, places = at(EFFECT, 0.09), at("places", 1.0)
    found = np.zeros((len(points), 2, len(LUCKS), len(names)))
    of = {
        "losses": 300 - 100 * (effect - 0.02) + 0 * places,
        "delivery_cost": 1000 + 100 * at(COST, 10.0),
        "helped": 50 * at(TAKE_UP, 0.43) * places,
    }
    chance = np.random.default_rng(len(points))
    for place, name in enumerate(names):
        found[:, 0, :, place] = {"losses": 300.0}.get(name, 0.0) + LUCKS
        found[:, 1, :, place] = np.asarray(of.get(name, np.zeros(len(points))))[:, None] + LUCKS
        if name == "losses":
            found[:, 1, :, place] += 2 * LUCKS
        if name == "sdq_high":
            found[:, 1, :, place] += chance.normal(size=(len(points), len(LUCKS)))
    return found


@pytest.fixture
def toy():
    """Return what lives every run by arithmetic."""
    return toy_lives


@pytest.fixture
def tables():
    """The planted question's tables."""
    return TABLES


@pytest.fixture
def ask():
    """Return what loads the planted question with some tables otherwise."""

    def load(options=None, **tables):
        changed = {
            name: merged(TABLES.get(name, {}), value) if isinstance(value, dict) else value
            for name, value in tables.items()
        }
        return load_question(TABLES | changed, options or Options())

    return load


def merged(table, changes):
    """Return a table with changes; None takes a field out."""
    return {name: value for name, value in {**table, **changes}.items() if value is not None}
