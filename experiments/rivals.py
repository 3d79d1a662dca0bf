"""Do published figures tell rival accounts of family life apart, and does Newcastle's answer turn under any of them?

Rivals of how families live are scored on the figures that were fitted to and on those kept apart; rivals of how help
works move no such figure, as nobody surveyed is helped: they are held to what trials found, whose scripts come with
famsim. A row is kept as soon as it is known, so the same line goes on where it was stopped.
"""

import tomllib
from pathlib import Path

import pandas as pd

import famsim as fs
from famsim.scenario import rivals_of

SHIPPED = Path(fs.__file__).parent / "questions" / "trial" / "shipped"
FOLDER = Path("results/rivals")
TRIALS = {"transition_to_parenthood": "new_parent_group", "prep_army": "relationship_education"}
NAMES = ("levels_passed", "levels", "contrasts_passed", "contrasts", "tables")
england = fs.load_scenario("england").with_(families=10_000)
newcastle = fs.load_scenario("newcastle").with_(families=6000, months=60)


def scored(evidence):
    """Return how many published figures lie within two total errors, fitted and kept apart; and how far off all are.

    off: root of the mean square of (model - published) / total error, none counted as more than four.
    """
    tables = fs.validate(england.with_(evidence=evidence)).tables
    of = tables["scores"][tables["scores"]["theme"] == "all"].set_index("use")
    rows = tables["rows"][tables["rows"]["counts"]]
    found = {}
    for use in ("fit", "check"):
        found |= {f"{use}_{name}": of.loc[use, name] for name in NAMES}
        found[f"{use}_off"] = (rows.loc[rows["use"] == use, "z"].clip(-4.0, 4.0) ** 2).mean() ** 0.5
    return found


def replayed(evidence):
    """Return how many published results of trials lie inside the 90% of five predictions, and how far off all are.

    A trial keeps what its own file says of its people; what it was given of its control arm is no prediction.
    """
    trials = [tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8")) for name in TRIALS]
    asked = [one | {"evidence": {**one.get("evidence", {}), **evidence}} for one in trials]
    found = pd.concat([fs.trial(one, draws=1, reps=5).tables["results"] for one in asked])
    found = found[~found["given"].astype(bool)]
    return {"inside": int(found["inside"].sum()), "results": len(found), "off": float(found["off"].abs().mean())}


def kept(name, rivals, judged):
    """Return a table of rivals, each row kept in a file the moment it is known."""
    path = FOLDER / f"{name}.csv"
    rows = pd.read_csv(path).to_dict("records") if path.exists() else []
    for rival, says, evidence in rivals:
        if rival not in [row["rival"] for row in rows]:
            rows.append({"rival": rival, "says": says} | judged(evidence))
            pd.DataFrame(rows).to_csv(path, index=False, float_format="%.4g", lineterminator="\n")
    return pd.DataFrame(rows)


FOLDER.mkdir(parents=True, exist_ok=True)
lives = [(one.name, one.says, one.evidence) for one in rivals_of(england) if one.kind == "lives"]
print(kept("lives", [("as it stands", "", {}), *lives], scored).to_string(index=False))
offers = [{"programme": one, "found": ["gp"], "places_a_month": 1.0} for one in TRIALS.values()]
offered = newcastle.with_(strategies=[{"name": "none"}, {"name": "some", "offer": offers}])
help_ = [(one.name, one.says, one.evidence) for one in rivals_of(offered) if one.kind == "help"]
print(kept("help", [("as it stands", "", {}), *help_], replayed).to_string(index=False))
study = fs.compare(newcastle, rivals=True)
study.tables["rivals"].to_csv(FOLDER / "newcastle.csv", index=False, float_format="%.4g", lineterminator="\n")
print(study.answer.split("## Side by side")[0])
