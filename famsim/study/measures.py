"""The registry of measures: name, unit, definition, what is divided by what, and which direction is good."""

from dataclasses import dataclass

from famsim.model.counts import CERTAIN, FINE, Count

PER_CENT = 100.0
A_YEAR = 12.0
A_PARTING = 1.0 / CERTAIN
LOSSES, EXITS = (Count.EXPECTED_LOSSES,), (Count.EXPECTED_EXITS,)
PARTINGS = LOSSES + EXITS


@dataclass(frozen=True)
class Measure:
    """One measure of a run: a sum of counts over a sum of counts, or (`of` empty) a total of the whole area.

    `scale` turns the quotient into the unit. `good` is -1 where less is better, 1 where more is, 0 where neither is.
    `once`: a total of families, each counted once however often it happens to them.
    """

    name: str
    unit: str
    says: str
    counts: tuple[Count, ...]
    of: tuple[Count, ...] = ()
    scale: float = 1.0
    good: int = 0
    once: bool = False

    @property
    def is_total(self) -> bool:
        """Say whether the measure is a total of the area rather than a rate or a share."""
        return not self.of


RATES = (
    Measure(
        "separation_rate",
        "% of couples a year",
        "Couples with children who part in a year (expected value)",
        PARTINGS,
        (Count.COUPLES,),
        PER_CENT * A_YEAR * A_PARTING,
        0,
    ),
    Measure(
        "loss_rate",
        "% of couples a year",
        "Partings that were not from a harmful relationship (losses; expected value)",
        LOSSES,
        (Count.COUPLES,),
        PER_CENT * A_YEAR * A_PARTING,
        -1,
    ),
    Measure(
        "exit_rate",
        "% of couples a year",
        "Partings from a harmful relationship (exits; expected value)",
        EXITS,
        (Count.COUPLES,),
        PER_CENT * A_YEAR * A_PARTING,
        0,
    ),
    Measure(
        "children_distressed_couple",
        "% of couples' children",
        "Children of couples at least one of whom reports relationship distress (DWP rule, expected value)",
        (Count.DISTRESSED_CHILDREN,),
        (Count.COUPLE_CHILDREN,),
        PER_CENT / FINE,
        -1,
    ),
    Measure(
        "children_see_other_parent",
        "% of separated children",
        "Children of separated parents who see the other parent regularly, where that is safe",
        (Count.CONTACT_CHILDREN,),
        (Count.SEPARATED_CHILDREN,),
        PER_CENT,
        1,
    ),
    Measure(
        "risky_contact",
        "% of separated children",
        "Children in contact with a parent who has been coercive",
        (Count.RISKY_CONTACT,),
        (Count.SEPARATED_CHILDREN,),
        PER_CENT,
        -1,
    ),
    Measure(
        "harmful_conflict",
        "% of couples' children",
        "Children of couples who live with frequent, intense and poorly resolved conflict",
        (Count.HARMFUL_CHILDREN,),
        (Count.COUPLE_CHILDREN,),
        PER_CENT,
        -1,
    ),
    Measure(
        "quality", "SD", "Mean relationship quality of partners", (Count.QUALITY,), (Count.COUPLES,), 1.0 / FINE, 1
    ),
    Measure(
        "dissatisfied_parents",
        "% of partners",
        "Partners below the cut for a distressed relationship",
        (Count.DISSATISFIED_PARENTS,),
        (Count.COUPLES,),
        PER_CENT / (2.0 * FINE),
        -1,
    ),
    Measure(
        "mothers_harmed",
        "% of families",
        "Families in which the mother is harmed by violence",
        (Count.MOTHERS_HARMED,),
        (Count.FAMILIES,),
        PER_CENT,
        -1,
    ),
    Measure(
        "others_harmed",
        "% of families",
        "Families in which the other parent is harmed by violence",
        (Count.OTHERS_HARMED,),
        (Count.FAMILIES,),
        PER_CENT,
        -1,
    ),
    Measure(
        "children_with_violence",
        "% of children",
        "Children who live with violence between parents",
        (Count.VIOLENT_CHILDREN,),
        (Count.CHILDREN,),
        PER_CENT,
        -1,
    ),
    Measure(
        "sdq",
        "points of 40",
        "Children's expected total difficulties, ages 4 to 16",
        (Count.SDQ_TOTAL,),
        (Count.SDQ_CHILDREN,),
        1.0 / FINE,
        -1,
    ),
    Measure(
        "sdq_high",
        "% of children 4-16",
        "Children expected to score 17 or more",
        (Count.SDQ_HIGH,),
        (Count.SDQ_CHILDREN,),
        PER_CENT / FINE,
        -1,
    ),
    Measure(
        "mothers_distressed",
        "% of mothers",
        "Mothers in emotional distress",
        (Count.MOTHERS_DISTRESSED,),
        (Count.FAMILIES,),
        PER_CENT,
        -1,
    ),
    Measure(
        "others_distressed",
        "% of other parents",
        "Other parents at home in emotional distress",
        (Count.OTHERS_DISTRESSED,),
        (Count.COUPLES,),
        PER_CENT,
        -1,
    ),
    Measure(
        "child_poverty",
        "% of children",
        "Children below the poverty line",
        (Count.POOR_CHILDREN,),
        (Count.CHILDREN,),
        PER_CENT,
        -1,
    ),
    Measure(
        "arrears",
        "% of families",
        "Families behind with bills or credit",
        (Count.ARREARS,),
        (Count.FAMILIES,),
        PER_CENT,
        -1,
    ),
    Measure(
        "unemployed",
        "% of families",
        "Families with a parent at home looking for work",
        (Count.UNEMPLOYED,),
        (Count.FAMILIES,),
        PER_CENT,
        -1,
    ),
    Measure(
        "lone_parents",
        "% of families",
        "Families with one parent at home",
        (Count.LONE,),
        (Count.FAMILIES,),
        PER_CENT,
        0,
    ),
    Measure(
        "in_need",
        "% of families",
        "Families whose relationship is in difficulty or violent",
        (Count.IN_NEED,),
        (Count.FAMILIES,),
        PER_CENT,
        -1,
    ),
    Measure(
        "mean_wait",
        "months",
        "Months from agreeing to a place, of those given one",
        (Count.WAIT_MONTHS,),
        (Count.PLACED,),
        1.0,
        -1,
    ),
)

