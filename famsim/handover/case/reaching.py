"""Who gains and who is missed: need and reach by fifth of places, and who is sent to a specialist service."""

import math

from famsim.handover.case.parts import responses
from famsim.handover.case.screened import SENT_ON
from famsim.handover.case.stakes import REACHED
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.measures import ALL, WITH_EFFECT
from famsim.questions.compare import GROUPS
from famsim.writing import as_table, counted, shown, whole

ALL_OF_THEM = 100.0  # %
FIFTHS = [group for group in GROUPS if group.startswith("deprivation=")]


def distribution(told: Told) -> str:
    """Return what part of those in need, and of those reached, each fifth of places has; and whether gains weigh."""
    weights = told.scenario.money.weights
    weigh = "Gains in wellbeing are weighed by fifth of deprivation" if weights else "Every pound gained weighs alike"
    text = f"{weigh}. Public money is never weighed."
    if not told.has("missed"):
        return text
    writing = told.writing
    named = [name for name in told.options if writing.rows("missed", strategy=name, group=FIFTHS[0])]
    heads = ["group", "of those in need", *(writing.words(name) for name in named)]
    rows = [[GROUPS[group], *shares(told, named, group)] for group in FIFTHS]
    missed = "; ".join(
        f"{told.called(name)} {writing.number('missed', 'share_missed', nearly, strategy=name, group=ALL)}%"
        for name in named
    )
    return joined(
        f"{text} Families in need who come to no first session: {missed}.{of_a_thousand(told, named)}",
        "**Where families live: part of all in need, and of those of them whom each option reaches, %.**",
        as_table(heads, rows),
        sent_on(told),
    )


def sent_on(told: Told) -> str:
    """Return how many families are sent to a specialist service, rightly and not; "" where it is not known."""
    named = [name for name in told.options if told.writing.rows(SENT_ON, strategy=name)]
    if not named:
        return ""
    rows = [
        [
            told.called(name),
            responses(told, name),
            *(told.writing.number(SENT_ON, one, whole, strategy=name) for one in ("with_violence", "without")),
        ]
        for name in named
    ]
    share = told.writing.number(SENT_ON, "errs", shown, strategy=named[0])
    return (
        "**Families sent to a specialist service.** Rightly or not is counted of nobody: it is worked out from who "
        f"passes, if the check wrongly finds {share}% of families without violence, as assumed.\n\n"
        + as_table(["option", "sent", "with violence, about", "without, about"], rows)
    )


def of_a_thousand(told: Told, named: list[str]) -> str:
    """Return how many of a thousand families in need come; "" where nobody is counted."""
    there = [name for name in named if told.writing.rows(REACHED, strategy=name)]
    said = "; ".join(
        f"{told.called(name)} {told.writing.number(REACHED, 'per_thousand', counted, strategy=name)}" for name in there
    )
    if not said:
        return ""
    return (
        f" Of every thousand in need so many come: {said}.{of_those_who_come(told, there)} There are no figures by "
        "ward."
    )


def of_those_who_come(told: Told, named: list[str]) -> str:
    """Return how many of all who come are in need; of parents already apart that says nothing."""
    said = "; ".join(
        f"{told.called(name)} {told.writing.number('missed', 'in_need_reached', whole, strategy=name, group=ALL)} of "
        f"{told.writing.number('summary', WITH_EFFECT.name, counted, strategy=name)}"
        for name in named
    )
    return f" Of those who come so many are in need: {said} (of parents already apart this says nothing)."


def nearly(value: float) -> str:
    """Return a %, never 100 for a little less."""
    text, digits = shown(value), 1
    while float(text) == ALL_OF_THEM > value:
        text, digits = f"{value:.{digits}f}", digits + 1
    return text


def shares(told: Told, names: list[str], group: str) -> list[str]:
    """Return a group's part of need, and of those reached under each option; a dash where nobody is."""
    writing = told.writing

    def one(column: str, name: str) -> str:
        value = writing.value("missed", column, strategy=name, group=group)
        return "-" if math.isnan(value) else writing.number("missed", column, shown, strategy=name, group=group)

    return [one("part_of_need", names[0]), *(one("part_of_reached", name) for name in names)] if names else []
