"""When does our plan lose, in plain words: every number comes from the tables of a discovery."""

import math
from typing import Any

import pandas as pd

from famsim.questions.discover.folds import FOLDS
from famsim.questions.discover.prim import PEELED
from famsim.questions.discover.run import CART, PRIM, Discovery, Found, Verdict
from famsim.questions.discover.words import bettered, label, limit_words, measure_words, short_label
from famsim.scenario import financial_year
from famsim.writing import ILLUSTRATIVE, PEOPLE, SPACED, Writing, as_table, listed, pounds, shown, usual_goes_on, whole

READING = (
    "- A *future* is one point of the sweep's design: one setting of its levers and uncertain figures. The design says "
    "which futures were tried, not how likely each is; a share of futures is no probability.\n"
    "- *Coverage*: of the futures in which the plan loses, the share inside the box. *Density*: of the futures inside "
    "the box, the share in which it loses. A good box has both.\n"
    f"- *Held out*: the whole search was made {FOLDS} times, each time without a tenth of the futures, and its boxes "
    "were tried on those it had not seen. Trust these figures before the others, which the box was chosen by.\n"
    "- *Quasi-p* of a limit: how likely so dense a box would be if that limit meant nothing. Small is sure; it is only "
    "a guide, for the limit was chosen by the same futures.\n"
    "- A box says where the plan loses in this model. It does not say why: `famsim why` takes a difference apart."
)


