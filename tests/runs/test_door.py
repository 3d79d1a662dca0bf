"""The doors to the studies: what Python asks is refused as the command line refuses it, before any work."""

import re
from math import ceil

import pytest

import famsim as fs
import famsim.handover.page  # in whole, before anything of what it reads is put aside for a test
from famsim.errors import FamsimError
from famsim.limits import LIMITS
from famsim.population import draws
from famsim.questions.timing.enough import ENOUGH, check_enough
from famsim.runs.moves import Moves

NEWCASTLE = fs.load_scenario("newcastle")
SMALL = NEWCASTLE.with_(families=200, months=1)
WRONG = [0, -5, "2", 2.5, True, None, 10**9]
DOORS = {
    "compare": (lambda scenario, **how: fs.compare(scenario, **how), ("draws", "reps", "threads")),
    "simulate": (lambda scenario, **how: fs.simulate(scenario, "newcastle", **how), ("draws", "reps", "threads")),
    "timing": (
        lambda scenario, **how: fs.timing(scenario, **how),
        ("draws", "reps", "threads", "every", "follow", "most"),
    ),
    "why": (lambda scenario, **how: fs.why(scenario, "newcastle", **how), ("draws", "threads")),
    "twin": (lambda scenario, **how: fs.twin(scenario, **how), ("earlier", "later", "months_after")),
    "page": (lambda scenario, **how: fs.page(scenario, **how), ("threads",)),
    "validate": (lambda scenario, **how: fs.validate(scenario, **how), ("threads",)),
}


@pytest.fixture
def no_work(monkeypatch):
    """Fail where a study begins to live families."""
    monkeypatch.setattr(draws.Starts, "start", lambda *_: pytest.fail("the work began"))


@pytest.mark.parametrize(("door", "name"), [(door, name) for door, (_, names) in DOORS.items() for name in names])
@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_a_number_out_of_its_limits_is_refused_at_every_door(no_work, door, name, value):
    """draws=-5 was accepted and saved, reps=0 an AttributeError, threads=0 a ValueError."""
    with pytest.raises(FamsimError) as caught:
        DOORS[door][0](NEWCASTLE, **{name: value})
    assert str(caught.value).startswith(f"{name} ") and LIMITS[name].allowed in str(caught.value)


@pytest.mark.parametrize("door", DOORS)
def test_a_wrong_scenario_is_refused_at_every_door(no_work, door):
    """However it came to be: here by the library's unchecked way, and by not loading it."""
    fields = {name: getattr(NEWCASTLE, name) for name in type(NEWCASTLE).model_fields}
    wrong = type(NEWCASTLE).model_construct(**fields | {"families": -5})
    with pytest.raises(FamsimError, match="families: -5 is out of range; allowed: a whole number from 200"):
        DOORS[door][0](wrong)
    with pytest.raises(FamsimError, match="is no scenario"):
        DOORS[door][0]("newcastle")


@pytest.mark.parametrize(
    ("door", "how", "says"),
    [
        ("timing", {"evnts": ("birth",)}, "no option of timing 'evnts'.*Did you mean 'events'"),
        ("timing", {"events": 3}, "events 3: allowed"),
        ("timing", {"window": 3}, "window 3: allowed"),
        ("timing", {"window": ("a", "b")}, "the first and last month of help"),
        ("why", {"measures": 3}, "measures 3: allowed"),
        ("twin", {"like": 3}, "like 3: allowed"),
        ("twin", {"family": -1}, "family -1: allowed"),
        ("twin", {"include_violence": "no"}, "include_violence 'no': allowed: true or false"),
        ("page", {"moves": (-12, 12)}, "moves .*: allowed: famsim.runs.moves.Moves"),
    ],
)
def test_an_option_of_the_wrong_kind_is_refused(no_work, door, how, says):
    with pytest.raises(FamsimError, match=says):
        DOORS[door][0](NEWCASTLE, **how)


def test_the_least_is_allowed():
    """The limits belong to the range: one draw, one repetition, one thread."""
    assert len(fs.compare(SMALL, draws=1, reps=1, threads=1).tables["runs"]) == len(SMALL.strategies)


@pytest.mark.parametrize("door", ["timing", "page"])
def test_where_nothing_can_be_shown_the_families_needed_are_named(door, monkeypatch):
    """`page --families 2000 --months 72 --to 12 --follow 24` wrote 480 of 480 rows "too few families"."""
    few = NEWCASTLE.with_(families=2000, months=72)
    monkeypatch.setattr("famsim.handover.page.making.gather", lambda *_: pytest.fail("the work began"))
    monkeypatch.setattr("famsim.questions.timing.result.run_timing", lambda *_: pytest.fail("the work began"))
    asked = (
        {"moves": Moves((-12, 12), follow=24, most=1000)}
        if door == "page"
        else {"window": (-12, 12), "follow": 24, "reps": 1}
    )
    with pytest.raises(
        FamsimError, match=r"families 2,000: too few for anything to be shown.*about [56],\d00 families"
    ):
        DOORS[door][0](few, **asked)


def test_what_is_too_few_is_below_what_it_takes():
    """It said that 350 families are too few as a month is shown from 334: the number said to be needed was another."""
    few = NEWCASTLE.with_(families=2000, months=72)
    with pytest.raises(FamsimError) as caught:
        check_enough(few, Moves((-12, 12), follow=24, most=1000).plan(few))
    common, rare, needed = (int(one) for one in re.findall(r"about (\d+)", str(caught.value))[:3])
    assert rare < common < needed == ceil(ENOUGH)


def test_the_families_named_are_enough_and_half_of_them_are_not():
    """The message above, taken at its word."""
    plan = Moves((-12, 12), follow=24, most=1000).plan(NEWCASTLE.with_(months=72))
    check_enough(NEWCASTLE.with_(families=4500, months=72), plan)
    check_enough(NEWCASTLE.with_(families=1500, months=72), plan, reps=3)
    with pytest.raises(FamsimError, match=r"\d repetitions \(--reps\)"):
        check_enough(NEWCASTLE.with_(families=1500, months=72), plan, reps=1)
    with pytest.raises(FamsimError, match="allowed: most = "):
        check_enough(NEWCASTLE.with_(months=72), Moves((-12, 12), follow=24, most=60).plan(NEWCASTLE.with_(months=72)))
    assert ENOUGH > 334
