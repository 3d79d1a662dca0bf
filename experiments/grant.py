"""GBP 50,000 for a year: what does it change for the families helped, and what would an evaluation of it find?"""

import famsim as fs

result = fs.compare(fs.load_scenario("grant_50k"), draws=10, evaluation=True)
print(result.answer)

chance = result.tables["chance"]
print(chance[["strategy", "helped", "change", "signal_to_noise", "threshold", "seen"]].to_string(index=False))

seen = result.tables["evaluation"]
seen = seen[seen.months == 12]
columns = ["strategy", "design", "families", "estimate", "low", "high", "bias", "least"]
print(seen[columns].to_string(index=False, float_format="%.3g"))

result.save("results/grant_50k")
