"""What the answer of a timing map says of its layers: what matters more, who can be met when, and what rests on stress.

Worth by month alone is not when to help: in the month that is worth most nobody may be there to be met.
"""

from collections.abc import Callable, Mapping

import numpy as np

from famsim.questions.timing.falls import BIRTH
from famsim.questions.timing.matters import MONTH, REACH, WHO, told_first
from famsim.questions.timing.tables import GROUPS
from famsim.questions.timing.words import Outcome, group_words, name, numbers
from famsim.runs import BUFFERS
from famsim.writing import EVENT_WORDS, Writing, as_table, counted, listed, shown, with_decimals

ALL = GROUPS[0]
SHOWN_MONTHS = 6  # rows of a table of layers, about
NOT_OVER = 100.0  # per cent: what falls short by more than all of it is a harm
OFFERED = (
    "Met: at one of the doors where the scenario offers it, in the month before; staff notice everybody, nobody waits, "
    "and the rows of *who* are left out. What doors and yeses rest on: "
)


def what_matters(writing: Writing, events: list[str]) -> str:
    """Return for each event what matters more for the first outcome with a best month; nothing where none has."""
    about = {event: told_first(writing.tables["matters"], event) for event in events}
    return "\n\n".join(matters_most(writing, event, told[0]) for event, told in about.items() if told)


def matters_most(writing: Writing, event: str, outcome: Outcome) -> str:
    """Return what comes to most, and what that hangs on: the largest clear difference first, then what makes none."""
    table = writing.tables["matters"]
    mine = table[(table["event"] == event) & (table["measure"] == outcome.measure)]
    rows = mine.sort_values("less", ascending=False, kind="stable").to_dict("records")
    where = {"event": event, "measure": outcome.measure}
    clear = [PART[row["by"]](writing, where, row) for row in rows if row["clear"]]
    unclear = [NAMES[row["by"]] for row in rows if not row["clear"]]
    hangs = f" What that hangs on most is {clear[0]}." if clear else ""
    text = (
        f"**Around {EVENT_WORDS[event].itself}, {most_of_all(writing, outcome, where, rows[0]['programme'])}.{hangs}**"
    )
    then = [f"Then {one}." for one in clear[1:]]
    none = [f"No clear difference is made by {listed(unclear)}."] if unclear else []
    blank = [] if any(row["by"] == WHO for row in rows) else ["For whom it is worth most cannot be told: too few."]
    return " ".join([text, *then, *none, *blank])


def most_of_all(writing: Writing, outcome: Outcome, where: dict[str, str], programme: str) -> str:
    """Return in which month of help a hundred couples gain most, and how much."""
    layers = writing.tables["layers"]
    at = where | {"group": ALL, "programme": programme}
    mine = layers[layers["comparable"] & np.logical_and.reduce([layers[name] == value for name, value in at.items()])]
    best = at | {"month": int(mine.loc[mine["estimate"].idxmax(), "month"])}
    gained, low, high = numbers(writing, "layers", ("estimate", "low", "high"), **best)
    return (
        f"most good is done, added up over all couples, by *{name(programme)}* begun "
        f"{when(writing, 'layers', 'month', best)}: {outcome.says} "
        f"gained by a hundred couples to whom it happens, helped or not, {gained} {outcome.counted} ({low} to {high})"
    )


def by_reach(writing: Writing, where: dict[str, str], row: dict[str, object]) -> str:
    """Return how many can be met and come when most can, and when fewest."""
    most, least = numbers(writing, "matters", ("most", "least"), by=REACH, **where)
    first, last = ends_of(writing, where, REACH)
    ends = f"{most} ({first}) or {least} ({last})"
    return f"{NAMES[REACH]}: of a hundred, {ends} would be met and come, {less(writing, where, row)}"


def by_who(writing: Writing, where: dict[str, str], row: dict[str, object]) -> str:
    """Return which risk group gains most from a place, and which least."""
    most, least = (group_words(str(row[one])) for one in ("most_group", "least_group"))
    return f"{NAMES[WHO]}: to families with {least} a place is worth {less(writing, where, row)} than with {most}"


def by_month(writing: Writing, where: dict[str, str], row: dict[str, object]) -> str:
    """Return in which month a place is worth most, and in which least."""
    most, least = ends_of(writing, where, MONTH)
    return f"{NAMES[MONTH]}: a place {least} is worth {less(writing, where, row)} than {most}"


NAMES = {
    MONTH: "the month in which help begins",
    REACH: "whether couples can be met",
    WHO: "who they are",
}
PART: dict[str, Callable[[Writing, dict[str, str], dict[str, object]], str]] = {
    MONTH: by_month,
    REACH: by_reach,
    WHO: by_who,
}


def less(writing: Writing, where: dict[str, str], row: dict[str, object]) -> str:
    """Return by how much the least falls short of the most."""
    if writing.value("matters", "less", by=row["by"], **where) > NOT_OVER:
        return "all of it and more"
    return f"{writing.number('matters', 'less', lambda value: shown(value, 0), by=row['by'], **where)}% less"


def ends_of(writing: Writing, where: dict[str, str], by: str) -> tuple[str, str]:
    """Return the months of the most and of the least."""
    most, least = (when(writing, "matters", one, where | {"by": by}) for one in ("most_month", "least_month"))
    return most, least


def when(writing: Writing, table: str, column: str, where: Mapping[str, object], event: str = "") -> str:
    """Return a month from the event in words, cited; the event, if the table does not hold it."""
    month = writing.value(table, column, **where)
    if month == 0:
        return f"in the month of {EVENT_WORDS[event or str(where['event'])].itself}"
    number = writing.number(table, column, lambda value: shown(abs(value)), **where)
    return f"{number} {'month' if abs(month) == 1 else 'months'} {'before' if month < 0 else 'after'}"


