"""What the simulated England tells a survey: every ask answered from one watching of families without any help."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from famsim.areas import AreaProfile, find_area, places_of
from famsim.calibration.asks import Ask, Seen
from famsim.calibration.instruments.adjusting import ADJUSTED
from famsim.calibration.instruments.cases import Cases, Floats
from famsim.calibration.instruments.counting import PER_CENT, PER_THOUSAND, Counted, Sums, life_table, statistic
from famsim.calibration.instruments.membership import Unseen, membership
from famsim.calibration.instruments.of_children import CHILDREN
from famsim.calibration.instruments.of_couples import COUPLES
from famsim.calibration.instruments.of_families import FAMILIES
from famsim.calibration.instruments.of_harm import HARM
from famsim.calibration.instruments.of_parents import PARENTS
from famsim.calibration.instruments.paths import marriages, survival
from famsim.calibration.instruments.readings import ghq_of_either
from famsim.calibration.instruments.survey import EVERYBODY, Fieldwork, Survey, figures_of
from famsim.calibration.instruments.told import with_chance
from famsim.calibration.instruments.watching import Tell, silent, watch_world
from famsim.limits import THREADS
from famsim.model.identity import MONTHS_A_YEAR
from famsim.population import Starts, World, values_of
from famsim.scenario import Scenario, is_many, one_place, places_in

Measure = Callable[[Survey, Ask], Counted]
MEASURED: dict[str, Measure] = {**FAMILIES, **ADJUSTED, **COUPLES, **PARENTS, **CHILDREN, **HARM}
OF_MARRIAGES = ("marriage_ended", "marriage_ending")


def observe(
    asks: Iterable[Ask], scenario: Scenario, draw: int = 0, progress: Tell = silent, threads: int = THREADS
) -> dict[Ask, Seen]:
    """Return the answer to every ask, from families of the scenario's area under no strategy.

    The same asks, scenario and draw have the same answers, whatever else is asked beside them and however many threads
    there are. Kinds of chance: the families' (its error stands with each answer); none of the instruments', whose noise
    enters as expected.
    """
    return answers(asks, surveyed(scenario, draw, progress, threads))


def surveyed(scenario: Scenario, draw: int = 0, progress: Tell = silent, threads: int = THREADS) -> Survey:
    """Return a survey of the scenario's area that reaches everybody; another fieldwork may be put in its place."""
    world = World(place_observed(scenario), scenario.evidence, scenario.seed, scenario.families)
    seen = watch_world(Starts(world), draw, progress, threads)
    return Survey(seen, figures_of(values_of(world.overrides, draw)))


def place_observed(scenario: Scenario) -> AreaProfile:
    """Return the area in which families are watched: England as one where all of it is asked of, else the one area.

    FamsimError for other sets of areas.
    """
    england = find_area("england")
    everywhere = is_many(scenario) and places_in(scenario) == places_of((england.name,))
    return england if everywhere else one_place(scenario)


def answers(asks: Iterable[Ask], survey: Survey) -> dict[Ask, Seen]:
    """Return the answer to every ask that a survey of the families watched would give."""
    wanted, found = list(asks), {}
    lately: tuple[tuple[str, str, str], Counted | str] | None = None
    for ask in sorted(set(wanted), key=lambda one: (one.measure, one.time, one)):
        if ask.measure in OF_MARRIAGES:
            found[ask] = of_marriages(survey, ask)
            continue
        key = (ask.measure, ask.time, ask.groups.get("recruited", "") + ("child_age" in ask.groups) * "+")
        if lately is None or lately[0] != key:
            lately = key, counted_by(survey, ask)
        found[ask] = answered(survey, ask, lately[1])
    return {ask: found[ask] for ask in wanted}


def counted_by(survey: Survey, ask: Ask) -> Counted | str:
    """Return what a measure counts at a time, or why it cannot."""
    if ask.measure not in MEASURED:
        return f"the model has no measure {ask.measure}"
    try:
        return MEASURED[ask.measure](survey, ask)
    except Unseen as why:
        return str(why)


def answered(survey: Survey, ask: Ask, counted: Counted | str) -> Seen:
    """Return a statistic of those counted who are in the ask's group."""
    if isinstance(counted, str):
        return Seen.nothing(counted)
    some = counted.cases
    ones = np.ones(some.size)
    try:
        inside = membership(survey, some, ask.groups)
    except Unseen as why:
        return Seen.nothing(str(why))
    weight = (ones if counted.weight is None else counted.weight) * reached(survey, some, counted.followed)
    told = with_chance(inside) if counted.whole else counted.told
    weight = weight if counted.whole else weight * inside
    exposure = ones if counted.exposure is None else counted.exposure
    sums = Sums(some.rows, weight, told, exposure, counted.beside, counted.beside_is_cut)
    return statistic(sums, ask.statistic)


def reached(survey: Survey, some: Cases, followed: float) -> Floats:
    """Return the chance that each case answers when first asked, and again at the end of so many years."""
    work = survey.fieldwork
    if work == EVERYBODY:
        return np.ones(some.size)
    odds = np.where(survey.seen.fact("poor", some.months, some.rows) > 0, work.poor, 1.0)
    distressed = ghq_of_either(survey, some)
    chances = [share * distressed + plain * (1.0 - distressed) for plain, share in answer_shares(work, odds)]
    return chances[0] * chances[1] ** followed


def answer_shares(work: Fieldwork, odds: Floats) -> list[tuple[Floats, Floats]]:
    """Return the shares that answer first, and that stay a year, of those not in distress and of those who are."""
    return [(kept(share, odds), kept(share, odds * work.distressed)) for share in (work.answers, work.stays)]


def kept(share: float, odds: Floats) -> Floats:
    """Return a share whose odds are multiplied; all stay all."""
    return share * odds / (1.0 - share + share * odds)


def of_marriages(survey: Survey, ask: Ask) -> Seen:
    """Return how many marriages have ended by an anniversary, or how many of 1,000 still standing end in its year."""
    assert ask.begins is not None
    months = round(ask.begins * MONTHS_A_YEAR)
    spells = marriages(survey)
    then = np.clip(spells.seen_at, 0, survey.seen.months - 1)
    some = Cases(spells.rows, then, np.full(then.size, -1), np.full(then.size, -1))
    try:
        inside = membership(survey, some, ask.groups)
    except Unseen as why:
        return Seen.nothing(str(why))
    at_risk, ending = survival(spells, inside, months)
    first = 0 if ask.measure == "marriage_ended" else max(months - MONTHS_A_YEAR, 0)
    if not at_risk[first:].all():
        return Seen.nothing(f"no marriage was watched in each of the {months} months since its wedding")
    share, error = life_table(at_risk[first:], ending[first:])
    scale = PER_CENT if ask.statistic == "percent" else PER_THOUSAND
    return Seen(scale * share, scale * error, float(inside.sum()))
