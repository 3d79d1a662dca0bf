"""A scoreboard from made-up answers, in a moment."""

from pathlib import Path

import pytest

from famsim.calibration import Seen, published
from famsim.questions.validate import held_against, held_to, observed_in, scored_study

MADE_UP = Path(__file__).parents[2] / "made_up" / "targets.py"


@pytest.fixture(scope="session")
def made_up_targets(module_of):
    """Return the helpers that make targets."""
    return module_of(MADE_UP)


def answered(asks, scenario, draw=0, progress=None, threads=2):
    """Answer as published, but half as much where a place's deprivation is asked, and nothing by tenure."""
    known = {one.asks[0]: one.value for one in published() if not one.is_contrast}
    return {
        ask: Seen.nothing("the model has no tenure")
        if "tenure" in ask.groups
        else Seen(known.get(ask, 15.0) * (0.5 if "deprivation_fifth" in ask.groups else 1.0), 0.1, 1000)
        for ask in asks
    }


@pytest.fixture(scope="session")
def answering():
    """Return what answers."""
    return answered


@pytest.fixture(scope="session")
def found():
    """Return the scoreboard of the shipped figures."""
    with pytest.MonkeyPatch.context() as asked:
        asked.setattr("famsim.questions.validate.run.observe", answered)
        return held_against(held_to(), observed_in(None))


@pytest.fixture(scope="session")
def study(found):
    """Return it as a study."""
    return scored_study(found)
