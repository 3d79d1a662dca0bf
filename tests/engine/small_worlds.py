"""Many worlds of one family each, and some of a few that share places, as unlike as chance makes them, for two engines.

Also a program: `small_worlds.py START END` lives the worlds kept in START and keeps what came of them in END.
"""

import sys

import numpy as np

from famsim.engine.run import Run, Sample
from famsim.engine.state import empty_state
from famsim.evidence import programme_names
from famsim.model.family import ATTENDING, COERCIVE, FAMILY, NEVER, NO_CONTACT, REFERRED, SLOTS, WAITING
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import AGENCIES, DOORS, FEATURES, MAX_DOORS, MAX_OFFERS, PRIORITIES, TRIGGERS
from famsim.rules.family.effects import add_up

MONTHS = 2
SHARED_MONTHS, AT_MOST = 12, 5  # months and families of a world that shares its places
PROGRAMMES = len(programme_names()) + 4  # the register's, and some of a scenario's own


def any_family(family, luck):
    """Put a settled family, as month 0 ends, into some state of trouble, help or expectation."""
    family.violence = luck.choice(3, p=(0.7, 0.2, 0.1))
    family.harmed = luck.integers(1, 4) if family.violence else 0
    family.coercive_here |= family.harmed if family.violence == COERCIVE else 0
    family.coercive_elsewhere = family.elsewhere and luck.integers(4)
    family.coparenting_lasts = family.elsewhere and luck.exponential(0.3)
    family.violence_elsewhere = family.elsewhere and luck.integers(
        COERCIVE + 1 if family.coercive_elsewhere else COERCIVE
    )
    family.harmed_elsewhere = luck.integers(1, 4) if family.violence_elsewhere else 0
    family.strain_short, family.strain_long = luck.exponential(0.5, 2)
    family.help_stage = luck.choice((NO_CONTACT, WAITING, ATTENDING, REFERRED), p=(0.4, 0.25, 0.25, 0.1))
    family.offer = luck.integers(MAX_OFFERS) if family.help_stage else -1
    family.joined_month = luck.integers(-300, 1)
    family.start_month = luck.integers(-2, 3)
    family.programme = luck.integers(-1, PROGRAMMES)
    family.exposed_month = luck.choice((NEVER, NEVER, NEVER, -6, -1))
    family.due_sessions = luck.integers(0, 4)
    family.due_month = luck.choice((NEVER, 1, 2)) if family.n_children < 5 else NEVER
    family.noticed_month, family.refused_month, family.job_loss_month = luck.choice((NEVER, NEVER, -7, 0), 3)
    any_effects(family, luck)


def any_effects(family, luck):
    """Let a family feel something of two programmes, or of one, or of none."""
    for slot in family.effects[: luck.integers(SLOTS + 1)]:
        for name in slot.dtype.names:
            if name.startswith("keep"):
                slot[name] = luck.uniform(0.9, 1.0)
            elif slot.dtype[name].kind == "f":
                slot[name] = luck.normal(0.0, 0.1)
        slot.programme = luck.integers(PROGRAMMES)
    if luck.random() < 0.3:
        family.eased, family.keep_eased = luck.normal(0.0, 0.1), luck.uniform(0.2, 0.9)
    add_up(family)


def any_policy(p, luck):
    """Write a policy of up to twelve offers, own programmes, and odd lengths of all, into one world's parameters."""
    policy = p.policy
    policy.n_offers = luck.choice((0, 1, 3, MAX_OFFERS, MAX_OFFERS))
    policy.trained[:], policy.pathway[:] = luck.choice((0.5, 1.0), 2)
    policy.data_shared, policy.waits_shortened = luck.integers(2), luck.random()
    policy.questionnaire, policy.closed[:] = luck.integers(2), luck.integers(2)
    policy.delay[:] = luck.choice(4, policy.delay.shape, p=(0.7, 0.1, 0.1, 0.1))
    policy.agency[:] = luck.integers(len(AGENCIES), size=MAX_DOORS)
    for offer in range(MAX_OFFERS):
        any_offer(policy.offers[offer], luck)
    for row in range(len(programme_names()), PROGRAMMES):
        p.programmes[row] = p.programmes[luck.integers(len(programme_names()))]
    p.programmes["sessions"] = luck.integers(1, 13)
    p.programmes["sessions_a_month"] = luck.integers(1, 5)


