"""A strategy's money: its budget in all or by year, what others add, and the grant that it comes from.

Pounds are of the scenario's price year in every year of the money (famsim.scenario.prices).

Offers that give no places have those that the budget buys (famsim.runs.budgets); where all give theirs, the budget is
only set beside what they come to.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from famsim.errors import ScenarioError
from famsim.limits import MAX_MONTHS, Limit
from famsim.model.identity import MONTHS_A_YEAR
from famsim.scenario.base import Rule, a_number, optional, whole_number
from famsim.scenario.checks import number, wrong
from famsim.scenario.strict import Strict

MOST_POUNDS = 1e9
MOST_YEARS = MAX_MONTHS // MONTHS_A_YEAR
FACTORS = ("stakeholders", "breadth", "depth", "innovation", "strategic_fit")
SHARE = "a share from 0 (none) to 1"
POUNDS = (
    f"GBP for the whole area in prices of the scenario's price_year, "
    f"a number from 0 to {MOST_POUNDS:g} in all, or a list of them by year"
)
WITH_BUDGET = "with budget, or leave it out"
BUY = "places_a_month on none of its offers (they are bought), or on all of them"

Pounds = float | tuple[float, ...]


def _pounds(value: Any) -> Pounds | None:
    if value is None:
        return None
    if not isinstance(value, list | tuple):
        return number(value, 0, MOST_POUNDS, allowed=POUNDS)
    if not 1 <= len(value) <= MOST_YEARS:
        raise wrong(f"{len(value)} years are given", f"1 to {MOST_YEARS}: {POUNDS}")
    return tuple(number(one, 0, MOST_POUNDS, (year,), POUNDS) for year, one in enumerate(value))


_POUND = {"type": "number", "minimum": 0, "maximum": MOST_POUNDS}
_SCHEMA = {"anyOf": [_POUND, {"type": "array", "items": _POUND, "minItems": 1, "maxItems": MOST_YEARS}]}
Funding = Annotated[Pounds | None, Rule(_pounds, POUNDS, _SCHEMA)]
Month = Annotated[int, whole_number(Limit(1, MAX_MONTHS, "months of the scenario"))]
Ends = Annotated[int | None, optional(whole_number(Limit(1, MAX_MONTHS, "months of the scenario")))]
Factor = Annotated[float | None, optional(a_number(0, 1, SHARE))]
Part = Annotated[float | None, optional(a_number(0, 1, "the part of the money that trains staff, from 0 to 1"))]
Weight = Annotated[float | None, optional(a_number(1e-3, 1e3, "parts of a budget's places, from 0.001 to 1000"))]


class Grant(Strict):
    """The months of a grant, and what sustains an offer after it: five factors, 0 (none) to 1 each, all or none.

    stakeholders: partners and people behind it; breadth: how many agencies and staff carry it; depth: how far it is
    part of how services work; innovation: whether it goes on being adapted; strategic_fit: whether it serves what the
    authority aims at anyway. Without them offers end with the grant.
    """

    begins: Month = 1
    ends: Ends = None
    stakeholders: Factor = None
    breadth: Factor = None
    depth: Factor = None
    innovation: Factor = None
    strategic_fit: Factor = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.ends is not None and self.ends < self.begins:
            raise wrong(f"{self.ends} is before begins = {self.begins}", "begins or later", ("ends",))
        given = [name for name in FACTORS if getattr(self, name) is not None]
        if given and len(given) < len(FACTORS):
            missing = next(name for name in FACTORS if name not in given)
            raise wrong(f"must be given, as {given[0]} is", f"{SHARE}; the five factors, or none", (missing,))
        return self

    @property
    def factors(self) -> Mapping[str, float]:
        """The five factors by name; none where offers end with the grant."""
        return {name: getattr(self, name) for name in FACTORS if getattr(self, name) is not None}


class Year(NamedTuple):
    """A year of a strategy's money, from and to a month of the scenario: pounds of its budget, and what others add."""

    first: int
    last: int
    budget: float
    match: float

    @property
    def money(self) -> float:
        """Pounds in all."""
        return self.budget + self.match


def is_listed(value: Any) -> bool:
    """Say whether money is given year by year."""
    return isinstance(value, Sequence)


def span(strategy: Any) -> tuple[int, int | None]:
    """Return the first and last month of a strategy's money; no last where neither a grant nor years say it."""
    first = strategy.grant.begins if strategy.grant else 1
    if strategy.grant and strategy.grant.ends:
        return first, strategy.grant.ends
    years = len(strategy.budget) if is_listed(strategy.budget) else 0
    return first, first + years * MONTHS_A_YEAR - 1 if years else None


