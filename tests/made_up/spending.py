"""Runs made up for the ledger: strategies of any offers, and families who talk, come and are routed, at real prices."""

import numpy as np

from famsim.evidence import programme_names
from famsim.measures.ledger import PairLedger
from famsim.measures.outcome import Outcome
from famsim.measures.places import Places
from famsim.model.boxes import N_BOXES
from famsim.model.counts import N_COUNTS, N_STAGES, OFFERS_A_COUNT, PLACE_BITS, PLACED_BY, Count, Stage
from famsim.model.policy import AGENCIES, MAX_OFFERS
from famsim.runs.money import money_figures
from famsim.scenario import Strategy, load_scenario

SOME_MONTH = (4096 - 100) << 24  # ids of families that entered a hundred months before month 0
DOORS = {"couples": "health_visitor", "apart": "school"}
WHOM = {"coparenting_course": "apart", "mediation": "apart"}
COURSES = {"gp": 3, "school": 5, "midwife": 2, "family_hub": 4}


class World:
    """Enough of a world to price by: an area of 9,000 families, each simulated one standing for k."""

    def __init__(self, months, k):
        self.overrides, self.own, self.programmes, self.months = {}, (), programme_names(), months
        self.area = type("Area", (), {"families": 9000})
        self.sample = type("Sample", (), {"k": k})


def strategy(luck, name):
    """Return a strategy of up to four offers, with pathways, and staff trained in one way or another."""
    chosen = luck.choice(programme_names(), luck.integers(1, 5), replace=False).tolist()
    offers = [
        {"programme": one, "found": [DOORS[WHOM.get(one, "couples")]], "places_a_month": 5.0, "begins": 1}
        for one in chosen
    ]
    to = [{"door": "gp", "to": one, "works": 0.5} for one in chosen[: luck.integers(0, 3)]]
    more = {}
    if luck.random() < 0.5:
        door = str(luck.choice(list(COURSES)))
        kind = str(luck.choice(["bought", "free", "train_the_trainer"]))
        more["train"] = [{"door": door, "staff": COURSES[door], "kind": kind, "begins": 2, "coached": True}]
    if luck.random() < 0.5:
        more["staff_trained"] = {"nursery": float(luck.random())}
    if luck.random() < 0.3:
        sees = {"sees": chosen[0], "posts": 4} if len(chosen) > 2 else {"posts": 1}
        more["navigator"] = {"doors": ["gp"], "begins": 4} | sees
    return Strategy(name=name, offer=offers, pathways=to, **more, **money(luck))


def money(luck):
    """Return nothing, a budget with what others add in all or by year, or a grant after which offers go on."""
    which = luck.integers(0, 4)
    if which == 0:
        return {}
    if which == 1:
        return {"budget": 50_000, "match_funding": float(luck.integers(0, 50_000))}
    if which == 2:
        return {"budget": [30_000, 20_000], "match_funding": [0, float(luck.integers(1, 40_000))]}
    five = ("stakeholders", "breadth", "depth", "innovation", "strategic_fit")
    return {"grant": {"ends": int(luck.integers(4, 20))} | dict.fromkeys(five, 0.5)}


def scenario(strategies, **changed):
    """Return a scenario of some strategies over two years."""
    usual = load_scenario("newcastle")
    return usual.with_(strategies=tuple(strategies), months=24, **changed)


def lived(luck, of, figures, draw=0, families=40):
    """Return an outcome in which families talk, wait, come and are routed; its series is its families' own."""
    series, accounts = np.zeros((24, N_COUNTS), np.int64), np.zeros((families, N_COUNTS), np.int32)
    funnel = np.zeros((24, MAX_OFFERS, N_STAGES), np.int64)
    courses, talk, send = figures.of(of).courses, pence(figures, "costs.conversation"), round(figures.referral)

    def count(family, month, column, amount):
        series[month, column] += amount
        accounts[family, column] += amount

    def spend(family, month, column, amount):
        count(family, month, column, amount)
        count(family, month, Count.PENCE, amount)

    for family in range(families):
        for _ in range(luck.integers(0, 3)):
            month, whose = int(luck.integers(0, 24)), int(luck.integers(0, len(AGENCIES)))
            sent, again = int(luck.random() < 0.6), int(luck.random() < 0.2)
            spent = talk * (1 + again) + send * (sent + again)
            spend(family, month, Count.PENCE_TALKS, spent)
            count(family, month, Count.TALKS_BY_HEALTH + whose, spent)
            count(family, month, Count.REFERRED_BY_HEALTH + whose, sent)
            count(family, month, Count.DUPLICATED, again)
        if luck.random() < 0.4:
            offer, month = int(luck.integers(0, len(courses))), int(luck.integers(0, 24))
            of_some, place = divmod(offer, OFFERS_A_COUNT)
            count(family, month, PLACED_BY[of_some], 1 << PLACE_BITS * place)
            funnel[month, offer, Stage.STARTED] += 1
            count(family, month, Count.STARTED, 1)
            for after in range(min(courses[offer].lasts, 24 - month)):
                held = min(courses[offer].a_month, courses[offer].sessions - after * courses[offer].a_month)
                spend(family, month + after, Count.PENCE_SESSIONS, held * round(courses[offer].cost * 100))
                count(family, month + after, Count.SESSIONS, held)
        if luck.random() < 0.1:
            spend(family, int(luck.integers(0, 24)), Count.PENCE_SPECIALIST, pence(figures, "costs.specialist"))
    for column in (Count.MOTHERS_DISTRESSED, Count.MOTHERS_HARMED, Count.SDQ_HIGH, Count.CHILDREN_IN_HARM):
        for family in range(families):
            count(family, int(luck.integers(0, 24)), column, int(luck.integers(0, 4)))
    nobody = PairLedger(np.zeros(0, np.int32), np.zeros((0, N_BOXES), np.int32))
    ids, cells = SOME_MONTH + np.arange(families), luck.integers(0, 5, families).astype(np.int16)
    return Outcome(of.name, draw, 0, 1, series, funnel, accounts, ids, cells, nobody)


def pence(figures, name):
    """Return a price in whole pence."""
    return round(figures.number(name) * 100)


def figures_of(strategies, draw=0, k=1.0):
    """Return the figures of a draw, and what some strategies cost by them."""
    return money_figures(World(24, k), draw, strategies)


NOBODY = Places()
