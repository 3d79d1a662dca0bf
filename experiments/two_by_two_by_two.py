"""Staff, couples and the system: what does each change alone, and what do they add together?"""

from itertools import combinations

import famsim as fs

doors = ["childrens_centre", "early_help", "school"]
group = {"programme": "relationship_group", "who": {"parent_distressed": True, "together": True}, "found": doors}
routes = [{"door": door, "to": "relationship_group", "works": 0.8} for door in doors]
levers = {
    "staff": {"staff_trained": {"childrens_centre": 0.4, "early_help": 0.4, "gp": 0.3}},
    "couples": {"offer": [group | {"places_a_month": 12.0}]},
    "system": {"pathways": [*routes, {"door": "gp", "to": "couple_counselling", "works": 0.6}], "data_shared": True},
}
strategies = []
for some in [names for size in range(4) for names in combinations(levers, size)]:
    strategies.append({"name": " and ".join(some) or "as now"})
    for name in some:
        strategies[-1] |= levers[name]

scenario = fs.load_scenario("newcastle").with_(
    name="two by two by two",
    question="What do staff, couples and the system change alone, and what do they add together?",
    usual="2026",
    strategies=strategies,
)
result = fs.compare(scenario, draws=4)
print(result.answer)

effects = result.tables["factorial"]
effects = effects[effects.measure.isin(["helped", "child_months_in_harm", "fewer_partings", "stay_in_harm"])]
print(effects[["effect", "measure", "estimate", "low", "high"]].to_string(index=False, float_format="%.3g"))
for measure, rows in effects.groupby("measure", sort=False):
    whole = result.difference("staff and couples and system", measure)["estimate"]
    print(f"{measure}: the seven effects add up to {rows.estimate.sum():.6g}, all three change {whole:.6g}")

result.save("results/two_by_two_by_two")
