"""The financial case: what is paid in each year, by whom, against which budget, and what goes on after it."""

from famsim.appraisal import PAYER_SAYS
from famsim.handover.case.derived import EVERYONE, YEARLY
from famsim.handover.case.funding import funding
from famsim.handover.case.parts import below, part, prompt
from famsim.handover.case.sums import has_budget
from famsim.handover.case.texts import LESS, joined
from famsim.handover.case.told import Told
from famsim.questions.compare import after_section, budgets_section
from famsim.writing import as_table, pounds


def financial_case(told: Told) -> str:
    """Return the section."""
    return joined(
        part("From which money", funding(told)),
        part("Affordability, year by year", by_year(told)),
        part("Budgets", below(budgets_section(told.writing)) or no_budget()),
        part("After the grant", below(after_section(told.writing)) or not_sustained()),
        part(
            "Funding and accounts",
            prompt(
                "Which budget line and which grant; conditions and claw-back; who signs for each partner's share; VAT; "
                "which financial year is year 1, and the cash of each with the inflation taken (sums here are in the "
                "prices of one year); what happens if the grant ends early; the chief finance officer's opinion, with "
                "name and date."
            ),
        ),
    )


def by_year(told: Told) -> str:
    """Return a table for each option: a row a year, a column a payer."""
    tables = [of_option(told, name) for name in told.options]
    head = (
        f"Public money as it is expected to fall, beyond what {told.called(told.first)} costs, in real terms (the "
        "prices of one year). The first year has what is paid before anybody comes. Who pays what is a stated map, "
        "assumed and yours to change (`[money]` of the scenario). *Budgets* says how far a year may "
        "come out above or below."
    )
    paid_to = told.writing.tables[YEARLY]
    if (paid_to["pounds"][paid_to["strategy"].isin(told.options)] < 0).any():
        head += f" *{LESS.capitalize()}*: so much less is paid than under {told.called(told.first)}."
    return joined(head, *tables, beside_budgets(told))


def beside_budgets(told: Told) -> str:
    """Return why a budget's last year has more than the year here: families with a place come on after its months."""
    named = [name for name in told.options if has_budget(told, name) and late(told, name) > 0.0]
    said = []
    for name in named:
        spent, after = (
            told.writing.number("budgets", one, pounds, strategy=name, year=0) for one in ("spent", "after")
        )
        said.append(f"{told.called(name)} {spent} in all, {after} of it after them")
    return (
        "*Budgets* counts a place in the year in which it is bought: families who had one by the last month of the "
        f"money and came after it are in its last year there, and in the year after it here: {'; '.join(said)}."
        if said
        else ""
    )


def late(told: Told, name: str) -> float:
    """Return what families with a place cost after the months of an option's budget."""
    return told.writing.value("budgets", "after", strategy=name, year=0)


def of_option(told: Told, name: str) -> str:
    """Return one option's table."""
    writing = told.writing
    mine = writing.tables[YEARLY]
    mine = mine[mine["strategy"] == name]
    if mine.empty:
        return f"{told.called(name)}: nothing is paid."
    payers = [one for one in PAYER_SAYS if one in set(mine["who"])]
    heads = ["year", *(PAYER_SAYS[one] for one in payers), "in all"]
    years = sorted(set(mine["year"]))
    rows = [
        [
            writing.number(YEARLY, "year", "{:.0f}".format, strategy=name, year=year, who=EVERYONE),
            *(
                told.sum_of(YEARLY, "pounds", {"strategy": name, "year": year, "who": one})
                for one in (*payers, EVERYONE)
            ),
        ]
        for year in years
    ]
    return f"**{writing.words(name)}, pounds by year.**\n\n{as_table(heads, rows)}"


def no_budget() -> str:
    """Return that the scenario has no budget to set costs against."""
    return prompt(
        "The budget that this is to be set against: the scenario gives none (`budget = 125000` in a strategy sets what "
        "its places may cost, and then this part says what is spent and what is left)."
    )


def not_sustained() -> str:
    """Return that nothing is said of what goes on after the money."""
    return prompt(
        "What goes on after the money, and who pays for it: no option says what sustains it (`grant` in a strategy "
        "does, and then this part has the five years after)."
    )
