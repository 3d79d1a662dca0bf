"""What other methods would say of one case: read from the kept example, results/example, and worked out here alone."""

from pathlib import Path

import pandas as pd

from famsim.writing import counted, pence_shown, percent, pounds
from making.from_tables import table

EXAMPLE = Path(__file__).parents[2] / "results" / "example"
CASE = "newcastle"  # the strategy that is looked at
OPTIMISM = 0.4  # the largest uplift of costs that the table of schedules has


def rows(name: str) -> pd.DataFrame:
    """Return the rows of a table of the example that are of the case."""
    found = pd.read_csv(EXAMPLE / f"{name}.csv", keep_default_na=False, na_values=[""])
    return found[found["strategy"] == CASE]


def worth(measure: str, column: str = "estimate") -> float:
    """Return a number of the table `worth`."""
    return float(rows("worth").set_index("measure").loc[measure, column])


def with_ends(measure: str, how: object = pounds) -> str:
    """Return a number of the table `worth` with its interval."""
    estimate, low, high = (how(worth(measure, one)) for one in ("estimate", "low", "high"))  # type: ignore[operator]
    return f"{estimate} ({low} to {high})"


def change(measure: str, turn: int = 1) -> str:
    """Return a difference with its interval; turn: -1 where it counts how many fewer."""
    mine = rows("differences")
    row = mine[(mine["measure"] == measure) & (mine["group"] == "all")].iloc[0]
    ends = sorted(turn * float(row[one]) for one in ("low", "high"))
    return f"{counted(turn * float(row['estimate']))} ({counted(ends[0])} to {counted(ends[1])})"


def helped() -> float:
    """Return how many families are helped."""
    return float(rows("summary")["helped_with_effect"].iloc[0])


def each(pounds_in_all: float) -> str:
    """Return pounds for each family helped."""
    return pounds(pounds_in_all / helped())


def social(column: str) -> float:
    """Return a number of the schedule of today's Green Book, costs raised by the largest uplift."""
    mine = rows("schedules")
    row = mine[(mine["schedule"].astype(str) == "2026") & (mine["optimism_bias"] == OPTIMISM)].iloc[0]
    return float(row[column])


def methods() -> str:
    """Return a row a method: the number it leads with, what it counts, what of this case it does not see."""
    gained = worth("fiscal") + worth("wellbeing")
    said = [
        (
            "famsim",
            f"{counted(helped())} families helped for {with_ends('cost')}; change (-: fewer) of child-months in harm "
            f"{change('child_months_in_harm')}; couples who part {change('fewer_partings', -1)}; couples who "
            f"stay while harm goes on {change('stay_in_harm')}",
            "who is found, asked, willing and comes; harm and partings in months and couples; luck",
        ),
        (
            "WSIPP: (Q x P) - C for each participant",
            f"for each family helped {each(gained)} gained and {each(worth('cost'))} spent: "
            f"{each(worth('cost') - gained)} more spent than gained",
            "an effect on an outcome (Q) times its price (P), less the programme's cost (C), discounted",
        ),
        (
            "GMCA: fiscal return and payback",
            f"{with_ends('return_fiscal', pence_shown)} spared for each pound; pays back in "
            f"{percent(worth('pays_back'))} of the runs",
            "what public services are spared, by who gains, against what is paid; economic and social value beside",
        ),
        (
            "Green Book: net social value",
            f"{with_ends('net')}; {pence_shown(worth('benefit_cost'))} gained for each pound; with costs "
            f"raised by 40%: {pounds(social('net'))}",
            "all gains less all that is given, families' time too, 3.5% a year, optimism bias, distribution, options",
        ),
    ]
    return table(("method", "what it leads with", "what it counts"), said)


BLOCKS = {"methods": methods}
