"""The sections of an assessment's answer: the benchmark, where families are met, months, maturity, how sure."""

import math
from collections.abc import Iterator

from famsim.questions.assess.cells import BEFORE, UNKNOWN
from famsim.questions.assess.factors import factors
from famsim.questions.assess.found import Assessed
from famsim.questions.assess.orders import FACTOR, first_by
from famsim.questions.assess.published import KINDS
from famsim.writing import Writing, as_table, capital, counted, door, hundredths, listed, pounds, shown

MOST_DOORS = 5  # of a factor, in the table
KEPT_HERE = "kept here"
HOW_TO_READ = (
    "*Spreads*: from England, in standard deviations between authorities. *Similar*: the middle of the authorities "
    "most like it, and their lowest and highest. A range in brackets holds the truth in about 95 of 100 areas where a "
    "figure is older than it should be; the others are as published, and no error is published with them. How "
    "assessments are recorded differs a good deal between authorities."
)


def benchmark_section(writing: Writing, found: Assessed) -> Iterator[str]:
    """Yield what the area is set beside, a table for each kind of column, and how to read it."""
    like = "; ".join(writing.words(one.name) for one, _ in found.beside.like)
    yield (
        f"Most like it, the nearest first: {like}. They are the nearest of England's authorities by the root mean "
        "square of six differences, each in spreads between authorities: deprivation of the places where infants live, "
        "lone parents, unmarried couples, unemployment, infants for each family, size."
    )
    table = writing.tables["benchmark"]
    for kind in KINDS:
        names = list(table.loc[table["kind"] == kind, "name"])
        if names:
            yield f"**{capital(kind)}s**"
            yield as_table(HEADS, [benchmark_row(writing, str(name)) for name in names])
    yield HOW_TO_READ


HEADS = ("what", "here", "England", "region", "similar", "spreads", "standing", "of")


def benchmark_row(writing: Writing, name: str) -> list[str]:
    """Return one column's row."""
    where = {"name": name}
    row = writing.tables["benchmark"].iloc[writing.rows("benchmark", **where)[0]]

    def number(column: str) -> str:
        known = math.isfinite(float(row[column]))
        return writing.number("benchmark", column, shown, **where) if known else "-"

    here = number("value")
    if here == "-":
        here = KEPT_HERE
    elif row["low"] < row["high"]:
        here = f"{here} ({number('low')} to {number('high')})"
    similar = f"{number('similar')} ({number('similar_low')} to {number('similar_high')})"
    what = f"{row['says']}{', %' if row['unit'] == '%' else ''}"
    spreads = writing.number("benchmark", "spreads", hundredths, **where) if here != KEPT_HERE else "-"
    return [what, here, number("england"), number("region"), similar, spreads, str(row["standing"]), str(row["date"])]


def met_section(writing: Writing) -> Iterator[str]:
    """Yield of each factor's families of a year those met at each of its doors."""
    yield "Of families with a strain in a year, those met at a door in a month in which they have it."
    rows = []
    table = writing.tables["doors"]
    for row in writing.tables["need"].to_dict("records"):
        mine = table[(table["factor"] == row["factor"]) & (table["families"] > 0)]
        first = mine.sort_values("share", ascending=False).head(MOST_DOORS)
        where = {"factor": row["factor"]}
        met = [f"{door(one)} {writing.number('doors', 'share', counted, door=one, **where)}%" for one in first["door"]]
        ever = writing.number("need", "ever", counted, **where)
        rows.append([capital(row["says"]), f"families {row['whose']}", ever, ", ".join(met)])
    yield as_table(("strain", "whose it is", "families in a year", "met at"), rows)


