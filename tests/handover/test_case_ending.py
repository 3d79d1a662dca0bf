"""An option that may go on after its grant is lived too as ending with it: each cell of that plan is its own."""

import re
from dataclasses import replace

import numpy as np
import pytest

import famsim as fs
from famsim.handover.case import case_problems, made, templates, told, with_endings
from famsim.results import kept, kept_of
from famsim.scenario import is_sustained, parse_scenario
from famsim.writing import counted, pounds_in_short

pytest.importorskip("docx")
ENDS = "hub, to month 12"


@pytest.fixture(scope="module")
def asked_as(lived):
    """Return the small question's text with a plain name for the option that may go on."""
    return re.sub(r'name = "=cmd.*"', 'name = "hub"', lived.SCENARIO)


@pytest.fixture(scope="module")
def asked(asked_as):
    return parse_scenario(asked_as)


@pytest.fixture(scope="module")
def both(asked):
    with pytest.warns(Warning):  # of places too few for a sample
        return fs.compare(with_endings(asked), draws=2, threads=1)


@pytest.fixture(scope="module")
def kept_as(both, tmp_path_factory):
    return both.save(tmp_path_factory.mktemp("ends") / "results")


def test_it_is_the_same_but_for_what_sustains_it(asked):
    """Before it, by the same places; once and not again; the others stay as they are."""
    both = with_endings(asked)
    assert [one.name for one in both.strategies] == ["no grant", ENDS, "hub", "counselling"]
    ends, goes_on = both.strategies[1:3]
    assert is_sustained(goes_on) and not is_sustained(ends) and ends.offers == goes_on.offers
    assert ends.model_copy(update={"name": "hub", "grant": goes_on.grant}) == goes_on == asked.strategies[1]
    assert with_endings(both) == both


def test_posts_end_with_the_grant_and_it_is_known_all_the_same(asked):
    """A navigator without an end of its own stays while the option goes on, and leaves in month 12 where it ends."""
    posts = {"posts": 1.0, "doors": ["gp"]}
    both = with_endings(asked.with_(strategies={"hub": {"navigator": posts}}))
    assert [one.navigator.ends for one in both.strategies[1:3]] == [12, None]
    assert with_endings(both) == both


@pytest.mark.parametrize(("before", "after"), [('name = "hub"', f'name = "{75 * "h"}"'), ("grant = {.*}", "")])
def test_where_none_can_be_made_the_question_stays_as_it_is(asked_as, before, after):
    """With ", to month 12" the name would be too long; an option without a grant has nothing to go on after."""
    alone = parse_scenario(re.sub(before, after, asked_as))
    assert [one.name for one in with_endings(alone).strategies] == [one.name for one in alone.strategies]


def test_each_cell_of_the_plan_is_its_own(kept_as):
    """Families, pounds, the council's part with its range and specialist help of that strategy, from its own tables."""
    of = made(told(kept(kept_as))).told
    page, tables = of.writing.printed(templates(of)["The answer"]), of.writing.tables
    rows = [row.split(" | ") for row in page.splitlines() if row.startswith("| *hub")]
    assert [row[0] for row in rows] == [f"| *{ENDS}*", "| *hub*, if " + rows[1][0].split("if ")[1]]
    phases = tables["phases"].set_index(["strategy", "phase", "measure"]).estimate
    come, complete, cost = (phases[ENDS, "all", one] for one in ("come", "complete", "cost"))
    assert rows[0][1] == f"{counted(come)}; {counted(complete)}" and rows[0][3].startswith(pounds_in_short(cost))
    helped = tables["costs"].query("strategy == @ENDS and item == 'specialist'").estimate.iloc[0]
    assert rows[0][2] == f"{pounds_in_short(cost / come)}; {pounds_in_short((cost - helped) / come)}"
    assert "not known" not in "".join(rows[0])
    finance = page.split("### For the finance officer")[1]
    (own,) = [row.split(" | ") for row in finance.splitlines() if row.startswith("| B. the council |")]
    part = tables["payers"].query("strategy == @ENDS and who == 'authority' and account == 'fiscal'").iloc[0]
    assert own[1] == "{} ({}–{})".format(*(pounds_in_short(part[one]) for one in ("estimate", "low", "high")))
    sent = tables["reach"].query("measure == 'routed' and group == 'all'").set_index("strategy").estimate
    on = "" if counted(sent[ENDS]) == counted(sent["hub"]) else f" ({counted(sent['hub'])} if it goes on)"
    assert f"*hub* {counted(sent[ENDS])}{on}, *counselling*" in page


def test_its_numbers_are_bound_and_an_edit_of_one_is_found_by_running_it_again(kept_as, lived, tmp_path):
    """The question in the file holds the option twice, so that it is lived anew as it was."""
    from famsim.questions.compare import again

    case = fs.business_case(kept_as).save(tmp_path / "case.docx")
    assert case_problems(case, str(kept_as)) == []
    record = lived.record(case)["numbers"]
    ours = [one for one in record if one["where"].get("strategy") == ENDS]
    assert len(ours) > 50
    one = next(one for one in ours if one["text"].startswith("£"))
    edited = lived.changed(
        case, tmp_path / "edited.docx", "word/document.xml", lived.number_changed(one["number"], "£7")
    )
    (problem,) = case_problems(edited, again=again)
    assert "number '£7' should be" in problem and f"strategy = {ENDS}" in problem


