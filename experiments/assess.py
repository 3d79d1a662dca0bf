"""Where should Leeds begin, and does it matter how mature its work is?

An assessment says where need is and where a pound averts most harm; the two orders differ. The offers that it writes
are then compared, as they would run where work is basic and where it is mature.
"""

import famsim as fs

study = fs.assess("leeds")
print(study.answer.split("\n## ")[0])
study.save("results/leeds")

orders = study.tables["orders"]
print(orders[orders["of"] == "factor"].to_string(index=False, float_format="%.3g"))

edges = study.tables["edges"]
print("\nEdges of the theory of change behind which nothing but an assumption stands:")
print(edges.loc[~edges["supported"], ["edge", "figures", "carries"]].to_string(index=False, float_format="%.3g"))

for name, slider in (("basic", 0.0), ("mature", 1.0)):
    sliders = dict.fromkeys(("planning", "leading", "delivering", "evaluating"), slider)
    written = fs.assess("leeds", maturity=sliders).scenario
    found = fs.compare(written).to_frame()
    mine = found[(found.group == "all") & found.measure.isin(["child_months_in_harm", "helped"])]
    print(f"\nWhere the work is {name}:")
    print(mine[["strategy", "measure", "estimate", "low", "high"]].to_string(index=False, float_format="%.3g"))
