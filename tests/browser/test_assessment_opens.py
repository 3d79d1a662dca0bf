"""An assessment as a page, in a real browser: its names try to do harm; it asks for nothing, fits, and can be heard."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from famsim.handover.report import report
from famsim.questions.assess import assess
from famsim.questions.assess.asked import scenario_for
from famsim.questions.theory import theory_in, theory_toml
from famsim.scenario import Offer, Strategy, change

_spec = spec_from_file_location("test_report_opens", Path(__file__).with_name("test_report_opens.py"))
REPORT = module_from_spec(_spec)
_spec.loader.exec_module(REPORT)
TITLE = """=HYPERLINK("x") <script>document.title = 'taken'</script> <img src=x onerror=alert(1)> {{data}}"""
SAYS = "</td></table><script>alert(2)</script> **bold** | `code` --> [link](javascript:alert(3))"


@pytest.fixture(scope="session")
def harmful():
    """Return a theory whose title, boxes and practitioners are markup, script and formula."""
    offer = Offer(programme="coached_online", who={"together": True}, found=("gp",), places_a_month=2.0)
    strategy = Strategy(name="most for a pound", offer=(offer,))
    scenario = scenario_for("newcastle upon tyne", vintage="pilot", changes={"families": 300})
    scenario = change(scenario, strategies=(*scenario.strategies, strategy))
    made = theory_in(theory_toml(scenario, strategy, "child_months_in_harm"), scenario).toml
    made = made.replace('title = "most for a pound: theory of change"', f"title = '''{TITLE}'''")
    made = made.replace('says = "the talk itself eases the moment"', f"says = '''{SAYS}'''")
    given = "[edge.elicited]\nfigure = 'programmes.coached_online.take_up'\nlow = 0.3\nmiddle = 0.4\nhigh = 0.5\n"
    given += "by = '<b onclick=alert(4)>us</b>'\ndate = '=1+1'\n"
    first = made.index("[[edge]]", made.index('to = "takes_part_coached_online"'))
    return theory_in(made[:first] + given + "\n" + made[first:], scenario)


@pytest.fixture(scope="session")
def assessment_file(harmful, tmp_path_factory):
    folder = tmp_path_factory.mktemp("assessed <i>here")
    kept = assess("newcastle upon tyne", theory=harmful, vintage="pilot", families=300).save(folder / "results")
    return report(kept).save(folder / "our assessment.html")


@pytest.fixture
def open_assessment(opens, assessment_file):
    """Return what opens the page in a window of a width, offline: the page, what it asked for and complained of."""
    return opens(assessment_file)


def test_it_asks_for_nothing_and_names_do_no_harm(open_assessment, assessment_file):
    """The names stand there as they were typed: no script ran, no element came of them."""
    page = open_assessment()
    assert page.said == [] and [one for one in page.asked if not one.startswith("data:")] == [assessment_file.as_uri()]
    assert "where to help first" in page.title() and page.locator("script, img[src=x], main b").count() == 1
    assert "<b onclick=alert(4)>us</b>" in page.locator("main").inner_text()
    assert page.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth > 500)")


@pytest.mark.parametrize("times", [1, 2], ids=["text 100%", "text 200%"])
def test_nothing_hangs_over_the_edge(open_assessment, enlarge, times):
    widths = (320, 768, 1024)
    assert list(REPORT.hanging(open_assessment(), enlarge, widths, times)) == [(width, [], []) for width in widths]


@pytest.mark.parametrize("rows", [4, pytest.param(0, marks=pytest.mark.long)], ids=["few rows", "every row"])
def test_no_serious_finding_of_accessibility(open_assessment, rows):
    """On a phone, in light: the dark look is the report's own, which is held to the same elsewhere."""
    assert REPORT.serious(open_assessment(390), rows) == []


def test_the_answer_comes_first_and_everything_has_a_heading(open_assessment):
    page = open_assessment()
    heads = page.locator("main h2").all_inner_texts()
    assert heads[0] == "The answer" and "Theory of change" in heads and "How sure" in heads
    assert "A pound averts most harm" in page.locator("main section").first.inner_text()
