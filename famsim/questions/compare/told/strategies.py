"""What an answer says of one strategy: whom it reaches, what it costs, what changes, and whom it misses."""

from famsim.measures import ALL, WITH_EFFECT
from famsim.questions.compare.told.costs import cost
from famsim.questions.compare.told.empty import empty_places
from famsim.questions.compare.told.signal import signal
from famsim.scenario import Scenario, Strategy, figures_of, has_usual, programme_words, screens_of
from famsim.writing import (
    HEADLINE,
    NO_OFFER,
    TOO_FEW,
    TWINS,
    Writing,
    as_table,
    counted,
    difference_row,
    listed,
    strategy_in_words,
    too_few,
    twin_row,
)

HOW_TO_READ = (
    "A twin is the same family with the same luck and without the strategy. *Clear* means that the 95% interval leaves "
    "out 0, with one draw by chance alone, and is never said of less than one couple; *small*, that a difference is "
    "less than is worth having (how little that is stands below the first table); "
    f"*{TOO_FEW}*, that fewer than three of the families simulated came "
    "out otherwise, or, of families helped, that fewer than ten were simulated: how large the truth may be then rests "
    "on the most that one family can add. A count of the area can "
    "be clear where a share of the families helped is not, and the other way round: a share changes too when there are "
    "fewer or more to count it in, such as couples who stay together. Families who do not come to a door, are not "
    "noticed, find no place or cannot both take part are not at fault."
)
TALK = "staff.conversation_eases"
OF_TALKS = (
    " Talks with staff ease a little by themselves, whatever programme follows (`{}`): a strategy may change something "
    "where its programme has no shown effect, and `famsim why` takes the part of talks apart."
)
ALL_REACHED = " Families reached by what has no shown effect for the better are among them."


def how_to_read(scenario: Scenario) -> str:
    """Return how the sections on the strategies are to be read, and what talks do where these do anything."""
    return HOW_TO_READ + (OF_TALKS.format(TALK) if eases(scenario) else "")


def eases(scenario: Scenario) -> bool:
    """Say whether a talk with staff eases anything by itself."""
    return bool(scenario.evidence.get(TALK, figures_of(scenario)[TALK].value))


def strategy_section(writing: Writing, scenario: Scenario, strategy: Strategy) -> str:
    """Return the section on one strategy."""
    name = strategy.name
    parts = [
        f"### {writing.words(name)}",
        what_it_is(writing, strategy, scenario),
        reach(writing, name, has_usual(scenario)),
        empty_places(writing, strategy, scenario),
        cost(writing, name),
        twins(writing, name),
        differences(writing, name, scenario.strategies[0].name),
        signal(writing, name, scenario.strategies[0].name),
        missed(writing, name),
        violence(writing, name, scenario),
    ]
    return "\n\n".join(part for part in parts if part)


def what_it_is(writing: Writing, strategy: Strategy, scenario: Scenario) -> str:
    """Return what the strategy does, from the scenario: a line for each offer, a line for the rest."""
    return "\n".join(f"- {writing.words(one)}" for one in strategy_in_words(strategy, scenario))


def reach(writing: Writing, name: str, usual: bool) -> str:
    """Return how many families are helped and complete, with intervals; beside usual services how many more."""
    started = with_interval(writing, name, "helped")
    completed = with_interval(writing, name, "completed")
    text = f"**Reach.** About {started} families come to a first session and {completed} complete a programme."
    if usual:
        text += " These are so many more than usual services alone reach, as is what it costs and whom it misses."
    reached, shown = (writing.value("summary", one, strategy=name) for one in ("helped", WITH_EFFECT.name))
    if shown == reached:
        return text
    if too_few(writing, "reach", strategy=name, measure=WITH_EFFECT.name, group=ALL) == NO_OFFER:
        return (
            f"{text} No programme among them has a shown effect for the better, so none of these is said to be helped."
        )
    reaches = with_interval(writing, name, WITH_EFFECT.name)
    return f"{text} A programme with a shown effect for the better reaches {reaches} of them."


def with_interval(writing: Writing, name: str, measure: str) -> str:
    """Return a strategy's own count of families with its interval."""
    where = {"strategy": name, "measure": measure, "group": ALL}
    estimate, low, high = (writing.number("reach", one, counted, **where) for one in ("estimate", "low", "high"))
    few = too_few(writing, "reach", **where)
    if few:
        return f"{estimate} ({few.replace('(', '').replace(')', '').replace(TOO_FEW, TOO_FEW + ':')})"
    return f"{estimate} (95% interval {low} to {high})"


def twins(writing: Writing, name: str) -> str:
    """Return how helped families fare beside their twins."""
    table = writing.tables["twins"]
    there = set(table[table.strategy == name].measure) if len(table) else set()
    rows = [twin_row(writing, name, what) for what in TWINS if what.measure in there]
    if not rows or not writing.value("summary", "helped", strategy=name) > 0:
        return "**Families helped and their twins.** Nobody is helped, so there is no twin to compare with."
    reached, shown = (writing.value("summary", one, strategy=name) for one in ("helped", WITH_EFFECT.name))
    heads = ("", "reached" if shown < reached else "helped", "twins", "difference", "95% interval", "in words")
    head = f"**Families helped and their twins.**{ALL_REACHED if shown < reached else ''}"
    return f"{head}\n\n{as_table(heads, rows)}"


def differences(writing: Writing, name: str, baseline: str) -> str:
    """Return the table of the area's differences."""
    rows = [difference_row(writing, name, what) for what in HEADLINE]
    head = f"**The whole area beside {writing.words(baseline)}**, over all of {writing.how_long()}."
    return f"{head}\n\n{as_table(('', 'in words', 'difference', '95% interval'), rows)}"


def missed(writing: Writing, name: str) -> str:
    """Return who is in need and never helped."""
    need, never = (writing.number("summary", one, counted, strategy=name) for one in ("in_need", "missed"))
    return (
        f"**Who is missed.** About {need} families are in need at some time (their relationship is in difficulty or "
        f"there is violence); {never} of them are never helped."
    )


def violence(writing: Writing, name: str, scenario: Scenario) -> str:
    """Return whom the screens miss and find, and which programmes have none; nothing of a strategy without an offer."""
    screens = screens_of(name, scenario)
    said = [by_screen(writing, name)] if screens.screened else []
    if screens.open:
        said.append(without_screen([writing.words(programme_words(one)) for one in screens.open]))
    return f"**Violence.** {' '.join(said)}" if said else ""


def without_screen(programmes: list[str]) -> str:
    """Return that programmes take families in without asking about violence, which nothing counts."""
    return (
        f"There is no screen for violence before {listed(programmes)}: families in which there is violence come as "
        "others do, and how many is not counted."
    )


def by_screen(writing: Writing, name: str) -> str:
    """Return the missed cases, each a harm, and the families routed to specialist help."""
    where = {"strategy": name, "measure": "missed_violence", "group": ALL}
    routed = with_interval(writing, name, "routed")
    if writing.value("reach", "estimate", **where) > 0:
        count = with_interval(writing, name, "missed_violence")
        found = (
            f"The screen misses about {count} families with violence above the threshold at which a couple programme "
            "is unsafe, and they enter one: each is counted as a harm."
        )
    else:
        found = (
            "In these runs the screen lets no family with violence above the threshold in; it is not perfect, and this "
            f"allows for {writing.number('reach', 'at_most', counted, **where)} such families at most."
        )
    return (
        f"{found} About {routed} families are found by the screen, rightly or wrongly, and routed to specialist help."
    )
