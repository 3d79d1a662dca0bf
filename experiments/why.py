"""Why does the Newcastle strategy change what it changes, and what would it take to change more?

Which channel of its effects carries the difference, and where is the rest lost: to fade, to sessions missed, to help
not taken up, to families not noticed, to places? The second part asks whether twice the places move the bottleneck.
"""

import famsim as fs

scenario = fs.load_scenario("newcastle")
study = fs.why(scenario, "newcastle", measures=["harmful_conflict_averted", "stay_in_harm"], draws=20)
print(study.answer)
study.save("results/why")

own = next(strategy for strategy in scenario.strategies if strategy.name == "newcastle")
offers = tuple(offer.with_(places_a_month=2 * offer.places_a_month) for offer in own.offers)
doubled = own.with_(name="newcastle, twice the places", offers=offers)
wider = scenario.with_(strategies=(scenario.strategies[0], doubled))

for name, found in (("as it is", study), ("twice the places", fs.why(wider, doubled.name, draws=20))):
    parts = found.tables["attribution"]
    parts = parts[(parts.measure == "harmful_conflict_averted") & (parts.sort == "delivery")]
    print(f"\nWhat is lost between perfect delivery and the offer, {name} (child-months):")
    print(parts.pivot_table(index="part", columns="order", values="estimate", sort=False).round().to_string())
