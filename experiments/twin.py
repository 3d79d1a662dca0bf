"""What would the same family's life have been like with help, and with help at another time?

A new baby, arrears and a history of difficulties: one ordinary family of that kind, then the one of its kind for whom
help in that month changes most - and how rare that is.
"""

import famsim as fs

scenario = fs.load_scenario("newcastle")
kind = {"like": "new baby, arrears, history of difficulties", "month": 3, "earlier": 3, "later": 9}
ordinary = fs.twin(scenario, **kind)
print(ordinary.answer)
ordinary.save("results/twin")

families = ordinary.tables["families"]
helped = families[(families["arm"] == "help in month 3") & (families["violence"] == 0)]
largest = helped.loc[helped["quality_gained"].idxmax()]
rare = fs.twin(scenario, **kind, family=int(largest["family_id"]))
print(rare.answer.split("## Many such families")[0])
print("families for whom quality gains half as much or more, %:")
print(round(100 * (helped["quality_gained"] >= 0.5 * largest["quality_gained"]).mean(), 1))
