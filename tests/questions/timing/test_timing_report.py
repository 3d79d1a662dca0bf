"""The answer and the figures of a timing map: every number from a table, nothing claimed that was not concluded."""

import re

import pandas as pd
import pytest
from matplotlib.text import Text

from famsim.evidence import the_register
from famsim.questions.timing.answer import template
from famsim.questions.timing.result import again, blank_cells, repetitions_for, study_of, timing, timing_tables
from famsim.questions.timing.tables import GROUPS
from famsim.questions.timing.words import HARM_WORDS, OUTCOMES
from famsim.results.record import read_record
from famsim.results.verifying import run_again
from famsim.scenario import change, load_scenario, programme_words
from famsim.writing.cited import Writing
from famsim.writing.register import parameters, sources

OURS = {"95", "0"}  # 95% intervals, a difference of exactly 0


@pytest.fixture(scope="module")
def told(found):
    tables = timing_tables(found) | {
        "parameters": parameters(the_register(), found.scenario.evidence),
        "sources": sources(the_register()),
    }
    writing = Writing(tables)
    marked = template(writing, found)
    return writing.printed(marked), marked, writing, tables


def test_every_number_comes_from_a_table(told, untraced):
    text, marked, writing, tables = told
    assert len(writing.citations(marked)) > 200
    known = [one for one in untraced(text, marked, writing, tables) if one.split()[0] not in OURS]
    assert known == []


@pytest.mark.parametrize(("table", "column"), [("windows", "best"), ("windows", "closes"), ("harms", "worst")])
def test_a_number_edited_in_a_table_is_found(told, untraced, table, column):
    text, marked, writing, tables = told
    edited = {name: frame.copy() for name, frame in tables.items()}
    edited[table][column] *= 1.4
    assert untraced(text, marked, writing, edited)


def part(text, heading):
    """Return a section of the answer."""
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_the_answer_begins_in_plain_english_with_each_events_window(told):
    """The made-up hill about a birth has a window that closes; that about arrears is wide open.

    By hand: the hill is worth exp(-81 / 81) = .37 of the best at month 6 and .17 at month 9; errors are .196 of the
    best, and 14 months at once take 2.91 / 1.96 of that: a month is clearly below half under .5 - .325 = .175.
    """
    text = told[0]
    short = part(text, "In short")
    birth, arrears = short.split("- **Falling behind with bills**")
    assert "begun 3 months before" in birth
    assert "Its window, not clearly less than half of that, runs until 6 months after" in birth
    assert "from 9 months after on it is clearly less for good" in birth
    assert "begun 9 months after" in arrears and "No month of the 17 that can be shown" in arrears


def test_a_programme_that_does_nothing_is_never_named_as_worth_most(told):
    text = told[0]
    assert f"*{programme_words('light_touch_session')}*" not in part(text, "In short")
    assert f"{programme_words('light_touch_session')} (quality)" in text


def test_what_could_not_be_concluded_is_said_and_counted(told):
    """By hand: two events, five programmes that do something, 17 months, one outcome and group."""
    text, tables = told[0], told[3]
    blank = tables["blank"].set_index(["measure", "group"]).blank
    assert blank["harmful_conflict", GROUPS[3]] == 2 * 5 * 17 and blank.sum() == 2 * 5 * 17
    assert "170 of the 11,424" not in text and "170 of the 5,712 cells could not be concluded" in text
    assert "170 of 204" in part(text, "What could not be concluded")
    assert "too much is blank to tell with two or more risk factors" in text


def test_a_group_without_a_clear_month_is_told_from_one_that_is_blank(found, timing_map):
    """Planted: nothing clear with no risk factor; with two or more the outcome is blank, not without benefit."""
    cells = found.tables["timing"].copy()
    rows = (cells.measure == "harmful_conflict") & (cells.group == GROUPS[1])
    cells.loc[rows, ["estimate", "low", "high"]] = [0.0, -0.5, 0.5]
    text = study_of(timing_map.made_up(timing=cells), timing_map.MOVES).answer
    told = text.split("**For whom.**")[1].split("\n\n")[0].split("Children no longer")[1]
    assert "with one risk factor; no month is clear with no risk factor; too much is blank to tell with two" in told