def layers_section(writing: Writing, event: str) -> str:
    """Return the layers of an event by month of help, for the programme and outcome that its first line is about."""
    told = told_first(writing.tables["matters"], event)
    if told is None:
        return ""
    (outcome, programme), layers = told, writing.tables["layers"]
    where = {"event": event, "group": ALL, "programme": programme, "measure": outcome.measure}
    mine = layers[(layers["event"] == event) & layers["comparable"]]
    months = sorted(set(mine["month"]))
    rows = [layer_row(writing, month, where) for month in months[:: max(len(months) // SHOWN_MONTHS, 1)]]
    heads = (
        f"*{name(programme)}*, {outcome.says}: begun",
        f"worth {outcome.unit} (95% interval)",
        "couples still together, of a hundred",
        "of those, met and come, of a hundred",
        f"gained by a hundred couples, {outcome.counted} (95% interval)",
    )
    return f"**Layers.**\n\n{as_table(heads, rows)}\n\n{OFFERED}{rests_on(writing)}"


def rests_on(writing: Writing) -> str:
    """Return how many figures reach rests on, and how many of them are assumed."""
    return f"{writing.fact('reach_figures')} figures, {writing.fact('reach_figures_assumed')} of them assumed."


def layer_row(writing: Writing, month: int, where: dict[str, str]) -> list[str]:
    """Return one month of help: worth, couples there, met, and the product."""
    at = where | {"month": month}
    worth, low, high = numbers(writing, "timing", ("estimate", "low", "high"), **at)
    gained, least, most = numbers(writing, "layers", ("estimate", "low", "high"), **at)
    there, met = (writing.number("layers", column, counted, **at) for column in ("there", "met"))
    begun = when(writing, "layers", "month", at)
    return [begun, f"{worth} ({low} to {high})", there, met, f"{gained} ({least} to {most})"]


def buffers_section(writing: Writing, event: str) -> str:
    """Return what help is worth by month if it buffers stress not at all, as assumed, and twice as much."""
    told, table = told_first(writing.tables["matters"], event), writing.tables["buffers"]
    if told is None or table.empty:
        return ""
    outcome, programme = told
    layers = writing.tables["layers"]
    compared = set(layers.loc[(layers["event"] == event) & layers["comparable"], "month"])
    months = sorted(compared & set(table.loc[table["event"] == event, "month"]))
    if not months:
        return ""
    where = {"event": event, "programme": programme, "measure": outcome.measure}
    rows = [buffer_row(writing, buffer, months, where) for buffer in BUFFERS]
    first = where | {"d_buffer": BUFFERS[0]}
    begun = [when(writing, "buffers", "month", first | {"month": month}) for month in months]
    return (
        "**If help protects from stress more, or not at all.** Only help that protects from a stress can be worth more "
        "before it comes than after; what a programme gives at once is worth the same in every month. How much "
        "protection is assumed (`d_buffer`): where it is less, help lifts quality the more at once, as its trial found "
        f"so much in all. What *{name(programme)}* is worth, {outcome.unit} ({outcome.says}), by how much protection "
        f"that trial would have found:\n\n{as_table(['protection, in spreads (`d_buffer`)', *begun], rows)}"
    )


def falls_section(writing: Writing, event: str) -> str:
    """Return what help is worth at both ends of what the fall at a birth may be; nothing for other events."""
    told, table = told_first(writing.tables["matters"], event), writing.tables.get("falls")
    if event != BIRTH or told is None or table is None or table.empty:
        return ""
    outcome, programme = told
    where = {"programme": programme, "measure": outcome.measure}
    months, falls = sorted(set(table["month"])), sorted(set(table["fall"]))
    rows = [fall_row(writing, fall, months, where) for fall in falls]
    first = where | {"fall": falls[0]}
    begun = [when(writing, "falls", "month", first | {"month": month}, event) for month in months]
    return (
        "**If the fall at a birth is deeper, or none.** How far a birth lowers quality on average is known only within "
        "a range; at both of its ends, for births from the month of help on, the spread between couples kept, "
        f"*{name(programme)}* is worth, {outcome.unit} ({outcome.says}):\n\n"
        f"{as_table(['mean change at a first birth, in spreads', *begun], rows)}"
    )


def fall_row(writing: Writing, fall: float, months: list[int], where: dict[str, str]) -> list[str]:
    """Return what help is worth by month under one fall."""
    cells = []
    for month in months:
        worth, low, high = numbers(writing, "falls", ("estimate", "low", "high"), **where, fall=fall, month=month)
        cells.append(f"{worth} ({low} to {high})")
    at = where | {"fall": fall, "month": months[0]}
    size = writing.number("falls", "fall", shown, **at)
    here = " (as here)" if writing.value("falls", "as_here", **at) else ""
    return [f"{size}{here}", *cells]


def buffer_row(writing: Writing, buffer: float, months: list[int], where: dict[str, str]) -> list[str]:
    """Return what help is worth by month under one size of protection."""
    cells = []
    for month in months:
        at = where | {"month": month, "d_buffer": buffer}
        how = with_decimals(*(writing.value("buffers", column, **at) for column in ("estimate", "low", "high")))
        worth, low, high = (writing.number("buffers", column, how, **at) for column in ("estimate", "low", "high"))
        cells.append(f"{worth} ({low} to {high})")
    size = writing.number("buffers", "d_buffer", shown, **where, month=months[0], d_buffer=buffer)
    return [size, *cells]
