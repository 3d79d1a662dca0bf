"""Newcastle's places in the EMA workbench: its experiments over ours, and its PRIM on what comes out.

pip install ema_workbench    (2.5; it brings many packages, one of them, platypus, under the GPL)
"""

from ema_workbench import SequentialEvaluator
from ema_workbench.analysis import prim

from famsim.handover.bridges import ema_model

model = ema_model("experiments/places.toml", ["child_months_in_harm", "delivery_cost"])

with SequentialEvaluator(model) as evaluator:
    experiments, outcomes = evaluator.perform_experiments(scenarios=20, policies=4)

columns = [one.name for one in (*model.levers, *model.uncertainties)]
cost_each = outcomes["delivery_cost"] / -outcomes["child_months_in_harm"]
dear = (cost_each > 600) | (cost_each < 0)
print(f"{dear.sum()} of {len(dear)} runs pay more than 600 pounds for a child's month out of harm, or for none")

box = prim.Prim(experiments[columns], dear, threshold=0.5).find_box()
print(box.peeling_trajectory[["coverage", "density", "res_dim"]].tail())