def month_section(writing: Writing) -> Iterator[str]:
    """Yield, of the first factor by leverage, what a pound averts by month and by door."""
    first = str(first_by(writing.tables["orders"], FACTOR, "leverage_place")["name"])
    table = writing.tables["leverage"]
    mine = table[
        (table["factor"] == first) & table["best"] & table["shown"] & (table["measure"] == "child_months_in_harm")
    ]
    says = writing.tables["need"].set_index("factor").loc[first, "says"]
    windows = mine[(mine["door"] == "all") & (mine["window"] != "all")]
    doors = mine[(mine["window"] == "all") & (mine["door"] != "all")].sort_values("per_thousand", ascending=False)
    for title, column, rows in (("By month", "window", windows), ("By door", "door", doors)):
        if len(rows):
            since = "" if column == "door" else f" {since_words(first)}"
            yield f"**{title}{since}, of {says}:** child-months in harm averted by £1,000, with 95% by chance."
            yield as_table((column, "averted by £1,000", "families helped"), [
                cell_row(writing, {"factor": first, "best": True, "measure": "child_months_in_harm"}, row, column)
                for row in rows.to_dict("records")
            ])  # fmt: skip


def cell_row(writing: Writing, about: dict[str, object], row: dict[str, object], column: str) -> list[str]:
    """Return one cell of the leverage as a row of a table."""
    where = about | {"programme": row["programme"], "door": row["door"], "window": row["window"]}
    ends = [writing.number("leverage", one, counted, **where) for one in ("per_thousand", "low", "high")]
    named = door(str(row[column])) if column == "door" else window_words(str(row[column]))
    return [named, f"{ends[0]} ({ends[1]} to {ends[2]})", writing.number("leverage", "families", counted, **where)]


def window_words(window: str) -> str:
    """Return a window of months in words."""
    return window if window == UNKNOWN else ("before it" if window == BEFORE else f"{window} months")


def since_words(name: str) -> str:
    """Return from when a factor's months are counted."""
    return next(one.since_says for one in factors() if one.name == name)


def maturity_section(writing: Writing, found: Assessed) -> Iterator[str]:
    """Yield the sliders, the levers that they set, and the scenario that was written with them."""
    yield (
        "Four sliders, 0 basic to 1 mature, set the levers of the offers in `scenario.toml`. The map is assumed, ours, "
        "and yours to change (`evaluation.maturity_*` of `famsim sources`)."
    )
    rows = []
    for row in writing.tables["maturity"].to_dict("records"):
        numbers = [
            writing.number("maturity", one, shown, lever=row["lever"]) for one in ("set_to", "basic", "mature", "value")
        ]
        rows.append([str(row["slider"]), numbers[0], str(row["says"]), *numbers[1:]])
    yield as_table(("slider", "set to", "what it sets", "where basic", "where mature", "here"), rows)
    names = listed([f"*{writing.words(one.name)}*" for one in found.scenario.strategies[1:]])
    yield (
        f"Written: {names}, each with the places that {writing.fact('grant', pounds)} would pay for over "
        f"{writing.fact('months')} months. `famsim compare scenario.toml` sets them beside business as usual."
    )


def how_sure(writing: Writing) -> str:
    """Return what stands behind an assessment, and what does not."""
    lived, follow = writing.fact("simulated_families", counted), writing.fact("follow", counted)
    first = (
        f"- {lived} families are lived for a year, and from every other month on for {follow} months: without help, "
        f"and with {writing.fact('dose', shown)} of a whole place of a programme, on the same luck. What that averts, "
        "over the dose and the price of a place (its sessions, a talk and a referral), is leverage: a rate at the "
        "margin, for families who come."
    )
    return "\n".join((first, *SURE))


SURE = (
    "- Of each strain's programmes the one is shown by which a pound averts most; of several that are alike, chance "
    "has a say in which, and the first looks a little better than it is.",
    "- Intervals hold chance alone, at central figures. Effects are carried from trials, many of them elsewhere; "
    "`famsim sensitivity` on the scenario says which figures matter.",
    "- Of how many families there are the width of old figures is not in the interval: the tables above have it.",
    "- Simulated families are not case records, and no family is to blame. Parting is not always the worse outcome.",
)
