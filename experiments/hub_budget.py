"""GBP 125,000 over three years for the 2026 hub: what is it worth in a county, a unitary authority, a London borough?

Samples of 6,000 families keep it to some minutes an area; without `families=` it takes whole areas, and hours.
"""

import famsim as fs

AREAS = ("worcestershire", "county-durham", "croydon")
SAID = ("**Clear", "**Will the area", "**For whom", "**Cannot tell")

for area in AREAS:
    scenario = fs.composed(fs.load_scenario("hub_125k").with_(area=area, families=6000))
    result = fs.compare(scenario, draws=20)
    spent, helped = (result.tables[name].set_index("strategy") for name in ("budgets", "summary"))
    changes = result.tables["differences"].query("group == 'all'").set_index(["strategy", "measure"])
    print(f"{area}: beside usual services, mean of 20 draws (95% intervals)")
    for strategy in scenario.strategies[1:]:
        own = [offer for offer in strategy.offers if not offer.usual]
        places = ", ".join(f"{12 * one.places_a_month:.2g} {one.programme.replace('_', ' ')}" for one in own)
        staff = ", ".join(f"{share:.0%} {door.replace('_', ' ')}" for door, share in strategy.staff_trained.items())
        posts = f"; {strategy.navigator.posts:g} of a post" if strategy.navigator else ""
        money = spent[spent.year == 0].loc[strategy.name]
        part, harm = (changes.loc[strategy.name, name] for name in ("separations", "child_months_in_harm"))
        print(
            f"{strategy.name}: {places or 'no places'} a year; staff {staff}{posts}; spends GBP {money.spent:,.0f}; "
            f"{helped.helped_with_effect[strategy.name]:,.0f} more families helped; {part.estimate:.1f} "
            f"({part.low:.1f} to {part.high:.1f}) couples part, {harm.estimate:,.0f} ({harm.low:,.0f} to "
            f"{harm.high:,.0f}) child-months in harm; in all GBP {helped.total[strategy.name]:,.0f}"
        )
    print("\n".join(line for line in result.answer.splitlines() if line.startswith(SAID)), "\n", flush=True)
