"""Over random offers: heads and places conserve in every month, every referral follows an edge, levers at 0 are none.

docs/mission.md, rows I7, I9, I10 and P11: 30 offers, 300 the long way.
"""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from famsim.model.counts import Count, Stage
from famsim.model.family import NO_CONTACT
from famsim.model.policy import AGENCIES, Glance
from famsim.population.policy import policy_record, set_policy
from famsim.population.staffing import STATES, workforce

FAMILIES, MONTHS, STOCK = 200, 36, 30_000  # simulated; of the area whose staff these are
OFFERS = [30, pytest.param(300, marks=pytest.mark.long)]
WORLD = SimpleNamespace(programmes=None, area=SimpleNamespace(families=STOCK), months=MONTHS, ahead=0)


@pytest.fixture(scope="module")
def any_strategy(module_of):
    """Return the maker of random strategies."""
    return module_of(Path(__file__).parent / "random_offers.py").any_strategy


def begun(small, strategy, seed):
    """Return a small area at month 0 under a strategy."""
    run = small.small_area(FAMILIES, 0, MONTHS, seed)
    set_policy(run.p, strategy, WORLD)
    return run


def edges(p):
    """Return where a referral may be made, (doors, offers)."""
    informal = (p.policy.closed == 0.0) & (p.staff.informal_pathway > 0.0)
    return (p.policy.pathway > 0.0) | informal


@pytest.mark.parametrize("offers", OFFERS)
def test_i7_i9_i10_p11_heads_places_referrals_and_money_conserve_in_every_month(small, any_strategy, offers):
    luck, referred = np.random.default_rng(13), 0
    for seed in range(offers):
        strategy = any_strategy(luck)
        run = begun(small, strategy, seed)
        heads_conserve(workforce(strategy, run.p[0], STOCK, MONTHS))
        places = np.zeros(len(run.state.funnel[0]), np.int64)
        for month in range(1, MONTHS + 1):
            before = run.families.view(np.ndarray)[["family_id", "reached"]].copy()
            places += run.places_in(month, 1)[0]
            run.advance(1)
            given = run.state.funnel[:, :, Stage.PLACED].sum(axis=0)
            limited = run.p[0].policy.offers["limited"] == 1
            assert (given[limited] <= places[limited]).all()
            referred += follow_edges(run, before)
        money_conserves(run)
    assert referred > offers


def heads_conserve(staff):
    """I7, I9: whole heads add up to the posts in each month; no more places are filled than offered."""
    untrained, trained, lapsed, vacant, left, joined = (staff.heads[..., place] for place in range(len(STATES)))
    posts = untrained + trained + lapsed + vacant
    assert (posts == posts[:1]).all() and staff.heads.min(initial=0) >= 0
    assert (untrained + trained + lapsed == posts[:1] + joined - left).all()
    assert all(0 <= one.taught.filled <= one.taught.offered for one in staff.lessons)
    assert ((staff.trained >= 0.0) & (staff.trained <= 1.0 + 1e-12)).all()


def follow_edges(run, before):
    """I10: whoever was referred this month was so from a door with an edge; return how many."""
    families = run.families.view(np.ndarray)
    _, was, now = np.intersect1d(before["family_id"], families["family_id"], return_indices=True)
    helped = families["help_stage"][now] != NO_CONTACT
    was, now = was[helped], now[helped]
    offer, door = (families[name][now].astype(np.int64) for name in ("offer", "door"))
    far = [reached[rows, offer] for reached, rows in ((before["reached"], was), (families["reached"], now))]
    referred = (far[0] < Stage.REFERRED) & (far[1] >= Stage.REFERRED)
    assert edges(run.p[0])[door[referred], offer[referred]].all()
    return int(referred.sum())


def money_conserves(run):
    """P11: what each agency's talks cost adds up, and so do the parts of all pence; who is referred has a referrer."""
    total = run.accounts.sum(axis=0, dtype=np.int64)
    agencies = range(len(AGENCIES))
    assert sum(total[Count.TALKS_BY_HEALTH + one] for one in agencies) == total[Count.PENCE_TALKS]
    parts = (Count.PENCE_TALKS, Count.PENCE_SESSIONS, Count.PENCE_SPECIALIST)
    assert sum(total[one] for one in parts) == total[Count.PENCE]
    people = sum(total[Count.REFERRED_BY_HEALTH + one] for one in agencies)
    assert people >= run.state.funnel[:, :, Stage.REFERRED].sum()


