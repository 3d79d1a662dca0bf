"""What the parts of a case share: tables of options, sums with intervals, names of changes, what is left to write."""

import math
from collections.abc import Callable, Sequence

from famsim.handover.case.stakes import BORNE, ONE_IN
from famsim.handover.case.texts import NONE, YOURS
from famsim.handover.case.told import Told
from famsim.handover.case.verdicts import is_told
from famsim.measures import ALL
from famsim.scenario import programme_words
from famsim.writing import (
    NEXT_TO_NOTHING,
    TOO_FEW,
    Writing,
    as_table,
    capital,
    cell_in_words,
    counted,
    counted_size,
    is_slight,
    percent,
    pounds,
    pounds_in_short,
    too_few,
    whole,
)

HALF = 0.5  # of a month for each family that comes: what is less is not one
ONE, STAY = 1.0, "stay_in_harm"  # couple; who stay though harm goes on
PARTS = "harm_parts"
CANNOT = "cannot be told: too few"
HARM = "child_months_in_harm"
HARM_IS = "harmful conflict or violence"
ALSO = {
    "child_months_coparenting_conflict": "beside conflict of parents apart",
}
HARMS = ("stay_in_harm", "stay_in_violence")  # counted one way, so that no word says which
OUTCOMES = {  # changes that a case tells, in words
    "fewer_partings": "couples who part",
    "stay_in_harm": "couples who stay though harm goes on (a harm)",
    "stay_in_violence": "of these, with violence (a harm)",
    "mother_months_in_harm": "months that mothers live in harm",
    "child_months_in_harm": "months that children live in harm",
    "child_months_harmful": "of these, with harmful conflict at home",
    "child_months_coparenting_conflict": "months that children live beside conflict of parents apart",
    "child_months_contact": "months that children safely see a parent elsewhere (neither good nor bad)",
    "children_distressed_couple": "couples' children with a parent distressed about the relationship, %",
    "sdq_high": "children with high difficulties, %",
}


def prompt(what: str) -> str:
    """Return what people have to write themselves, as no model can say it."""
    return f"**{YOURS}** *{what}*"


def by_option(told: Told, heads: Sequence[str], cells: Callable[[str], list[str]]) -> str:
    """Return a table with a row an option."""
    rows = [[told.writing.words(name), *cells(name)] for name in told.options]
    return as_table(["option", *heads], rows)


def with_ends(writing: Writing, table: str, how: Callable[[float], str] = pounds, **where: object) -> str:
    """Return an estimate of a table with its interval, or that too few families differ."""
    numbers = [writing.number(table, one, how, **where) for one in ("estimate", "low", "high")]
    if writing.value(table, "at_most", **where) > 0:
        return f"{TOO_FEW} (at most {writing.number(table, 'at_most', how, **where)})"
    if all(math.isinf(writing.value(table, end, **where)) for end in ("low", "high")):
        return f"{numbers[0]} (how sure cannot be said)"
    return f"{numbers[0]} ({numbers[1]} to {numbers[2]})"


def change(writing: Writing, measure: str, name: str) -> str:
    """Return a change in words with its interval; a change next to nothing without digits that nobody can use."""
    if is_slight(writing, measure, name):
        return NEXT_TO_NOTHING
    low = writing.value("differences", "low", strategy=name, measure=measure, group=ALL)
    more = "more: " if measure in HARMS and low > 0 else ""
    return f"{more}{cell_in_words(writing, measure, name)}"


def is_bad(writing: Writing, measure: str, name: str) -> bool:
    """Say whether a harm clearly rises."""
    return bool(writing.value("differences", "low", strategy=name, measure=measure, group=ALL) > 0)


def least_and_most(writing: Writing, where: dict[str, object]) -> str:
    """Return the interval of a change that has words for its way, the smaller end first, in brackets."""
    ends = ("low", "high") if writing.value("differences", "low", **where) > 0 else ("high", "low")
    low, high = (writing.number("differences", one, counted_size, **where) for one in ends)
    return f" ({low} to {high})"


def reached(writing: Writing, name: str, measure: str, group: str = ALL) -> str:
    """Return how many families come so far with their interval, or how many fewer, or that too few do to say."""
    where: dict[str, object] = {"strategy": name, "group": group, "measure": measure}
    few = too_few(writing, "reach", **where)
    if not few and all(writing.value("reach", end, **where) < 0 for end in ("estimate", "high")):
        return "{} fewer ({} to {})".format(*numbers(writing, where, counted_size, ("estimate", "high", "low")))
    return few or "{} ({} to {})".format(*numbers(writing, where, counted, ("estimate", "low", "high")))


def numbers(
    writing: Writing, where: dict[str, object], how: Callable[[float], str], columns: Sequence[str]
) -> list[str]:
    """Return marks for some columns of a row of the reach."""
    return [writing.number("reach", one, how, **where) for one in columns]


def below(section: str) -> str:
    """Return a section of an answer without its heading."""
    return section.partition("\n\n")[2] if section.startswith("#") else section


def part(title: str, *texts: str) -> str:
    """Return a part under a heading of its own, of those texts that say something; nothing where none does."""
    said = [text for text in texts if text]
    return "\n\n".join([f"### {title}", *said]) if said else ""


