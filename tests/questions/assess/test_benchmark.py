"""The area beside England: numbers of the shipped tables, worked by hand; sliders; what is private."""

from dataclasses import replace
from math import sqrt
from statistics import median

import pandas as pd
import pytest

from famsim.areas import OwnFigures, as_of, column_sources, find_area, newest_rows, upper_tier, with_own
from famsim.errors import AreaError, FamsimError
from famsim.evidence import programme_names
from famsim.model.policy import FEATURES
from famsim.questions.assess.asked import prices_in, scenario_for
from famsim.questions.assess.benchmark import benchmark_rows, beside, distance, similar_rows, standing_of
from famsim.questions.assess.factors import factors
from famsim.questions.assess.maturity import SLIDERS, Maturity, levers
from famsim.questions.assess.published import columns
from famsim.scenario import central_values, change

STANDING = (0.5, 1.5)


def rows_of(area, neighbours=10):
    return pd.DataFrame(benchmark_rows(beside(area, neighbours, STANDING))).set_index("name")


@pytest.fixture(scope="module")
def leeds():
    return as_of(find_area("leeds"), "newest")


def test_a_published_figure_stands_beside_englands(leeds):
    """Read off newest.csv: child poverty and children looked after of 2025, in per cent and for 10,000."""
    rows, cells = rows_of(leeds), newest_rows()
    for name, column, times in (
        ("child_poverty", "child_poverty_2025", 100.0),
        ("children_looked_after", "children_looked_after_2025", 1.0),
    ):
        assert rows.loc[name, "value"] == pytest.approx(times * float(cells[leeds.code][column]))
        assert rows.loc[name, "england"] == pytest.approx(times * float(cells["E92000001"][column]))


def test_spreads_are_standard_deviations_between_authorities(leeds):
    """By hand from the profiles: lone parents."""
    shares = [100.0 * as_of(one, "newest").lone_share for one in upper_tier() if one.families >= 1000]
    mean = sum(shares) / len(shares)
    sd = sqrt(sum((one - mean) ** 2 for one in shares) / (len(shares) - 1))
    row = rows_of(leeds).loc["lone_share"]
    assert row["spreads"] == pytest.approx((row["value"] - row["england"]) / sd)
    assert row["low"] == pytest.approx(row["value"] / leeds.widen["lone_share"])


def test_the_similar_are_the_nearest_and_never_the_area_itself(leeds):
    """An invariance: no authority left out is nearer than one named, and the middle is that of those named."""
    of = beside(leeds, 7, STANDING)
    named = {row["code"] for row in similar_rows(of)}
    far = {one.code: distance(leeds, one) for one in of.others}
    assert len(named) == 7 and leeds.code not in named and far[leeds.code] == 0.0
    assert max(far[code] for code in named) <= min(far[code] for code in set(far) - named - {leeds.code})
    like = [100.0 * one.lone_share for one, _ in of.like]
    assert rows_of(leeds, 7).loc["lone_share", "similar"] == pytest.approx(median(like))


def test_a_district_has_its_countys_figures_of_social_care():
    colchester = as_of(find_area("colchester"), "newest")
    row = rows_of(colchester).loc["children_in_need"]
    assert row["value"] == float(newest_rows()[colchester.upper_tier]["children_in_need_2025"])
    assert colchester.upper_tier not in {row["code"] for row in similar_rows(beside(colchester, 150, STANDING))}


def test_england_is_beside_nothing():
    with pytest.raises(AreaError, match="is what areas are set beside; allowed: an authority"):
        scenario_for("england")


@pytest.mark.parametrize(
    ("spreads", "says"),
    [(-1.5, "well below"), (-0.5, "below"), (0.4, "about as"), (0.5, "above"), (1.49, "above"), (1.5, "well above")],
)
def test_standings_by_hand(spreads, says):
    assert standing_of(spreads, STANDING) == says


def test_private_figures_are_left_out_with_what_gives_them_back(leeds):
    own = OwnFigures(families=85_123, births=9_321, unemployment=0.0777, lone_share=0.3333)
    private = with_own(leeds, own)
    rows = rows_of(private)
    hidden = ["unemployment", "lone_share", "infants"]
    assert rows.loc[hidden, ["value", "low", "high", "spreads"]].isna().all(axis=None)
    assert set(rows.loc[hidden, "sure"]) == {"your own figure, kept here"}
    assert rows.loc["child_poverty", "value"] > 0 and rows.loc["unemployment", "standing"] == "well above"
    distances = pd.DataFrame(similar_rows(beside(private, 10, STANDING)))["distance"]
    assert distances.isna().all()
    assert rows_of(replace(private, private=False))["value"].notna().all()


def test_every_column_and_factor_names_what_there_is():
    known = {one.name for one in columns()}
    for one in columns():
        assert not one.column or one.column in column_sources("newest")
    for factor in factors():
        assert set(factor.help) <= set(programme_names()) and set(factor.shown) <= known
        assert {name for name, _, _ in factor.rows} | set(factor.who) <= set(FEATURES)


@pytest.mark.parametrize(("at", "end"), [(0.0, 0), (1.0, 1)])
def test_sliders_at_their_ends_set_the_ends_of_the_map(at, end):
    """The register: evaluation.maturity_pathway, _trained and _waits."""
    values = central_values(scenario_for("leeds", vintage="pilot"))
    found = levers(Maturity(*[at] * 4), values)
    ends = {"works": "pathway", "staff_trained": "trained", "waits_shortened": "waits"}
    assert {name: found[name].value for name in ends} == {
        name: values[f"evaluation.maturity_{figure}"][end] for name, figure in ends.items()
    }
    assert {found[name].value for name in ("data_shared", "questionnaire")} == {float(end)}


@pytest.mark.parametrize("slider", SLIDERS)
@pytest.mark.parametrize("given", [-0.1, 1.1, True, "high", float("nan")])
def test_a_slider_is_a_number_from_nothing_to_one(slider, given):
    with pytest.raises(FamsimError, match=f"{slider} .*allowed: a number from 0"):
        Maturity(**{slider: given})


def test_a_place_costs_its_sessions_a_talk_and_a_referral():
    """By hand from the register: two sessions, here at £60, a talk of £15 and a referral of £10."""
    cheap = change(scenario_for("leeds", vintage="pilot"), evidence={"programmes.debt_advice.cost_per_session": 60.0})
    assert prices_in(cheap, ("debt_advice",)) == {"debt_advice": pytest.approx(2 * 60.0 + 15.0 + 10.0)}
