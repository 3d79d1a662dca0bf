"""Conservation, ranges, what is paid: exact, every month.

Each check is a function that a planted fault must make fail: `test_the_check_sees_its_fault` plants one in each.
"""

import numpy as np
import pytest

from famsim.measures.ledger import couple_months
from famsim.model.counts import FINE, Count, Stage
from famsim.model.family import APART, ATTENDING, COHABITING, LEFT, MARRIED, NEVER, NEVER_TOGETHER
from famsim.model.identity import N_CELLS
from famsim.model.policy import DOORS

MONTHS = 36
POLICY = {"places_a_month": 60_000.0, "priority": "need"}


def born_and_under_18(families, month):
    """Say which children of each family are under 18, from their birth months alone."""
    age = month - families.children["birth_month"].astype(np.int64)
    return (age >= 0) & (age < 216)


def leaves_next(families, month):
    """Say which families leave in the month: the youngest turns 18 and no birth is expected."""
    youngest = families.children["birth_month"][np.arange(families.size), np.maximum(families.n_children, 1) - 1]
    here = families.status != LEFT
    return here & (families.n_children > 0) & (families.due_month == NEVER) & (month - youngest.astype(int) >= 216)


def every_month_balances(world, tamper=None):
    """Families in + entrants = present + left; children likewise; the book says what the families are."""
    run, left, entered = world.under(world.for_all(**POLICY)), 0, 0
    for month in range(1, MONTHS + 1):
        before = int((run.families.status != LEFT).sum())
        leaving, arriving = int(leaves_next(run.families, month).sum()), len(run.arrivals(month))
        run.advance(1)
        if tamper is not None:
            tamper(run, month)
        families, book = run.families, run.state.tallies[month - 1].sum(axis=0)
        here = families[families.status != LEFT]
        left, entered = left + leaving, entered + arriving
        assert here.size == before + arriving - leaving == book[Count.FAMILIES]
        couples = (here.status == MARRIED) | (here.status == COHABITING)
        assert book[Count.COUPLES] == couples.sum() == here.size - book[Count.LONE]
        children = born_and_under_18(here, month)
        assert book[Count.CHILDREN] == children.sum() == book[Count.COUPLE_CHILDREN] + children[~couples].sum()
        assert book[Count.BIRTHS] == (here.children["birth_month"] == month).sum()
        parted = (here.status == APART) & (here.parted_month == month)
        assert book[Count.LOSSES] + book[Count.EXITS] == parted.sum()
    assert left > 20
    assert entered > 20


def accounts_add_up_to_tallies(world, tamper=None):
    """What is booked to families is what is booked to months and groups, count by count."""
    run = world.after(world.for_all(**POLICY))
    if tamper is not None:
        tamper(run, MONTHS)
    assert (world.accounts(run).sum(axis=0, dtype=np.int64) == run.state.tallies.sum(axis=(0, 1))).all()
    cells = run.state.account_cells[: len(world.accounts(run))]
    by_cell = np.stack([np.bincount(cells, world.accounts(run)[:, k], N_CELLS) for k in (Count.FAMILIES, Count.PENCE)])
    chances = couple_months(run).chances
    either = world.accounts(run, Count.EXPECTED_LOSSES) + world.accounts(run, Count.EXPECTED_EXITS)
    assert (chances.sum(axis=1) == either).all()
    assert (by_cell == run.state.tallies.sum(axis=0)[:, [Count.FAMILIES, Count.PENCE]].T).all()


def places_given_never_exceed_those_that_come_up(world, spare=0):
    """Contacts do not exceed capacity; of the places that nobody takes in a month one is held for the next."""
    run = world.after(world.for_all(**POLICY))
    come_up = np.array([run.places(month)[0] for month in range(1, MONTHS + 1)]) - spare
    placed = run.state.tallies[:, :, Count.PLACED].sum(axis=1)
    assert (placed <= come_up + 1).all()
    assert (placed.cumsum() <= come_up.cumsum()).all()
    assert placed.sum() > 0


