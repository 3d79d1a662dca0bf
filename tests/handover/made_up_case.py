"""A case of a few made-up tables, of which each number is known by hand."""

from types import SimpleNamespace

import pandas as pd

from famsim.handover.case.told import Told
from famsim.writing import Writing


class Small(Told):
    """What it is told from is set and not worked out."""

    @property
    def scenario(self):
        """What is asked of the question."""
        return self.__dict__["as_asked"]

    def goes_on(self, name):
        """Say whether an option may go on."""
        return name in self.__dict__["sustained"]


def small(options, months=96, **tables):
    """Return a case; sustained and ended: as of Told, by keyword; the rest its tables, as rows with their columns."""
    sustained, ended = tables.pop("sustained", ()), tables.pop("ended", {})
    of = Small(None, Writing({name: pd.DataFrame(rows) for name, rows in tables.items()}))
    of.__dict__.update(options=options, ended=ended, sustained=sustained, first="none")
    of.__dict__["as_asked"] = SimpleNamespace(months=months, money=SimpleNamespace(optimism_bias=0.0))
    return of


def phase(strategy, phase, last, cost=1000.0, come=10.0, complete=5.0):
    """Return the rows of some months of an option."""
    values = {"cost": cost, "come": come, "complete": complete, "per_come": cost / come if come else float("nan")}
    of = {"strategy": strategy, "phase": phase, "first": 1.0, "last": float(last), "low": float("nan")}
    return [of | {"high": float("nan"), "measure": name, "estimate": value} for name, value in values.items()]


def grant(strategy, last, **of):
    """Return the rows of an option whose money ends, and nothing of which comes after it."""
    return [*phase(strategy, "within", last, **of), *phase(strategy, "all", 96, **of)]


def borne(strategy, who, within, after=0.0):
    """Return what somebody bears under an option."""
    pounds = {"within": within, "after": after, "all": within + after}
    return [{"strategy": strategy, "phase": one, "who": who, "pounds": paid} for one, paid in pounds.items()]


def funded(strategy, source, who, within, after=0.0, left=float("nan")):
    """Return a row of the table of sources."""
    paid = {"within": within, "after": after, "pounds": within + after, "there_is": within + max(left, 0.0)}
    return {"strategy": strategy, "source": source, "who": who, "left": left} | paid


def yearly(strategy, who, *pounds):
    """Return what somebody pays in each year."""
    return [
        {"strategy": strategy, "who": who, "year": float(year), "pounds": paid} for year, paid in enumerate(pounds, 1)
    ]


def budget(strategy, pounds):
    """Return an option's budget of all years."""
    return {"strategy": strategy, "year": 0, "budget": pounds, "match": 0.0}


def change(strategy, low, high, measure="child_months_in_harm"):
    """Return a clear or unclear change with its interval."""
    of = {"strategy": strategy, "measure": measure, "group": "all", "at_most": float("nan")}
    return of | {"estimate": (low + high) / 2, "low": low, "high": high}
