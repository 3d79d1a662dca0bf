"""What an answer says of money: who pays, who is spared what, what it is worth at the start, what would turn that."""

import math

from famsim.appraisal import PAYER_SAYS, WORTH_SAYS
from famsim.measures import ALL
from famsim.scenario import Scenario, Strategy, financial_year, has_usual
from famsim.writing import (
    TOO_FEW,
    Writing,
    as_table,
    counted,
    one_draw,
    pence_shown,
    pounds,
    pounds_size,
    shown,
    size_of,
)

PAYERS, GAINERS, WORTH, SWITCHING = "payers", "gainers", "worth", "switching"
HOW_TO_READ = (
    "Public money of the scenario's months, as it falls; families' own time and wellbeing are in the last column "
    "alone, and later pounds count for less (are discounted) there alone. Who pays for what is a stated map "
    "(*payer_map*), assumed and yours to change in `[money]`. What services are spared is an average cost of a case, "
    "not cash. Payer by payer: *Money in full*."
)
BESIDE_BUDGETS = (
    " By that map whoever employs staff pays for their talks, and others add to budgets: so what the grant pays here "
    "is not what a budget spends, which stands under *Budgets*."
)
IN_FULL = (
    "Public money alone is in the tables; families' own time and their wellbeing stand apart below them and are never "
    "added to it. Ratios that others claim are in none of these numbers (docs/money.md)."
)
DO_NOT_ADD = (
    "Estimates add up to the last line; their limits do not: no two lines are at the same end at once, and what one of "
    "few families may add is counted in each line by itself."
)
LESS = " A sum below nothing is so much less than under the first strategy."
HEADS = ("strategy", "costs{}", "who pays most of it", "services are spared", "all gained less all given")
MOST = 2  # payers named in a row
EVERY = "every gain"
LOSSES = "losses"  # partings from where there was no harm, which pounds are divided by


def money_section(writing: Writing, scenario: Scenario) -> str:
    """Return the section on who pays and who gains, a row a strategy; nothing where nothing is compared."""
    if not is_told(writing, scenario):
        return ""
    usual = " beyond usual services" if has_usual(scenario) else ""
    year = writing.number(PAYERS, "price_year", financial_year, **at(scenario.strategies[1].name, "all"))
    heads = [one.format(f"{usual}, {year} prices") for one in HEADS]
    table = as_table(heads, [in_short(writing, one.name) for one in scenario.strategies[1:]])
    return "\n\n".join(
        ["## Who pays and who gains", HOW_TO_READ + (BESIDE_BUDGETS if has_budgets(writing) else ""), table]
    )


def money_in_full(writing: Writing, scenario: Scenario) -> str:
    """Return the section with every payer, what it is worth and what would turn that, strategy by strategy."""
    if not is_told(writing, scenario):
        return ""
    parts = [of_strategy(writing, scenario, one) for one in scenario.strategies[1:]]
    less = LESS if (writing.tables[PAYERS]["estimate"] < 0).any() else ""
    return "\n\n".join(["## Money in full", IN_FULL + less, *parts])


def has_budgets(writing: Writing) -> bool:
    """Say whether any strategy has a budget."""
    table = writing.tables.get("budgets")
    return table is not None and len(table) > 0


def is_told(writing: Writing, scenario: Scenario) -> bool:
    """Say whether there is anything to tell of money."""
    return PAYERS in writing.tables and len(scenario.strategies) > 1


def in_short(writing: Writing, name: str) -> list[str]:
    """Return a strategy's cells: what it costs, who pays most of it, what is spared, and what it is worth."""
    there = [one for one in PAYER_SAYS if has(writing, PAYERS, name, one)]
    pays = {one: writing.value(PAYERS, "estimate", **at(name, one)) for one in there}
    first = [one for one in sorted(there, key=lambda one: -pays[one]) if pays[one] > 0.0][:MOST]
    said = [f"{PAYER_SAYS[one]} {writing.number(PAYERS, 'estimate', pounds, **at(name, one))}" for one in first]
    most = "; ".join(said)
    spared = cell(writing, GAINERS, name, "all")
    return [writing.words(name), cell(writing, PAYERS, name, "all"), most or "-", spared, one_of(writing, name, "net")]


def at(name: str, who: str) -> dict[str, object]:
    """Return where what somebody pays of public money stands."""
    return {"strategy": name, "account": "fiscal", "who": who}


