"""What the answer of a timing map says of one event: when each programme is worth most, for whom, and which harms."""

from math import isnan

from famsim.measures import BENEFITS
from famsim.questions.timing.layered import buffers_section, falls_section, layers_section
from famsim.questions.timing.tables import GROUPS
from famsim.questions.timing.windows import BLANK
from famsim.questions.timing.words import (
    HARM_WORDS,
    OUTCOMES,
    Outcome,
    best_row,
    group_words,
    month_words,
    name,
    numbers,
    told,
    untold,
)
from famsim.writing import EVENT_WORDS, Writing, as_table, listed, whole

ALL = GROUPS[0]
NO_MONTH = "No month is clear of chance, all that can be shown looked at together"
NO_HARM = "No cell of all couples that can be shown shows a clear harm."
ALL_BLANK = "Nothing could be concluded: every cell of all couples is blank."
OF_WINDOWS = (
    "outcome, per family helped",
    "programme",
    "worth most when begun",
    "worth (95% interval)",
    "not clearly less from",
    "until",
    "worth half from",
    "until",
    "clearly less than half for good from",
)


def event_section(writing: Writing, event: str) -> str:
    """Return what the map shows of one event: who, when, for whom, harms."""
    happens, follows = (
        writing.number("events", column, whole, event=event, group=ALL) for column in ("happens", "followed")
    )
    parts = [
        f"## {EVENT_WORDS[event].itself.capitalize()}",
        f"It happens to {happens} couples in those months, over all repetitions; {follows} of them are followed.",
        layers_section(writing, event),
        buffers_section(writing, event),
        falls_section(writing, event),
        windows_table(writing, event),
        "**For whom.** " + for_whom(writing, event),
        "**Harms.** " + harms(writing, event),
    ]
    return "\n\n".join(part for part in parts if part)


def windows_table(writing: Writing, event: str) -> str:
    """Return a row for each programme and outcome with a clear best month; then who has none."""
    table = writing.tables["windows"]
    mine = table[(table["event"] == event) & (table["group"] == ALL)]
    programmes = list(dict.fromkeys(writing.tables["timing"]["programme"]))
    rows, without, blank = [], [], []
    for outcome in OUTCOMES:
        there = set(mine.loc[mine["measure"] == outcome.measure, "programme"])
        rows += [window_row(writing, event, one, outcome) for one in programmes if one in there]
        unknown = untold(writing, event, ALL, outcome.measure)
        without += [f"{name(one)} ({outcome.short})" for one in programmes if one not in there and one not in unknown]
        blank += [f"{name(one)} ({outcome.short})" for one in unknown]
    none = f"{NO_MONTH}: {listed(without)}." if without else ""
    unsaid = f"Not concluded, as more than half of the months are blank: {listed(blank)}." if blank else ""
    return "\n\n".join(part for part in (as_table(OF_WINDOWS, rows) if rows else "", none, unsaid) if part)


def window_row(writing: Writing, event: str, programme: str, outcome: Outcome) -> list[str]:
    """Return one programme's and outcome's cells."""
    where = {"event": event, "group": ALL, "programme": programme, "measure": outcome.measure}
    worth, low, high = numbers(writing, "windows", ("best", "best_low", "best_high"), **where)
    months = [
        month_words(writing, column, event, where, short=True)
        for column in ("best_month", "as_good_from", "as_good_to", "opens", "closes")
    ]
    for place, (end, says) in enumerate((("before", "(blank before)"), ("after", "(blank after)")), 3):
        if told(writing, end, where) == BLANK:
            months[place] += f" {says}"
    gone = writing.value("windows", "no_return", **where)
    last = month_words(writing, "no_return", event, where, short=True) if not isnan(gone) else "not shown"
    return [outcome.column, name(programme), months[0], f"{worth} ({low} to {high})", *months[1:], last]


def for_whom(writing: Writing, event: str) -> str:
    """Return, for each outcome's largest programme, what it is worth at its best month in each risk group."""
    said = []
    for outcome in OUTCOMES:
        best = best_row(writing, event, ALL, outcome.measure)
        if best is not None:
            text = f"{outcome.says} with *{name(best)}*, at each group's best month: "
            said.append(text + "; ".join(by_group(writing, event, best, outcome.measure)))
    return ". ".join(f"{one[0].upper()}{one[1:]}" for one in said) + "." if said else "Nothing clear to tell apart."


def by_group(writing: Writing, event: str, programme: str, measure: str) -> list[str]:
    """Return what help is worth in the risk groups where that is clear, where it is not, and where all is blank."""
    table = writing.tables["windows"]
    mine = table[(table["event"] == event) & (table["programme"] == programme) & (table["measure"] == measure)]
    clear = [group for group in GROUPS[1:] if group in set(mine["group"])]
    blank = [group for group in GROUPS[1:] if programme in untold(writing, event, group, measure)]
    unclear = [group for group in GROUPS[1:] if group not in clear and group not in blank]
    said = [listed([in_group(writing, event, group, programme, measure) for group in clear])] if clear else []
    if unclear:
        said.append(f"no month is clear with {listed([group_words(group) for group in unclear], 'or')}")
    if blank:
        said.append(f"too much is blank to tell with {listed([group_words(group) for group in blank], 'or')}")
    return said


def in_group(writing: Writing, event: str, group: str, programme: str, measure: str) -> str:
    """Return what help is worth at its best to one risk group."""
    where = {"event": event, "group": group, "programme": programme, "measure": measure}
    worth, low, high = numbers(writing, "windows", ("best", "best_low", "best_high"), **where)
    return f"{worth} ({low} to {high}) with {group_words(group)}"


def harms(writing: Writing, event: str) -> str:
    """Return where help clearly does harm, couples who stay while harm goes on among it."""
    table, says = writing.tables["harms"], {one.name: one for one in BENEFITS}
    rows = table[table["event"] == event]
    if rows.empty:
        cells = writing.tables["timing"]
        there = cells.loc[(cells["event"] == event) & (cells["group"] == ALL), "shown"].any()
        return NO_HARM if there else ALL_BLANK
    said = []
    for row in rows.to_dict("records"):
        where = {one: row[one] for one in ("event", "programme", "measure")}
        clear, shown = (writing.number("harms", one, **where) for one in ("months_clear", "months_shown"))
        worst, low, high = numbers(writing, "harms", ("worst", "low", "high"), **where)
        what, months = HARM_WORDS[row["measure"]], f"clear in {clear} of {shown} months"
        said.append(f"*{name(row['programme'])}*: {what}, {months}, at worst {worst} ({low} to {high})")
    unit = says["stay_in_harm"].unit.replace("100", "hundred")
    return (
        f"Couples who stay while harm goes on, or part where there would have been none, are counted {unit}. "
        + "; ".join(said)
        + "."
    )
