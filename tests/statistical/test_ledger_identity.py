"""The ledger's identity on every shipped scenario, family by family, in whole parts: `python -m pytest -m long`."""

from dataclasses import replace

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.measures.ledger import CoupleMonths, couple_months, ledger
from famsim.measures.lines import LINES, PAIRED
from famsim.model.counts import Count
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.scenario import is_many, load_scenario

SCENARIOS = ("newcastle", "croydon", "england", "recession", "three_tiers")
DRAWS, HORIZONS = range(6), (24, 120)
OF_ENGLAND = 20_000  # families: all 6.3 million, their months kept side by side, take more than 20 GB
NET = {"A": 1, "B": 1, "C": 1, "D": -1, "E": -1}


def stands(scenario):
    """Return where a scenario stands: England, else lived authority by authority, as a sample of the one stock."""
    if not is_many(scenario):
        return world_of(scenario)
    return replace(world_of(scenario.with_(area="leeds", families=OF_ENGLAND)), area=find_area("england"))


def holds(without: CoupleMonths, ours: CoupleMonths) -> int:
    """Check A + B + C - D - E = fewer partings, and against the chances of all unions; return families that differ."""
    found, families = ledger(without, ours), len(ours.words)
    lines = {line: line.parts(found, families) for line in LINES}
    net = sum(NET[line.letter] * parts for line, parts in lines.items() if line.letter in NET)
    assert (net == lines[PAIRED["fewer_partings"]]).all()
    fewer = without.chances.sum(axis=1, dtype=np.int64) - ours.chances.sum(axis=1, dtype=np.int64)
    assert (net - lines[PAIRED["later_unions"]] == fewer).all()
    return found.rows.size


def until(lives: CoupleMonths, month: int) -> CoupleMonths:
    """Return the same lives with an earlier horizon."""
    return CoupleMonths(np.ascontiguousarray(lives.words[:, :month]), lives.unions, lives.exit_months)


@pytest.mark.long
@pytest.mark.parametrize("draw", DRAWS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_identity_holds_on_a_shipped_scenario(name, draw):
    """Exact over 24 and 120 months; the accounts of all unions say the same as the couples' months."""
    scenario = load_scenario(name)
    world, first, touched = stands(scenario), None, 0
    start = Starts(world).start(draw, scenario.seed)
    for strategy in scenario.strategies:
        run = with_strategy(start, strategy, world)
        run.advance(min(scenario.months, max(HORIZONS)))
        lives = couple_months(run)
        booked = run.accounts[:, [int(Count.EXPECTED_LOSSES), int(Count.EXPECTED_EXITS)]].sum(axis=1, dtype=np.int64)
        assert (booked == lives.chances.sum(axis=1, dtype=np.int64)).all()
        first = first or lives
        touched += sum(holds(until(first, month), until(lives, month)) for month in HORIZONS)
    assert touched > 100
