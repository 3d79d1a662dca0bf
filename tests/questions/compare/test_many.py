"""Several areas compared: their sum is the sum of what each comes to by itself, and each is kept apart."""

from dataclasses import replace

import numpy as np
import pytest

import famsim
from famsim.measures import MEASURES, PAIRED
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.gathered import several_areas as many
from famsim.questions.compare.gathered.by_area import CHANGES, EVERYWHERE
from famsim.questions.compare.led import REACHED
from famsim.questions.compare.result import KIND, again, study_of
from famsim.questions.compare.run import compare
from famsim.questions.compare.told.answer import template
from famsim.results import verify
from famsim.runs import Running
from famsim.runs.paired import run_pair
from famsim.scenario import in_area, parse_scenario, places_in
from famsim.writing import Writing, with_register

TEXT = """
[scenario]
name = "two"
question = "What would a group around a birth change here?"
areas = ["city of london", "isles of scilly"]
months = 36
families = 400

[[strategy]]
name = "as now"

[[strategy]]
name = "group"
staff_trained = { midwife = 0.6, health_visitor = 0.6 }
pathways = [{ door = "midwife", to = "new_parent_group", works = 0.8 }]

[[strategy.offer]]
programme = "new_parent_group"
who = { together = true }
found = ["midwife", "health_visitor"]
places_a_month = 20.0
shared_by = "births"
invites = "everyone"

[[strategy]]
name = "its own"
areas = ["isles of scilly"]
[[strategy.offer]]
programme = "relationship_group"
who = { together = true }
found = ["school", "gp"]
places_a_month = 3.0
invites = "everyone"
"""
DRAWS = 3


@pytest.fixture(scope="module")
def scenario():
    return parse_scenario(TEXT)


@pytest.fixture(scope="module")
def together(scenario) -> Comparison:
    return compare(scenario, Running(DRAWS))


@pytest.fixture(scope="module")
def apart(scenario) -> list[Comparison]:
    return [compare(in_area(scenario, area), Running(DRAWS)) for area in places_in(scenario)]


def lined_up(comparison, table, *keys):
    return comparison.tables[table].set_index(list(keys)).sort_index()


def test_a_total_is_the_sum_of_the_areas_and_so_is_its_chance(together, apart):
    """Areas share the figures of a draw and nothing else: the squares of their chance errors add up."""
    keys = ("strategy", "measure", "group")
    whole, *parts = (lined_up(one, "differences", *keys) for one in (together, *apart))
    totals = [key for key in whole.index if key[1] in PAIRED or MEASURES[key[1]].is_total]
    found = whole.loc[totals]
    added = sum(part.loc[totals].estimate for part in parts)
    np.testing.assert_allclose(found.estimate, added, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.mc_se**2, sum(part.loc[totals].mc_se ** 2 for part in parts), rtol=1e-9)
    assert (found.n_changed == sum(part.loc[totals].n_changed for part in parts)).all()
    assert ((found.low <= found.estimate) & (found.estimate <= found.high)).all()


def test_draws_are_shared_by_all_areas(together, apart):
    """Summed draw by draw, and only then spread: no wider than t times the spread of the sums, with chance added."""
    outcomes = [one.tables["outcomes"].merge(one.tables["runs"], on="run_id") for one in apart]
    sums = sum(
        one.pivot_table(index=["measure", "group", "draw"], columns="strategy", values="value") for one in outcomes
    )
    for name in ("child_months_in_harm", "delivery_cost"):
        row, by_draw = together.difference("group", name), sums.loc[(name, "all")]
        changes = by_draw["group"] - by_draw["as now"]
        assert row["estimate"] == pytest.approx(changes.mean())
    chance = 1.3 * 1.96 * row["mc_se"]  # of pounds, which lie about evenly on both sides
    assert row["high"] - row["low"] <= 2 * np.hypot(4.303 * changes.std(ddof=1), chance)


def test_a_rate_is_that_of_all_families_together(together, apart):
    """From the areas' own rates, weighted by what each is divided by: here couples' months."""
    whole, *parts = (lined_up(one, "outcomes", "measure", "group", "run_id")["value"] for one in (together, *apart))
    for run in ("group/d1/r0", "as now/d2/r0"):
        months = [part["couple_months", "all", run] for part in parts]
        by_hand = sum(m * part["quality", "all", run] for m, part in zip(months, parts, strict=True)) / sum(months)
        assert whole["quality", "all", run] == pytest.approx(by_hand)
    row = together.difference("group", "quality")
    levels = [np.mean([whole["quality", "all", f"{name}/d{d}/r0"] for d in (1, 2, 3)]) for name in ("group", "as now")]
    assert row["estimate"] == pytest.approx(levels[0] - levels[1])
    assert 0 < row["mc_se"] < 1 and row["low"] <= row["estimate"] <= row["high"]


def test_pounds_add_up_to_the_penny(together, apart):
    whole, *parts = (lined_up(one, "costs", "strategy", "item") for one in (together, *apart))
    np.testing.assert_allclose(whole.estimate, sum(part.estimate for part in parts), atol=0.03)
    for name in ("group", "its own"):
        items = whole.loc[name].drop("total").estimate
        assert round(items.sum() * 100) == round(whole.loc[(name, "total"), "estimate"] * 100)


