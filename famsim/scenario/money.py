"""The [money] table of a scenario: its own prices with their year, who pays for what, and how later pounds count."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from famsim.evidence import Figure, programme_names
from famsim.model.policy import AGENCIES
from famsim.nearest import nearest
from famsim.scenario.base import Rule, a_number, one_of, several
from famsim.scenario.checks import Frozen, Where, name_of, number, shown, table, wrong
from famsim.scenario.evidence_overrides import FIGURES, read_overrides
from famsim.scenario.known import figures_of
from famsim.scenario.lines import Lines
from famsim.scenario.prices import PRICE_YEAR_OR_NONE, brought, financial_year
from famsim.scenario.problems import Fault, problem
from famsim.scenario.strict import Strict

# what pounds buy, and by what it is told apart: whose door it is, which programme, or nothing
BY_AGENCY = ("training", "backfill", "conversations", "referrals")
SESSIONS = "sessions"
PURPOSES = ("training", "backfill", "coaching", "posts", "coordination", *BY_AGENCY[2:], SESSIONS, "specialist")
PAYERS = ("grant", "authority", "nhs", "schools", "police", "central", "charities", "families")
PAID_INSTEAD = (
    "match",
    "after_grant",
    "usual",
)  # who pays in the grant's place: adds to it, goes on, runs usual services
SCHEDULES = ("2026", "2026_lower", "review_2026", "2022", "2003", "1997")
WELLBEING = ("wellby", "qaly", "none")
FIFTHS = 5
MOST_WEIGHT, MOST_OPTIMISM, NEAR = 10.0, 2.0, 1e-9
DIGITS = 12  # of a price brought to another year

PRICES = 'a table such as { "costs.conversation" = 22 }, with prices_of = 2027, the year they are of'
PAYS = 'a table such as { sessions = "grant", "sessions.mediation" = { central = 0.5, families = 0.5 } }'
WEIGHTS = f"{FIFTHS} numbers from 0 to {MOST_WEIGHT:g}, from the most deprived fifth of small areas to the least"
BIAS = f"a share from 0 to {MOST_OPTIMISM:g} by which costs are raised (write 0.15 for 15%)"


def read_payers(value: Any) -> Frozen:
    """Return who pays by purpose, "purpose" or "purpose.whose": the shares of each payer."""
    given = table(value, PAYS)
    return Frozen({_line(key): _shares(one, key) for key, one in given.items()})


def _line(key: str) -> str:
    purpose, _, whose = key.partition(".")
    if key in PAID_INSTEAD:
        return key
    if purpose not in PURPOSES:
        known = (*PURPOSES, *PAID_INSTEAD)
        raise wrong(f"there is no purpose {shown(purpose)}", ", ".join(known), (key,), nearest(purpose, known))
    if not whose or purpose == SESSIONS:  # programmes are looked up with the whole scenario, which may have its own
        return key
    if purpose not in BY_AGENCY:
        raise wrong(f"{purpose} is not told apart by whose it is", purpose, (key,))
    if whose not in AGENCIES:
        raise wrong(f"there is no agency {shown(whose)}", ", ".join(AGENCIES), (key,), nearest(whose, AGENCIES))
    return key


def _shares(value: Any, key: str) -> Frozen:
    """Return the share of each payer, which come to one: of a payer by its name, all.

    Who pays in the place of the grant is somebody else.
    """
    payers = PAYERS[1:] if key in PAID_INSTEAD else PAYERS
    if isinstance(value, str):
        return Frozen({name_of(payers, "payer")(value, (key,)): 1.0})
    given = table(value, PAYS, (key,))
    shares = {name_of(payers, "payer")(one, (key, one)): number(of, 0, 1, (key, one)) for one, of in given.items()}
    if abs(sum(shares.values()) - 1.0) > NEAR:
        what = f"the shares come to {sum(shares.values()):g}" if shares else "nobody pays"
        raise wrong(what, f"payers whose shares come to 1: {', '.join(payers)}", (key,))
    return Frozen(shares)


def read_weights(value: Any) -> tuple[float, ...] | None:
    """Return the weight of a pound by fifth of deprivation; None: every pound counts alike."""
    if value is None:
        return None
    many = several(FIFTHS, FIFTHS, WEIGHTS).check(value)
    return tuple(number(one, 0, MOST_WEIGHT, (place,)) for place, one in enumerate(many))


PAYERS_SCHEMA = {"type": "object", "additionalProperties": {"anyOf": [{"enum": list(PAYERS)}, {"type": "object"}]}}
WEIGHT = {"type": "number", "minimum": 0, "maximum": MOST_WEIGHT}
WEIGHTS_SCHEMA = {"type": "array", "items": WEIGHT, "minItems": FIFTHS, "maxItems": FIFTHS}


class Money(Strict):
    """How a scenario's pounds are told: none of it changes a life.

    prices: figures of the register in money, in prices of `prices_of`. payers: shares by purpose, or by purpose and
    whose door or which programme. rates: the schedule by which later pounds count for less. optimism_bias: the share
    by which an appraisal raises costs. weights: of what families gain, by fifth of deprivation. wellbeing: by what it
    is valued, one way alone, for both would count it twice.
    """

    prices: Annotated[Mapping[str, Any], Rule(read_overrides, PRICES, FIGURES)] = Field(default_factory=Frozen)
    prices_of: Annotated[int | None, PRICE_YEAR_OR_NONE] = None
    payers: Annotated[Mapping[str, Any], Rule(read_payers, PAYS, PAYERS_SCHEMA)] = Field(default_factory=Frozen)
    rates: Annotated[str, one_of(SCHEDULES, "schedule")] = SCHEDULES[0]
    optimism_bias: Annotated[float, a_number(0, MOST_OPTIMISM, BIAS)] = 0.0
    weights: Annotated[tuple[float, ...] | None, Rule(read_weights, WEIGHTS, WEIGHTS_SCHEMA)] = None
    wellbeing: Annotated[str, one_of(WELLBEING, "value of wellbeing")] = WELLBEING[0]

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.prices and self.prices_of is None:
            first = next(iter(self.prices))
            raise wrong(f"{first} is a price without a year", "prices_of = 2027, the year of these prices", ("prices",))
        return self


def check_payers(scenario: Any) -> None:
    """Raise the error for the first payer of sessions of a programme that there is not."""
    named = name_of((*programme_names(), *scenario.programmes), "programme")
    for key in scenario.money.payers:
        purpose, _, whose = key.partition(".")
        if purpose == SESSIONS and whose:
            named(whose, ("money", "payers", key))


def check_prices(scenario: Any, where: str, known: Mapping[str, Figure], lines: Lines | None = None) -> None:
    """Raise ScenarioError for the first of a scenario's own prices that is no price, set twice, or out of range."""
    for name, given in scenario.money.prices.items():
        at: Where = ("money", "prices", name)
        if fault := fault_of(name, given, scenario, known):
            raise problem(where, at, fault, lines)


