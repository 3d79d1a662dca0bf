"""The answer says what the tables say, harms as harms, the caveat on places first, and nothing that blames."""

import re
from dataclasses import replace

import pytest

from famsim.areas import RATES, find_area
from famsim.questions.compare.result import study_of
from famsim.questions.compare.tables.facts import report_tables
from famsim.questions.compare.told.answer import template
from famsim.questions.compare.told.empty import CAME, empty_places
from famsim.questions.compare.told.strategies import what_it_is
from famsim.scenario import load_scenario
from famsim.writing.cited import Writing
from famsim.writing.places import AREA_FIGURES
from famsim.writing.words import counted, shown, whole

FORBIDDEN = (
    "broken home", "broken famil", "dysfunctional", "failing famil", "problem famil", "intact famil", "deadbeat",
    "hard to reach", "harmful separation", "best strategy", "winner", "ranked first", "most effective", "proves",
    "proven", "guarantee", "will save", "saves marriages", "significant", "state-of-the-art",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(comparison):
    tables = report_tables(comparison)
    writing = Writing(tables)
    marked = template(writing, comparison)
    return writing.printed(marked), marked, writing, tables


def test_every_number_comes_from_a_table(told, untraced):
    text, marked, writing, tables = told
    assert len(writing.citations(marked)) > 200
    assert untraced(text, marked, writing, tables) == []


def test_a_number_edited_in_the_text_is_found(told, untraced):
    text, marked, writing, tables = told
    assert "£99,800" in text
    assert untraced(text.replace("£99,800", "£98,800", 1), marked, writing, tables)


@pytest.mark.parametrize(("table", "column"), [("costs", "estimate"), ("differences", "low"), ("signal", "chance_sd")])
def test_a_number_edited_in_a_table_is_found(told, untraced, table, column):
    text, marked, writing, tables = told
    edited = {name: frame.copy() for name, frame in tables.items()}
    edited[table][column] *= 1.07
    assert untraced(text, marked, writing, edited)


def test_the_caveat_on_places_is_told_of_at_once_and_stands_whole_before_the_rest(told):
    """Whole until contrasts by place are reproduced, the first section after the ten lines."""
    opening, first, *_ = told[0].split("\n## ")
    assert "*Places*" in opening and first.startswith("Places") and '"quality.by_decile"' in first


def test_without_places_there_is_no_caveat_on_them(make):
    text = study_of(make(drop=("@places",))).answer
    assert "\n## Places" not in text and "*Places*" not in text


def test_serving_the_most_deprived_first_is_targeting_places(make):
    found = make(drop=("@places",))
    strategy = found.scenario.strategies[1]
    offer = strategy.offers[0].model_copy(update={"priority": "deprivation"})
    changed = strategy.model_copy(update={"offers": (offer,)})
    scenario = found.scenario.model_copy(update={"strategies": (found.scenario.strategies[0], changed)})
    assert "\n## Places" in study_of(replace(found, scenario=scenario)).answer


def test_one_sentence_says_one_number_of_families_helped(told):
    """What the first table says of a strategy is what its Reach says: families, not first sessions."""
    text, tables = told[0], told[3]
    said = re.findall(r"\*\*Reach\.\*\* About ([\d,]+)", text)
    assert said == [counted(helped) for helped in tables["summary"].helped[1:]]
    assert [row[1] for row in rows_of(text.split("\n## ")[0])] == said


def rows_of(text):
    """Return the cells of the rows of the first table of a text."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def test_missed_violence_is_counted_as_a_harm(comparison):
    text = study_of(comparison).answer
    assert "The screen misses about 115 (95% interval 0 to 288) families" in text
    assert "each is counted as a harm" in text
    assert "routed to specialist help" in text


def test_no_word_blames_families_or_promises(told):
    text = told[0].lower()
    assert [word for word in FORBIDDEN if word in text] == []


def test_it_says_what_families_are_not(told):
    for said in ("not to blame", "not case records", "not always the worse outcome", "not a ranking", "cannot tell"):
        assert said in told[0]


def test_a_change_that_chance_hides_is_said_to_be_hidden(told):
    """By hand: -7.3 against 61.7 is hidden, 412 against 61.7 x 1.96 x sqrt 2 = 171 stands out."""
    parts = told[0].split("**Against chance.**")
    assert "cannot be seen in the area's totals" in parts[1].split("\n")[0]
    assert "could be seen in the area's totals" in parts[2].split("\n")[0]
    assert "down by 7.3" in parts[1] and "up by 412" in parts[2]


def test_what_could_be_seen_names_its_years_and_that_it_is_an_estimate(told):
    """A change seen over three years together need not be seen in one; and an interval may hold 0."""
    said = told[0].split("**Against chance.**")[2].split("\n")[0]
    assert "if the estimate held" in said and "totals of 3 years together" in said
    assert "| signal to noise of a single year |" in told[0]
    line = next(one for one in told[0].splitlines() if "figures move?" in one)
    assert "Yes: " in line and "in 3 years" in line and "if estimates held, only what *@places* changes shows." in line


def test_the_area_s_count_and_the_change_of_today_s_couples_are_each_named(told):
    """All partings hold those of couples formed later (7.3 fewer of them in all); the first table's change does not."""
    line = next(one for one in told[0].splitlines() if "figures move?" in one)
    assert "(later couples too)" in line and "Of today's" in line
    parts = told[0].split("**Against chance.**")
    assert "down by 7.3 (of today's couples: " in parts[1]


def test_fewer_months_of_contact_are_no_harm_where_fewer_couples_part(told):
    rows = [one for one in told[0].splitlines() if "see a parent elsewhere regularly" in one]
    assert rows and not [one for one in rows if "a harm" in one or "a good" in one]


def test_one_draw_holds_chance_alone_and_says_so(make):
    text = study_of(make(draws=1)).answer
    assert "holds chance alone" in text and "chance alone" in text.split("\n## ")[0]
    assert "do not hold it: run with more draws" in text


def test_more_draws_hold_the_figures_too(told):
    assert "holds chance and the uncertainty of the figures (2 draws" in told[0]
    assert "so the intervals hold it" in told[0]


def test_an_undocumented_offer_is_illustrative_everywhere(make):
    text = study_of(make(area="leeds")).answer
    assert text.startswith("# Leeds - illustrative offer\n\n**Illustrative offer.**")
    assert "are not ranked" in text


def test_a_documented_offer_is_not_called_illustrative(told):
    assert told[0].startswith("# Newcastle upon Tyne\n") and "llustrative" not in told[0]


def test_a_figure_that_is_not_published_is_named_with_how_far_off_it_may_be(make):
    """North Northamptonshire's unemployment: its stand-in and the factor, each way, of the area's own profile."""
    area = find_area("E06000061")
    said = re.search(
        r"\*\*Not published for North Northamptonshire\.\*\* (.*)", study_of(make(area="E06000061")).answer
    )[1]
    value, factor = 100 * area.unemployment, area.widen["unemployment"]
    assert said.startswith(f"Unemployment: similar areas stand in with {shown(value)}%")
    assert f"between {shown(value / factor)}% and {shown(value * factor)}%, a factor of {shown(factor)} either" in said
    assert said.endswith("so the intervals hold it.")
    assert "No interval here holds it." in study_of(make(area="E06000061", draws=1)).answer


def test_each_figure_that_is_not_published_is_named(make, untraced):
    """The former county of Dorset lacks two figures; any figure that an area may lack has a name."""
    assert set(AREA_FIGURES) == {*RATES, "births", "infants", "families"}
    found = make(area="E10000009")
    tables = report_tables(found)
    writing = Writing(tables)
    marked = template(writing, found)
    text = writing.printed(marked)
    assert "Unemployment: similar" in text and "so the intervals hold it. Births a year: similar" in text
    assert text.count("so nothing here rests on it.") == 1
    assert untraced(text, marked, writing, tables) == []


def test_where_everything_is_published_nothing_stands_in(told):
    assert "Not published" not in told[0] and "stand in" not in told[0]


def test_what_is_said_of_every_strategy_is_said_once(told):
    """A reader of twelve strategies meets how to read them, and whose fault nothing is, once."""
    for said in ("A twin is the same family", "*Clear* means", "are not at fault"):
        assert told[0].count(said) == 1


def test_an_offer_says_when_for_whom_and_how_many_places():
    """As a practitioner would ask: the bound of a range is left out where it is the limit of what there is."""
    said = {}
    for one in (scenario := load_scenario("newcastle")).strategies:
        writing = Writing({})
        said[one.name] = writing.printed(what_it_is(writing, one, scenario))
    assert "no offer" in said["business as usual"].lower()
    intensive, own = said["intensive support"], said["newcastle"]
    assert "(relationship quality -1.2 spreads or less). Found by" in intensive and "Places: 4 a month" in intensive
    assert "; from 6 months before to 12 months after a birth. Found by midwife or health visitor." in own
    assert "pathways to a group for new parents; referrals that arrive: midwife 80%, health visitor 80%" in own
    assert said["primary prevention"].count("no effect") == 1


def test_families_reached_are_not_said_to_be_all_in_need(told):
    """A strategy for everyone reaches families who are not in need."""
    assert "whether reached or not" in told[0] and not re.search(r"first session, of about", told[0])


def test_a_comparator_that_helps_says_so(comparison):
    helping = comparison.tables["summary"].assign(helped=50.0)
    text = study_of(replace(comparison, tables=comparison.tables | {"summary": helping})).answer
    assert "- 50 families come to a first session" in text and "- 50 families" not in study_of(comparison).answer


def test_a_source_is_not_listed_beside_no_source(told):
    assert "no source |" in told[0] and not re.search(r"no source;|; no source", told[0])


def test_a_users_name_does_not_act_as_markup(told):
    assert r"$x\_1$ \*\*9\*\*" in told[0] and "<that>" not in told[0]


def test_one_strategy_alone_is_described_and_not_compared(make):
    found = make(drop=("@places", "=cmd|' /C calc'!A0 $x_1$ **9**"))
    empty = {name: found.tables[name].iloc[:0] for name in ("differences", "twins", "signal", "funnel")}
    text = study_of(replace(found, tables=found.tables | empty)).answer
    assert "nothing is compared" in text and "Strategy by strategy" not in text


def test_a_strategy_that_helps_nobody_has_no_twins(comparison):
    costs = comparison.tables["summary"].assign(helped=0.0, helped_with_effect=0.0, per_family_helped=float("nan"))
    text = study_of(replace(comparison, tables=comparison.tables | {"summary": costs})).answer
    assert "Nobody is helped, so there is no twin" in text and "Nobody is helped." in text


def test_the_figures_leant_on_are_listed_with_grade_and_source(told, comparison):
    text, tables = told[0], told[3]
    row = tables["parameters"].set_index("name").loc["programmes.new_parent_group.d_level"]
    line = next(
        line for line in text.splitlines() if line.startswith("| a group for new parents: effect of the whole offer")
    )
    assert f"| {row['grade']} |" in line
    assumed = tables["parameters"][tables["parameters"].grade == "assumed"]
    only_seen = assumed["name"].str.startswith(("instruments.", "evaluation."))
    assert only_seen.any() and f"{len(assumed) - only_seen.sum()} are assumed" in text, "no life rests on instruments"


def test_what_the_scenario_sets_is_listed_first(comparison):
    """A number that the analyst chose is what the answer leans on before any of the register's."""
    lists = {"work.by_decile": tuple(0.1 + 0.01 * n for n in range(10)), "stress.arrears": 0.41}
    scenario = comparison.scenario.model_copy(update={"evidence": lists})
    text = study_of(replace(comparison, scenario=scenario)).answer
    rows = [line for line in text.splitlines() if "set by this scenario" in line]
    assert len(rows) == 2 and "| 0.41 |" in rows[1] and rows[0].startswith("| work: ") and "0.11 0.12" in rows[0]
    assert text.index(rows[1]) < text.index("| debt advice that asks about the relationship: ")


def test_one_number_of_families_it_would_have_to_reach_by_one_yardstick(comparison):
    """A strategy's own section and the table of signal against chance say the same number, or both none."""
    for ends, is_said in (((-90.0, -10.0), True), ((-90.0, 5.0), False)):
        table = comparison.tables["differences"].copy()
        mine = (table.measure == "separations") & (table.group == "all")
        table.loc[mine, ["estimate", "low", "high"]] = [sum(ends) / 2, *ends]
        signal = comparison.tables["signal"].assign(change=sum(ends) / 20)
        text = study_of(replace(comparison, tables=comparison.tables | {"differences": table, "signal": signal})).answer
        own = re.findall(r"it would have to reach about ([\d,]+) families a year", text)
        rows = text.split("## Signal against chance")[1].split("**What £")[0].splitlines()
        cells = [re.split(r"(?<!\\)\|", row)[5].strip() for row in rows if row.startswith("| ")][1:]
        assert cells == (own if is_said else ["cannot be said"] * 2) and len(cells) == 2


def test_the_counts_of_figures_say_what_each_is_of(told):
    """Those that lives rest on, and all of the table of parameters, which has what surveys would see too."""
    text, _, _, tables = told
    leans = text.split("## What it leans on")[1].split("\n\n")[1]
    of_lives = tables["facts"].set_index("name").value["figures"]
    assert f"in all {whole(len(tables['parameters']))}" in leans and f"Of the {whole(of_lives)} " in leans


def test_groups_most_reached_are_said_as_parts_of_all(told):
    """48% of all in need and 100% of all reached: not 48% of a group reached."""
    assert "of those of them reached" not in told[0]


def test_places_that_stand_empty_are_said(comparison):
    """By hand: 4 places a month for 36 months are 144; 60 come, or 140, which is nearly all."""
    strategy = comparison.scenario.strategies[1]
    for came, said in ((60.0, True), (140.0, False)):
        funnel = comparison.tables["funnel"].assign(stage=CAME, offer=1, episodes=came)
        writing = Writing(
            report_tables(
                replace(comparison, tables=comparison.tables | {"funnel": funnel.drop_duplicates("strategy")})
            )
        )
        text = writing.printed(empty_places(writing, strategy, comparison.scenario))
        assert ("of 144 places" in text and "60 are taken" in text) == said and bool(text) == said
