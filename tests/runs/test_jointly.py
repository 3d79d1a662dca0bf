"""Figures drawn together from a fit: a draw has the row's values, all else as the register draws it, England solved."""

import numpy as np
import pytest

from famsim.areas import find_area
from famsim.errors import FamsimError
from famsim.population import Starts, World
from famsim.runs import Joint, JointStarts, starts_of

ENGLAND = World(find_area("england"), {}, seed=1, families=300, months=12)


def test_figures_that_no_life_reads_leave_every_draw_as_it_is():
    """A reliability of an instrument is in no family's life: parameters of draw 1 are the register's, to the byte."""
    joint = Joint("fit", ("instruments.item_reliability",), ((0.35,), (0.45,)))
    assert JointStarts(ENGLAND, joint).parameters(1).tobytes() == Starts(ENGLAND).parameters(1).tobytes()


def test_a_draw_has_the_values_of_its_row_and_the_registers_of_all_others():
    """by_quality as the row says; by_commitment, which is not in it, as draw 1 has it; England solved anew."""
    joint = Joint("fit", ("separation.by_quality",), ((0.4,), (0.7,)))
    found, plain = JointStarts(ENGLAND, joint).parameters(1)[0], Starts(ENGLAND).parameters(1)[0]
    assert found.separation.by_quality == 0.4 != plain.separation.by_quality
    assert found.separation.by_commitment == plain.separation.by_commitment
    assert found.quality.centre != plain.quality.centre
    assert np.isfinite(found.quality.centre)


def test_the_central_values_stay_the_registers():
    joint = Joint("fit", ("separation.by_quality",), ((0.4,),))
    assert JointStarts(ENGLAND, joint).parameters(0).tobytes() == Starts(ENGLAND).parameters(0).tobytes()
    assert type(starts_of(ENGLAND)) is Starts


def test_a_draw_that_is_not_kept_is_refused_and_a_record_gives_the_same():
    joint = Joint("fit", ("violence.onset",), ((0.0004,), (0.0005,)))
    with pytest.raises(FamsimError, match="draw 3 of fit: allowed: 1 to 2"):
        joint.at(3)
    assert Joint.of_record(joint.as_record()) == joint
