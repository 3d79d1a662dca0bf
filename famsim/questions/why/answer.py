"""Why it changed, in plain words: every number and every claim comes from the tables of an attribution."""

from collections.abc import Callable

from famsim.questions.why.labels import LABELS, READING, ROUNDED
from famsim.questions.why.parts import (
    Sorted,
    about,
    between,
    clear_total,
    gains,
    has_too_few,
    is_harm,
    largest_loss,
    net,
    rows_of,
    sorted_out,
    total,
)
from famsim.questions.why.run import Attribution
from famsim.questions.why.switches import CHANNELS, DELIVERY, GIVEN, MEAN, OFFERED, PERFECT, REVERSE
from famsim.scenario import has_usual
from famsim.writing import (
    COUNTS,
    ILLUSTRATIVE,
    Writing,
    adding_up,
    as_table,
    capital,
    chance_only,
    intervals_hold,
    listed,
    sample_run,
    with_decimals,
)

OF_USUAL = (
    "Usual services go on under both, with the same switches set, so that what is taken apart is what comes on top."
)


def why_template(writing: Writing, found: Attribution, measures: tuple[str, ...]) -> str:
    """Return the answer with marks in the place of numbers and users' words (see Writing.printed)."""
    name, comparator = writing.words(found.strategy), writing.words(found.comparator)
    parts = [
        f"# {writing.words(found.world.area.title)}: why {name} changes what it does",
        "" if found.world.area.offer == "documented" else ILLUSTRATIVE,
        f"**Question.** Why does {name} change what it changes, against {comparator}?",
        OF_USUAL if has_usual(found.scenario) else "",
        "## In short",
        *(in_short(writing, found, measure) for measure in measures),
        chance_only(writing),
        "## How it comes about",
        *(paragraph(writing, measure) for measure in measures),
        "## Part by part",
        *(parts_table(writing, measure) for measure in measures),
        "## Every measure\n\n" + totals_table(writing),
        "## How sure\n\n" + how_sure(writing),
        "## How to read it\n\n" + READING,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def in_short(writing: Writing, found: Attribution, measure: str) -> str:
    """Return one measure's difference, what carries most of it and what takes most of it away, to be read standing."""
    row = about(writing, measure)
    harm = " More of it is a harm." if is_harm(writing, measure) else ""
    name, comparator = writing.words(found.strategy), writing.words(found.comparator)
    offered, perfect = (total(writing, measure, run) for run in (OFFERED, PERFECT))
    return (
        f"**{capital(row['says'])}.** Over {writing.how_long()} {name}, against {comparator}, comes to "
        f"{offered} {row['unit']}{which_way(writing, measure)}.{harm} Delivered perfectly it would come to {perfect}"
        f"{worse_if_perfect(writing, measure)}. "
        f"{carried(writing, measure)} {taken(writing, measure)}"
    )


def which_way(writing: Writing, measure: str) -> str:
    """Return in words whether a difference is clear, and that it goes against what the measure counts where it does."""
    if has_too_few(writing, measure):
        return ""
    if not clear_total(writing, measure):
        return ": no clear difference"
    value, good = net(writing, measure, OFFERED), float(about(writing, measure)["good"])
    if value > 0.0:
        return ""
    return f": below 0, so the other way{', a harm' if good > 0.0 else ''}"


def worse_if_perfect(writing: Writing, measure: str) -> str:
    """Return that perfect delivery would do more harm than the offer as it is, where it would."""
    offered, perfect = (net(writing, measure, run) for run in (OFFERED, PERFECT))
    good = float(about(writing, measure)["good"])
    harms = clear_total(writing, measure) and offered * good < 0.0
    return ", more harm than as it is delivered" if harms and perfect * good < offered * good else ""


def carried(writing: Writing, measure: str) -> str:
    """Return through what most of perfect delivery's difference comes, as far as that is clear."""
    found = sorted_out(writing, measure, CHANNELS)
    with_it = found.adds if gains(writing, measure) else found.takes
    if not with_it:
        return "Nothing that help works through has a clear part in that."
    return f"What clearly carries most of that: {LABELS[with_it[0]]}."


def taken(writing: Writing, measure: str) -> str:
    """Return which step of delivery takes most of it away, if the two orders of switching name one."""
    steps = [largest_loss(writing, measure, order) for order in (GIVEN, REVERSE)]
    if not all(steps):
        return "No single step of delivery clearly takes most of it away."
    if steps[0] == steps[1]:
        return f"What takes most of it away: {LABELS[steps[0]]}."
    return f"What takes most of it away: {LABELS[steps[0]]} or {LABELS[steps[1]]}; the runs cannot tell which."


def paragraph(writing: Writing, measure: str) -> str:
    """Return how one measure's difference comes about, part by part."""
    return (
        f"**{capital(about(writing, measure)['says'])}.** "
        f"{through(writing, measure)} {lost(writing, measure)} {by_order(writing, measure)} "
        "The parts add up exactly to the difference, but what each is depends on the order of switching, of which two "
        "are run; they hold within this model only and are not proof of what works."
    ).replace("  ", " ")


def through(writing: Writing, measure: str) -> str:
    """Return which channels carry the difference that perfect delivery would make."""
    found = sorted_out(writing, measure, CHANNELS)
    with_it, against = (found.adds, found.takes) if gains(writing, measure) else (found.takes, found.adds)
    said = []
    if with_it:
        largest = largest_part(writing, measure, CHANNELS, with_it, "of that comes through")
        said.append(f"On the average of two orders of switching, {largest}.")
    if against:
        said.append(f"Working against it: {with_numbers(writing, measure, against)}.")
    if not said:
        said.append("Nothing that help works through has a clear part in that.")
    return " ".join(said + leftovers(writing, measure, found))


def lost(writing: Writing, measure: str) -> str:
    """Return what stands between perfect delivery and the offer as it is."""
    found, upward = sorted_out(writing, measure, DELIVERY), gains(writing, measure)
    away, onto = (found.takes, found.adds) if upward else (found.adds, found.takes)
    verb = "lost to" if upward and about(writing, measure)["good"] > 0 else "taken off by"
    said = []
    if away:
        largest = largest_part(writing, measure, DELIVERY, away, f"is {verb}")
        said.append(f"Between that and the offer as it is, {largest}.")
    if onto:
        said.append(f"Adding to it: {with_numbers(writing, measure, onto)}.")
    if not said:
        said.append("No step between that and the offer as it is has a clear part.")
    return " ".join(said + leftovers(writing, measure, found))


def largest_part(writing: Writing, measure: str, among: tuple[str, ...], clear: list[str], verb: str) -> str:
    """Return the largest part that goes the way of the clear ones, clear or not, as the table's own mean has it."""
    rows = rows_of(writing, measure, among).set_index("part").estimate
    first = next(part for part, estimate in rows.items() if estimate * rows[clear[0]] > 0.0)
    said = most(writing, measure, clear)
    if first == clear[0]:
        return f"the largest part {verb} {said}"
    mean = " ".join(numbers(writing, measure, first, MEAN))
    unclear = f"the largest part, {LABELS[first]}: {mean}, is not clear in both orders"
    return f"{unclear}; the largest clear part {verb} {said}"


def most(writing: Writing, measure: str, parts: list[str]) -> str:
    """Return the largest part with its interval, then the others."""
    first, others = " ".join([LABELS[parts[0]] + ":", *numbers(writing, measure, parts[0], MEAN)]), parts[1:]
    return f"{first}, then {with_numbers(writing, measure, others)}" if others else first


def with_numbers(writing: Writing, measure: str, parts: list[str]) -> str:
    """Return parts with what each adds."""
    return listed([f"{LABELS[part]}: {numbers(writing, measure, part, MEAN)[0]}" for part in parts])


def leftovers(writing: Writing, measure: str, found: Sorted) -> list[str]:
    """Return which parts turn with the order, which are not clear, and which are exactly nothing."""
    said = []
    for part in found.turns:
        one, other = in_orders(writing, measure, part)
        said.append(f"Which way it goes depends on the order: {LABELS[part]}, {one} in one and {other} in the other.")
    if found.unclear and (found.adds or found.takes):
        said.append(f"No clear part: {listed([LABELS[part] for part in found.unclear])}.")
    if found.nothing:
        said.append(f"No part at all: {listed([LABELS[part] for part in found.nothing])}.")
    return said


def numbers(writing: Writing, measure: str, part: str, order: str) -> tuple[str, str]:
    """Return what a part adds in an order, and its interval in brackets."""
    where = {"measure": measure, "order": order, "part": part}
    how = with_decimals(*(writing.value("attribution", end, **where) for end in ("estimate", "low", "high")))
    value = writing.number("attribution", "estimate", how, **where)
    return value, f"({between(writing, 'attribution', how, **where)})"


def in_orders(writing: Writing, measure: str, part: str) -> list[str]:
    """Return what a part adds in the order given and in the reverse, with the same decimals."""
    where = {"measure": measure, "part": part}
    how = with_decimals(*(writing.value("attribution", "estimate", order=one, **where) for one in (GIVEN, REVERSE)))
    return [writing.number("attribution", "estimate", how, order=one, **where) for one in (GIVEN, REVERSE)]


def by_order(writing: Writing, measure: str) -> str:
    """Return which loss is the largest in either order of switching, with what it is in the other."""
    first, second = (largest_loss(writing, measure, order) for order in (GIVEN, REVERSE))
    if not first or not second:
        return ""
    if first == second:
        one, other = in_orders(writing, measure, first)
        return f"Either order of switching names the same largest loss ({one} in one, {other} in the other)."
    ours, theirs = (in_orders(writing, measure, part) for part in (first, second))
    return (
        f"Which loss is the largest depends on the order of switching, as each alone would hold back much of "
        f"it: {LABELS[first]} is {ours[0]} in the order given and {ours[1]} in the reverse, {LABELS[second]} is "
        f"{theirs[0]} and {theirs[1]}."
    )


def parts_table(writing: Writing, measure: str) -> str:
    """Return every part of a measure: the mean with its interval, and each order; to the same place, so as to add."""
    row, how = about(writing, measure), to_add(writing, measure)
    rows = []
    for parts, run in ((CHANNELS, PERFECT), (DELIVERY, OFFERED)):
        for part in parts:
            where = {"measure": measure, "part": part}
            mean = writing.number("attribution", "estimate", how, order=MEAN, **where)
            ends = between(writing, "attribution", how, order=MEAN, **where)
            each = [writing.number("attribution", "estimate", how, order=order, **where) for order in (GIVEN, REVERSE)]
            rows.append([LABELS[part], mean, ends, *each])
        rows.append(total_row(writing, measure, run, how))
    heads = ("part", "average of both orders", "95% interval", "order given", "reverse order")
    return f"{capital(row['says'])} ({row['unit']}; {ROUNDED}):\n\n{as_table(heads, rows)}"


def to_add(writing: Writing, measure: str) -> Callable[[float], str]:
    """Return how the parts of a measure and what they add up to are printed."""
    runs = (writing.value("chain", "value", measure=measure, order=GIVEN, run=run) for run in (PERFECT, OFFERED))
    return adding_up(*runs)


def total_row(writing: Writing, measure: str, run: str, how: Callable[[float], str]) -> list[str]:
    """Return the cells of the row of a table of parts that holds what they add up to."""
    where = {"measure": measure, "run": run, "order": GIVEN}
    value, ends = writing.number("chain", "value", how, **where), between(writing, "chain", how, **where)
    return [f"**{run}**", f"**{value}**", ends, value, value]


def totals_table(writing: Writing) -> str:
    """Return what each measure comes to with perfect delivery and as offered."""
    rows = []
    for row in writing.tables["measures"].itertuples():
        ends = [total(writing, row.measure, run).replace("95% interval ", "") for run in (PERFECT, OFFERED)]
        harm = " (a harm)" if row.good < 0 else ""
        rows.append((f"{row.says}{harm}", str(row.unit), *ends))
    return as_table(("what", "unit", "with perfect delivery", "as offered"), rows)


def how_sure(writing: Writing) -> str:
    """Return what the intervals hold, and what they do not: other orders of switching."""
    return (
        f"{intervals_hold(writing)} No interval holds the order of switching: of the many orders there are, two are "
        "run, one the reverse of the other, and in a third a part may lie outside both. An interval that holds 0 is "
        "called no clear part, whatever its middle." + sample_run(writing, COUNTS)
    )
