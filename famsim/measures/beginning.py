"""What families are told apart by besides the engine's cells: read as they stood at month 0, or when they came in.

Nothing a strategy does moves it: a family begins at the mother's first conception, so her age at her first birth is
fixed with the family's id and her own; the youngest child's age and illness are those of the starting stock.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from famsim.measures.groups import BESIDES_SHAPE
from famsim.model.family import COHABITING, MARRIED, NEVER
from famsim.model.identity import MONTHS_A_YEAR
from famsim.rules.family.calendar import PREGNANCY

MOTHERS_AGES = (20, 25, 30, 35)  # years: where the groups begin, but for the first
CHILDS_AGES = (0, 2, 5, 11)
A_PARENT_ILL, NO_PARENT_ILL, CAME_IN_LATER = 0, 1, 2


def begins() -> dict[str, Any]:
    """Return where groups begin, in months: of the mother's age at her first birth, of the youngest child's; with what
    a pregnancy takes."""
    ages = {"mother_age": MOTHERS_AGES, "child_age": CHILDS_AGES}
    return {name: [years * MONTHS_A_YEAR for years in found] for name, found in ages.items()} | {"pregnancy": PREGNANCY}


def besides(families: NDArray[Any]) -> NDArray[np.int16]:
    """Return what each family is told apart by besides its cell, a number below N_BESIDES, (families,).

    families: those of month 0 as they stand then, or any that have come in since. Leaves out: illness of those who came
    in later, for the model lets nobody be ill when a family begins; they are a group of their own.
    """
    records = families.view(np.ndarray)
    places = (mothers_age(records), childs_age(records), illness(records))
    return np.ravel_multi_index(places, BESIDES_SHAPE).astype(np.int16)


def mothers_age(records: NDArray[np.void]) -> NDArray[np.int64]:
    """Return the place of the mother's age at her first birth among its groups."""
    months = records["entry_month"].astype(np.int64) + PREGNANCY - records["mother"]["birth_month"]
    found: NDArray[np.int64] = np.digitize(months, np.multiply(MOTHERS_AGES, MONTHS_A_YEAR))
    return found


def childs_age(records: NDArray[np.void]) -> NDArray[np.int64]:
    """Return the place of the age of the youngest child born by month 0 among its groups; 0: the first is expected."""
    births = records["children"]["birth_month"].astype(np.int64)
    ages = np.where(births > 0, -NEVER, -births).min(axis=1)
    born: NDArray[np.int64] = np.digitize(ages, np.multiply(CHILDS_AGES, MONTHS_A_YEAR))
    return np.where(ages == -NEVER, 0, born)


def illness(records: NDArray[np.void]) -> NDArray[np.int64]:
    """Return whether a parent at home was in lasting ill health at month 0, or that the family came in later."""
    couple = (records["status"] == MARRIED) | (records["status"] == COHABITING)
    ill = (records["mother"]["ill"] != 0) | (couple & (records["other"]["ill"] != 0))
    stock = np.where(ill, A_PARENT_ILL, NO_PARENT_ILL)
    return np.where(records["entry_month"] > 0, CAME_IN_LATER, stock)
