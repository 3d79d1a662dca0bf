"""Twins: the same family, the same luck, another month of help, and nothing else."""

import numpy as np
import pandas as pd
import pytest

from famsim.errors import FamsimError
from famsim.evidence import programme_names
from famsim.model.counts import FINE
from famsim.model.parameters import CHANNELS
from famsim.population.draws import start_run
from famsim.questions.twins import lives as a_life
from famsim.questions.twins.asked import Asked
from famsim.questions.twins.measures import BY_NAME
from famsim.questions.twins.run import follow as twin
from famsim.scenario import change, load_scenario

MONTHS_AFTER = 36
ASKED = {"months_after": MONTHS_AFTER, "programme": "couple_counselling"}
FELT = CHANNELS.names


@pytest.fixture(scope="module")
def small():
    return change(load_scenario("newcastle"), families=400, months=60)


@pytest.fixture(scope="module")
def found(small):
    return twin(small, **ASKED)


def lives(found, arm, measure):
    """Return one measure of one life by month."""
    rows = found.tables["lives"]
    return rows[(rows["arm"] == arm) & (rows["measure"] == measure)].set_index("month")["value"]


def told(found):
    """Return the row of the family told, in the arm without help."""
    rows = found.tables["families"]
    return rows[rows["told"] == 1].iloc[0]


def fact(found, name):
    return found.tables["facts"].set_index("name")["value"][name]


def plant(monkeypatch, **sizes):
    """Plant a programme: these effects for everyone alike, felt for good, and no other."""
    kept = a_life.prescribed

    def planted(base, programmes):
        p = kept(base, programmes)
        programme = p[0].programmes[programme_names().index("couple_counselling")]
        for name in FELT:
            programme.full[name] = sizes.get(name, 0.0)
            programme.keep[name] = 1.0
        programme.moderation_by_quality = 0.0
        programme.moderation_scale = programme.amid_violence = 1.0
        return p

    monkeypatch.setattr(a_life, "prescribed", planted)


def test_the_life_without_help_is_the_familys_life_in_an_ordinary_run(small, found):
    """To the bit: business as usual makes no offer, and an ordinary run lives a year at a call, not a month."""
    run, family = start_run(small, "business as usual"), told(found)
    for since in (-5, 0, 1, 7, 24, MONTHS_AFTER):
        run.advance(int(family["event_month"]) + since - run.month)
        record = run.families[run.families["family_id"] == family["family_id"]][0]
        expected = {
            "mother_quality": record["mother"]["quality"],
            "other_quality": record["other"]["quality"],
            "stress": record["strain_short"] + record["strain_long"],
            "conflict": record["frequency"],
            "harmful_conflict": record["harmful"],
            "mother_distressed": record["mother"]["distressed"],
            "arrears": record["arrears_month"] > -20000,
        }
        for measure, value in expected.items():
            assert lives(found, "without help", measure)[since] == value, (measure, since)


def test_lives_are_equal_to_the_bit_until_help_begins_and_differ_from_then(found):
    """Common random numbers: nothing but help can make a difference."""
    for arm, move in zip(found.arms[1:], found.plan.moves, strict=True):
        with_help, without = (
            found.tables["lives"].query("arm == @one").set_index(["measure", "month"])["value"]
            for one in (arm, "without help")
        )
        before = [frame[frame.index.get_level_values("month") < move] for frame in (with_help, without)]
        pd.testing.assert_series_equal(*before, check_exact=True)
        assert lives(found, arm, "mother_quality")[move] != lives(found, "without help", "mother_quality")[move]
        sessions = lives(found, arm, "sessions")
        assert sessions[sessions > 0].index[0] == move


def test_a_programme_that_does_nothing_leaves_every_life_as_it_was(small, monkeypatch):
    """All families followed, with violence and without: quality, ends, and every measure of the family told."""
    plant(monkeypatch)
    found = twin(small, **ASKED)
    assert (found.tables["families"]["quality_gained"].dropna() == 0.0).all()
    how = found.tables["outcomes"]
    assert (how[how["without"] != how["with_help"]]["families"] == 0).all()
    assert how["families"].sum() == 3 * fact(found, "followed")
    first = found.tables["lives"].query("arm == 'without help' and measure not in ('sessions', 'attending')")
    for arm in found.arms[1:]:
        mine = found.tables["lives"].query("arm == @arm and measure not in ('sessions', 'attending')")
        assert mine["value"].tolist() == first["value"].tolist()
        assert lives(found, arm, "sessions").sum() > 0  # they do come


