"""What a strategy costs, as an answer says it: pounds, their interval, the year of their prices."""

import math

import pandas as pd

from famsim.measures import ALL
from famsim.writing import Writing, pounds, pounds_in_short, the_year

COLUMNS = ["strategy", "total", "low", "high", "price_year"]


def spending(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return strategy, total, low, high and price_year: whole pounds in all, set-up and delivery."""
    costs, differences = tables["costs"], tables["differences"]
    years = pd.to_numeric(tables["parameters"].set_index("name").price_year, errors="coerce")
    spread = {}
    if len(differences):
        delivery = differences[(differences.measure == "delivery_cost") & (differences.group == ALL)]
        spread = {one.strategy: (one.low - one.estimate, one.high - one.estimate) for one in delivery.itertuples()}
    rows = []
    for one in costs.itertuples():
        ends = [max(one.total + end, 0.0) for end in spread.get(one.strategy, (math.nan, math.nan))]
        rows.append((one.strategy, one.total, *ends, years["costs.conversation"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def cost_in_short(writing: Writing, name: str) -> str:
    """Return what a strategy costs in a cell: pounds with their interval, and for each family helped."""
    total, low, high = (
        writing.number("spending", one, pounds_in_short, strategy=name) for one in ("total", "low", "high")
    )
    return f"{total} ({low} to {high}), {each(writing, name)}"


def each(writing: Writing, name: str) -> str:
    """Return what each family helped costs."""
    if writing.value("costs", "helped", strategy=name) > 0:
        return f"{writing.number('costs', 'per_family_helped', pounds, strategy=name)} each"
    return "nobody helped"


def total_in_short(writing: Writing, name: str) -> str:
    """Return a strategy's pounds alone."""
    return writing.number("spending", "total", pounds_in_short, strategy=name)


def prices(writing: Writing, name: str) -> str:
    """Return in which year's prices a strategy's pounds are."""
    return f"{writing.number('spending', 'price_year', the_year, strategy=name)} prices"


def cost(writing: Writing, name: str) -> str:
    """Return set-up, delivery and cost per family helped, in a sentence."""
    set_up, delivery, total = (
        writing.number("costs", one, pounds, strategy=name) for one in ("set_up", "delivery", "total")
    )
    low, high = (writing.number("spending", one, pounds, strategy=name) for one in ("low", "high"))
    text = (
        f"**Cost.** {total} in all (95% interval {low} to {high}), in {prices(writing, name)}: {set_up} to set up "
        f"(training and pathways) and {delivery} to deliver"
    )
    if writing.value("costs", "helped", strategy=name) > 0:
        return f"{text}; {writing.number('costs', 'per_family_helped', pounds, strategy=name)} for each family helped."
    return f"{text}; nobody is helped."
