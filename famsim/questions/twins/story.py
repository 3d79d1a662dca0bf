"""One family's story in plain English: who it is, its life without help, with help, and with help at another time."""

from typing import Any

import pandas as pd

from famsim.questions.twins.life import MONTHS, STATES, tell_with, tell_without
from famsim.questions.twins.run import Twin
from famsim.questions.twins.spread import tell_the_spread
from famsim.questions.twins.statements import Telling, cell_problems, signed, statement_table
from famsim.runs import EVENTS
from famsim.writing import EVENT_WORDS, Writing, listed, whole

ALIKE = 0.02  # SD of quality within which two months of help are called alike: beside luck in sessions, nothing
FLAGS = {
    "history_of_difficulties": "a parent has a history of social or emotional difficulties",
    "parent_distressed": "a parent is in emotional distress",
    "in_arrears": STATES["arrears"],
    "unemployed": "a parent is looking for work",
    "in_poverty": "the family is below the poverty line",
    "harmful_conflict": STATES["harmful_conflict"],
}


def story(found: Twin) -> Telling:
    """Return the story of the family told, every number bound to a cell of the tables."""
    telling = Telling(Writing(found.tables))
    without, helped, earlier, later = found.arms
    tell_who(telling, found)
    telling.section = without
    tell_without(telling, found, without)
    for arm in (helped, earlier, later):
        telling.section = arm
        tell_with(telling, found, arm, arm == helped)
    telling.section = "does the month matter here"
    tell_timing(telling, found)
    tell_the_spread(telling, found)
    return telling


def statement_problems(found: Twin, statements: pd.DataFrame) -> list[str]:
    """Return what is wrong with a story: cells that the tables do not hold, sentences that they do not tell."""
    problems = cell_problems(statements, found.tables)
    if problems:
        return problems
    again = statement_table(story(found))
    both = zip(statements.groupby("number")["says"].first(), again.groupby("number")["says"].first(), strict=False)
    problems = [f"statement {n}: {said!r} is told as {now!r}" for n, (said, now) in enumerate(both, 1) if said != now]
    return problems or (
        [] if len(again) == len(statements) else ["the story has other statements than the tables tell"]
    )


def tell_who(telling: Telling, found: Twin) -> None:
    """Say which family this is, how it was chosen and where it stands in the month of the event."""
    telling.section = "the family"
    like = ", and who are then like what was asked for" if found.asked.like else ""
    telling.say(
        f"This is one of {telling.fact('of_the_kind')} simulated couples to whom this happens: "
        f"{EVENTS[found.asked.event]}{like}; they were found among {telling.fact('sample_families')} of the area's "
        f"{telling.fact('area_families')} families."
    )
    tell_choice(telling, found)
    row: dict[str, Any] = {"table": "family", "column": "value"}
    married = "married" if telling.value(**row, feature="married") else "living together, not married"
    children = "child" if telling.value(**row, feature="children") == 1 else "children"
    months, number, age = (
        telling.number(**row, how=whole, feature=name) for name in ("months_together", "children", "mothers_age")
    )
    telling.say(
        f"In the month of {EVENT_WORDS[found.asked.event].of_a_month} they are {married}, have lived together for "
        f"{months} months and have {number} {children}; the mother is about {age}.",
        telling.hold(**row, feature="married"),
    )
    true = [says for name, says in FLAGS.items() if telling.value(**row, feature=name) == 1.0]
    held = [telling.hold(**row, feature=name) for name in FLAGS]
    if true:
        telling.say(f"At that time {listed(true)}.", *held)
    else:
        telling.say("Neither history, distress, money, work nor harmful conflict troubles them at that time.", *held)


def tell_choice(telling: Telling, found: Twin) -> None:
    """Say how the family was chosen."""
    told = telling.hold("facts", "value", name="told_is_ordinary")
    if found.asked.family is None and found.asked.choose == "typical" and told.value:
        telling.say(
            f"It was chosen as it stands in the middle: of the {telling.fact('can_be_told')} that come to help and "
            f"can be told, {telling.fact('ordinary')} fare in the commonest way (in parting or staying, and in "
            f"completing the programme), and of these it is nearest the middle in its quality without help and in what "
            f"help adds to it ({telling.fact('middle_gain', signed)} of a spread at the middle).",
            told,
        )
        return
    how = "chosen at random" if found.asked.family is None else "asked for by its id"
    fares = "it is one of these" if told.value else "it is not one of these"
    telling.say(
        f"It was {how}; of the {telling.fact('can_be_told')} that come to help and can be told, "
        f"{telling.fact('ordinary')} fare in the commonest way, and {fares}.",
        told,
    )


def tell_timing(telling: Telling, found: Twin) -> None:
    """Say which of the three months of help gives this family most in quality, or takes least, and its sessions."""
    arms = [arm for arm in found.arms[1:] if telling.has(arm, "quality", "gained")]
    if len(arms) < len(found.arms) - 1:
        return
    row: dict[str, Any] = {"table": "summary", "column": "value", "measure": "quality", "what": "gained"}
    gains = [telling.value(**row, arm=arm) for arm in arms]
    months = [telling.fact(name) for name in MONTHS]
    parts = [
        f"{telling.number(**row, how=signed, arm=arm)} with help in month {month}"
        for arm, month in zip(arms, months, strict=True)
    ]
    text = f"How both find the relationship changes by {listed(parts)} (in spreads): "
    come = [telling.hold("families", "first_session", arm=arm, told=1) for arm in arms]
    if not all(one.value for one in come):
        telling.say(f"{text}they do not come in each of these lives, so the months cannot be compared.", *come)
        return
    best = [month for month, gain in zip(months, gains, strict=True) if gain >= max(gains) - ALIKE]
    if len(best) == len(months):
        telling.say(f"{text}for this family the month makes next to no difference.", *come)
    else:
        alike, word = (" alike", "months") if len(best) > 1 else ("", "month")
        does = "is worth most" if max(gains) > 0 else "does least harm"
        telling.say(f"{text}for this family it {does} in {word} {listed(best)}{alike}.", *come)
    tell_sessions(telling, arms)


def tell_sessions(telling: Telling, arms: list[str]) -> None:
    """Say that the lives differ in sessions attended, where they do: luck, not the month."""
    row: dict[str, Any] = {"table": "summary", "column": "value", "how": whole, "measure": "sessions", "what": "whole"}
    if len({telling.value("summary", "value", arm=arm, measure="sessions", what="whole") for arm in arms}) > 1:
        marks = [telling.number(**row, arm=arm) for arm in arms]
        telling.say(
            f"Part of that is not the month but how many sessions they come to, which is left to luck: {listed(marks)} "
            "in these lives."
        )
