"""What changes when couples in Newcastle's most deprived places are found early, around a birth?"""

import famsim as fs

scenario = fs.load_scenario("newcastle")
result = fs.compare(scenario, draws=20)
print(result.answer)

cohort = result.tables["funnel"]
cohort = cohort[cohort.strategy == "newcastle"][["label", "episodes"]]
print("Who is reached, in episodes over ten years:")
print(cohort.to_string(index=False, float_format="%.0f"))

result.save("results/newcastle")
