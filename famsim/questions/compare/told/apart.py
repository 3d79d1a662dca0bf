"""Parents apart in an answer: conflict between them above the line, and children who see the parent elsewhere."""

from famsim.measures import ALL
from famsim.scenario import Offer, Scenario, Strategy, kind_in
from famsim.writing import (
    CLEAR,
    TOO_FEW,
    TOO_FEW_SHORT,
    TOO_SMALL,
    Writing,
    as_table,
    cell_in_words,
    numbers_of,
    too_few,
    verdict_on,
)

COLUMNS = {  # the measures of parents apart that are led by, and their headings
    "child_months_coparenting_conflict": "child-months beside frequent conflict with a parent elsewhere",
    "mother_months_coparenting_conflict": "mothers' months of it",
    "child_months_contact": "child-months of regular, safe contact",
    "children_see_other_parent": "separated children who see the other parent, % (indicator, second half)",
}
IN_SHORT = {
    "child_months_coparenting_conflict": "beside their conflict:",
    "child_months_contact": "of safe contact:",
}
SAID = {CLEAR: ", clear", TOO_SMALL: ", small"}


def for_parents_apart(scenario: Scenario) -> list[Strategy]:
    """Return the strategies beside the first with an offer of their own for parents apart and not for couples."""
    return [one for one in scenario.strategies[1:] if any(is_for_them(offer, scenario) for offer in one.offers)]


def is_for_them(offer: Offer, scenario: Scenario) -> bool:
    """Say whether an offer that is no usual service is for parents of whom one lives elsewhere alone."""
    kind = kind_in(offer.programme, scenario)
    return not offer.usual and kind.apart and not kind.couples


def apart_in_short(writing: Writing, scenario: Scenario) -> str:
    """Return what changes for parents apart, a line for the strategies that have an offer for them; else nothing."""
    strategies = for_parents_apart(scenario)
    if not strategies:
        return ""
    said = [f"{says} {under_each(writing, measure, strategies)}" for measure, says in IN_SHORT.items()]
    return f"**Parents apart**, child-months (-: fewer) {'; '.join(said)}."


def under_each(writing: Writing, measure: str, strategies: list[Strategy]) -> str:
    """Return what changes under each strategy; of a measure of which too few tell under any, that alone."""
    where = [{"strategy": one.name, "measure": measure, "group": ALL} for one in strategies]
    if all(too_few(writing, "differences", **one) for one in where):
        return TOO_FEW_SHORT
    return ", ".join(f"{writing.words(one.name)} {change(writing, measure, one.name)}" for one in strategies)


def change(writing: Writing, measure: str, name: str) -> str:
    """Return a strategy's change with its interval and whether it is clear."""
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
    few = too_few(writing, "differences", **where)
    if few:
        return few.replace(TOO_FEW, TOO_FEW_SHORT)
    estimate, low, high = numbers_of(writing, measure, where)
    return f"{estimate} ({low} to {high}){SAID.get(verdict_on(writing, measure, where), '')}"


def apart_section(writing: Writing, scenario: Scenario) -> str:
    """Return the table of parents apart, a row a strategy that has an offer for them; nothing where none has."""
    strategies = for_parents_apart(scenario)
    if not strategies:
        return ""
    rows = [
        [writing.words(one.name), *(cell_in_words(writing, name, one.name) for name in COLUMNS)] for one in strategies
    ]
    return "\n\n".join(["## Parents apart", HOW_TO_READ, as_table(["strategy", *COLUMNS.values()], rows)])


HOW_TO_READ = (
    "Families with a parent who lives elsewhere: apart, never together, or with a new partner at home; 95% intervals "
    "in brackets. Conflict counts in months without other harm, above the line of couples' frequent conflict. Contact "
    "with a parent who has been coercive counts as none. How much conflict lasts between parents apart is assumed "
    "(`apart.conflict_lasts` and the two beside it), and much of this rests on it."
)