def pence_are_unit_costs(world, forgotten=None):
    """What is spent is the sum over kinds of contact of how many there were x what one costs, in whole pence."""
    names = ("conversation", "referral", "specialist", "session")

    def priced(**pence):
        def change(p):
            for name in names[:3]:
                p.costs[name] = pence.get(name, 0) / 100
            p.programmes["cost_per_session"] = pence.get("session", 0) / 100

        run = world.after(world.for_all(**POLICY), change=change)
        return run, world.accounts(run, Count.PENCE).astype(np.int64)

    numbers = {name: priced(**{name: 1})[1] for name in names if name != forgotten}
    costs = {"conversation": 1513, "referral": 1007, "specialist": 30011, "session": 3503}
    run, spent = priced(**costs)
    assert (spent == sum(costs[name] * number for name, number in numbers.items())).all()
    assert min(number.sum() for number in numbers.values()) > 0
    assert numbers["specialist"].sum() == world.total(run, Count.ROUTED)
    assert (numbers["session"] >= world.accounts(run, Count.SESSIONS)).all()
    assert (numbers["conversation"] >= numbers["referral"]).all()


def the_funnel_nests(world, tamper=None):
    """Every stage is part of the one before, in every month's running total; the book agrees with it."""
    run = world.after(world.for_all(who={"together": True, "children": [1, 5]}, **POLICY))
    if tamper is not None:
        tamper(run, MONTHS)
    funnel = run.state.funnel[:, 0, :].cumsum(axis=0)
    assert (np.diff(funnel, axis=1) <= 0).all()
    assert funnel[-1, Stage.STARTED] == world.total(run, Count.STARTED)
    assert funnel[-1, Stage.PLACED] <= world.total(run, Count.PLACED)
    assert funnel[-1, Stage.COMPLETED] == world.total(run, Count.COMPLETED) > 0


def everything_is_in_range(world, tamper=None):
    """No number is missing, chances are chances, months are in order, nothing is given to a couple that parted."""
    run = world.under(world.for_all(**POLICY))
    for month in range(1, MONTHS + 1):
        run.advance(1)
        if tamper is not None:
            tamper(run, month)
        f = run.families[run.families.status != LEFT]
        numbers = [f[name] for name in f.dtype.names if f.dtype[name] == np.float64]
        numbers += [
            f[who][name] for who in ("mother", "other") for name in ("quality", "trait", "drift", "level", "learned")
        ]
        assert all(np.isfinite(values).all() and (np.abs(values) < 30).all() for values in numbers)
        assert np.isin(f.status, (MARRIED, COHABITING, APART, NEVER_TOGETHER)).all()
        assert ((f.harm_bits >= 0) & (f.harm_bits < 4096) & (f.debt >= 0) & (f.n_children <= 5)).all()
        ever = f.exposed_month > NEVER
        again = f.together_month > f.exposed_month  # another couple by now, which may be on the way to it
        assert (f.exposed_month <= f.start_month)[ever].all()
        assert (f.exposed_month == f.start_month)[ever & ~again].all()
        assert ((f.noticed_month <= month) & ((f.joined_month <= f.start_month) | again))[ever].all()
        order = np.diff(
            np.where(f.children["birth_month"] == NEVER, 32_000, f.children["birth_month"]).astype(int), axis=1
        )
        assert ((order >= 9) | (order == 0)).all()
        apart = (f.status == APART) | (f.status == NEVER_TOGETHER)
        assert (f.eff_commitment[apart] == 0).all()
        assert not (f.harmful[apart]).any()
        assert not ((f.help_stage == ATTENDING) & (f.start_month < month))[apart & (f.parted_month < month)].any()
        book = run.state.tallies[month - 1].sum(axis=0)
        assert 0 <= book[Count.DISTRESSED_CHILDREN] <= FINE * book[Count.COUPLE_CHILDREN]
        assert 0 <= book[Count.SDQ_HIGH] <= FINE * book[Count.SDQ_CHILDREN] <= FINE * book[Count.CHILDREN]


def nobody_lives_on_after_leaving(world, tamper=None):
    """No event after exit: a family's months in the book end with it."""
    run = world.under(world.for_all(**POLICY))
    here = np.zeros(len(run.state.account_ids), int)
    for month in range(1, MONTHS + 1):
        run.advance(1)
        if tamper is not None:
            tamper(run, month)
        here[run.families.account[run.families.status != LEFT]] += 1
    assert (here == run.state.accounts[:, Count.FAMILIES]).all()


