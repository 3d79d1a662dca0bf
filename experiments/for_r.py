"""Tables that R reads: a probabilistic analysis for voi and dampack, and a comparison as Arrow.

In R:
  costs <- arrow::read_parquet("psa/costs.parquet"); effects <- arrow::read_parquet("psa/effects.parquet")
  parameters <- arrow::read_parquet("psa/parameters.parquet")
  voi::evppi(list(c = as.matrix(costs), e = as.matrix(effects), k = c(200, 600)), as.data.frame(parameters))
  dampack::make_psa_obj(cost = as.data.frame(costs), effectiveness = as.data.frame(effects), parameters = parameters)
  differences <- arrow::read_feather("comparison/differences.arrow")
"""

import famsim as fs
from famsim.handover.bridges import for_r, psa_tables

sweep = fs.sweep("experiments/places.toml", store="places.sqlite")
tables = psa_tables(sweep, "child_months_in_harm")
print(for_r(tables, "psa"), {name: table.shape for name, table in tables.items()})

comparison = fs.compare(fs.load_scenario("newcastle").with_(families=2000, months=60), draws=20)
print(for_r(comparison, "comparison", "arrow"), sorted(comparison.tables))
