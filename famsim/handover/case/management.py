"""The management case: who does it by when, what can go wrong, and what is measured against which honest target."""

from famsim.handover.case.derived import COMPLETING
from famsim.handover.case.parts import below, by_option, part, prompt, reached
from famsim.handover.case.phases import at, has, measured, months
from famsim.handover.case.texts import WHOLE, WITHIN, joined
from famsim.handover.case.told import Told
from famsim.handover.report import lines
from famsim.measures import ALL
from famsim.questions.compare import against_chance
from famsim.writing import counted, percent, too_few

RISKS = (
    ("fewer families come than planned", "referrals and first sessions, month by month, beside the table of targets"),
    ("a family with violence is let in", "every screen and every exit to specialist help; a named safeguarding lead"),
    ("trained staff leave or forget", "who is trained and still there, twice a year; refreshers"),
    ("money is spent without places filled", "pounds for each family who starts, each quarter"),
    ("the offer ends with its grant", "the plan for what goes on, a year before the end"),
    ("success cannot be told", "the comparison group is agreed on before anybody starts"),
)
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
        part("What can go wrong", risks(told), prompt("Who owns each risk, and what is done when its sign appears.")),
        part("Monitoring and evaluation", plan(told)),
        part("Why the area's count is no target", below(against_chance(told.writing, told.scenario))),
    )


def risks(told: Told) -> str:
    """Return what can go wrong with what shows it first, then what these runs say of violence that slips through."""
    rows = [[what, sign] for what, sign in RISKS]
    said = "; ".join(f"{told.called(name)} {slipped(told, name)}" for name in told.options)
    text = f"Families with violence above the threshold whom the screen lets in, in these runs: {said}."
    return f"**Risks and their first signs.**\n\n{lines(['risk', 'what to watch'], rows)}\n\n{text}"


def slipped(told: Told, name: str) -> str:
    """Return how many families with violence the screen lets in, or at most."""
    where: dict[str, object] = {"strategy": name, "group": ALL, "measure": "missed_violence"}
    few = too_few(told.writing, "reach", **where)
    return few or told.writing.number("reach", "estimate", counted, **where)


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
