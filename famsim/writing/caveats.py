"""What an answer owes its reader: the caveat on places, what the intervals hold, what it leans on and cannot tell."""

import pandas as pd

from famsim.model.parameters import CHANNELS
from famsim.scenario import Scenario, Strategy, programme_words
from famsim.writing.cited import Writing
from famsim.writing.words import as_table, whole

EFFECTS = (*(f"d_{channel}" for channel in CHANNELS.names or ()), "transfer")
NONE = "assumed"
OWN = {NONE: "no source", "model_text": "the model's description"}
PARAMETERS = "parameters"
DEPRIVATION_FIGURE = "quality.by_decile"
OF_FIGURES = ("figure", "value", "range", "grade", "source")  # headings of figure_row
PLACES_HEAD = "## Places: read this before any is preferred\n\n"
ALL_THEMES = "all"  # of the scoreboard
FEW_DRAWS = 10
MORE_DRAWS = "twenty or more tell more"
PLAIN_UNITS = ("share", "ratio")  # words that say nothing beside a number
ILLUSTRATIVE = (
    "**Illustrative offer.** What this area offered is not on record: the strategies are illustrations, not its own "
    "offer, and are not ranked."
)
NOT_ALL_ON_RECORD = (
    "**Illustrative offer.** What {} of these {} areas offered is not on record: what stands for theirs is an "
    "illustration, and no area is ranked."
)
PEOPLE = (
    "- Families are not to blame for what happens to them or for not being reached.\n"
    "- Simulated families are not case records: nobody in them is a real person, and no real family's future can be "
    "read here.\n"
    "- Separation is not always the worse outcome: leaving a harmful relationship can end a harm, and staying "
    "while it goes on is a harm."
)
CANNOT_TELL = (
    "- Whether a real offer would be delivered as well as the trials that its effects come from.\n"
    "- What happens to families who move into or out of the area, or when a parent dies: neither is in the model.\n"
    "- The wellbeing of anyone but the parents and up to five children of a family; turnover among trained staff.\n"
    "- How places differ beyond what is published about them: what is not known about an area is filled from similar "
    "ones, and marked.\n"
    "- Which strategy is right: that also depends on values, safety, consent and what else the money could do."
)


def targets_places(strategy: Strategy) -> bool:
    """Say whether a strategy chooses families by where they live."""
    return any(
        offer.priority == "deprivation" or any(row.feature == "deprivation_decile" for row in offer.who)
        for offer in strategy.offers
    )


def deprivation_caveat(writing: Writing, scenario: Scenario) -> str:
    """Return the caveat that comes first in the report when strategies that target places are compared."""
    names = dict.fromkeys(one.name for one in scenario.strategies if targets_places(one))
    named = [writing.words(name) for name in names]
    if not named:
        return ""
    if writing.value("likeness", "holds", by="deprivation", theme=ALL_THEMES):
        return f"{PLACES_HEAD}{by_place(writing)} Strategies that choose by place: {', '.join(named)}."
    held = writing.fact("deprivation_effect")
    low, high = writing.fact("deprivation_effect_low"), writing.fact("deprivation_effect_high")
    drawn = writing.value("facts", "value", name="draws") > 1
    carried = "It is drawn from that range, so the intervals hold it." if drawn else (
        "With one draw the intervals do not hold it: run with more draws."
    )  # fmt: skip
    return (
        f"{PLACES_HEAD}Strategies that choose families by where they live are compared here "
        f"({', '.join(named)}). No published figure says how relationship quality or separation changes with the "
        "deprivation of a place. In this model deprivation acts only through work, arrears, mother's age, history of "
        f"difficulties and lone parenthood; its direct effect is set to {held} spreads of quality between couples "
        f"from the most to the least deprived tenth, and could be {low} to {high}. {carried} To "
        "see how much rests on it, set "
        f'"{DEPRIVATION_FIGURE}" in the scenario and run again. Do not rank such strategies without this. '
        + by_place(writing)
    )


def by_place(writing: Writing) -> str:
    """Return how many published differences between places the model has; nothing where none is clear."""
    where = {"by": "deprivation", "theme": ALL_THEMES}
    if not writing.value("likeness", "counted", **where):
        return ""
    held, counted = (writing.number("likeness", column, whole, **where) for column in ("held", "counted"))
    every, children = (
        writing.value("likeness", "counted", by="deprivation", theme=one) for one in (ALL_THEMES, "children")
    )
    about = ", all in children's difficulties," if every == children else ""
    return (
        f"Of {counted} clear published differences between places{about} the model has "
        f"{held} within two total errors (`famsim validate`)."
    )


def uncertainty(writing: Writing) -> str:
    """Return which kinds of uncertainty the intervals of a comparison hold."""
    return (
        f"{intervals_hold(writing)} No interval holds the choice of strategies, places and economy, which are the "
        "scenario's, nor the form of the model. An interval that holds 0 is called no clear difference, whatever its "
        "middle." + sample_run(writing, COUNTS.replace("counts", "counts and pounds"))
    )


