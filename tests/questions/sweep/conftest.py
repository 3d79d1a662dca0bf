"""A small experiment, as a text, as tables, and swept once."""

import pytest

from famsim.questions.sweep import Plan, Shard, Ways, load_experiment, swept
from famsim.store import Store

SMALL = """
[experiment]
name = "places"
question = "How many places are worth having?"
scenarios = ["newcastle"]
strategies = ["business as usual", "newcastle"]
families = 600
months = 18
reps = 2

[design]
kind = "grid"

[[lever]]
name = "places"
changes = "places_a_month"
strategies = ["newcastle"]
values = [20, 60]

[[uncertainty]]
figure = "programmes.new_parent_group.take_up"
low = 0.3
high = 0.6
steps = 2

[constants]
"costs.training" = 900
"""


@pytest.fixture(scope="session")
def small():
    return SMALL


@pytest.fixture
def load(tmp_path):
    """Return what loads the small experiment with some text replaced."""

    def make(*changes):
        text = SMALL
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "experiment.toml"
        path.write_text(text)
        return load_experiment(path)

    return make


@pytest.fixture(scope="session")
def store_of_small(tmp_path_factory):
    """Return the path of the small experiment's store, swept by two workers; not to be changed."""
    path = tmp_path_factory.mktemp("sweep") / "places.sqlite"
    file = path.with_suffix(".toml")
    file.write_text(SMALL)
    with Store(path) as store:
        found = swept(load_experiment(file), store, Ways(2))
    assert found.status.complete
    return path


@pytest.fixture
def sweep_alone():
    """Return what sweeps an experiment into a store with one worker, or a part of it."""

    def run(experiment, path, shard=None):
        with Store(path) as store:
            return swept(experiment, store, Ways(1, shard or Shard()))

    return run


@pytest.fixture
def plan_of():
    return Plan
