"""What an answer hangs on, in plain words: every number comes from the tables of a sensitivity."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from famsim.questions.sensitivity.concluding import (
    COUNTS,
    INERT,
    LUCK,
    ORDER,
    SETTLED,
    TOO_FEW,
    UNSETTLED,
)
from famsim.questions.sensitivity.methods import METHODS, Method
from famsim.questions.sensitivity.numbers import is_outcome, says, unit
from famsim.questions.sensitivity.turns import switching_sections
from famsim.questions.sensitivity.words import SETTLING
from famsim.writing import COUNTS as SCALED
from famsim.writing import (
    ILLUSTRATIVE,
    Writing,
    as_table,
    capital,
    figure_named,
    listed,
    sample_run,
    shown,
    usual_goes_on,
    whole,
    with_decimals,
)

if TYPE_CHECKING:
    from famsim.questions.sensitivity.found import Found

LED = 3  # figures that a paragraph names
LISTED = 8  # that a table of a number lists
PER_CENT = 100.0
MOVES = {"up": "more of it raises it", "down": "more of it lowers it", "no one way": "up here, down there"}
READING = (
    "An index says how much of the answer's uncertainty a figure of the register has **within its own range there**; "
    "it says nothing of the form of the model, nor of figures that were not moved, which stood at their own value. "
    "*Counts*: beyond what luck makes of nothing. *Not told from nothing*: its interval reaches down to what a figure "
    "that does nothing shows. *Does nothing*: exactly none. Every point was lived under the same lucks, so that what "
    "all points share is no part of it; *luck* is what is left over between points, and shrinks with more repetitions "
    "or more families."
)


def template(writing: Writing, found: Found) -> str:
    """Return the answer with marks in the place of numbers and users' words (see Writing.printed)."""
    area = found.world.area
    parts = [
        f"# {writing.words(area.title)}: what the answer hangs on",
        "" if area.offer == "documented" else ILLUSTRATIVE,
        f"**Question.** {writing.words(found.question.experiment.about.question)}",
        usual_goes_on(writing, found.scenario),
    ]
    if found.indexed:
        parts += ["## In short", *in_short(writing, found), "## Number by number", *number_by_number(writing, found)]
        parts.append(f"## How sure\n\n{how_sure(writing, found)}")
    if found.switched:
        parts += switching_sections(writing, found)
    parts.append(f"## How to read it\n\n{READING}" if found.indexed else "")
    return "\n\n".join(part for part in parts if part) + "\n"


def differences(found: Found) -> list[dict[str, str]]:
    """Return which differences there are, in order, as the keys of their rows."""
    assert found.indexed
    return [
        {"strategy": of.strategy, "baseline": of.baseline, "measure": of.measure}
        for of in found.indexed.numbers
        if of.baseline
    ]


def in_short(writing: Writing, found: Found) -> list[str]:
    """Return a paragraph for each strategy: what its leading difference that can be concluded hangs on."""
    by_strategy: dict[str, list[dict[str, str]]] = {}
    for where in differences(found):
        by_strategy.setdefault(where["strategy"], []).append(where)
    paragraphs = [leading(writing, some, METHODS[found.question.table.method]) for some in by_strategy.values()]
    return paragraphs or ["There is one strategy, so there is no difference that could hang on anything."]


def leading(writing: Writing, some: list[dict[str, str]], method: Method) -> str:
    """Return what a strategy's differences hang on: the first that can be concluded, and which cannot.

    Where none of what becomes of families can be, that comes before whom it reaches and what it costs.
    """
    told = [where for where in some if verdict(writing, where) in (SETTLED, ORDER)]
    unsure = [where for where in some if verdict(writing, where) in (LUCK, TOO_FEW, UNSETTLED)]
    name = writing.words(some[0]["strategy"])
    if not told:
        first = "nothing can be concluded from this design" if unsure else "nothing that was moved changes it"
        return f"**{name}: {first}.** " + cannot(writing, unsure)
    hangs = f"{paragraph(writing, told[0], method)} {also(writing, told[1:])}".rstrip()
    if is_outcome(told[0]["measure"]) or not any(is_outcome(where["measure"]) for where in unsure):
        return f"{hangs} {cannot(writing, unsure)}".rstrip()
    return (
        f"**{name}: of what becomes of families nothing can be concluded from this design.** {cannot(writing, unsure)} "
        f"Of whom it reaches and what it costs more can be told. {hangs}"
    )


