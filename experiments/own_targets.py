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

dearer = fs.load_scenario("england").with_(families=40_000, evidence={"quality.by_decile": 0.022})
same = fs.validate(dearer, targets="experiments/own_targets.csv").to_frame()
shift = (same["model"] - rows["model"]).round(2)
print("\nWhat changes if the deprivation of a place lowered couples' quality by itself:")
print(shift.set_axis(rows["target"]).to_string())
