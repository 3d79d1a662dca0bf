"""An offer of a strategy, and a pathway to it: who, when, where they are found, what, how many, until when."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from famsim.limits import MAX_MONTHS, Limit
from famsim.model.policy import AGENCIES, AGENCY_OF, BEFORE_BIRTH, DOORS, MOST_AHEAD, PRIORITIES, TRIGGERS
from famsim.scenario.agreeing import Families, Kind, families_of
from famsim.scenario.base import YES_OR_NO, Rule, a_number, names, one_of, optional, several, whole_number
from famsim.scenario.budget import Weight
from famsim.scenario.checks import wrong
from famsim.scenario.conditions import WHO_SCHEMA, Condition, read_who
from famsim.scenario.known import kind_of
from famsim.scenario.own import PROGRAMME
from famsim.scenario.seen import comes_to, whom_it_sees
from famsim.scenario.strict import Strict

SHARED_BY = ("births", "need", "population", "each")  # how places are shared out over areas
INVITES = ("noticed", "everyone")  # those whom staff notice, or all who meet `who`
MAX_PLACES = 100_000
MOST_DELAY = 24
MAX_WARDS = 400
SHARE = "a share from 0 to 1 (write 0.05 for 5%)"
PLACES = f"a number from 0 (none) to {MAX_PLACES}, or unlimited = true"
WHO = "a table such as { together = true, mothers_age = [16, 24] }"

Share = Annotated[float, a_number(0, 1, SHARE)]
Places = Annotated[float | None, optional(a_number(0, MAX_PLACES, PLACES))]
YesNo = Annotated[bool, YES_OR_NO]
Door = Annotated[str, one_of(DOORS, "door")]
OtherProgramme = Annotated[str | None, optional(PROGRAMME)]
Programme = Annotated[str, PROGRAMME]  # looked up with the whole scenario, which may have its own
Month = Annotated[int, whole_number(Limit(1, MAX_MONTHS, "months of the scenario"))]
Delay = Annotated[int, whole_number(Limit(0, MOST_DELAY, "months until a referral arrives"))]
Wards = Annotated[tuple[str, ...] | None, names(1, MAX_WARDS, 80, "a list of wards that [wards] names")]
Window = Annotated[int, whole_number(Limit(-BEFORE_BIRTH - MOST_AHEAD, MAX_MONTHS, "months from the trigger"))]


class When(Strict):
    """Months of a family's life when an offer stands, counted from a trigger; negative: before a birth."""

    trigger: Annotated[str, one_of(TRIGGERS, "trigger")] = "any_time"
    from_month: Window = Field(default=0, alias="from")
    to_month: Window = Field(default=MAX_MONTHS, alias="to")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        given = {"from_month", "to_month"} & self.model_fields_set
        if self.trigger == "any_time" and given and (self.from_month, self.to_month) != (0, MAX_MONTHS):
            raise wrong("from and to count months from a trigger", ", ".join(TRIGGERS[1:]), ("trigger",))
        if self.trigger != "any_time" and len(given) < 2:
            raise wrong("the window is not given", f"from and to, in months from {self.trigger}", ("trigger",))
        if self.trigger != "birth" and self.from_month < 0:
            raise wrong(f"{self.from_month} is before the trigger", "0 or more, unless trigger = 'birth'", ("from",))
        if self.to_month < self.from_month:
            raise wrong(f"{self.to_month} is before from = {self.from_month}", "from or later", ("to",))
        return self


class Pathway(Strict):
    """A referral pathway opened: the share of a door's referrals to a programme that get through, and when they do.

    From one door, or from all of an agency. delay: months until a referral arrives.
    """

    door: Annotated[str | None, optional(one_of(DOORS, "door"))] = None
    agency: Annotated[str | None, optional(one_of(AGENCIES, "agency"))] = None
    to: Programme
    works: Share
    delay: Delay = 0

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if (self.door is None) == (self.agency is None):
            what = "it is not said from where" if self.door is None else "a door and an agency are given"
            raise wrong(what, "door or agency", ("door",))
        return self

    @property
    def doors(self) -> tuple[str, ...]:
        """The doors that it begins at."""
        if self.door is not None:
            return (self.door,)
        return tuple(door for door in DOORS if AGENCY_OF.get(door, AGENCIES[-1]) == self.agency)


class Offer(Strict):
    """One programme for one group of families: who, when, where they are found, how many, until when.

    Places are given, without limit, or bought by the strategy's budget.
    """

    programme: Programme
    who: Annotated[tuple[Condition, ...], Rule(read_who, WHO, WHO_SCHEMA)] = ()
    when: When = When()
    found: Annotated[tuple[Door, ...], several(1, len(DOORS), f"a list of doors: {', '.join(DOORS)}")]
    places_a_month: Places = None
    unlimited: YesNo = False
    share: Weight = None  # of the places that a budget buys, in parts of those of all its offers
    shared_by: Annotated[str | None, optional(one_of(SHARED_BY, "way to share places out"))] = None
    begins: Month = 1
    ends: Month = MAX_MONTHS
    priority: Annotated[str, one_of(PRIORITIES, "priority")] = "first_come"
    invites: Annotated[str, one_of(INVITES, "way to invite")] = "noticed"
    stands_in: OtherProgramme = None  # another that may take its families when its own list is too long
    both_willing: YesNo = False  # nobody starts unless both parents are, whatever the programme asks
    wards: Wards = None  # small areas by name, which the scenario's [wards] maps to deciles
    usual: YesNo = False  # a usual service, whatever the strategy

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.unlimited and self.places_a_month is not None:
            raise wrong("places are limited and unlimited", "places_a_month or unlimited = true", ("unlimited",))
        if self.unlimited and self.shared_by is not None:
            raise wrong("places are unlimited, so none are shared out", "leave it out", ("shared_by",))
        if self.ends < self.begins:
            raise wrong(f"{self.ends} is before begins = {self.begins}", "begins or later", ("ends",))
        if len(set(self.found)) < len(self.found):
            raise wrong("a door is named twice", "each door once", ("found",))
        if self.stands_in is not None and self.unlimited:
            raise wrong("places are unlimited, so nobody waits", "leave it out", ("stands_in",))
        if self.stands_in == self.programme:
            raise wrong("a programme cannot stand in for itself", "another programme of this strategy", ("stands_in",))
        self._can_help_someone()
        return self

    def _can_help_someone(self) -> None:
        """Refuse rows that no family meets at once, and doors to which none of these families comes."""
        families = self.families()
        if not any(comes_to(families, door) for door in self.found):
            sees = "; ".join(f"{door} sees families with {whom_it_sees(door)}" for door in self.found)
            raise wrong(f"nobody whom this offer is for comes there ({sees})", "a door they come to", ("found",))

    @property
    def ahead(self) -> int:
        """Months before a first conception from which it meets couples; 0 where it meets none."""
        return max(-self.when.from_month - BEFORE_BIRTH, 0) if self.when.trigger == "birth" else 0

    def families(self, kind: Kind | None = None) -> Families:
        """Return what is known of the families that this offer can help; an error where there are none.

        kind: for whom its programme is, if it is none of the register's.
        """
        when = (self.when.trigger, self.when.from_month, self.when.to_month)
        return families_of(self.who, when, kind or kind_of(self.programme))
