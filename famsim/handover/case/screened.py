"""What families get of a programme, and how many of those sent to a specialist service have violence: worked out.

Whether the check finds a family rightly is counted of nobody. But of families without violence it lets pass the share
that is its specificity, so that so many wrongly found stand beside those who pass.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from famsim.measures import ALL
from famsim.model.counts import Stage
from famsim.scenario import Scenario

COURSES, SENT_ON = "courses", "sent_on"
COLUMNS = {
    COURSES: ["programme", "sessions", "a_month"],
    SENT_ON: ["strategy", "with_violence", "without", "errs"],
}
PASSED = (int(Stage.SAFE), int(Stage.STARTED))  # stages behind a check
HUNDRED = 100.0
Rows = Iterator[dict[str, Any]]


def screened(scenario: Scenario, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables by name.

    courses(programme, sessions, a_month): of each programme that an option offers. sent_on(strategy, with_violence,
    without, errs): families sent to a specialist service by whether they have violence, as the check is taken to err,
    at central figures; errs: % of families without violence that it finds all the same. None beside usual services.
    """
    figures = tables["parameters"].set_index("name")["value"]
    made = {COURSES: courses(scenario, figures), SENT_ON: sent_on(scenario, tables, figures)}
    return {name: pd.DataFrame(list(rows), columns=COLUMNS[name]) for name, rows in made.items()}


def number(figures: "pd.Series[Any]", name: str) -> float:
    """Return a figure's value."""
    return float(str(figures[name]).split()[0])


def courses(scenario: Scenario, figures: "pd.Series[Any]") -> Rows:
    """Yield how many sessions each programme has."""
    offered = [offer for one in scenario.strategies[1:] for offer in one.offers if not offer.usual]
    for programme in dict.fromkeys(offer.programme for offer in offered):
        names = {column: f"programmes.{programme}.{what}" for column, what in ASKED.items()}
        if all(name in figures.index for name in names.values()):
            yield {"programme": programme} | {column: number(figures, name) for column, name in names.items()}


ASKED = {"sessions": "sessions", "a_month": "sessions_a_month"}


def sent_on(scenario: Scenario, tables: Mapping[str, pd.DataFrame], figures: "pd.Series[Any]") -> Rows:
    """Yield how many families are sent on with violence and without, of each option whose way in is counted."""
    if scenario.strategies[0].offers or "funnel" not in tables:
        return
    lets_pass, finds = (number(figures, f"support.screen_{one}") for one in ("specificity", "sensitivity"))
    funnel, reach = tables["funnel"], tables["reach"]
    routed = reach[(reach["group"] == ALL) & (reach["measure"] == "routed")].set_index("strategy")["estimate"]
    asked = [one for one in funnel["programme"].unique() if is_screened(figures, str(one))]
    behind = funnel[funnel["stage"].isin(PASSED) & funnel["programme"].isin(asked)]
    for name, passed in behind.groupby("strategy", sort=False)["episodes"].sum().items():
        without = wrongly(float(routed[name]), float(passed), lets_pass, finds)
        errs = HUNDRED * (1.0 - lets_pass)
        yield {"strategy": name, "with_violence": float(routed[name]) - without, "without": without, "errs": errs}


def is_screened(figures: "pd.Series[Any]", programme: str) -> bool:
    """Say whether a programme asks about violence first."""
    name = f"programmes.{programme}.screened"
    return name in figures.index and number(figures, name) > 0.0


def wrongly(found: float, passed: float, lets_pass: float, finds: float) -> float:
    """Return how many of those found have no violence.

    So many for each that passes and has none; of those with violence who pass there are so many for each found. All
    who are found rightly are taken to be found by the check; some speak of it themselves, so that a few more than said
    are found wrongly.
    """
    if min(lets_pass, finds) <= 0.0:
        return 0.0
    each, missed = (1.0 - lets_pass) / lets_pass, (1.0 - finds) / finds
    return min(max(each * (passed - missed * found) / (1.0 - each * missed), 0.0), found)
