"""What a strategy costs to set up, by hand in pence."""

from famsim.model.policy import DOORS
from famsim.runs.costs import set_up_pence
from famsim.scenario import Strategy


def test_set_up_is_training_and_pathways(p):
    """By hand: 2 staff per thousand of 10,000 families, half trained at 100 pounds; one pathway at 1,000 pounds."""
    p.staff.at_door[DOORS.index("gp")] = 2.0
    p.costs.training, p.costs.pathway_opening = 100.0, 1000.0
    trained = Strategy(name="a test", staff_trained={"gp": 0.5})
    assert set_up_pence(trained, p, 10_000) == 10 * 100 * 100
    opened = Strategy(name="a test", pathways=[{"door": "gp", "to": "relationship_group", "works": 0.7}])
    assert set_up_pence(opened, p, 10_000) == 1000 * 100
