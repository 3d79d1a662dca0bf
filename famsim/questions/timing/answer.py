"""The answer of a timing map in plain English: when help is worth most, until when, for whom, and how sure that is."""

from math import isnan

import pandas as pd

from famsim.measures import BENEFITS
from famsim.questions.timing.layered import what_matters
from famsim.questions.timing.run import Timing
from famsim.questions.timing.sections import event_section
from famsim.questions.timing.tables import GROUPS
from famsim.questions.timing.windows import KEYS, LESS
from famsim.questions.timing.words import (
    BENEFIT_WORDS,
    OUTCOMES,
    best_row,
    group_words,
    month_words,
    name,
    numbers,
    size,
    told,
    untold,
)
from famsim.runs import EVENTS
from famsim.writing import (
    EVENT_WORDS,
    ILLUSTRATIVE,
    PEOPLE,
    Writing,
    as_table,
    chance_only,
    intervals_hold,
    leaning,
    listed,
    sample_run,
    whole,
)

ALL = GROUPS[0]
FEW = 6  # points of no return that are listed in a sentence
MOSTLY_OPEN = 0.5  # of the clear rows of the map: with fewer that narrow, there is mostly no window to miss
NO_TIMING = (
    "No published figure says how a programme's effect depends on the month in which it is given, and none is assumed: "
    "what differs between months of help is what families live through after it, how they fare when it begins (most "
    "programmes do more for couples in difficulty), and how their effects fade. "
)
CANNOT_TELL = (
    "- Who gets help under a strategy. Here it is prescribed, month by month, to couples who agree; who could be met "
    "is told by month, but no queue stands before anybody and nothing costs. `famsim compare` answers that.\n"
    "- A rule to follow before an event. Nobody can be chosen by something that has not happened yet: months before "
    "an event answer *had help been there before*, for families of whom it is known only afterwards.\n"
    "- When help around a birth does most for children's difficulties. They are not scored in the first years: later "
    "help is followed through more scored months; months of help are not compared by them there.\n"
    "- Help before a first pregnancy. Families enter with their first conception, so that a first birth has no month "
    "of help earlier than eight months before it; those months hold later births alone and are not compared.\n"
    "- Couples who have parted by the month of help: they are no longer among the families of that month. That is "
    "part of what waiting costs, but what becomes of them is not in the map.\n"
    "- What happens after the months that are followed, and parents who live apart."
)


def answer_of(found: Timing, tables: dict[str, pd.DataFrame]) -> str:
    """Return the answer, in Markdown; `tables` with parameters and sources."""
    writing = Writing(tables)
    return writing.printed(template(writing, found))


