"""What figures, numbers and verdicts of a sensitivity are called in an answer and in a picture."""

from famsim.questions.sensitivity.concluding import LUCK, NO_MEANING, NOTHING, ORDER, SETTLED, TOO_FEW, UNSETTLED
from famsim.writing import capital, programme_in_short

FIELDS = {
    "d_buffer": "effect on bearing stress",
    "d_capability": "effect on getting on",
    "d_commitment": "effect on commitment",
    "d_contact": "effect on contact",
    "d_coparenting": "effect on conflict apart",
    "d_distress": "effect on distress",
    "d_level": "effect on the relationship",
    "d_parenting": "effect on parenting",
    "d_relief": "effect on money stress",
    "moderation_by_quality": "more for the less happy",
    "sample_dose": "dose in its trial",
    "transfer": "carries over from its trial",
    "visibility_lasts": "how long noticing is alike",
    "willing_with_history": "willing after difficulties",
}
SETTLING = {
    SETTLED: "order and sizes have settled",
    ORDER: "the order has settled, the sizes have not",
    UNSETTLED: "has not settled",
    NOTHING: "nothing moves it",
    LUCK: "mostly luck: nothing is concluded",
    TOO_FEW: "too few points were lived: nothing is concluded",
    NO_MEANING: "there is no such number",
}


def in_short(figure: str) -> str:
    """Return a figure's name for a picture: what it is of, and its field in plain words."""
    parts = figure.split(".")
    if len(parts) == 1:
        return figure
    field = FIELDS.get(parts[-1], parts[-1].replace("_", " "))
    field = field.replace("half life", "half-life:") if field.startswith("half life") else field
    return f"{capital(programme_in_short(parts[-2]))}: {field}"
