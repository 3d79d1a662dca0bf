"""Which of a survey's cases are in a group, by everything that the model knows of a family.

A group that is told with noise (a mother's happiness, say) is a matter of chance: membership is between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from famsim.calibration.instruments.cases import (
    MOTHER,
    NO_CHILD,
    NOBODY,
    OTHER,
    Bools,
    Cases,
    Floats,
    at_birth,
    births_of,
    both_own_parents,
    couples,
    dependent_children,
    same_couple,
    youngest_of,
)
from famsim.calibration.instruments.incomes import band, fifth, poor_after_housing
from famsim.calibration.instruments.paths import married_by, poverty_path
from famsim.calibration.instruments.readings import (
    distressed_relationship,
    ghq_of_either,
    happy,
    looking_for_work,
    quality,
    unhappy,
    working,
)
from famsim.calibration.instruments.survey import Survey
from famsim.model.family import COHABITING, MARRIED
from famsim.model.identity import MONTHS_A_YEAR

NINE_MONTHS = 9
HALF_A_YEAR = 6
OLDEST = 200  # years

Member = Callable[[Survey, Cases, str], Bools | Floats]


class Unseen(Exception):
    """The model, or this measure, knows nothing of what is asked; the message says so to a reader."""


def membership(survey: Survey, some: Cases, groups: Mapping[str, str]) -> Floats:
    """Return how far each case is in all of some groups, 0 to 1; Unseen for a group that nothing is known of."""
    inside = np.ones(some.size)
    for name, value in groups.items():
        if name not in MEMBERS:
            raise Unseen(NOT_KNOWN.get(name, f"the model does not tell families apart by {name}"))
        if name == "parent_age" and groups.get("parent") != "mother":
            raise Unseen("the ages of other parents are not kept; those of mothers are: parent=mother")
        if name in OF_A_CHILD and (some.child == NO_CHILD).any():
            raise Unseen(f"{name} is known of a child, and this measure counts no children")
        inside *= MEMBERS[name](survey, some, value)
    return inside


def years(text: str) -> tuple[float, float]:
    """Return the first year and the first beyond of a range such as 20-24, 31+ or 7."""
    low, dash, high = text.rstrip("+").partition("-")
    if text.endswith("+"):
        return float(low), float(OLDEST)
    return float(low), (float(high) if dash else float(low)) + 1.0


def in_years(months: np.ndarray, text: str) -> Bools:
    """Say which ages in months are in a range of whole years."""
    low, beyond = years(text)
    return (months >= low * MONTHS_A_YEAR) & (months < beyond * MONTHS_A_YEAR)


def counted(number: np.ndarray, text: str) -> Bools:
    """Say which numbers are 1, 2 or 3+."""
    return number >= int(text[0]) if text.endswith("+") else number == int(text)


def yes(answer: Bools | Floats, value: str) -> Bools | Floats:
    """Return membership of those who say yes, or of those who say no."""
    as_chance = answer.astype(np.float64)
    return as_chance if value == "yes" else 1.0 - as_chance


def mothers_months(survey: Survey, some: Cases) -> np.ndarray:
    """Return mothers' ages in months when they are asked."""
    born = survey.seen.diary.lasting["mother_birth"][some.rows].astype(np.int64) - survey.seen.first
    found: np.ndarray = some.months - born
    return found


def mothers_of_an_age(survey: Survey, some: Cases, value: str) -> Bools:
    """Say which cases are about mothers of such an age."""
    found: Bools = (some.parent == MOTHER) & in_years(mothers_months(survey, some), value)
    return found


def status_is(survey: Survey, some: Cases, status: int) -> Bools:
    """Say where the mother's status is this one."""
    found: Bools = survey.seen.fact("status", some.months, some.rows) == status
    return found


def birth_status(survey: Survey, some: Cases, value: str) -> Bools:
    """Say whose parents lived so at the child's birth."""
    then = at_birth(survey.seen, some)
    if value == "lone":
        return ~couples(survey.seen, then)
    return status_is(survey, then, MARRIED if value == "married" else COHABITING)


def marriage(survey: Survey, some: Cases, value: str) -> Bools:
    """Say whose parents married before the child's birth, after it, or never up to now."""
    before = status_is(survey, at_birth(survey.seen, some), MARRIED)
    if value == "before":
        return before
    married = married_by(survey.seen, some)
    return married & ~before if value == "after" else ~married & ~before


def household(survey: Survey, some: Cases, value: str) -> Bools:
    """Say who lives in such a household: groups overlap, a step-family is also a married or cohabiting couple."""
    two = couples(survey.seen, some)
    if value == "lone":
        return ~two
    if value == "step":
        of_a_child = some.child != NO_CHILD
        later = survey.seen.fact("union", some.months, some.rows) > 1
        return two & (~both_own_parents(survey.seen, some) if of_a_child.all() else later)
    return two if value == "couple" else status_is(survey, some, MARRIED if value == "married" else COHABITING)


