"""Main effects and interactions by hand: they add up to the differences; intervals are of what each family adds."""

import numpy as np
import pytest

from famsim.measures import ALL, MEASURES, OF_EFFECTS, PAIRED, Effect, Factorial, Pairs, Places
from famsim.measures.factorial import united_holders
from famsim.measures.interval import limits, moments
from famsim.scenario import LEVERS, effect_called, effects, signs
from famsim.scenario.factorial import all_levers

FAMILIES, K = 400, 2.5
EFFECTS = [Effect(effect_called(one), {effect_called(c): s for c, s in signs(one).items()}) for one in effects()]
NAMED = ("mother_in_harm", "children_in_harm", "started", "completed", "pence")


def run(outcome, more, draw=0):
    """Return a run of each cell in which `more` (cell) of families' counts are added to what all have."""
    rng = np.random.default_rng(draw)
    base = {name: rng.integers(0, 3, FAMILIES) for name in NAMED}
    return [
        outcome(effect_called(cell), draw=draw, **{name: base[name] + more(cell, name) for name in NAMED})
        for cell in all_levers()
    ]


def gathered(*runs):
    """Return the rows of a design's effects and of its differences, by name and measure."""
    found, pairs = Factorial(EFFECTS, K, Places()), Pairs(K)
    for one in runs:
        found.add(one)
        pairs.add(one)
    rows = {(row["effect"], row["measure"]): row for row in found.rows()}
    there = [row for row in pairs.rows("") if row["group"] == ALL]
    return rows, {(row["strategy"], row["measure"]): row for row in there}


def at_random(cell, name, seed=7):
    """Return what a cell changes of a count for some families, at random."""
    rng = np.random.default_rng([seed, len(cell), *map(ord, effect_called(cell) + name)])
    return rng.integers(0, 4, FAMILIES) * (rng.random(FAMILIES) < 0.2) if cell else 0


def test_effects_reproduce_every_total(outcome):
    """Exactly, of every measure and cell: the effects of a cell's parts add up to its difference from the first."""
    rows, differences = gathered(run(outcome, at_random), run(outcome, at_random, draw=1))
    assert {measure for _, measure in rows} == set(OF_EFFECTS) <= {*MEASURES, *PAIRED}
    for cell in all_levers()[1:]:
        for measure in OF_EFFECTS:
            whole = sum(rows[effect_called(one), measure]["estimate"] for one in effects() if one <= cell)
            truth = differences[effect_called(cell), measure]["estimate"]
            assert whole == pytest.approx(truth, rel=1e-12, abs=1e-9), (cell, measure)
            if len(cell) == 1:
                one, other = rows[effect_called(cell), measure], differences[effect_called(cell), measure]
                assert [one[end] for end in ("low", "high")] == pytest.approx([other[end] for end in ("low", "high")])


def test_what_only_adds_up_has_no_interaction(outcome):
    """Planted: each lever gives the same families the same by itself; then nothing is left over for two or three."""
    parts = {lever: np.random.default_rng(place).integers(0, 3, FAMILIES) for place, lever in enumerate(LEVERS)}
    rows, _ = gathered(run(outcome, lambda cell, _: sum(parts[one] for one in cell)))
    for one in effects():
        row = rows[effect_called(one), "child_months_in_harm"]
        assert row["estimate"] == (K * parts[next(iter(one))].sum() if len(one) == 1 else 0.0)
        assert (row["n_changed"] > 0) == (len(one) == 1)


def test_a_planted_interaction_is_found_with_the_interval_of_what_families_add(outcome):
    """By hand: 60 families gain one month only where all three stand; the interval is that of 60 ones among 400."""
    lucky = (np.arange(FAMILIES) < 60).astype(np.int64)
    rows, _ = gathered(run(outcome, lambda cell, _: lucky * (len(cell) == 3)))
    row = rows[" x ".join(LEVERS), "mother_months_in_harm"]
    x = K * lucky
    expected = limits(np.array([x.sum()]), moments(x, x, np.zeros(FAMILIES, np.int64), 1), K).row()
    assert row["estimate"] == K * 60 and row["n_changed"] == 60
    assert (row["low"], row["high"]) == pytest.approx((expected["low"], expected["high"]))
    assert rows["staff x couples", "mother_months_in_harm"]["estimate"] == 0.0


def test_families_with_places_of_several_cells_are_of_one_group_each():
    """By hand: the first run's offers come first, and groups of the next follow on."""
    one, two = np.array([0, 1, 2, 0]), np.array([1, 1, 0, 0])
    assert united_holders([one, None, two]).tolist() == [3, 1, 2, 0]
    assert united_holders([None]) is None
