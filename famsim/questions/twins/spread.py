"""What happens to many families like the one told: so that one story never misleads."""

from typing import Any

from famsim.questions.twins.life import MONTHS
from famsim.questions.twins.matters import CAME, MONTH, QUALITY, REACH, WHO
from famsim.questions.twins.measures import EXIT, LOSS, OUTCOMES
from famsim.questions.twins.run import Twin
from famsim.questions.twins.statements import Telling, per_cent, signed
from famsim.writing import listed, whole

WHAT_MATTERS = {
    MONTH: "what help is worth to those who come",
    REACH: "whether they are still a couple and come",
    WHO: "which family it is, its luck in sessions among it",
}


def tell_the_spread(telling: Telling, found: Twin) -> None:
    """Tell what many such families come to, and how many end as this one does."""
    telling.section = "many such families"
    helped, earlier, later = found.arms[1:]
    shares: dict[str, Any] = {"table": "partings", "column": "share", "how": per_cent, "arm": helped}
    telling.say(
        f"The same was done for {telling.fact('followed')} such families. Offered a place in month "
        f"{telling.fact('month_of_help')}, {telling.number(**shares, what='first session')} come to a first session "
        f"and {telling.number(**shares, what='completed')} complete the programme."
    )
    row: dict[str, Any] = {"table": "spread", "when": "whole", "of": "change", "measure": "quality"}
    everyone = row | {"group": "all", "arm": helped}
    telling.say(
        f"Over all of them, including those who do not come, both parents' quality is on average "
        f"{telling.number(**everyone, column='mean', how=signed)} of a spread against no help; the middle half "
        f"lies between {telling.number(**everyone, column='p25', how=signed)} and "
        f"{telling.number(**everyone, column='p75', how=signed)}; it is lower in "
        f"{telling.number(**everyone, column='below', how=per_cent)} of them."
    )
    tell_months(telling, [helped, earlier, later], row)
    tell_layers(telling, [helped, earlier, later])
    tell_partings(telling, found)
    tell_same_end(telling, found)
    tell_changes(telling, helped)
    if telling.value("facts", "value", name="with_violence"):
        told = "can be told, because that was asked for" if found.asked.include_violence else "are not told as a story"
        telling.say(
            f"In {telling.fact('with_violence')} of them there is violence or a history of it: they are among these "
            f"numbers, and {told}."
        )


def tell_months(telling: Telling, arms: list[str], row: dict[str, Any]) -> None:
    """Say what help in each month is worth to those who come whichever the month."""
    came = row | {"group": "came"}
    if not telling.value("spread", "families", **{k: v for k, v in came.items() if k != "table"}, arm=arms[0]):
        return
    parts = [
        f"{telling.number(**came, column='mean', how=signed, arm=arm)} with help in month {telling.fact(fact)}"
        for arm, fact in zip(arms, MONTHS, strict=True)
    ]
    telling.say(
        f"For the {telling.number(**came, column='families', how=whole, arm=arms[0])} who come whichever the month, it "
        f"is {listed(parts)}; how many sessions they come to differs a little too."
    )


def tell_layers(telling: Telling, arms: list[str]) -> None:
    """Say for each month of help how many are still there and come, and what help then comes to over all of them."""
    shares: dict[str, Any] = {"table": "partings", "column": "share", "how": per_cent}
    row: dict[str, Any] = {"table": "spread", "column": "mean", "how": signed, "group": "all", **QUALITY}
    said = [
        f"in month {telling.fact(fact)}, {telling.number(**shares, arm=arm, what='given a place')} are a couple for "
        f"whom a place can be kept, {telling.number(**shares, arm=arm, what=CAME)} come, and over all of them help "
        f"comes to {telling.number(**row, arm=arm)}"
        for arm, fact in zip(arms, MONTHS, strict=True)
    ]
    telling.say(f"By month of help: {'; '.join(said)} of a spread.")
    tell_what_matters(telling)


