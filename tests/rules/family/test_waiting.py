"""Waiting for a place: how long, and who is served first."""

import pytest

from famsim.model.counts import Count
from famsim.model.family import NEVER, WAITING
from famsim.model.policy import DOORS
from famsim.rules.family.support import leave_queue
from famsim.rules.family.turn import priority_class

MONTH = 120
GP, MIDWIFE = DOORS.index("gp"), DOORS.index("midwife")


@pytest.mark.parametrize(("patience", "stays"), [(0, True), (1, False)])
def test_waiting_ends_when_patience_does(family, p, now, note, patience, stays):
    """Patience is a parameter; who gives up can be asked again after the stated time."""
    p.support.gives_up_waiting = patience
    waiting = family(help_stage=WAITING, offer=0, joined_month=MONTH - 2)
    leave_queue(waiting, now(MONTH), p, note)
    assert (waiting.help_stage == WAITING) == stays
    assert note.counts[Count.LEFT_QUEUE] == (not stays)
    assert max(waiting.refused_month) == (NEVER if stays else MONTH)


@pytest.mark.parametrize(
    ("priority", "fields", "place"),
    [
        ("first_come", {"decile": 1, "harmful": 1}, 0),
        ("deprivation", {"decile": 1}, 0),
        ("deprivation", {"decile": 10}, 9),
        ("need", {"harmful": 1}, 0),
        ("need", {"other": {"quality": -4.5}}, 1),
        ("need", {"other": {"quality": -1.2}}, 4),
        ("need", {}, 6),
        ("need", {"mother": {"quality": 9.0}, "other": {"quality": 9.0}}, 9),
    ],
)
def test_who_is_served_first(*, family, p, offer, priority, fields, place):
    """Priority class, then month joined, then id; 0 first."""
    assert priority_class(family(**fields), offer(priority=priority), MONTH, p) == place
