"""Which figures do the answers of Newcastle and Croydon hang on, and how far may each move before the order turns?

What is asked stands in sensitivity_newcastle.toml and sensitivity_croydon.toml: Morris's screening of every figure that
the strategy's offers read, and switching values, on a sample of families. Each takes ten minutes of a core or more. The
store keeps every finished run: stop this script when you like, run it again, and it goes on.
"""

import famsim as fs

for place in ("newcastle", "croydon"):
    study = fs.sensitivity(f"experiments/sensitivity_{place}.toml", store=f"sensitivity-{place}.sqlite")
    print(study.answer.split("\n## Number by number")[0])

    indices, turns = study.tables["indices"], study.tables["switching"]
    leading = indices[(indices.baseline != "") & (indices["rank"] <= 3)]
    print(leading[["measure", "figure", "index", "low", "high", "verdict"]].to_string(index=False))
    print(turns[turns.verdict.isin(["turns", "may turn"])][["figure", "measure", "own", "turns_at"]].to_string())

    study.save(f"results/sensitivity-{place}")
