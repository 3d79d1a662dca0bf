"""One life of a family in words: without help in full, with help by what differs from the life without."""

from typing import TYPE_CHECKING, Any

from famsim.questions.twins.happenings import HAPPENINGS, HELP, HIDDEN
from famsim.questions.twins.measures import EXIT, LOSS, TOGETHER
from famsim.questions.twins.statements import Telling, level, signed, size
from famsim.writing import EVENT_WORDS, Citation, capital, listed, programme_words, shown, whole

if TYPE_CHECKING:
    from famsim.questions.twins.run import Twin

MONTHS = ("month_of_help", "earlier_month", "later_month")  # facts: the month of help of each arm with help
STATES = {
    "mother_distressed": "the mother is in distress",
    "other_distressed": "the other parent, while they live together, is in distress",
    "harmful_conflict": "arguments are frequent, fierce and poorly resolved",
    "arrears": "the family is behind with its bills",
}
PARENTS = {"mother": "the mother", "other": "the other parent"}
EVENTFUL = [name for name in HAPPENINGS if name not in HELP + HIDDEN]
SPELLS = 3  # beginnings and ends of harmful conflict that are told one by one
SLIGHT = 0.005  # SD of quality below which a change is called none
LEAST_CHANGE = 0.5  # points in a hundred: of a chance that is worth a sentence


def tell_without(telling: Telling, found: "Twin", arm: str) -> None:
    """Tell the life without help."""
    event = EVENT_WORDS[found.asked.event].of_a_month
    for parent, name in PARENTS.items():
        if telling.has(arm, f"{parent}_quality", "at_event"):
            tell_quality(telling, arm, f"{parent}_quality", f"{capital(name)}'s view in the month of {event}")
    tell_happenings(telling, found, arm)
    tell_states(telling, arm)
    tell_end(telling, arm)


def tell_quality(telling: Telling, arm: str, measure: str, begins: str) -> None:
    """Say where a parent's quality stands at the event, at its lowest and at its end."""
    row: dict[str, Any] = {"column": "value", "arm": arm, "measure": measure}
    low, last = (int(telling.value("summary", **row, what=f"{what}_month")) for what in ("lowest", "end"))
    at, lowest, end = (telling.number("lives", **row, how=level, month=month) for month in (0, low, last))
    when, ended = (telling.number("summary", **row, how=whole, what=f"{what}_month") for what in ("lowest", "end"))
    until = "last together" if last < telling.value("facts", "value", name="months_after") else "last"
    telling.say(f"{begins}: {at} the average; lowest in month {when} ({lowest}); in month {ended}, the {until}, {end}.")


def tell_happenings(telling: Telling, found: "Twin", arm: str) -> None:
    """Say what happens after the event, month by month."""
    rows = found.tables["happenings"]
    rows = rows[(rows["arm"] == arm) & (rows["month"] > 0) & ~rows["event"].isin(HELP)]
    fights = rows["event"].str.startswith("harmful_conflict")
    rows = rows[~fights] if fights.sum() > SPELLS else rows
    row: dict[str, Any] = {"table": "happenings", "column": "month", "how": whole, "arm": arm}
    parts = [
        f"in month {telling.number(**row, event=one.event, number=one.number)} {one.says}" for one in rows.itertuples()
    ]
    if parts:
        telling.say(f"{capital('; '.join(parts))}.")
    else:
        held = [telling.hold("summary", "value", arm=arm, measure=name, what="times") for name in EVENTFUL]
        telling.say(
            f"Nothing else of note happens in the months after {EVENT_WORDS[found.asked.event].of_a_month}.", *held
        )


def tell_states(telling: Telling, arm: str) -> None:
    """Say in how many months the family lives with distress, harmful conflict or arrears."""
    row: dict[str, Any] = {"table": "summary", "column": "value", "arm": arm, "what": "whole"}
    lasting = [name for name in STATES if telling.value(**row, measure=name) > 0]
    parts = [f"{STATES[name]} in {telling.number(**row, how=whole, measure=name)}" for name in lasting]
    held = [telling.hold(**row, measure=name) for name in STATES if name not in lasting]
    if parts:
        telling.say(f"Of the {telling.fact('months_compared')} months compared, {listed(parts)}.", *held)
    else:
        telling.say("Nobody is in distress, there is no harmful conflict, and no bill is overdue.", *held)


