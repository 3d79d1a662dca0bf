"""What each random number is for.

One name per decision. Four neighbours (0-3, 4-7, ...) share one Philox block, so decisions that are asked in the same
month stand together. Append only: renumbering changes every result.
"""

from enum import IntEnum


class Draw(IntEnum):
    """The named decisions."""

    # every month
    SHOCK_MOTHER = 0
    SHOCK_OTHER = 1
    SHOCK_CONFLICT = 2
    SEPARATION = 3
    WORK_MOTHER = 4
    WORK_OTHER = 5
    ARREARS = 6
    CONCEPTION = 7
    DISTRESS_MOTHER = 8
    DISTRESS_OTHER = 9
    HEALTH_MOTHER = 10
    HEALTH_OTHER = 11
    VIOLENCE = 12
    MARRIAGE = 13
    VIOLENCE_KIND = 14
    VIOLENCE_HARMS = 15
    CHILD_SHOCK = 16  # to 20, by birth order
    CONTACT_LOST = 21
    NEW_PARTNER = 22
    CONTACT_AT_PARTING = 23
    # a contact with a door: by door
    DOOR = 24  # to 31, and from DOOR_APPENDED on
    NOTICED = 32  # to 39, and from NOTICED_APPENDED on
    # support
    CONVERSATION = 40
    REFERRAL = 41
    SCREEN = 42
    AGREES = 43
    BOTH_AGREE = 44
    SCREEN_AT_START = 45
    STARTS = 46
    GIVES_UP_WAITING = 47
    ATTENDS = 48
    DROPS_OUT = 49
    WHICH_OFFER = 50
    # a birth
    CHILD_SEX = 52
    CHILD_TRAIT = 53
    BIRTH_SHIFT = 54
    WANTS_ANOTHER = 55
    LEAVES_WORK = 56
    OTHER_LEAVES_WORK = 57
    # a new couple
    PARTNER_TRAIT = 60
    PARTNER_CAPABILITY = 61
    PARTNER_COMMITMENT = 62
    PARTNER_INTENSITY = 63
    PARTNER_AGE = 64
    PARTNER_HISTORY = 65
    PARTNER_WORK = 66
    PARTNER_DRIFT = 67
    WANTS_WITH_PARTNER = 68
    # entry
    DECILE = 72
    MOTHERS_AGE = 73
    NEVER_TOGETHER = 74
    MARRIED_AT_ENTRY = 75
    MOTHER_TRAIT = 76
    OTHER_TRAIT = 77
    MOTHER_CAPABILITY = 78
    OTHER_CAPABILITY = 79
    COMMITMENT = 80
    INTENSITY = 81
    SUPPORT = 82
    INCOME = 83
    MOTHER_HISTORY = 84
    OTHER_HISTORY = 85
    MOTHER_WORK = 86
    OTHER_WORK = 87
    MOTHER_DRIFT = 88
    OTHER_DRIFT = 89
    OTHERS_AGE = 90
    MONTHS_TOGETHER = 91
    CONTACT_AT_ENTRY = 92
    MOTHER_DISTRESSED = 93
    OTHER_DISTRESSED = 94
    IN_ARREARS = 95
    # appended
    SCREEN_AT_BOOSTER = 96
    VIOLENCE_ELSEWHERE = 97
    # once a family
    WILLINGNESS = 98
    VISIBILITY = 99
    # every month, appended
    VIOLENCE_APART = 100  # to 103: room for what is asked every month
    MOVES_HOUSE = 101
    MEANS = 102  # once a year
    # entry and a new couple, appended
    PRONENESS_MOTHER = 104
    PRONENESS_OTHER = 105
    PRONENESS_PARTNER = 106
    # violence and life apart, appended
    VIOLENCE_GOES_ON = 107
    VIOLENCE_APART_HARMS = 108
    # the way into support, appended
    HEARS_OF_VIOLENCE = 109
    SCREEN_WHILE_WAITING = 110
    START_DELAYED = 111
    # doors from the ninth on, by door
    DOOR_APPENDED = 112  # to 127
    NOTICED_APPENDED = 128  # to 143
    MET_THROUGH = 144  # to 167, by door from the first on: met there, having come to another
    # a new couple, appended
    PARTNER_DISTRESSED = 168
    PARTNER_ILL = 169


FIRST_DOORS = Draw.NOTICED - Draw.DOOR  # whose luck has numbers of its own; that of the others stands further back