def fault_of(name: str, given: Any, scenario: Any, known: Mapping[str, Figure]) -> Fault | None:
    """Return what is wrong with a price, None where nothing is."""
    money = {one: figure for one, figure in known.items() if figure.price_year is not None}
    if name not in money:
        what = f"{shown(name)} is not in money" if name in known else f"there is no figure {shown(name)}"
        return Fault(what, "a figure in GBP that `famsim sources` lists", nearest(name, money))
    if name in scenario.evidence:
        return Fault("[evidence] sets it too", "one of the two")
    figure, year = money[name], scenario.money.prices_of
    assert figure.price_year is not None
    if figure.may_be is None or isinstance(given, tuple):
        return Fault(f"{shown(given)} is given", "one number for a figure with a range")
    low, high = (end * brought(figure.price_year, year) for end in figure.may_be)
    if not low <= given <= high:
        allowed = f"{low:.4g} to {high:.4g} {figure.unit} in {financial_year(year)} prices ({figure.says})"
        return Fault(f"{shown(given)} is out of range", allowed)
    return None


def prices_as_evidence(scenario: Any) -> dict[str, float]:
    """Return a scenario's own prices as the register has them: in the prices of each figure's own year."""
    found, figures = {}, figures_of(scenario)
    for name, given in scenario.money.prices.items():
        figure = figures[name]
        assert figure.price_year is not None
        low, high = figure.may_be or (given, given)
        as_then = given * brought(scenario.money.prices_of, figure.price_year)
        found[name] = float(f"{min(max(as_then, low), high):.{DIGITS}g}")
    return found


def payers_table(payers: Mapping[str, Any]) -> dict[str, Any]:
    """Return who pays as plain tables."""
    return {key: dict(shares) for key, shares in payers.items()}


def money_table(money: Money) -> dict[str, Any]:
    """Return the [money] table, what stands at its usual value left out."""
    found: dict[str, Any] = {"prices": dict(money.prices)} if money.prices else {}
    found |= {"prices_of": money.prices_of} if money.prices else {}
    found |= {"payers": payers_table(money.payers)} if money.payers else {}
    usual = Money()
    names = ("rates", "optimism_bias", "weights", "wellbeing")
    found |= {name: value for name in names if (value := getattr(money, name)) != getattr(usual, name)}
    return found