def outcome_of(telling: Telling, arm: str) -> tuple[str, list[Citation]]:
    """Return how a life ends, and the cells that say so."""
    held = {
        name: telling.hold("summary", "value", arm=arm, measure=event, what="times")
        for name, event in ((LOSS, "parting_loss"), (EXIT, "parting_exit"), ("gone", "grown_up"))
    }
    for name in (LOSS, EXIT):
        if held[name].value:
            return name, [held[name]]
    return ("gone" if held["gone"].value else TOGETHER), list(held.values())


def parting_row(arm: str, kind: str) -> dict[str, Any]:
    """Return where a life's parting stands among the happenings."""
    return {"arm": arm, "event": "parting_loss" if kind == LOSS else "parting_exit", "number": 1}


def parted(telling: Telling, arm: str, kind: str) -> float:
    """Return the month of a parting."""
    return telling.value("happenings", "month", **parting_row(arm, kind))


def parting(telling: Telling, arm: str, kind: str) -> str:
    """Return a parting in words, with its month."""
    month = telling.number("happenings", "month", whole, **parting_row(arm, kind))
    return f"part in month {month} ({'where there was no harm' if kind == LOSS else 'out of a harmful relationship'})"


def tell_end(telling: Telling, arm: str) -> None:
    """Say how a life without help ends, unless a parting has been told."""
    how, held = outcome_of(telling, arm)
    if how in (LOSS, EXIT):
        return  # told among the happenings
    if how == "gone":
        telling.say("They are together when the youngest is grown up, and are followed no longer.", *held)
    else:
        telling.say(f"They are together at the end of month {telling.fact('months_after')}.", *held)


def tell_with(telling: Telling, found: "Twin", arm: str, fully: bool) -> None:
    """Tell a life with help by what differs from the life without; `fully` for the month asked for."""
    if not tell_help(telling, found, arm):
        return
    tell_gain(telling, found, arm, fully)
    tell_what_differs(telling, found, arm)
    tell_end_beside(telling, found, arm)


def tell_help(telling: Telling, found: "Twin", arm: str) -> bool:
    """Say whether the couple come, how often and how it ends; False where they never come."""
    rows = found.tables["happenings"]
    events = set(rows[rows["arm"] == arm]["event"])
    programme = programme_words(found.plan.programme)
    month: dict[str, Any] = {"table": "happenings", "column": "month", "how": whole, "arm": arm, "number": 1}
    if "place_not_taken" in events:
        when = telling.number(**month, event="place_not_taken")
        telling.say(
            f"A place is kept for them in month {when}; they do not come, and this life is the one without help."
        )
        return False
    if "first_session" not in events:
        fact = MONTHS[found.arms.index(arm) - 1]
        place = telling.hold("families", "place", arm=arm, told=1)
        telling.say(
            f"They are not a couple who live here then, so that no place is kept in month {telling.fact(fact)}.", place
        )
        return False
    sessions = telling.number("summary", "value", whole, arm=arm, measure="sessions", what="whole")
    first = telling.number(**month, event="first_session")
    ended = next((name for name in ("completion", "stops_coming") if name in events), None)
    how = {"completion": "and complete it", "stops_coming": "and do not complete it"}
    end = f", {how[ended]} in month {telling.number(**month, event=ended)}" if ended else ""
    telling.say(f"They come for the first time in month {first}, to {programme}, attend {sessions} sessions{end}.")
    return True


def tell_gain(telling: Telling, found: "Twin", arm: str, fully: bool) -> None:
    """Say what changes in both parents' quality, on average over the months compared; and in reports, if `fully`."""
    row: dict[str, Any] = {"table": "summary", "column": "value", "arm": arm}
    if not telling.has(arm, "quality", "gained"):
        telling.say(
            "They part too early for their quality to be compared.",
            telling.hold(**row, measure="together", what="whole"),
        )
        return
    hers, his = (change_of(telling, row, f"{parent}_quality", "gained") for parent in PARENTS)
    telling.say(
        "Over the months in which the couple is together in all four lives, the mother's view of the relationship is "
        f"on average {hers} than without help, the other parent's {his}."
    )
    if fully:
        tell_reports(telling, arm)
    if telling.has(arm, "children_sdq", "gained"):
        score = telling.number(**row, how=signed, measure="children_sdq", what="gained")
        telling.say(f"The children's expected score for difficulties changes by {score} points; lower is better.")