def test_a_family_that_comes_too_late_for_help_lives_on_without_it(small, monkeypatch):
    """Some are behind with bills when they come to the area: no place can be kept before, and none is lost sight of."""
    small = change(small, families=900)
    plant(monkeypatch)
    found = twin(small, event="arrears", month=-3, earlier=6, **ASKED)
    families = found.tables["families"].set_index(["family_id", "arm"])
    late = families[(families["place"] == 0)].xs(found.arms[2], level="arm").index
    assert len(late) > 3
    how = found.tables["outcomes"]
    assert (how[how["without"] != how["with_help"]]["families"] == 0).all()
    together = found.tables["spread"].query("group == 'all' and measure == 'together' and when == 'whole'")
    assert (together.query("of == 'change'")["mean"] == 0.0).all()


def test_a_lift_of_quality_is_seen_in_the_month_of_help_in_full(small, monkeypatch):
    """By hand: a lift of .6 SD over the whole course, times the share of its sessions held in the first month.

    Both partners come to counselling, so both are lifted alike; in that month nothing else can differ yet.
    """
    plant(monkeypatch, level=0.6)
    found = twin(small, **ASKED)
    planned = start_run(small, 0).p[0].programmes[programme_names().index("couple_counselling")].sessions
    for arm, move in zip(found.arms[1:], found.plan.moves, strict=True):
        held = lives(found, arm, "sessions")[move]
        for measure in ("mother_quality", "other_quality"):
            gain = lives(found, arm, measure)[move] - lives(found, "without help", measure)[move]
            assert gain == pytest.approx(0.6 * held / planned, abs=1e-7)  # effects are kept in single precision


def test_a_family_lives_the_same_life_in_a_larger_sample(small, found):
    """Samples nest and places are given, so who else is followed changes nothing; the id is the area's."""
    family = int(told(found)["family_id"])
    more = twin(change(small, families=900), family=family, **ASKED)
    for name in ("lives", "happenings", "summary", "family"):
        pd.testing.assert_frame_equal(found.tables[name], more.tables[name], check_exact=True)
    assert fact(more, "followed") > fact(found, "followed")


def test_happenings_are_what_the_lives_show(found):
    """Read anew from the monthly values: when distress, arrears and harmful conflict begin and end, when help is."""
    happenings = found.tables["happenings"]
    pairs = {
        "mother_distress": ("mother_distressed", "_begins", "_ends"),
        "other_distress": ("other_distressed", "_begins", "_ends"),
        "arrears": ("arrears", "_begin", "_end"),
        "harmful_conflict": ("harmful_conflict", "_begins", "_ends"),
    }
    for arm in found.arms:
        mine = happenings[happenings["arm"] == arm]
        for name, (measure, begins, ends) in pairs.items():
            step = lives(found, arm, measure).diff()
            for way, end in ((1, begins), (-1, ends)):
                assert mine[mine["event"] == name + end]["month"].tolist() == step[step == way].index.tolist()
    births = happenings[(happenings["event"] == "birth") & (happenings["month"] == 0)]
    assert births["arm"].tolist() == found.arms


def test_an_ordinary_family_is_told_and_no_violent_one(found):
    """It is among those that fare in the commonest way, and its gain lies in the middle half of theirs."""
    rows = found.tables["families"]
    rows = rows[rows["arm"] == found.arms[1]]
    assert (rows[rows["can_be_told"] == 1]["violence"] == 0).all()
    assert rows["violence"].sum() == fact(found, "with_violence") > 0
    assert rows["told"].sum() == 1
    assert fact(found, "told_is_ordinary") == 1
    mine = rows[rows["told"] == 1].iloc[0]
    alike = (rows["outcome"] == mine["outcome"]) & (rows["completed"] == mine["completed"])
    gains = rows[(rows["can_be_told"] == 1) & alike]["quality_gained"]
    assert gains.quantile(0.25) <= mine["quality_gained"] <= gains.quantile(0.75)


def test_a_violent_history_is_followed_only_when_that_is_said(small, found):
    rows = found.tables["families"]
    violent = int(rows[rows["violence"] == 1]["family_id"].iloc[0])
    with pytest.raises(FamsimError, match=f"family {violent}: has a violent history.*--include-violence.*nearest"):
        twin(small, family=violent, **ASKED)
    assert told(twin(small, family=violent, include_violence=True, **ASKED))["family_id"] == violent