def of_strategy(writing: Writing, scenario: Scenario, strategy: Strategy) -> str:
    """Return what is said of one strategy."""
    name = strategy.name
    parts = [
        f"### {writing.words(name)}: money",
        who(writing, name, has_usual(scenario)),
        apart(writing, name),
        worth(writing, scenario, name),
        averted(writing, name),
        turns(writing, scenario, name),
    ]
    return "\n\n".join(part for part in parts if part)


def who(writing: Writing, name: str, usual: bool) -> str:
    """Return the table of who pays and whom it spares, a row for each that does either."""
    there = [one for one in PAYER_SAYS if has(writing, PAYERS, name, one) or has(writing, GAINERS, name, one)]
    if not there:
        return "It costs nobody anything, and spares nobody."
    year = writing.number(PAYERS, "price_year", financial_year, strategy=name, account="fiscal", who="all")
    says = {one: PAYER_SAYS[one] for one in there} | {"all": "in all"}
    rows = [[who, *(cell(writing, table, name, one) for table in (PAYERS, GAINERS))] for one, who in says.items()]
    heads = ["who", f"pays{' beyond usual services' if usual else ''}, {year} prices", "is spared"]
    return f"{as_table(heads, rows)}\n\n{DO_NOT_ADD}"


def has(writing: Writing, table: str, name: str, one: str, account: str = "fiscal") -> bool:
    """Say whether a table has a row of somebody who pays or gains."""
    return bool(len(writing.tables[table])) and bool(writing.rows(table, strategy=name, account=account, who=one))


def cell(writing: Writing, table: str, name: str, one: str, account: str = "fiscal") -> str:
    """Return pounds with their interval, or that too few families differ; a dash where there are none."""
    if not has(writing, table, name, one, account):
        return "-"
    where: dict[str, object] = {"strategy": name, "account": account, "who": one}
    if table == GAINERS and account == "fiscal" and (more := more_spent(writing, where)):
        return more
    return with_ends(writing, table, where)


def more_spent(writing: Writing, where: dict[str, object]) -> str:
    """Return what a service spends more, where it is clearly not spared; else ""."""
    low, high = (writing.value(GAINERS, end, **where) for end in ("low", "high"))
    if not (high < 0.0 and math.isfinite(low)) or writing.value(GAINERS, "at_most", **where) > 0:
        return ""
    numbers = [writing.number(GAINERS, end, pounds_size, **where) for end in ("estimate", "high", "low")]
    return "none: {} more is spent ({} to {})".format(*numbers)


def with_ends(writing: Writing, table: str, where: dict[str, object]) -> str:
    """Return pounds with their interval."""
    estimate, low, high = (writing.number(table, end, pounds, **where) for end in ("estimate", "low", "high"))
    if writing.value(table, "at_most", **where) > 0:
        return f"{estimate} ({TOO_FEW}: {writing.number(table, 'at_most', pounds, **where)} at most)"
    if math.isnan(writing.value(table, "estimate", **where)):
        return "not known"
    if math.isinf(writing.value(table, "high", **where)):
        return f"{estimate} ({low} or more)"
    if len({pounds(writing.value(table, end, **where)) for end in ("estimate", "low", "high")}) == 1:
        return estimate  # all three print as one
    return f"{estimate} ({low} to {high})"


def apart(writing: Writing, name: str) -> str:
    """Return what families give of their time and gain in wellbeing, which no public money is."""
    gives = cell(writing, PAYERS, name, "families", "social")
    gains = cell(writing, GAINERS, name, "families", "wellbeing")
    said = [f"families' own time is worth {gives}" if gives != "-" else ""]
    said += [f"what families gain in wellbeing, {gains}" if gains != "-" else ""]
    text = "; ".join(one for one in said if one)
    return f"**Apart from that:** {text}." if text else ""


def worth(writing: Writing, scenario: Scenario, name: str) -> str:
    """Return what it is worth at the start, for each pound, and when it pays back."""
    spared, net = (one_of(writing, name, key) for key in ("net_fiscal", "net"))
    text = (
        f"**At the start,** later pounds discounted by the schedule {writing.words(scenario.money.rates)}"
        f"{raised(scenario)}: {WORTH_SAYS['net_fiscal'].removesuffix(', at the start')} {spared}; "
        f"{WORTH_SAYS['net'].removesuffix(', at the start')} {net}. "
    )
    if math.isnan(writing.value(WORTH, "estimate", strategy=name, measure="benefit_cost")):
        return f"{text}It costs no more than the first strategy."
    ratios = (ratio(writing, name, key) for key in ("benefit_cost", "return_fiscal"))
    text += "For each pound of cost {} are gained in all, {} of it spared to public services. ".format(*ratios)
    return text + pays_back(writing, name)


