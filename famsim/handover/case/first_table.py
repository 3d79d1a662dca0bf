"""The first page's one table: an option's months of the money, who pays, what comes after it, and all months."""

import math

from famsim.handover.case.parts import borne, ratio
from famsim.handover.case.phases import FEW, at, comes, goes_on, has, measured, months
from famsim.handover.case.stakes import AUTHORITY, GRANT, PARTNERS
from famsim.handover.case.texts import AFTER, WHOLE, WITHIN
from famsim.handover.case.told import Told
from famsim.handover.report import lines
from famsim.questions.compare import MORE_COST
from famsim.scenario import has_usual
from famsim.writing import counted, pence_shown, pounds_in_short, prices_in_words

LATER, ALL_OF = "*after it, if paid for*", "all months"


def table(told: Told) -> str:
    """Return the table: an option's months of the money, those after it where families come then, and all months."""
    more = has_usual(told.scenario)
    heads = [
        "option, in all months unless said",
        "more families come; finish" if more else "families come; finish",
        "the grant, in cash",
        "the council",
        "partners, in kind",
        f"{f'{MORE_COST} ' if more else ''}in all, {prices_in_words(told.writing, told.options[0])}",
        "each who comes",
        "back for each pound; net",
    ]
    return lines(heads, [row for name in told.options for row in rows_of(told, name)])


def rows_of(told: Told, name: str) -> list[list[str]]:
    """Return an option's rows: three where families come after its money, else one of all months."""
    worth = worth_in_short(told, name)
    if not has(told, name, WHOLE):
        return [[told.called(name), *["-"] * 6, worth]]
    in_all = [*cells(told, name, WHOLE), worth]
    if not (has(told, name, WITHIN) and goes_on(told, name) and comes(told, name, AFTER) >= FEW):
        return [[told.called(name), *in_all]]
    within = [f"{told.called(name)}, {months(told, name, WITHIN)}", *cells(told, name, WITHIN), "-"]
    return [within, [LATER, *cells(told, name, AFTER), "-"], [f"{told.called(name)}, {ALL_OF}", *in_all]]


def cells(told: Told, name: str, phase: str) -> list[str]:
    """Return who comes and who pays in some months."""
    come, complete, cost, each = (
        measured(told, at(name, phase, one), how)
        for one, how in (
            ("come", counted),
            ("complete", counted),
            ("cost", pounds_in_short),
            ("per_come", pounds_in_short),
        )
    )
    paid = [borne(told, name, phase, who) for who in (GRANT, AUTHORITY, PARTNERS)]
    return [f"{come}; {complete}", *paid, cost, "-" if comes(told, name, phase) < FEW else each]


def worth_in_short(told: Told, name: str) -> str:
    """Return what comes back for each pound, and the net sum; a dash where nothing more is paid."""
    if math.isnan(ratio(told.writing, name)):
        return "-"
    net = told.writing.number("worth", "estimate", pounds_in_short, strategy=name, measure="net")
    each = told.writing.number("worth", "estimate", pence_shown, strategy=name, measure="benefit_cost")
    return f"{each}; {net}"
