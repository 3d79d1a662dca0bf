"""The management case: who does it by when, what can go wrong, and what is measured against which honest target."""

from famsim.handover.case.derived import COMPLETING
from famsim.handover.case.parts import below, by_option, part, prompt, reached
from famsim.handover.case.phases import at, has, measured, months
from famsim.handover.case.risks import risks
from famsim.handover.case.texts import WHOLE, WITHIN, joined
from famsim.handover.case.told import Told
from famsim.questions.compare import against_chance
from famsim.writing import counted, percent

TARGET = (
    "An honest target is what the plan is expected to bring, with the limits within which a true plan would land by "
    "chance and by what is not known. It is expected, not promised. A count inside the limits says that the offer runs "
    "as planned, one below them to ask what does not; whether children fare better needs its own check (*Monitoring "
    "and evaluation*), and with few families it may not show."
)


def management_case(told: Told) -> str:
    """Return the section."""
    return joined(
        part(
            "Who does it, and by when",
            prompt(
                "Senior responsible owner, delivery lead, safeguarding lead, finance lead and partners, by name; the "
                "board that decides; milestones with dates (staff trained, pathways open, first family, first review)."
            ),
        ),
        part("What can go wrong", risks(told), prompt("What is done when a sign appears, and by when.")),
        part("Monitoring and evaluation", plan(told)),
        part("Why the area's count is no target", below(against_chance(told.writing, told.scenario))),
    )


def plan(told: Told) -> str:
    """Return what to measure with which target, and how to know whether it was the offer's doing."""
    writing = told.writing

    def cells(name: str) -> list[str]:
        helped, completed = (reached(writing, name, one) for one in ("helped", "completed"))
        return [*first_months(told, name), helped, completed, finish(told, name)]

    heads = [
        "come, by when",
        "complete, by then",
        *(f"{one}, in {told.writing.how_long()}" for one in ("come", "complete")),
    ]
    heads.append("of those who come, complete")
    return joined(
        TARGET,
        f"**Targets within the offer's own reach.**\n\n{by_option(told, heads, cells)}",
        "**Whether it helped.** Before-and-after scores of those who came mislead: families come at their worst and "
        "many get better anyway. Compare families helped with families like them who were not (those who wait, or the "
        "next district), with the same questions at the start, at the end and a year later, and count those who do not "
        "answer. `famsim compare --evaluation` says what such a comparison would find; `famsim trial` plans one.",
        prompt(
            "Which questionnaire, who asks, where answers are kept, who compares, when it is reported, and at which "
            "result the offer is changed or stopped."
        ),
    )


def first_months(told: Told, name: str) -> list[str]:
    """Return who is expected to come and to complete by the end of an option's money, or of all months."""
    phase = WITHIN if has(told, name, WITHIN) else WHOLE
    if not has(told, name, phase):
        return ["-", "-"]
    come, complete = (measured(told, at(name, phase, one), counted) for one in ("come", "complete"))
    return [f"{come}, {months(told, name, phase)}", complete]


def finish(told: Told, name: str) -> str:
    """Return the share of those who come who complete a programme; a dash where nobody comes."""
    writing = told.writing
    where = {"strategy": name}
    if not writing.rows(COMPLETING, **where):
        return "-"
    return writing.number(COMPLETING, "share", percent, **where)
