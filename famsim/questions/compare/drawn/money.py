"""The picture of money: a panel a strategy, a row for each that pays or is spared, with intervals."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from famsim.appraisal import PAYER_SAYS
from famsim.measures import ALL
from famsim.questions.compare.comparison import Comparison
from famsim.questions.compare.drawn.forest import kinds_of, panels_figure
from famsim.scenario import financial_year
from famsim.writing import framed, names_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NOTHING = {"estimate": 0.0, "low": 0.0, "high": 0.0, "at_most": float("nan")}


def money_figure(comparison: Comparison) -> "Figure | None":
    """Return who pays and who is spared what under each strategy, public money alone; nothing where nobody pays."""
    rows = [row for flow in (("payers", "{} pays"), ("gainers", "{} is spared")) for row in rows_of(comparison, *flow)]
    there = {row["strategy"] for row in rows if row["estimate"] or row["high"]}
    names = [name for name in sorted({row["strategy"] for row in rows}, key=place) if name in there]
    if not names:
        return None
    ours = [one.name for one in comparison.scenario.strategies[1:]]
    had = {(row["measure"], row["strategy"]) for row in rows}
    rows += [{"measure": one, "strategy": who} | NOTHING for one in ours for who in names if (one, who) not in had]
    year = financial_year(comparison.tables["payers"].price_year.iloc[0])
    called = names_of(comparison)
    panels = [(one, called[one], f"£, {year} prices") for one in ours]
    says = f"Who pays and who is spared what, 95% intervals ({kinds_of(comparison)}); hollow: none, or not clear"
    return framed(panels_figure(pd.DataFrame(rows).assign(group=ALL), names, panels), comparison, says)


def rows_of(comparison: Comparison, table: str, says: str) -> list[dict[str, Any]]:
    """Return a table's rows of public money as those of a panel's: each strategy a measure, each payer a row."""
    found, ours = comparison.tables[table], {one.name for one in comparison.scenario.strategies[1:]}
    if found.empty:
        return []
    kept = found[(found.account == "fiscal") & (found.who != "all") & found.strategy.isin(ours)]
    return [
        {"measure": row.strategy, "strategy": named(row.who, says)} | {name: getattr(row, name) for name in NOTHING}
        for row in kept.itertuples()
    ]


def named(who: str, says: str) -> str:
    """Return who pays or is spared, in words: of several, in the plural."""
    several = who in ("schools", "charities", "police", "families")
    called = PAYER_SAYS[who].removeprefix("the ")
    verb = says.replace("pays", "pay").replace("is spared", "are spared") if several else says
    return verb.format(called)


def place(name: str) -> tuple[bool, int]:
    """Return where a row stands: those who pay first, in the order of payers."""
    order = [one.removeprefix("the ") for one in PAYER_SAYS.values()]
    return "spared" in name, next(at for at, one in enumerate(order) if name.startswith(one))
