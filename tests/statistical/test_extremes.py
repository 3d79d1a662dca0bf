"""Hazards of 0 and of 1: nothing happens to anybody, or everything at once to all whom it can."""

import numpy as np
import pytest

from famsim.model.counts import Count
from famsim.model.family import APART, COERCIVE, COHABITING, LEFT, MARRIED, NEVER


def extreme_hazards(world, size, parting):
    """Return the families before and after one month in which every hazard is 0 or 1, and the run."""

    def change(p):
        p.violence.onset = p.distress.onset_scale = 1e9 * size
        p["separation"]["base_hazard"] = 1e9 * parting
        p.births.conception = p.births.apart_factor = float(size)
        p.money.falls_behind = p.health.falls_ill = p.violence.coercive_share = float(size)
        p.area.job_loss[:] = float(size)
        p.money.falls_behind_poor = p.money.falls_behind_unemployed = 1.0
        p.apart.new_partner = p.commitment.marries = p.apart.contact_lost = p.apart.contact_found = 0.0
        p.mother.becomes_inactive = p.mother.leaves_work_at_birth = 0.0
        p.mother.loses = p.mother.loses_distressed = 1.0

    run = world.under(change=change, months=1)
    before = run.families.copy()
    run.advance(1)
    return before, run.families[: before.size], run


def all_or_nothing(world, size, expected=None):
    """At hazards of 0 nothing happens to anybody; at hazards of 1 everything does to all whom it can."""
    before, after, run = extreme_hazards(world, size, size)
    _, unparted, _ = extreme_hazards(world, size, 0.0)  # violence between partners ends at a parting
    stay = after.status != LEFT
    couples = ((before.status == MARRIED) | (before.status == COHABITING)) & stay
    may_conceive = (before.wants == 1) & (before.due_month == NEVER) & (before.next_month <= 1) & stay
    may_conceive &= 1 - before.mother["birth_month"].astype(int) <= 45 * 12
    at_work = (before.mother["work"] == 0) & (before.due_month != 1)  # whoever gives birth in the month loses no work
    began = (before.mother["distressed"] == 0) & (after.mother["distressed"] == 1)
    events = {
        "separation": (couples, (after.status == APART) & (after.parted_month == 1)),
        "violence": (couples & (before.violence == 0), (unparted.violence == COERCIVE) & (before.violence == 0)),
        "conception": (may_conceive, (after.due_month == 10)),
        "job loss": (at_work & stay, at_work & (after.mother["work"] != 0)),
        "arrears": ((before.arrears_month == NEVER) & stay, after.arrears_month == 1),
        "distress": ((before.mother["distressed"] == 0) & stay, began),
        "ill health": ((before.mother["ill"] == 0) & stay, (before.mother["ill"] == 0) & (after.mother["ill"] == 1)),
    }
    everything = size if expected is None else expected
    for name, (could, did) in events.items():
        assert could.sum() > 20, name
        assert (did == (could if everything else np.zeros_like(could))).all(), name
    parted = (run.families.status == APART) & (run.families.parted_month == 1)
    assert world.total(run, Count.LOSSES) + world.total(run, Count.EXITS) == parted.sum()


@pytest.mark.parametrize("size", [0, 1])
def test_all_or_nothing(world, size):
    all_or_nothing(world, size)


@pytest.mark.parametrize(("size", "expected"), [(0, 1), (1, 0), (0.5, 1)])
def test_the_check_sees_its_fault(world, size, expected):
    """Hazards are not what the check is told, and it must fail."""
    with pytest.raises(AssertionError):
        all_or_nothing(world, size, expected)
