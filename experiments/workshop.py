"""Which assumption matters most to a room that says "that would never work with our families"?

The page is for the room; what follows asks the same short cut, one lever at a time, for the case of Newcastle.
"""

import famsim as fs

scenario = fs.load_scenario("newcastle")
page = fs.page(scenario)
print(page.save("newcastle.html"))

levers = {"uptake": 0, "fade": 1, "places": 2, "noticing": 3}
for result in ("helped", "conflict_averted", "cost"):
    fit = page.fits["newcastle", result]
    print(f"{result}: {fit.centre:,.0f} as the scenario has it; off by {fit.furthest:,.0f} at most in runs never seen")
    for name, place in levers.items():
        half = [1.0] * len(levers)
        half[place] = 0.5
        print(f"  half the {name}: {fit.value(tuple(half)):,.0f}")
