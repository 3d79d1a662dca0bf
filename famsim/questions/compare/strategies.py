"""What an answer says of one strategy: whom it reaches, what it costs, what changes, and whom it misses."""

from famsim.measures import ALL
from famsim.questions.compare.costs import cost
from famsim.questions.compare.signal import signal
from famsim.questions.compare.words import who_label
from famsim.scenario import Offer, Scenario, Strategy
from famsim.writing import (
    HEADLINE,
    TOO_FEW,
    TWINS,
    Writing,
    capital,
    counted,
    difference_row,
    listed,
    programme_words,
    too_few,
    twin_row,
)

TRIGGER = {
    "birth": "a birth",
    "job_loss": "a job loss",
    "arrears": "falling behind with bills",
    "distress": "the onset of a parent's distress",
}
HOW_TO_READ = (
    "A twin is the same family with the same luck and without the strategy. *Clear* means that the 95% interval leaves "
    f"out 0; *small*, that it is less than is worth having (how little that is stands below the first table); "
    f"*{TOO_FEW}*, that fewer than three of the families simulated came "
    "out otherwise: how large the truth may be then rests on the most that one family can add. A count of the area can "
    "be clear where a share of the families helped is not, and the other way round: a share changes too when there are "
    "fewer or more to count it in, such as couples who stay together. Families who do not come to a door, are not "
    "noticed, find no place or cannot both take part are not at fault."
)


def strategy_section(writing: Writing, scenario: Scenario, strategy: Strategy) -> str:
    """Return the section on one strategy."""
    name = strategy.name
    parts = [
        f"### {writing.words(name)}",
        what_it_is(writing, strategy),
        reach(writing, name),
        cost(writing, name),
        twins(writing, name),
        differences(writing, name, scenario.strategies[0].name),
        signal(writing, name, scenario.strategies[0].name),
        missed(writing, name),
        violence(writing, name),
    ]
    return "\n\n".join(part for part in parts if part)


def what_it_is(writing: Writing, strategy: Strategy) -> str:
    """Return what the strategy does, from the scenario: a line for each offer, a line for the rest."""
    rest = []
    if strategy.staff_trained:
        rest.append(f"trains staff: {listed([door(name) for name in strategy.staff_trained])}")
    for to in dict.fromkeys(one.to for one in strategy.pathways):
        doors = listed([door(one.door) for one in strategy.pathways if one.to == to])
        rest.append(f"lets {doors} refer families to {programme_words(to)}")
    if strategy.data_shared:
        rest.append("lets doors share what they know")
    if strategy.waits_shortened > 0:
        rest.append("shortens waits")
    done = [offer_in_words(writing, offer) for offer in strategy.offers] + [f"It {one}." for one in rest]
    return "\n".join(f"- {one}" for one in done) if done else "It offers nothing beside contact with doors."


def offer_in_words(writing: Writing, offer: Offer) -> str:
    """Return one offer in words: what, for whom, when, where found, how many places."""
    rows = [writing.words(who_label(row)) for row in offer.who]
    whom = f"families with: {', '.join(rows)}" if rows else "every family"
    places = "as many as ask" if offer.places_a_month is None else writing.words(f"{offer.places_a_month:g} a month")
    found = listed([door(name) for name in offer.found], "or")
    name = capital(programme_words(offer.programme))
    return f"*{name}* for {whom}{window(writing, offer)}. Found by {found}. Places: {places}."


def window(writing: Writing, offer: Offer) -> str:
    """Return the months of a family's life in which the offer stands, nothing if always."""
    first, last = offer.when.from_month, offer.when.to_month
    if offer.when.trigger == "any_time":
        return ""
    since = f"{-first} months before" if first < 0 else f"{first} months after" if first else "the month of"
    return f"; from {writing.words(since)} to {writing.words(f'{last}')} months after {TRIGGER[offer.when.trigger]}"


def door(name: str) -> str:
    """Return a registry's name in words."""
    return {"gp": "GP", "childrens_centre": "children's centre"}.get(name, name.replace("_", " "))


def reach(writing: Writing, name: str) -> str:
    """Return how many families are helped and complete, with intervals."""
    started = with_interval(writing, name, "helped")
    completed = with_interval(writing, name, "completed")
    return f"**Reach.** About {started} families come to a first session and {completed} complete a programme."


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
    head = (
        "**Families helped and their twins.**"
        "\n\n| | helped | twins | difference | 95% interval | in words |\n|---|---|---|---|---|---|\n"
    )
    return head + "\n".join(rows)


def differences(writing: Writing, name: str, baseline: str) -> str:
    """Return the table of the area's differences."""
    rows = [difference_row(writing, name, what) for what in HEADLINE]
    head = (
        f"**The whole area beside {writing.words(baseline)}**, over all of {writing.how_long()}."
        "\n\n| | in words | difference | 95% interval |\n|---|---|---|---|\n"
    )
    return head + "\n".join(rows)


def missed(writing: Writing, name: str) -> str:
    """Return who is in need and never helped."""
    need, never = (writing.number("summary", one, counted, strategy=name) for one in ("in_need", "missed"))
    return (
        f"**Who is missed.** About {need} families are in need at some time (their relationship is in difficulty or "
        f"there is violence); {never} of them are never helped."
    )


def violence(writing: Writing, name: str) -> str:
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
        f"**Violence.** {found} About {routed} families are found by the screen, rightly or wrongly, and routed to "
        "specialist help."
    )
