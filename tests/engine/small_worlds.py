"""Many worlds of one family each, as unlike as chance makes them, to be lived by two engines.

Also a program: `small_worlds.py START END` lives the worlds kept in START and keeps what came of them in END.
"""

import sys

import numpy as np

from famsim.engine.run import Run, Sample
from famsim.engine.state import empty_state
from famsim.model.family import COERCIVE, FAMILY, NEVER
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import DOORS, FEATURES, MAX_OFFERS, PRIORITIES, PROGRAMMES, TRIGGERS

MONTHS = 2


def any_family(family, luck):
    """Put a settled family, as month 0 ends, into some state of trouble, help or expectation."""
    family.violence = luck.choice(3, p=(0.7, 0.2, 0.1))
    family.harmed = luck.integers(1, 4) if family.violence else 0
    family.coercive_here |= family.violence == COERCIVE
    family.coercive_elsewhere = family.elsewhere and luck.integers(2)
    family.violence_elsewhere = family.coercive_elsewhere and luck.integers(2)
    family.strain_short, family.strain_long = luck.exponential(0.5, 2)
    family.help_stage = luck.choice(3, p=(0.5, 0.25, 0.25))
    family.offer = luck.integers(MAX_OFFERS) if family.help_stage else -1
    family.joined_month = luck.integers(-300, 1)
    family.start_month = luck.integers(-2, 3)
    family.programme = luck.integers(-1, len(PROGRAMMES))
    family.exposed_month = luck.choice((NEVER, NEVER, NEVER, -6, -1))
    family.due_sessions = luck.integers(0, 4)
    family.due_month = luck.choice((NEVER, 1, 2)) if family.n_children < 5 else NEVER
    family.noticed_month, family.refused_month, family.job_loss_month = luck.choice((NEVER, NEVER, -7, 0), 3)
    family.eff_buffer, family.eff_distress, family.eff_parenting, family.eff_commitment = luck.normal(0.0, 0.2, 4)


def any_policy(p, luck):
    """Write a policy of up to four offers, and programmes of odd lengths, into one world's parameters."""
    policy = p.policy
    policy.n_offers = MAX_OFFERS if luck.random() < 0.8 else 0
    policy.trained[:], policy.pathway[:] = luck.choice((0.5, 1.0), 2)
    policy.data_shared, policy.waits_shortened = luck.integers(2), luck.random()
    for offer in range(MAX_OFFERS):
        any_offer(policy.offers[offer], luck)
    p.programmes["sessions"] = luck.integers(1, 13)
    p.programmes["sessions_a_month"] = luck.integers(1, 5)


def any_offer(terms, luck):
    """Write one offer: to whom, when, where found, with how many places."""
    terms.rows = luck.choice(4, p=(0.4, 0.2, 0.2, 0.2))
    for row in range(terms.rows):
        feature = list(FEATURES.values())[luck.integers(len(FEATURES))]
        terms.who[row].feature = feature.place
        terms.who[row].low, terms.who[row].high = feature.low, luck.uniform(feature.low, feature.high + 1.0)
    terms.programme = luck.integers(len(PROGRAMMES))
    terms.trigger = luck.integers(len(TRIGGERS)) if luck.random() < 0.5 else 0
    terms.priority = luck.integers(len(PRIORITIES))
    terms.from_month, terms.to_month = luck.integers(-9, 3), luck.integers(3, 60)
    terms.begins, terms.ends = luck.integers(1, 3), luck.integers(3, 9)
    terms.limited, terms.everyone, terms.places = luck.integers(2), luck.integers(2), luck.uniform(0.0, 2.0)
    terms.found[:] = luck.integers(2, size=len(DOORS))


def live_worlds(families, parameters):
    """Live each world from month 0, in place; return what the worlds' books hold, (worlds, entries) int64."""
    return np.array([live_world(families[w : w + 1], parameters[w : w + 1], w) for w in range(len(families))])


def live_world(family, p, seed):
    """Live one world in place and return its book as one row."""
    state = empty_state(1, MONTHS, 1)
    state.families[:] = family
    state.census[0].families = 1
    state.census[0].held = seed % 2
    Run(state, p, Sample(0), seed, 0).advance(MONTHS)
    family[:] = state.families
    sums = [state.accounts[0], state.tallies.sum(axis=(0, 1)), state.funnel.sum(axis=0).ravel()]
    return np.concatenate([*sums, state.account_cells, state.census[0].held]).astype(np.int64)


def raw(records):
    """Return an array of records as bytes, for a file."""
    return records.view(np.ndarray).view(np.uint8)


if __name__ == "__main__":
    from quick_records import read_fields_first

    read_fields_first()
    start, end = sys.argv[1:]
    with np.load(start) as kept:
        families = kept["families"].view(FAMILY).view(np.recarray)
        parameters = kept["parameters"].view(PARAMETERS).view(np.recarray)
    book = live_worlds(families, parameters)
    np.savez(end, families=raw(families), book=book)
