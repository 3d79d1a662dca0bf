"""How many places a month are worth having in Newcastle, and what does that hang on?

The experiment is in places.toml. The store keeps every finished run: stop this script when you like, run it again, and
it goes on. A thousand points are one number in the file; `famsim export places.sqlite --to parquet` is for R.
"""

import famsim as fs

sweep = fs.sweep("experiments/places.toml", store="places.sqlite")
print(f"{sweep.status.done} of {sweep.status.runs} runs are done, {sweep.status.failed} failed")

runs, differences = sweep.tables["runs"], sweep.tables["differences"]
columns = list(runs.columns[-4:])  # the design's: two levers, two uncertainties

for measure in ("helped", "separations", "child_months_harmful"):
    found = differences[differences.measure == measure].merge(runs[["run_id", "point", *columns]], on="run_id")
    points = found.groupby("point")[["difference", *columns]].mean()
    print(f"\n{measure}: {points.difference.mean():+,.1f} in all points; rank correlation with")
    for column in columns:
        print(f"  {column:50} {points.difference.corr(points[column], method='spearman'):+.2f}")
