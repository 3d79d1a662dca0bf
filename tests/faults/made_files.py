"""Files as unlike as chance makes them, each of which is right before anything damages it.

Scenarios of up to twelve offers a strategy, with programmes of their own and usual services; experiments over them or
over a shipped one, with levers and uncertainties of each kind of design; tables of targets.
"""

import csv
import io
import tomllib
from importlib.resources import files

import tomli_w

from famsim.evidence import judges, programme_names, the_register
from famsim.model.policy import DOORS, MAX_OFFERS
from famsim.scenario import shipped_names, shipped_text
from famsim.scenario.usual import SETS

CHANNELS = ("level", "buffer", "commitment", "distress", "capability", "parenting", "relief")
DESIGNS = ("grid", "latin hypercube", "sobol", "list")
BESIDE = "own.toml"  # what an experiment calls the scenario beside it


def offers_that_ship():
    """Return the tables of the offers of register programmes in the scenarios that come with famsim."""
    known = programme_names()
    raw = [tomllib.loads(shipped_text(name)) for name in shipped_names()]
    found = [offer for one in raw for strategy in one["strategy"] for offer in strategy.get("offer", [])]
    found = [offer for offer in found if offer["programme"] in known and {"places_a_month", "unlimited"} & set(offer)]
    return [{name: value for name, value in offer.items() if name != "shared_by"} for offer in found]


OFFERS, FIGURES = offers_that_ship(), the_register().figures
PULLED = [
    name
    for name, one in FIGURES.items()
    if one.low is not None and not isinstance(one.value, tuple) and not name.startswith("usual.") and not judges(name)
]


def published_rows():
    """Return the rows of the table of published figures that comes with famsim, as its reader reads them."""
    text = (files("famsim.calibration") / "published.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


ROWS = published_rows()


def targets(luck):
    """Return some of the published targets as the text of a sheet."""
    text = io.StringIO()
    writer = csv.DictWriter(text, ROWS[0].keys(), lineterminator="\n")
    writer.writeheader()
    first = luck.randrange(len(ROWS) - 12)
    writer.writerows(ROWS[first : first + luck.randint(1, 12)])
    return text.getvalue()


def figure(luck, low, high, digits=3):
    """Return a table of a value and a range about it."""
    ends = sorted({round(luck.uniform(low, high), digits) for _ in range(3)})
    return {"value": ends[len(ends) // 2], "range": [ends[0] - 0.001, ends[-1] + 0.001]}


def programme(luck):
    """Return the table of a programme of a scenario's own, for couples."""
    chosen = luck.sample(CHANNELS, luck.randint(1, 3))
    delivery = {"take_up": luck.random(), "attendance": figure(luck, 0.1, 0.9), "both_take_part": 0.5}
    return {
        "sessions": luck.randint(1, 60),
        "like": luck.choice(programme_names()),
        "cost_per_session": figure(luck, 5.0, 200.0) | {"price_year": 2014},
        "effects": {name: figure(luck, -1.0, 1.0) | {"half_life": luck.randint(1, 60)} for name in chosen},
    } | dict(luck.sample(sorted(delivery.items()), luck.randint(0, 3)))


def offer(luck, own, months):
    """Return the table of an offer: one that ships with other months and places, or of an own programme."""
    found = dict(luck.choice(OFFERS))
    if own and luck.random() < 0.4:
        doors = ["gp", *luck.sample([door for door in DOORS if door != "gp"], 2)]
        found = {"programme": luck.choice(own), "who": {"together": True}, "found": doors, "places_a_month": 9.0}
    found["begins"] = luck.randint(1, months)
    found["ends"] = luck.randint(found["begins"], 240)
    if "places_a_month" in found:
        found["places_a_month"] = luck.choice([0, 1.5, 40, 1000.0])
    return found


def scenario(luck):
    """Return the text of a scenario: strategies of up to twelve offers, own programmes, usual services."""
    usual, months = luck.choice(["off", *SETS]), luck.randint(1, 240)
    own = [f"course_{number}" for number in range(luck.randint(0, 3))]
    room = MAX_OFFERS - len(SETS[usual])
    strategies: list[dict] = [{"name": "as now"}]
    for number in range(luck.randint(1, 3)):
        offers = [offer(luck, own, months) for _ in range(luck.choice([1, 3, room]))]
        trained = {door: round(luck.random(), 2) for door in luck.sample(DOORS, 2)}
        strategies.append({"name": f"way {number}", "staff_trained": trained, "offer": offers})
    about = {"name": "made", "question": "What if?", "area": luck.choice(["luton", "newcastle-upon-tyne", "croydon"])}
    tables = {"scenario": about | {"months": months, "seed": luck.randint(1, 9), "usual": usual}}
    if own:
        tables["programme"] = {name: programme(luck) for name in own}
    names = luck.sample(PULLED, 2)
    tables |= {"strategy": strategies, "evidence": {name: FIGURES[name].value for name in names}}
    return tomli_w.dumps(tables)


def experiment(luck, beside):
    """Return the text of an experiment over a shipped scenario, or over the one that stands beside it."""
    raw = tomllib.loads(beside)
    whole = {"scenarios": [BESIDE], "strategies": [one["name"] for one in raw["strategy"]]}
    if luck.random() < 0.5:
        whole = {"scenarios": ["newcastle"], "strategies": ["business as usual", "newcastle"]}
        raw = {}
    kind, number = luck.choice(DESIGNS), luck.randint(2, 4)
    own = [f"programmes.{name}.cost_per_session" for name in raw.get("programme", {})]
    figures = list(dict.fromkeys([*own, *luck.sample(PULLED, 2)]))
    levers = [{"name": "desk", "changes": "staff_trained", "door": "money_desk", "low": 0.0, "high": 1.0}]
    uncertain = [{"figure": name} for name in figures]
    if kind == "list":
        share = [round(one / number, 3) for one in range(number)]
        levers = [{"name": "desk", "changes": "staff_trained", "door": "money_desk", "values": share}]
        uncertain = []
    design = {"kind": kind} | ({"points": 2**number} if kind in ("sobol", "latin hypercube") else {})
    about = {"name": "made", "question": "What if?", "draws": luck.randint(1, 3), "reps": luck.randint(1, 3)}
    tables = {"experiment": about | whole, "design": design, "lever": levers, "uncertainty": uncertain}
    return tomli_w.dumps(tables | {"sensitivity": {"method": "morris"}})
