"""One authority's own survey: two figures fitted to it, checked on what was kept apart, and used in a comparison.

The survey is made up, so that what is true is known: its answers are those of 3,000 simulated families of Croydon
(seed 7) who live with `separation.base_hazard` .0014 and `commitment.marries` .008, as if 1,200 parents had been asked.
Does a fit that is told nothing of this find both? And does Croydon's strategy come out otherwise with what it found?
"""

import famsim as fs

TRUE = {"separation.base_hazard": 0.0014, "commitment.marries": 0.008}

croydon = fs.load_scenario("croydon").with_(families=3000)
fit = fs.Calibration(list(TRUE), croydon, store="croydon.sqlite", points=12, waves=1, again=4, threads=1)
fit.fit("experiments/croydon_survey.csv")
print(fit.answer)
folder = fit.save("results/calibrate-croydon")

print("What was true, and the fit's 90% interval:")
for row in fit.identifiability_.itertuples():
    inside = row.q05 <= TRUE[row.figure] <= row.q95
    print(f"{row.figure}: true {TRUE[row.figure]}, {row.q05:.4g} to {row.q95:.4g}: {'inside' if inside else 'outside'}")

print("\nCroydon's strategy beside business as usual, with the register's figures and with the fit's:")
for name, posterior in (("register", None), ("fit", folder)):
    study = fs.compare(croydon.with_(months=60), draws=4, posterior=posterior, threads=1)
    rows = study.tables["differences"].query("strategy == 'croydon' and group == 'all'").set_index("measure")
    said = rows.loc[["separation_rate", "mother_months_in_harm", "children_distressed_couple"]]
    print(f"{name}:\n{said[['estimate', 'low', 'high']].round(3).to_string()}\n")
