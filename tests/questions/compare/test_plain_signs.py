"""Signs and zeros as a reader takes them: no minus under "spared", no 0 for what is clear, none known where none is."""

from types import SimpleNamespace

import pandas as pd
import pytest

from famsim.appraisal.tables import known_without_offer
from famsim.handover.case.stakes import ENDS, TO_TURN, TURNS_AT
from famsim.handover.case.turning import by_families, by_prices
from famsim.questions.compare.told.equal import printed
from famsim.questions.compare.told.money import GAINERS, cell
from famsim.questions.compare.told.strategies import how_to_read
from famsim.writing import Writing

NAN = float("nan")


def spared(estimate, low, high, at_most=NAN):
    """Return what an answer says that the NHS is spared."""
    row = {"strategy": "a", "account": "fiscal", "who": "nhs", "estimate": estimate, "low": low, "high": high}
    writing = Writing({GAINERS: pd.DataFrame([row | {"at_most": at_most}])})
    return writing.printed(cell(writing, GAINERS, "a", "nhs"))


def test_what_is_not_spared_but_spent_has_words_and_no_minus():
    assert spared(-1_600_000.0, -2_000_000.0, -900_000.0) == "none: £1,600,000 more is spent (£900,000 to £2,000,000)"
    assert spared(1_600_000.0, 900_000.0, 2_000_000.0) == "£1,600,000 (£900,000 to £2,000,000)"
    assert spared(-5_000.0, -9_000.0, 4_000.0).startswith("-£5,000")  # not clear: its interval says so
    assert "too few" in spared(-5_000.0, -9_000.0, -4_000.0, 9_000.0)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((-0.9, -5.0, -0.04), ["-0.90", "-5.00", "-0.04"]), ((-12.0, -30.0, -2.0), ["-12", "-30", "-2"])],
)
def test_an_end_of_a_clear_change_for_the_same_money_is_not_0(numbers, said):
    how = printed(*numbers)
    assert [how(one).replace("\N{MINUS SIGN}", "-") for one in numbers] == said


def test_what_makes_no_offer_beside_none_is_known_to_be_worth_nothing(comparison):
    """At most 3.5 million pounds stood under a strategy of which every other figure was exact."""
    idle, _, offering = comparison.scenario.strategies
    empty = idle.model_copy(update={"name": "empty copy"})
    scenario = comparison.scenario.model_copy(update={"strategies": (idle, empty, offering)})
    unknown = {"estimate": 0.0, "low": -3.5e6, "high": 3.5e6, "at_most": 3.5e6}
    rows = [{"strategy": "empty copy", **unknown}, {"strategy": "@places", **unknown}]
    found = known_without_offer(rows, scenario)
    assert [row["at_most"] for row in found] == [0.0, 3.5e6] and found[0]["low"] == found[0]["high"] == 0.0
    swapped = scenario.model_copy(update={"strategies": (offering, empty)})  # beside an offer it is not known
    assert known_without_offer([{"strategy": "empty copy", **unknown}], swapped)[0]["at_most"] == 3.5e6


def case(**tables):
    """Return what a business case is told from, as far as what turns its order needs it."""
    return SimpleNamespace(
        options=["a", "b"], writing=Writing(tables), called=lambda name: f"<{name}>", has=lambda table: table in tables
    )


def test_options_that_are_one_do_not_change_places():
    """45, not 45, and 13,200 families, not 13,100: nothing turns what is level."""
    none = pd.DataFrame(columns=["strategy", "beside", "figure", *ENDS])
    reach = pd.DataFrame([{"strategy": "a", "group": "all", "measure": "helped", "high": NAN}])
    for at, now, level in ((45.001, 45.0, True), (60.0, 45.0, False)):
        row = {"strategy": "a", "beside": "b", "figure": "f", "says": "One session", "unit": "GBP", "within": "yes"}
        table = pd.DataFrame([row | {"now": now, "switches_at": at, "low": 30.0, "high": 70.0}])
        assert ("all but level" in by_prices(case(**{"switching": table, TURNS_AT: none}))) == level
    for needs, level in ((13_200.0, True), (15_000.0, False)):
        row = {"strategy": "a", "beside": "b", "by": "come", "is": 13_100.0, "needs": needs, "less": 1.0}
        tables = {TO_TURN: pd.DataFrame([row]), "reach": reach}
        assert ("all but level" in by_families(case(**tables))) == level


def test_what_talks_do_by_themselves_is_said_where_they_do_anything(comparison):
    """A strategy whose programme has no effect may change something by the talk alone."""
    assert "ease a little by themselves" in how_to_read(comparison.scenario)
    without = comparison.scenario.model_copy(update={"evidence": {"staff.conversation_eases": 0.0}})
    assert "by themselves" not in how_to_read(without)
