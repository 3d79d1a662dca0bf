"""Of a 2x2x2: what staff, couples and the system do alone, and what two or three of them add together."""

from famsim.measures import ALL
from famsim.scenario import LEVERS, Levers, Scenario, cells_of, effect_called, effects
from famsim.writing import Writing, as_change, as_table, is_clear, listed, shown, too_few, with_ends

COLUMNS = {  # measures of the table, and their headings
    "helped": "families helped",
    "fewer_partings": "couples who part (-: fewer)",
    "stay_in_harm": "stay though harm goes on",
    "mother_months_in_harm": "months mothers live in harm",
    "child_months_in_harm": "months children live in harm",
}
IN_A_SENTENCE = {
    "helped": "families helped",
    "fewer_partings": "couples who part",
    "stay_in_harm": "couples who stay though harm goes on",
    "mother_months_in_harm": "months in harm for mothers",
    "child_months_in_harm": "months in harm for children",
}
ALONE, WITH = "{} alone", "{} together, beyond each alone"
BEYOND = "all three together, beyond the six rows above"
HOW = (
    "The eight strategies do, or leave out, three things: staff are trained, couples are made an offer, pathways and "
    "records join the services there are. *Alone*: what one of them changes by itself, beside *{first}*. *Together, "
    "beyond*: what two or three change more, or less, than they do by themselves and in pairs. The seven rows add up "
    "to the last, which does all three. 95% intervals in brackets, made from what each family adds to the sum."
)


def staff_couples_system(writing: Writing, scenario: Scenario) -> str:
    """Return the section, with marks in the place of numbers and users' words."""
    first, full = scenario.strategies[0].name, full_cell(scenario)
    rows = [[words_of(effect), *(cell(writing, effect_called(effect), one) for one in COLUMNS)] for effect in effects()]
    whole = [f"**{writing.words(full)}**", *(sum_of(writing, full, one) for one in COLUMNS)]
    table = as_table(["", *COLUMNS.values()], [*rows, whole])
    how = HOW.format(first=writing.words(first))
    return f"## Staff, couples and the system\n\n{how}\n\n{table}\n\n{interactions(writing)}"


def full_cell(scenario: Scenario) -> str:
    """Return the name of the strategy that does all three."""
    cells = cells_of(scenario.strategies)
    assert cells is not None
    return cells[frozenset(LEVERS)]


def words_of(effect: Levers) -> str:
    """Return an effect in words."""
    named = [one for one in LEVERS if one in effect]
    if len(named) == len(LEVERS):
        return BEYOND
    return (ALONE if len(named) == 1 else WITH).format(listed(named))


def cell(writing: Writing, effect: str, measure: str) -> str:
    """Return an effect's size with its interval and whether it is clear."""
    where: dict[str, object] = {"effect": effect, "measure": measure}
    few = too_few(writing, "factorial", **where)
    return few or numbers(writing, "factorial", measure, where)


def sum_of(writing: Writing, strategy: str, measure: str) -> str:
    """Return what all three change together, from the differences from the first strategy."""
    where: dict[str, object] = {"strategy": strategy, "measure": measure, "group": ALL}
    return too_few(writing, "differences", **where) or numbers(writing, "differences", measure, where)


def numbers(writing: Writing, table: str, measure: str, where: dict[str, object]) -> str:
    """Return an estimate with its interval, fewer below 0, and whether the interval leaves out 0."""
    turn = as_change(measure)
    estimate, low, high = (writing.value(table, one, **where) for one in ("estimate", "low", "high"))
    printed = with_ends(measure, (estimate, low, high))
    ends = ("low", "high") if turn > 0 else ("high", "low")
    said = [writing.number(table, one, lambda value: printed(turn * value), **where) for one in ("estimate", *ends)]
    return f"{said[0]} ({said[1]} to {said[2]}){', clear' if is_clear(low, high) else ''}"


def interactions(writing: Writing) -> str:
    """Return in what two or three together clearly do more, or less, than each by itself."""
    clear = [said for effect in effects() if len(effect) > 1 and (said := clear_of(writing, effect))]
    if not clear:
        return "**More than the parts?** Not clearly: no interval of what they add together leaves out 0."
    return f"**More than the parts?** Clearly, beyond what each does alone: {'; '.join(clear)}."


def clear_of(writing: Writing, effect: Levers) -> str:
    """Return in what some levers together clearly add something, with its size; nothing where in nothing."""
    name = effect_called(effect)
    found = [
        f"{shown_size(writing, name, measure)} {says}"
        for measure, says in IN_A_SENTENCE.items()
        if stands_out(writing, name, measure)
    ]
    return f"{listed([one for one in LEVERS if one in effect])} together {listed(found)}" if found else ""


def stands_out(writing: Writing, effect: str, measure: str) -> bool:
    """Say whether the interval of an effect leaves out 0."""
    where: dict[str, object] = {"effect": effect, "measure": measure}
    low, high = (writing.value("factorial", one, **where) for one in ("low", "high"))
    return is_clear(low, high) and not too_few(writing, "factorial", **where)


def shown_size(writing: Writing, effect: str, measure: str) -> str:
    """Return how large an effect is, below 0 where it is fewer."""
    turn = as_change(measure)
    return writing.number("factorial", "estimate", lambda value: shown(turn * value), effect=effect, measure=measure)