def work(survey: Survey, some: Cases, value: str) -> Bools:
    """Say in which homes all, some or none of the parents work."""
    at_home, working_now = 1 + couples(survey.seen, some), working(survey, some)
    none, everyone = working_now == 0, working_now == at_home
    found: Bools = {"none": none, "all": everyone}.get(value, ~none & ~everyone)
    return found


def illness(survey: Survey, some: Cases, value: str) -> Bools | Floats:
    """Say who has a lasting illness: a parent asked about, or either parent of a family or child."""
    hers, his = (survey.seen.fact(f"{who}_ill", some.months, some.rows) > 0 for who in ("mother", "other"))
    return yes(np.where(some.parent == MOTHER, hers, np.where(some.parent == OTHER, his, hers | his)), value)


def parent_is(survey: Survey, some: Cases, value: str) -> Bools:
    """Say which cases are about the mother, or the other parent; Unseen where they are about neither."""
    if (some.parent == NOBODY).any():
        raise Unseen("parent is known of parents, and this measure counts families or children")
    found: Bools = some.parent == (MOTHER if value == "mother" else OTHER)
    return found


def history(survey: Survey, some: Cases, value: str) -> Bools | Floats:
    """Say where the mother, or the other parent she first lived with, has a history of difficulties."""
    lasting = survey.seen.diary.lasting
    return yes((lasting["mother_history"][some.rows] | lasting["other_history"][some.rows]) > 0, value)


def happiness(survey: Survey, some: Cases, value: str) -> Floats:
    """Return the chance that the mother answered so, nine months after the child's birth, as one of that couple.

    Of a child who is not that old yet nobody has been asked.
    """
    then = at_birth(survey.seen, some).later(NINE_MONTHS).about(MOTHER)
    asked = then.months < survey.seen.months
    then = replace(then, months=np.minimum(then.months, survey.seen.months - 1))
    chances = {"happy": happy(survey, then), "unhappy": unhappy(survey, then)}
    chances["neither"] = 1.0 - chances["happy"] - chances["unhappy"]
    return np.where(asked, np.nan_to_num(chances[value]), 0.0)


def recruited(survey: Survey, some: Cases, value: str) -> Floats:
    """Return how readily a couple came into an evaluation: anybody, those in distress, those on a falling slope."""
    if value == "distressed":
        return distressed_relationship(survey, some)
    if value == "falling":
        before = replace(some, months=np.maximum(some.months - HALF_A_YEAR, 0))
        fall = quality(survey, before) - quality(survey, some)
        same = same_couple(survey.seen, before, some)
        found: Floats = np.where(same, np.exp(survey.instruments.slope_recruits * np.nan_to_num(fall)), 0.0)
        return found / max(float(found.max(initial=0.0)), 1e-300)
    return np.ones(some.size)


MEMBERS: Mapping[str, Member] = {
    "sex": lambda survey, some, value: (
        (survey.seen.diary.lasting["sex"][some.rows, some.child] > 0) == (value == "girl")
    ),
    "child_age": lambda survey, some, value: in_years(some.months - births_of(survey.seen, some), value),
    "youngest_age": lambda survey, some, value: in_years(youngest_of(survey.seen, some), value),
    "first_born": lambda survey, some, value: yes(some.child == 0, value),
    "birth_order": lambda survey, some, value: counted(some.child + 1, value),
    "children": lambda survey, some, value: counted(dependent_children(survey.seen, some), value),
    "parent": parent_is,
    "mother_age": lambda survey, some, value: in_years(mothers_months(survey, some), value),
    "parent_age": mothers_of_an_age,
    "mother_age_at_birth": lambda survey, some, value: in_years(
        mothers_months(survey, some) - (some.months - births_of(survey.seen, some)), value
    ),
    "mother_age_at_first_birth": lambda survey, some, value: in_years(
        mothers_months(survey, some) - (some.months - survey.seen.born[some.rows, 0]), value
    ),
    "birth_status": birth_status,
    "status": lambda survey, some, value: status_is(survey, some, MARRIED if value == "married" else COHABITING),
    "marriage": marriage,
    "household": household,
    "deprivation_fifth": lambda survey, some, value: (
        (survey.seen.diary.lasting["decile"][some.rows] + 1) // 2 == int(value)
    ),
    "income_fifth": fifth,
    "household_income": band,
    "poor": lambda survey, some, value: yes(poor_after_housing(survey, some), value),
    "poverty_path": poverty_path,
    "work": work,
    "unemployed": lambda survey, some, value: yes(looking_for_work(survey, some), value),
    "illness": illness,
    "history": history,
    "parent_distressed": lambda survey, some, value: yes(ghq_of_either(survey, some), value),
    "happiness": happiness,
    "recruited": recruited,
    "together": lambda survey, some, value: yes(both_own_parents(survey.seen, some), value),
}
OF_A_CHILD = (
    "sex",
    "child_age",
    "first_born",
    "birth_order",
    "mother_age_at_birth",
    "birth_status",
    "marriage",
    "poverty_path",
    "happiness",
    "together",
)
NOT_KNOWN = {"tenure": "the model does not know how a home is held"}
