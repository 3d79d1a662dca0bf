"""Who pays: every line has a payer, whose shares come to one; a scenario's rows count before those that come along."""

from types import SimpleNamespace

import numpy as np
import pytest

from famsim.appraisal import Line, Payers, granted
from famsim.appraisal.lines import TIME
from famsim.appraisal.payers import usual_rows
from famsim.errors import ScenarioError
from famsim.evidence import GRADES
from famsim.model.policy import AGENCIES
from famsim.scenario import BY_AGENCY, PAID_INSTEAD, PAYERS, PURPOSES, Grant, load_scenario


@pytest.mark.parametrize("purpose", [*PURPOSES, TIME])
def test_every_line_has_a_payer(purpose):
    for whose in ("", *AGENCIES) if purpose in BY_AGENCY else ("", "mediation", "a_programme_of_its_own"):
        shares = Payers({}).shares(Line(purpose, whose, ""))
        assert shares.sum() == pytest.approx(1.0) and (shares >= 0).all()


def test_the_map_says_how_well_it_is_known():
    for key, row in usual_rows().items():
        assert key.partition(".")[0] in (*PURPOSES, *PAID_INSTEAD, TIME) and set(row.payers) <= set(PAYERS)
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


def test_who_pays_in_the_place_of_the_grant():
    """By hand: of sessions the grant has 0.6; others add a quarter of it in year 2; from month 25 it pays none."""
    factors = dict.fromkeys(("stakeholders", "breadth", "depth", "innovation", "strategic_fit"), 0.5)
    grant = Grant(begins=1, ends=24, **factors)
    strategy = SimpleNamespace(budget=(50.0, 60.0), match_funding=(0.0, 20.0), grant=grant, offers=())
    of_grant = granted(strategy, 36)
    np.testing.assert_allclose(of_grant.sum(axis=0), 1.0)
    payers = Payers({"sessions": {"grant": 0.6, "nhs": 0.4}, "match": {"schools": 1.0}})
    shares = payers.by_month(Line("sessions", "", ""), of_grant)
    np.testing.assert_allclose(shares.sum(axis=0), 1.0)
    where = {name: shares[PAYERS.index(name)] for name in ("grant", "nhs", "schools", "authority")}
    for month, expected in (
        (0, (0.6, 0.4, 0, 0)),
        (12, (0.6, 0.4, 0, 0)),
        (13, (0.45, 0.4, 0.15, 0)),
        (25, (0, 0.4, 0, 0.6)),
    ):
        assert [one[month] for one in where.values()] == pytest.approx(expected)


def test_no_grant_pays_for_usual_services():
    """By hand: 0.6 of a usual service's sessions are the grant's by the map: the authority, or who is said, pays."""
    strategy = SimpleNamespace(budget=(50.0,), match_funding=(25.0,), grant=Grant(begins=1, ends=12), offers=())
    of_grant, line = granted(strategy, 12), Line("sessions", "couple_counselling", "", usual=True)
    for instead, who in (({}, "authority"), ({"usual": {"charities": 1.0}}, "charities")):
        shares = Payers({"sessions": {"grant": 0.6, "nhs": 0.4}} | instead).by_month(line, of_grant)
        np.testing.assert_allclose(shares.sum(axis=0), 1.0)
        assert {name: shares[PAYERS.index(name)].tolist() for name in ("grant", "nhs", who)} == {
            "grant": [0.0] * 13, "nhs": [0.4] * 13, who: [0.6] * 13
        }  # fmt: skip


def test_the_grant_does_not_pay_in_its_own_place():
    with pytest.raises(ScenarioError, match=r"after_grant.*there is no payer 'grant'"):
        load_scenario("newcastle").with_(money={"payers": {"after_grant": "grant"}})