CHECKS = (
    every_month_balances,
    accounts_add_up_to_tallies,
    places_given_never_exceed_those_that_come_up,
    pence_are_unit_costs,
    the_funnel_nests,
    everything_is_in_range,
    nobody_lives_on_after_leaving,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_books(world, check):
    check(world)


def in_month(number, harm):
    """Return a tamper that does harm in one month only."""

    def tamper(run, month):
        if month == number:
            harm(run)

    return tamper


def lose_a_family(run):
    run.state.families["status"][np.flatnonzero(run.families.status == MARRIED)[0]] = LEFT


def lose_a_child(run):
    two = np.flatnonzero(run.families.n_children == 2)[-1]
    run.state.families["n_children"][two], run.state.families["children"]["birth_month"][two, 1] = 1, NEVER


def count_a_family_twice(run):
    run.state.tallies[run.month - 1, 0, Count.FAMILIES] += 1


def book_a_penny(run):
    run.state.accounts[0, Count.PENCE] += 1


def move_a_penny(run):
    run.state.accounts[0, Count.PENCE] += 1
    other = np.flatnonzero(run.state.account_cells != run.state.account_cells[0])[0]
    run.state.accounts[other, Count.PENCE] -= 1


def forget_a_chance(run):
    run.state.couple_months[0, 5] += 1


def miss_a_stage(run):
    run.state.funnel[0, 0, Stage.NOTICED] -= run.state.funnel[:, 0, Stage.NOTICED].sum()


def start_twice(run):
    run.state.tallies[0, 0, Count.STARTED] += 1


def mislay_a_number(run):
    run.state.families["strain_short"][np.flatnonzero(run.families.status == MARRIED)[0]] = np.nan


def treat_a_parted_couple(run):
    apart = np.flatnonzero((run.families.status == APART) & (run.families.parted_month < run.month - 3))[0]
    run.state.families["help_stage"][apart], run.state.families["start_month"][apart] = ATTENDING, run.month - 1


def unborn_before_its_sibling(run):
    two = np.flatnonzero(run.families.n_children == 2)[0]
    run.state.families["children"]["birth_month"][two, 1] = run.families.children["birth_month"][two, 0] - 30


FAULTS = (
    (every_month_balances, {"tamper": in_month(5, lose_a_family)}),
    (every_month_balances, {"tamper": in_month(5, lose_a_child)}),
    (every_month_balances, {"tamper": in_month(5, count_a_family_twice)}),
    (accounts_add_up_to_tallies, {"tamper": in_month(MONTHS, book_a_penny)}),
    (accounts_add_up_to_tallies, {"tamper": in_month(MONTHS, move_a_penny)}),
    (accounts_add_up_to_tallies, {"tamper": in_month(MONTHS, forget_a_chance)}),
    (places_given_never_exceed_those_that_come_up, {"spare": 1}),
    (pence_are_unit_costs, {"forgotten": "specialist"}),
    (pence_are_unit_costs, {"forgotten": "conversation"}),
    (the_funnel_nests, {"tamper": in_month(MONTHS, miss_a_stage)}),
    (the_funnel_nests, {"tamper": in_month(MONTHS, start_twice)}),
    (everything_is_in_range, {"tamper": in_month(7, mislay_a_number)}),
    (everything_is_in_range, {"tamper": in_month(7, treat_a_parted_couple)}),
    (everything_is_in_range, {"tamper": in_month(7, unborn_before_its_sibling)}),
    (nobody_lives_on_after_leaving, {"tamper": in_month(7, lose_a_family)}),
)


@pytest.mark.parametrize(("check", "fault"), FAULTS, ids=lambda part: part.__name__ if callable(part) else "")
def test_the_check_sees_its_fault(world, check, fault):
    """One thing is wrong, and the check must fail."""
    with pytest.raises((AssertionError, KeyError)):
        check(world, **fault)


def test_a_family_that_has_left_is_given_no_place(world):
    """The youngest child's 18th birthday takes a family out of the queue."""

    def certain(p):
        p.staff.conversation_untrained = p.staff.informal_pathway = 1.0
        p.doors[DOORS.index("school")].ways["chance"] = p.doors[DOORS.index("school")].most = 1.0
        p.programmes["take_up"], p.support.screen_specificity, p.support.gives_up_waiting = 1.0, 1.0, 0.0

    policy = world.for_all(places_a_month=9_000.0, who={"youngest_age": [17, 18], "together": True})
    run = world.under(policy, change=certain)
    for _ in range(11):  # within a year, before those who left are dropped from the array
        run.advance(1)
        gone = run.families[run.families.status == LEFT]
        eighteen = gone.children["birth_month"][np.arange(gone.size), gone.n_children - 1].astype(int) + 216
        assert not ((gone.help_stage == ATTENDING) & (gone.start_month > eighteen + 1)).any()
    assert gone.size > 3