def tell_what_matters(telling: Telling) -> None:
    """Say what makes the largest difference: month, reach or who; nothing where help makes none."""
    rows = telling.writing.tables["matters"].dropna(subset="less").sort_values("less", ascending=False, kind="stable")
    if len(rows) < len(WHAT_MATTERS):
        return
    row: dict[str, Any] = {"table": "matters", "column": "less", "how": per_cent}
    cells = [(by, telling.number(**row, by=by)) for by in rows["by"]]
    first, *rest = [f"{WHAT_MATTERS[by]} ({less} less)" for by, less in cells]
    telling.say(
        f"What makes the largest difference among these families, from the most to the least, is {first}; then "
        f"{' and '.join(rest)}. Of families the most and the least are the ends of the middle half. All of them are "
        "offered a place here: who would be met at a door in each month is what `famsim timing` tells."
    )


def tell_partings(telling: Telling, found: Twin) -> None:
    """Say how many part in each life, losses and exits apart."""
    parts = []
    for arm in found.arms:
        row: dict[str, Any] = {"table": "partings", "column": "share", "how": per_cent, "arm": arm}
        label = "without help" if arm == found.arms[0] else label_of(telling, found, arm)
        loss, exit_ = telling.number(**row, what=LOSS), telling.number(**row, what=EXIT)
        parts.append((label, loss, exit_))
    said = "; ".join(f"{label} {loss} and {exit_}" for label, loss, exit_ in parts)
    telling.say(
        f"Within {telling.fact('months_after')} months they part as follows, first where there was no harm, "
        f"then out of harm: {said}."
    )


def label_of(telling: Telling, found: Twin, arm: str) -> str:
    """Return a life with help by its month."""
    return f"with help in month {telling.fact(MONTHS[found.arms.index(arm) - 1])}"


def tell_same_end(telling: Telling, found: Twin) -> None:
    """Say how many end as the family told does, without help and with help."""
    rows = found.tables["outcomes"]
    mine = rows[(rows["arm"] == found.arms[1]) & (rows["told"] == 1)].iloc[0]
    where = {"arm": found.arms[1], "without": mine["without"], "with_help": mine["with_help"]}
    share = telling.number("outcomes", "share", per_cent, **where)
    ends = f"{said(mine['without'])} without help and {said(mine['with_help'])} with it"
    told = telling.hold("outcomes", "told", **where)
    telling.say(f"{share} of them end as this family does: {ends}.", told)


def said(outcome: str) -> str:
    """Return an outcome within a sentence."""
    words = dict(
        zip(
            OUTCOMES,
            ("together", "parted, not out of harm", "parted, out of harm", "together until grown up"),
            strict=True,
        )
    )
    return words[outcome]


def tell_changes(telling: Telling, arm: str) -> None:
    """Say what help changes about partings, by what the other life goes on to be (the lines A to F of the ledger)."""

    def count(name: str) -> str:
        return telling.number("ledger", "families", whole, arm=arm, name=name)

    telling.say(
        f"With help in month {telling.fact('month_of_help')}, of the {telling.fact('followed')} families "
        f"{count('stay_free_of_harm')} stay together who would have parted, free of harm in the year after; "
        f"{count('stay_harm_ended')} stay together after help ended the harm; {count('stay_in_harm')} stay together "
        f"while harm goes on or begins (a harm); {count('part_free_of_harm')} part who would have stayed together free "
        f"of harm (a harm); {count('part_from_harm')} part where staying would have meant a year with harm."
    )
    passed, either = (
        telling.value("ledger", "families", arm=arm, name=name) for name in ("stay_harm_passed", "part_either_way")
    )
    if passed or either:
        telling.say(
            f"Neither a good nor a harm of help: {count('stay_harm_passed')} stay together after a harm that had "
            "passed without help or would have gone on elsewhere; "
            f"{count('part_either_way')} part either way, before or after the harm."
        )
