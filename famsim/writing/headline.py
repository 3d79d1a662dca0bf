"""The measures that an answer shows: their words, and whether more of each is a good, a harm or neither."""

from typing import NamedTuple

from famsim.measures import LINES, Line, registered

GOOD, HARM, NEITHER = "a good", "a harm", "neither good nor bad in itself"
MORE_IS = {1: GOOD, 0: NEITHER, -1: HARM}
RATE = ("lower", "higher")
DISTRESSED = "children with a parent who reports relationship distress, %"
SEEING = "children who see the other parent regularly where that is safe, %"


class Shown(NamedTuple):
    """One measure as an answer shows it: its name in `differences`, its words, its comparison."""

    measure: str
    says: str
    less: str = "fewer"
    more: str = "more"

    @property
    def more_is(self) -> str:
        """What more of it is, as the registry has it."""
        return MORE_IS[registered(self.measure).good]


def of_line(line: Line) -> Shown:
    """Return a line of the ledger of a pair as an answer shows it, by its letter where it has one."""
    compared = ("more", "fewer") if line.name == "fewer_partings" else ("fewer", "more")
    return Shown(line.name, f"{line.letter}. {line.says}" if line.letter else line.says, *compared)


HEADLINE = (
    *(of_line(line) for line in LINES),
    Shown("mother_months_in_harm", "Months that mothers live in harm"),
    Shown("child_months_in_harm", "Months that children live in harm"),
    Shown("mother_months_coparenting_conflict", "Months of mothers' frequent conflict with a parent elsewhere"),
    Shown("child_months_coparenting_conflict", "Months that children live beside such conflict"),
    Shown("child_months_contact", "Months that children see a parent elsewhere regularly, where that is safe"),
    Shown("child_months_harmful", "Months that children live with harmful conflict, at home"),
    Shown("mothers_harmed", "Families where violence harms the mother, % in an average month", *RATE),
    Shown("others_harmed", "Families where violence harms the other parent, % in an average month", *RATE),
    Shown("children_distressed_couple", f"National indicator (DWP), first half: couples' {DISTRESSED}", *RATE),
    Shown("children_see_other_parent", f"National indicator (DWP), second half: separated {SEEING}", *RATE),
    Shown("sdq", "Children's difficulties, points of 40 (SDQ)", *RATE),
    Shown("sdq_high", "Children expected to score 17 or more on the SDQ, %", *RATE),
)

TWINS = (
    Shown("children_distressed_couple", f"couples' {DISTRESSED}", *RATE),
    Shown("harmful_conflict", "couples' children who live with harmful conflict, %", *RATE),
    Shown("separation_rate", "couples who part, % of couples a year", *RATE),
    Shown("exit_rate", "of them from harmful relationships, % of couples a year", *RATE),
    Shown("quality", "relationship quality, in spreads between couples", *RATE),
    Shown("sdq", "children's difficulties, SDQ points of 40", *RATE),
    Shown("mothers_distressed", "mothers in emotional distress, %", *RATE),
)
