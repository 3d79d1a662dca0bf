"""The tables of a trial file: who is recruited, how arms are made up, what is delivered, when and what is asked."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from famsim.limits import LIMITS, MAX_MONTHS, Limit
from famsim.model.policy import DOORS
from famsim.questions.trial.measures import MEASURES, STATISTICS
from famsim.scenario import (
    OVERRIDES,
    PROGRAMMES,
    WHO,
    WHO_SCHEMA,
    YES_OR_NO,
    Condition,
    Frozen,
    Rule,
    Strict,
    a_number,
    names,
    one_of,
    optional,
    read_who,
    several,
    text,
    whole_number,
    wrong,
)

RANDOMISED, BEFORE_AFTER = "randomised", "before and after"
FAMILY, CLUSTER = "family", "cluster"
EVERYONE, COMPLETERS = "everyone", "completers"
AS_IN_ITS_TRIAL = "trial"  # a dose: the mean share received in the trial that the register's effect is from
MOST_ARMS, MOST_WAVES, MOST_ROWS = 6, 24, 60
SHARE = "a share from 0 to 1 (write 0.05 for 5%)"
FACTOR = "a factor on the odds of answering, 0.01 to 100; 1 = no difference"
ARMS = f"2 to {MOST_ARMS} [[arm]] tables, one of them with control = true"
WAVES = f"a list of months after recruitment such as [6, 12], each from 1 to {MAX_MONTHS}"

Name = Annotated[str, text(80, one_line=True)]
YesNo = Annotated[bool, YES_OR_NO]
MaybeYesNo = Annotated[bool | None, optional(YES_OR_NO)]
MaybeShare = Annotated[float | None, optional(a_number(0, 1, SHARE))]
Factor = Annotated[float, a_number(0.01, 100, FACTOR)]
Real = Annotated[float, a_number(-1e6, 1e6, "a number")]
MaybeReal = Annotated[float | None, optional(a_number(-1e6, 1e6, "a number"))]


def read_wave(value: Any) -> Any:
    """Return a wave's month; one before recruitment is refused as such."""
    if isinstance(value, int) and not isinstance(value, bool) and value < 1:
        what = f"month {value} is recruitment itself" if value == 0 else f"month {value} is before recruitment"
        raise wrong(what, f"1 to {MAX_MONTHS}: months after recruitment, which is month 0 and is asked in any case")
    return whole_number(Limit(1, MAX_MONTHS, "months after recruitment")).check(value)


WAVE = Rule(read_wave, WAVES, {"type": "integer", "minimum": 1, "maximum": MAX_MONTHS})
Month = Annotated[int, WAVE]


def read_dose(value: Any) -> Any:
    """Return a dose: a share of the whole programme, or the one of the trial that its effect is from."""
    return value if value is None or value == AS_IN_ITS_TRIAL else a_number(0, 3, DOSE).check(value)


DOSE = "a share of the whole programme from 0 to 3, or 'trial': the mean share received where its effect was measured"


DELIVERED = ("dose", "comes", "attendance", "drops_out", "both", "transfer")
TRANSFER = "a share of the measured effect that carries over, 0 to 1.5; 1 where it was measured"


