"""What is noted of every family in every month that it is watched: a word of small facts, quality, and means.

Small facts stand in one 32-bit word a month, so that some twenty years of tens of thousands of families fit
into a few hundred megabytes. Facts are asked of the rules themselves; nothing here changes a family.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from famsim.engine import kernel
from famsim.model.arrays import Row
from famsim.model.compiling import rule
from famsim.model.family import LEFT, MAX_CHILDREN, NEVER, NOT_YET
from famsim.model.identity import MONTHS_A_YEAR
from famsim.model.now import Now
from famsim.model.records import Family, Parameters
from famsim.rules.family.calendar import together
from famsim.rules.family.money import resources
from famsim.rules.family.violence import lives_with_violence, mother_is_harmed, other_parent_is_harmed

FACTS = {  # each small fact with the bits it takes, from the word's low end; status 0 = not here
    "status": 3,
    "union": 4,
    "poor": 1,
    "harmful": 1,
    "mother_distressed": 1,
    "other_distressed": 1,
    "mother_ill": 1,
    "other_ill": 1,
    "mother_work": 2,
    "other_work": 2,
    "mother_harmed": 1,
    "other_harmed": 1,
    "violent": 1,
    "elsewhere": 1,
    "contact": 1,
    "arrears": 1,
    "expecting": 1,
}


def lowest_bit(fact: str) -> int:
    """Return where a fact begins in the word."""
    names = list(FACTS)
    return sum(FACTS[name] for name in names[: names.index(fact)])


STATUS, UNION, POOR, HARMFUL = (lowest_bit(name) for name in ("status", "union", "poor", "harmful"))
MOTHER_DISTRESSED, OTHER_DISTRESSED = lowest_bit("mother_distressed"), lowest_bit("other_distressed")
MOTHER_ILL, OTHER_ILL = lowest_bit("mother_ill"), lowest_bit("other_ill")
MOTHER_WORK, OTHER_WORK = lowest_bit("mother_work"), lowest_bit("other_work")
MOTHER_HARMED, OTHER_HARMED, VIOLENT = (lowest_bit(name) for name in ("mother_harmed", "other_harmed", "violent"))
ELSEWHERE, CONTACT = lowest_bit("elsewhere"), lowest_bit("contact")
ARREARS, EXPECTING = lowest_bit("arrears"), lowest_bit("expecting")

LASTING = np.dtype(  # what is known of a family for good, as it was last seen
    [
        ("family_id", np.int64),
        ("entry_month", np.int16),
        ("began_month", np.int16),  # when its first couple began to live together
        ("mother_birth", np.int16),
        ("born", np.int16, (MAX_CHILDREN,)),  # each child's birth month; NEVER = none
        ("sex", np.int8, (MAX_CHILDREN,)),  # 0 boy, 1 girl
        ("later_union", np.int8, (MAX_CHILDREN,)),  # both its parents live here, another parent elsewhere
        ("decile", np.int8),
        ("mother_history", np.int8),
        ("other_history", np.int8),  # of the first other parent
        ("first_status", np.int8),  # as the family was first seen; 0 = never yet
    ],
    align=True,
)


class Diary(NamedTuple):
    """The arrays that are written, by month from the first watched and by family."""

    words: NDArray[np.uint32]  # (months, families): FACTS
    quality: NDArray[np.float32]  # (months, families, 2): the mother's and the other parent's; 0 where no couple is
    means: NDArray[np.float32]  # (months, families): income against needs, SD
    difficulties: NDArray[np.float32]  # (years, families, children): latent, at each year's end
    lasting: np.recarray  # (families,) LASTING


def blank(months: int, families: int) -> Diary:
    """Return a diary with nothing in it."""
    lasting = np.zeros(families, LASTING).view(np.recarray)
    lasting["born"] = NEVER
    return Diary(
        words=np.zeros((months, families), np.uint32),
        quality=np.zeros((months, families, 2), np.float32),
        means=np.zeros((months, families), np.float32),
        difficulties=np.zeros((months // MONTHS_A_YEAR, families, MAX_CHILDREN), np.float32),
        lasting=lasting,
    )


@kernel
def note_month(families: Row[Family], rows: NDArray[np.int64], month: int, p: Row[Parameters], diary: Diary) -> None:
    """Write down how families stand at the end of a month (from 0, the first watched), each in its row.

    The last month watched is month 0 of the calendar.
    """
    for i in range(families.size):
        family, row = families[i], rows[i]
        if family.status == LEFT or family.status == NOT_YET:
            continue
        diary.words[month, row] = word_of(family)
        now = Now(family.family_id, month + 1 - diary.words.shape[0], np.uint64(0), True, 1.0, 1.0, 1.0)
        diary.means[month, row] = resources(family, now, p[0])
        if together(family):
            diary.quality[month, row, 0] = family.mother.quality
            diary.quality[month, row, 1] = family.other.quality
        if diary.lasting[row].first_status == 0:
            note_at_first(family, diary.lasting[row])
        note_children(family, row, month, diary)


@rule
def word_of(family: Family) -> int:
    """Return a family's small facts as one word."""
    word: int = int(family.status) << STATUS | int(family.union) << UNION
    word |= int(family.poor != 0) << POOR | int(family.harmful != 0) << HARMFUL
    word |= int(family.mother.distressed != 0) << MOTHER_DISTRESSED | int(family.mother.ill != 0) << MOTHER_ILL
    word |= int(family.mother.work) << MOTHER_WORK
    if together(family):
        word |= int(family.other.distressed != 0) << OTHER_DISTRESSED | int(family.other.ill != 0) << OTHER_ILL
        word |= int(family.other.work) << OTHER_WORK
    word |= int(mother_is_harmed(family)) << MOTHER_HARMED | int(other_parent_is_harmed(family)) << OTHER_HARMED
    word |= int(lives_with_violence(family)) << VIOLENT
    word |= int(family.elsewhere != 0) << ELSEWHERE | int(family.contact != 0) << CONTACT
    word |= int(family.arrears_month != NEVER) << ARREARS | int(family.due_month != NEVER) << EXPECTING
    return word


@rule
def note_at_first(family: Family, lasting: np.record) -> None:
    """Write down what stays as it is."""
    lasting.entry_month = family.entry_month
    lasting.began_month = family.together_month
    lasting.mother_birth = family.mother.birth_month
    lasting.decile = family.decile
    lasting.mother_history = family.mother.history
    lasting.other_history = family.other.history
    lasting.first_status = family.status


@rule
def note_children(family: Family, row: int, month: int, diary: Diary) -> None:
    """Write down who has been born, and each child's difficulties at the year's end."""
    lasting, at_years_end = diary.lasting[row], (month + 1) % MONTHS_A_YEAR == 0
    for k in range(family.n_children):
        child = family.children[k]
        lasting.born[k] = child.birth_month
        lasting.sex[k] = child.sex
        lasting.later_union[k] = child.of_later_union
        if at_years_end:
            diary.difficulties[month // MONTHS_A_YEAR, row, k] = child.trait + child.state