def test_i10_with_every_link_deleted_nobody_is_referred(small, any_strategy):
    """I10: over random offers: conversations are held, and not one referral is made."""
    luck, talked = np.random.default_rng(10), 0
    for seed in range(10):
        run = begun(small, any_strategy(luck).with_(pathways=[], signposting=False), seed)
        run.advance(MONTHS)
        total = run.accounts.sum(axis=0, dtype=np.int64)
        talked += run.state.funnel[:, :, Stage.CONVERSATION].sum()
        assert not run.state.funnel[:, :, Stage.REFERRED :].any()
        assert not total[Count.REFERRED_BY_HEALTH : Count.REFERRED_BY_OTHERS + 1].any() and not total[Count.DUPLICATED]
    assert talked > 0


NOTHING = {  # each lever at zero, or with a figure that takes its effect away
    "train": ({"train": []}, {}),
    "navigator": ({"navigator": {"posts": 0.0, "doors": ["gp"]}}, {}),
    "advice": ({"navigator": {"posts": 5.0, "doors": ["gp"]}}, {"advice_gain": 0.0}),
    "questionnaire": ({"questionnaire": True}, {"questionnaire": 1.0}),
    "delay": ({"pathways": [{"agency": "health", "to": "relationship_group", "works": 0.0, "delay": 0}]}, {}),
    "pathway": ({"pathways": [{"door": "gp", "to": "relationship_group", "works": 0.0}]}, {}),
}


@pytest.mark.parametrize("lever", NOTHING)
def test_a_lever_at_zero_changes_not_a_byte(small, any_strategy, lever):
    done, figures = NOTHING[lever]
    group = {"programme": "relationship_group", "found": ["gp", "school"], "places_a_month": 0.5}
    plain = any_strategy(np.random.default_rng(5), levers=False).with_(offers=[group])
    runs = [begun(small, strategy, 3) for strategy in (plain, plain.with_(**done))]
    for run, strategy in zip(runs, (plain, plain.with_(**done)), strict=True):
        for name, value in figures.items():
            run.p[0].staff[name] = value
        set_policy(run.p, strategy, WORLD)
        run.advance(MONTHS)
    assert small.contents(runs[0]) == small.contents(runs[1])


def test_one_look_at_an_offer_tells_what_its_rows_do(small):
    """To the byte: with every offer's rows gone through each month, families live as they do where one look tells."""
    from famsim.scenario import Strategy

    found = {"found": ["gp", "school"], "places_a_month": 0.5}
    whom = {"couple_counselling": "together", "debt_advice": "in_arrears", "mediation": "apart", "parenting_group": ""}
    offers = [{"programme": name, "who": {who: True} if who else {}} | found for name, who in whom.items()]
    offers[2] |= {"begins": 9, "ends": 20}
    one_look, gone_through = (begun(small, Strategy(name="four", offer=offers), 3) for _ in range(2))
    told = [int(glance) for glance in one_look.p[0].policy.offers["glance"]][: len(offers)]
    assert told == [Glance.TOGETHER, Glance.IN_ARREARS, Glance.APART, Glance.ANYONE]
    gone_through.p["policy"]["offers"]["glance"] = Glance.ROWS
    for run in (one_look, gone_through):
        run.advance(MONTHS)
    assert one_look.state.funnel[:, :, Stage.CONVERSATION].any()
    assert small.contents(one_look) == small.contents(gone_through)


def test_staff_trained_by_heads_move_what_is_noticed_as_their_share_does(small):
    """Where nobody leaves or forgets, heads are the share of those who see families, to the byte."""
    from famsim.scenario import Strategy

    group = {"programme": "relationship_group", "found": ["school"], "places_a_month": 0.5}
    heads = Strategy(name="heads", train=[{"door": "school", "staff": 63, "begins": 1}], offer=[group])
    run = begun(small, heads, 3)
    for name in ("leaves", "lapses", "culture_spots"):
        run.p[0].staff[name] = 0.0
    set_policy(run.p, heads, WORLD)
    same = begun(small, heads, 3)
    same.p["policy"] = policy_record(Strategy(name="share", staff_trained={"school": 63 / 81}, offer=[group]))
    for name in ("leaves", "lapses", "culture_spots"):
        same.p[0].staff[name] = 0.0
    run.advance(MONTHS)
    same.advance(MONTHS)
    assert small.contents(run) == small.contents(same)
