"""What of a strategy's staff cannot be: more trained than there are, a navigator's hours overspent."""

from typing import Any

from famsim.areas import AreaProfile, places_of
from famsim.model.policy import DOORS, ROLES
from famsim.rules.authority.workforce import posts_of, shared_over, week_of
from famsim.scenario.budget import own_offers
from famsim.scenario.checks import Where
from famsim.scenario.here import all_placed
from famsim.scenario.known import figures_of
from famsim.scenario.lines import Lines
from famsim.scenario.problems import Fault, problem

THOUSAND = 1000.0


def check_staff(scenario: Any, where: str, lines: Lines | None = None) -> None:
    """Raise ScenarioError for the first line of training, or navigator, that the staff there are do not allow."""
    for i, strategy in enumerate(scenario.strategies):
        if strategy.train:
            posts = _posts(scenario, strategy)
            for j in range(len(strategy.train)):
                if fault := too_many(strategy.train, j, posts):
                    raise problem(where, ("strategy", i, "train", j, "staff"), fault, lines)
        if strategy.navigator and (found := of_navigator(strategy, scenario)):
            at, fault = found
            raise problem(where, ("strategy", i, *at), fault, lines)


def _posts(scenario: Any, strategy: Any) -> list[list[int]]:
    """Return the posts of each role at each door, in all areas of a strategy together."""
    areas = all_placed(places_of(strategy.areas or scenario.places), scenario.here)
    return posts_at_doors(sum(area.families for area in areas), scenario)


def posts_at_doors(families: int, scenario: Any) -> list[list[int]]:
    """Return the posts of each role at each door where so many families live, at central figures."""
    at_door, roles = (_figure(scenario, f"staff.{name}") for name in ("at_door", "roles"))
    return [posts_of(float(one) * families / THOUSAND, roles) for one in at_door]


def _figure(scenario: Any, name: str) -> Any:
    """Return a figure as a list, as the scenario sets it."""
    value = scenario.evidence.get(name, figures_of(scenario)[name].value)
    return list(value) if isinstance(value, tuple | list) else [value]


def too_many(train: Any, place: int, posts: list[list[int]]) -> Fault | None:
    """Return the fault of a line that trains more than there are, with the others of its month and role."""
    line = train[place]
    there = posts[DOORS.index(line.door)]
    most = sum(there) if line.whom is None else there[ROLES.index(line.whom)]
    others = [one for one in train[:place] if (one.door, one.whom, one.begins) == (line.door, line.whom, line.begins)]
    wanted = line.staff + sum(one.staff for one in others)
    if wanted <= most:
        return None
    whom = f"{line.whom or 'staff'}{'s' if line.whom else ''}".replace("_", " ")
    also = " in this month" if others else ""
    what = f"{wanted} are to be trained{also} and {most} {whom} work at the door {line.door}"
    return Fault(what, f"1 to {most}, or another staff.at_door in [evidence]")


def of_navigator(strategy: Any, scenario: Any) -> tuple[Where, Fault] | None:
    """Return where a navigator's week is wrong, and how: of families nobody offers, or with too few hours for them."""
    navigator, offered = strategy.navigator, []
    if navigator.sees is None:
        return None
    for number, offer in enumerate(strategy.offers):
        if offer.programme == navigator.sees and not offer.usual:
            offered.append((number, offer))
    if not offered:
        known = ", ".join(dict.fromkeys(one.programme for one in own_offers(strategy))) or "make an offer"
        return ("navigator", "sees"), Fault(f"this strategy has no offer of {navigator.sees}", known)
    (sessions,), (each,) = (
        _figure(scenario, name) for name in (f"programmes.{navigator.sees}.sessions", "staff.session_hours")
    )
    (a_week,), (weeks,) = (_figure(scenario, name) for name in ("staff.hours_a_week", "staff.weeks_a_year"))
    week = week_of(navigator.posts, navigator.advising, a_week, weeks)
    for number, offer in offered:
        hours = (offer.places_a_month or 0.0) * sessions * each
        if offer.places_a_month is None or hours > week.families:
            most = week.families / (sessions * each)
            what = _hours_wanted(offer, hours)
            allowed = f"at most {most:.3g} places, or more posts, or less advising"
            return ("offer", number, "places_a_month"), Fault(
                f"{what} and the navigators have {week.families:.0f} for families", allowed
            )
    return None


def _hours_wanted(offer: Any, hours: float) -> str:
    """Return what an offer that navigators see wants of their time: hours of a month."""
    if offer.places_a_month is not None:
        return f"{offer.places_a_month:g} places take {hours:.0f} hours a month"
    return "places are unlimited" if offer.unlimited else "how many places the budget buys is open"


def staff_shared(train: Any, areas: Any, area: AreaProfile) -> tuple[Any, ...]:
    """Return a strategy's lines of training with an area's part of their places, by families with children."""
    found = []
    for line in train:
        heads = shared_over([one.families for one in areas], line.staff)[list(areas).index(area)]
        if heads:
            found.append(line.model_copy(update={"staff": heads}))
    return tuple(found)
