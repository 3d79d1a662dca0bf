"""What a trial can measure: each outcome with its words, its unit, and which way is better."""

from typing import NamedTuple

SCALE, SHARE = "scale", "share"


class Measure(NamedTuple):
    """One outcome: a score that people report on a scale, or a share of families, parents or children."""

    name: str
    kind: str  # SCALE: differences count in SD of the reports at the start; SHARE: in percentage points
    good: int  # 1: more is better, -1: less is
    says: str


MEASURES = {
    one.name: one
    for one in (
        Measure("together", SHARE, 1, "couples who still live together"),
        Measure("parted", SHARE, -1, "couples who have parted"),
        Measure("married", SHARE, 1, "couples who are married"),
        Measure("quality", SCALE, 1, "relationship quality that both partners report"),
        Measure("conflict", SCALE, -1, "how often couples argue, as both report"),
        Measure("harmful_conflict", SHARE, -1, "couples in harmful conflict"),
        Measure("communication", SCALE, 1, "communication and resolving conflict, as both report"),
        Measure("distress", SHARE, -1, "parents in distress by a questionnaire"),
        Measure("abuse", SHARE, -1, "parents who tell of abuse since the start, in twelve months at most"),
        Measure("parenting", SCALE, 1, "parenting that a mother reports for the home"),
        Measure("child_difficulties", SCALE, -1, "difficulties of children of 4 to 16 that a parent reports"),
        # append only: what a report errs by is drawn by its measure's place
        Measure("conflict_apart", SCALE, -1, "conflict of parents of whom one lives elsewhere, as a parent reports"),
        Measure("contact", SHARE, 1, "families with a parent elsewhere whom the children see regularly"),
        Measure("noticed", SHARE, 1, "families whom staff at a door have noticed as in difficulty since the start"),
        Measure("offered_help", SHARE, 1, "families with whom staff at a door have talked of help since the start"),
    )
}
D, DIFFERENCE, LEVEL, CHANGE = "d", "difference", "level", "change"
STATISTICS = {  # what is told of a measure, with its words
    D: "difference between arms in SD of reports at the start",
    DIFFERENCE: "difference between arms in percentage points",
    LEVEL: "percent of an arm, or its mean report",
    CHANGE: "change within an arm since the start in SD of reports then",
}
OF_KIND = {SCALE: (D, LEVEL, CHANGE), SHARE: (DIFFERENCE, LEVEL)}


def unit_of(statistic: str, kind: str) -> str:
    """Return the unit of a statistic of a measure of some kind."""
    if statistic == LEVEL:
        return "%" if kind == SHARE else "points"
    return "points" if statistic == DIFFERENCE else "SD"
