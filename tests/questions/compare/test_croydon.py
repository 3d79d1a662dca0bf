"""Croydon helps nobody before contact: whoever is helped was at the money desk, and in money trouble, when noticed.

The check is a function that a planted fault must make fail.
"""

import numpy as np
import pytest

from famsim.model.family import NEVER
from famsim.model.policy import DOORS
from famsim.population.draws import Starts, with_strategy, world_of
from famsim.scenario import change, load_scenario

MONTHS = 48
DESK, GP = DOORS.index("money_desk"), DOORS.index("gp")


@pytest.fixture(scope="module", params=["croydon", "recession"])
def start(request):
    """Return a start of 6,000 families, the world and the Croydon strategy: in Croydon, and in a hard-hit Newcastle."""
    scenario = change(load_scenario(request.param), families=6000, months=MONTHS)
    world = world_of(scenario)
    croydon = next(strategy for strategy in scenario.strategies if strategy.name == "croydon")
    return Starts(world).start(0, 3), world, croydon


def whoever_is_helped_was_at_the_desk_and_in_arrears(start, tamper=None):
    """Every first session follows a noticing in a month at the desk and behind with bills, and there are some."""
    (stock, world, croydon), noticed_there, helped = start, set(), 0
    run = with_strategy(stock, croydon, world)
    if tamper is not None:
        tamper(run.p[0])
    for month in range(1, MONTHS + 1):
        run.advance(1)
        families = run.families
        at_the_desk = (families.door == DESK) & (families.arrears_month != NEVER)
        noticed = families.noticed_month == month
        noticed_there |= keys(families[noticed & at_the_desk], month)
        assert (families.joined_month == families.noticed_month)[families.joined_month == month].all()
        began = families[families.exposed_month == month]
        assert keys(began, began.joined_month) <= noticed_there
        helped += len(began)
    assert helped > 20, "too few were helped for the check to mean anything"


def keys(families, month):
    """Return (family, month) pairs."""
    return set(zip(families.family_id.tolist(), np.broadcast_to(month, families.size).tolist(), strict=True))


def open_at_the_gp(p):
    """Plant a fault: the offers are made at the GP's too, to whom people come in distress."""
    p.policy.offers["found"] |= 1 << GP
    p.policy.trained[GP] = p.policy.trained[DESK]
    p.policy.pathway[GP] = p.policy.pathway[DESK]


def ask_before_any_trouble(p):
    """Plant a fault: the offers are made to any couple at the desk, those who look for work but are not behind too."""
    p.policy.offers["rows"] = 0


def test_croydon_helps_nobody_before_contact(start):
    """Issue: people must already be at the desk, and behind with bills, before support starts; in a recession too."""
    whoever_is_helped_was_at_the_desk_and_in_arrears(start)


@pytest.mark.parametrize("fault", [open_at_the_gp, ask_before_any_trouble])
def test_the_check_sees_its_fault(start, fault):
    """Another door is open, or the trouble is not asked about, and the check must fail."""
    with pytest.raises(AssertionError):
        whoever_is_helped_was_at_the_desk_and_in_arrears(start, fault)


def lived_with(start, months=MONTHS, **desk):
    """Return, under Croydon's offer without limit, how many are helped, what they feel of it in all, and their waits.

    desk: `lag`, months behind before anybody comes, and `chance` of coming in a month. The waits are from falling
    behind to being noticed, in months, of all who were noticed.
    """
    stock, world, croydon = start
    offers = tuple(offer.with_(places_a_month=None, unlimited=True) for offer in croydon.offers)
    run = with_strategy(stock, croydon.model_copy(update={"offers": offers}), world)
    door = run.p[0].doors[DESK]
    for way in door.ways[: door.n_ways] if "chance" in desk else []:
        way.chance = desk["chance"]
    door.ways[0].asks[0].low = desk.get("lag", door.ways[0].asks[0].low)
    helped, felt, waits = 0, 0.0, []
    for month in range(1, months + 1):
        run.advance(1)
        families = run.families
        noticed = families[(families.noticed_month == month) & (families.arrears_month != NEVER)]
        waits += (month - noticed.arrears_month + 1).tolist()
        helped += int((families.exposed_month == month).sum())
        felt += float(families.mother["level"].sum() + families.other["level"].sum())
    return helped, felt, waits


def test_where_nobody_seeks_help_nobody_is_reached(start):
    """I5: help-seeking 0, reach 0; and with it, some."""
    assert lived_with(start, chance=0.0)[:2] == (0, 0.0)
    assert lived_with(start)[0] > 20


def test_a_longer_wait_before_help_is_sought_averts_less_harm(start):
    """I5: the same families and luck; each longer lag helps fewer, later, and less of it is felt."""
    found = [lived_with(start, lag=lag) for lag in (1, 12, 36)]
    helped, felt, waits = ([one[part] for one in found] for part in range(3))
    assert helped == sorted(helped, reverse=True) and helped[0] > helped[2]
    assert felt[0] > felt[1] > felt[2] > 0.0
    assert np.median(waits[0]) < np.median(waits[1]) < np.median(waits[2])
