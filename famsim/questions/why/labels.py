"""What an attribution's answer always says: the names of its parts, and how to read them."""

LABELS = {
    "level": "how partners feel about each other",
    "buffer": "less stress reaching the couple",
    "capability": "handling conflict and recovering",
    "distress": "parents' own distress",
    "parenting": "parenting",
    "commitment": "commitment",
    "relief": "less money strain",
    "coparenting": "conflict between parents apart",
    "contact": "contact with the parent elsewhere",
    "talk": "the talk with trained staff",
    "fade": "effects that wear off",
    "dose": "sessions missed",
    "willingness": "help not taken up",
    "reach": "not noticed, not referred",
    "places": "too few places",
}
DELIVERED = (
    "everyone who meets its terms and comes to one of its doors is noticed and referred, both parents take it up, come "
    "to every session and wait for no place, and what they gain never fades"
)
ROUNDED = "rounded here, exact in attribution.csv"
READING = (
    "- The parts of each order, and of the mean of both, add up exactly to the whole difference: every part is the "
    "difference between two runs of the same families with the same luck, and the last run is the strategy itself.\n"
    "- What a part is depends on the order of switching. Where two parts can stand in for each other, whichever is "
    "taken first is charged with what both hold back. Both orders are in the table; trust a part only as far as they "
    "agree.\n"
    f"- Perfect delivery means that {DELIVERED}. It is a yardstick, not a plan. Contact with doors, the safety "
    "screen and the wait for a first session are left as they are, and a family that meets the terms again can be "
    "helped again.\n"
    "- Parts are parts of this model's own arithmetic. They say what carries its result and where it is lost; they "
    "are not proof of what works.\n"
    "- A family that does not take up help, or is not reached, is not to blame for that. Simulated families are not "
    "case records. Parting is not always the worse outcome: staying while harm goes on is a harm."
)
