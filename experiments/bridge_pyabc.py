"""Which take-up goes with the families that were helped? pyABC on the model, against a number from the books.

pip install pyabc    The observed number is made up: put your own in.
"""

import pyabc

from famsim.handover.bridges import pyabc_model

HELPED = {"helped": 190.0}  # families in 24 months

experiment = {
    "experiment": {
        "name": "take-up",
        "question": "How many say yes?",
        "scenarios": ["newcastle"],
        "strategies": ["newcastle"],
        "families": 4000,
        "months": 24,
    },
    "design": {"kind": "latin hypercube", "points": 2},
    "uncertainty": [{"figure": "programmes.new_parent_group.take_up"}],
}

model, prior = pyabc_model(experiment, ["helped"])
search = pyabc.ABCSMC(model, prior, pyabc.PNormDistance(), population_size=20, sampler=pyabc.SingleCoreSampler())
search.new("sqlite:///:memory:", HELPED)
found, weights = search.run(max_nr_populations=3).get_distribution()
take_up = found.iloc[:, 0]
print(f"take-up about {(take_up * weights).sum():.2f}, from {take_up.min():.2f} to {take_up.max():.2f}")
