"""What does each tier of support change, and where? Five authorities; the whole of England is one line away."""

import famsim as fs

AREAS = ["blackpool", "luton", "croydon", "newcastle upon tyne", "rutland"]

# Newcastle's strategies with Newcastle's places in every authority, as small a question as asks it.
one_city = fs.load_scenario("three_tiers")
everywhere = {
    strategy.name: {"offers": {number: {"shared_by": "each"} for number, _ in enumerate(strategy.offers, 1)}}
    for strategy in one_city.strategies
}
scenario = one_city.with_(areas=AREAS, families=10_000, strategies=everywhere)

# All 153 authorities, every family, places shared out by births, need and population; it says first how long it takes:
#   scenario = fs.load_scenario("england")
#   result = fs.compare(scenario, draws=10, store="england.sqlite")     the same call goes on where it was stopped
result = fs.compare(scenario)
print(result.answer.split("\n## ")[0])

areas = result.tables["areas"]
for measure in ("fewer_partings", "child_months_in_harm", "cost"):
    each = areas[areas.measure == measure].pivot(index="authority", columns="strategy", values="per_1000")
    tiers = ["primary prevention", "at-risk groups", "intensive support"]
    print(f"\n{measure}, for each 1,000 families with children")
    print(each[tiers].to_string(float_format="%.2f"))

result.save("results/tiers-by-area")
