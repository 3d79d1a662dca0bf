"""Who is missed: each family in need stands at the furthest it came, once."""

import numpy as np
import pandas as pd
import pytest

from famsim.handover.page.missed import WAYS, for_whom, meant, missed_rows, never_noticed, of_strategy, unasked, way_of
from famsim.measures.outcome import Outcome
from famsim.model.counts import N_COUNTS, Count


def account(**counts):
    row = np.zeros(N_COUNTS, np.int32)
    for name, value in counts.items():
        row[Count[name]] = value
    return row


FAMILIES = [  # by hand: what happened, and where the family stands
    (account(IN_NEED=3, NOTICED=1, AGREED=1, PLACED=1, STARTED=1), "helped"),
    (account(IN_NEED=1, NOTICED=2, ROUTED=1), "routed"),
    (account(IN_NEED=1, NOTICED=1, AGREED=1, PLACED=1), "did_not_come"),
    (account(IN_NEED=9, NOTICED=1, AGREED=1), "no_place"),
    (account(IN_NEED=2, NOTICED=1), "not_agreed"),
    (account(IN_NEED=2), "not_noticed"),
    (account(), "not_noticed"),  # never in need
    (account(STARTED=1), "helped"),  # helped and never in need
]


def test_each_family_stands_at_the_furthest_it_came():
    accounts = np.array([row for row, _ in FAMILIES])
    assert [list(WAYS)[way] for way in way_of(accounts)] == [way for _, way in FAMILIES]


def test_families_in_need_are_counted_once_in_each_split_and_scaled_to_the_area():
    accounts = np.array([row for row, _ in FAMILIES])
    cells = np.arange(len(accounts)).astype(np.int16) * 9
    outcome = Outcome("s", 0, 0, 1, np.zeros(0), np.zeros(0), accounts, np.arange(len(accounts)), cells, np.zeros(0))
    rows = missed_rows(outcome, 10.0)
    for split in ("all", "deprivation", "work", "household", "risk_factors"):
        mine = [row for row in rows if row["group"].split("=")[0] == split]
        assert sum(row["families"] for row in mine) == 60.0
    everyone = {row["way"]: row["families"] for row in rows if row["group"] == "all"}
    assert everyone == dict.fromkeys(WAYS, 10.0)


def funnel(*rows):
    """Return a funnel: strategy, offer, stage, episodes."""
    return pd.DataFrame(rows, columns=["strategy", "offer", "stage", "episodes"])


def test_those_an_offer_is_for_meet_all_its_terms():
    """By hand: of 900 in its months 300 meet the first row and 100 both; 25 of these come. One without rows: 40."""
    first = [("s", 1, 0, 900.0), ("s", 1, 1, 300.0), ("s", 1, 2, 100.0), ("s", 1, 9, 80.0), ("s", 1, 16, 25.0)]
    second = [("s", 2, 0, 40.0), ("s", 2, 9, 20.0), ("s", 2, 16, 10.0)]
    found = of_strategy(funnel(*first, *second, ("other", 1, 0, 7.0)), "s")
    assert (meant(found[found.offer == 1]), meant(found[found.offer == 2])) == (100.0, 40.0)
    assert for_whom(found) == {"times": 140.0, "share_unhelped": pytest.approx(1 - 35 / 140)}


def test_without_an_offer_nobody_is_meant():
    nobody = for_whom(of_strategy(funnel(), "s"))
    assert nobody["times"] == 0.0 and np.isnan(nobody["share_unhelped"])


def test_of_those_never_noticed_no_more_can_have_been_meant_than_were_not_asked():
    """By hand: an offer is for 100 and notices 30, another for 40 and notices 35: at most 75 of 900 were not asked."""
    found = funnel(("s", 1, 0, 300.0), ("s", 1, 1, 100.0), ("s", 1, 10, 30.0), ("s", 2, 0, 40.0), ("s", 2, 10, 35.0))
    missed = pd.DataFrame(
        [("all", way, families) for way, families in zip(WAYS, (5.0, 4.0, 3.0, 2.0, 1.0, 900.0), strict=True)],
        columns=["group", "way", "families"],
    )
    assert unasked(found) == 75.0
    parted = never_noticed(missed, found)
    assert (parted["not_asked"], parted["not_for_them"]) == (75.0, 825.0) and sum(parted.values()) == 915.0
    assert never_noticed(missed, funnel())["not_for_them"] == 900.0  # nothing is offered
