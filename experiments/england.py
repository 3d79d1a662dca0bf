"""What does each tier of support change, and where? Four authorities; the whole of England is one line away."""

import famsim as fs

AREAS = ["blackpool", "luton", "croydon", "newcastle upon tyne"]

# Newcastle's strategies with four times its places, for about four times its families, shared out over these.
one_city = fs.load_scenario("three_tiers")
shared = {
    strategy.name: {
        "offers": {
            number: {"places_a_month": 4 * offer.places_a_month, "shared_by": "population"}
            for number, offer in enumerate(strategy.offers, 1)
        }
    }
    for strategy in one_city.strategies
}
scenario = one_city.with_(areas=AREAS, families=10_000, strategies=shared)

# All 153 authorities, every family, places shared out by births, need and population; it says first how long it takes:
#   scenario = fs.load_scenario("england")
#   result = fs.compare(scenario, draws=10, store="england.sqlite")     the same call goes on where it was stopped
result = fs.compare(scenario)
print(result.answer.split("\n## ")[0])

areas, tiers = result.tables["areas"], ["primary prevention", "at-risk groups", "intensive support"]
for measure in ("fewer_partings", "child_months_in_harm", "cost"):
    each = areas[areas.measure == measure].pivot(index="authority_name", columns="strategy", values="per_1000")
    print(f"\n{measure}, for each 1,000 families with children: estimates; their intervals are in the table")
    print(each.loc[areas.authority_name.unique(), tiers].to_string(float_format="%.2f"))

result.save("results/tiers-by-area")
