"""Doors as rows, to the bit: the rules they took the place of, and families ruled out before they are asked."""

import numpy as np
import pytest

from famsim.model.chance import near
from famsim.model.doors import MAX_WAYS
from famsim.model.draws import Draw
from famsim.model.family import (
    APART,
    CHILDREN_GROWN,
    COERCIVE,
    COHABITING,
    MARRIED,
    NEVER,
    NEVER_TOGETHER,
    NOBODY_ELSEWHERE,
    SHARES_CHILDREN,
    SITUATIONAL,
    UNEMPLOYED,
)
from famsim.model.luck import LUCK, look_ahead
from famsim.model.policy import DOORS
from famsim.rules.family.contact import at_the_door, doors_met, what_luck_lets

MONTH = 120
FIRST = ("midwife", "health_visitor", "money_desk", "school", "childrens_centre", "early_help", "gp", "housing")


def any_family(family, luck):
    """Return a family in some state that doors ask about."""

    def chosen(*values):
        return values[luck.integers(len(values))]

    ages = tuple(sorted(luck.integers(0, 200, luck.integers(0, 4)).tolist(), reverse=True))
    return family(
        ages=ages,
        status=chosen(MARRIED, COHABITING, APART, NEVER_TOGETHER),
        due_month=chosen(NEVER, NEVER, MONTH + int(luck.integers(1, 10))),
        arrears_month=chosen(NEVER, MONTH - int(luck.integers(0, 300))),
        parted_month=chosen(NEVER, MONTH - int(luck.integers(0, 20))),
        strain_short=luck.exponential(),
        strain_long=luck.exponential(),
        harmful=chosen(0, 0, 1),
        violence=chosen(0, 0, SITUATIONAL, COERCIVE),
        elsewhere=chosen(NOBODY_ELSEWHERE, SHARES_CHILDREN, CHILDREN_GROWN),
        elsewhere_month=chosen(NEVER, MONTH - int(luck.integers(0, 20))),
        violence_elsewhere=chosen(0, 0, COERCIVE),
        mother={"work": chosen(0, 0, UNEMPLOYED), "distressed": chosen(0, 0, 1)},
        other={"work": chosen(0, 0, UNEMPLOYED), "distressed": chosen(0, 0, 1)},
    )


def as_first_written(one, figures):
    """Return the chance of each of the first doors as rules had it, written by hand, before doors were rows."""
    together = one.status in (MARRIED, COHABITING)
    youngest = MONTH - one.children[one.n_children - 1].birth_month if one.n_children else 1 << 20
    eldest = MONTH - one.children[0].birth_month if one.n_children else -1
    behind = MONTH - one.arrears_month + 1 if one.arrears_month != NEVER else 0
    looking = one.mother.work == UNEMPLOYED or (together and one.other.work == UNEMPLOYED)
    unwell = one.mother.distressed or (together and one.other.distressed)
    desk = figures["money_desk_unemployed"] if looking else 0.0
    if behind > 0 and behind >= figures["money_desk_lag"]:
        strain = one.strain_short + one.strain_long
        desk = max(desk, min(figures["money_desk"] * (1.0 + figures["money_desk_by_strain"] * strain), 1.0))
    elsewhere = one.elsewhere and one.violence_elsewhere
    newly_apart = one.status == APART and one.parted_month >= MONTH - figures["housing_after_parting"]
    visit = figures["health_visitor"]
    if youngest <= figures["health_visitor_first_until"]:
        visit = figures["health_visitor_first"]
    elif 9 <= youngest <= 15 or 24 <= youngest <= 30:
        visit = figures["health_visitor_review"]
    return {
        "midwife": figures["midwife"] if 0 < one.due_month - MONTH <= -figures["midwife_from"] else 0.0,
        "health_visitor": visit if youngest <= figures["health_visitor_until"] else 0.0,
        "childrens_centre": figures["childrens_centre"] if youngest <= figures["centre_until"] else 0.0,
        "school": figures["school"] if eldest >= figures["school_from"] else 0.0,
        "money_desk": desk,
        "housing": figures["housing"] if behind > 0 or newly_apart else 0.0,
        "gp": max(unwell * figures["gp_distressed"], (youngest < 12) * figures["gp_both" if unwell else "gp_infant"]),
        "early_help": figures["early_help"] if one.harmful or one.violence or elsewhere else 0.0,
    }


def test_rows_bring_families_as_the_rules_that_they_took_the_place_of(family, p, now):
    """To the bit: 800 families in any state, each door's chance worked out by hand and drawn by the door's number."""
    from famsim.evidence import central, the_register
    from famsim.model.chance import keyed_uniform

    values = central(the_register())
    figures = {name.removeprefix("doors."): value for name, value in values.items() if name.startswith("doors.")}
    luck, met = np.random.default_rng(5), dict.fromkeys(FIRST, 0)
    for family_id in range(800):
        one, month = any_family(family, luck), now(MONTH, family_id=family_id)
        for name, chance in as_first_written(one, figures).items():
            drawn = keyed_uniform(family_id, MONTH, month.seed, Draw.DOOR + DOORS.index(name)) < chance
            assert at_the_door(one, DOORS.index(name), month, p) == drawn, (name, chance)
            met[name] += drawn
    assert min(met.values()) > 2 and p.doors.dtype["ways"].shape == (MAX_WAYS,)


@pytest.mark.parametrize(("certain", "families"), [(False, 800), (True, 200)])
def test_who_is_ruled_out_at_a_glance_would_not_have_come(*, family, p, now, certain, families):
    """To the bit: so many families in any state meet the doors that each door's rows say, whether chance may say no.

    Where it may, they come ten times as often as the register says, so that each door sees some: a helpline least.
    """
    for chance in (p.doors["ways"]["chance"], p.doors["most"], p.doors["met_through"]):
        chance[:] = 1.0 if certain else np.minimum(10.0 * chance, 1.0)
    luck, met = np.random.default_rng(6), np.zeros(len(DOORS), int)
    for family_id in range(families):
        one, month = any_family(family, luck), now(MONTH, family_id=family_id)
        here = [at_the_door(one, door, month, p) for door in range(len(DOORS))]
        assert doors_met(one, (1 << len(DOORS)) - 1, month, p) == sum(1 << door for door, yes in enumerate(here) if yes)
        met += here
    assert met.min() > (10 if certain else 0)


@pytest.mark.parametrize("looked_at", [0b11, (1 << len(DOORS)) - 1])
def test_where_luck_rules_a_door_out_the_family_would_not_have_come(family, p, now, looked_at):
    """To the bit: 200 families in any state meet, with luck worked out ahead, the doors they meet without.

    In most months luck alone rules a door out; a door wrongly ruled out in one visit of some ten would be seen.
    """
    luck, ahead_of = np.random.default_rng(7), np.zeros(1, LUCK)[0]
    ahead_of.doors, ruled_out, met = looked_at, 0, 0
    what_luck_lets(ahead_of, p)
    for family_id in range(200):
        one, k = any_family(family, luck), family_id % 12
        look_ahead(ahead_of, family_id, MONTH - k, 12 - family_id % 2 * (11 - k), np.uint64(1))
        ahead = now(MONTH, family_id=family_id, seed=np.uint64(1), luck=ahead_of, ahead=k)
        asked_now = now(MONTH, family_id=family_id, seed=np.uint64(1))
        found = doors_met(one, looked_at, ahead, p)
        assert found == doors_met(one, looked_at, asked_now, p)
        ruled_out += (looked_at & ~near(ahead)).bit_count()
        met += found.bit_count()
    assert ruled_out > 200 * looked_at.bit_count() / 3 and met > 10
