"""What an area's margins are read from, on families made by hand."""

from types import SimpleNamespace

import numpy as np

from famsim.model.family import APART, COHABITING, FAMILY, MARRIED, NEVER
from famsim.population.settling import cohabiting_at_birth

MONTH = 100


def test_couples_at_a_birth_are_those_within_nine_months_of_one():
    """By hand: expecting or with a baby under nine months, two cohabit and one is married; the others do not count."""
    families = np.zeros(6, FAMILY).view(np.recarray)
    families["status"] = [COHABITING, COHABITING, MARRIED, MARRIED, APART, COHABITING]
    families["due_month"] = [MONTH + 2, NEVER, MONTH + 9, NEVER, MONTH + 2, NEVER]
    families["children"]["birth_month"] = NEVER
    families["children"]["birth_month"][:, 0] = [NEVER, MONTH - 8, MONTH - 40, MONTH - 9, NEVER, MONTH - 60]
    run = SimpleNamespace(families=families, month=MONTH)
    couples = np.isin(families.status, (MARRIED, COHABITING))
    assert cohabiting_at_birth(run, couples) == 2 / 3
