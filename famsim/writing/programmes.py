"""What programmes are called in an answer: the words of somebody who is offered one."""

PROGRAMMES = {
    "light_touch_session": "a single session",
    "new_parent_group": "a group for new parents",
    "relationship_group": "a relationship course in a group",
    "coached_online": "an online course with a coach",
    "couple_counselling": "couple counselling",
    "money_and_us": "debt advice that asks about the relationship",
}


def programme_words(name: str) -> str:
    """Return a programme's name in plain words, for the inside of a sentence."""
    return PROGRAMMES.get(name, name.replace("_", " "))
