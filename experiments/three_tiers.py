"""Which tier reaches whom: everyone, families at risk, or the few in greatest need?"""

import famsim as fs

result = fs.compare(fs.load_scenario("three_tiers"), draws=20)
print(result.answer)

columns = [
    "strategy",
    "helped_with_effect",
    "missed",
    "total",
    "per_family_helped",
    "per_family_low",
    "per_family_high",
]
costs = result.tables["summary"][columns]
print(costs.to_string(index=False, float_format="%.0f"))

measures = ["child_months_in_harm", "fewer_partings", "stay_in_harm", "children_distressed_couple"]
table = result.to_frame()
table = table[(table.group == "all") & table.measure.isin(measures)]
print(table[["strategy", "measure", "estimate", "low", "high"]].to_string(index=False, float_format="%.3g"))

result.save("results/three_tiers")
