"""Who is harmed is carried through a parting and never swaps."""

import pytest

from famsim.model.counts import Count
from famsim.model.family import APART, BOTH, COERCIVE, MOTHER, NOBODY, OTHER_PARENT
from famsim.rules.family.apart import live_apart
from famsim.rules.family.breakdown import part
from famsim.rules.family.children import contact_is_safe
from famsim.rules.family.observe import observe
from famsim.rules.family.violence import lives_with_violence, mother_is_harmed, other_parent_is_harmed

MONTH = 120


@pytest.mark.parametrize(
    ("whom", "hers", "others", "safe"), [(MOTHER, 1, 0, 0), (OTHER_PARENT, 0, 1, 1), (BOTH, 1, 1, 0)]
)
def test_who_is_harmed_never_swaps_at_a_parting(*, family, p, now, note, whom, hers, others, safe):
    """Who is harmed is carried; contact is a risk with whoever harms, not with whom the mother harmed."""
    couple = family(violence=COERCIVE, harmed=whom, coercive_here=whom)
    p.apart.contact_at_parting, p.violence.coercive_ends = 1.0, 0.0
    before = [mother_is_harmed(couple), other_parent_is_harmed(couple)]
    part(couple, now(), p, note)
    live_apart(couple, now(MONTH + 1), p)
    couple.contact = 1
    observe(couple, now(MONTH + 1), p, note)
    assert before == [mother_is_harmed(couple), other_parent_is_harmed(couple)] == [hers, others]
    assert (note.counts[Count.MOTHERS_HARMED], note.counts[Count.OTHERS_HARMED]) == (hers, others)
    assert (note.counts[Count.CONTACT_CHILDREN], note.counts[Count.RISKY_CONTACT]) == (safe, 1 - safe)
    assert note.counts[Count.VIOLENT_CHILDREN] == 1


@pytest.mark.parametrize("whom", [MOTHER, OTHER_PARENT, BOTH])
def test_what_has_ended_elsewhere_harms_nobody_and_contact_keeps_its_kind(family, p, now, whom):
    apart = family(status=APART, elsewhere=1, coercive_elsewhere=whom, violence_elsewhere=2, harmed_elsewhere=whom)
    p.violence.coercive_ends = 1.0
    live_apart(apart, now(), p)
    assert not (lives_with_violence(apart) or mother_is_harmed(apart) or other_parent_is_harmed(apart))
    assert (apart.harmed_elsewhere, contact_is_safe(apart)) == (NOBODY, whom == OTHER_PARENT)
