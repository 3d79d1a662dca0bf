"""The life of an offer after its grant: arithmetic by hand, what every factor does, and lives that agree either way."""

import math

import numpy as np
import pytest

from famsim.errors import ScenarioError
from famsim.model.policy import DOORS
from famsim.population import Starts, world_of
from famsim.questions.compare.gathered.after import AfterGrant
from famsim.questions.compare.run import compare
from famsim.runs import Running
from famsim.runs.policies import About, after_grant, begun, begun_together, goes_on, last_month
from famsim.runs.sustaining import Wear, after_years, figures_of, half_life, luck_of, wear, wear_in
from famsim.scenario import FACTORS, canonical, not_sustained, parse_scenario, scenario_toml

NONE, ALL, MIDDLING = (dict.fromkeys(FACTORS, share) for share in (0.0, 1.0, 0.5))
TEXT = """
[scenario]
name = "after"
question = "What is left?"
area = "newcastle-upon-tyne"
months = 84
families = 600

[[strategy]]
name = "nothing"

[[strategy]]
name = "sustained"
grant = { ends = 18, stakeholders = 0.8, breadth = 0.5, depth = 0.6, innovation = 0.4, strategic_fit = 0.9 }
staff_trained = { childrens_centre = 0.5 }
pathways = [{ door = "childrens_centre", to = "relationship_group", works = 0.8 }]

[[strategy.offer]]
programme = "relationship_group"
found = ["childrens_centre", "gp"]
places_a_month = 300.0

[[strategy]]
name = "ends"
grant = { ends = 18 }
staff_trained = { childrens_centre = 0.5 }
pathways = [{ door = "childrens_centre", to = "relationship_group", works = 0.8 }]

[[strategy.offer]]
programme = "relationship_group"
found = ["childrens_centre", "gp"]
places_a_month = 300.0
"""


def test_the_hazard_by_hand():
    """.5 a year without any factor, .63 times as fast with each: .5 x .63 ** 5 = .0496 with all, .5 x .63 ** 2.5."""
    values = figures_of((), 0)
    assert wear(NONE, values).stops == pytest.approx(0.5)
    assert wear(ALL, values).stops == pytest.approx(0.5 * 0.63**5)
    assert wear(MIDDLING, values).stops == pytest.approx(0.5 * 0.63**2.5)
    assert wear(ALL, values).half_life == pytest.approx(math.log(2) / (0.5 * 0.63**5))


def test_what_is_left_by_hand():
    kept = Wear(stops=math.log(2) / 3.0, skill_lost=0.1, pathway_half_life=24.0)
    assert kept.half_life == pytest.approx(3.0)
    assert [kept.goes_on(months) for months in (-5, 0, 36, 72)] == pytest.approx([1, 1, 0.5, 0.25])
    assert kept.skill(2) == pytest.approx(0.81) and kept.skill(-2) == 1.0
    assert kept.pathways(48) == pytest.approx(0.25) and kept.pathways(0) == 1.0
    assert kept.months_on(0.5) == 35, "it stops within the 36th month, of which no place is left"
    assert Wear(0.0, 0.1, 24.0).half_life == math.inf


@pytest.mark.parametrize("factor", FACTORS)
def test_the_half_life_falls_when_any_factor_falls(factor):
    """In every draw of the figures, from anywhere, and so in what is printed: estimate and both limits."""
    for start in (ALL, MIDDLING, {name: place / 5 for place, name in enumerate(FACTORS, 1)}):
        less = start | {factor: start[factor] / 2}
        for draw in range(21):
            before, after = (wear_in(tuple(sorted(one.items())), (), draw).half_life for one in (start, less))
            assert after < before, draw
        assert all(after < before for before, after in zip(half_life(start), half_life(less), strict=True))


def test_an_interval_holds_its_estimate_and_a_figure_that_is_set_is_not_drawn():
    found = half_life(MIDDLING)
    assert found.low < found.years < found.high
    ratios = {f"evaluation.stops_{name}": 0.5 for name in FACTORS}
    fixed = half_life(MIDDLING, tuple((ratios | {"evaluation.stops": 0.4}).items()))
    assert fixed.low == pytest.approx(fixed.high) == pytest.approx(math.log(2) / (0.4 * 0.5**2.5))