def by_how_much(told: Told, uplift: float) -> str:
    """Return a step of the table of schedules in %."""
    where: dict[str, object] = {"strategy": told.options[0], "schedule": told.scenario.money.rates}
    return told.writing.number("schedules", "optimism_bias", percent, **where, optimism_bias=uplift)


def responses(told: Told, name: str) -> str:
    """Return how many families the screen sends to a specialist service."""
    return told.writing.number("reach", "estimate", counted, strategy=name, group=ALL, measure="routed")


def with_range(told: Told, name: str, who: str) -> str:
    """Return what a payer, or all, pay in all months, with its interval; a dash where it pays nothing."""
    where: dict[str, object] = {"strategy": name, "account": "fiscal", "who": who}
    if not told.writing.rows("payers", **where):
        return NONE
    ends = [told.writing.value("payers", end, **where) for end in ("low", "high")]
    if told.writing.value("payers", "at_most", **where) > 0 or not all(map(math.isfinite, ends)):
        return with_ends(told.writing, "payers", pounds_in_short, **where)
    numbers = [told.writing.number("payers", one, pounds_in_short, **where) for one in ("estimate", "low", "high")]
    return f"{numbers[0]} ({numbers[1]}–{numbers[2]})"


def borne(told: Told, name: str, phase: str, who: str) -> str:
    """Return what the grant, the authority or its partners pay in some months; a dash for nothing."""
    return told.sum_of(BORNE, "pounds", {"strategy": name, "phase": phase, "who": who}, pounds_in_short)


def ratio(writing: Writing, name: str, end: str = "estimate") -> float:
    """Return what is gained for each pound, or an end of its interval; NaN where nothing more is paid."""
    return writing.value("worth", end, strategy=name, measure="benefit_cost")


def rises(told: Told, name: str, measure: str = STAY) -> bool:
    """Say whether clearly more couples stay though harm goes on, or by another measure."""
    return is_told(told.writing, name, measure) and is_bad(told.writing, measure, name)


def of_programme(figure: str) -> str:
    """Return "Couple counselling: " of a programme's figure; "" of others."""
    room, _, rest = figure.partition(".")
    return f"{capital(programme_words(rest.partition('.')[0]))}: " if room == "programmes" else ""


def more_than_come(told: Told) -> bool:
    """Say whether under every option more families are sent to specialist help than come."""
    where: dict[str, object] = {"group": ALL}
    return all(
        told.writing.value("reach", "estimate", strategy=name, measure="routed", **where)
        > told.writing.value("reach", "estimate", strategy=name, measure="helped", **where)
        for name in told.options
    )


def spares(told: Told, name: str) -> bool:
    """Say whether children clearly live fewer months in harm under an option, and not by next to none."""
    return is_told(told.writing, name, HARM) and not is_bad(told.writing, HARM, name)


def next_to_none(writing: Writing, name: str) -> bool:
    """Say whether children's months in harm change by next to none, as is known of few families or as none comes."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    return is_slight(writing, HARM, name) or writing.value("differences", "at_most", **where) == 0.0


def overlap(told: Told) -> str:
    """Return under which option children are spared most by estimate, where its range and the next one's overlap."""
    where: dict[str, object] = {"measure": HARM, "group": ALL}
    spare = [name for name in told.asked if spares(told, name)]
    spare.sort(key=lambda name: told.writing.value("differences", "estimate", strategy=name, **where))
    if len(spare) < 2:
        return ""
    best, next_best = spare[:2]
    if told.writing.value("differences", "high", strategy=best, **where) < told.writing.value(
        "differences", "low", strategy=next_best, **where
    ):
        return ""
    if len(spare) == 2:
        return f" By estimate {told.called(best)} spares children more, but the ranges overlap."
    by = f"its range and that of {told.called(next_best)} overlap"
    return f" By estimate {told.called(best)} spares children most, but {by}."


def clear(told: Told, for_the_worse: bool) -> list[str]:
    """Return what else is clear under the options, in words: what is worse, or what is not."""
    return [
        f"Under {told.called(name)} {also(told, name, one)}"
        for name in told.options
        for one in ALSO
        if is_told(told.writing, name, one) and is_bad(told.writing, one, name) == for_the_worse
    ]


def also(told: Told, name: str, measure: str) -> str:
    """Return a change that is clear, in words."""
    where: dict[str, object] = {"strategy": name, "measure": measure, "group": ALL}
    number = told.writing.number("differences", "estimate", counted_size, **where)
    way = "more" if told.writing.value("differences", "estimate", **where) > 0 else "fewer"
    return f"they live {number} months {way} {ALSO[measure]}"


def spared_each(told: Told, name: str) -> str:
    """Return by how many months under an option; "" where that is not clear or too few families differ."""
    where: dict[str, object] = {"strategy": name, "measure": HARM, "group": ALL}
    high, at_most = (told.writing.value("differences", one, **where) for one in ("high", "at_most"))
    if not math.isnan(at_most) or not high < 0 or is_slight(told.writing, HARM, name):
        return ""
    each = told.writing.value(ONE_IN, "each", strategy=name)
    if math.isnan(each) or each < HALF:
        return ""
    return told.writing.between(*(told.writing.number(ONE_IN, end, whole, strategy=name) for end in ("low", "high")))
