"""Measures that are totals of the whole area."""

from famsim.measures.measure import Measure
from famsim.measures.rates import A_PARTING, EXITS, LOSSES, PARTINGS
from famsim.model.counts import Count

TOTALS = (
    Measure("separations", "couples", "Couples who part, expected", PARTINGS, scale=A_PARTING),
    Measure(
        "losses",
        "couples",
        "Partings expected that were not from harm",
        LOSSES,
        scale=A_PARTING,
        good=-1,
        both_ways=True,
    ),
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
        "Months that children live with harmful conflict or violence at home, violence by the parent elsewhere, or "
        "contact after coercive violence",
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
        "Months that children live with frequent conflict with a parent elsewhere, and no other harm",
        (Count.CHILDREN_IN_COPARENTING_CONFLICT,),
        good=-1,
    ),
    Measure(
        "child_months_contact",
        "child-months",
        "Months that children see a parent who lives elsewhere regularly, where that is safe",
        (Count.CONTACT_CHILDREN,),
        good=0,  # fewer of them where fewer couples part: the share of separated children is what is better or worse
    ),
    Measure("births", "children", "Births", (Count.BIRTHS,)),
    Measure("noticed", "times", "Times that staff notice a family", (Count.NOTICED,)),
    Measure("agreed", "times", "Times that a family agrees to take part", (Count.AGREED,)),
    Measure(
        "helped",
        "families",
        "Families who ever come to a first session, whether or not the programme has a shown effect",
        (Count.STARTED,),
        good=1,
        once=True,
    ),
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