def hangs(study, each, month, prefer=""):
    """Return on what the choice hangs where each who comes and a month in harm spared cost so much, by option.

    An option that is given no price of a month clearly spares children none.
    """
    phases, worth, changes = (study.tables[name].copy() for name in ("phases", "worth", "differences"))
    for name, pounds in each.items():
        mine = (phases.strategy == name) & (phases.phase == "all") & (phases.measure == "per_come")
        phases.loc[mine, "estimate"] = pounds
        ours = (changes.strategy == name) & (changes.measure == "child_months_in_harm") & (changes.group == "all")
        ends = [-50.0, -90.0, -10.0] if name in month else [-50.0, -90.0, 10.0]
        changes.loc[ours, ["estimate", "low", "high", "at_most"]] = [*ends, np.nan]
        price = (worth.strategy == name) & (worth.measure == "per_child_month")
        worth.loc[price, ["estimate", "low", "high"]] = [month.get(name, 1e6), 10.0, np.inf]
    planted = study.tables | {"phases": phases, "worth": worth, "differences": changes}
    of = made(told(kept_of(replace(study, tables=planted, told=lambda: "# N\n"), drawn=False), prefer)).told
    page = of.writing.printed(templates(of)["The answer"])
    return page.split("**On what the choice hangs,**")[1].splitlines()[0]


def test_figures_lean_where_one_is_least_by_both_and_needs_nothing_later(both):
    """Planted: GBP 100 for each who comes beside 200 and 300, and the cheapest month; its authors' choice is theirs."""
    each = {"counselling": 100.0, ENDS: 200.0, "hub": 300.0}
    said = hangs(both, each, {"counselling": 50.0, "hub": 60.0})
    assert said.startswith(" by estimates. If nothing is paid after the grant (month 12), only *counselling* shows")
    assert (
        "months in harm: 50 (10 to 90), £50 (£10 or more) for each month. If £" in said
        and "*hub* does too: 50 (" in said
    )
    assert "Each who comes costs least under *counselling*" in said
    assert "Figures lean to *counselling*, least by both: a reason to look closer, not to buy." in said
    assert "lean" not in hangs(both, each, {"counselling": 50.0}, prefer="hub")


def test_figures_lean_to_neither_where_two_lead_and_each_is_said_beside_what_it_leads_by(both):
    """Planted: one is least for each who comes, another for each month, and alone spares any."""
    each = {"counselling": 200.0, ENDS: 100.0, "hub": 300.0}
    said = hangs(both, each, {"counselling": 50.0, "hub": 60.0})
    assert f"months in harm speak for *counselling*, cost of each who comes for *{ENDS}*: yours to weigh." in said
    assert "lean" not in said and "costs least" not in said
    none = hangs(both, each, {})
    assert "no option clearly shows fewer months in harm. If £" in none and "*hub* does not clearly show fewer." in none
    assert "Figures lean to none." in none


def test_who_pays_what_if_it_goes_on_is_said_by_payer(kept_as):
    """Of what falls after the grant: the council's cash, its own in kind and its partners', which come to the sum."""
    of = made(told(kept(kept_as))).told
    page, tables = of.writing.printed(templates(of)["The answer"]), of.writing.tables
    late = tables["funding"].query("strategy == 'hub'").groupby(["who", "source"]).after.sum()
    ours, cash = late["authority"].sum(), late["authority", "after_grant"]
    assert page.split("**Who pays ")[1].startswith(f"{pounds_in_short(late.sum())} if *hub* goes on?** Council ")
    said = page.split("goes on?** ")[1].splitlines()[0]
    kinds = f"Council {pounds_in_short(cash)} cash, {pounds_in_short(ours - cash)} in kind"
    most = tables["payers"].query("strategy == 'hub' and who == 'authority'").high.iloc[0]
    refused = tables["all_but_the_grant"].query("strategy == 'hub'").high.iloc[0]
    assert said == (
        f"{kinds}; partners {pounds_in_short(late.sum() - ours)}. Council up to {pounds_in_short(most)}, "
        f"{pounds_in_short(refused)} if refused."
    )


def test_what_was_cut_out_is_not_leant_on(of_folder):
    """An option that goes on and was not lived as ending: what it spares to then is not known, so nothing leads."""
    of = made(of_folder).told
    page = of.writing.printed(templates(of)["The answer"])
    assert "Figures lean to none: not all are known." in page and "| not known |" in page


@pytest.mark.filterwarnings("ignore")  # of places too few for a sample
def test_where_the_months_end_with_the_grant_nothing_is_said_of_what_is_paid_later(asked_as, tmp_path):
    """Lived as ending too, though nothing comes after: a case and a brief all the same, with no sum for later."""
    asked = parse_scenario(asked_as.replace("months = 24", "months = 12"))
    results = fs.compare(with_endings(asked), draws=2, threads=1).save(tmp_path / "results")
    found = fs.business_case(results)
    for kind in ("case", "brief"):
        case = found.save(tmp_path / f"{kind}.docx", brief=kind == "brief")
        assert case_problems(case, str(results)) == []
        of = made(told(kept(results)), kind).told
        page = "".join(of.writing.printed(text) for text in templates(of, kind).values())
        assert ENDS in page and "hangs,**" in page and "is paid later" not in page and "goes on?**" not in page