def years_of_money(strategy: Any, months: int) -> tuple[Year, ...]:
    """Return the years of a strategy's money, a single one of money in all, up to the scenario's last month."""
    if strategy.budget is None:
        return ()
    first, last = span(strategy)
    if not is_listed(strategy.budget):
        ends = [min(offer.ends, months) for offer in own_offers(strategy)]
        return (Year(first, last or max(ends, default=months), strategy.budget, strategy.match_funding or 0.0),)
    last = last or months
    match = strategy.match_funding or (0.0,) * len(strategy.budget)
    begins = [first + place * MONTHS_A_YEAR for place in range(len(strategy.budget))]
    return tuple(
        Year(one, min(one + MONTHS_A_YEAR - 1, last), budget, more)
        for one, budget, more in zip(begins, strategy.budget, match, strict=True)
    )


def own_offers(strategy: Any) -> list[Any]:
    """Return a strategy's offers but for usual services."""
    return [offer for offer in strategy.offers if not offer.usual]


def buys_staff(strategy: Any) -> bool:
    """Say whether a strategy's budget has yet to be turned into staff trained: it makes no offer, so buys no place."""
    return strategy.budget is not None and strategy.staff_share is not None and not own_offers(strategy)


def is_to_buy(strategy: Any) -> bool:
    """Say whether a strategy's budget has yet to be turned into places, or into staff where it makes no offer."""
    bought = any(offer.places_a_month is None and not offer.unlimited for offer in strategy.offers)
    return buys_staff(strategy) or (strategy.budget is not None and bought)


def all_bought(scenario: Any) -> Any:
    """Return a scenario all of whose places are given or bought; ScenarioError for one with places yet to buy."""
    if waits := next((one for one in scenario.strategies if is_to_buy(one)), None):
        raise ScenarioError(
            f"{scenario.called()}: {waits.called()}: the places that its budget buys are not set yet; allowed here: "
            "places_a_month, or what `fs.composed(scenario)` returns"
        )
    return scenario


def is_sustained(strategy: Any) -> bool:
    """Say whether offers of a strategy may go on after its grant."""
    return strategy.grant is not None and strategy.grant.ends is not None and bool(strategy.grant.factors)


def within_grant(strategy: Any) -> dict[str, Any] | None:
    """Return a strategy's fields with its own offers and posts within the months of its money; None where they are."""
    first, last = span(strategy)
    posts = posts_within(strategy)
    last = last or MAX_MONTHS
    if posts is None and all(first <= offer.begins and offer.ends <= last for offer in own_offers(strategy)):
        return None
    offers = [
        offer if offer.usual else offer.given() | {"begins": max(offer.begins, first), "ends": min(offer.ends, last)}
        for offer in strategy.offers
    ]
    return dict(strategy.given()) | {"offers": offers} | ({"navigator": posts} if posts else {})


def posts_within(strategy: Any) -> dict[str, Any] | None:
    """Return a navigator's fields within the months of the money that pays for it; None where it is within them."""
    navigator, (first, last) = strategy.navigator, span(strategy)
    if navigator is None or (strategy.budget is None and strategy.grant is None):
        return None
    begins, ends = max(navigator.begins, first), navigator.ends
    if last is not None and not is_sustained(strategy):
        ends = min(ends or last, last)
    kept = (begins, ends) == (navigator.begins, navigator.ends)
    return None if kept else dict(navigator.model_dump()) | {"begins": begins, "ends": ends}


def check_money(strategy: Any) -> None:
    """Raise the error for the first thing that a strategy's money contradicts or cannot buy."""
    if strategy.budget is None:
        for name in ("match_funding", "staff_share"):
            if getattr(strategy, name) is not None:
                raise wrong("there is no budget that it is a part of", WITH_BUDGET, (name,))
        _check_places_given(strategy)
    else:
        _check_budget(strategy)
    first, last = span(strategy)
    if (navigator := strategy.navigator) and (
        navigator.begins > (last or MAX_MONTHS) or (navigator.ends or first) < first
    ):
        until = f" to {navigator.ends}" if navigator.ends else ""
        what = f"the posts stand from month {navigator.begins}{until}, the money lasts from {first} to {last}"
        raise wrong(what, "months of the grant", ("navigator", "begins"))
    for place, offer in enumerate(strategy.offers):
        if not offer.usual and not (offer.begins <= (last or MAX_MONTHS) and first <= offer.ends):
            what = f"the offer stands from month {offer.begins} to {offer.ends}, the money lasts from {first} to {last}"
            raise wrong(what, "months of the grant", ("offer", place, "begins"))


