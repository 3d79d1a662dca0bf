"""The tables of twins, worked by hand on lives of a few months written down here."""

import numpy as np
import pandas as pd
import pytest

from famsim.model.family import EMPLOYED, INACTIVE, UNEMPLOYED
from famsim.questions.twins.happenings import HAPPENINGS, happened
from famsim.questions.twins.lives import N_MARKS, Kind, Mark, Recorder, TwinPlan
from famsim.questions.twins.matters import matter_rows
from famsim.questions.twins.measures import BY_NAME, EXIT, GONE, LOSS, OUTCOMES, TOGETHER, gained, outcome, whole
from famsim.questions.twins.run import far_from_middle, fullest
from famsim.questions.twins.tables import outcome_rows, parting_rows, spread_rows, summary_rows

PLAN = TwinPlan("couple_counselling", (1, 0, 2), 4)  # months -6 to 4, compared from 0 to 4
ARMS = ["without help", "help in month 1", "earlier", "later"]
START = PLAN.before


def lives(families):
    """Return seen: four lives of couples together and calm from -6 to 4, quality 0 and 1."""
    seen = np.zeros((4, families, PLAN.window, N_MARKS))
    seen[..., Mark.COUPLE] = seen[..., Mark.PARTNER] = 1.0
    seen[..., Mark.OTHER_QUALITY] = 1.0
    seen[..., Mark.SDQ] = np.nan
    return seen


def kept(seen):
    """Return a recorder that has kept these lives."""
    n = seen.shape[1]
    ids = np.arange(n, dtype=np.int64)
    kind = Kind(ids, ids + 100, np.full(n, 20), np.zeros(n, np.int64), np.zeros((n, 19)))
    given = np.ones((4, n), bool)
    given[0] = False
    return Recorder(kind, PLAN, seen, given, np.zeros(seen.shape[:3], np.int32), 3.0)


def part(seen, arm, family, month, exit_=False):
    """Let a couple part in a month after the event."""
    at = START + month
    seen[arm, family, at, Mark.EXITS if exit_ else Mark.LOSSES] = 1
    seen[arm, family, at:, Mark.COUPLE] = seen[arm, family, at:, Mark.PARTNER] = 0.0


def row_of(rows, **where):
    """Return the one row that holds these values."""
    (found,) = [one for one in rows if all(one[name] == value for name, value in where.items())]
    return found


def test_the_spread_is_what_a_hand_works_out():
    """Five families; help in month 1 adds .0 to .4 in each month from there: four of the five months compared."""
    seen = lives(5)
    seen[1, :, START + 1 :, Mark.MOTHER_QUALITY] += np.array([0.0, 0.1, 0.2, 0.3, 0.4])[:, None]
    seen[1:, 1:, START + 2, Mark.STARTED] = 1  # the first never comes
    rows = spread_rows(kept(seen), ARMS)
    found = row_of(rows, arm=ARMS[1], group="all", measure="mother_quality", when="whole", of="change")
    expected = {"p10": 0.032, "p25": 0.08, "median": 0.16, "p75": 0.24, "p90": 0.288, "mean": 0.16}
    assert {name: found[name] for name in expected} == pytest.approx(expected)
    assert (found["above"], found["below"], found["families"]) == (80.0, 0.0, 5)
    came = row_of(rows, arm=ARMS[1], group="came", measure="quality", when="whole", of="change")
    assert came["mean"] == pytest.approx(0.5 * 0.25 * 4 / 5)  # half the mean gain of both parents, of those who come
    assert came["families"] == 4
    assert row_of(rows, arm=ARMS[1], group="all", measure="mother_quality", when="month 0", of="change")["mean"] == 0.0


def test_the_months_of_help_are_compared_over_the_same_months():
    """The same lift, for a month, in two lives; in the later one they part in month 2, which is no gain of lateness."""
    seen = lives(1)
    seen[[1, 3], 0, START + 1, Mark.MOTHER_QUALITY] += 1.0
    part(seen, 3, 0, 2)
    assert gained(seen, BY_NAME["mother_quality"], PLAN)[[1, 3], 0] == pytest.approx([0.5, 0.5])
    summary = summary_rows(seen[:, 0], ARMS, PLAN, {arm: {event: [] for event in HAPPENINGS} for arm in ARMS})
    own = [row_of(summary, arm=ARMS[arm], measure="quality", what="gained")["value"] for arm in (1, 3)]
    assert own == pytest.approx([0.25, 0.25])  # the mean of both parents'
    spread = spread_rows(kept(seen), ARMS)
    month = [
        row_of(spread, arm=arm, group="all", measure="mother_quality", when="month 0", of="change") for arm in ARMS[1:]
    ]
    assert [one["families"] for one in month] == [1, 1, 1]


