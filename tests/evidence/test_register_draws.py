"""Draws of the register's figures: who depends on what, and whether the distributions are the ones named."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from famsim.errors import EvidenceError
from famsim.evidence import central, draw, load_register
from famsim.evidence.draws import luck

DRAWS = 20_000


@pytest.fixture
def drawn(one_figure):
    """Return a function that draws one figure, alone in its register, DRAWS times or so many."""

    def draws(lines, times=DRAWS):
        register = one_figure(lines)
        alone = replace(register, figures={"test.figure": register["test.figure"]})
        return np.array([draw(alone, number, 1)["test.figure"] for number in range(1, times + 1)])

    return draws


def test_draw_0_is_the_central_values(register):
    assert draw(register, 0, 5) == central(register)
    assert central(register)["stress.arrears"] == 0.8


def test_a_draw_depends_on_its_number_and_the_seed_and_on_nothing_else(register):
    assert draw(register, 3, 7) == draw(register, 3, 7)
    assert draw(register, 3, 7) != draw(register, 4, 7)
    assert draw(register, 3, 7) != draw(register, 3, 8)


def test_the_luck_of_a_name_is_the_published_hash_of_it():
    """Worked by hand: `printf 1/2/stress.arrears | sha256sum` begins with this word."""
    word = 0x68D706114C4DB570
    assert luck(1, "stress.arrears", 2) == ((word >> 12) + 0.5) / 2**52


def test_adding_a_figure_changes_no_other_draw(folder, register, one_figure):
    before = draw(register, 9, 1)
    after = draw(one_figure("value = 1\nrange = [0, 2]"), 9, 1)
    assert set(after) - set(before) == {"test.figure"}
    assert {name: after[name] for name in before} == before


def test_figures_are_drawn_independently(register):
    """20,000 pairs: a correlation beyond 4 / sqrt(n) = .028 has a chance of one in 16,000."""
    names = ("stress.arrears", "stress.unemployment")
    both = replace(register, figures={name: register[name] for name in names})
    pair = np.array([list(draw(both, number, 1).values()) for number in range(1, DRAWS + 1)]).T
    assert abs(np.corrcoef(pair)[0, 1]) < 4 / math.sqrt(DRAWS)


def cut_normal(mean, sd, low, high):
    """Return scipy's truncated normal."""
    return stats.truncnorm((low - mean) / sd, (high - mean) / sd, mean, sd)


LAWS = {
    "normal, sd from the range": (
        "value = 0.8\nrange = [0.4, 1.2]",
        cut_normal(0.8, 0.8 / 3.92, 0.4, 1.2),
    ),
    "normal, its own sd": ("value = 0.5\nrange = [0.0, 4.0]\nsd = 0.6", cut_normal(0.5, 0.6, 0, 4)),
    "normal, hardly cut": ("value = 0.0\nrange = [-9, 9]\nsd = 1", stats.norm()),
    "beta": ('value = 0.3\nrange = [0, 1]\ndistribution = "beta"\nsd = 0.1', stats.beta(6, 14)),
    "lognormal, sd from the range": (
        'value = 1\nrange = [0.1, 10]\ndistribution = "lognormal"',
        cut_normal(0, math.log(100) / 3.92, math.log(0.1), math.log(10)),
    ),
    "lognormal, its own sd": (
        # median 1 and log-variance 1 have the standard deviation sqrt(e (e - 1))
        'value = 1\nrange = [1e-9, 1e9]\ndistribution = "lognormal"\nsd = 2.1611974158950877',
        stats.norm(),
    ),
    "uniform": ('value = 1\nrange = [0, 4]\ndistribution = "uniform"', stats.uniform(0, 4)),
    "triangular": ('value = 1\nrange = [0, 4]\ndistribution = "triangular"', stats.triang(0.25, 0, 4)),
}


@pytest.mark.parametrize("law", LAWS)
def test_draws_follow_the_distribution_named(drawn, law):
    """Against scipy's own: mean and sd within 4 Monte Carlo errors, and Kolmogorov's distance at p = 1e-4.

    A standard deviation 5% too wide is 10 Monte Carlo errors away with 20,000 draws.
    """
    lines, named = LAWS[law]
    values = drawn(lines)
    values = np.log(values) if "lognormal" in law else values
    spread = named.std()
    kurtosis = 3 + float(named.stats(moments="k"))
    assert abs(values.mean() - named.mean()) < 4 * spread / math.sqrt(DRAWS)
    assert abs(values.std() - spread) < 4 * spread * math.sqrt((kurtosis - 1) / (4 * DRAWS))
    assert stats.kstest(values, named.cdf).pvalue > 1e-4