def test_a_programme_that_is_mostly_blank_is_named_as_such_and_never_as_worth_most(found, timing_map):
    """Planted: the largest of all, in the one month of help that can be shown."""
    cells = found.tables["timing"].copy()
    rows = (cells.event == "birth") & (cells.programme == "money_and_us") & (cells.measure == "harmful_conflict")
    rows &= cells.group == "all"
    cells.loc[rows, "shown"] = cells.loc[rows, "month"] == 0
    cells.loc[rows & cells.shown, ["estimate", "low", "high"]] = [99.0, 98.5, 99.5]
    text = study_of(timing_map.made_up(timing=cells), timing_map.MOVES).answer
    birth = part(text, "In short").split("- **Falling behind with bills**")[0]
    called = programme_words("money_and_us")
    assert f"Too much is blank to tell of *{called}*." in birth and "99" not in birth
    assert f"more than half of the months are blank: {called} (harmful conflict)" in part(text, "A birth")
    assert "1 has too many blank months to say" in text


def test_a_window_with_blank_months_beyond_it_says_so(found, timing_map):
    """Blank from month 30 on: the window about arrears is shown until 27, and no claim is made of what follows."""
    cells = found.tables["timing"].copy()
    cells.loc[(cells.event == "arrears") & (cells.month >= 30), "shown"] = False
    text = study_of(timing_map.made_up(timing=cells), timing_map.MOVES).answer
    assert "| 27 after (blank after) |" in part(text, "Falling behind with bills")
    assert "No month of the 14 that can be shown is clearly worth less" in part(text, "In short")


def test_a_map_that_is_all_blank_concludes_nothing(timing_map):
    """Neither no benefit nor no harm is claimed, and what would fill the map is said first."""
    cells = timing_map.made_up().tables["timing"].assign(shown=False)
    text = study_of(timing_map.made_up(timing=cells), timing_map.MOVES).answer
    short = part(text, "In short")
    assert short.strip().startswith("Nothing could be concluded") and "repetitions (`--reps`) would fill" in short
    assert text.count("Nothing could be concluded: every cell of all couples is blank.") == 2
    assert short.count("too much is blank to tell.") == 6
    assert "shows a clear" not in text and "no clear benefit" not in text


def test_an_answer_from_central_values_says_at_once_what_its_intervals_leave_out(timing_map):
    warned = "not how uncertain the programmes' effects are"
    assert warned in part(study_of(timing_map.made_up(), timing_map.MOVES).answer, "In short")
    many = study_of(timing_map.made_up(draws=20), timing_map.MOVES).answer
    assert warned not in many and "uncertainty of the figures (20 draws" in many


def test_it_says_how_months_are_compared_and_what_cannot_be_told(told):
    """The words that keep the map from being misread."""
    text = " ".join(told[0].split())
    for says in (
        "Each month of help is followed for the same 48 months, counted from the help",
        "Nobody can be chosen by something that has not happened yet",
        "Families enter with their first conception",
        "No published figure says how a programme's effect depends on the month",
        "Couples who stay while harm goes on, or part where there would have been none",
        "chance alone",
        "Families are not to blame",
    ):
        assert says in text


def test_events_that_happen_to_nobody_are_named_as_left_out(told):
    """The made-up map has births and arrears alone."""
    said = "Left out, as no couple is met with it in the months looked at (in every draw)"
    assert f"{said}: the loss of a job and a parent becoming distressed." in told[0]


def test_an_illustrative_offer_says_so_before_any_result(timing_map):
    text = study_of(timing_map.made_up("leeds"), timing_map.MOVES).answer
    assert text.index("Illustrative offer") < text.index("## In short")


def test_a_map_without_a_clear_cell_says_so(timing_map):
    cells = timing_map.made_up().tables["timing"].assign(estimate=0.0, mc_se=0.0, low=0.0, high=0.0, shown=True)
    study = study_of(timing_map.made_up(timing=cells), timing_map.MOVES)
    assert "No programme shows a clear benefit in any month" in study.answer
    assert "No cell of all couples that can be shown shows a clear harm" in study.answer
    assert "window" not in part(study.answer, "A birth")


