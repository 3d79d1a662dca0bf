"""A birth cohort: the families of one year's first conceptions, and nobody after them.

The check is a function that a planted fault must make fail.
"""

from dataclasses import replace

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.scenario import change, is_many, load_scenario

MONTHS = 36


def stands(scenario):
    """Return where a scenario stands: England, else lived authority by authority, as the one stock it is solved on."""
    if not is_many(scenario):
        return world_of(scenario)
    return replace(world_of(scenario.with_(area="leeds")), area=find_area("england"))


@pytest.fixture(scope="module", params=["newcastle", "england"])
def made(request):
    """Return the scenario, the world and month 0 of a birth cohort, the whole of Newcastle or a sample of England."""
    families = None if request.param == "newcastle" else 20_000
    fields = {"families": families, "months": MONTHS, "start": "birth cohort"}
    scenario = change(load_scenario(request.param), **fields)
    world = stands(scenario)
    return scenario, world, Starts(world).start(0, 1)


def a_years_new_families_and_no_more(made, start=None):
    """Every family entered in months -11 to 0 with its first child expected or just born; none enters afterwards."""
    scenario, world, cohort = made
    families = (start or cohort).families
    assert len(families) > 500
    assert (families.n_children <= 1).all()
    assert ((families.n_children == 1) | (families.due_month > 0)).all(), "a first child is neither here nor expected"
    assert ((families.entry_month > -12) & (families.entry_month <= 0)).all()
    assert (np.bincount(families.entry_month.astype(int) + 11, minlength=12) > 0).all(), "a month without a family"
    run = with_strategy(start or cohort, scenario.strategies[1], world)
    first = set(run.families.family_id)
    run.advance(MONTHS)
    assert set(run.families.family_id) <= first, "a family entered after month 0"
    assert int(run.state.census[0].accounts) == len(first)
    assert (run.families.n_children > 1).sum() > 50, "no second child in three years"


def test_a_birth_cohort_is_a_years_new_families_and_no_more(made):
    """docs of `start`: "only families with a new birth"; entrants have an id of their month of entry."""
    a_years_new_families_and_no_more(made)


def test_entrants_are_seen(made):
    """Families go on entering after month 0, and the check must fail."""
    _, _, cohort = made
    with pytest.raises(AssertionError, match="entered after month 0"):
        a_years_new_families_and_no_more(made, start=replace(cohort, arrivals_end=MONTHS))


def test_a_stock_is_seen(made):
    """The families of today are not a birth cohort."""
    scenario, _, _ = made
    stock = Starts(stands(change(scenario, start="stock", families=2000))).start(0, 1)
    with pytest.raises(AssertionError):
        a_years_new_families_and_no_more(made, start=stock)
