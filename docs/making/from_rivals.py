"""The tables of docs/rivals.md, from what `python experiments/rivals.py` has kept in results/rivals."""

from pathlib import Path

import pandas as pd

from famsim import load_scenario
from famsim.scenario import Rival, rivals_of
from making.from_tables import table

KEPT = Path(__file__).parents[2] / "results" / "rivals"
STANDS = "as it stands"
HEADLINE = {"fewer_partings": "fewer partings", "stay_in_harm": "stay in harm", "child_months_in_harm": "child-months"}


def kept(name: str) -> pd.DataFrame:
    """Return a table that the experiment has kept."""
    return pd.read_csv(KEPT / f"{name}.csv")


def rivals() -> dict[str, Rival]:
    """Return the rivals of Newcastle's scenario by name."""
    return {one.name: one for one in rivals_of(load_scenario("newcastle"))}


def of_lives() -> str:
    """Return how each account of lives does on the published figures, fitted and kept apart."""
    rows = []
    for one in kept("lives").to_dict("records"):
        cells = [
            f"{one[f'{use}_{kind}_passed']:.0f} of {one[f'{use}_{kind}']:.0f}"
            for use in ("fit", "check")
            for kind in ("levels", "contrasts")
        ]
        off = [f"{one[f'{use}_off']:.2f}" for use in ("fit", "check")]
        rows.append((one["rival"], *cells[:2], off[0], *cells[2:], off[1]))
    head = ("account", "fit: levels", "differences", "off", "check: levels", "differences", "off")
    return table(head, rows)


def of_help() -> str:
    """Return how each account of help does on what trials found."""
    rows = [
        (one["rival"], f"{one['inside']:.0f} of {one['results']:.0f}", f"{one['off']:.1f}")
        for one in kept("help").to_dict("records")
    ]
    return table(("account", "results of trials inside", "spreads off, on average"), rows)


def of_newcastle() -> str:
    """Return Newcastle's headline differences under every account."""
    rows = []
    for (rival, strategy), some in kept("newcastle").groupby(["rival", "strategy"], sort=False):
        by = some.set_index("measure")
        cells = []
        for measure in HEADLINE:
            one = by.loc[measure]
            said = "" if one["verdict"] == "stands" else f", {one['verdict']}"
            cells.append(f"{one['estimate']:.0f} ({one['low']:.0f} to {one['high']:.0f}){said}")
        rows.append((rival, strategy, *cells))
    return table(("account", "strategy", *HEADLINE.values()), rows)


def in_a_scenario() -> str:
    """Return each rival's lines of [evidence]."""
    return table(
        ("account", "says", "in `[evidence]`"),
        [(one.name, one.says, f"`{one.written}`") for one in rivals().values() if one.kind == "lives"],
    )


BLOCKS = {
    "rivals-lives": of_lives,
    "rivals-help": of_help,
    "rivals-newcastle": of_newcastle,
    "rivals-lines": in_a_scenario,
}