def paragraph(writing: Writing, where: dict[str, str], method: Method) -> str:
    """Return what a difference hangs on, in a few sentences."""
    rows = leaders(writing, where)
    name, baseline, what = (writing.words(where["strategy"]), writing.words(where["baseline"]), quantity(where))
    if not rows:
        return f"**{name}, beside {baseline}: {what} hangs on no figure that could be told from luck.**"
    named = [f"{figure_named(writing, figure)} ({move(writing, where, figure, method)})" for figure in rows]
    text = f"**{name}, beside {baseline}: the answer hangs on {named[0]}**"
    rest = f", and then on {listed(named[1:])}" if len(named) > 1 else ""
    return f"{text}{rest}. This is of {what}. {how_many(writing, where)}"


def leaders(writing: Writing, where: dict[str, str]) -> list[str]:
    """Return the leading figures of a number that count."""
    table = writing.tables["indices"]
    keys = ["strategy", "baseline", "measure"]
    mine = table[(table[keys] == [where[key] for key in keys]).all(axis=1) & (table["verdict"] == COUNTS)]
    return [str(name) for name in mine.sort_values("rank").figure[:LED]]


def move(writing: Writing, where: dict[str, str], figure: str, method: Method) -> str:
    """Return how much a figure has of a number, with its interval and which way it goes."""
    row = {**where, "figure": figure}
    values = [writing.value("indices", one, **row) for one in ("index", "low", "high")]
    how = with_decimals(*values)
    index, low, high = (writing.number("indices", one, how, **row) for one in ("index", "low", "high"))
    way = MOVES[text_of(writing, "indices", "direction", row)]
    return f"{method.has.format(index, low, high, unit(where['measure']))}; {way}"


def text_of(writing: Writing, table: str, column: str, where: dict[str, str]) -> str:
    """Return the text in a column of the one row that holds these values."""
    return str(writing.tables[table][column].iloc[writing.rows(table, **where)[0]])


def quantity(where: dict[str, str]) -> str:
    """Return a number in words, for the inside of a sentence."""
    text = says(where["measure"])
    return f"*{text[0].lower()}{text[1:]}*"


def how_many(writing: Writing, where: dict[str, str]) -> str:
    """Return how many of the figures count, and how much of what differs is luck."""
    counting, doubtful, inert, of = (
        writing.number("conclusions", one, whole, **where) for one in ("counting", "doubtful", "inert", "figures")
    )
    return (
        f"Of {of} figures {counting} count, {doubtful} cannot be told from nothing and {inert} do nothing; "
        f"{luck_of(writing, where)}."
    )


def luck_of(writing: Writing, where: dict[str, str]) -> str:
    """Return how much of the variance between points is luck, in words."""
    if math.isnan(writing.value("conclusions", "by_luck", **where)):
        return "how much is luck is not known of one repetition"
    share = writing.number("conclusions", "by_luck", lambda value: f"{PER_CENT * value:.0f}%", **where)
    return f"{share} of the variance between points is luck"


def also(writing: Writing, told: list[dict[str, str]]) -> str:
    """Return which figure leads in each of the other numbers, in a sentence."""
    named = [(where, leaders(writing, where)) for where in told]
    parts = [f"{quantity(where)} on {figure_named(writing, rows[0])}" for where, rows in named if rows]
    return f"Of the others, {listed(parts)}. " if parts else ""


def cannot(writing: Writing, unsure: list[dict[str, str]]) -> str:
    """Return of which numbers nothing is concluded, why, and what would do."""
    parts = []
    for kind, because in (
        (LUCK, "mostly luck between the points"),
        (UNSETTLED, "the two halves of the design do not agree"),
        (TOO_FEW, "too few points were lived"),
    ):
        some = [where for where in unsure if verdict(writing, where) == kind]
        if some:
            named = listed([f"{quantity(where)} ({would_do(writing, where, kind)})" for where in some])
            parts.append(f"Not concluded, for {because}: {named}.")
    return " ".join(parts)


