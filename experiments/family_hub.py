"""A hub, a front door, a money desk or a coordinator in 2026: what does each add for families together and apart?"""

import famsim as fs

result = fs.compare(fs.load_scenario("family_hub_2026"), draws=4)
print(result.answer)

columns = ["strategy", "helped", "helped_with_effect", "total", "per_family_helped", "missed"]
print(result.tables["summary"][columns].to_string(index=False, float_format="%.0f"))

measures = [
    "child_months_in_harm",
    "child_months_coparenting_conflict",
    "children_distressed_couple",
    "children_see_other_parent",
    "fewer_partings",
    "stay_in_harm",
]
table = result.to_frame()
table = table[(table.group == "all") & table.measure.isin(measures)]
print(table[["strategy", "measure", "estimate", "low", "high"]].to_string(index=False, float_format="%.3g"))

chance = result.tables["chance"][
    ["strategy", "a_year", "change", "signal_to_noise", "target", "target_low", "target_high"]
]
print(chance.to_string(index=False, float_format="%.3g"))

result.save("results/family_hub_2026")
