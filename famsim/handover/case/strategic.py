"""The strategic case: context, need, objectives and limits, and how help is meant to work."""

from famsim.handover.case.derived import AT_A_TIME
from famsim.handover.case.parts import by_option, part, prompt, reached
from famsim.handover.case.sums import adders, has_budget
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.measures import ALL
from famsim.questions.compare import GROUPS
from famsim.writing import counted, pounds, shown, whole

LEVELS = (
    ("separations", "couples with children part", counted),
    ("exits", "of them leave a harmful relationship", counted),
    ("child_months_in_harm", "months that children live in harm", counted),
    ("children_distressed_couple", "% of couples' children have a parent who reports relationship distress", shown),
    ("sdq_high", "% of children are expected to score 17 or more for difficulties (SDQ)", shown),
)


def strategic_case(told: Told) -> str:
    """Return the section."""
    return joined(
        part(
            "Strategic context",
            prompt(
                "Which of the council's aims this serves; what is provided already (family hubs, family help, "
                "mediation, debt advice) and by whom; which duties and grants of the year bear on it; who asked for "
                "this case."
            ),
        ),
        part("Need", need(told), in_need(told), prompt("What early-help records and families themselves say of it.")),
        part("Objectives and limits", objectives(told), limits(told)),
        part("How help is meant to work", chain(told)),
    )


def need(told: Told) -> str:
    """Return what happens without any option."""
    writing = told.writing
    rows = []
    for measure, says, how in LEVELS:
        number = writing.number("levels", "value", how, strategy=told.first, measure=measure, group=ALL)
        rows.append(f"- {number}{'' if says.startswith('%') else ' '}{says}")
    head = (
        f"Under {told.called(told.first)}, in {writing.how_long()}, of {writing.fact('area_families', whole)} "
        "families with children (simulated from the area's published figures, not counted):"
    )
    now = writing.number(AT_A_TIME, "children", counted, strategy=told.first)
    rows.append(f"- about {now} children live in harm (fierce conflict or violence) at any time")
    return head + "\n\n" + "\n".join(rows)


def in_need(told: Told) -> str:
    """Return how many families are ever in need, and the part of the most deprived fifth of places in it."""
    writing = told.writing
    text = (
        f"About {writing.fact('ever_in_need', counted)} families are in need at some time: their relationship is in "
        "difficulty, or there is violence."
    )
    group = next(iter(GROUPS))
    name = next((one for one in told.options if told.has("missed") and rows(told, one, group)), None)
    if name is None:
        return text
    share = writing.number("missed", "part_of_need", shown, strategy=name, group=group)
    return f"{text} Of them {share}% live in the most deprived fifth of places."


def rows(told: Told, name: str, group: str) -> list[int]:
    """Return where the table of who is missed has a group under an option."""
    return told.writing.rows("missed", strategy=name, group=group)


def objectives(told: Told) -> str:
    """Return what can be aimed at, and what each aim is measured by."""
    return joined(
        "The Local Family Offer had two aims after each other: first fewer family breakdowns, then less conflict that "
        "harms children. An option that serves one need not serve the other; *Two aims, two orders* has both.",
        prompt(
            "Objectives in the council's own words, each with a measure and a date. Set them on what the offer does "
            "(families who come, complete, and fare better than families like them), not on the area's count of "
            "partings: *Monitoring and evaluation* has targets with their limits."
        ),
    )


def limits(told: Told) -> str:
    """Return the money and time that bound the options."""
    writing = told.writing
    named = [name for name in told.options if has_budget(told, name)]
    if not named:
        return prompt("The sum that there is, of which year's prices, and until when: the scenario gives no budget.")
    said = []
    for name in named:
        where: dict[str, object] = {"strategy": name, "year": 0}
        budget, match = (writing.number("budgets", one, pounds, **where) for one in ("budget", "match"))
        first, last = (writing.number("budgets", one, "{:.0f}".format, **where) for one in ("first", "last"))
        more = f", and {match} added by {adders(told, name)}" if writing.value("budgets", "match", **where) else ""
        said.append(f"- {told.called(name)}: {budget}{more}, months {first} to {last}")
    return "**Limits of money.**\n\n" + "\n".join(said)


def chain(told: Told) -> str:
    """Return from whom staff notice to who completes, an option a row."""
    writing = told.writing

    def cells(name: str) -> list[str]:
        referrals = (
            writing.number("agencies", "referrals", counted, strategy=name, agency=ALL)
            if told.has("agencies") and writing.rows("agencies", strategy=name, agency=ALL)
            else "-"
        )
        return [referrals, reached(writing, name, "helped"), reached(writing, name, "completed")]

    head = (
        "Staff at a door notice a family and talk with it; it is referred; both parents are willing; it comes, and "
        "stays to the end; what it learns buffers the next stress; its children live with less conflict. Each step "
        "loses families, so the first ones decide how much the last can be."
    )
    heads = ["referrals", "come to a first session", "complete a programme"]
    return f"{head}\n\n**How far families come, in all.**\n\n{by_option(told, heads, cells)}"
