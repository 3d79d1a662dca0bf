"""GBP 50,000 for a year and 125,000 over three: what does either buy in a city, a county and a unitary authority?"""

import famsim as fs

AREAS = ("leeds", "essex", "cumberland")

for name in ("budget_50k", "budget_125k"):
    for area in AREAS:
        scenario = fs.composed(fs.load_scenario(name).with_(area=area))  # the money alone says how many places
        for strategy in scenario.strategies[1:]:
            bought = [f"{one.places_a_month:g} a month of {one.programme}" for one in strategy.offers]
            print(f"{area}, {strategy.name}: {', '.join(bought)}; staff {dict(strategy.staff_trained)}")

        result = fs.compare(scenario, draws=20)
        spent = result.tables["budgets"]
        print(spent[["strategy", "year", "budget", "match", "spent", "unspent"]].to_string(index=False))
        whole = spent[spent.year == 0]
        print((whole.spent / (whole.budget + whole.match) - 1).abs().max(), "of the money is missed at most")
        print("\n".join(result.answer.splitlines()[:12]))
        result.save(f"results/{name}-{area}")
