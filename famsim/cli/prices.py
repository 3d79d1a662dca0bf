"""The command `prices`: published unit costs in the prices of any year, and claims that no number rests on."""

from famsim.appraisal import claims, unit_costs
from famsim.cli.output import print_folded, print_json, print_table
from famsim.errors import FamsimError
from famsim.scenario import PRICE_YEARS, financial_year, register_year
from famsim.writing import pounds


def list_prices(year: int | None, as_json: bool) -> None:
    """List unit costs in a year's prices, the register's where none is asked for; FamsimError for a year not read."""
    asked = register_year() if year is None else year
    if not PRICE_YEARS.holds(asked):
        raise FamsimError(f"--year {asked}: allowed: {PRICE_YEARS.allowed}")
    found, told = unit_costs(asked), claims()
    if as_json:
        print_json({"price_year": asked, "unit_costs": found, "claims": told})
        return
    columns = ["what", f">{financial_year(asked)} prices", ">range", ">as published", "grade", "read in"]
    rows = [
        [
            one["says"],
            pounds(one["value"]),  # to as many digits as its range, outside which it would seem to lie
            f"{pounds(one['low'])} to {pounds(one['high'])}",
            f"£{one['published']:,} ({financial_year(one['price_year'])})",
            one["grade"],
            one["page"],
        ]
        for one in found
    ]
    print_table("Unit costs", columns, rows)
    claimed = [[one["says"], one["value"], one["by"], one["rests_on"]] for one in told]
    print_table("Claims, which no number of famsim rests on", ["what", "claimed", "by", "rests on"], claimed)
    print_folded("Prices are brought to a year by the deflator of gross domestic product (famsim sources, evaluation).")