class About(Strict):
    """The [trial] table: what is asked, where people are recruited, by which design.

    area: one, or areas: several sites, each recruits an equal part. families: the sample of each area's families among
    whom people are recruited.
    """

    name: Name
    question: Annotated[str, text(2000, one_line=False)]
    area: Annotated[str | None, optional(text(80, one_line=True))] = None
    areas: Annotated[tuple[str, ...] | None, names(1, 20, 80, "a list of sites such as ['luton', 'croydon']")] = None
    families: Annotated[int, whole_number(LIMITS["families"])] = 20_000
    seed: Annotated[int, whole_number(LIMITS["seed"])] = 1
    design: Annotated[str, one_of((RANDOMISED, BEFORE_AFTER), "design")] = RANDOMISED

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if (self.area is None) == (self.areas is None):
            what = "must be given" if self.area is None else "areas are given too"
            raise wrong(what, "area = 'england' or one authority, or areas = a list of sites", ("area",))
        return self

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites as they are named."""
        return self.areas or (str(self.area),)


PARTED = Limit(1, 240, "months since the parents parted")


class Recruit(Strict):
    """The [recruit] table: how many families, whom, chosen by what they report, and whether screened for violence.

    reported_below: the mean of what both partners report of the relationship, SD; the same report is the first measure.
    parted_within: parents who live apart, without a new partner, and parted so many months ago at most.
    """

    families: Annotated[int, whole_number(Limit(10, 200_000, "families recruited, over all arms and sites"))]
    who: Annotated[tuple[Condition, ...], Rule(read_who, WHO, WHO_SCHEMA)] = ()
    reported_below: Annotated[float | None, optional(a_number(-6, 6, "SD of reported quality, -6 to 6"))] = None
    parted_within: Annotated[int | None, optional(whole_number(PARTED))] = None
    screened: YesNo = False


class Randomise(Strict):
    """The [randomise] table: families one by one, or in so many clusters of neighbours by deprivation in each site."""

    unit: Annotated[str, one_of((FAMILY, CLUSTER), "unit")] = FAMILY
    clusters: Annotated[int | None, optional(whole_number(Limit(4, 2000, "clusters in each site")))] = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if (self.unit == CLUSTER) != (self.clusters is not None):
            what = "must be given" if self.clusters is None else "unit is 'family'"
            raise wrong(what, "unit = 'cluster' with clusters = 4 or more", ("clusters",))
        return self


class Arm(Strict):
    """An [[arm]]: its share, and which programme it has; see famsim.runs.Given for how that reaches people.

    transfer: the share of the measured effect that carries over, in place of the register's (each draw's own).
    door: nobody is given a place; families come to this door as they do, and its staff notice, talk with and refer
    whom they see for the programme. trained: the share of these staff that do as trained ones.
    """

    name: Name
    control: YesNo = False
    programme: Annotated[str | None, optional(text(80, one_line=True))] = None
    share: Annotated[float, a_number(0.01, 100, "weight of the arm in randomising, 0.01 to 100")] = 1.0
    begins: Annotated[int, whole_number(Limit(1, 120, "months from recruitment to the first session"))] = 1
    dose: Annotated[Any, Rule(read_dose, DOSE, {"type": ["number", "string"]})] = None
    comes: MaybeShare = None
    attendance: MaybeShare = None
    drops_out: MaybeShare = None
    both: MaybeYesNo = None
    transfer: Annotated[float | None, optional(a_number(0, 1.5, TRANSFER))] = None
    door: Annotated[str | None, optional(one_of(DOORS, "door"))] = None
    trained: MaybeShare = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        coming, given = (
            [name for name in some if getattr(self, name) is not None]
            for some in (("comes", "attendance", "drops_out"), DELIVERED)
        )
        if self.dose is not None and coming:
            what = "dose is given too, which everybody has at every session"
            raise wrong(what, "dose, or comes, attendance and drops_out", (coming[0],))
        if self.programme is None and given:
            raise wrong("nothing is delivered", f"a programme, or no {given[0]}", (given[0],))
        if self.programme is None and (self.door is not None or not self.control):
            raise wrong("must be given", "a programme, or control = true without a door", ("programme",))
        if self.door is not None and given:
            what = "a door is given, to which families come by themselves"
            raise wrong(what, f"a door, or {given[0]} of a place that families are given", (given[0],))
        if self.door is None and self.trained is not None:
            raise wrong("there is no door whose staff these are", "trained with a door", ("trained",))
        return self


class FollowUp(Strict):
    """The [follow_up] table: when people are asked again, how many answer, and who more than others.

    answers: the share of those asked that answers, one for all waves or one each; who answers late has answered before.
    by_gain: what the log odds gain with each SD of quality gained. distressed, poor, parted: factors on the odds.
    """

    waves: Annotated[tuple[Month, ...], several(1, MOST_WAVES, WAVES)]
    answers: Annotated[
        tuple[Annotated[float, a_number(0.01, 1, SHARE)], ...], several(1, MOST_WAVES, "a list of shares")
    ] = (1.0,)
    asks: Annotated[str, one_of((EVERYONE, COMPLETERS), "group asked")] = EVERYONE
    by_gain: Annotated[float, a_number(-5, 5, "log odds a SD gained, -5 to 5")] = 0.0
    distressed: Factor = 1.0
    poor: Factor = 1.0
    parted: Factor = 1.0

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        for place, (one, after) in enumerate(zip(self.waves, self.waves[1:], strict=False)):
            if after <= one:
                raise wrong(f"month {after} stands after month {one}", "rising months", ("waves", place + 1))
        if len(self.answers) not in (1, len(self.waves)):
            what = f"{len(self.answers)} shares for {len(self.waves)} waves"
            raise wrong(what, "one share, or one for each wave", ("answers",))
        return self

    def answering(self, wave: int) -> float:
        """Return the share that answers at a wave."""
        return self.answers[0] if len(self.answers) == 1 else self.answers[self.waves.index(wave)]


class Outcome(Strict):
    """An [[outcome]]: what is measured, and at which waves; None: at all."""

    measure: Annotated[str, one_of(tuple(MEASURES), "outcome")]
    months: Annotated[tuple[Month, ...] | None, optional(several(1, MOST_WAVES, WAVES))] = None


class Published(Strict):
    """A [[published]] result, entered after the prediction: the value, of what, and where it was read.

    arm: of a level or change; of a difference the arm beside the control, None for the first. is_given: a level of the
    control arm that the trial's world was set to, and that is therefore no prediction.
    """

    measure: Annotated[str, one_of(tuple(MEASURES), "outcome")]
    month: Month
    statistic: Annotated[str, one_of(tuple(STATISTICS), "statistic")]
    value: Real
    arm: Annotated[str | None, optional(text(80, one_line=True))] = None
    low: MaybeReal = None
    high: MaybeReal = None
    is_given: YesNo = Field(default=False, alias="given")
    source: Annotated[str, text(300, one_line=True)] = "entered by hand"


class TrialFile(Strict):
    """A trial file, table by table."""

    trial: About
    recruit: Recruit
    randomise: Randomise = Field(default_factory=Randomise)
    arms: Annotated[tuple[Arm, ...], several(1, MOST_ARMS, ARMS)] = Field(alias="arm")
    follow_up: FollowUp
    outcomes: Annotated[tuple[Outcome, ...], several(1, MOST_ROWS, "[[outcome]] tables")] = Field(alias="outcome")
    published: Annotated[tuple[Published, ...], several(0, MOST_ROWS, "[[published]] tables")] = ()
    evidence: Annotated[Mapping[str, Any], OVERRIDES] = Field(default_factory=Frozen)
    programmes: Annotated[Mapping[str, Any], PROGRAMMES] = Field(default_factory=Frozen, alias="programme")
