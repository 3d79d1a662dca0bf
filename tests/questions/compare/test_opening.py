"""The answer in ten lines: what it holds of every strategy, what is clear and large, and whether the area moves."""

import re
from dataclasses import replace
from statistics import median

import pytest

from famsim.measures import MEASURES, PAIRED
from famsim.questions.compare.result import study_of
from famsim.questions.compare.told.matters import BETTER, LEADS, WORSE
from famsim.questions.compare.told.opening import COLUMNS
from famsim.writing import NEXT_TO_NOTHING

LONGEST = 350  # words that a director reads standing
PER_PARAGRAPH = 75


def opening(comparison):
    return study_of(comparison).answer.split("\n## ")[0]


def rows(text):
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def with_difference(comparison, measure, low, high, strategy=None):
    table = comparison.tables["differences"].copy()
    mine = (table.measure == measure) & (table.group == "all") & ((table.strategy == strategy) | (strategy is None))
    table.loc[mine, ["estimate", "low", "high"]] = [(low + high) / 2, low, high]
    return replace(comparison, tables=comparison.tables | {"differences": table})


def quiet(comparison):
    """Return the comparison with no clear difference in anything that the opening may name."""
    for measure in (*LEADS, *WORSE, *BETTER):
        comparison = with_difference(comparison, measure, -1.0, 2.0)
    return comparison


@pytest.fixture
def large_area(comparison):
    """50,000 couples in an average month, so that 100 are large enough; 90,000 months, so that 900 are."""
    runs = comparison.tables["outcomes"].copy()
    for measure, value in (("couple_months", 1_800_000.0), ("child_months_in_harm", 90_000.0)):
        runs.loc[(runs.measure == measure) & (runs.group == "all"), "value"] = value
    return quiet(replace(comparison, tables=comparison.tables | {"outcomes": runs}))


def test_every_strategy_has_size_interval_verdict_and_pounds(comparison):
    """One row a strategy with size, interval, pounds and families; the year of the prices once."""
    text = opening(comparison)
    found = rows(text)
    assert len(found) == len(comparison.scenario.strategies) - 1
    for name, helped, *changed, cost, each in found:
        assert name and re.fullmatch(r"[\d,.]+", helped)
        assert len(changed) == len(COLUMNS) == 3
        for cell in changed:
            assert re.fullmatch(r"(about )?-?[\d,.]+ \(-?[\d,.]+ to -?[\d,.]+\)(, (clear|small))?", cell)
        pounds = r"£[\d.,]+[km]?"
        assert re.fullmatch(rf"{pounds} \({pounds}\u2013{pounds}\)", cost)
        assert re.fullmatch(rf"{pounds} \({pounds}\u2013{pounds}\)", each)
    assert re.search(r"cost, 20\d\d/\d\d prices", text) and "then in 3 years" in text, "of which years, and of how many"


def test_every_strategy_says_what_it_offers(comparison):
    """Each with programme, for whom, where found and places a year: 4 and 8 a month are 48 and 96 a year."""
    first, second = (row[0] for row in rows(opening(comparison)))
    assert first.endswith("debt and couple advice (in arrears; money desk; 48)")
    assert second == "**@places:** new-parent group (most deprived tenth; midwife, GP; 96)"


def test_the_opening_is_short_and_the_report_is_below(comparison):
    text = opening(comparison)
    paragraphs = [one for one in text.split("\n\n") if not one.startswith(("|", "#"))]
    assert len(text.split()) < LONGEST and median(len(one.split()) for one in paragraphs) < PER_PARAGRAPH
    assert study_of(comparison).answer.count("\n## ") >= 6


@pytest.mark.parametrize(
    ("measure", "ends", "verdict"),
    [
        ("fewer_partings", (90.0, 130.0), "clear"),
        ("fewer_partings", (50.0, 90.0), "small"),
        ("fewer_partings", (-50.0, 90.0), "not clear"),
        ("stay_in_harm", (90.0, 130.0), "clear"),
        ("stay_in_harm", (10.0, 40.0), "small"),
        ("child_months_in_harm", (-1200.0, -700.0), "clear"),
        ("child_months_in_harm", (-900.0, -700.0), "small"),
        ("child_months_in_harm", (-900.0, 700.0), "not clear"),
    ],
)
def test_clear_but_too_small_to_matter_is_said_to_be_so(large_area, measure, ends, verdict):
    """By hand: of 50,000 couples .2% are 100, of 90,000 months 1% are 900; what lies beyond is large enough."""
    column = 2 + list(COLUMNS).index(measure)
    text = opening(with_difference(large_area, measure, *ends, "@places"))
    assert rows(text)[1][column].endswith(")" if verdict == "not clear" else f"), {verdict}")
    assert ("large enough to matter:** nothing" in text) == (verdict != "clear")