TOTALS = (
    Measure("separations", "couples", "Couples who part, expected", PARTINGS, scale=A_PARTING),
    Measure("losses", "couples", "Partings expected that were not from harm", LOSSES, scale=A_PARTING, good=-1),
    Measure("exits", "couples", "Partings expected from harm", EXITS, scale=A_PARTING),
    Measure("couple_months", "months", "Months that couples live together", (Count.COUPLES,), good=0),
    Measure(
        "child_months_harmful",
        "child-months",
        "Months that children live with harmful conflict",
        (Count.HARMFUL_CHILDREN,),
        good=-1,
    ),
    Measure(
        "child_months_violent",
        "child-months",
        "Months that children live with violence",
        (Count.VIOLENT_CHILDREN,),
        good=-1,
    ),
    Measure(
        "mother_months_in_harm",
        "months",
        "Months that mothers live with harmful conflict or violence at home, or violence by the parent elsewhere",
        (Count.MOTHER_IN_HARM,),
        good=-1,
    ),
    Measure(
        "child_months_in_harm",
        "child-months",
        "The same for each child, with contact after coercive violence",
        (Count.CHILDREN_IN_HARM,),
        good=-1,
    ),
    Measure(
        "mother_months_coparenting_conflict",
        "months",
        "Months that mothers live with frequent conflict with a parent elsewhere, and no other harm",
        (Count.MOTHER_IN_COPARENTING_CONFLICT,),
        good=-1,
    ),
    Measure(
        "child_months_coparenting_conflict",
        "child-months",
        "The same for each child",
        (Count.CHILDREN_IN_COPARENTING_CONFLICT,),
        good=-1,
    ),
    Measure("births", "children", "Births", (Count.BIRTHS,)),
    Measure("noticed", "times", "Times that staff notice a family", (Count.NOTICED,)),
    Measure("agreed", "times", "Times that a family agrees to take part", (Count.AGREED,)),
    Measure("helped", "families", "Families who ever come to a first session", (Count.STARTED,), good=1, once=True),
    Measure("starts", "times", "First sessions: a family may begin more than one programme", (Count.STARTED,)),
    Measure("completed", "families", "Families who ever complete a programme", (Count.COMPLETED,), good=1, once=True),
    Measure(
        "missed_violence",
        "families",
        "Families above the violence threshold whom the screen missed and who entered a programme",
        (Count.MISSED_VIOLENT,),
        good=-1,
        once=True,
    ),
    Measure(
        "routed",
        "families",
        "Families whom the screen found and routed to a specialist service",
        (Count.ROUTED,),
        once=True,
    ),
    Measure("left_queue", "times", "Times that a family left the list or did not start", (Count.LEFT_QUEUE,), good=-1),
    Measure(
        "delivery_cost",
        "GBP",
        "Cost of conversations, referrals, sessions and specialist responses",
        (Count.PENCE,),
        scale=0.01,
        good=-1,
    ),
)

MEASURES = {measure.name: measure for measure in (*RATES, *TOTALS)}

# what comes before a place is given: not bounded by how many places there are (see famsim.study.places)
BEFORE_A_PLACE = ("noticed", "agreed", "routed", "left_queue")