def test_a_mean_is_compared_over_the_months_that_both_lives_have():
    """Without help they part in month 2 while quality is 0; with help they stay, and later it falls to -9."""
    seen = lives(1)
    part(seen, 0, 0, 2)
    seen[1, 0, START : START + 2, Mark.MOTHER_QUALITY] = 0.5
    seen[1, 0, START + 2 :, Mark.MOTHER_QUALITY] = -9.0
    assert gained(seen, BY_NAME["mother_quality"], PLAN)[1, 0] == pytest.approx(0.5)


def test_months_are_counted_only_where_a_measure_has_meaning():
    """Harmful conflict is a couple's: after a parting none is counted, whatever was written down."""
    seen = lives(1)
    seen[0, 0, :, Mark.HARMFUL] = 1.0
    part(seen, 0, 0, 3)
    assert whole(seen, BY_NAME["harmful_conflict"], PLAN)[0, 0] == 3.0
    assert whole(seen, BY_NAME["together"], PLAN)[0, 0] == 3.0


def test_partings_are_losses_or_exits_and_a_second_one_does_not_count():
    """Arms: together; a loss in month 2; an exit in month 1 and later another union that parts; grown up in month 3."""
    seen = lives(1)
    part(seen, 1, 0, 2)
    part(seen, 2, 0, 1, exit_=True)
    seen[2, 0, START + 2, Mark.PARTNER] = 1.0
    seen[2, 0, START + 3, Mark.LOSSES] = 1.0
    seen[3, 0, START + 3 :] = np.nan
    assert [OUTCOMES[one] for one in outcome(seen, PLAN)[:, 0]] == [TOGETHER, LOSS, EXIT, GONE]


def test_how_families_end_in_both_lives_is_a_row_of_its_own():
    """Three families: a loss averted, an exit prevented (a harm), and one for whom nothing changes."""
    seen = lives(3)
    part(seen, 0, 0, 2)
    part(seen, 0, 1, 3, exit_=True)
    rows = outcome_rows(kept(seen), ARMS, told=1)
    averted = row_of(rows, arm=ARMS[1], without=LOSS, with_help=TOGETHER)
    prevented = row_of(rows, arm=ARMS[1], without=EXIT, with_help=TOGETHER)
    assert (averted["families"], averted["told"]) == (1, 0)
    assert (prevented["families"], prevented["told"]) == (1, 1)
    assert sum(one["families"] for one in rows) == 9
    shares = {one["what"]: one["share"] for one in parting_rows(kept(seen), ARMS) if one["arm"] == ARMS[0]}
    assert shares[LOSS] == shares[EXIT] == pytest.approx(100 / 3)


def test_the_middle_family_is_chosen_among_those_that_fare_in_the_commonest_way():
    """Gains 0, 1, 2, 3, 4 over equal levels, and one at the very middle that parts: the family of gain 2 is told."""
    seen = lives(6)
    for family, gain in enumerate([0.0, 1.0, 2.0, 3.0, 4.0, 2.0]):
        seen[1, family, START:, Mark.MOTHER_QUALITY] += gain
    part(seen, 1, 5, 4)
    far = far_from_middle(kept(seen), np.ones(6, bool))
    assert int(np.nanargmin(far)) == 2
    assert np.isnan(far[5])
    without_two = far_from_middle(kept(seen), np.arange(6) != 2)
    assert int(np.nanargmin(without_two)) in (1, 3)


def test_the_level_without_help_counts_as_much_as_the_gain():
    """Of two families at the middle gain, the one whose quality without help is ordinary is told."""
    seen = lives(5)
    seen[:, :, :, Mark.MOTHER_QUALITY] += np.array([5.0, -1.0, 0.0, 1.0, 0.0])[None, :, None]
    seen[1, :, START:, Mark.MOTHER_QUALITY] += np.array([1.0, 0.0, 1.0, 2.0, 3.0])[:, None]
    assert int(np.nanargmin(far_from_middle(kept(seen), np.ones(5, bool)))) == 2


