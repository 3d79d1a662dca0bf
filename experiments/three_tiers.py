"""Which tier reaches whom: everyone, families at risk, or the few in greatest need?"""

import famsim as fs

result = fs.compare(fs.load_scenario("three_tiers"), draws=20)
print(result.answer)

costs = result.tables["summary"][["strategy", "helped", "missed", "total", "per_family_helped"]]
print(costs.to_string(index=False, float_format="%.0f"))

measures = ["child_months_in_harm", "fewer_partings", "stay_in_harm", "children_distressed_couple"]
table = result.to_frame()
table = table[(table.group == "all") & table.measure.isin(measures)]
print(table[["strategy", "measure", "estimate", "low", "high"]].to_string(index=False, float_format="%.3g"))

result.save("results/three_tiers")