def test_what_is_clear_and_large_stands_with_its_size_and_its_cost(large_area):
    """110 couples at £200k of 2013/14; that is never said without both."""
    text = opening(with_difference(large_area, "fewer_partings", 90.0, 130.0, "@places"))
    assert "fewer couples part under *@places* (110; £200k, 2013/14 prices)" in text
    assert rows(text)[1][2] == "-110 (-130 to -90), clear", "a change: fewer is below 0"


def test_less_than_one_couple_is_never_clear(comparison):
    """However narrow its interval, and in an area so small that it is more than is worth having."""
    found = with_difference(quiet(comparison), "fewer_partings", 0.3, 0.9, "@places")
    assert rows(opening(found))[1][2] == "-0.6 (-0.9 to -0.3), small"
    assert rows(opening(with_difference(found, "fewer_partings", 1.3, 1.9)))[1][2].endswith(", clear")


def test_how_small_is_too_small_is_shown(large_area):
    text = opening(large_area)
    assert "under 100 couples (0.2% of 50,000) or 900 months (1% of 90,000)" in text and "assumed" in text


def test_the_largest_stands_first_and_harms_before_what_is_better(large_area):
    """By what is worth having, 100 couples, 900 months: 300 and 2,000 fewer partings are 3 and 20, 2,250 months 2.5."""
    found = large_area
    for measure, size, strategy in (
        ("fewer_partings", 300.0, "croydon"),
        ("fewer_partings", 2000.0, "@places"),
        ("child_months_in_harm", 2250.0, "croydon"),
        ("stay_in_harm", -150.0, "croydon"),
    ):
        strategies = [one.name for one in found.scenario.strategies[1:]]
        name = strategy if strategy in strategies else next(one for one in strategies if one != "@places")
        found = with_difference(found, measure, size - 1.0, size + 1.0, name)
    text = opening(found)
    said = text[text.index("matter:**") : text.index("not ruled out") if "not ruled out" in text else None]
    order = [said.index(one) for one in ("more months in harm", "fewer couples part")]
    assert order == sorted(order) and said.index("*@places* (2,000") < said.index("(300") and "and more" in said


def test_what_is_better_is_named_where_nothing_leads(large_area):
    """A programme that lowers children's difficulties alone is not told that nothing is clear and large."""
    text = opening(with_difference(large_area, "sdq", -1.2, -1.0, "@places"))
    assert "nothing of these, but fewer difficulties of children under *@places* (1.1" in text
    assert "matter:** nothing;" in opening(with_difference(large_area, "sdq", -0.0012, -0.001, "@places"))


def test_a_small_harm_of_what_leads_is_named(large_area):
    """Clear but under 900 months: not large enough to matter, and a harm all the same."""
    text = opening(with_difference(large_area, "child_months_in_harm", 700.0, 890.0, "@places"))
    assert "**Worse:** more months in harm for children under *@places* (795 child-months, small)" in text


@pytest.mark.parametrize("measure", [one for one in WORSE if one not in LEADS])
def test_a_clear_harm_is_named_however_small(large_area, measure):
    """Harms count as harms: what gets worse is in the ten lines, with its size and, if its name has none, its unit."""
    said = WORSE[measure]
    side = 1 if said.startswith("more") else -1
    unit = (PAIRED[measure] if measure in PAIRED else MEASURES[measure]).unit
    ends = sorted((0.001 * side, 0.003 * side)) if measure not in PAIRED else (1.0, 3.0)
    assert "**Worse" not in opening(large_area)
    text = opening(with_difference(large_area, measure, *ends, "@places"))
    assert "**Worse" in text and re.search(
        r"under \*@places\* \([\d.]+(?:, small)?\)" if unit in said else r"under \*@places\* \([\d.]+[ %][^)]+\)", text
    )


def test_the_councillor_is_told_whether_the_areas_figures_move(comparison):
    """By hand: 412 against 61.7 x 1.96 x sqrt 2 = 171 stands out, 7.3 does not; nor does anything where none is 171.

    By how much it is told is the table's own number: the two stand on one screen.
    """
    signal, differences = comparison.tables["signal"], comparison.tables["differences"]
    assert "move?** Yes" in opening(comparison) and "only what *@places* changes" in opening(comparison)
    hidden = signal.assign(change=signal.change.clip(upper=100.0))
    for fewer, says in (([7.3, -100.0], "7.3 fewer to 100 more"), ([7.3, 41.0], "7.3 to 41.0 fewer")):
        table = differences.copy()
        mine = (table.measure == "fewer_partings") & (table.group == "all")
        for end in ("estimate", "low", "high"):
            table.loc[mine, end] = fewer
        text = opening(replace(comparison, tables=comparison.tables | {"signal": hidden, "differences": table}))
        assert "move?** No" in text and says in text and "62 by chance" in text