def would_do(writing: Writing, where: dict[str, str], kind: str) -> str:
    """Return what it would take to conclude."""
    unit = "repetitions, or as many times the families" if kind == LUCK else "trajectories or points"
    return f"about {writing.number('conclusions', 'needed', whole, **where)} {unit}"


def verdict(writing: Writing, where: dict[str, str]) -> str:
    """Return what can be concluded of a number."""
    return text_of(writing, "conclusions", "verdict", where)


def number_by_number(writing: Writing, found: Found) -> list[str]:
    """Return a section for each difference: its leading figures, or why there are none."""
    return [section(writing, where) for where in differences(found)]


def section(writing: Writing, where: dict[str, str]) -> str:
    """Return one number's table of leading figures, with what was concluded."""
    kind = verdict(writing, where)
    heading = f"### {capital(says(where['measure']))}: {writing.words(where['strategy'])}"
    if kind not in (SETTLED, ORDER, UNSETTLED):
        more = f" It would take {would_do(writing, where, kind)}." if kind in (LUCK, TOO_FEW) else ""
        luck = f"; {luck_of(writing, where)}" if kind == LUCK else ""
        return f"{heading}\n\n{capital(SETTLING[kind])}{luck}.{more}"
    agreement, widest = (writing.number("conclusions", one, shown, **where) for one in ("agreement", "widest"))
    settled = (
        f"{capital(SETTLING[kind])}: both halves of the design rank alike to {agreement} (1 = the same), and "
        f"the widest interval reaches {widest} of the largest index to either side. {capital(luck_of(writing, where))}."
    )
    needed = f" It would take {would_do(writing, where, kind)}." if kind != SETTLED else ""
    return f"{heading}\n\n{settled}{needed}\n\n{rows_of(writing, where)}"


def rows_of(writing: Writing, where: dict[str, str]) -> str:
    """Return the table of a number's leading figures."""
    table = writing.tables["indices"]
    keys = ["strategy", "baseline", "measure"]
    mine = table[(table[keys] == [where[key] for key in keys]).all(axis=1) & (table["verdict"] != INERT)]
    rows = []
    for figure in mine.sort_values("rank").figure[:LISTED]:
        row = {**where, "figure": str(figure)}
        how = with_decimals(*(writing.value("indices", one, **row) for one in ("index", "low", "high")))
        index, low, high, chance = (
            writing.number("indices", one, how, **row) for one in ("index", "low", "high", "by_chance")
        )
        way, said = (text_of(writing, "indices", one, row) for one in ("direction", "verdict"))
        words = figure_named(writing, str(figure))
        rows.append((words, index, f"{low} to {high}", chance, way, said))
    return as_table(("figure", "index", "95% interval", "nothing shows", "more of it", ""), rows)


def how_sure(writing: Writing, found: Found) -> str:
    """Return how it was worked out and what that leaves open."""
    assert found.indexed
    method = METHODS[found.question.table.method]
    points, blocks = writing.fact("points", whole), writing.fact("blocks", whole)
    lucks = f"{writing.fact('repetitions')} repetitions" if found.reps > 1 else "one repetition"
    undone = ""
    if writing.value("facts", "value", name="points_not_lived") > 0:
        undone = (
            f" {writing.fact('points_not_lived', whole)} points were not lived, and what hangs on them is left out."
        )
    return (
        f"{method.says}. {blocks} {method.blocks_are} of {writing.fact('figures_moved', whole)} figures, {points} "
        f"points with the ends of each range, each lived under the same {lucks} of luck. Intervals are of the design "
        f"(bootstrap) and hold 95%. *Settled* means that two halves of the design rank the figures alike (0.8 or more) "
        f"and that no interval is wide beside the largest index (a quarter).{undone}" + sample_run(writing, SCALED)
    )
