"""What a talk with trained staff gives by itself."""

import pytest

from famsim.evidence import programme_names
from famsim.model.family import APART, SITUATIONAL
from famsim.rules.family.effects import effects_fade, talk_eases

GROUP = programme_names().index("relationship_group")
FELT = ("eff_buffer", "eff_distress", "eff_parenting", "eff_commitment", "eff_relief")


def test_a_talk_lifts_two_who_live_together_for_some_weeks(family, p):
    """Worked by hand: .2 at once, half of it a month later at a half-life of one, nothing once it is below .001."""
    p.staff.conversation_eases, p.staff.conversation_keep = 0.2, 0.5
    couple = family()
    talk_eases(couple, p)
    assert (couple.mother.level, couple.other.level, couple.eff_coparenting) == pytest.approx((0.2, 0.2, 0.0))
    effects_fade(couple)
    assert (couple.mother.level, couple.other.level) == pytest.approx((0.1, 0.1))
    for _ in range(7):
        effects_fade(couple)
    assert (couple.eased, couple.keep_eased, couple.mother.level, couple.other.level) == (0.0, 0.0, 0.0, 0.0)


def test_a_talk_takes_off_conflict_apart_and_is_nothing_amid_violence(family, p):
    p.staff.conversation_eases = 0.2
    apart, violent = family(status=APART, elsewhere=1), family(violence=SITUATIONAL)
    for one in (apart, violent):
        talk_eases(one, p)
    assert (apart.mother.level, apart.other.level, apart.eff_coparenting) == pytest.approx((0.0, 0.0, 0.2))
    assert (violent.mother.level, violent.eased) == (0.0, 0.0)
