"""The log of quality assurance, as the AQuA Book asks for: scope, roles, assumptions, checks, versions, sign-off."""

from famsim.handover.case.parts import part, prompt
from famsim.handover.case.texts import BLANK, joined
from famsim.handover.case.told import Told
from famsim.handover.report import by_grade, record
from famsim.questions.compare import hangs_on
from famsim.scenario import WELLBEING, financial_year, prices_of
from famsim.writing import CANNOT_TELL, PEOPLE, as_table, ended, leaning, uncertainty

ROLES = {
    "commissioner": "asks the question, and says what the answer is for",
    "analyst": "made the scenario, ran it, wrote this case",
    "assurer": "checks question, data, method and words; did not make them",
    "finance officer": "signs the cash that is asked for, and what the authority bears",
    "approver": "signs that it may be used for the decision, within its limits",
}
WORTH = {"wellby": "points of life satisfaction (WELLBY)", "qaly": "health (QALY)", "none": "nothing"}
assert set(WORTH) == set(WELLBEING)
DONE = "yes, by famsim before this file was written"
CHECKS = (
    ("every file of the results is as it was written (hashes and seal)", DONE),
    ("every number that is marked is a cell of one of the results' tables", DONE),
    ("the results come out again, byte for byte", "`famsim verify` of this file or of the results' folder"),
    ("no number was changed since", "`famsim verify` of this file"),
    ("the model beside published figures", "`famsim validate`; *What the model cannot say* in short"),
    ("the area's own figures stand in for published ones where they are better", BLANK),
    ("the offer, its places, prices and payers are what is meant", BLANK),
    ("someone who did not make it has read it", BLANK),
)


def quality_log(told: Told) -> str:
    """Return the log."""
    return joined(
        "After the AQuA Book: who answers for what, on which assumptions, what was checked, which versions, who signs.",
        part("Roles and sign-off", roles()),
        part("Question and scope", scope(told)),
        part(
            "Assumptions",
            by_grade(told.writing),
            chosen(told),
            leaning(told.writing, told.scenario, hangs_on(told.writing)),
        ),
        part(
            "Checks",
            "**What was checked.**\n\n" + as_table(["check", "done, by whom, when"], [list(one) for one in CHECKS]),
        ),
        part("Versions", "**What it was made from.**\n\n" + record(told.writing, told.kept), history()),
    )


def roles() -> str:
    """Return the roles with room for names."""
    rows = [[role, does, BLANK, BLANK, BLANK] for role, does in ROLES.items()]
    return "**Who answers for what.**\n\n" + as_table(["role", "does", "name", "signed", "date"], rows)


def history() -> str:
    """Return the versions of this document, with room for the next."""
    rows = [["draft, as made", BLANK, BLANK, "every marked number as in the results"], [BLANK, BLANK, BLANK, BLANK]]
    return "**Versions of this document.**\n\n" + as_table(["version", "date", "by whom", "what changed"], rows)


def scope(told: Told) -> str:
    """Return what was asked, and what was not."""
    return joined(
        f"Asked: {told.writing.words(ended(told.scenario.question))} "
        f"Of {told.writing.words(str(told.kept.record['area']))}, "
        f"for {told.writing.how_long()}. Fit for: comparing options for families of an area, with what is known. Not "
        "fit for: forecasting an area's count, judging one family, or setting a supplier's target by itself.",
        prompt("The decision that this is for, its date, and how wrong the answer may be before it would change."),
    )


def chosen(told: Told) -> str:
    """Return what the scenario sets of money."""
    money = told.scenario.money
    year = financial_year(prices_of(told.scenario).year)
    rows = [
        ["prices of", told.writing.words(year)],
        ["schedule of discounting", told.writing.words(money.rates)],
        ["optimism bias in net sums", told.writing.words(f"{money.optimism_bias:g}")],
        [
            "weights by fifth of deprivation",
            told.writing.words(", ".join(f"{one:g}" for one in money.weights or ()) or "alike"),
        ],
        ["wellbeing valued by", WORTH[money.wellbeing]],
        ["own prices", told.writing.words(", ".join(money.prices) or "none")],
        ["own payers", told.writing.words(", ".join(money.payers) or "none: the stated map")],
    ]
    return "**Chosen for the money.**\n\n" + as_table(["what", "is"], rows)


def limits(told: Told) -> str:
    """Return what the model cannot say, who the families are, and what intervals hold."""
    return joined(CANNOT_TELL, PEOPLE, part("How sure", uncertainty(told.writing)))
