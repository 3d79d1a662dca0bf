"""What a month is noted as: its harm, what a parting would be, and who lives in harm."""

import numpy as np
import pytest

from famsim.model.counts import CERTAIN, NOTE, Count
from famsim.model.couple_month import (
    COERCION,
    CONFLICT,
    NO_HARM,
    VIOLENCE,
    chance_in,
    exit_from,
    goes_on_elsewhere,
    harm_in,
    parted_in,
    were_together,
)
from famsim.model.family import APART, COERCIVE, MOTHER, OTHER_PARENT, SITUATIONAL
from famsim.rules.family.breakdown import EXIT, note_chance_of_parting, note_parting, part, remember_harm
from famsim.rules.family.ledger import (
    harm_at_home,
    harm_left,
    note_coparenting_conflict,
    note_couple_month,
    note_months_in_harm,
)
from famsim.rules.family.violence import goes_on_apart

LIVES = [
    ({}, NO_HARM),
    ({"harmful": 1}, CONFLICT),
    ({"harmful": 1, "violence": SITUATIONAL, "harmed": MOTHER}, VIOLENCE),
    ({"violence": COERCIVE, "harmed": MOTHER}, COERCION),
]


@pytest.mark.parametrize(("fields", "harm"), LIVES)
def test_the_worst_harm_of_a_month(family, fields, harm):
    assert harm_at_home(family(**fields)) == harm


@pytest.mark.parametrize(
    ("fields", "harm"),
    [
        ({"harm_bits": 7}, CONFLICT),
        ({"harm_bits": 7, "violent_bits": 4}, VIOLENCE),
        ({"coercive_here": 1}, COERCION),
    ],
)
def test_an_exit_is_named_by_the_worst_harm_that_is_left(family, fields, harm):
    """Coercion ever, else violence in its twelve months, else conflict; a loss leaves none."""
    assert harm_left(family(**fields), True) == harm
    assert harm_left(family(**fields), False) == NO_HARM


def test_a_month_is_read_as_it_was_noted(family, note, now):
    """The widest word there is: a certain parting from coercion, which happens."""
    couple = family(violence=COERCIVE, coercive_here=1, union=2, together_month=77)
    note_couple_month(couple, 1.0, True, True, note)
    assert not parted_in(note.couple_month)
    note_parting(couple, EXIT, now(), note)
    word = note.couple_month
    assert (chance_in(word), harm_in(word), exit_from(word)) == (CERTAIN, COERCION, COERCION)
    assert goes_on_elsewhere(word) and were_together(word) and parted_in(word)
    assert (note.union, note.since) == (2, 77)


def test_with_another_parent_elsewhere_violence_does_not_go_on_from_there(family, now, p):
    """Co-parenting stays with the first relationship (rules/family/apart.py), so a second partner's violence ends."""
    assert goes_on_apart(family(violence=COERCIVE, coercive_here=1), now(), p)
    assert not goes_on_apart(family(violence=COERCIVE, coercive_here=1, elsewhere=1), now(), p)


def test_what_the_ledger_says_of_situational_violence_is_what_a_parting_does(family, p, now):
    """The box of an exit says whether its violence would go on elsewhere, in the luck of that month."""
    p.violence.goes_on_apart, said = 0.4, []
    for number in range(300):
        month, note = now(family_id=number), np.zeros(1, NOTE).view(np.recarray)[0]
        couple = family(violence=SITUATIONAL, harmed=MOTHER, family_id=number)
        note_chance_of_parting(couple, 0.01, month, p, note)
        said.append(goes_on_elsewhere(note.couple_month))
        part(couple, month, p, note)
        assert said[-1] == (couple.violence_elsewhere == SITUATIONAL)
    assert 60 < sum(said) < 180


def test_violence_is_remembered_beside_harm_for_twelve_months(family):
    couple = family(violence=SITUATIONAL, harmed=MOTHER)
    remember_harm(couple)
    couple.violence, couple.harmful = 0, 1
    remember_harm(couple)
    assert (couple.harm_bits, couple.violent_bits) == (3, 2)
    for _ in range(11):
        remember_harm(couple)
    assert (couple.harm_bits, couple.violent_bits) == (4095, 0)


APART_FROM = {"status": APART, "elsewhere": 1}


@pytest.mark.parametrize(
    ("fields", "mother", "children"),
    [
        ({}, 0, 0),
        ({"harmful": 1}, 1, 2),
        (APART_FROM, 0, 0),
        (APART_FROM | {"violence_elsewhere": 1, "coercive_elsewhere": MOTHER, "harmed_elsewhere": MOTHER}, 1, 2),
        (APART_FROM | {"violence_elsewhere": 1, "harmed_elsewhere": OTHER_PARENT}, 0, 2),
        (APART_FROM | {"coercive_elsewhere": MOTHER, "contact": 1}, 0, 2),
        (APART_FROM | {"coercive_elsewhere": OTHER_PARENT, "contact": 1}, 0, 0),
        ({"elsewhere": 1, "contact": 1}, 0, 0),
    ],
)
def test_months_in_harm_by_hand(family, note, now, fields, mother, children):
    """Two children at home, one grown up: at home, from elsewhere, by contact with a parent who has been coercive."""
    note_months_in_harm(family(ages=(240, 90, 20), **fields), now(), note)
    assert (note.counts[Count.MOTHER_IN_HARM], note.counts[Count.CHILDREN_IN_HARM]) == (mother, children)


def test_a_child_of_a_later_union_is_not_harmed_by_the_parent_elsewhere(family, note, now):
    lives = family(ages=(90, 20), children=({}, {"of_later_union": 1}), elsewhere=1, violence_elsewhere=1)
    note_months_in_harm(lives, now(), note)
    assert note.counts[Count.CHILDREN_IN_HARM] == 1


@pytest.mark.parametrize(
    ("fields", "noted"),
    [
        ({}, (1, 2)),
        ({"violence_elsewhere": 1, "harmed_elsewhere": MOTHER}, (0, 0)),
        ({"violence_elsewhere": 1, "harmed_elsewhere": OTHER_PARENT}, (1, 0)),
        ({"coercive_elsewhere": MOTHER, "contact": 1}, (1, 0)),
    ],
)
def test_conflict_between_parents_apart_is_counted_where_there_is_no_other_harm(family, note, now, p, fields, noted):
    """In a line of its own, never added to the others; each person is in one of the two or in neither.

    Where violence by the mother harms the parent elsewhere alone she lives in no other harm, her children do.
    """
    lives = family(ages=(90, 20), **APART_FROM, coparenting=p.conflict.frequent + 0.1, **fields)
    note_coparenting_conflict(lives, now(), p, note)
    counts = (Count.MOTHER_IN_COPARENTING_CONFLICT, Count.CHILDREN_IN_COPARENTING_CONFLICT)
    assert tuple(note.counts[one] for one in counts) == noted
    lives.coparenting = p.conflict.frequent
    note_coparenting_conflict(lives, now(), p, note)
    assert note.counts[counts[0]] == noted[0]
