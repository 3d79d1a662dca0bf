"""When does our plan lose? Newcastle's offer by losses averted, Croydon's by what a child's month out of harm costs.

The experiments are in newcastle_futures.toml and croydon_futures.toml. The stores keep every finished run: stop this
script when you like, run it again, and it goes on. The heads of both files have the same as a command.
"""

import famsim as fs

newcastle = fs.discover("experiments/newcastle_futures.toml", store="newcastle-futures.sqlite")
print(newcastle.answer)
newcastle.save("results/discover-newcastle")

croydon = fs.discover(
    "experiments/croydon_futures.toml",
    measure="child_months_in_harm",
    pay=400.0,
    store="croydon-futures.sqlite",
)
print(croydon.answer)
croydon.save("results/discover-croydon")

for name, study in (("newcastle", newcastle), ("croydon", croydon)):
    boxes = study.tables["boxes"]
    print(name, boxes[["method", "box", "coverage", "density", "held_out_coverage", "held_out_density"]].round(2))
