"""Which families a workshop follows, and with which help: what the page then lives itself."""

from famsim.handover.page.labels import ENDS, STATES
from famsim.handover.page.lived import followed
from famsim.questions.twins import SHOWS_IN
from famsim.scenario import load_scenario


def test_the_help_is_the_one_that_an_event_calls_for():
    """By hand, from the files: croydon asks for arrears; newcastle's group waits for a birth."""
    assert followed(load_scenario("croydon"))["help"]["arrears"] == "money_and_us"
    assert followed(load_scenario("newcastle"))["help"]["birth"] == "new_parent_group"
    assert followed(load_scenario("newcastle"))["moves"] == [3, -3, 15]


def test_every_state_and_end_has_words():
    assert set(STATES) >= {one for shows in SHOWS_IN.values() for one in shows} - {"months_in_arrears"} - {
        "months_since_birth",
        "first_child",
    }
    assert list(ENDS) == ["together", "harmed", "loss", "exit", "gone"]
