"""Which moves of help can be asked for, and what is said of those that cannot: before anything is lived."""

import pytest

from famsim.errors import FamsimError
from famsim.questions.timing.run import run_timing as timing
from famsim.runs import Running
from famsim.runs.moves import Moves
from famsim.scenario import change, load_scenario

NEWCASTLE = load_scenario("newcastle")


@pytest.mark.parametrize(
    ("asked", "months", "says"),
    [
        ({"window": (12, 6)}, 120, "first no later than the last"),
        ({"window": (-30, 6)}, 120, "-24 to 60"),
        ({"every": 0}, 120, "1 to 24"),
        ({"follow": 6}, 120, "12 to 120"),
        ({"events": ("brith",)}, 120, "Did you mean 'birth'"),
        ({"events": "brith"}, 120, "Did you mean 'birth'"),
        ({"window": (6,)}, 120, "the first and last month of help"),
        ({"window": (0.5, 6)}, 120, "the first and last month of help"),
        ({"most": 0}, 120, "most 0: allowed: a whole number from 1 to"),
        ({}, 101, "allowed: 102 months or more"),
    ],
)
def test_what_cannot_be_tried_is_refused_with_what_can(asked, months, says):
    with pytest.raises(FamsimError, match=says):
        timing(change(NEWCASTLE, months=months), moves=Moves(**asked))


@pytest.mark.parametrize("counts", [{"draws": 0}, {"reps": 0}])
def test_less_than_one_run_is_refused(counts):
    with pytest.raises(FamsimError, match="0: allowed: a whole number from 1 to"):
        timing(NEWCASTLE, running=Running(**counts))


def test_one_event_may_be_given_by_its_name_alone():
    assert Moves(events="birth") == Moves(events=("birth",))


def test_the_allowed_number_of_months_is_allowed():
    """The message above, taken at its word."""
    assert Moves().plan(change(NEWCASTLE, months=102)).moves[0] == -12


def test_a_scenario_without_an_offer_is_refused():
    with pytest.raises(FamsimError, match="no strategy makes an offer"):
        timing(NEWCASTLE.model_copy(update={"strategies": NEWCASTLE.strategies[:1]}))


def test_help_for_parents_apart_alone_is_not_moved_in_time():
    """What happens to couples is what help is moved around: said at once, with where it is said who takes whom."""
    offers = [
        {"programme": one, "found": ["school"], "places_a_month": 5, "who": {}}
        for one in ("mediation", "parenting_group")
    ]
    asked = NEWCASTLE.with_(strategies=({"name": "as now"}, {"name": "apart", "offer": offers[:1]}))
    with pytest.raises(FamsimError, match=r"mediation: for parents who live apart.*famsim programmes"):
        Moves().plan(asked)
    both = NEWCASTLE.with_(strategies=({"name": "as now"}, {"name": "apart", "offer": offers}))
    assert Moves().plan(both).programmes == ("parenting_group",)