def test_luck_is_one_for_all_strategies_and_the_middle_at_central_figures():
    assert luck_of(1, 0, 0) == 0.5
    drawn = [luck_of(1, draw, rep) for draw in range(1, 40) for rep in (0, 1)]
    assert len(set(drawn)) == len(drawn) and 0.4 < np.mean(drawn) < 0.6
    assert luck_of(1, 3, 0) == luck_of(1, 3, 0) != luck_of(2, 3, 0)


def test_how_long_offers_go_on_over_draws_is_their_hazard():
    """An exponential time: its mean over many lucks is 1 / .2 years, give or take 1 / sqrt(n)."""
    kept = Wear(0.2, 0.1, 24.0)
    lucks = (np.arange(2000) + 0.5) / 2000
    assert np.mean([kept.months_on(luck) + 1 for luck in lucks]) == pytest.approx(60, rel=0.02)


def test_years_after_by_hand():
    monthly = np.ones(40)
    assert after_years(monthly, 14, 5).tolist() == [12.0, 12.0, 12.0]
    assert after_years(monthly, 6, 1).tolist() == [6.0, 12.0]


@pytest.fixture(scope="module")
def scenario():
    return parse_scenario(TEXT)


@pytest.fixture(scope="module")
def starts(scenario):
    return Starts(world_of(scenario))


def test_a_policy_goes_on_and_its_skill_wears_out(scenario, starts):
    """Central figures: offers stop at their half-life; the share trained falls month by month from the grant on."""
    sustained, about = scenario.strategies[1], About(0, 0)
    run, changes = begun(starts.start(0, 1), sustained, starts.world, about)
    policy = run.p[0].policy
    lasts = half_life(sustained.grant.factors).years
    assert policy.offers[0].ends == last_month(sustained, starts.world, about) == 18 + math.ceil(12 * lasts) - 1
    trained = policy.trained[:, DOORS.index("childrens_centre")]
    assert (trained[:18] == 0.5).all() and (np.diff(trained[17:]) < 0).all()
    assert trained[18 + 22 - 1] == pytest.approx(0.25, rel=0.02), "half after 22 months"
    (change,) = changes
    change(0)
    door = DOORS.index("childrens_centre")
    assert policy.pathway[door, 0] == pytest.approx(0.8)
    change(36)  # months 37 to 48: 19 to 30 after
    assert policy.pathway[door, 0] == pytest.approx(0.8 * np.mean([0.5 ** (m / 24) for m in range(19, 31)]))


def test_without_the_factors_nothing_goes_on(scenario, starts):
    ends = scenario.strategies[2]
    p = starts.start(0, 1).p.copy()
    before = p.tobytes()
    after_grant(p, ends, starts.world, About(0, 0))
    assert p.tobytes() == before and ends.offers[0].ends == 18
    assert goes_on(scenario.strategies[1]) == [0]
    assert canonical(scenario, scenario.strategies[1]) != canonical(scenario, ends)
    assert parse_scenario(scenario_toml(scenario)) == scenario


def test_lived_together_is_what_is_lived_apart(scenario):
    """To the byte, offers, skill and pathways wearing out year by year."""
    both = [compare(scenario, Running(draws=2, separately=separately)) for separately in (False, True)]
    for name in ("costs", "differences", "series", "after_grant", "half_life"):
        one, other = (found.tables[name] for found in both)
        assert one.equals(other), name


def test_more_is_left_where_more_sustains_it(scenario, starts):
    """Beside one that ends with its grant, on the same luck: whom it reaches, year by year."""
    weaker = scenario.with_(strategies={"sustained": {"grant": dict.fromkeys(FACTORS, 0.0)}})
    reached = []
    for one in (scenario, weaker):
        tables = compare(one).tables
        reached.append(tables["after_grant"].helped.to_numpy())
        started = tables["outcomes"].merge(tables["runs"], on="run_id")
        assert len(reached[-1]) == 6 and len(started)
    assert reached[0][0] == reached[1][0], "up to the grant's end they are one"
    assert reached[0][1:].sum() > reached[1][1:].sum() >= 0.0


def test_what_cannot_live_what_goes_on_says_so(scenario):
    with pytest.raises(ScenarioError, match=r"strategy sustained, grant: what sustains offers.*the five factors"):
        not_sustained(scenario)
    assert AfterGrant(scenario, world_of(scenario)).strategies.keys() == {"sustained"}
    together, changes = begun_together(
        Starts(world_of(scenario)).start(0, 1), scenario.strategies, world_of(scenario), About(0, 0)
    )
    assert len(changes) == 2 and together.others[0] is together.apart[0].p
