"""What is asked of twins, checked: which event, which help, when, and for how long lives are followed."""

from dataclasses import asdict, dataclass
from typing import Any, TypedDict

from famsim.errors import FamsimError, shown, unknown
from famsim.limits import LIMITS, check
from famsim.nearest import did_you_mean
from famsim.population import programmes_in, strategy_named
from famsim.questions.twins.lives import TwinPlan
from famsim.runs import EVENTS, LEAST_MONTHS, for_couples
from famsim.scenario import Offer, Scenario

LEAST_FOLLOWED = LIMITS["follow"].low
SHOWS_IN = {  # event: the features of a family that show it has happened
    "birth": ("months_since_birth", "first_child"),
    "job_loss": ("unemployed",),
    "arrears": ("in_arrears", "months_in_arrears"),
    "distress": ("parent_distressed",),
}
CHOICES = ("typical", "random")
ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("", "", "twenty", "thirty")
WITHOUT = "without help"


class TwinOptions(TypedDict, total=False):
    """The options of twins, as they are given one by one (see Asked)."""

    family: int | None
    like: str | None
    programme: str | None
    strategy: str | None
    event: str
    month: int
    earlier: int
    later: int
    months_after: int
    choose: str
    include_violence: bool


@dataclass(frozen=True)
class Asked:
    """What is asked of twins.

    family: an id, or None to choose. like: words (famsim.questions.twins.like). programme, strategy: what help is, by
    default the first offer of the scenario that the event triggers, else that is for families to whom it has happened,
    else the first of all. month: of the first session, after the event (0 = its month); earlier, later: by how many
    months help is moved. months_after: for how long lives are followed. choose: the family nearest the middle of its
    kind ("typical"; famsim.questions.twins.run.far_from_middle), or one at random.
    """

    family: int | None = None
    like: str | None = None
    programme: str | None = None
    strategy: str | None = None
    event: str = "birth"
    month: int = 3
    earlier: int = 3
    later: int = 3
    months_after: int = 60
    choose: str = "typical"
    include_violence: bool = False

    def as_record(self) -> dict[str, Any]:
        """Return what was asked, for the record of a folder."""
        return asdict(self)

    def plan(self, scenario: Scenario) -> TwinPlan:
        """Return the plan for a scenario; FamsimError for whatever cannot be."""
        named(self.event, tuple(EVENTS), "event")
        named(self.choose, CHOICES, "choose")
        if self.family is not None and self.choose == "random":
            raise FamsimError(
                f"family {shown(self.family)}: is one family, and another at random was asked for as well; "
                "allowed: one of the two (--family or --at-random)"
            )
        check(earlier=self.earlier, later=self.later, months_after=self.months_after)
        limits = (LIMITS["help_month"].low + self.earlier, LIMITS["help_month"].high - self.later)
        within("month", self.month, limits, f", for help {self.earlier} months earlier and {self.later} later to fit")
        moves = (self.month, self.month - self.earlier, self.month + self.later)
        plan = TwinPlan(self.help(scenario), moves, self.months_after, programmes_in(scenario))
        self.check_horizon(scenario, plan)
        return plan

    def help(self, scenario: Scenario) -> str:
        """Return the programme; FamsimError where there is no offer, or none of that name."""
        helps = for_couples(scenario)  # a twin's life is that of a couple
        offers = [one for one in offers_of(scenario, self.strategy) if one.programme in helps]
        names = tuple(dict.fromkeys(offer.programme for offer in offers))
        if self.programme is not None:
            named(self.programme, names, "programme", f" on offer in scenario {scenario.name}")
            return self.programme
        triggered = [offer.programme for offer in offers if offer.when.trigger == self.event]
        fitting = triggered or [offer.programme for offer in offers if is_for(offer, self.event)] or names
        if not fitting:
            raise FamsimError(
                f"strategy {shown(self.strategy)}: offers nothing for couples, and a couple is followed; allowed: a "
                f"strategy with one of {', '.join(helps)}"
            )
        return fitting[0]

    def check_horizon(self, scenario: Scenario, plan: TwinPlan) -> None:
        """Raise FamsimError unless the latest help is followed for a year, and events can happen early enough."""
        latest = max(plan.moves)
        if plan.after < latest + LEAST_FOLLOWED:
            raise FamsimError(
                f"months after {plan.after}: too short for help in month {latest}; allowed: "
                f"{latest + LEAST_FOLLOWED} or more, or an earlier month of help"
            )
        first, last = plan.events_between(scenario.months)
        short = LEAST_MONTHS - (last - first + 1)
        if short > 0:
            fits = plan.after - short
            less = f"months after up to {fits}, or " if fits >= latest + LEAST_FOLLOWED else ""
            raise FamsimError(
                f"months {scenario.months}: {plan.before} months before an event and {plan.after} after it do not fit "
                f"into the scenario; allowed: {less}a scenario of {scenario.months + short} months or more"
            )

    def arms(self) -> list[str]:
        """Return the names of the lives, the one without help first."""
        earlier, later = (f"{in_words(n)} month{'s' * (n > 1)}" for n in (self.earlier, self.later))
        return [WITHOUT, f"help in month {self.month}", f"help {earlier} earlier", f"help {later} later"]


