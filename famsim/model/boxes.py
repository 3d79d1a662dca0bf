"""Where the partings of a pair of lives are put: what parts in one life alone, by what the other goes on to be."""

from enum import IntEnum


class Box(IntEnum):
    """Columns of the ledger of a pair; three in a row are by harm: conflict alone, violence, coercion."""

    # parts under the comparator alone
    LOSS_AVERTED = 0
    HELD_INTO_CONFLICT = 1
    HELD_INTO_VIOLENCE = 2
    HELD_INTO_COERCION = 3
    EXIT_PREVENTED_CONFLICT = 4
    EXIT_PREVENTED_VIOLENCE = 5
    EXIT_PREVENTED_COERCION = 6
    OUT_OF_CONFLICT = 7  # the harm has ended, with this help
    OUT_OF_VIOLENCE = 8
    OUT_OF_COERCION = 9
    PASSED_CONFLICT = 10  # after a harm that both lives had
    PASSED_VIOLENCE = 11
    PASSED_COERCION = 12
    OUT_ELSEWHERE = 13  # the comparator's parting leaves the violence with the parent elsewhere
    # parts with the strategy alone
    LOSS_BROUGHT_ABOUT = 14
    PARTS_FREE_OF_CONFLICT = 15
    PARTS_FREE_OF_VIOLENCE = 16
    PARTS_FREE_OF_COERCION = 17
    EXIT_ENABLED_CONFLICT = 18
    EXIT_ENABLED_VIOLENCE = 19
    EXIT_ENABLED_COERCION = 20
    EXIT_ONLY_HERE_CONFLICT = 21
    EXIT_ONLY_HERE_VIOLENCE = 22
    EXIT_ONLY_HERE_COERCION = 23
    # parts in both
    OTHER_KIND = 24
    SAME_KIND = 25
    DELAY = 26  # months by which partings of the same kind come later, each times its chance
    LATER_UNIONS = 27  # chances of couples who are not the pair's, with the strategy less without


N_BOXES = len(Box)