COUNTS = "; counts are scaled up to the area, and waits for small numbers of places differ from the area's"


def intervals_hold(writing: Writing) -> str:
    """Return what every interval holds: chance, and with several draws the uncertainty of the figures."""
    draws, times = (writing.value("facts", "value", name=one) for one in ("draws", "repetitions"))
    runs = "run once" if times == 1 else f"run {writing.fact('repetitions')} times, each with other luck"
    held = (
        f"chance and the uncertainty of the figures ({writing.fact('draws')} draws of all of them"
        f"{from_where(writing)}, each {runs})"
        if draws > 1
        else f"chance alone: one draw, {runs}, every figure at its central value. More draws hold the figures' "
        "uncertainty too"
    )
    few = f" So few draws make the intervals wide; {MORE_DRAWS}." if few_draws(writing) else ""
    return f"Each 95% interval holds {held}.{few}"


def from_where(writing: Writing) -> str:
    """Return what figures are drawn from: their ranges, some of them together from a fit."""
    return " from a fit and from their ranges" if "posterior" in writing.tables else " from their ranges"


def few_draws(writing: Writing) -> bool:
    """Say whether intervals hold the figures' uncertainty by so few draws that their own width is uncertain."""
    draws: float = writing.value("facts", "value", name="draws")
    return 1 < draws < FEW_DRAWS


def sample_run(writing: Writing, scaled: str = "") -> str:
    """Return, with a space before it, that a sample was run and how counts are `scaled`; nothing for a whole area."""
    if writing.value("facts", "value", name="sample_one_in") <= 1:
        return ""
    simulated, area = (writing.fact(one, whole) for one in ("simulated_families", "area_families"))
    return f" A sample was run: {simulated} of {area} families (one in {writing.fact('sample_one_in')}){scaled}."


def chance_only(writing: Writing) -> str:
    """Return, where intervals hold chance alone, what their reader should know at once; otherwise nothing."""
    if writing.value("facts", "value", name="draws") > 1:
        return ""
    return (
        "The intervals hold chance alone, not how uncertain the programmes' effects are: more draws (`--draws`) hold "
        "both."
    )


NOT_WORKED_OUT = (
    " Which of them matter most has not been worked out here; what separates the strategies is what their programmes "
    "are taken to do, listed here after what the scenario sets."
)


def leaning(writing: Writing, scenario: Scenario, hangs_on: str = "") -> str:
    """Return what the scenario sets, the effect figures of the programmes used, and how many figures are assumed.

    hangs_on: what a kept sensitivity says of which matter most.
    """
    table = writing.tables["parameters"].set_index("name")
    used = dict.fromkeys(offer.programme for one in scenario.strategies for offer in one.offers)
    effects = [f"programmes.{programme}.{effect}" for programme in used for effect in EFFECTS]
    names = dict.fromkeys([*scenario.evidence, *(name for name in effects if worth_a_row(table, name))])
    rows = [figure_row(writing, table, name) for name in names]
    assumed, of_all, in_all = (writing.fact(one, whole) for one in ("figures_assumed", "figures", "figures_in_all"))
    text = (
        f"Of the {of_all} figures, {assumed} are assumed: chosen, not measured. The table of parameters has these and "
        f"what surveys would see of families, in all {in_all}.{hangs_on or NOT_WORKED_OUT}"
    )
    return f"{text}\n\n{as_table(OF_FIGURES, rows)}" if rows else text


def worth_a_row(table: pd.DataFrame, name: str) -> bool:
    """Say whether a programme's figure is there and is its main effect or one that is not 0."""
    return name in table.index and (name.endswith(EFFECTS[0]) or table.loc[name, "value"] != 0)


def figure_row(writing: Writing, table: pd.DataFrame, name: str) -> list[str]:
    """Return one figure with its range, grade and source."""
    row = table.loc[name]
    value = (
        writing.words(row["value"]) if isinstance(row["value"], str) else writing.number(PARAMETERS, "value", name=name)
    )
    low, high = (writing.number(PARAMETERS, end, name=name) for end in ("low", "high"))
    sources = writing.tables["sources"].set_index("key")
    keys = row["source"].split()
    titles = "; ".join(OWN.get(key) or str(sources.loc[key, "title"]) for key in keys if key != NONE or len(keys) == 1)
    label = writing.words(f"{about(name)}: {row['says'][0].lower()}{row['says'][1:]}")
    grade = "set by this scenario" if row["set_by_scenario"] == "yes" else row["grade"]
    unit = "" if row["unit"] in PLAIN_UNITS else f" ({writing.words(row['unit'].replace('SD', 'spreads'))})"
    return [f"{label}{unit}", value, f"{low} to {high}", str(grade), writing.words(titles)]


def about(name: str) -> str:
    """Return the programme or topic that a figure is about."""
    return programme_words(name.split(".")[-2])