def is_for(offer: Offer, event: str) -> bool:
    """Say whether an offer is for families who are as they are after an event."""
    return any(row.feature in SHOWS_IN[event] for row in offer.who)


def offers_of(scenario: Scenario, strategy: str | None) -> list[Offer]:
    """Return the offers of a strategy, or of all; FamsimError where there is none."""
    chosen = scenario.strategies if strategy is None else (strategy_named(scenario, strategy),)
    offers = [offer for one in chosen for offer in one.offers]
    if offers:
        return offers
    with_offer = [one.name for one in scenario.strategies if one.offers]
    if with_offer:
        raise FamsimError(
            f"strategy {shown(strategy)}: makes no offer, so there is no help to follow a family with; "
            f"allowed: {', '.join(with_offer)}"
        )
    raise FamsimError(
        f"scenario {scenario.name}: no strategy makes an offer, so there is no help to follow a family with; "
        "give at least one [[strategy]] a [[strategy.offer]]"
    )


def named(given: str, known: tuple[str, ...], what: str, where: str = "") -> None:
    """Raise FamsimError unless a word is one of those known."""
    if given not in known:
        hint = did_you_mean(given, known)
        raise FamsimError(
            f"{what} {shown(given)}: there is none of this name{where}; allowed: {', '.join(known)}{hint}"
        )


def within(what: str, value: int, limits: tuple[int, int], why: str = "") -> None:
    """Raise FamsimError unless a number is whole and within limits."""
    if isinstance(value, bool) or not isinstance(value, int) or not limits[0] <= value <= limits[1]:
        raise FamsimError(f"{what} {shown(value)}: allowed: a whole number from {limits[0]} to {limits[1]}{why}")


def in_words(number: int) -> str:
    """Return a number from 1 to 39 in words."""
    if number < len(ONES):
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def asked_from(given: dict[str, Any]) -> Asked:
    """Return what was asked; FamsimError for an option there is not, or a family that is no number."""
    for name in given:
        if name not in Asked.__dataclass_fields__:
            raise unknown("option of twins", name, Asked.__dataclass_fields__, "twin", FamsimError)
    asked = Asked(**given)
    if asked.family is not None:
        check(family=asked.family)
    if not isinstance(asked.like, str | None):
        raise FamsimError(f"like {shown(asked.like)}: allowed: words such as 'new baby, arrears'")
    if not isinstance(asked.include_violence, bool):
        raise FamsimError(f"include_violence {shown(asked.include_violence)}: allowed: true or false")
    return asked
