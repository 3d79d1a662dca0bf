"""How areas differ: the spread over several areas, none of them ranked, and each of a few areas by its name."""

from collections.abc import Callable

import pandas as pd

from famsim.measures import WITH_EFFECT
from famsim.questions.compare.gathered.by_area import COST, EVERYWHERE
from famsim.questions.compare.led import PARTINGS
from famsim.scenario import Scenario
from famsim.writing import (
    NO_OFFER,
    NO_SHOWN_HELP,
    Writing,
    as_change,
    as_table,
    counted,
    hundredths,
    pounds_in_short,
    prices_in_words,
    too_few,
)

COUNTED = ("estimate", "low", "high")
PER_1000 = ("per_1000", "per_1000_low", "per_1000_high")
LISTED = {  # what is said of each of a few areas, and how it is printed
    WITH_EFFECT.name: counted,
    PARTINGS: counted,
    "child_months_in_harm": counted,
    COST: pounds_in_short,
}
FEW_STRATEGIES = 2
ON_RECORD = {"documented": "on record", "later programme": "a later programme", "assumed": "assumed"}
MOST_LISTED = 20  # areas; of more the table `areas` has each


def in_first_screen(writing: Writing, scenario: Scenario) -> str:
    """Return how areas differ, where few strategies are compared: of more it does not fit beside the ten lines."""
    return spread(writing, scenario) if len(scenario.strategies) <= 1 + FEW_STRATEGIES else ""


def spread(writing: Writing, scenario: Scenario) -> str:
    """Return how far the change for each 1,000 families differs between areas, which are not named.

    Of a strategy that acts in one area at most there is nothing to say.
    """
    rows = [row for one in scenario.strategies[1:] if (row := spread_row(writing, one.name))]
    if not rows:
        return ""
    return (
        "**How areas differ:** change in couples who part for each thousand families with children (-: fewer) in "
        "the areas where it is smallest, middle and largest, with 95% intervals. The ends of many areas are partly "
        "chance, so none is ranked or named here; the table *areas* has each.\n\n"
        + as_table(("strategy", "smallest", "middle", "largest", "do the ends' intervals overlap?"), rows)
    )


def spread_row(writing: Writing, strategy: str) -> list[str]:
    """Return the cells of a strategy; none unless enough families change in two areas or more to say how many."""
    mine = acting(writing, strategy)
    mine = mine[mine.at_most.isna() & (mine.n_changed > 0)].sort_values(["per_1000", "authority"], kind="stable")
    if len(mine) < 2:
        return []
    least, middle, most = mine.iloc[0], mine.iloc[len(mine) // 2], mine.iloc[-1]
    apart = least["per_1000_high"] < most["per_1000_low"]
    said = [cell(writing, one, PARTINGS, hundredths, PER_1000) for one in (least, middle, most)]
    return [writing.words(strategy), *said, "no" if apart else "yes"]


def acting(writing: Writing, strategy: str) -> pd.DataFrame:
    """Return the rows of what leads in the areas where a strategy may change something, in the scenario's order."""
    table = writing.tables["areas"]
    mine = table[(table.strategy == strategy) & (table.measure == PARTINGS) & (table.authority != EVERYWHERE)]
    return mine[mine.at_most != 0]


def area_by_area(writing: Writing, scenario: Scenario) -> str:
    """Return how areas differ, if it is not said before, and what each strategy comes to in each of a few areas."""
    said_before = in_first_screen(writing, scenario)
    parts = ["" if said_before else spread(writing, scenario), listing(writing, scenario)]
    found = "\n\n".join(part for part in parts if part)
    return f"## Area by area\n\n{found}" if found else ""


def listing(writing: Writing, scenario: Scenario) -> str:
    """Return what each strategy comes to in each area, where these are few, in the order of the scenario."""
    found = {one.name: acting(writing, one.name) for one in scenario.strategies[1:]}
    several = {name: mine for name, mine in found.items() if 0 < len(mine) <= MOST_LISTED}
    if not several:
        return ""
    heads = ("area", "its offer", "families helped", "couples who part (-: fewer)", "child-months in harm")
    tables = [
        f"**{writing.words(name)}**\n\n"
        + as_table(
            [*heads, f"cost, {prices_in_words(writing, name)}"],
            [area_row(writing, row) for _, row in mine.iterrows()],
        )
        for name, mine in several.items()
    ]
    head = "In the order of the areas, which is not a ranking; 95% intervals in brackets."
    return "\n\n".join([head, *tables])


def area_row(writing: Writing, row: pd.Series) -> list[str]:
    """Return the cells of an area."""
    said = [cell(writing, row, measure, how, COUNTED) for measure, how in LISTED.items()]
    offer = ON_RECORD[row["on_record"]]
    return [writing.words(row["authority_name"]), offer, *said]


def cell(
    writing: Writing, row: pd.Series, measure: str, how: Callable[[float], str], columns: tuple[str, str, str]
) -> str:
    """Return a measure of an area with its interval, or that too few families differ; fewer is below 0."""
    where = {"authority": row["authority"], "strategy": row["strategy"], "measure": measure}
    if few := too_few(writing, "areas", **where):
        return NO_SHOWN_HELP if (measure, few) == (WITH_EFFECT.name, NO_OFFER) else few
    turn = as_change(measure)
    middle, low, high = columns if turn > 0 else (columns[0], columns[2], columns[1])
    numbers = (writing.number("areas", one, lambda value: how(turn * value), **where) for one in (middle, low, high))
    return "{} ({} to {})".format(*numbers)
