"""Places: who stands before whom, how many come up, and that no more are given."""

from types import SimpleNamespace

import numpy as np
import pytest

from famsim.engine.places import BUCKETS, LONGEST_WAIT, bucket
from famsim.engine.run import Sample
from famsim.evidence import programme_names
from famsim.limits import MAX_MONTHS
from famsim.measures.places import places_given
from famsim.model.counts import Count, Stage
from famsim.model.family import ATTENDING, COHABITING, MARRIED, NEVER, NO_CONTACT, WAITING
from famsim.model.parameters import DECILES
from famsim.model.policy import MAX_OFFERS, QUEUE_CLASSES, Priority
from famsim.rules.family.turn import priority_class

ANY_COUPLE = 1  # the small area's second offer: .4 places a month from month 4 to month 27, first come


def test_class_comes_before_the_wait_and_a_longer_wait_before_a_shorter(family, p):
    """Priority class, then month joined."""
    terms = p.policy.offers[0]
    terms.priority = 1  # by deprivation
    queue = [{"decile": 1, "joined_month": 90}, {"decile": 1, "joined_month": 91}, {"decile": 2, "joined_month": 1}]
    stands = [bucket(family(**one), terms, 120, p) for one in queue]
    assert stands == sorted(set(stands))


def test_nobody_stands_behind_the_queue(family, p):
    """A month of joining in the future, as Mesa may write it, stood behind the last place that is counted."""
    p.policy.offers[0].priority = 1
    assert bucket(family(decile=DECILES, joined_month=1200), p.policy.offers[0], 3, p) < BUCKETS


def test_no_wait_is_longer_than_the_queue_tells_apart():
    """Who has waited longer is served first: so every wait of the longest scenario must have a place of its own."""
    assert LONGEST_WAIT >= MAX_MONTHS


@pytest.mark.parametrize("priority", Priority)
def test_no_class_is_outside_the_queue(family, p, priority):
    """Classes are 0 to QUEUE_CLASSES - 1, from the least to the most, whatever a family is."""
    terms = p.policy.offers[0]
    terms.priority, terms.programme = priority, programme_names().index("couple_counselling")
    qualities = [{"quality": quality} for quality in (-100.0, -4.5, 0.0, 4.5, 100.0)]
    kinds = [family(decile=d, harmful=h, mother=q, other=q) for d in (1, DECILES) for h in (0, 1) for q in qualities]
    classes = [priority_class(one, terms, 120, p) for one in kinds]
    assert min(classes) == 0
    assert max(classes) == (0 if priority == Priority.FIRST_COME else QUEUE_CLASSES - 1)


@pytest.mark.parametrize(("k", "come_up"), [(1.0, [0, 0, 1, 0, 1]), (2.0, [0, 0, 0, 0, 1])])
def test_places_come_up_from_the_offers_first_month_at_its_pace(small, k, come_up):
    """By hand: whole places of .4 a month since month 4 are 0, 0, 1, 1, 2; a 1-in-2 sample has .2: 0, 0, 0, 0, 1."""
    run = small.small_area(start=0, end=36)
    run.sample = Sample(1, k)
    assert [run.places(month)[ANY_COUPLE] for month in range(4, 9)] == come_up
    assert [run.places(month)[ANY_COUPLE] for month in (3, 28)] == [0, 0]


@pytest.fixture
def with_places(small):
    """Return a maker of a year in which one offer has so many places a month, and nobody new asks or gives up."""

    def make(places):
        run = small.small_area(start=0, end=12)
        p = run.p[0]
        p["separation"]["base_hazard"] = p.support.gives_up_waiting = 0.0
        p.programmes["take_up"] = 0.0
        p.policy.offers[ANY_COUPLE].begins, p.policy.offers[ANY_COUPLE].places = 1, places
        run.families.help_stage[:] = NO_CONTACT
        return run

    return make


def test_as_many_are_served_as_there_are_places_and_equals_by_id(with_places):
    """Class and month joined alike, the three lowest ids of ten have the three places."""
    run = with_places(3.0)
    families = run.families
    youngest = families.children["birth_month"].astype(int).max(axis=1)
    couples = ((families.status == MARRIED) | (families.status == COHABITING)) & (youngest > -200)
    rows = np.flatnonzero(couples & (families.due_month == NEVER))[:10]
    families.help_stage[rows], families.offer[rows], families.joined_month[rows] = WAITING, ANY_COUPLE, -5
    run.advance(1)
    assert list(run.families.help_stage[rows]) == [ATTENDING] * 3 + [WAITING] * 7


def test_of_places_that_nobody_takes_one_is_held(with_places):
    """The rule's own words: one at most is held for the next month, because staff time does not keep."""
    run = with_places(5.0)
    for _ in range(3):
        run.advance(1)
        assert run.state.census[0].held[ANY_COUPLE] == 1


def test_twelve_offers_are_kept_apart(small):
    """As many as a strategy may make: each gives no more places than come up, and each place is told by its offer."""
    run = small.small_area(families=240, start=0, end=36)
    p, policy = run.p[0], run.p[0].policy
    p.programmes["take_up"], policy.n_offers = 0.9, MAX_OFFERS
    policy.pathway[:] = 0.9
    for offer in range(MAX_OFFERS):
        programme = programme_names()[offer % len(programme_names())]
        small.write_offer(policy.offers[offer], programme, ("together", 1, 1), "first_come", 0.1 * (1 + offer % 3))
    run.advance(36)
    come_up = run.places_in(1, 36).sum(axis=0)
    book = SimpleNamespace(column=lambda count: run.accounts[:, int(count)])
    told = np.array([places_given(book, offer).sum() for offer in range(MAX_OFFERS)])
    assert (told <= come_up).all()
    assert (told > 0).sum() > MAX_OFFERS / 2
    assert told.sum() == run.accounts[:, Count.PLACED].sum()
    assert (run.state.funnel[:, :, Stage.PLACED].sum(axis=0) <= told).all()
