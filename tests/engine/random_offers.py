"""Strategies as unlike as chance makes them: offers, staff trained by heads, pathways, delays, stand-ins."""

from famsim.errors import ScenarioError
from famsim.evidence import programme_names
from famsim.model.policy import DOORS, PRIORITIES, ROLES
from famsim.rules.authority.workforce import KINDS
from famsim.scenario import Strategy

MOST = 3  # offers


def any_strategy(luck, levers=True):
    """Return a strategy; without its levers the same offers alone, along every edge that is signposted."""
    while True:
        offers = any_offers(luck)
        try:
            return Strategy(name="any", offer=offers, **(any_levers(luck, offers) if levers else {}))
        except ScenarioError:  # nobody whom an offer is for comes to its doors
            continue


def any_offers(luck):
    """Return the tables of a few offers."""
    programmes = luck.choice(programme_names(), luck.integers(1, MOST + 1), replace=False)
    return [any_offer(str(one), luck) for one in programmes]


def any_offer(programme, luck):
    """Return the table of one offer."""
    limited = (
        {"places_a_month": round(float(luck.uniform(0.05, 1.0)), 2)} if luck.random() < 0.7 else {"unlimited": True}
    )
    begins = int(luck.integers(1, 12))
    return {
        "programme": programme,
        "found": some_doors(luck),
        "begins": begins,
        "ends": begins + int(luck.integers(6, 40)),
        "priority": str(luck.choice(PRIORITIES)),
        "invites": str(luck.choice(("noticed", "everyone"))),
        **limited,
    }


def some_doors(luck):
    """Return some of the doors."""
    return [str(one) for one in luck.choice(DOORS, luck.integers(1, len(DOORS) + 1), replace=False)]


def any_levers(luck, offers):
    """Return what a strategy does besides making offers."""
    edges = [
        {
            "door": door,
            "to": offer["programme"],
            "works": round(float(luck.random()), 2),
            "delay": int(luck.integers(3)),
        }
        for offer in offers
        for door in some_doors(luck)
    ]
    stand_in = [one["programme"] for one in offers[1:]]
    if stand_in and "unlimited" not in offers[0]:
        offers[0]["stands_in"] = str(luck.choice(stand_in))
    return {
        "pathways": edges,
        "train": [any_course(luck) for _ in range(luck.integers(4))],
        "signposting": bool(luck.integers(2)),
        "questionnaire": bool(luck.integers(2)),
        "data_shared": bool(luck.integers(2)),
        "navigator": {"posts": float(luck.integers(4)), "doors": some_doors(luck), "begins": int(luck.integers(1, 12))},
    }


def any_course(luck):
    """Return one line of training, of more staff than a small area has too."""
    kind = str(luck.choice(KINDS))
    return {
        "door": str(luck.choice(DOORS)),
        "staff": int(luck.integers(1, 60)),
        "begins": int(luck.integers(1, 24)),
        "kind": kind,
        "coached": bool(luck.integers(2)),
        "generations": int(luck.integers(1, 4)) if kind == "train_the_trainer" else 1,
        **({"role": str(luck.choice(ROLES))} if luck.integers(2) else {}),
    }
