"""The page's tables, from what was gathered; names of strategies and questions are kept as data, never as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from famsim.handover.page.keys import Tables
from famsim.handover.page.labels import add_labels
from famsim.handover.page.layers import GROUP_KEYS, SHOWN_AS, WORTH, add_layers
from famsim.handover.page.made import add_made, each
from famsim.handover.page.missed import STEPS, WAYS_SHOWN, for_whom, meant, never_noticed, of_strategy
from famsim.handover.page.rests import add_rests
from famsim.measures import DIMENSIONS
from famsim.model.identity import MONTHS_A_YEAR
from famsim.release import __version__
from famsim.scenario import Offer, Scenario, Strategy, config_hash, financial_year, prices_of
from famsim.writing import door, listed, programme_words, who_label, whom_of

if TYPE_CHECKING:
    from famsim.handover.page.gathering import Gathered

WINDOW = ("best_month", "best", "as_good_from", "as_good_to", "opens", "closes", "no_return")
HUNDRED = 100
LIVED = {  # which families are followed
    "stock": "families with children",
    "birth cohort": "families with children, of these the couples who conceived their first child in the year before",
}


def tables_of(gathered: Gathered) -> Tables:
    """Return every table of the page."""
    tables = Tables()
    add_facts(tables, gathered)
    add_strategies(tables, gathered)
    add_made(tables, gathered)
    add_missed(tables, gathered)
    add_offers(tables, gathered)
    add_worth(tables, gathered)
    add_layers(tables, gathered)
    add_rests(tables, gathered)
    add_labels(tables, gathered)
    return tables


def add_facts(tables: Tables, gathered: Gathered) -> None:
    """Add the facts of the page: what was asked, of whom, and how."""
    scenario, world = gathered.scenario, gathered.comparison.world
    sampled = scenario.families is not None and scenario.families < world.area.families
    facts = {
        "area": world.area.title,
        "name": scenario.name,
        "question": plainly(" ".join(scenario.question.split())),
        "comparator": scenario.strategies[0].name,
        "over": lasting(scenario.months),
        "families": float(world.area.families),
        "lived": LIVED[scenario.start],
        "simulated": float(scenario.families) if sampled and scenario.families else float(world.area.families),
        "seed": str(scenario.seed),
        "run": config_hash(scenario)[:12],
        "version": __version__,
        "follow": lasting(gathered.timing.plan.follow),
        "interval": 0.95,
        "hundred": float(HUNDRED),
        "prices": f"{financial_year(prices_of(scenario).year)} prices",
    }
    texts = ("area", "name", "question", "comparator", "seed", "run", "version", "lived", "prices", "over", "follow")
    formats = {name: "text" if name in texts else "share" if name == "interval" else "whole" for name in facts}
    tables.add("facts", formats, {"all": facts})


def lasting(months: int) -> str:
    """Return so many months in words: in years where they are whole."""
    number, unit = (months // MONTHS_A_YEAR, "year") if months % MONTHS_A_YEAR == 0 else (months, "month")
    return f"{number} {unit}{'' if number == 1 else 's'}"


COUNTED = ("helped", "helped_with_effect", "in_need", "missed")  # families


def add_strategies(tables: Tables, gathered: Gathered) -> None:
    """Add what each strategy is, reaches, costs and changes."""
    comparison = gathered.comparison
    costs = {row["strategy"]: row for row in comparison.tables["summary"].to_dict("records")}
    rows = {}
    for place, strategy in enumerate(gathered.scenario.strategies):
        cost = costs[strategy.name]
        rows[f"s{place}"] = (
            {
                "name": opened(strategy.name),
                "what": what_it_is(strategy, gathered.scenario),
                "share_missed": cost["missed"] / cost["in_need"] if cost["in_need"] else float("nan"),
            }
            | for_whom(of_strategy(comparison.tables["funnel"], strategy.name))
            | {name: cost[name] for name in (*COUNTED, "total")}
            | {"each": each(cost["total"], cost["helped"])}
        )
    counts = (*COUNTED, "times")
    formats = {
        "name": "text",
        "what": "text",
        "share_missed": "share",
        "share_unhelped": "share",
        "total": "pounds",
        "each": "pounds",
    }
    tables.add("strategies", formats | dict.fromkeys(counts, "count"), rows)


def opened(name: str) -> str:
    """Return a name as a page shows it by itself: with a capital."""
    return name[:1].upper() + name[1:]


def what_it_is(strategy: Strategy, scenario: Scenario) -> str:
    """Return what a strategy does, in words."""
    done = [offered(offer, scenario) for offer in strategy.offers]
    if strategy.staff_trained:
        done.append(f"staff trained: {listed([door(name) for name in strategy.staff_trained])}")
    if strategy.train:
        trained = dict.fromkeys(line.door for line in strategy.train)
        done.append(f"staff trained by heads: {listed([door(name) for name in trained])}")
    if strategy.data_shared:
        done.append("doors share what they know")
    if strategy.waits_shortened > 0:
        done.append("waits are shortened")
    return "; ".join(done) if done else "no offer: families come to the usual doors all the same"


def offered(offer: Offer, scenario: Scenario) -> str:
    """Return one offer in words."""
    rows = [plainly(who_label(row)) for row in offer.who if row.feature != "together"]
    anyone, several = whom_of(offer, scenario)
    whom = f"{several} ({listed(rows)})" if rows else anyone
    return f"{programme_words(offer.programme)} for {whom}{', all invited' if offer.invites == 'everyone' else ''}"


PLAINLY = {  # of the trade, and of the people in the room
    "history of difficulties": "hard times before",
    "and a history": "and hard times before",
    "are found early": "are met early",
}


def plainly(says: str) -> str:
    """Return what a scenario asks, or an offer asks of families, as a room says it."""
    for trade, room in PLAINLY.items():
        says = says.replace(trade, room)
    return says


def add_missed(tables: Tables, gathered: Gathered) -> None:
    """Add how far families in need come, in families and as a hundred dots; and the share missed by group."""
    rows, groups = {}, {}
    for place, strategy in enumerate(gathered.scenario.strategies):
        mine = gathered.missed[gathered.missed.strategy == strategy.name]
        ways = never_noticed(mine, of_strategy(gathered.comparison.tables["funnel"], strategy.name))
        total = sum(ways.values())
        for way, of_hundred in zip(WAYS_SHOWN, dots_of([ways[way] for way in WAYS_SHOWN]), strict=True):
            share = ways[way] / total if total else float("nan")
            rows[f"s{place}.{way}"] = {"families": ways[way], "share": share, "dots": of_hundred}
        for name, values in DIMENSIONS.items():
            for number, value in enumerate(values):
                found = mine[mine.group == f"{name}={value}"].set_index("way").families
                need, reached = float(found.sum()), float(found["helped"])
                missed = (need - reached) / need if need else float("nan")
                groups[f"s{place}.{name}.{number}"] = {"in_need": need, "missed": need - reached, "share": missed}
    tables.add("ways", {"families": "count", "share": "share", "dots": "whole"}, rows)
    tables.add("groups", {"in_need": "count", "missed": "count", "share": "share"}, groups)


def add_offers(tables: Tables, gathered: Gathered) -> None:
    """Add how far families come of those whom each offer is for: as often as they become such, and a share a step."""
    offers, steps = {}, {}
    for place, strategy in enumerate(gathered.scenario.strategies):
        found = of_strategy(gathered.comparison.tables["funnel"], strategy.name)
        for number, offer in enumerate(strategy.offers, 1):
            mine, key = found[found.offer == number], f"s{place}.o{number}"
            times = meant(mine)
            offers[key] = {"name": offered(offer, gathered.scenario), "times": times}
            reached = mine.set_index("stage").episodes
            for name, (stage, _) in STEPS.items():
                share = float(reached[int(stage)]) / times if times else float("nan")
                steps[f"{key}.{name}"] = {"share": share}
    tables.add("offers", {"name": "text", "times": "count"}, offers)
    tables.add("steps", {"share": "share"}, steps)


def dots_of(families: list[float]) -> list[int]:
    """Return a hundred dots shared out like some numbers, by largest remainders."""
    total = sum(families)
    if total == 0:
        return [0] * len(families)
    exact = [HUNDRED * one / total for one in families]
    dots = [int(one) for one in exact]
    for place in sorted(range(len(exact)), key=lambda i: dots[i] - exact[i])[: HUNDRED - sum(dots)]:
        dots[place] += 1
    return dots


def add_worth(tables: Tables, gathered: Gathered) -> None:
    """Add what help is worth by month, with intervals, and the windows."""
    cells = gathered.timing.tables["timing"]
    months = [str(month) for month in gathered.timing.plan.moves]
    names = GROUP_KEYS
    keys = cells.event + "." + cells.group.map(names) + "." + cells.programme + "." + cells.measure
    for column in WORTH:
        shown = cells[column].where(cells.shown & cells.comparable)
        rows: dict[str, dict[str, Any]] = {}
        for key, month, value in zip(keys, cells.month, shown, strict=True):
            rows.setdefault(key, {})[str(month)] = value
        tables.add(f"worth_{column}", dict.fromkeys(months, SHOWN_AS[column]), rows)
    windows = gathered.timing.tables["windows"]
    found = {}
    for row in windows.to_dict("records"):
        key = f"{row['event']}.{names[row['group']]}.{row['programme']}.{row['measure']}"
        found[key] = {name: row[name] for name in WINDOW}
    tables.add("windows", dict.fromkeys(WINDOW, "month") | {"best": "worth"}, found)
