"""Families that were watched, made by hand: what a survey of them must find is known beforehand."""

from types import SimpleNamespace

import numpy as np

from famsim.areas import find_area
from famsim.calibration.instruments.diary import FACTS, blank, lowest_bit
from famsim.calibration.instruments.survey import Survey, figures_of
from famsim.calibration.instruments.watched import Watched
from famsim.evidence import central, the_register
from famsim.model.family import APART, MARRIED
from famsim.population.parameters import parameters

MONTHS = 240


def figures(**moved):
    """Return the instruments' central figures, some of them moved."""
    return SimpleNamespace(**{**vars(figures_of(central(the_register()))), **moved})


def england():
    """Return England's parameters at central values; nothing that needs families is solved."""
    return parameters(central(the_register()), find_area("england"))


def made_up(families, months=MONTHS, born=0, **facts):
    """Return families watched for so many months: married couples, one child each born in month `born`.

    A fact is a number, or an array that (months, families) can be made of.
    """
    diary = blank(months, families)
    lasting = diary.lasting
    lasting["family_id"] = np.arange(1, families + 1)
    lasting["entry_month"] = -9
    lasting["mother_birth"] = -360
    lasting["decile"] = 1 + np.arange(families) % 10
    lasting["born"][:, 0] = born
    for name, value in {"status": MARRIED, "union": 1, **facts}.items():
        assert np.max(value) < 1 << FACTS[name]
        wide = np.broadcast_to(np.asarray(value), (months, families)).astype(np.uint32)
        diary.words[:] |= wide << np.uint32(lowest_bit(name))
    return Watched(diary, 0, england())


def surveyed(seen, **moved):
    """Return a survey of them that reaches everybody."""
    return Survey(seen, figures(**moved))


def parted_at(months, families, when):
    """Return statuses of married couples who part in a month each; the last of them stay where it is past the end."""
    at = np.arange(months)[:, None]
    return np.where(at < np.asarray(when)[None, :], MARRIED, APART)


def rng(seed=1):
    """Return numbers for a population that is planted: none of famsim's own luck."""
    return np.random.default_rng(seed)