def test_like_asks_for_families_like_that_and_the_sample_is_named(small):
    found = twin(small, like="not married, mothers age 20 to 40", **ASKED)
    family = found.tables["family"].set_index("feature")["value"]
    assert family["married"] == 0.0 and 20 <= family["mothers_age"] <= 40
    assert fact(found, "of_the_kind") < fact(found, "couples_with_event")
    assert found.scenario.families == fact(found, "sample_families") == 400


def test_a_noted_score_is_what_the_book_holds(found):
    """Expected difficulties are noted in fixed point: every value is a whole number of parts over a few children."""
    scores = lives(found, "without help", "children_sdq")
    parts = np.array([scores.to_numpy() * FINE * children for children in (1, 2, 3, 4, 5)])
    assert (np.abs(parts - np.round(parts)).min(axis=0) < 1e-6).all()
    assert BY_NAME["children_sdq"].unit == "points of 40"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"event": "brith"}, "event 'brith'.*did you mean 'birth'"),
        ({"event": "divorce"}, "event 'divorce'.*allowed: birth, job_loss, arrears, distress"),
        ({"programme": "couple_councelling"}, "programme.*on offer.*did you mean 'couple_counselling'"),
        ({"strategy": "croyden"}, "no strategy 'croyden'.*Did you mean 'croydon'"),
        ({"strategy": "business as usual"}, "makes no offer.*allowed: primary prevention"),
        ({"month": 70}, "month 70: allowed: a whole number from -21 to 57"),
        ({"earlier": 0}, "earlier 0: allowed: a whole number from 1 to 36"),
        ({"later": 2.5}, "later 2.5: allowed: a whole number"),
        ({"months_after": 17}, "months after 17: too short for help in month 6; allowed: 18 or more"),
        ({"months_after": 50}, "months 60.*months after up to 48, or a scenario of 62 months or more"),
        ({"choose": "worst"}, "choose 'worst'.*allowed: typical, random"),
        ({"evnt": "birth"}, "no option of twins 'evnt'.*Did you mean 'event'"),
        ({"family": 17}, "family 17: is not among a sample of 400.*the nearest that can be followed: [0-9]+$"),
        ({"family": 17, "choose": "random"}, "family 17: is one family.*one of the two .--family or --at-random"),
        ({"family": "17"}, "family '17': allowed: a whole number from 0 to"),
        ({"like": "apart"}, "none is like that in that month \\(apart: 0\\); leave out 'apart', or give more families"),
    ],
)
def test_what_cannot_be_is_refused_with_the_nearest_right_thing(small, asked, says):
    """Where, what, nearest right thing. 50 months after: events in months 7 to 10 are too few, six are needed."""
    with pytest.raises(FamsimError, match=says):
        twin(small, **({"months_after": MONTHS_AFTER} | asked))


@pytest.mark.parametrize(
    ("scenario", "event", "programme"),
    [
        ("newcastle", "birth", "new_parent_group"),  # the event triggers it
        ("newcastle", "job_loss", "relationship_group"),
        ("croydon", "arrears", "money_and_us"),  # it is for families behind with bills
        ("croydon", "distress", "coached_online"),  # it is for parents in distress
    ],
)
def test_help_is_that_for_families_to_whom_the_event_happens(scenario, event, programme):
    """And where there is none of that kind, the first on offer."""
    asked = load_scenario(scenario)
    assert Asked(event=event).plan(asked).programme == programme
    only = asked.strategies[3].offers  # couples in greatest need, whatever has happened
    bare = asked.model_copy(update={"strategies": (asked.strategies[0], asked.strategies[3])})
    assert Asked(event=event).plan(bare).programme == only[0].programme == "couple_counselling"


def test_a_scenario_without_an_offer_is_refused(small):
    bare = small.model_copy(update={"strategies": small.strategies[:1]})
    with pytest.raises(FamsimError, match=r"no strategy makes an offer.*\[\[strategy.offer\]\]"):
        twin(bare)


def test_a_family_to_whom_the_event_does_not_happen_is_refused(small, found):
    """The message says between which months, and names the nearest that can be followed."""
    run = start_run(small, 0)
    run.advance(1)
    followed = set(found.tables["families"]["family_id"])
    single = next(int(one) for one in run.families["family_id"] if one not in followed)
    with pytest.raises(FamsimError, match=r"does not happen to it as a couple between months 7 and 24.*nearest"):
        twin(small, family=single, **ASKED)
