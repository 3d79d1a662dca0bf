"""Places that stand empty: said of an offer fewer of whose places are taken than stand."""

from famsim.questions.compare.gathered.outcomes import STAGE_LABELS
from famsim.scenario import Offer, Scenario, Strategy, is_many, programme_words
from famsim.writing import Writing, counted

CAME = STAGE_LABELS.index("came to a first session")
MOST_TAKEN = 0.9  # of the places: where fewer are taken it is said


def empty_places(writing: Writing, strategy: Strategy, scenario: Scenario) -> str:
    """Return of which offers fewer places are taken than stand, and how many; nothing where nearly all are.

    Of an offer without a number of places, and of several areas that share one, nothing is said.
    """
    if is_many(scenario):
        return ""
    found = [
        said
        for number, offer in enumerate(strategy.offers, 1)
        if (said := of_offer(writing, {"strategy": strategy.name, "offer": number, "stage": CAME}, offer, scenario))
    ]
    return f"**Places that stand empty.** {'; '.join(found)}." if found else ""


def of_offer(writing: Writing, where: dict[str, object], offer: Offer, scenario: Scenario) -> str:
    """Return how many of an offer's places are taken; nothing where nearly all are, or none is counted."""
    months = min(offer.ends, scenario.months) - offer.begins + 1
    places = (offer.places_a_month or 0.0) * max(months, 0)
    if offer.usual or offer.shared_by or not places or not writing.rows("funnel", **where):
        return ""
    if writing.value("funnel", "episodes", **where) >= MOST_TAKEN * places:
        return ""
    taken = writing.number("funnel", "episodes", counted, **where)
    return f"of {counted(places)} places of {programme_words(offer.programme)} {taken} are taken: too few families come"
