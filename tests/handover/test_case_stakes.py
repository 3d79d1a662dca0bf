"""What a case says can go wrong in pounds, how many cases stand behind them, and what would turn the order."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from famsim.handover.case import made, templates, told
from famsim.handover.case.reaching import nearly
from famsim.handover.case.screened import wrongly
from famsim.handover.case.stakes import to_turn
from famsim.handover.case.told import Told
from famsim.results import kept, kept_of
from famsim.writing import Writing, counted, pounds_in_short

pytest.importorskip("docx")


def texts_of(of):
    anew = made(of).told
    return {title: anew.writing.printed(text) for title, text in templates(anew).items()}


def planted(study, **tables):
    return told(kept_of(replace(study, tables=study.tables | tables, told=lambda: "# N\n"), drawn=False))


def test_whole_families_let_in_and_sent_on_stand_in_the_councillors_part(folder, of_folder):
    """Screened families sent on, from the table of who is reached; no fraction of a family or couple."""
    tables = of_folder.writing.tables
    page = texts_of(told(kept(folder)))["The answer"]
    text = page.split("**Is anyone put at risk?**")[1].split("**Who pays?**")[0]
    reach = tables["reach"].query("measure == 'routed' and group == 'all' and strategy == 'counselling'").estimate
    assert f"*counselling* {counted(float(reach.iloc[0]))};" in text.split("are sent to specialist help")[1]
    assert "by mistake" in text and not re.search(r"\d\.\d", text)


@pytest.mark.parametrize(
    ("families", "said"), [((0.6, 1.4), "about one, or none"), ((0.6, 4.2), "about 4 at the option with most")]
)
def test_the_director_reads_how_many_are_let_in_by_mistake(study, families, said):
    """Planted: how many families with violence the checks of two options let in; whole, and no most by estimate."""
    reach = study.tables["reach"].copy()
    for name, value in zip(study.tables["reach"].strategy.unique()[-2:], families, strict=True):
        mine = (reach.strategy == name) & (reach.measure == "missed_violence") & (reach.group == "all")
        reach.loc[mine, ["estimate", "low", "high", "at_most"]] = [value, 0.0, 9.0, float("nan")]
    page = texts_of(planted(study, reach=reach))["The answer"]
    assert f"amid violence may be let in by mistake ({said});" in page.split("### For the councillor")[0]


def test_the_headline_says_that_costs_are_not_raised_and_who_pays_specialists(folder, of_folder):
    """The widest of the costs with its interval, and its payers by the map; half and half as it is shipped."""
    page = texts_of(told(kept(folder)))["The answer"]
    cost = of_folder.writing.tables["costs"].query("item == 'specialist' and strategy == 'counselling'").iloc[0]
    assert "None is discounted or raised for optimism." in page and "(council 50%, police 50%)" in page
    (row,) = [one for one in page.splitlines() if one.startswith("| of all: specialists |")]
    assert row.split("|")[-2].strip() == (
        f"{pounds_in_short(cost.estimate)} ({pounds_in_short(cost.low)}–{pounds_in_short(cost.high)})"
    )


def test_a_fewer_number_that_makes_an_option_as_cheap_is_found_by_hand():
    """GBP 1,000 for 10 (100 each) leads GBP 3,000 for 20 (150 each): 30 would do, or GBP 1,000 less."""
    rows = [
        (name, "all", measure, value)
        for name, cost, come in (("a", 1000.0, 10.0), ("b", 3000.0, 20.0))
        for measure, value in (("cost", cost), ("come", come), ("per_come", cost / come))
    ]
    found = list(to_turn(pd.DataFrame(rows, columns=["strategy", "phase", "measure", "estimate"])))
    assert found == [{"strategy": "b", "beside": "a", "by": "come", "is": 20.0, "needs": 30.0, "less": 1000.0}]


@pytest.mark.parametrize(("net", "said"), [(-5.0, "None of these turns"), (10.0**9, "Some of these turn")])
def test_whether_an_assumption_turns_the_order_is_said(study, net, said):
    """Planted: raised by two fifths, the option that is behind everywhere is worth a thousand million more, or not."""
    schedules = study.tables["schedules"].copy()
    for name, value in (("counselling", -1000.0), (schedules.strategy.iloc[0], -2_000_000.0)):
        schedules.loc[schedules.strategy == name, "net"] = value
    first, worth = schedules.strategy.iloc[0], study.tables["worth"].copy()
    worth.loc[worth.measure.isin(["fiscal", "wellbeing", "time"]), "estimate"] = 0.0
    worth.loc[(worth.measure == "cost") & (worth.strategy == first), "estimate"] = 2_000_000.0
    worth.loc[(worth.measure == "cost") & (worth.strategy == "counselling"), "estimate"] = 1000.0
    mine = (schedules.strategy == first) & (schedules.optimism_bias == 0.4)
    schedules.loc[mine, "net"] = schedules.net[mine] + net
    text = texts_of(planted(study, schedules=schedules, worth=worth))["Economic case"]
    assert said in text.split("### What would turn the order")[1]


def test_every_risk_has_room_for_an_owner_and_sums_where_they_are_known(folder):
    text = texts_of(told(kept(folder)))["Management case"].split("**Risks, their first signs")[1]
    rows = [row for row in text.split("### Monitoring")[0].splitlines() if row.startswith("| ")][1:]
    assert len(rows) == 9 and all(row.endswith("| … | … |") for row in rows)
    assert sum("£" in row for row in rows) >= 7 and re.search(r"by 20% \|.*£", text)


@pytest.mark.parametrize(("value", "said"), [(99.94, "99.9"), (99.97, "99.97"), (99.999, "99.999"), (100.0, "100")])
def test_nearly_all_is_never_printed_as_all(value, said):
    assert nearly(value) == said


def test_who_is_found_wrongly_by_hand():
    """A check that lets pass 9 of 10 without violence and finds 3 of 4 with it, of 100 without and 40 with: 10 and 30.

    90 + 10 pass. One that errs with nobody finds nobody wrongly; nobody is found more often than all are.
    """
    assert wrongly(40.0, 100.0, 0.9, 0.75) == pytest.approx(10.0)
    assert wrongly(40.0, 100.0, 1.0, 0.75) == 0.0
    assert wrongly(5.0, 1000.0, 0.9, 0.75) == 5.0
    assert wrongly(5.0, 0.0, 0.9, 0.75) == 0.0


def test_a_sum_is_less_below_nothing_and_a_dash_below_a_pound():
    """Every part of a case says it so; also where there is no such row."""
    writing = Writing({"paid": pd.DataFrame({"who": ["a", "b", "c"], "pounds": [-4960.0, 0.4, 25640.0]})})
    told = Told(None, writing)
    said = [writing.printed(told.sum_of("paid", "pounds", {"who": one})) for one in ("a", "b", "c", "nobody")]
    assert said == ["\u00a34,960 less", "-", "\u00a325,600", "-"]
    assert writing.printed(told.sum_of("paid", "pounds", {"who": "c"}, pounds_in_short)) == "\u00a325.6k"
