"""An area with own figures: given ones replace published ones, others follow or are dated and widened."""

import pytest

from famsim.areas import NEWEST, OWN, OwnFigures, as_of, contradictions, find_area, tilted, with_own
from famsim.errors import AreaError

CROYDON = find_area("croydon")


def test_what_is_given_replaces_what_is_published_and_nothing_else():
    """Two figures given: the others as published, but infants, which follow births."""
    own = with_own(CROYDON, OwnFigures(births=4913.0, families=52117))
    assert (own.births, own.families) == (4913.0, 52117)
    assert own.infants == round(4913 * CROYDON.infants / CROYDON.births)
    assert (own.lone_share, own.infants_by_decile) == (CROYDON.lone_share, CROYDON.infants_by_decile)
    assert own.private
    assert own.said_families == 52000


@pytest.mark.parametrize("name", ["lone_share", "cohabiting_share", "unemployment"])
def test_what_is_not_given_is_dated_and_widened(name):
    """One figure is enough; each other one of another year says so, and by how much it may be off."""
    own = with_own(CROYDON, OwnFigures(families=52117))
    assert own.widen[name] > 1.1
    assert name in dict(own.dated)
    given = with_own(CROYDON, OwnFigures(families=52117, **{name: 0.2}))
    assert name not in given.widen


def test_the_longer_ago_the_wider():
    """Figures of 2030 beside those of 2017 leave more open than figures of 2020."""
    wider, narrower = (
        with_own(CROYDON, OwnFigures(families=52117, year=year)).widen["unemployment"] for year in (2030, 2020)
    )
    assert wider > narrower > 1.0


def test_a_newer_vintage_leaves_less_open():
    """What own figures do not say is taken from the vintage that is asked for."""
    old, new = (with_own(as_of(CROYDON, vintage), OwnFigures(families=52117)) for vintage in ("pilot", NEWEST))
    assert new.widen["unemployment"] < old.widen["unemployment"]
    assert new.infants == as_of(CROYDON, NEWEST).infants


def test_a_part_has_as_many_of_each_as_its_one_count_says():
    """Some wards: families and births follow infants, shares are the authority's and widened by how places differ."""
    part, whole = with_own(CROYDON, OwnFigures(infants=390, part=True)), with_own(CROYDON, OwnFigures(infants=5500))
    assert part.families == pytest.approx(CROYDON.families * 390 / CROYDON.infants, abs=1)
    assert part.births == pytest.approx(CROYDON.births * 390 / CROYDON.infants, abs=1)
    assert part.widen["lone_share"] > whole.widen["lone_share"]
    with pytest.raises(AreaError, match="part"):
        with_own(CROYDON, OwnFigures(lone_share=0.3, part=True))


@pytest.mark.parametrize(
    ("figures", "names"),
    [
        ({"births": 4913.0, "infants": 5405}, {"births", "infants"}),
        ({"births": 4913.0, "infants": 2000}, {"births", "infants"}),
        ({"births": 4913.0, "families": 9000}, {"births", "families"}),
    ],
)
def test_figures_that_contradict_each_other_are_named(figures, names):
    """Infants above births by more than a tenth, and their like; no number is repeated."""
    own = OwnFigures(**figures)
    found = next(contradictions(own))
    assert {found.one, found.other} == names
    with pytest.raises(AreaError) as refused:
        with_own(CROYDON, own)
    assert not any(str(int(value)) in str(refused.value) for value in figures.values())


def test_a_tenth_more_infants_than_births_is_allowed():
    """At the edge."""
    assert not list(contradictions(OwnFigures(births=1000.0, infants=1100)))
    assert list(contradictions(OwnFigures(births=1000.0, infants=1101)))


def test_a_share_of_a_fifth_tilts_the_deciles_and_keeps_them_whole():
    """The first two hold the share, in the proportions that they had; nobody is lost."""
    shares = tilted(CROYDON.infants_by_decile, 2, 0.5)
    assert sum(shares[:2]) == pytest.approx(0.5)
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] / shares[1] == pytest.approx(CROYDON.infants_by_decile[0] / CROYDON.infants_by_decile[1])
    assert sum(tilted((0.0,) * 9 + (1.0,), 2, 0.3)[:2]) == pytest.approx(0.3)


def test_every_figure_can_be_given():
    """And then nothing is left to widen."""
    figures = {"families": 52117, "infants": 4880, "births": 4913.0, "infants_by_decile": (0.1,) * 10}
    figures |= dict.fromkeys(("lone_share", "cohabiting_share", "unemployment", "child_poverty"), 0.2)
    assert set(figures) == set(OWN)
    own = with_own(CROYDON, OwnFigures(**figures))
    assert not own.widen
