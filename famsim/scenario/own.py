"""A scenario's own programmes: tables [programme.NAME], each read into figures like those of the register.

What a programme does and costs is its own and has a range. How it is delivered is, where nothing is said, as in the
programme of the register that it is `like`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from famsim.evidence import GRADES, Figure, programme_names
from famsim.model.parameters import CHANNELS, MAX_PROGRAMMES, PROGRAMME_FIGURES
from famsim.nearest import nearest
from famsim.scenario.base import Rule, text
from famsim.scenario.checks import Frozen, Where, name_of, number, shown, table, whole, wrong
from famsim.scenario.prices import YEARS, brought, financial_year, register_year
from famsim.scenario.register import package_figures
from famsim.scenario.slug import slug

UNSAID = "given by the scenario, without a source"
NAMED = "scenario"  # the key of the source of figures that a scenario gives
USUAL = {True: "relationship_group", False: "coparenting_course"}  # what is like, of programmes for couples or not
MOST = MAX_PROGRAMMES - len(programme_names())
YES_NO = ("couples", "apart", "screened", "debts", "children", "needs_both")
LIMITS = {
    **dict.fromkeys(("take_up", "both_take_part", "attendance", "drops_out"), (0.0, 1.0)),
    "sessions": (1.0, 60.0),
    "sessions_a_month": (1.0, 31.0),
    "wait_for_start": (0.0, 24.0),
    "moderation_by_quality": (-2.0, 2.0),
    "amid_violence": (-2.0, 2.0),
}
EFFECT, HALF_LIFE, COST = (-3.0, 3.0), (0.1, 600.0), (0.0, 10_000.0)
OF_A_COUPLE = ("level", "buffer", "commitment")  # channels that parents apart have nothing of
WITHOUT = {"sample_below": 99.0, "sample_dose": 1.0, "transfer": 1.0, "booster_after": 0.0, "booster_dose": 0.0}
ABOUT = ("says", "like", "measured_in", "sessions", "cost_per_session", "effects")
KEYS = (*ABOUT, *YES_NO, *(name for name in LIMITS if name != "sessions"))
GIVEN = ("value", "range", "source", "grade")
ALLOWED = "tables such as [programme.our_course], with sessions, cost_per_session and effects"
FIGURE = "a table such as { value = 0.1, range = [-0.1, 0.3], source = 'our pilot' }"


class Own(NamedTuple):
    """One programme of a scenario: its table as it was written, and the figures that it comes to."""

    table: Frozen
    figures: tuple[Figure, ...]


class Given(NamedTuple):
    """One figure as it was given."""

    value: float
    low: float
    high: float
    source: str = ""
    grade: str = "assumed"
    drawn: bool = False  # within its range, in every draw but the central one


def read_programmes(value: Any) -> Frozen:
    """Return the programmes of a [programme] table by name, each as Own."""
    given = table(value, ALLOWED)
    if len(given) > MOST:
        raise wrong(f"{len(given)} programmes are given", f"up to {MOST}")
    return Frozen({name: _programme(name, one) for name, one in given.items()})


def _programme(name: str, given: Any) -> Own:
    if isinstance(given, Own):
        return given
    if slug(name.replace("_", " ")).replace("-", "_") != name:
        raise wrong(f"{shown(name)} is no name of a programme", "small letters, digits and _", (name,))
    if name in programme_names():
        raise wrong(f"{shown(name)} is a programme of the register", "another name", (name,))
    try:
        return _read(name, table(given, ALLOWED))
    except PydanticCustomError as error:
        found: Any = error.context
        raise wrong(found["what"], found["allowed"], (name, *found["at"]), found["near"]) from None


def _read(name: str, given: Mapping[str, Any]) -> Own:
    for key in given:
        if key not in KEYS:
            raise wrong(f"there is no key {shown(key)} here", ", ".join(KEYS), (key,), nearest(key, KEYS))
    for key, allowed in MUST.items():
        if key not in given:
            raise wrong("must be given", allowed, (key,))
    for key in ("says", "measured_in"):
        if key in given:
            text(200, one_line=True).check(given[key])
    yes_no = {key: _yes(given[key], key) for key in YES_NO if key in given}
    couples, apart = yes_no.get("couples", True), yes_no.get("apart", False)
    if not (couples or apart):
        raise wrong("it is for nobody", "couples = true, apart = true, or both", ("couples",))
    like = given.get("like", USUAL[couples])
    name_of(programme_names(), "programme")(like, ("like",))
    found = {key: _fixed(yes, yes, yes) for key, yes in ({"couples": couples, "apart": apart} | yes_no).items()}
    found |= {key: _delivery(given[key], key) for key in LIMITS if key in given}
    found |= {key: _fixed(one, one, one) for key, one in WITHOUT.items()}
    found |= _effects(table(given["effects"], EFFECTS, ("effects",)), couples)
    found["cost_per_session"] = _cost(given["cost_per_session"])
    return Own(_frozen(given), tuple(_figures(name, like, found)))


EFFECTS = "a table of channels such as { level = { value = 0.1, range = [-0.1, 0.3], half_life = 12 } }"
COSTS = "a table such as { value = 40, range = [20, 80], price_year = 2014 } in GBP for each family on the roll"
MUST = {"sessions": "a whole number from 1 to 60", "cost_per_session": COSTS, "effects": EFFECTS}


def _figures(name: str, like: str, found: Mapping[str, Given]) -> Iterator[Figure]:
    """Yield every figure that a programme has: what is given, no other effect, the rest as in another programme."""
    for leaf in PROGRAMME_FIGURES.split():
        base = replace(package_figures()[f"programmes.{like}.{leaf}"], name=f"programmes.{name}.{leaf}", transfer=False)
        one = found.get(leaf) or (_fixed(0.0, *EFFECT) if leaf.startswith("d_") else None)
        if one is None:
            yield base
            continue
        yield replace(
            base,
            value=one.value,
            low=one.low,
            high=one.high,
            sd=None,
            distribution=_distribution(leaf, one),
            grade=one.grade,
            sources=(NAMED,),
            page=one.source or UNSAID,
        )


def _distribution(leaf: str, one: Given) -> str:
    """Return how a figure is drawn: whole numbers and what has no range of its own, not at all."""
    if leaf in COUNTED or not one.drawn:
        return "fixed"
    return "lognormal" if leaf == "cost_per_session" and one.low > 0 else "normal"


COUNTED = ("sessions", "sessions_a_month", "wait_for_start")


def _fixed(value: float, low: float, high: float) -> Given:
    return Given(float(value), float(low), float(high))


def _yes(value: Any, key: str) -> bool:
    if not isinstance(value, bool):
        raise wrong(f"{shown(value)} is not true or false", "true or false", (key,))
    return value


def _delivery(value: Any, key: str) -> Given:
    """Read a figure of how it is delivered: a number, or a table with its range."""
    low, high = LIMITS[key]
    if isinstance(value, Mapping):
        return _given(value, (low, high), (key,), GIVEN)
    one = number(value, low, high, (key,))
    if key.startswith("sessions") and one != int(one):
        raise wrong(f"{shown(value)} is not a whole number", f"{low:g} to {high:g}", (key,))
    return _fixed(one, one, one)


def _cost(value: Any) -> Given:
    """Read what a session costs, in prices of a year that it says, as it is in the register's prices."""
    found, at = table(value, COSTS, ("cost_per_session",)), ("cost_per_session", "price_year")
    if "price_year" not in found:
        raise wrong("the year of its prices is missing", f"price_year = 2027: {YEARS.allowed}", at)
    year = whole(found["price_year"], YEARS.low, YEARS.high, at, YEARS.allowed)
    given, then = _given(found, COST, ("cost_per_session",), (*GIVEN, "price_year")), brought(year, register_year())
    source = given.source if then == 1.0 else f"{given.source or UNSAID}, {financial_year(year)} prices"
    return given._replace(value=given.value * then, low=given.low * then, high=given.high * then, source=source)