def _check_places_given(strategy: Any) -> None:
    for place, offer in enumerate(strategy.offers):
        if offer.places_a_month is None and not offer.unlimited:
            raise no_places(("offer", place, "places_a_month"))
        if offer.share is not None:
            raise wrong(
                "there is no budget that it is a part of", "with budget, or leave it out", ("offer", place, "share")
            )


def no_places(at: tuple[str | int, ...] = ("places_a_month",)) -> PydanticCustomError:
    """Return the error for an offer without places that no budget buys."""
    return wrong("must be given", "places a month, 0 to 100000; or unlimited = true; or a budget that buys them", at)


def _check_budget(strategy: Any) -> None:
    budget, match = strategy.budget, strategy.match_funding
    if match is not None and (is_listed(match), is_listed(match) and len(match)) != (
        is_listed(budget), is_listed(budget) and len(budget)
    ):  # fmt: skip
        raise wrong("is not given as the budget is", "both in all, or both for as many years", ("match_funding",))
    if sum(_as_list(budget)) + sum(_as_list(match or 0.0)) <= 0.0:
        raise wrong("0 buys nothing", "more than 0, or leave it out", ("budget",))
    _check_years(strategy)
    if strategy.staff_share is not None and not any(strategy.staff_trained.values()):
        allowed = "with staff_trained = { gp = 0.2 }, which says at which doors and in what proportion"
        raise wrong("it is not said whom it trains", allowed, ("staff_share",))
    if buys_staff(strategy):
        _check_staff_bought(strategy)
    _check_bought(strategy)


def _check_staff_bought(strategy: Any) -> None:
    """Refuse a strategy without an offer whose money would buy something besides its staff, or year by year."""
    if strategy.staff_share < 1.0:
        what = f"there is no offer that the other {1.0 - strategy.staff_share:.0%} could buy places of"
        raise wrong(what, "1, or a [[strategy.offer]]", ("staff_share",))
    if is_listed(strategy.budget):
        what = "staff are trained before anybody comes, so their money is not spent year by year"
        raise wrong(what, "one sum in all, or a [[strategy.offer]]", ("budget",))


def _as_list(value: Pounds) -> Sequence[float]:
    return value if isinstance(value, tuple) else (value,)


def _check_years(strategy: Any) -> None:
    grant = strategy.grant
    if not is_listed(strategy.budget) or grant is None or grant.ends is None:
        return
    months, years = grant.ends - grant.begins + 1, len(strategy.budget)
    if -(-months // MONTHS_A_YEAR) != years:
        what = f"{years} years are given and the grant lasts {months} months"
        raise wrong(what, f"{-(-months // MONTHS_A_YEAR)} years, or another grant", ("budget",))


def _check_bought(strategy: Any) -> None:
    """Refuse offers of which some have places and some have them bought, and a budget with nothing to buy."""
    own = [(place, offer) for place, offer in enumerate(strategy.offers) if not offer.usual]
    if not own and not (
        strategy.pathways or strategy.train or strategy.navigator or any(strategy.staff_trained.values())
    ):
        raise wrong("it buys nothing: there is no offer and no staff", "a [[strategy.offer]] that it buys", ("budget",))
    for place, offer in own:
        at = ("offer", place)
        if offer.unlimited:
            raise wrong("places without a limit keep to no budget", f"leave it out: {BUY}", (*at, "unlimited"))
        if (offer.places_a_month is None) != (own[0][1].places_a_month is None):
            raise wrong("some offers of this budget have places and some have not", BUY, (*at, "places_a_month"))
        if offer.share is not None and offer.places_a_month is not None:
            raise wrong("the places are given", "share or places_a_month", (*at, "share"))
        if offer.shared_by is not None and offer.places_a_month is None:
            raise wrong("a budget is each area's own", "leave it out", (*at, "shared_by"))
    for place, offer in enumerate(strategy.offers):
        if offer.usual and offer.places_a_month is None and not offer.unlimited:
            raise no_places(("offer", place, "places_a_month"))


def check_horizon(strategy: Any, months: int, at: tuple[str | int, ...]) -> None:
    """Raise the error for money that lasts longer than a scenario looks ahead."""
    first, last = span(strategy)
    for month, name in ((first, "begins"), (last or 1, "ends")):
        if month > months:
            listed = is_listed(strategy.budget) and not (strategy.grant and strategy.grant.ends)
            field = ("budget",) if listed and name == "ends" else ("grant", name)
            what = f"the money lasts to month {month}, after the scenario's last"
            raise wrong(what, f"months up to {months}, or more months in [scenario]", (*at, *field))