def discover_template(writing: Writing, found: Discovery) -> str:
    """Return the answer with marks in the place of numbers and users' words (see Writing.printed)."""
    area, losing = found.world.area, found.losing
    parts = [
        f"# {writing.words(area.title)}: when does {writing.words(str(losing.strategy))} lose?",
        "" if area.offer == "documented" else ILLUSTRATIVE,
        f"**Question.** {writing.words(found.experiment.about.question)}",
        usual_goes_on(writing, found.experiment.cells[0]),
        said_of_losing(writing, found),
        in_short(writing, found),
        tree_in_short(writing, found),
        "## The boxes\n\n" + boxes_table(writing, found) if found.found else "",
        "## What was tried\n\n" + columns_table(writing, found),
        "## How sure\n\n" + how_sure(writing, found),
        "## How to read it\n\n" + READING + "\n" + PEOPLE,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def said_of_losing(writing: Writing, found: Discovery) -> str:
    """Return what losing means, and in how many futures it does."""
    losing = found.losing
    plan, other = writing.words(str(losing.strategy)), writing.words(str(losing.against))
    better = "fewer" if losing.measured.good < 0 else "more"
    year = f", in {writing.fact('price_year', financial_year)} prices" if found.scenario.price_year else ""
    if losing.pay is not None:
        means = (
            f"its {bettered(losing)} cost more than {writing.fact('pay', pounds)} each{year} over "
            f"{writing.how_long()}, or it costs more and brings none"
        )
    elif losing.least:
        unit = losing.measured.unit
        means = f"it has not at least {writing.fact('least')} {unit} {better} {measure_words(losing)} ({unit})"
    else:
        worse = "more" if losing.measured.good < 0 else "less"
        means = f"it has {worse} {measure_words(losing)} ({losing.measured.unit})"
    says = losing.measured.says
    how_many = f"That is so in {writing.fact('losing', whole)} of {writing.fact('futures', whole)} futures"
    share = f" ({writing.fact('share_losing', per_cent)})" if found.futures.y.size else ""
    return (
        f"**It loses** where, against {other}, {means}. Counted: {says[0].lower()}{says[1:]}. {how_many}{share}. "
        f"On average over all futures {plan} comes to {writing.fact('mean_gain')} {bettered(losing)} "
        f"({writing.fact('least_gain')} to {writing.fact('most_gain')}) and {writing.fact('mean_extra_cost', pounds)} "
        f"more of cost{year}.{nearly(writing, found)}"
    )


def nearly(writing: Writing, found: Discovery) -> str:
    """Return in how many futures luck alone could turn who wins, where that can be told."""
    if math.isnan(found.futures.unsure) or not found.futures.y.size:
        return ""
    return f" In {writing.fact('unsure', whole)} of the futures luck alone could turn whether it loses."


def in_short(writing: Writing, found: Discovery) -> str:
    """Return the answer in a paragraph: each box that stands, or why there is none."""
    boxes = [one for one in found.found if one.method == PRIM]
    if boxes:
        return "\n\n".join(box_in_words(writing, found, one) for one in boxes)
    if any(one.method == CART for one in found.found):
        return (
            "**Peeling (PRIM), the first way to look, finds no box that holds up; a tree, below, finds one.** Take it "
            "for less than what both find."
        )
    return f"**No box is given.** {no_box(writing, found)}"


def no_box(writing: Writing, found: Discovery) -> str:
    """Return why there is no box."""
    futures, either = writing.fact("futures", whole), writing.fact("least_of_either", whole)
    lost, won = writing.fact("losing", whole), writing.fact("winning", whole)
    if found.verdict is Verdict.NEVER:
        return f"In none of the {futures} futures tried does it lose: there is nothing to tell apart."
    if found.verdict is Verdict.ALWAYS:
        return f"In all of the {futures} futures tried it loses: no setting that was tried tells winning from losing."
    if found.verdict is Verdict.FEW_FUTURES:
        least = writing.fact("least_futures", whole)
        return f"{futures} futures are too few to tell a box from chance; {least} or more are needed, better 200."
    if found.verdict is Verdict.FEW_LOSE:
        return f"It loses in {lost} futures only; {either} or more are needed to tell a box from chance."
    if found.verdict is Verdict.FEW_WIN:
        return f"It does not lose in {won} futures only; {either} or more are needed to tell a box from chance."
    return (
        "Nothing found: no setting of what was tried tells the futures in which it loses from the others better than "
        f"luck would. Boxes were looked for; of the futures they had not seen they hold "
        f"{writing.fact('first_try_cases', whole)}, {writing.fact('first_try_losing', whole)} of them losing."
    )


def box_in_words(writing: Writing, found: Discovery, one: Found) -> str:
    """Return a box as a sentence: where, how much of what is lost, how purely, and the same held out."""
    where = {"method": one.method, "box": one.number}
    first = one.number == 1
    conditions = listed(conditions_of(writing, found, one, 1))
    cases, lost = (writing.number("boxes", column, whole, **where) for column in ("cases", "losing"))
    share = {
        column: writing.number("boxes", column, per_cent, **where)
        for column in ("coverage", "density", "held_out_coverage", "held_out_density")
    }
    plan = writing.words(str(found.losing.strategy))
    rest = "" if first else " (of those outside the boxes above)"
    return (
        f"**{plan if first else 'It also'} loses where {conditions}.** {share['coverage']} of the losing futures are "
        f"there, and {share['density']} of the futures there lose ({lost} of {cases}; of all futures "
        f"{writing.fact('share_losing', per_cent)}). Of futures held out{rest}: {share['held_out_coverage']} and "
        f"{share['held_out_density']}."
    )


def conditions_of(writing: Writing, found: Discovery, one: Found, part: int) -> list[str]:
    """Return the limits of a box, column by column."""
    table = found_limits(writing, one, part)
    said = []
    for _, row in table.iterrows():
        said.append(f"{writing.words(label(found, str(row['factor'])))} {limits_of(writing, found, row)}")
    return said


def limits_of(writing: Writing, found: Discovery, row: "pd.Series[Any]") -> str:
    """Return a row's limits in words."""
    return limit_words(found, row, lambda end, how: writing.number("limits", end, how, **where_of(row)))


def where_of(row: "pd.Series[Any]") -> dict[str, object]:
    """Return what a row of limits is found by."""
    return {name: row[name] for name in ("method", "box", "part", "factor")}


def found_limits(writing: Writing, one: Found, part: int) -> pd.DataFrame:
    """Return the rows of a box's limits."""
    table = writing.tables["limits"]
    return table[(table.method == one.method) & (table.box == one.number) & (table.part == part)]


def tree_in_short(writing: Writing, found: Discovery) -> str:
    """Return what a tree finds, which is another way to look: its boxes, and whether they stand."""
    if found.tree is None:
        return ""
    tree = next((one for one in found.found if one.method == CART), None)
    if tree is None:
        return (
            "A tree (CART), another way to look, finds nothing that holds up on held-out futures either."
            * (found.verdict is Verdict.NOTHING)
            or "A tree (CART), another way to look, finds nothing that holds up on held-out futures."
        )
    parts = [listed(conditions_of(writing, found, tree, part)) for part in range(1, len(tree.boxes) + 1)]
    where = {"method": CART, "box": 1}
    covers, dense, out_covers, out_dense = (
        writing.number("boxes", column, per_cent, **where)
        for column in ("coverage", "density", "held_out_coverage", "held_out_density")
    )
    return (
        f"A tree (CART), another way to look, says: where {'; or where '.join(parts)}. Coverage {covers}, density "
        f"{dense}; held out {out_covers} and {out_dense}."
    )


def boxes_table(writing: Writing, found: Discovery) -> str:
    """Return every limit of every box as a Markdown table."""
    rows = []
    for one in found.found:
        for part in range(1, len(one.boxes) + 1):
            name = f"{one.method} {one.number if one.method == PRIM else part}"
            for _, row in found_limits(writing, one, part).iterrows():
                sure = [
                    writing.number("limits", end, p_value, **where_of(row))
                    for end in ("quasi_p_low", "quasi_p_high")
                    if not math.isnan(row[end])
                ]
                what, limits = writing.words(short_label(found, str(row["factor"]))), limits_of(writing, found, row)
                rows.append([name, what, limits, ", ".join(sure)])
    return as_table(("box", "column", "limits", "quasi-p"), rows, SPACED)


def columns_table(writing: Writing, found: Discovery) -> str:
    """Return what the design moved, from where to where, as a Markdown table."""
    rows = []
    for row in writing.tables["columns"].itertuples():
        low, high = (writing.number("columns", end, factor=row.factor) for end in ("low", "high"))
        says = writing.words(f"{row.says}{f' ({row.unit})' if row.unit else ''}")
        rows.append([writing.words(short_label(found, str(row.factor))), low, high, str(row.sort), says])
    return as_table(("what", "from", "to", "kind", "it is"), rows, SPACED)


def how_sure(writing: Writing, found: Discovery) -> str:
    """Return what stands behind the boxes, and what does not."""
    lines = [
        f"- {writing.fact('futures', whole)} futures, {writing.fact('pairs', whole)} pair{plural(found.futures.pairs)} "
        f"of runs each: the same families with the same luck under both. {luck(writing, found)}",
        "- Look at the limits as rough: the next design puts them a little elsewhere, by about a twentieth of the "
        f"futures (a box is peeled by {shown(PEELED)} at a time), more where futures are few.",
        "- A box is given only where held-out futures bear it out so well that noise would in about one search of a "
        "hundred, or fewer.",
        "- What the design does not move stands still at its central value: another figure may matter more.",
    ]
    if found.futures.left_out:
        lines.append(f"- {writing.fact('left_out', whole)} futures are left out, for a run of theirs failed.")
    return "\n".join(lines)


def luck(writing: Writing, found: Discovery) -> str:
    """Return in how many futures chance could turn who wins."""
    if math.isnan(found.futures.unsure):
        return "How far luck decides who wins in one future is not known from one pair: `famsim expand --add-reps 1`."
    return (
        f"In {writing.fact('unsure', whole)} of them the two are so near that another luck could turn who wins: they "
        "blur the edge of a box, and lower its density."
    )


def per_cent(value: float) -> str:
    """Return a share as whole per cent."""
    return f"{value * 100:.0f}%" if math.isfinite(value) else "not known"


def p_value(value: float) -> str:
    """Return a p-value."""
    return "under 0.001" if value < 0.001 else f"{value:.3f}"


def plural(number: int) -> str:
    """Return an s unless there is one."""
    return "" if number == 1 else "s"
