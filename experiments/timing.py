"""When is help worth most around a birth, and from when on is it no longer worth half of that?

The second part asks whether it is otherwise for couples with more risk factors.
"""

import famsim as fs

scenario = fs.load_scenario("newcastle")
study = fs.timing(scenario, events=("birth",), reps=4)
print(study.answer)
study.save("results/newcastle-timing")

windows = study.tables["windows"]
columns = ["group", "programme", "best_month", "best", "opens", "closes", "no_return"]
quality = windows[windows.measure == "quality"][columns]
print("Relationship quality, by risk group: months from the birth to the first session")
print(quality.to_string(index=False, float_format="%.3g"))

cells = study.to_frame()
blank = cells[~cells.shown].groupby(["measure", "group"]).size()
print("Cells that could not be concluded:")
print(blank.to_string())
