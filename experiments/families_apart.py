"""What can be done for parents who live apart, and for the money that both lack, beside what there is already?"""

import famsim as fs

doors = ["school", "health_visitor", "childrens_centre", "gp"]
course = {
    "programme": "coparenting_course",
    "who": {"parent_elsewhere": True},
    "found": doors,
    "invites": "everyone",
    "places_a_month": 60.0,
}
mediation = course | {"programme": "mediation", "who": {"apart": True, "contact": False}, "places_a_month": 20.0}
advice = {"programme": "debt_advice", "who": {"in_arrears": True}, "found": ["money_desk"], "places_a_month": 60.0}
scenario = fs.load_scenario("newcastle").with_(
    name="families apart",
    question="Which help for parents apart moves conflict between them, and contact with their children?",
    usual="2026",
    families=6000,
    months=60,
    strategies=[
        {"name": "as now"},
        {"name": "staff trained", "staff_trained": dict.fromkeys(doors, 0.8)},
        {"name": "course", "offer": [course]},
        {"name": "course and mediation", "offer": [course, mediation]},
        {"name": "debt advice", "offer": [advice]},
    ],
)
result = fs.compare(scenario, draws=4)
print(result.answer)

measures = ["child_months_coparenting_conflict", "child_months_contact", "children_see_other_parent", "sdq"]
table = result.to_frame()
table = table[(table.group == "all") & table.measure.isin(measures)]
print(table[["strategy", "measure", "estimate", "low", "high"]].to_string(index=False, float_format="%.3g"))

result.save("results/families_apart")