def raised(scenario: Scenario) -> str:
    """Return by how much costs are raised, where they are."""
    bias = scenario.money.optimism_bias
    return f" and costs raised by {shown(100.0 * bias)}%" if bias else ""


def one_of(writing: Writing, name: str, measure: str) -> str:
    """Return one sum of the table `worth` in pounds with its interval."""
    return with_ends(writing, WORTH, {"strategy": name, "measure": measure})


def ratio(writing: Writing, name: str, measure: str) -> str:
    """Return pounds for each pound, with the interval."""
    where = {"strategy": name, "measure": measure}
    estimate, low, high = (writing.number(WORTH, end, pence_shown, **where) for end in ("estimate", "low", "high"))
    return f"{estimate} ({low} to {high})"


def pays_back(writing: Writing, name: str) -> str:
    """Return from which month on it pays back, or that it does not in the time looked at."""
    where = {"strategy": name, "measure": "payback_month"}
    if math.isnan(writing.value(WORTH, "estimate", **where)):
        return f"It does not pay back in {writing.how_long()}."
    return f"It pays back from month {writing.number(WORTH, 'estimate', counted, **where)} on."


def averted(writing: Writing, name: str) -> str:
    """Return the pounds for each thing averted, not discounted."""
    words = {
        "per_child_month": "each month of a child's out of harm",
        "per_loss": f"each parting fewer, on balance, from where there was no harm ({on_balance(writing, name)})",
    }
    found = []
    for key, says in words.items():
        if math.isnan(writing.value(WORTH, "estimate", strategy=name, measure=key)):
            found.append(f"no pounds for {says}: no more is averted than brought about, or it costs no more")
        elif math.isnan(writing.value(WORTH, "low", strategy=name, measure=key)):
            found.append(f"no pounds for {says}: {TOO_FEW}")
        else:
            found.append(f"{one_of(writing, name, key)} for {says}")
    return f"**For what is averted** (costs as they fall, not discounted): {'; '.join(found)}."


def on_balance(writing: Writing, name: str) -> str:
    """Return by how many fewer partings from where there was no harm pounds are divided, and what is in that balance.

    Couples who part either way, from harm without help and after it with help, add to them; line A leaves these out.
    """
    where: dict[str, object] = {"strategy": name, "measure": LOSSES, "group": ALL}
    word = "fewer" if writing.value("differences", "estimate", **where) < 0 else "more"
    return (
        f"{size_of(writing, LOSSES, where)} {word} in all: not line A, as later couples count, and those who "
        "part either way but with help only after the harm"
    )


def turns(writing: Writing, scenario: Scenario, name: str) -> str:
    """Return the figure whose value, within its range, would make it worth what it costs, or no longer so."""
    table = writing.tables[SWITCHING]
    ours = table[(table.strategy == name) & (table.beside == scenario.strategies[0].name)]
    near = ours[(ours.within == "yes") & (ours.switches_at > 0) & (ours.now > 0)]
    head = "**What would turn it:** "
    if near.empty:
        return f"{head}no price and no value within its range. {by_gains(writing, scenario, name)}"
    by_far = (near.switches_at / near.now).map(lambda times: abs(math.log(times)))
    row = near.loc[by_far.idxmin()]
    where = {"strategy": name, "beside": scenario.strategies[0].name, "figure": row.figure}
    numbers = [writing.number(SWITCHING, one, shown, **where) for one in ("switches_at", "now", "low", "high")]
    mean = "" if one_draw(writing) else " (the mean of its draws)"
    year = f", {financial_year(row.price_year)} prices" if has_year(row.price_year) else ""
    return (
        f"{head}{row.says[0].lower()}{row.says[1:]} (`{row.figure}`) at {numbers[0]} instead of {numbers[1]} {row.unit}"
        f"{mean}{year}; its range is {numbers[2]} to {numbers[3]}. {by_gains(writing, scenario, name)}"
    )


def has_year(cell: object) -> bool:
    """Say whether a figure is in the prices of a year: none is an empty cell, or what is read of one that was kept."""
    return bool(cell) and not (isinstance(cell, float) and math.isnan(cell))


def by_gains(writing: Writing, scenario: Scenario, name: str) -> str:
    """Return how many times as much it would have to gain to be worth what it costs."""
    where = {"strategy": name, "beside": scenario.strategies[0].name, "figure": EVERY}
    if not writing.rows(SWITCHING, **where) or math.isnan(writing.value(SWITCHING, "switches_at", **where)):
        return ""
    times = writing.number(SWITCHING, "switches_at", shown, **where)
    return f"All that is gained would have to be {times} times as much."