def test_what_one_family_helped_costs_is_all_pounds_over_all_families(together, apart):
    """By hand from the areas' own pounds and families; the interval is of the sums, so it holds the quotient."""
    whole, *parts = (lined_up(one, "summary", "strategy") for one in (together, *apart))
    for name in ("group", "its own"):
        by_hand = sum(part.total[name] for part in parts) / sum(part.helped_with_effect[name] for part in parts)
        row = whole.loc[name]
        assert row.per_family_helped == pytest.approx(by_hand, rel=1e-4)
        assert not row.per_family_low > row.per_family_helped and not row.per_family_high < row.per_family_helped
    assert np.isnan(whole.per_family_helped["as now"])


def test_lived_separately_it_is_the_same(scenario):
    beside, apart = (compare(scenario, Running(separately=separately)).tables for separately in (False, True))
    for name, table in beside.items():
        assert table.equals(apart[name]), name


def test_what_else_is_added_up(together, apart):
    for table, keys, columns in (
        ("summary", ("strategy",), ("helped", "helped_with_effect", "in_need", "missed")),
        ("reach", ("strategy", "measure", "group"), ("estimate",)),
        ("survival", ("strategy", "month"), ("at_risk", "events")),
        ("signal", ("strategy", "measure"), ("change",)),
        ("funnel", ("strategy", "offer", "stage"), ("episodes",)),
        ("missed", ("strategy", "group"), ("in_need_reached", "meant", "meant_reached")),
    ):
        whole, *parts = (lined_up(one, table, *keys) for one in (together, *apart))
        for column in columns:
            found = sum(part[column].reindex(whole.index, fill_value=0.0) for part in parts)
            np.testing.assert_allclose(whole[column], found, rtol=1e-9, atol=1e-9, err_msg=table)


def test_those_in_need_are_of_every_area_also_where_a_strategy_is_not_set(together, apart):
    whole, *parts = (one.tables["missed"].query("strategy == 'group'").set_index("group") for one in (together, *apart))
    np.testing.assert_allclose(whole.in_need, sum(part.in_need for part in parts))
    its_own = together.tables["missed"].query("strategy == 'its own'").in_need.iloc[0]
    assert its_own == pytest.approx(whole.in_need["all"], rel=0.05), "also of the area where it is not set"
    summary = together.tables["summary"].set_index("strategy")
    assert summary.in_need["group"] == pytest.approx(whole.in_need["all"])
    assert "Who is missed" in study_of(together).answer


def test_what_is_left_after_a_grant_is_added_up():
    """Whether offers go on is one luck: shares are any area's, families and months the sum, year by year."""
    five = "stakeholders = 0.7, breadth = 0.7, depth = 0.7, innovation = 0.7, strategic_fit = 0.7"
    text = TEXT.replace('name = "group"', f'name = "group"\ngrant = {{ ends = 12, {five} }}')
    text = text[: text.index('[[strategy]]\nname = "its own"')]
    scenario = parse_scenario(text)
    whole = compare(scenario, Running(2))
    parts = [compare(in_area(scenario, area), Running(2)).tables for area in places_in(scenario)]
    for column in ("goes_on", "runs_on", "skill"):
        np.testing.assert_allclose(whole.tables["after_grant"][column], parts[0]["after_grant"][column])
    for column in ("helped", "averted"):
        found = sum(part["after_grant"][column] for part in parts)
        np.testing.assert_allclose(whole.tables["after_grant"][column], found, atol=1e-9)
    assert (whole.tables["half_life"].years == parts[0]["half_life"].years).all()
    assert whole.tables["after_grant"].helped.sum() > 0 and "## After the grant" in study_of(whole).answer


def test_every_area_has_its_own_rows_with_intervals(together, scenario):
    areas = together.tables["areas"]
    assert list(areas.authority.unique()) == [EVERYWHERE, *(area.slug for area in places_in(scenario))]
    assert set(areas.measure) == {*CHANGES, *REACHED, "cost"}
    assert set(areas.on_record[areas.authority != EVERYWHERE]) == {"assumed"}
    assert not areas[["estimate", "low", "high"]].isna().any().any()
    assert ((areas.low <= areas.estimate) & (areas.estimate <= areas.high)).all()
    counted = areas[areas.measure.isin(["fewer_partings", "helped", "cost"])]
    for (_, _), rows in counted.groupby(["strategy", "measure"]):
        whole = rows[rows.authority == EVERYWHERE].estimate.iloc[0]
        assert rows[rows.authority != EVERYWHERE].estimate.sum() == pytest.approx(whole, abs=0.02)
    assert (areas.per_1000 * areas.families / 1000)[areas.measure == "cost"].to_list() == pytest.approx(
        areas.estimate[areas.measure == "cost"].to_list()
    )


