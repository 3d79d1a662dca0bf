"""Are the model's children like Scotland's? A researcher's own target file, scored.

`own_targets.csv` holds seven figures of Scottish surveys in the form that `famsim validate --init` begins. The model is
England's, so each figure is carried with 10% of transfer error. Does it tell boys from girls, and rich from poor?
"""

import famsim as fs

study = fs.validate(targets="experiments/own_targets.csv")
print(study.answer)
study.save("results/own_targets")

rows = study.to_frame()
print("\nEvery figure and difference, the model beside what was published:")
print(rows[["target", "model", "low", "high", "value", "z", "pass"]].round(2).to_string(index=False))

missed = rows[rows["counts"] & ~rows["pass"].astype(bool)]
print(f"\nNot within two total errors: {', '.join(missed['target']) or 'none'}")

newcastle = fs.validate(fs.load_scenario("newcastle"), targets="experiments/own_targets.csv").to_frame()
print("\nThe same figures of Newcastle's families (model), beside England's:")
both = rows[["target"]].assign(newcastle=newcastle["model"], england=rows["model"], published=rows["value"])
print(both.round(2).to_string(index=False))
