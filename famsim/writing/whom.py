"""For whom an offer is, and when, in words."""

from collections.abc import Callable

from famsim.limits import MAX_MONTHS
from famsim.model.policy import BEFORE_BIRTH, FEATURES
from famsim.scenario import Condition, Offer, Scenario, is_many, kind_in, one_place
from famsim.writing.events import EVENT_WORDS
from famsim.writing.words import counted, listed

STATES = {"job_loss": "unemployed", "arrears": "in_arrears", "distress": "parent_distressed"}  # what a trigger begins
DEPRIVATION = "deprivation_decile"
MOST_DEPRIVED = "most deprived tenth"  # of places
NAMED_AREAS = 3  # areas that a line names; of more it says how many


def whom_of(offer: Offer, scenario: Scenario) -> tuple[str, str]:
    """Return whom an offer's programme is for: any of them, and several."""
    kind = kind_in(offer.programme, scenario)
    if kind.couples and kind.apart:
        return "any family", "families"
    return ("any couple", "couples") if kind.couples else ("any parents of whom one lives elsewhere", "parents apart")


def lasting(offer: Offer) -> list[Condition]:
    """Return the row that says that what the window is counted from has to last still, if there is one."""
    state = STATES.get(offer.when.trigger) if offer.when.from_month == 0 else None
    return [row for row in offer.who if row.feature == state and row.low == 1]


def told(row: Condition, offer: Offer, scenario: Scenario, how: Callable[[Condition], str]) -> str:
    """Return one `who` row; of deciles that stand for wards, the wards, and that all of their deciles are asked."""
    if row.feature != DEPRIVATION or not offer.wards:
        return how(row)
    wards = listed(list(offer.wards)) if len(offer.wards) <= NAMED_AREAS else f"{len(offer.wards)} wards"
    tenths = "tenth" if row.low == row.high else "tenths"
    return f"{wards}: all{living_in(row, scenario)} families in deprivation {tenths} {deciles(row)}, wherever they live"


def living_in(row: Condition, scenario: Scenario) -> str:
    """Return about how many families live in some deciles; nothing of several areas, or of private figures."""
    if is_many(scenario) or one_place(scenario).private:
        return ""
    area = one_place(scenario)
    share = sum(area.infants_by_decile[int(row.low) - 1 : int(row.high)])
    return f" {counted(share * area.families)} or so"


def deciles(row: Condition) -> str:
    """Return the tenths of deprivation of a row."""
    return f"{row.low:g}" if row.low == row.high else f"{row.low:g} to {row.high:g}"


def in_short(row: Condition) -> str:
    """Return one `who` row in a few words."""
    if row.feature == "relationship_quality" and row.high < 0 and row.low <= FEATURES[row.feature].low:
        return f"relationship quality {-row.high:g}+ spreads below average"
    if row.feature == "months_in_arrears" and row.high >= FEATURES[row.feature].high:
        return f"{row.low:g}+ months in arrears"
    return who_label(row)


def window_in_short(offer: Offer) -> list[str]:
    """Return when an offer stands, in months from its trigger and of the scenario; nothing for always."""
    first, last, trigger = offer.when.from_month, offer.when.to_month, offer.when.trigger
    found = []
    if trigger != "any_time":
        event = EVENT_WORDS[trigger].awaited
        if trigger == "birth" and last < -BEFORE_BIRTH:
            found.append(f"{-first - BEFORE_BIRTH} to {-last - BEFORE_BIRTH} months before a first conception")
        elif first < 0 <= last:
            found.append(f"{-first} months before {event} to {last} after")
        elif first < 0:
            found.append(f"{-first} to {-last} months before {event}")
        else:
            found.append(f"{first} to {last} months after {event}" if first else f"within {last} months of {event}")
    if (offer.begins, offer.ends) != (1, MAX_MONTHS):
        found.append(stands(offer))
    return found


def stands(offer: Offer) -> str:
    """Return the months of the scenario in which an offer stands."""
    return f"from month {offer.begins}" + (f" to {offer.ends}" if offer.ends < MAX_MONTHS else " on")


def window(offer: Offer) -> str:
    """Return the months of a family's life in which the offer stands, nothing if always."""
    first, last = offer.when.from_month, offer.when.to_month
    if offer.when.trigger == "any_time":
        return ""
    event = EVENT_WORDS[offer.when.trigger].awaited
    if offer.when.trigger == "birth" and last < -BEFORE_BIRTH:
        return f"; from {-first - BEFORE_BIRTH} to {-last - BEFORE_BIRTH} months before a first conception"
    if first == 0:
        return f"; from {event} to {last} months after"
    since, until = (f"{abs(month)} months {'before' if month < 0 else 'after'}" for month in (first, last))
    return f"; from {since} to {until} {event}"


def who_label(condition: Condition) -> str:
    """Return one `who` row in words."""
    name, feature = condition.feature.replace("_", " "), FEATURES[condition.feature]
    low, high = condition.low, condition.high
    if condition.feature == DEPRIVATION and low == high == 1:
        return MOST_DEPRIVED
    if feature.unit == "yes/no":
        return name if low == 1 else f"not {name}"
    unit = " spreads" if feature.unit.startswith("SD") else ""
    if low == high:
        return f"{name} {low:g}{unit}"
    if low <= feature.low:
        return f"{name} {high:g}{unit} or less"
    return f"{name} {low:g}{unit} or more" if high >= feature.high else f"{name} {low:g} to {high:g}{unit}"
