"""Who pays: every line has a payer, whose shares come to one; a scenario's rows count before those that come along."""

import numpy as np
import pytest

from famsim.appraisal import Line, Payers
from famsim.appraisal.lines import TIME
from famsim.appraisal.payers import usual_rows
from famsim.evidence import GRADES
from famsim.model.policy import AGENCIES
from famsim.scenario import BY_AGENCY, PAYERS, PURPOSES


@pytest.mark.parametrize("purpose", [*PURPOSES, TIME])
def test_every_line_has_a_payer(purpose):
    for whose in ("", *AGENCIES) if purpose in BY_AGENCY else ("", "mediation", "a_programme_of_its_own"):
        shares = Payers({}).shares(Line(purpose, whose, ""))
        assert shares.sum() == pytest.approx(1.0) and (shares >= 0).all()


def test_the_map_says_how_well_it_is_known():
    for key, row in usual_rows().items():
        assert key.partition(".")[0] in (*PURPOSES, TIME) and set(row.payers) <= set(PAYERS)
        assert row.grade in GRADES and row.page


def test_the_closer_row_counts_and_a_scenario_s_first():
    """By hand, in order: the scenario's own line, its purpose, the usual line, the usual purpose."""
    mediation, course = Line("sessions", "mediation", ""), Line("sessions", "parenting_group", "")
    assert paying(Payers({}), mediation) == ["central"] and paying(Payers({}), course) == ["authority"]
    own = Payers({"sessions": {"charities": 1.0}, "sessions.mediation": {"families": 0.25, "grant": 0.75}})
    assert paying(own, mediation) == ["grant", "families"] and paying(own, course) == ["charities"]
    assert own.shares(mediation)[[PAYERS.index("grant"), PAYERS.index("families")]].tolist() == [0.75, 0.25]
    rows = own.rows({mediation: np.ones(2), course: np.ones(2)})
    assert {(row["whose"], row["payer"], row["grade"]) for row in rows} == {
        ("mediation", "families", "given"), ("mediation", "grant", "given"), ("parenting_group", "charities", "given")
    }  # fmt: skip


def paying(payers, line):
    return [payer for payer, share in zip(PAYERS, payers.shares(line), strict=True) if share > 0]
