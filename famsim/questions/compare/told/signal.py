"""Will the area's figures move? What a strategy changes, against what chance moves from one spell to the next."""

import math

from famsim.measures import ALL, threshold
from famsim.questions.compare.led import PARTINGS
from famsim.scenario import Scenario
from famsim.writing import Writing, counted, counted_size, is_clear, listed, size_of, whole

MEASURE = "separations"
NEEDED = "helped_to_be_found"


def councillor(writing: Writing, scenario: Scenario) -> str:
    """Return whether any strategy moves the area's figures, by how much, and by how much chance does.

    An area's own count holds couples formed later too; the change is of today's couples, as the table beside it has it.
    """
    names = [one.name for one in scenario.strategies[1:]]
    seen = [name for name in names if stands_out(writing, name)]
    text = (
        f"**Will the area's figures move?** {'Yes' if seen else 'No'}: {level(writing, scenario.strategies[0].name)} "
        f"couples part in {writing.how_long()} (later couples too), give or take {spread(writing, names[0])} by "
        f"chance. {changes(writing, names)}"
    )
    if all(change_of(writing, name) == 0 for name in names):
        return f"{text}."
    if not seen:
        return f"{text}: not to be seen."
    said = listed([f"*{writing.words(name)}*" for name in seen])
    return f"{text}: if estimates held, {f'only what {said} changes' if len(seen) < len(names) else 'that'} shows."


def changes(writing: Writing, names: list[str]) -> str:
    """Return between which changes the strategies lie."""
    if all(change_of(writing, name) == 0 for name in names):
        return "In these runs nothing moves them"
    if len(names) == 1:
        return f"Of today's, {more_or_fewer(writing, names[0])}"
    ends = [pick(names, key=lambda name: change_of(writing, name)) for pick in (min, max)]
    if change_of(writing, ends[0]) * change_of(writing, ends[1]) > 0:
        least, most = sorted(ends, key=lambda name: abs(change_of(writing, name)))
        return f"Of today's, {moved_by(writing, least)} to {more_or_fewer(writing, most)}"
    return f"Of today's, {' to '.join(more_or_fewer(writing, name) for name in ends)}"


def more_or_fewer(writing: Writing, name: str) -> str:
    """Return a strategy's change of the partings: 3 fewer, 5 more; no change where it is none at all."""
    if change_of(writing, name) == 0:
        return "no change"
    word = "fewer" if change_of(writing, name) < 0 else "more"
    return f"{moved_by(writing, name)} {word}"


def moved_by(writing: Writing, name: str) -> str:
    """Return a strategy's change of the partings, whichever its sign, as the table beside it has it."""
    return size_of(writing, PARTINGS, {"strategy": name, "measure": PARTINGS, "group": ALL})


def change_of(writing: Writing, name: str) -> float:
    """Return by how many more couples part under a strategy."""
    return -writing.value("differences", "estimate", strategy=name, measure=PARTINGS, group=ALL)


def stands_out(writing: Writing, name: str) -> bool:
    """Say whether a strategy's change could be told from chance in the area's totals."""
    change, chance = (writing.value("signal", one, strategy=name, measure=MEASURE) for one in ("change", "chance_sd"))
    return abs(change) >= threshold() * chance > 0


def level(writing: Writing, first: str) -> str:
    """Return how many couples part under the first strategy."""
    return writing.number("levels", "value", counted, strategy=first, measure=MEASURE, group=ALL)


def spread(writing: Writing, name: str) -> str:
    """Return by how much chance alone moves that."""
    return writing.number("signal", "chance_sd", counted, strategy=name, measure=MEASURE)


def signal(writing: Writing, name: str, baseline: str) -> str:
    """Return a strategy's own change against chance in words."""
    where: dict[str, object] = {"strategy": name, "measure": MEASURE}
    change = writing.value("signal", "change", **where)
    text = (
        f"**Against chance.** An area this size would see about {level(writing, baseline)} couples part in "
        f"{writing.how_long()}, give or take {spread(writing, name)} by chance (in two of three such areas it is "
        f"nearer), couples formed later among them; {moved(writing, change, where)}"
    )
    if change == 0:
        return f"{text}."
    if stands_out(writing, name):
        return (
            f"{text}: if the estimate held, a change that could be seen in the area's totals of {writing.how_long()} "
            "together (year by year: *Signal against chance*)."
        )
    return f"{text}: it cannot be seen in the area's totals. {to_be_seen(writing, name)}"


def moved(writing: Writing, change: float, where: dict[str, object]) -> str:
    """Return by how much the strategy moves the partings."""
    if change == 0:
        return "in these runs this strategy does not move it"
    much = writing.number("signal", "change", counted_size, **where)
    today = more_or_fewer(writing, str(where["strategy"]))
    return f"this strategy moves it {'down' if change < 0 else 'up'} by {much} (of today's couples: {today})"


def is_clearly_fewer(writing: Writing, name: str) -> bool:
    """Say whether clearly fewer couples part under a strategy: only then more of it would make fewer still part."""
    low, high = (
        writing.value("differences", end, strategy=name, measure=MEASURE, group=ALL) for end in ("low", "high")
    )
    return is_clear(low, high) and high < 0


def to_be_seen(writing: Writing, name: str) -> str:
    """Return how many families a year it would have to reach to be found, by the yardstick of the table `chance`."""
    needed = writing.value("chance", NEEDED, strategy=name)
    if not (is_clearly_fewer(writing, name) and math.isfinite(needed)):
        return "Fewer partings are not clear either, so how many it would have to reach cannot be said."
    number = writing.number("chance", NEEDED, counted, strategy=name)
    text = f"If the estimate held, it would have to reach about {number} families a year (*Signal against chance*)"
    if needed > writing.value("facts", "value", name="area_families"):
        return f"{text}, more than the {writing.fact('area_families', whole)} families with children there are."
    return f"{text}."
