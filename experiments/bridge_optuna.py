"""How many places and trained midwives are worth their money, by Optuna: fewer months in harm against pounds.

pip install optuna    Uncertainties are held where their figures stand, so that only what is decided is searched.
"""

import optuna

from famsim.handover.bridges import optuna_objective

offer = {"strategies": ["newcastle"]}
experiment = {
    "experiment": {
        "name": "places and midwives",
        "question": "How many of each?",
        "scenarios": ["newcastle"],
        "strategies": ["business as usual", "newcastle"],
        "families": 4000,
        "months": 48,
    },
    "design": {"kind": "latin hypercube", "points": 2},
    "lever": [
        {"name": "places", "changes": "places_a_month", "low": 2, "high": 40, **offer},
        {"name": "midwives", "changes": "staff_trained", "door": "midwife", "low": 0.0, "high": 1.0, **offer},
    ],
}

objective, directions = optuna_objective(experiment, ["child_months_in_harm", "delivery_cost"])
study = optuna.create_study(directions=directions, sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(objective, n_trials=20)
for trial in study.best_trials:
    print({name: round(value, 2) for name, value in trial.params.items()}, [round(value) for value in trial.values])