def test_points_of_no_return_are_named_at_once_where_they_are_few(found, timing_map):
    """Of the made-up hills about a birth one keeps its window closed, the others are made level."""
    cells = found.tables["timing"].copy()
    level = (cells.event == "birth") & ~((cells.programme == "money_and_us") & (cells.measure == "quality"))
    cells.loc[level, "estimate"] = cells.loc[level, "measure"].map(timing_map.SIZES) * (cells.loc[level, "mc_se"] > 0)
    cells["low"], cells["high"] = (cells.estimate + sign * 1.96 * cells.mc_se for sign in (-1, 1))
    short = part(study_of(timing_map.made_up(timing=cells), timing_map.MOVES).answer, "In short")
    called = programme_words("money_and_us")
    assert f"1 has a month from which on that holds for good: relationship quality with *{called}*, 9 months" in short
    assert "for good: " not in part(study_of(timing_map.made_up(), timing_map.MOVES).answer, "In short")


def test_help_that_does_harm_is_said(found, timing_map):
    """Planted: quality falls with one programme after a birth; the worst month stands with its interval."""
    cells = found.tables["timing"].copy()
    rows = (cells.event == "birth") & (cells.programme == "coached_online") & (cells.measure == "quality")
    cells.loc[rows, ["estimate", "low", "high"]] *= -1
    cells.loc[rows, ["low", "high"]] = cells.loc[rows, ["high", "low"]].to_numpy()
    text = study_of(timing_map.made_up(timing=cells), timing_map.MOVES).answer
    called = re.escape(f"*{programme_words('coached_online')}*: {HARM_WORDS['quality']}")
    said = called + r", clear in \d+ of 17 months, at worst (\S+) \((\S+) to (\S+)\)"
    worst = cells[rows & (cells.group == GROUPS[0])].nsmallest(1, "estimate").iloc[0]
    shown = [float(one) for one in re.search(said, text).groups()]
    assert shown == pytest.approx([worst.estimate, worst.low, worst.high], rel=0.02)


def test_repetitions_shrink_the_error_by_their_root():
    """By hand: twice the finest error after 2 repetitions needs 8."""
    cells = pd.DataFrame({"measure": ["stay_free_of_harm"], "mc_se": [0.6], "helped": [500.0]})
    assert repetitions_for(cells, 2) == 8
    assert repetitions_for(cells.assign(mc_se=0.1), 2) == 2


def test_blank_cells_are_counted_by_outcome_and_group():
    cells = pd.DataFrame({"measure": ["a", "a", "b"], "group": ["all"] * 3, "shown": [True, False, False]})
    assert blank_cells(cells)[["cells", "blank"]].to_numpy().tolist() == [[2, 1], [1, 1]]


@pytest.mark.long  # each day the command sees it, of another map (cli/test_cli_timing.py)
def test_a_folder_is_run_again_and_what_was_changed_is_found(tmp_path):
    """A real map of a sample: the same bytes from its own record; a cell edited by hand is found."""
    scenario = change(load_scenario("newcastle"), families=16_000, months=26)
    study = timing(scenario, reps=1, window=(0, 6), every=6, follow=12, events=("distress",))
    folder = study.save(tmp_path / "map")
    assert {"timing-distress.png", "answer.md", "record.json", "facts.csv"} <= {one.name for one in folder.iterdir()}
    content = (folder / "timing.csv").read_text()
    (folder / "timing.csv").write_text(content.replace("distress", "arrears", 1))
    problems = run_again(folder, read_record(folder), again)
    assert problems == ["timing.csv: a new run gives other bytes, first in line 2"]


def test_the_python_call_is_public():
    import famsim as fs

    assert fs.timing.__wrapped__ is timing


def test_it_is_told_in_words_that_people_know(found, timing_map, unknown_words):
    """In pictures as well."""
    study = study_of(found, timing_map.MOVES)
    assert unknown_words(study.answer) == []
    texts = [text.get_text() for figure in study.figures().values() for text in figure.findobj(Text)]
    assert unknown_words(" ".join(texts)) == []


def test_what_help_comes_to_and_what_it_is_worth_name_their_units(told):
    """One is of a hundred couples struck, the other of those helped: two numbers of one outcome, far apart."""
    short = part(told[0], "In short")
    outcomes = [one for one in OUTCOMES if one.says in short.split("**")[1]]
    assert len(outcomes) == 1
    assert re.search(rf"hundred couples to whom it happens.*?[\d.]+ {outcomes[0].counted} \(", short)
    worth = [line for line in short.splitlines() if "for those who are helped" in line]
    assert worth and any(outcomes[0].unit in line for line in worth)
