"""What each strategy comes to in the lives that the page was made from: until a room changes something, it shows these.

So that one thing has one number: a sample that is lived in the page differs from these by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from famsim.handover.page.keys import Tables
from famsim.handover.page.labels import RESULT_NAMES, SPARED
from famsim.handover.page.registry import worthwhile

if TYPE_CHECKING:
    from famsim.handover.page.gathering import Gathered

ENDS = ("estimate", "low", "high", "at_most", "least")
SIZES = {"size": "estimate", "near": "high", "far": "low"}  # without a sign, to be said with "more" or "fewer"


def add_made(tables: Tables, gathered: Gathered) -> None:
    """Add every strategy's results against the comparator, and what it costs, as `famsim compare` has them."""
    differences, costs = (gathered.comparison.tables[name] for name in ("differences", "costs"))
    summary = gathered.comparison.tables["summary"].set_index("strategy")
    least = smallest(gathered)
    rows: dict[str, dict[str, Any]] = {}
    paid: dict[str, dict[str, Any]] = {}
    for place, strategy in enumerate(gathered.scenario.strategies):
        mine = differences[(differences.strategy == strategy.name) & (differences.group == "all")].set_index("measure")
        for name in RESULT_NAMES if place else ():
            found = {end: float(mine.at[name, end]) for end in ENDS[:-1]}
            said = turned(found) if name in SPARED else found
            sizes = {size: abs(said[end]) for size, end in SIZES.items()}
            rows[f"s{place}.{name}"] = said | sizes | {"least": least.get(name, 0.0)}
        total = costs[(costs.strategy == strategy.name) & (costs["item"] == "total")].iloc[0]
        paid[f"s{place}"] = {end: float(total[end]) for end in ENDS[:3]} | {
            "each": each(float(total["estimate"]), float(summary.at[strategy.name, "helped"]))
        }
    tables.add("made", dict.fromkeys((*ENDS, *SIZES), "people"), rows)
    tables.add("made_cost", dict.fromkeys((*ENDS[:3], "each"), "pounds"), paid)


def each(pounds: float, families: float) -> float:
    """Return what is paid for each family who comes to a first session; no number where none does."""
    return pounds / families if families > 0 else float("nan")


def turned(found: dict[str, float]) -> dict[str, float]:
    """Return a fall as a gain."""
    return found | {"estimate": -found["estimate"] + 0.0, "low": -found["high"] + 0.0, "high": -found["low"] + 0.0}


def smallest(gathered: Gathered) -> dict[str, float]:
    """Return how small a difference of each measure is too small to matter, as the page's script reckons it."""
    months, first = gathered.scenario.months, gathered.scenario.strategies[0].name
    table = gathered.comparison.tables["outcomes"]
    mine = table[(table.group == "all") & table.run_id.str.startswith(f"{first}/")].set_index("measure").value
    found = {}
    for name, worth in worthwhile(gathered.scenario).items():
        total = mine.get("couple_months" if worth["couples"] else name)
        if total is not None:
            share = worth["share"] * abs(float(total))
            found[name] = max(share / months, 1.0) if worth["couples"] else share
    return found