def _effects(value: Mapping[str, Any], couples: bool) -> dict[str, Given]:
    """Read the effects by channel, each with its half-life."""
    channels, found = CHANNELS.names or (), {}
    if not value:
        raise wrong("no effect is given", EFFECTS, ("effects",))
    for channel, one in value.items():
        at = ("effects", channel)
        if channel not in channels:
            raise wrong(f"there is no channel {shown(channel)}", ", ".join(channels), at, nearest(channel, channels))
        if channel in OF_A_COUPLE and not couples:
            raise wrong("is an effect on two who live together", "couples = true, or another channel", at)
        given = table(one, EFFECTS, at)
        found[f"d_{channel}"] = _given(given, EFFECT, at, (*GIVEN, "half_life"))
        if "half_life" not in given:
            raise wrong("must be given", "months in which half of the effect is gone", (*at, "half_life"))
        lasts = number(given["half_life"], *HALF_LIFE, (*at, "half_life"))
        found[f"half_life_{channel}"] = _fixed(lasts, lasts, lasts)
    return found


def _given(value: Mapping[str, Any], limits: tuple[float, float], at: Where, keys: tuple[str, ...]) -> Given:
    """Read { value, range, source, grade }: the range holds the value and has a width."""
    for key in value:
        if key not in keys:
            raise wrong(f"there is no key {shown(key)} here", ", ".join(keys), (*at, key), nearest(key, keys))
    for key in ("value", "range"):
        if key not in value:
            raise wrong("must be given", FIGURE, (*at, key))
    ends = value["range"]
    if not isinstance(ends, list | tuple) or len(ends) != 2:
        raise wrong(f"{shown(ends)} is not [low, high]", FIGURE, (*at, "range"))
    low, high = (number(end, *limits, (*at, "range", place)) for place, end in enumerate(ends))
    if low >= high:
        raise wrong("the range has no width", "[low, high] with low below high", (*at, "range"))
    one = number(value["value"], low, high, (*at, "value"), f"a number in its range, {low:g} to {high:g}")
    source, grade = value.get("source", ""), value.get("grade", "assumed")
    if source:
        text(300, one_line=True).check(source)
    name_of(GRADES, "grade")(grade, (*at, "grade"))
    if grade != "assumed" and not source:
        what = f"is graded {grade} and has no source"
        raise wrong(what, "source = 'where it was read', or grade = 'assumed'", (*at, "grade"))
    return Given(one, low, high, source, grade, drawn=True)


def _frozen(value: Any) -> Any:
    """Return what was written so that it cannot change."""
    if isinstance(value, Mapping):
        return Frozen({key: _frozen(one) for key, one in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def as_written(value: Any) -> Any:
    """Return a programme's table as plain tables and lists."""
    if isinstance(value, Mapping):
        return {key: as_written(one) for key, one in value.items()}
    return [as_written(one) for one in value] if isinstance(value, tuple) else value


PROGRAMME_SCHEMA = {"type": "object", "additionalProperties": {"type": "object", "required": list(MUST)}}
PROGRAMMES = Rule(read_programmes, ALLOWED, PROGRAMME_SCHEMA)


def _named(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong(f"{shown(value)} is no programme", NAMES)
    return value


NAMES = f"{', '.join(programme_names())}, or one of [programme]"
PROGRAMME = Rule(_named, NAMES, {"type": "string", "examples": list(programme_names())})