def test_a_change_that_is_nearly_none_has_no_digits(comparison):
    """Three hundredths of a couple at most, either way, are next to none; a tenth is told with its interval."""
    for high, said in ((0.03, True), (0.1, False)):
        found = with_difference(comparison, "fewer_partings", 0.001, high)
        cells = [row[2] for row in rows(opening(found))]
        assert all((cell == NEXT_TO_NOTHING) == said for cell in cells), cells


def test_an_exact_zero_is_no_change_and_has_no_interval(comparison):
    """By hand: where no parting is moved nothing is 0 more to 0 more, and what is known has no ends."""
    differences = comparison.tables["differences"].copy()
    mine = (differences.measure == "fewer_partings") & (differences.group == "all")
    differences.loc[mine, ["estimate", "low", "high"]] = [0.0, -12.0, 12.0]
    signal = comparison.tables["signal"].assign(change=0.0)
    tables = comparison.tables | {"signal": signal, "differences": differences}
    text = opening(replace(comparison, tables=tables))
    assert "In these runs nothing moves them." in text and " 0 more" not in text and "0 (-12.0 to 12.0)" in text
    one = differences.copy()
    one.loc[mine & (one.strategy == "@places"), ["estimate", "low", "high"]] = 7.0
    assert "Of today's, 7.0 fewer to no change" in opening(replace(comparison, tables=tables | {"differences": one}))
    differences.loc[mine, ["low", "high"]] = 0.0
    assert "| 0 |" in opening(replace(comparison, tables=tables)) and "0 to 0" not in opening(
        replace(comparison, tables=tables)
    )


def test_what_the_intervals_hold_is_said_at_once(make):
    assert "chance alone" in opening(make(draws=1)) and "uncertainty (2 draws" in opening(make())


@pytest.mark.parametrize(("draws", "few"), [(1, False), (2, True), (9, True), (10, False)])
def test_few_draws_are_said_to_be_few(make, draws, few):
    """On the first screen, beside their number; one draw is said to hold chance alone."""
    assert ("few: twenty or more" in opening(make(draws=draws))) == few


@pytest.mark.parametrize(("low", "high"), [(2.1, 20.8), (-20.8, -2.1), (-3.2, 20.3), (-60.4, 180.0), (1200.0, 1300.0)])
@pytest.mark.parametrize("measure", ["fewer_partings", "stay_in_harm"])
def test_a_figure_is_printed_the_same_in_every_place(comparison, measure, low, high):
    """First screen, what is clear, the area's figures, and side by side: the same digits, whichever sign."""
    text = study_of(with_difference(comparison, measure, low, high, "@places")).answer
    first = rows(text.split("\n## ")[0])[1][2 if measure == "fewer_partings" else 3]
    side_by_side = text[text.index("## Side by side") :].split("\n\n")[2]
    beside = rows(side_by_side)[1][3 if measure == "fewer_partings" else 4]
    told = [sorted(re.findall(r"[\d,.]*\d", cell.replace("-", ""))) for cell in (first, beside)]
    assert told[0] == told[1] and len(told[0]) == 3
    if measure == "fewer_partings":
        size = re.findall(r"[\d,.]*\d", first)[0]
        assert re.search(rf"\b{re.escape(size)} (fewer|more|to)", text.split("\n## ")[0])


def test_an_illustrative_offer_is_said_to_be_one_before_any_number(make):
    text = opening(make(area="leeds"))
    assert text.index("llustrative offer.") < text.index("Asked") and "are not ranked" in text


def test_too_few_are_too_few_here_as_well(comparison):
    table = comparison.tables["differences"].copy()
    mine = (table.measure == "stay_in_harm") & (table.group == "all")
    table.loc[mine, ["estimate", "low", "high", "at_most", "n_changed"]] = [0.0, -371.0, 371.0, 371.0, 0]
    text = opening(replace(comparison, tables=comparison.tables | {"differences": table}))
    assert [row[3] for row in rows(text)] == ["too few (up to 371)"] * 2


def test_one_alone_has_nothing_to_compare(make):
    found = make(drop=("@places", "=cmd|' /C calc'!A0 $x_1$ **9**"))
    empty = {name: found.tables[name].iloc[:0] for name in ("differences", "twins", "signal", "funnel")}
    text = opening(replace(found, tables=found.tables | empty))
    assert "nothing is compared" in text and rows(text) == []