def template(writing: Writing, found: Timing) -> str:
    """Return the answer with marks in the place of numbers and users' words (see Writing.printed)."""
    area = found.world.area
    events = list(dict.fromkeys(writing.tables["timing"]["event"]))
    around = listed([EVENT_WORDS[event].itself for event in events], "or")
    parts = [
        f"# {writing.words(area.title)}: when to help",
        "" if area.offer == "documented" else ILLUSTRATIVE,
        f"**Question.** Around {around}: in which month is help worth most to a couple, until when is it worth it, and "
        "for whom? Asked of every programme that the scenario offers." + left_out(found, events),
        "## In short\n\n" + in_short(writing, events),
        "## How to read it\n\n" + how_to_read(writing),
        *(event_section(writing, event) for event in events),
        "## What could not be concluded\n\n" + not_concluded(writing),
        "## How sure\n\n" + how_sure(writing),
        "## What it leans on\n\n" + NO_TIMING + leaning(writing, found.scenario),
        "## What the map cannot tell\n\n" + CANNOT_TELL,
        "## About the families\n\n" + PEOPLE,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def left_out(found: Timing, events: list[str]) -> str:
    """Return which events were to be looked at and happen to nobody, with a space before it."""
    none = [EVENT_WORDS[event].itself for event in found.plan.events or EVENTS if event not in events]
    if not none:
        return ""
    return f" Left out, as no couple is met with it in the months looked at (in every draw): {listed(none)}."


def in_short(writing: Writing, events: list[str]) -> str:
    """Return whether there is a window at all, then for each event which help is worth most when."""
    lines = [f"- **{EVENT_WORDS[event].itself.capitalize()}**\n{event_in_short(writing, event)}" for event in events]
    first = what_matters(writing, events)
    rest = f"{overall(writing)} {chance_only(writing)}".strip() + "\n\n" + "\n".join(lines)
    return f"{first}\n\n{rest}" if first else rest


def overall(writing: Writing) -> str:
    """Return how much of the map has a window that opens or closes, and how much of it is blank."""
    clear, narrow = (writing.value("facts", "value", name=one) for one in ("rows_clear", "rows_narrow"))
    blank = (
        f"{writing.fact('cells_blank', whole)} of the {writing.fact('cells', whole)} cells could not be concluded and "
        "are left blank."
    )
    if writing.value("facts", "value", name="rows_blank") == writing.value("facts", "value", name="rows_mapped"):
        return f"Nothing could be concluded: the map is mostly blank. {blank} {what_would_fill(writing)}"
    if clear == 0:
        return f"No programme shows a clear benefit in any month that can be shown. {blank}"
    opening = "mostly some months are" if narrow > MOSTLY_OPEN * clear else "mostly no month tried is"
    shows = "shows" if clear == 1 else "show"
    return (
        f"Where a benefit is clear, {opening} clearly too early or too late: of {writing.fact('rows_mapped')} rows (an "
        f"event, a programme, an outcome; all couples), {writing.fact('rows_clear')} {shows} a clear benefit and "
        f"{or_none(writing, 'rows_blank')} {has(writing, 'rows_blank')} too many blank months to say. Of the clear, "
        f"{or_none(writing, 'rows_narrow')} {has(writing, 'rows_narrow')} a month clearly worth less than half of the "
        f"best, {or_none(writing, 'rows_no_return')} {has(writing, 'rows_no_return')} a month from which on that holds "
        f"for good{too_late(writing)}. {blank}"
    )


def too_late(writing: Writing) -> str:
    """Return the points of no return, with a colon before them, where they are few enough for a sentence."""
    table = writing.tables["windows"]
    rows = table[(table["group"] == ALL) & table["no_return"].notna()]
    if not 1 <= len(rows) <= FEW:
        return ""
    said = []
    for row in rows.to_dict("records"):
        where = {key: row[key] for key in KEYS}
        month = month_words(writing, "no_return", row["event"], where)
        about = "" if row["no_return"] == 0 else f" {EVENT_WORDS[row['event']].itself}"
        said.append(f"{BENEFIT_WORDS[row['measure']]} with *{name(row['programme'])}*, {month}{about}")
    return f": {'; '.join(said)}"


def or_none(writing: Writing, fact: str) -> str:
    """Return how many, none in words."""
    return writing.fact(fact) if writing.value("facts", "value", name=fact) else "none"


def has(writing: Writing, fact: str) -> str:
    """Return the verb for how many."""
    return "has" if writing.value("facts", "value", name=fact) in (0, 1) else "have"


def event_in_short(writing: Writing, event: str) -> str:
    """Return, for each outcome of the headline, the programme with the largest estimate, its month and its window."""
    said = []
    for outcome in OUTCOMES:
        best, blank = best_row(writing, event, ALL, outcome.measure), untold(writing, event, ALL, outcome.measure)
        unsaid = f" Too much is blank to tell of {listed([f'*{name(one)}*' for one in blank])}." if blank else ""
        if best is None:
            some = len(blank) < writing.tables["timing"]["programme"].nunique()
            none = (
                f"no month is clear of chance, all that can be shown looked at together.{unsaid}"
                if some
                else "too much is blank to tell."
            )
            said.append(f"  - {outcome.says.capitalize()}: {none}")
            continue
        where = {"event": event, "group": ALL, "programme": best, "measure": outcome.measure}
        worth, low, high = numbers(writing, "windows", ("best", "best_low", "best_high"), **where)
        said.append(
            f"  - {outcome.says.capitalize()}: for those who are helped, the largest estimate that can be "
            f"shown is that of *{name(best)}* begun {month_words(writing, 'best_month', event, where)}, "
            f"{worth} {outcome.unit} ({low} to {high}). "
            f"{window_words(writing, event, where)}.{unsaid}"
        )
    return "\n".join(said)


def window_words(writing: Writing, event: str, where: dict[str, str]) -> str:
    """Return the window in a sentence: whether it opens or closes, and from when on help is clearly worth less."""
    if writing.value("windows", "months_shown", **where) == 1:
        return "No other month can be shown"
    before, after = (told(writing, end, where) == LESS for end in ("before", "after"))
    least = (
        f"the lowest is {size(writing, 'windows', 'least', where)}, {month_words(writing, 'least_month', event, where)}"
    )
    if not before and not after:
        months = size(writing, "windows", "months_shown", where)
        return f"No month of the {months} that can be shown is clearly worth less than half of that; {least}"
    said = []
    if before:
        said.append(f"from {month_words(writing, 'opens', event, where)}")
    if after:
        said.append(f"until {month_words(writing, 'closes', event, where)}")
    text = f"Its window, not clearly less than half of that, runs {' '.join(said)}; {least}"
    if isnan(writing.value("windows", "no_return", **where)):
        return text
    return f"{text}; from {month_words(writing, 'no_return', event, where)} on it is clearly less for good"


def how_to_read(writing: Writing) -> str:
    """Return what is moved, what is compared with what, and what the words mean."""
    return (
        "Couples to whom something happens in months "
        f"{writing.fact('first_event_month')} to {writing.fact('last_event_month')} of the scenario (the first event "
        "of its kind in those months) are lived on from one and the same moment twice: without help, and with a first "
        "session in that month. Families, luck and everything else are the same, so a programme that does nothing "
        "shows a difference of exactly 0. **Each month of help is followed for the same "
        f"{writing.fact('follow')} months, counted from the help**, so late help is not judged by a shorter time. What "
        "help is worth is divided by the families who came to a first session. Couples who stay or part with "
        "help alone are told apart by whether there is harm at home in the year after. *Clear* means that the whole "
        "95% interval lies on one side of 0; the best month, and a month that is worth less, have to be clear for all "
        "months at once. A *window* is the run of months around the best in which help is not clearly worth less than "
        "half of the best; it opens and closes only on evidence. Risk factors (history of difficulties, arrears, "
        "distress, a young mother) are those at the start or at the family's entry. A *spread* is one usual difference "
        "between partners: about two of three are within one of the average."
    )


def not_concluded(writing: Writing) -> str:
    """Return which cells are blank, why, and what would fill them."""
    heads = ["outcome", *(group_words(group) for group in GROUPS)]
    rows = []
    for benefit in BENEFITS:
        cells = [blank_cell(writing, benefit.name, group) for group in GROUPS]
        rows.append([BENEFIT_WORDS[benefit.name], *cells])
    text = (
        "A cell is blank if chance moves it by more than "
        f"{writing.fact('finest_quality')} of a spread of relationship quality or "
        f"{writing.fact('finest_per_hundred')} per hundred families helped, or if fewer than "
        f"{writing.fact('least_helped')} families are helped in it. Blank cells, of all:\n\n"
    )
    return f"{text}{as_table(heads, rows)}\n\n{what_would_fill(writing)}"


def what_would_fill(writing: Writing) -> str:
    """Return how many repetitions would leave no cell of all couples blank."""
    return (
        f"About {writing.fact('repetitions_for_all')} repetitions (`--reps`) would fill every cell of all couples; "
        f"here the number of repetitions is {writing.fact('repetitions')}."
    )


def blank_cell(writing: Writing, measure: str, group: str) -> str:
    """Return how many cells of an outcome and group are blank."""
    blank, cells = (writing.number("blank", one, measure=measure, group=group) for one in ("blank", "cells"))
    return f"{blank} of {cells}"


def how_sure(writing: Writing) -> str:
    """Return what the intervals hold, and what many cells at once mean."""
    return (
        f"{intervals_hold(writing)} The map has many cells and its intervals are made for each alone: look for runs of "
        "months, not for one cell. The best of many months is in part the luckiest, so expect less of it. Programmes, "
        "outcomes and months share their families, so cells err together. A window that does not close is open or not "
        "measured well enough: its intervals say which. A programme without effect cannot be called clear: its "
        "differences are exactly 0." + sample_run(writing)
    )