def test_a_strategy_does_nothing_where_it_is_not_set_and_is_not_lived_there(scenario, monkeypatch):
    """City of London has no table of "its own": its life is the comparator's, lived once."""
    lived = []

    def counting(starts, asked, draw, rep, watch):
        lived.append((asked.area, len(asked.strategies)))
        return run_pair(starts, asked, draw, rep, watch)

    monkeypatch.setattr("famsim.questions.compare.gathered.visit.run_pair", counting)
    areas = compare(scenario).tables["areas"]
    assert sorted(lived) == [("city-of-london", 2), ("isles-of-scilly", 3)]
    there = areas[(areas.strategy == "its own") & (areas.authority == "city-of-london")]
    assert (there[["estimate", "low", "high"]] == 0).all().all()


def test_threads_change_nothing(scenario, together):
    for name, table in compare(scenario, Running(DRAWS, threads=3)).tables.items():
        assert table.equals(together.tables[name]), name


def test_what_is_done_is_not_done_again(scenario, tmp_path, monkeypatch):
    """A run that is stopped goes on from its store: each area, draw and repetition is kept by itself."""
    store = tmp_path / "runs.sqlite"
    study = famsim.compare(scenario, store=store)
    monkeypatch.setattr("famsim.runs.paired.together", lambda *_: pytest.fail("lived again"))
    again = famsim.compare(scenario, store=store)
    assert again.answer == study.answer
    assert again.tables["areas"].equals(study.tables["areas"])


def test_few_areas_are_held_at_once(scenario, monkeypatch):
    """As many as there are threads, and two; 153 would not fit. Here nothing is lived, only counted."""
    begun, ended, most = [], [], []

    class Counted(many.Visit):
        def __init__(self, *given):
            super().__init__(*given)
            begun.append(self.area)
            most.append(len(begun) - len(ended))

        def live(self, *_):
            return self, []

    monkeypatch.setattr(many, "Visit", Counted)
    monkeypatch.setattr(many.AreaGathering, "add", lambda self, _: self.runs.append((0, 0)))
    monkeypatch.setattr(many, "area_rows", lambda area, _: ended.append(area) or [])
    monkeypatch.setattr(many.AddedUp, "add", lambda *_: None)
    monkeypatch.setattr(many, "tables_of", lambda *_: {"differences": [], "reach": [], "costs": []})
    six = ["city of london", "isles of scilly", "rutland", "hartlepool", "darlington", "york"]
    many.compare_areas(scenario.with_(areas=six), Running(threads=2))
    assert len(begun) == len(ended) == 6
    assert max(most) <= 4


def test_the_answer_is_that_of_all_areas_and_says_where_it_changes_most(together, untraced):
    """Every number is a cell of a table; what acts in one area has no most and least."""
    study = study_of(together)
    writing = Writing(with_register(study.tables, together.scenario.evidence))
    marked = template(writing, together)
    text = writing.printed(marked)
    assert untraced(text, marked, writing, writing.tables) == []
    first = text.split("\n## ")[0]
    assert "City of London, Isles of Scilly, 2 areas - illustrative offer" in first
    assert "What 2 of these 2 areas offered is not on record" in first
    assert [line.split(" | ")[0] for line in first.splitlines() if line.endswith((" yes |", " no |"))] == ["| group"]


def test_no_area_is_ranked(together, scenario):
    """How areas differ is said without names; they are listed by title, in the order of the scenario whatever comes."""
    areas, numbers = together.tables["areas"], ["estimate", "low", "high", "per_1000", "per_1000_low", "per_1000_high"]
    names = [area.name for area in places_in(scenario)]
    for turn in (1, -1):
        turned = areas.assign(**{name: turn * areas[name] for name in numbers})
        text = study_of(replace(together, tables=together.tables | {"areas": turned})).answer
        spread = text.split("**How areas differ:**")[1].split("\n## ")[0]
        assert not any(name in spread for name in names)
        listed = text.split("## Area by area")[1].split("\n## ")[0].split("**its own**")
        rows = [[line.split(" | ")[0] for line in one.splitlines() if "illustrative" in line] for one in listed]
        assert rows == [[f"| {name} - illustrative offer" for name in names], [f"| {names[1]} - illustrative offer"]]


def test_what_helps_nobody_by_its_effect_is_not_said_to_make_no_offer(together):
    areas = together.tables["areas"].copy()
    areas.loc[(areas.strategy == "group") & (areas.measure == "helped_with_effect"), "at_most"] = 0.0
    listed = study_of(replace(together, tables=together.tables | {"areas": areas})).answer.split("## Area by area")[1]
    rows = [line.split(" | ")[2] for line in listed.split("**its own**")[0].splitlines() if "illustrative" in line]
    assert rows == ["no shown help", "no shown help"]


@pytest.mark.usefixtures("without_figures")
def test_a_folder_of_several_areas_is_whole_and_verifies(scenario, tmp_path):
    folder = famsim.compare(scenario.with_(months=12)).save(tmp_path / "two")
    assert any(file.name.endswith("areas.csv") for file in folder.iterdir())
    assert verify(folder, {KIND: again}) == []
