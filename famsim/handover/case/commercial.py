"""The commercial case: what has to be bought, at what price, and what is left to those who buy."""

from famsim.handover.case.parts import by_option, part, prompt
from famsim.handover.case.texts import joined
from famsim.handover.case.told import Told
from famsim.writing import counted, pounds

BOUGHT = {"training": "training", "sessions": "sessions", "coordination": "opening pathways"}


def commercial_case(told: Told) -> str:
    """Return the section."""
    return joined(
        part("What has to be bought", bought(told)),
        part(
            "Market, route and contract",
            prompt(
                "Who can provide it here, at these prices and by these months (a soft market test says more than any "
                "model); in-house, grant or contract; the route of procurement and its dates; who bears the risk that "
                "places stay empty; what is paid for: places, starts, or completions; staff who would transfer; data "
                "protection and safeguarding terms."
            ),
        ),
    )


def bought(told: Told) -> str:
    """Return what each option spends on what is bought, and how many families come for it."""
    writing = told.writing

    def cells(name: str) -> list[str]:
        paid = [writing.number("costs", "estimate", pounds, strategy=name, item=item) for item in BOUGHT]
        return [writing.number("summary", "helped", counted, strategy=name), *paid]

    heads = ["families who come", *(f"{one}, pounds" for one in BOUGHT.values())]
    return (
        "What is expected to be bought of others in all the time; *Options and sift* has the places a year. Places "
        "that are bought and stay empty are paid for all the same unless the contract says otherwise: here sessions "
        f"are paid for families on the roll.\n\n**What is bought.**\n\n{by_option(told, heads, cells)}"
    )
