"""An option that may go on after its grant is lived too as ending with it: each cell of that plan is its own."""

import re

import pytest

import famsim as fs
from famsim.handover.case import case_problems, made, templates, told, with_endings
from famsim.results import kept
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
def folder(asked, tmp_path_factory):
    with pytest.warns(Warning):  # of places too few for a sample
        study = fs.compare(with_endings(asked), draws=2, threads=1)
    return study.save(tmp_path_factory.mktemp("ends") / "results")


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


def test_each_cell_of_the_plan_is_its_own(folder):
    """Families, pounds, the council's part with its range and specialist help of that strategy, from its own tables."""
    of = made(told(kept(folder))).told
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
    (own,) = [row.split(" | ") for row in finance.splitlines() if row.startswith("| **B. the council** |")]
    part = tables["payers"].query("strategy == @ENDS and who == 'authority' and account == 'fiscal'").iloc[0]
    assert own[1] == "{} ({}–{})".format(*(pounds_in_short(part[one]) for one in ("estimate", "low", "high")))
    sent = tables["reach"].query("measure == 'routed' and group == 'all'").set_index("strategy").estimate
    assert f"*hub* {counted(sent[ENDS])} ({counted(sent['hub'])} if it goes on)" in page


def test_its_numbers_are_bound_and_an_edit_of_one_is_found_by_running_it_again(folder, lived, tmp_path):
    """The question in the file holds the option twice, so that it is lived anew as it was."""
    from famsim.questions.compare import again

    case = fs.business_case(folder).save(tmp_path / "case.docx")
    assert case_problems(case, str(folder)) == []
    record = lived.record(case)["numbers"]
    ours = [one for one in record if one["where"].get("strategy") == ENDS]
    assert len(ours) > 50
    one = next(one for one in ours if one["text"].startswith("£"))
    edited = lived.changed(
        case, tmp_path / "edited.docx", "word/document.xml", lived.number_changed(one["number"], "£7")
    )
    (problem,) = case_problems(edited, again=again)
    assert "number '£7' should be" in problem and f"strategy = {ENDS}" in problem
