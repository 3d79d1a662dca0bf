"""The scenario: a question, an area and strategies to compare, as frozen records checked when made."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from famsim.limits import LIMITS
from famsim.model.parameters import MAX_PROGRAMMES
from famsim.model.policy import DOORS, MAX_OFFERS
from famsim.scenario.base import (
    Rule,
    names,
    one_of,
    optional,
    several,
    table_of,
    text,
    whole_number,
)
from famsim.scenario.budget import Funding, Grant, Part, all_bought, check_horizon, check_money, within_grant
from famsim.scenario.buying import check_buys
from famsim.scenario.checks import Frozen, name_of, number, shown, table, wrong
from famsim.scenario.economy import Economy
from famsim.scenario.evidence_overrides import OVERRIDES
from famsim.scenario.here import Here
from famsim.scenario.known import check_areas, check_evidence, check_programmes, check_same_area, figures_of
from famsim.scenario.money import Money, check_payers, check_prices, prices_as_evidence
from famsim.scenario.moving import MEASURED_IN, moved_here
from famsim.scenario.offering import SHARE, Offer, Pathway, Share, YesNo
from famsim.scenario.opening import DOOR_TABLES, check_open
from famsim.scenario.own import PROGRAMMES
from famsim.scenario.prices import PRICE_YEAR_OR_NONE
from famsim.scenario.slug import slug
from famsim.scenario.staff_checks import check_staff
from famsim.scenario.staffing import Courses, Navigator
from famsim.scenario.strict import Strict
from famsim.scenario.usual import OFF, PLACES_TIMES, SETS, check_usual, with_usual
from famsim.scenario.wards import MAPPED, check_wards, named_wards, to_be_asked, with_deciles

MAX_STRATEGIES = 12  # names; one name may stand in several tables, each for its own areas
MAX_TABLES = 400
MAX_AREAS = 400
STRATEGIES = "[[strategy]] tables"
STARTS = ("stock", "birth cohort")
MAX_PATHWAYS = len(DOORS) * MAX_PROGRAMMES

TRAINED = "a table of shares from 0 to 1 such as { midwife = 0.6 }"
TRAINED_SCHEMA = table_of(DOORS, {"type": "number", "minimum": 0, "maximum": 1})
AREA = "one area, or several at once such as 'england', 'north east' or 'the twelve pilots'"
AREAS = "a list of areas such as ['luton', 'croydon']"

Name = Annotated[str, text(80, one_line=True)]
Areas = Annotated[tuple[str, ...] | None, names(1, MAX_AREAS, 80, AREAS)]
Words = Annotated[str, text(2000, one_line=False)]
Horizon = Annotated[int, whole_number(LIMITS["months"])]
Seed = Annotated[int, whole_number(LIMITS["seed"])]
Sample = Annotated[int | None, optional(whole_number(LIMITS["families"]))]


Offers = Annotated[tuple[Offer, ...], several(0, MAX_OFFERS, "[[strategy.offer]] tables")]


def _trained(value: Any) -> Frozen:
    doors = table(value, TRAINED)
    known = name_of(DOORS, "door")
    return Frozen({known(door, (door,)): number(share, 0, 1, (door,), SHARE) for door, share in doors.items()})


Trained = Annotated[Mapping[str, float], Rule(_trained, TRAINED, TRAINED_SCHEMA)]


class Strategy(Strict):
    """What an authority does: trains staff, opens pathways, makes offers; nothing: business as usual.

    staff_trained: a share of a door's staff, who stay so; train: heads, who forget and leave. signposting: whether
    staff refer informally where no pathway is opened. questionnaire: doors have agreed on one that they ask by.
    usual_places: how many times its usual places a usual service has, by its programme.

    budget: pounds that buy the places of its offers, in all or by year, in the prices of
    `price_year`; match_funding: what others add; staff_share:
    the part of both that trains staff; grant: its months, and what sustains the offers after it.

    areas: of the scenario's areas those that do it, None for all; in the others a strategy of this name does nothing,
    or what another table of the same name says.
    """

    name: Name
    areas: Areas = None
    staff_trained: Trained = Field(default_factory=Frozen)
    train: Courses = ()
    navigator: Navigator | None = None
    pathways: Annotated[tuple[Pathway, ...], several(0, MAX_PATHWAYS, "a list of { door, to, works }")] = ()
    signposting: YesNo = True
    questionnaire: YesNo = False
    data_shared: YesNo = False
    waits_shortened: Share = 0.0
    usual_places: Annotated[Mapping[str, float], PLACES_TIMES] = Field(default_factory=Frozen)
    budget: Funding = None
    match_funding: Funding = None
    staff_share: Part = None
    grant: Grant | None = None
    offers: Offers = Field(default=(), alias="offer")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        edges = [(door, pathway.to) for pathway in self.pathways for door in pathway.doors]
        if len(set(edges)) < len(edges):
            raise wrong("a pathway is given twice", "each door and programme once", ("pathways",))
        offered = {offer.programme for offer in self.offers}
        for place, offer in enumerate(self.offers):
            if offer.stands_in is not None and offer.stands_in not in offered:
                what = f"this strategy has no offer of {offer.stands_in}"
                raise wrong(what, ", ".join(sorted(offered - {offer.programme})), ("offer", place, "stands_in"))
        for place, line in enumerate(self.train):
            if self.staff_trained.get(line.door, 0) > 0:
                what = f"staff_trained gives a share of the same staff, {self.staff_trained[line.door]:g}"
                raise wrong(what, "heads (train) or a share (staff_trained) for a door", ("train", place, "door"))
        check_money(self)
        return self

    def laid_over(self, name: str, value: Any, where: str) -> Any:
        """Return what a field becomes; a table of offers changes those whose numbers, from 1, it names."""
        if name == "offers" and isinstance(value, Mapping):
            return self.each_laid_over("offers", [*enumerate(self.offers, 1)], value, where)
        return super().laid_over(name, value, where)

    def called(self) -> str:
        """Return how a message about this strategy begins."""
        return f"strategy {shown(getattr(self, 'name', ''))[1:-1]}"


class Question(Strict):
    """The [scenario] table: what is asked, where, for how long, and with which chance.

    `area` is one area or a set of them by name, or `areas` lists several: each is then lived by itself. `families` is
    the size of the sample simulated, None for the whole area. `months` 1-240. `price_year`: of the prices that pounds
    are told in, None for the register's.
    """

    name: Name
    question: Words
    area: Annotated[str | None, optional(text(80, one_line=True))] = None
    areas: Areas = None
    months: Horizon
    seed: Seed = 1
    families: Sample = None
    start: Annotated[str, one_of(STARTS, "start")] = "stock"
    usual: Annotated[str, one_of(tuple(SETS), "set of usual services")] = OFF
    price_year: Annotated[int | None, PRICE_YEAR_OR_NONE] = None

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if self.area is None and self.areas is None:
            raise wrong("must be given", AREA, ("area",))
        if self.area is not None and self.areas is not None:
            raise wrong("area is given too", "area or areas", ("areas",))
        return self

    @property
    def places(self) -> tuple[str, ...]:
        """The areas as they are named."""
        return self.areas or ((self.area,) if self.area is not None else ())


Strategies = Annotated[tuple[Strategy, ...], several(1, MAX_TABLES, STRATEGIES)]
Overrides = Annotated[Mapping[str, Any], OVERRIDES]
Programmes = Annotated[Mapping[str, Any], PROGRAMMES]
Doors = Annotated[Mapping[str, Any], DOOR_TABLES]
WardsMapped = Annotated[Mapping[str, int], MAPPED]


class Scenario(Question):
    """A validated question: the first strategy is the one that the others are compared with.

    `evidence` holds overrides of the register by name, a number or a tuple of numbers each; `programmes` the scenario's
    own programmes by name (famsim.scenario.own), `doors` when doors open and close (famsim.scenario.opening), `wards`
    the decile of each ward that an offer names, `here` the [area] table (famsim.scenario.here), `money` how pounds are
    told (famsim.scenario.money).
    """

    strategies: Strategies = Field(alias="strategy")
    evidence: Overrides = Field(default_factory=Frozen)
    economy: Economy = Economy()
    programmes: Programmes = Field(default_factory=Frozen, alias="programme")
    doors: Doors = Field(default_factory=Frozen, alias="door")
    wards: WardsMapped = Field(default_factory=Frozen)
    here: Here = Field(default_factory=Here)
    money: Money = Field(default_factory=Money)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        check_programmes(self)
        check_payers(self)
        check_open(self)
        check_wards(self)
        for place, strategy in enumerate(self.strategies):
            check_usual(strategy, self.usual, place)
            check_horizon(strategy, self.months, ("strategy", place))
        first: dict[str, int] = {}
        for i, strategy in enumerate(self.strategies):
            before = self.strategies[first.setdefault(slug(strategy.name), i)]
            if before is not strategy and not (before.areas and strategy.areas and before.name == strategy.name):
                allowed = "names that differ, or areas for each table of the name"
                raise wrong("another strategy has this name", allowed, ("strategy", i, "name"))
            for j, offer in enumerate(strategy.offers):
                if offer.begins > self.months:
                    at = ("strategy", i, "offer", j, "begins")
                    raise wrong(f"{offer.begins} is after the last month", f"1 to {self.months}", at)
        if len(first) > MAX_STRATEGIES:
            raise wrong(f"{len(first)} are given", f"1 to {MAX_STRATEGIES}: {STRATEGIES}", ("strategy",))
        return self

    def with_(self, **changes: Any) -> Self:
        """Return a copy with some fields changed, checked as a file is; the error names the field.

        `strategies` may be a table of changes by a strategy's name, which leaves the others as they are:
        `scenario.with_(months=60, strategies={"newcastle": {"waits_shortened": 0.5}})`. A strategy's `offers` may be
        such a table by the offer's number, from 1. `economy` changes the rates that it names, `evidence` is replaced.
        """
        return super().with_(**changes)

    def changed(self, changes: Mapping[str, Any], where: str) -> Self:
        """Return a copy with some fields changed; an error about them opens with `where`."""
        changed = self._looked_up(super().changed(placed(changes), where), changes, where)
        check_staff(changed, where)
        check_buys(changed, where)
        return changed

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields replaced, checked as a file is."""
        changes = placed(update or {})
        return self._looked_up(super().model_copy(update=changes, deep=deep), changes, self.called())

    def laid_over(self, name: str, value: Any, where: str) -> Any:
        """Return what a field becomes; a table of strategies changes those that it names."""
        if name == "strategies" and isinstance(value, Mapping):
            return self.each_laid_over("strategies", [(one.name, one) for one in self.strategies], value, where)
        return super().laid_over(name, value, where)

    def written_out(self, where: str) -> Self:
        """Return this scenario with its wards as deciles, its offers within their grants, usual services beside them,
        and its own prices as evidence, in the prices of the register.

        Effects of its own programmes that were measured elsewhere have the ranges that they have here.
        """
        if MEASURED_IN in {key for one in self.programmes.values() for key in one.table}:
            return self.checked(self.given() | {"programmes": moved_here(self, where)}, where).written_out(where)
        if self.money.prices:
            check_prices(self, where, figures_of(self))
            evidence = Frozen({**self.evidence, **prices_as_evidence(self)})
            money = self.money.checked(self.money.given() | {"prices": {}, "prices_of": None}, where)
            return self.checked(self.given() | {"evidence": evidence, "money": money}, where).written_out(where)
        if to_be_asked(self) or named_wards(self) != self.wards:
            deciles = self.given() | {"wards": named_wards(self), "strategies": with_deciles(self)}
            return self.checked(deciles, where).written_out(where)
        if any(within_grant(one) for one in self.strategies):
            granted = [within_grant(one) or one for one in self.strategies]
            return self.checked(self.given() | {"strategies": granted}, where).written_out(where)
        if self.usual == OFF:
            return self
        return self.checked(self.given() | {"usual": OFF, "strategies": with_usual(self)}, where)

    def _looked_up(self, changed: Self, names: Mapping[str, Any], where: str) -> Self:
        if names.keys() & {"area", "areas", "strategies", "strategy", "here"}:
            check_areas(changed, where)
        if changed.here.own and changed.here == self.here and names.keys() & {"area", "areas"}:
            check_same_area(self, changed, where)
        if names.keys() & {"evidence", "programmes", "programme"}:
            check_evidence(changed.evidence, where, figures_of(changed))
        return changed.written_out(where)

    def rechecked(self, to_buy: bool = False) -> Self:
        """Return this scenario, checked again from its first field to its last, however it was made.

        to_buy: whether budgets may be left whose places are not bought yet.
        """
        again = self.checked(self.given(), self.called())
        check_areas(again, self.called())
        check_staff(again, self.called())
        check_evidence(again.evidence, self.called(), figures_of(again))
        check_buys(again, self.called())
        return again if to_buy else all_bought(again)

    def called(self) -> str:
        """Return how a message about this scenario begins."""
        return f"scenario {shown(getattr(self, 'name', ''))[1:-1]}"


def placed(changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return changes in which an area that is given takes the place of areas, and the other way round."""
    other = {"area": "areas", "areas": "area"}
    return {other[name]: None for name in other if name in changes} | dict(changes)