def tell_reports(telling: Telling, arm: str) -> None:
    """Say what changes in the chance of reporting a distressed relationship, where it does."""
    row: dict[str, Any] = {"table": "summary", "column": "value", "arm": arm, "what": "gained"}
    changes = [telling.value(**row, measure=f"{parent}_dissatisfied") for parent in PARENTS]
    if max(map(abs, changes)) >= LEAST_CHANGE:
        hers, his = (telling.number(**row, how=points, measure=f"{parent}_dissatisfied") for parent in PARENTS)
        telling.say(
            f"Over the same months the chance of reporting a distressed relationship in a survey changes by {hers} "
            f"percentage points for the mother and {his} for the other parent."
        )


def points(value: float) -> str:
    """Return a change in percentage points, whole, with its sign."""
    text = shown(abs(value), 0)
    return text if text == "0" else f"{'-' if value < 0 else '+'}{text}"


def times(value: float) -> str:
    """Return how often something happens."""
    return {0.0: "never", 1.0: "once", 2.0: "twice"}.get(value, f"{whole(value)} times")


def change_of(telling: Telling, row: dict[str, Any], measure: str, what: str) -> str:
    """Return a change of quality in words."""
    value = telling.value(**row, measure=measure, what=what)
    amount = telling.number(**row, how=size, measure=measure, what=what)
    if abs(value) < SLIGHT:
        return f"no different ({amount} of a spread)"
    return f"{amount} of a spread {'lower' if value < 0 else 'higher'}"


def tell_what_differs(telling: Telling, found: "Twin", arm: str) -> None:
    """Say what happens in one of the two lives only, or in other months."""
    bare = found.arms[0]
    unshared = telling.hold("summary", "value", arm=arm, measure="happenings", what="unshared")
    if not unshared.value:
        telling.say("Everything else that happens, happens as it does without help, in the same months.", unshared)
        return
    row: dict[str, Any] = {"table": "summary", "column": "value"}
    parts = []
    for name, says in STATES.items():
        ours, theirs = (telling.value(**row, arm=one, measure=name, what="whole") for one in (arm, bare))
        if ours != theirs:
            marks = [telling.number(**row, how=whole, arm=one, measure=name, what="whole") for one in (arm, bare)]
            parts.append(f"{says} in {marks[0]} of the months compared, without help in {marks[1]}")
    for name in ("marriage", "birth", "new_partner"):
        ours, theirs = (telling.value(**row, arm=one, measure=name, what="times") for one in (arm, bare))
        if ours != theirs:
            marks = [telling.number(**row, how=times, arm=one, measure=name, what="times") for one in (arm, bare)]
            parts.append(f"{HAPPENINGS[name]} {marks[0]}, without help {marks[1]}")
    if parts:
        telling.say(f"{capital('; '.join(parts))}.", unshared)
    else:
        telling.say("Some things happen in other months than without help.", unshared)


def tell_end_beside(telling: Telling, found: "Twin", arm: str) -> None:
    """Say how a life with help ends, beside the one without."""
    (ours, held), (bare, theirs) = outcome_of(telling, arm), outcome_of(telling, found.arms[0])
    last = telling.fact("months_after")
    if ours == bare and ours not in (LOSS, EXIT):
        telling.say("They stay together in both lives, as far as they are followed.", *held, *theirs)
    elif ours in (LOSS, EXIT) and ours == bare and parted(telling, arm, ours) == parted(telling, found.arms[0], bare):
        month = telling.hold("happenings", "month", **parting_row(found.arms[0], bare))
        telling.say(f"They {parting(telling, arm, ours)}, as they do without help.", *held, *theirs, month)
    elif ours in (LOSS, EXIT) and bare in (LOSS, EXIT):
        text = f"They {parting(telling, arm, ours)}; without help they {parting(telling, found.arms[0], bare)}."
        text += " Which of the two it is depends on the harm of the twelve months before it." if ours != bare else ""
        telling.say(text, *held, *theirs)
    elif ours in (LOSS, EXIT):
        telling.say(f"They {parting(telling, arm, ours)}; without help they stay together.", *held, *theirs)
    else:
        harm = " Whether that is for the better depends on whether the harm has ended." if bare == EXIT else ""
        telling.say(
            f"Without help they {parting(telling, found.arms[0], bare)}; with it they are together at the end of month "
            f"{last}, which does not say that they stay so.{harm}",
            *held,
            *theirs,
        )
