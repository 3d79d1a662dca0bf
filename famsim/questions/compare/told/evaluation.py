"""What an answer says of an evaluation: true and measured effect of a grant's worth of a strategy, side by side."""

from famsim.measures import BEFORE_AFTER, BESIDE_OTHERS, TRUE
from famsim.questions.compare.tables.evaluation import TABLE
from famsim.scenario import Scenario
from famsim.writing import Writing, as_table, counted, pounds, shown, with_decimals

HOW = (
    "Relationship quality of couples helped in the first year, in SD, as {grant} of each strategy would let one see "
    "it: *true* is how they stand beside their twins; *before and after* is the change that those who answer report, "
    "with nobody beside them; *beside others* sets them beside as many alike who were not helped. Ranges are where 95 "
    "of a hundred such evaluations would come out. {six} in a hundred answer after six months, {twelve} after twelve "
    "(`evaluation.answers_*`). People come when things are bad, and bad times pass: before and after counts that as "
    "gain."
)
WORDS = {TRUE: "true", BEFORE_AFTER: "before and after", BESIDE_OTHERS: "beside others"}
HEADS = ("strategy", "months after", "true", "before and after", "beside others", "answers", "least effect found")
NOBODY = "No strategy helps enough couples in its first year for an evaluation."


def measured(writing: Writing, scenario: Scenario) -> str:
    """Return the section, with marks in the place of numbers and users' words."""
    heading = "## What an evaluation would measure\n\n"
    there = [
        (one.name, months)
        for one in scenario.strategies[1:]
        for months in (6, 12)
        if writing.rows(TABLE, strategy=one.name, months=months, design=TRUE)
    ]
    if not there:
        return heading + NOBODY
    grant = writing.number("chance", "grant", pounds, strategy=there[0][0])
    six, twelve = (
        writing.number(
            "parameters", "value", lambda value: shown(100.0 * value), name=f"evaluation.answers_after_{when}"
        )
        for when in ("six", "twelve")
    )
    table = as_table(HEADS, [row_of(writing, name, months) for name, months in there])
    return f"{heading}{HOW.format(grant=grant, six=six, twelve=twelve)}\n\n{table}"


def row_of(writing: Writing, name: str, months: int) -> list[str]:
    """Return the cells of a strategy so many months after."""
    where: dict[str, object] = {"strategy": name, "months": months}
    printed = with_decimals(*(writing.value(TABLE, "se", design=one, **where) for one in WORDS))

    def cell(design: str) -> str:
        estimate, low, high = (
            writing.number(TABLE, one, printed, **where, design=design) for one in ("estimate", "low", "high")
        )
        return f"{estimate} ({low} to {high})" if design != TRUE else estimate

    beside = where | {"design": BESIDE_OTHERS}
    return [
        writing.words(name),
        writing.number(TABLE, "months", shown, **where, design=TRUE),
        *(cell(design) for design in WORDS),
        writing.number(TABLE, "families", counted, **beside),
        writing.number(TABLE, "least", printed, **beside),
    ]
