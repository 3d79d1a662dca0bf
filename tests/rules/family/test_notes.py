"""Notes: each stage of a funnel once an episode, in order."""

from famsim.model.counts import N_STAGES, Count, Stage
from famsim.model.policy import MAX_OFFERS
from famsim.rules.family.notes import new_episode, reach, take_note


def test_amounts_add_up_and_mark_the_note(note):
    take_note(note, Count.PENCE, 1500)
    take_note(note, Count.PENCE, 1000)
    assert (note.counts[Count.PENCE], note.noted, note.counts.sum()) == (2500, 1, 2500)


def test_a_stage_is_counted_once_an_episode_with_all_before_it(family, note):
    """The funnel is nested and countable."""
    one = family()
    new_episode(one, 2, note)
    for stage in (Stage.CONTACT, Stage.CONTACT, Stage.NOTICED, Stage.EPISODE):
        reach(one, 2, stage, note)
    assert list(note.stages[2]) == [1] * (Stage.NOTICED + 1) + [0] * (N_STAGES - 1 - Stage.NOTICED)
    assert note.stages[[0, 1, 3]].sum() == 0
    assert note.offers == 3, "the engine reads no offer beyond the third"
    new_episode(one, 2, note)
    reach(one, 2, Stage.CONTACT, note)
    assert list(note.stages[2, : Stage.NOTICED + 1]) == [2] * (Stage.CONTACT + 1) + [1]
    assert list(one.reached) == [-1, -1, Stage.CONTACT, *[-1] * (MAX_OFFERS - 3)]