def test_the_fullest_story_is_of_a_family_that_comes_in_every_life():
    seen = lives(3)
    seen[1:, 0, START + 2, Mark.STARTED] = 1
    seen[1, 1, START + 2, Mark.STARTED] = 1
    assert fullest(seen, np.array([True, True, True])).tolist() == [True, False, False]
    assert fullest(seen, np.array([False, True, True])).tolist() == [False, True, False]
    assert fullest(seen, np.array([False, False, True])).tolist() == [False, False, True]


def test_what_happens_is_read_from_the_marks():
    """One life: a job lost and found, a birth, a wedding, help that ends early, a parting, a new partner who leaves."""
    seen = lives(1)[1, 0]
    seen[:, Mark.MOTHER_WORK] = [EMPLOYED] * 3 + [UNEMPLOYED] * 3 + [EMPLOYED] * 5
    seen[:, Mark.OTHER_WORK] = [INACTIVE] + [EMPLOYED] * 7 + [INACTIVE] * 3
    seen[START, Mark.BIRTHS] = 1
    seen[2:, Mark.MARRIED] = 1.0
    seen[START + 1, Mark.STARTED] = seen[START + 1, Mark.ATTENDING] = 1
    whole_life = seen[None, None]
    part(whole_life, 0, 0, 3)
    seen[START + 4, Mark.PARTNER] = 1.0
    found = {event: months for event, months in happened(seen, True, 1, PLAN).items() if months}
    assert found == {
        "birth": [0],
        "mother_loses_job": [-3],
        "mother_finds_work": [0],
        "other_finds_work": [-5],
        "other_leaves_work": [2],
        "marriage": [-4],
        "first_session": [1],
        "stops_coming": [2],
        "parting_loss": [3],
        "new_partner": [4],
    }


@pytest.mark.parametrize(
    ("marks", "event", "month"),
    [
        ({}, "place_not_taken", 1),
        ({Mark.STARTED: [1], Mark.COMPLETED: [1]}, "completion", 1),
        ({Mark.STARTED: [1], Mark.ATTENDING: [1, 2], Mark.COMPLETED: [3]}, "completion", 3),
        ({Mark.STARTED: [1], Mark.ATTENDING: [1, 2, 3, 4]}, "first_session", 1),
    ],
)
def test_a_place_ends_in_one_of_the_ways_it_can(marks, event, month):
    seen = lives(1)[1, 0]
    for mark, months in marks.items():
        seen[[START + one for one in months], mark] = 1
    found = {name: at for name, at in happened(seen, True, 1, PLAN).items() if at and name != "first_session"}
    if event == "first_session":
        assert found == {}  # still attending when last seen
    else:
        assert found == {event: [month]}


def test_what_matters_by_hand():
    """Those who come gain 4, 3 and 2 by month: 50% less at least; 80, 80 and 60 of a hundred come: 25%; 1 to 5: 80%."""
    arms = ["now", "earlier", "later"]
    about = {"group": "came", "measure": "quality", "when": "whole", "of": "change"}
    rows = [
        {"arm": arm, **about, "mean": mean, "p25": 1.0, "p75": 5.0, "families": 9}
        for arm, mean in zip(arms, (4.0, 3.0, 2.0), strict=True)
    ]
    partings = pd.DataFrame({"arm": arms, "what": "first session", "share": [80.0, 80.0, 60.0]})
    found = {row["by"]: row for row in matter_rows(pd.DataFrame(rows), partings, arms)}
    assert {by: row["less"] for by, row in found.items()} == {"month": 50.0, "reach": 25.0, "who": 80.0}
    assert (found["month"]["most_arm"], found["month"]["least_arm"]) == ("now", "later")


def test_where_nobody_comes_nothing_matters():
    about = {"arm": "now", "group": "came", "measure": "quality", "when": "whole", "of": "change", "families": 0}
    assert matter_rows(pd.DataFrame([about]), pd.DataFrame(), ["now"]) == []
