"""A small area to live in: settled families, two offers with limited places, entrants and leavers.

Also a program, for tests of plain Python: `small_area.py START END MONTHS HOST` takes up the run in START,
lives so many months in HOST (engine or mesa) and keeps the run in END.
"""

import sys
from functools import cache

import numpy as np

from famsim.areas import find_area
from famsim.engine.run import Run, Sample
from famsim.engine.state import State, empty_state
from famsim.evidence import central, programme_names, the_register
from famsim.model.family import FAMILY
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import DOORS, FEATURES, PRIORITIES, TRIGGERS
from famsim.population.parameters import parameters

LIFE = 230  # months from a first conception to an only child's 18th birthday, and a little
SETTLING = 360  # months
RECORDS = {"families": FAMILY, "census": empty_state(0, 0, 0).census.dtype}


def small_area(families=120, start=-24, end=36, seed=7, code=1):
    """Return a Run of about so many families at month `start`, with room in the book to month `end`."""
    grown = settled(families, start, seed, code)
    p, stock = grown.p.copy(), grown.families
    two_offers(p[0], places=families / 120)
    state = empty_state(len(stock), max(end, 0), len(stock) + families)
    state.families[:] = stock
    state.census[0].families = len(stock)
    return Run(state, p, Sample(code), seed, start, economy=hard_times(end))


@cache
def settled(families, month, seed, code):
    """Return a run without offers that has grown from nothing, over many years, to about so many families."""
    p = parameters(central(the_register()), find_area("newcastle-upon-tyne"))
    p[0].area.first_conceptions = families / LIFE
    run = Run(empty_state(families, 0, 0), p, Sample(code), seed, month - SETTLING)
    run.advance(SETTLING)
    return run


def two_offers(p, places):
    """Write a policy: a group around a birth in deprived places, and help for any couple; both limited."""
    policy = p.policy
    p.programmes["take_up"] = 0.9  # so many agree that there are queues
    policy.n_offers = 2
    policy.trained[:] = 0.8
    policy.pathway[:] = 0.9
    policy.data_shared = 1.0
    policy.waits_shortened = 0.5
    around_a_birth, any_couple = policy.offers[0], policy.offers[1]
    write_offer(around_a_birth, "new_parent_group", ("deprivation_decile", 1, 5), "deprivation", 1.1 * places)
    around_a_birth.trigger = TRIGGERS.index("birth")
    around_a_birth.from_month, around_a_birth.to_month = -6, 24
    around_a_birth.everyone = 1
    write_offer(any_couple, "relationship_group", ("together", 1, 1), "first_come", 0.4 * places)
    any_couple.begins, any_couple.ends = 4, 27


def under(run, policy, economy, share):
    """Put a run under a strategy's policy record, with a share of the places it has for the whole area."""
    run.p[0].policy = policy
    run.p[0].policy.offers["places"] *= share
    run.economy = economy
    return run


def write_offer(terms, programme, who, priority, places):
    """Write one offer with one `who` row, found at every door, standing for twenty years."""
    feature, low, high = who
    terms.who[0].feature = FEATURES[feature].place
    terms.who[0].low, terms.who[0].high = low, high
    terms.rows = 1
    terms.programme = programme_names().index(programme)
    terms.trigger = TRIGGERS.index("any_time")
    terms.begins, terms.ends = 1, 240
    terms.priority = PRIORITIES.index(priority)
    terms.limited, terms.places = 1, places
    terms.found = (1 << len(DOORS)) - 1


def hard_times(months):
    """Return an economy whose middle third is a recession."""
    economy = np.ones((max(months, 0), 3))
    economy[len(economy) // 3 : 2 * len(economy) // 3] = (2.0, 0.5, 1.5)
    return economy


def contents(run):
    """Return the bytes of all that a run remembers from month to month, by name, without room to spare.

    The waiting list is not remembered: each call makes its own.
    """
    kept = run.state._asdict()
    census = kept.pop("census")[0]
    del kept["waiting"], kept["since"]
    kept["families"] = run.families
    numbers = {"month": run.month, "families": int(census.families), "accounts": int(census.accounts)}
    numbers["held"] = census.held.tolist()
    return numbers | {f"{name} bytes": array.tobytes() for name, array in kept.items()}


def story_by_id(run):
    """Return what a run tells of each family, in order of id, and the area's sums.

    The number of a family's account is left out: accounts are opened in the order of the array.
    """
    families = run.families.copy()
    families.account = 0
    state, opened = run.state, int(run.state.census[0].accounts)
    book = np.argsort(state.account_ids[:opened])
    return {
        "families": families[np.argsort(families.family_id)],
        "ids": state.account_ids[:opened][book],
        "cells": state.account_cells[:opened][book],
        "accounts": state.accounts[:opened][book],
        "tallies": state.tallies,
        "funnel": state.funnel,
    }


def told(story):
    """Return a story as bytes."""
    return {name: array.tobytes() for name, array in story.items()}


def keep(run, path):
    """Write a run to a file."""
    arrays = {
        name: array.view(np.ndarray).view(np.uint8) if name in RECORDS else array
        for name, array in run.state._asdict().items()
    }
    numbers = np.array([run.seed, run.month, run.sample.code])
    np.savez(path, p=run.p.view(np.ndarray).view(np.uint8), numbers=numbers, economy=run.economy, **arrays)


def take_up(path):
    """Return the run kept in a file."""
    with np.load(path) as kept:
        arrays = {name: kept[name] for name in State._fields}
        for name, dtype in RECORDS.items():
            arrays[name] = arrays[name].view(dtype).view(np.recarray)
        p = kept["p"].view(PARAMETERS).view(np.recarray)
        seed, month, code = (int(number) for number in kept["numbers"])
        return Run(State(**arrays), p, Sample(code), seed, month, kept["economy"])


def live_in(host, run, months):
    """Live so many months in the engine or in a Mesa model."""
    if host == "engine":
        run.advance(months)
        return
    from famsim.mesa_front import FamilyModel

    model = FamilyModel.from_run(run)
    for _ in range(months):
        model.step()


if __name__ == "__main__":
    from quick_records import read_fields_first

    read_fields_first()
    start, end, months, host = sys.argv[1:]
    run = take_up(start)
    live_in(host, run, int(months))
    keep(run, end)
