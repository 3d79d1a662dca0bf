"""What changes when couples in money trouble are helped at the desk where they come about money?

The second part asks what the desk's training is worth: the same strategy with nobody trained.
"""

import famsim as fs

scenario = fs.load_scenario("croydon")
result = fs.compare(scenario, draws=20)
print(result.answer)
result.save("results/croydon")

names = [strategy.name for strategy in scenario.strategies]
desk = scenario.strategies[names.index("croydon")]
untrained = desk.with_(name="croydon, nobody trained", staff_trained={})
training = scenario.with_(strategies=(untrained, desk))
print(fs.compare(training, draws=20).answer)
