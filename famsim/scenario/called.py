"""What programmes are called in an answer: the words of somebody who is offered one."""

PROGRAMMES = {
    "light_touch_session": "a single session",
    "new_parent_group": "a group for new parents",
    "relationship_group": "a relationship course in a group",
    "coached_online": "an online course with a coach",
    "couple_counselling": "couple counselling",
    "money_and_us": "debt advice that asks about the relationship",
    "coparenting_course": "a course for separated parents",
    "mediation": "mediation between separated parents",
    "parenting_group": "a group on bringing up children",
    "debt_advice": "debt advice",
    "housing_support": "help with a home at risk",
    "uncoached_online": "an online course without a coach",
    "relationship_education": "a short relationship course",
    "seven_week_group": "a seven-week relationship group",
    "sessions_at_home": "sessions at home with a facilitator",
    "couple_therapy": "couple therapy",
    "child_enrichment": "play and language sessions",
    "contact_support": "supported contact",
    "parenting_together": "therapy for two parents in lasting conflict",
}
IN_SHORT = {
    "light_touch_session": "single session",
    "new_parent_group": "new-parent group",
    "relationship_group": "group course",
    "coached_online": "online coaching",
    "money_and_us": "debt and couple advice",
    "coparenting_course": "co-parenting course",
    "mediation": "mediation",
    "parenting_group": "parenting group",
    "housing_support": "housing support",
    "uncoached_online": "online, no coach",
    "relationship_education": "relationship education",
    "seven_week_group": "seven-week group",
    "sessions_at_home": "sessions at home",
    "child_enrichment": "child enrichment",
    "parenting_together": "parenting together",
}


def programme_words(name: str) -> str:
    """Return a programme's name in plain words, for the inside of a sentence."""
    return PROGRAMMES.get(name, name.replace("_", " "))


def programme_in_short(name: str) -> str:
    """Return a programme's name in two or three words, for a line that has little room."""
    return IN_SHORT.get(name, programme_words(name))
