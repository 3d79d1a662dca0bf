"""What the answer of a timing map says of one event: when each programme is worth most, for whom, and which harms."""

from math import isnan

from famsim.report.cited import Writing
from famsim.report.timing_words import (
    EVENT_WORDS,
    OUTCOMES,
    Outcome,
    best_row,
    group_words,
    month_words,
    name,
    numbers,
    size,
)
from famsim.report.words import listed, whole
from famsim.study.benefits import BENEFITS
from famsim.study.timing_tables import GROUPS

ALL = GROUPS[0]


def event_section(writing: Writing, event: str) -> str:
    """Return what the map shows of one event: who, when, for whom, harms."""
    happens, follows = (
        writing.number("events", column, whole, event=event, group=ALL) for column in ("happens", "followed")
    )
    parts = [
        f"## {EVENT_WORDS[event].capitalize()}",
        f"It happens to {happens} couples in those months, over all repetitions; {follows} of them are followed.",
        windows_table(writing, event),
        "**For whom.** " + for_whom(writing, event),
        "**Harms.** " + harms(writing, event),
    ]
    return "\n\n".join(parts)


def windows_table(writing: Writing, event: str) -> str:
    """Return a row for each programme and outcome with a clear best month; then who has none."""
    table = writing.tables["windows"]
    mine = table[(table["event"] == event) & (table["group"] == ALL)]
    programmes = list(dict.fromkeys(writing.tables["timing"]["programme"]))
    rows, without = [], []
    for outcome in OUTCOMES:
        there = set(mine.loc[mine["measure"] == outcome.measure, "programme"])
        rows += [window_row(writing, event, one, outcome) for one in programmes if one in there]
        without += [f"{name(one)} ({outcome.short})" for one in programmes if one not in there]
    head = (
        "| outcome, per family helped | programme | worth most when begun | worth (95% interval) | not clearly less "
        "from | until | worth half from | until | clearly less than half for good from |\n"
        "|---|---|---|---|---|---|---|---|---|\n"
    )
    none = f"No clear benefit that can be shown in any month: {listed(without)}." if without else ""
    return "\n\n".join(part for part in (head + "\n".join(rows) if rows else "", none) if part)


def window_row(writing: Writing, event: str, programme: str, outcome: Outcome) -> str:
    """Return one programme's and outcome's row."""
    where = {"event": event, "group": ALL, "programme": programme, "measure": outcome.measure}
    worth, low, high = numbers(writing, "windows", ("best", "best_low", "best_high"), **where)
    months = [
        month_words(writing, column, event, where, short=True)
        for column in ("best_month", "as_good_from", "as_good_to", "opens", "closes")
    ]
    gone = writing.value("windows", "no_return", **where)
    last = month_words(writing, "no_return", event, where, short=True) if not isnan(gone) else "not shown"
    cells = [outcome.column, name(programme), months[0], f"{worth} ({low} to {high})", *months[1:], last]
    return f"| {' | '.join(cells)} |"


def for_whom(writing: Writing, event: str) -> str:
    """Return, for each outcome's largest programme, what it is worth at its best month in each risk group."""
    said = []
    for outcome in OUTCOMES:
        best = best_row(writing, event, ALL, outcome.measure)
        if best is None:
            continue
        table = writing.tables["windows"]
        mine = table[(table["event"] == event) & (table["programme"] == best) & (table["measure"] == outcome.measure)]
        there = [group for group in GROUPS[1:] if group in set(mine["group"])]
        blank = [group_words(group) for group in GROUPS[1:] if group not in there]
        worth = [in_group(writing, event, group, best, outcome.measure) for group in there]
        text = f"{outcome.says} with *{name(best)}*, at each group's best month: "
        text += listed(worth) if worth else "no group shows a clear benefit"
        said.append(text + (f"; not concluded for couples with {listed(blank, 'or')}" if blank and worth else ""))
    return ". ".join(f"{one[0].upper()}{one[1:]}" for one in said) + "." if said else "Nothing clear to tell apart."


def in_group(writing: Writing, event: str, group: str, programme: str, measure: str) -> str:
    """Return what help is worth at its best to one risk group."""
    where = {"event": event, "group": group, "programme": programme, "measure": measure}
    worth, low, high = numbers(writing, "windows", ("best", "best_low", "best_high"), **where)
    return f"{worth} ({low} to {high}) with {group_words(group)}"


def harms(writing: Writing, event: str) -> str:
    """Return where help clearly does harm, exits prevented among it."""
    table, says = writing.tables["harms"], {one.name: one for one in BENEFITS}
    rows = table[table["event"] == event]
    if rows.empty:
        return "No cell of all couples shows a clear harm."
    said = []
    for row in rows.to_dict("records"):
        where = {one: row[one] for one in ("event", "programme", "measure")}
        clear, shown = (writing.number("harms", one, **where) for one in ("months_clear", "months_shown"))
        worst = size(writing, "harms", "worst", where)
        what = (
            "exits prevented"
            if row["measure"] == "exits_prevented"
            else f"a loss of {row['measure'].replace('_', ' ')}"
        )
        said.append(f"*{name(row['programme'])}*: {what}, clear in {clear} of {shown} months, at most {worst}")
    unit = says["exits_prevented"].unit.replace("100", "hundred")
    return (
        f"An exit prevented is a couple who no longer leaves a harmful relationship ({unit}). " + "; ".join(said) + "."
    )