def any_offer(terms, luck):
    """Write one offer: to whom, when, where found, with how many places."""
    terms.rows = luck.choice(4, p=(0.4, 0.2, 0.2, 0.2))
    for row in range(terms.rows):
        feature = list(FEATURES.values())[luck.integers(len(FEATURES))]
        terms.who[row].feature = feature.place
        terms.who[row].low, terms.who[row].high = feature.low, luck.uniform(feature.low, feature.high + 1.0)
    terms.programme = luck.integers(PROGRAMMES)
    terms.trigger = luck.integers(len(TRIGGERS)) if luck.random() < 0.5 else 0
    terms.priority = luck.integers(len(PRIORITIES))
    terms.from_month, terms.to_month = luck.integers(-9, 3), luck.integers(3, 60)
    terms.begins, terms.ends = luck.integers(1, 3), luck.integers(3, 9)
    terms.limited, terms.everyone, terms.places = luck.integers(2), luck.integers(2), luck.uniform(0.0, 2.0)
    terms.found = (luck.integers(2, size=len(DOORS)) << np.arange(len(DOORS))).sum()
    terms.stand_in = luck.choice((0, 0, 1, 2))


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


def few_places(p, luck):
    """Write a policy as above of one or two offers, or of all, one place a month each, that most families ask for."""
    any_policy(p, luck)
    p.policy.n_offers = luck.choice((1, 1, 2, MAX_OFFERS))
    offers = p.policy.offers
    offers["limited"], offers["places"], offers["begins"], offers["ends"] = 1, 1.0, 1, 12
    offers["rows"] = luck.integers(0, 2)
    offers["everyone"], offers["found"] = 1, (1 << MAX_DOORS) - 1
    offers["stand_in"][0], offers["stand_in"][1:] = luck.choice((0, 2 if p.policy.n_offers == 2 else 0)), 0
    p.policy.pathway[:] = 1.0
    p.staff.conversation_trained = p.staff.conversation_untrained = 1.0
    p.programmes["take_up"] = p.programmes["both_take_part"] = 1.0
    p.support.gives_up_waiting = 0.02


def few_families(families, p, luck):
    """Put the families of one world into some state; three in four wait, each for an offer that there is."""
    for family in families:
        any_family(family, luck)
        family.help_stage = luck.choice((NO_CONTACT, WAITING, WAITING, WAITING))
        family.offer = luck.integers(p.policy.n_offers) if family.help_stage else -1


def live_shared(families, sizes, parameters):
    """Live each world of `sizes` families from (worlds, AT_MOST) month by month; return each month's families and book.

    Shapes (worlds, SHARED_MONTHS, AT_MOST) FAMILY and (worlds, SHARED_MONTHS, entries) int64.
    """
    lived = [live_shared_world(families[w, :size], parameters[w : w + 1], w) for w, size in enumerate(sizes)]
    return tuple(np.array(part) for part in zip(*lived, strict=True))


def live_shared_world(families, p, seed):
    """Live one world of a few families; return its families and its book as each month ends."""
    state = empty_state(AT_MOST, SHARED_MONTHS, len(families))
    state.families[: len(families)] = families
    state.census[0].families = len(families)
    run = Run(state, p, Sample(0), seed, 0)
    lives, books = [], []
    for _ in range(SHARED_MONTHS):
        run.advance(1)
        lives.append(run.state.families.view(np.ndarray).copy())
        sums = [state.accounts.sum(axis=0), state.tallies.sum(axis=(0, 1)), state.funnel.sum(axis=0).ravel()]
        books.append(np.concatenate([*sums, state.census[0].held]).astype(np.int64))
    return lives, books


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
        sizes = kept.get("sizes")
    if sizes is None:
        book = live_worlds(families, parameters)
    else:
        families, book = live_shared(families, sizes, parameters)
    np.savez(end, families=raw(families), book=book)
