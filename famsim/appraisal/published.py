"""Published unit costs in the prices of any year, and claims that are kept apart from every number."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from famsim.scenario import brought

PENCE = 2  # decimals of a pound


@cache
def read(name: str) -> dict[str, dict[str, Any]]:
    """Return the tables of one of the room's data files by key."""
    return tomllib.loads(files("famsim.appraisal").joinpath(name).read_text(encoding="utf-8"))


def unit_costs(year: int) -> list[dict[str, Any]]:
    """Return name, says, value, low, high (in a year's prices), published, price_year, grade and page of each."""
    found = []
    for name, one in read("unit_costs.toml").items():
        times, (low, high) = brought(one["price_year"], year), one["range"]
        amounts = {"value": one["value"], "low": low, "high": high}
        told = {key: round(amount * times, PENCE) for key, amount in amounts.items()}
        said = {"published": one["value"]} | {key: one[key] for key in ("price_year", "grade", "page")}
        found.append({"name": name, "says": one["says"]} | told | said)
    return found


def claims() -> list[dict[str, Any]]:
    """Return name, says, value, by, row and rests_on of each claim."""
    return [{"name": name} | one for name, one in read("claims.toml").items()]
