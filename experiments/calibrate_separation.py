"""Which of five assumed figures about partings and new partners do Britain's published tables tell?

Each point of the design is an England of its own, lived from burn-in and observed by the surveys' instruments. Every
point is kept in a store beside this file's results, so the same line goes on where it was stopped.
"""

import famsim as fs

FIGURES = [
    "separation.base_hazard",
    "separation.by_quality",
    "separation.by_commitment",
    "commitment.marries",
    "apart.new_partner",
]

fit = fs.Calibration(FIGURES, store="calibrate_separation.sqlite", families=6_000, points=40, again=8, threads=1)
fit.fit("published")
print(fit.answer)
fit.save("results/calibrate-separation")

print("What the targets tell of each figure:")
columns = ["figure", "contraction", "contraction_se", "register", "mean", "grade"]
print(fit.identifiability_[columns].to_string(index=False))

print("\nTen draws, to be used together:")
print(fit.draws_.sample(10, random_state=1).round(4).to_string(index=False))
