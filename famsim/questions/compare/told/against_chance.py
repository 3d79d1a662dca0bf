"""What an answer says of signal against chance: the yearly count, its limits, a target, and what a grant can show."""

import math
from collections.abc import Callable

from famsim.questions.compare.told.signal import NEEDED, is_clearly_fewer
from famsim.scenario import Scenario
from famsim.writing import Writing, as_table, counted, counted_size, listed, percent, pounds, shown

HEADS = (
    "strategy",
    "families reached a year, more than under the first",
    "its change of the year's count",
    "signal to noise of a single year",
    "families it would have to reach a year, to be found in four of five",
    "or the share of those reached who would have to stay together for it",
    "an honest target for the count",
)
Printed = Callable[[float], str]
NO_HELP = "no more than under the first"


def against_chance(writing: Writing, scenario: Scenario) -> str:
    """Return the section, with marks in the place of numbers and users' words."""
    names = [one.name for one in scenario.strategies[1:]]
    table = as_table(HEADS, [cells(writing, name) for name in names])
    return "\n\n".join(["## Signal against chance", how(writing, names[0]), table, of_a_grant(writing, names)])


def how(writing: Writing, name: str) -> str:
    """Return what chance does to a year's count, and how the table is to be read."""
    couples = number(writing, "couples", name, counted)
    count, spread, low, high = (number(writing, one, name, counted) for one in ("a_year", "chance_sd", "low", "high"))
    outer = " or above ".join(number(writing, one, name, counted) for one in ("low_998", "high_998"))
    return (
        f"Of {couples} couples about {count} part in a year, give or take {spread} by chance alone: in 95 of a "
        f"hundred years between {low} and {high}, and below {outer} in two of a thousand. A change is seen between a "
        f"year without and a year with a strategy where it is {number(writing, 'threshold', name)} times that spread "
        "or more (signal to noise), and found in four of five such years from "
        f"{number(writing, 'change_to_be_found', name, counted)} couples on. A target is honest where it has the "
        "limits of chance about it: a count inside them is what success would look like, and so may be one without it. "
        "How many families it would have to reach is said only where it is clear that fewer part. *Against chance*, "
        f"below each strategy's name, is of all of {writing.how_long()} together, in which a change is seen sooner."
    )


def cells(writing: Writing, name: str) -> list[str]:
    """Return a strategy's row."""
    target = number(writing, "target", name, counted)
    ends = " to ".join(number(writing, one, name, counted) for one in ("target_low", "target_high"))
    change = writing.value("chance", "change", strategy=name)
    sign = "fewer" if change < 0 else "more"
    return [
        writing.words(name),
        helped(writing, name),
        f"{number(writing, 'change', name, counted_size)} {sign}" if change else "none",
        ratio(writing, name),
        needed(writing, name, NEEDED, counted) if is_clearly_fewer(writing, name) else "cannot be said",
        cut(writing, name),
        f"{target} ({ends})",
    ]


def helped(writing: Writing, name: str) -> str:
    """Return how many families a strategy reaches a year beyond those whom the first reaches."""
    more = writing.value("chance", "helped", strategy=name)
    return number(writing, "helped", name, counted) if more > 0 else NO_HELP


def needed(writing: Writing, name: str, column: str, printed: Printed) -> str:
    """Return what it would take to be found; where partings are not fewer no number of families would."""
    value = writing.value("chance", column, strategy=name)
    return number(writing, column, name, printed) if math.isfinite(value) else "cannot be said"


def cut(writing: Writing, name: str) -> str:
    """Return the share of those helped who would have to part no more for it to be found."""
    if 1.0 < writing.value("chance", "cut_to_be_found", strategy=name) < math.inf:
        return "more than all"
    return needed(writing, name, "cut_to_be_found", percent)


def ratio(writing: Writing, name: str) -> str:
    """Return the signal to noise, and whether it passes the threshold."""
    if math.isnan(writing.value("chance", "signal_to_noise", strategy=name)):
        return "cannot be said"
    seen = writing.value("chance", "seen", strategy=name) > 0
    return f"{number(writing, 'signal_to_noise', name)}, {'seen' if seen else 'not seen'}"


def of_a_grant(writing: Writing, names: list[str]) -> str:
    """Return what a grant's worth of each strategy can show in the area's count."""
    amount, least = (number(writing, one, names[0], how) for one, how in (("grant", pounds), ("threshold", shown)))
    seen = [name for name in names if writing.value("chance", "grant_seen", strategy=name) > 0]
    lines = "\n".join(f"- *{writing.words(name)}*: {granted(writing, name)}" for name in names)
    verdict = (
        f"Nowhere does it reach the threshold of {least}, so the area's count cannot show what such a grant does"
        if not seen
        else f"Only {listed([f'*{writing.words(name)}*' for name in seen])} could be seen in the area's count"
    )
    return (
        f"**What {amount} of a strategy can show**, even if all that it changes fell into one year:\n\n{lines}\n\n"
        f"{verdict}. What it does for the families helped stands beside their twins, below each strategy's name."
    )


def granted(writing: Writing, name: str) -> str:
    """Return what a grant's worth of a strategy comes to."""
    if math.isnan(writing.value("chance", "grant_helped", strategy=name)):
        return "reaches no more families than the first, so there is nothing to see"
    families = number(writing, "grant_helped", name, counted)
    change = number(writing, "grant_change", name, counted_size)
    sign = "fewer" if writing.value("chance", "grant_change", strategy=name) < 0 else "more"
    ratio = writing.value("chance", "grant_signal_to_noise", strategy=name)
    text = f"about {families} families reached, {change} {sign} partings, "
    if math.isnan(ratio):
        return f"{text}signal to noise cannot be said"
    seen = writing.value("chance", "grant_seen", strategy=name) > 0
    noise = number(writing, "grant_signal_to_noise", name)
    return f"{text}signal to noise {noise}, {'above' if seen else 'below'} the threshold"


def number(writing: Writing, column: str, name: str, printed: Printed = shown) -> str:
    """Return a mark for a number of a strategy's row."""
    return writing.number("chance", column, printed, strategy=name)
