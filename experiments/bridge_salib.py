"""What do Newcastle's places hang on, by SALib: Morris screening of an experiment's levers and uncertainties.

pip install SALib    (`famsim sensitivity` does this and more from the command line)
"""

from SALib.analyze import morris as effects
from SALib.sample import morris

from famsim.handover.bridges import salib_outputs, salib_problem

EXPERIMENT = "experiments/places.toml"

problem = salib_problem(EXPERIMENT)
samples = morris.sample(problem, N=4, num_levels=4, seed=1)
print(f"{len(samples)} points over {', '.join(problem['names'])}")

outputs = salib_outputs(EXPERIMENT, samples, "child_months_in_harm")
found = effects.analyze(problem, samples, outputs, num_levels=4, seed=1)
for name, mean, spread in zip(found["names"], found["mu_star"], found["sigma"], strict=True):
    print(f"{name:45} mean effect {mean:8,.1f}  spread {spread:8,.1f}")
