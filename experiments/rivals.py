"""Do the published figures tell rival mechanisms apart, and does Newcastle's answer turn under any of them?

Each rival is a switch of the register. Those of how families live are scored on the rows that figures were fitted to
and on those kept apart; those of what help does move no published row, as nobody surveyed is helped. A row is kept in
`results/rivals.csv` as soon as it is known, so the same line goes on where it was stopped.
"""

from pathlib import Path

import pandas as pd

import famsim as fs

GROUP = "programmes.new_parent_group.d_"
NO_EFFECT = dict.fromkeys([GROUP + one for one in ("level", "buffer", "capability", "distress", "parenting")], 0.0)
LIVES = {
    "as shipped": {},
    "no buffered fall at a birth": {"births.fall_unbuffered": 0.0},
    "income does not change with the child's age": {"money.grows_with_child": 0.0},
    "no selection into weddings by commitment": {"commitment.marries_by_commitment": 0.0},
    "more of quality wanders, less lasts": {"quality.trait_sd": 0.55},
    "more of quality lasts, less wanders": {"quality.trait_sd": 0.85},
    "distress and lost work part nobody directly": {"separation.distressed": 0.0, "separation.unemployed": 0.0},
}
HELP = {
    "help through quality only": NO_EFFECT | {GROUP + "level": 0.09},
    "help by buffering only": NO_EFFECT | {GROUP + "buffer": 0.1},
    "help by direct commitment only": NO_EFFECT | {GROUP + "commitment": 0.28},
}
TABLE = Path("results/rivals.csv")
england, newcastle = fs.load_scenario("england").with_(families=20_000), fs.load_scenario("newcastle").with_(months=60)
known = pd.read_csv(TABLE).to_dict("records") if TABLE.exists() else []

for rival, evidence in (LIVES | HELP).items():
    if rival in [row["rival"] for row in known]:
        continue
    row = {"rival": rival}
    if rival in LIVES:
        scores = fs.validate(england.with_(evidence=evidence), threads=1).tables["scores"]
        for use in ("fit", "check"):
            of = scores[(scores["use"] == use) & (scores["theme"] == "all")].iloc[0]
            row |= {f"{use}_{name}": of[name] for name in ("levels_passed", "levels", "contrasts_passed", "contrasts")}
            row[f"{use}_tables"] = round(of["tables"], 3)
    answer = fs.compare(newcastle.with_(families=6000, evidence=evidence), threads=1).tables["differences"]
    said = answer[(answer["strategy"] == "newcastle") & (answer["group"] == "all")].set_index("measure")
    for measure in ("separation_rate", "mother_months_in_harm"):
        row |= {f"{measure}_{name}": said.loc[measure, name] for name in ("estimate", "low", "high")}
    known.append(row)
    pd.DataFrame(known).to_csv(TABLE, index=False)
print(pd.read_csv(TABLE).T.to_string())
