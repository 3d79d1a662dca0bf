"""The prices that pounds are worked out by: each as it was published, in which year's prices, and where it is from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from famsim.scenario import Scenario, brought, prices_of

COLUMNS = (
    "figure", "says", "prices", "value", "low", "high", "unit", "price_year", "in_prices", "in_low", "in_high",
    "in_year", "uprated", "set_by_scenario", "grade", "source", "title", "page",
)  # fmt: skip
GAIN = "evaluation."
TIME = ("evaluation.family_hour",)  # what families give
ENDS = {"in_prices": "value", "in_low": "low", "in_high": "high"}


def unit_prices_table(tables: dict[str, pd.DataFrame], scenario: Scenario) -> pd.DataFrame:
    """Return a row a figure in money that prices a cost or a gain of any strategy.

    prices: `cost`, `time` (families' own) or `gain`; value, low, high: as published or assumed, in the prices of
    price_year; in_prices, in_low, in_high: the same in those of the scenario's year, in_year, brought there by the
    deflator of the register; uprated: whether the two years differ; title: of the first source.
    """
    used = tables["switching"]
    asked = [] if used.empty else list(dict.fromkeys(used["figure"]))
    figures, titles = tables["parameters"].set_index("name"), tables["sources"].set_index("key")["title"].to_dict()
    year = prices_of(scenario).year
    rows = [row_of(name, figures.loc[name].to_dict(), year, titles) for name in asked if is_price(name, figures)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def is_price(name: str, figures: pd.DataFrame) -> bool:
    """Say whether a figure is of the register and in money of some year."""
    return name in figures.index and str(figures.loc[name, "price_year"]) not in ("", "nan", "None")


def row_of(name: str, figure: dict[str, Any], year: int, titles: dict[str, str]) -> dict[str, Any]:
    """Return a figure's row."""
    of, source = int(figure["price_year"]), str(figure["source"])
    times = brought(of, year)
    known = {key: figure[key] for key in ("says", "unit", "set_by_scenario", "grade", "page")}
    told = {ours: float(figure[theirs]) * times for ours, theirs in ENDS.items()}
    what = "time" if name in TIME else "gain" if name.startswith(GAIN) else "cost"
    found = {
        "figure": name,
        "prices": what,
        "price_year": of,
        "in_year": year,
        "uprated": "yes" if of != year else "no",
    }
    as_is = {key: float(figure[key]) for key in ENDS.values()}
    return found | known | as_is | told | {"source": source, "title": titles.get(source.split(maxsplit=1)[0], "")}