EDGES = [
    "value = 0.1\nrange = [0.0, 0.2]\nsd = 50",
    "value = 0.0\nrange = [0.0, 1.0]",
    "value = 1.0\nrange = [0.0, 1.0]\nsd = 0.01",
    'value = 0.999\nrange = [0.9, 0.9995]\ndistribution = "beta"\nsd = 0.01',
    'value = 0.01\nrange = [0.01, 1]\ndistribution = "lognormal"\nsd = 3',
    'value = 0\nrange = [0, 1]\ndistribution = "triangular"',
    'value = 1\nrange = [0, 1]\ndistribution = "triangular"',
]


@pytest.mark.parametrize("lines", EDGES)
def test_draws_stay_in_range(drawn, register, lines):
    """An edge is met once in a thousand draws or oftener by each of these, where nothing holds a draw inside."""
    values = drawn(lines, times=5_000)
    low, high = (float(one) for one in lines.split("[")[1].split("]")[0].split(","))
    assert np.isfinite(values).all()
    assert values.min() >= low
    assert values.max() <= high
    assert len(np.unique(values)) > 5_000 * 0.99


def test_a_list_rises_and_falls_together(one_figure):
    """One standardised draw for all elements: equal ranges and spreads keep the order of the values."""
    register = one_figure("value = [1, 2, 3]\nrange = [0, 4]\nsd = [0.5, 0.5, 0.5]")
    draws = np.array([draw(register, number, 1)["test.figure"] for number in range(1, 1001)])
    assert (np.diff(draws, axis=1) > 0).all()
    assert (np.argsort(draws[:, 0]) == np.argsort(draws[:, 2])).all()


def test_what_is_fixed_is_never_drawn(one_figure):
    register = one_figure('value = [1, 2]\ndistribution = "fixed"')
    assert {draw(register, number, 1)["test.figure"] for number in range(50)} == {(1.0, 2.0)}


def test_an_effect_from_elsewhere_and_its_factor_are_both_drawn(register):
    first, second = draw(register, 1, 1), draw(register, 2, 1)
    for name in ("programmes.new_parent_group.level", "programmes.new_parent_group.level_transfer"):
        assert first[name] != second[name]


def test_an_override_holds_in_every_draw_and_changes_no_other(register):
    for number in (0, 1, 2):
        plain, given = draw(register, number, 1), draw(register, number, 1, {"stress.arrears": 1})
        assert given["stress.arrears"] == 1.0
        assert {name for name in plain if plain[name] != given[name]} == {"stress.arrears"}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("stress.arears", 0.5, "Did you mean 'stress.arrears'"),
        ("stress.arrears", 1.3, "1.3 is not within its range. Allowed: 0.4 to 1.2 SD of quality"),
        ("stress.arrears", math.nan, "nan is not within its range"),
        ("stress.arrears", True, "True is not within its range"),
        ("stress.arrears", "0.8", "'0.8' is not within its range"),
        ("stress.arrears", 10**4000, "more than 30 digits is not within"),
        ("stress.arrears", [0.8], "is one number"),
        ("test.figure", [1.0, 1.0], "is a list of 3"),
        ("test.figure", 1.0, "is a list of 3"),
        ("test.figure", [1.0, 1.0, 5.0], "5.0 is not within its range"),
    ],
)
def test_an_override_that_cannot_be_used_is_an_error(one_figure, name, value, message):
    register = one_figure("value = [1, 2, 3]\nrange = [0, 4]")
    with pytest.raises(EvidenceError) as error:
        draw(register, 1, 1, {name: value})
    assert message in str(error.value)
    with pytest.raises(EvidenceError):
        central(register, {name: value})


def test_a_fixed_figure_without_a_range_cannot_be_overridden(one_figure):
    register = one_figure('value = 1\ndistribution = "fixed"')
    with pytest.raises(EvidenceError, match="part of the model's structure"):
        central(register, {"test.figure": 1})


def test_a_fixed_figure_with_a_range_can(one_figure):
    register = one_figure('value = 0\nrange = [-1, 1]\ndistribution = "fixed"')
    assert draw(register, 4, 1, {"test.figure": 0.5})["test.figure"] == 0.5


def test_there_is_no_draw_before_the_central_values(folder):
    with pytest.raises(EvidenceError, match="draw -1"):
        draw(load_register(folder), -1, 1)
