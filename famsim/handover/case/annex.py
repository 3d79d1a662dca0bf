"""The annex of a case: every price with its year, range and source, and who is taken to pay for what."""

import math
from typing import Any

from famsim.appraisal import PAYER_SAYS, PURPOSE_SAYS
from famsim.handover.case.parts import of_programme, part
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.scenario import financial_year, programme_words
from famsim.writing import as_table, percent, shown

PRICES, MAP = "unit_prices", "payer_map"
USES = {"cost": "What is paid", "time": "Families' own time", "gain": "What is gained"}
HEADS = ["figure", "as published (range)", "of", "in these prices (range)", "grade", "source"]
INSTEAD = {
    "match": "what others add to a budget",
    "after_grant": "what goes on after the grant",
    "usual": "usual services",
}


def annex(told: Told) -> str:
    """Return the section."""
    return joined(
        "Each price as it was published or assumed, in pounds of its own year, and brought to the year of this case by "
        "the deflator of gross domestic product; draws of the figures come from the ranges. *Assumed*: chosen, as no "
        "source has it.",
        *(prices(told, use) for use in USES),
        part("Who pays for what", payers(told)),
    )


def prices(told: Told, use: str) -> str:
    """Return the table of the prices of one use; nothing where there is none."""
    table = told.writing.tables[PRICES]
    rows = [price_row(told, one) for one in table[table["prices"] == use].to_dict("records")]
    return f"### {USES[use]}\n\n{as_table(HEADS, rows)}" if rows else ""


def price_row(told: Told, one: dict[str, Any]) -> list[str]:
    """Return a figure's cells."""
    writing = told.writing
    where: dict[str, object] = {"figure": one["figure"]}
    of = writing.number(PRICES, "price_year", financial_year, **where)
    why = text_of(one["page"]).removeprefix("no row; ")
    source = f"{'none' if text_of(one['source']).startswith('assumed') else text_of(one['title'])}: {why}"
    own = "set by this scenario; " if one["set_by_scenario"] == "yes" else ""
    return [
        writing.words(f"{of_programme(str(one['figure']))}{one['says']}, {one['unit']}"),
        ranged(told, where, ("value", "low", "high")),
        of,
        ranged(told, where, ("in_prices", "in_low", "in_high")),
        f"{own}{writing.words(str(one['grade']))}",
        writing.words(source),
    ]


def ranged(told: Told, where: dict[str, object], columns: tuple[str, str, str]) -> str:
    """Return a price with its range, where it has one."""
    writing = told.writing
    number, low, high = (writing.number(PRICES, one, shown, **where) for one in columns)
    if math.isnan(writing.value(PRICES, columns[1], **where)):
        return number
    return f"{number} ({low} to {high})"


def text_of(cell: object) -> str:
    """Return a cell's text, "" for a gap."""
    return "" if isinstance(cell, float) or cell is None else str(cell).strip()


def payers(told: Told) -> str:
    """Return the map of who pays, a row a purpose, payer by payer."""
    if not told.has(MAP):
        return ""
    rows: dict[tuple[str, str], list[str]] = {}
    grades: dict[tuple[str, str], str] = {}
    for one in told.writing.tables[MAP].to_dict("records"):
        key = (str(one["purpose"]), text_of(one["whose"]))
        where: dict[str, object] = {"purpose": one["purpose"], "payer": one["payer"]}
        if len(told.writing.rows(MAP, **where)) > 1:
            where["whose"] = one["whose"]
        share = told.writing.number(MAP, "share", percent, **where)
        rows.setdefault(key, []).append(f"{PAYER_SAYS[str(one['payer'])]} {share}")
        grades[key] = str(one["grade"])
    head = (
        "Assumed where its grade says so, agreed with nobody, and yours to change (`[money]` of the scenario): a name "
        "that has not signed is no payer."
    )
    cells = [[purpose(told, *key), ", ".join(shares), grades[key]] for key, shares in rows.items()]
    return f"{head}\n\n**The map of payers.**\n\n{as_table(['for', 'who pays', 'grade'], cells)}"


def purpose(told: Told, name: str, whose: str) -> str:
    """Return what is paid for, and whose it is."""
    says = PURPOSE_SAYS.get(name) or INSTEAD[name]
    return f"{says}, {told.writing.words(programme_words(whose))}" if whose else says
