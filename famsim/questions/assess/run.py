"""An assessment run: the area beside others, its families' needs, what a pound averts, a theory lived edge by edge."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from famsim.population import Starts, World, world_of
from famsim.questions.assess.asked import FAMILIES, Options, assess_figure, figures_of, prices_in
from famsim.questions.assess.benchmark import benchmark_rows, beside, similar_rows
from famsim.questions.assess.cells import HEADLINE, leverage_rows, place_rows
from famsim.questions.assess.factors import factors
from famsim.questions.assess.found import Assessed
from famsim.questions.assess.living import Doses, Lived, lives_in, year_of
from famsim.questions.assess.maturity import levers, maturity_rows
from famsim.questions.assess.need import door_rows, need_rows
from famsim.questions.assess.offer import PER_POUND, best_help, with_offers
from famsim.questions.assess.orders import order_rows
from famsim.questions.assess.published import england
from famsim.questions.theory import Theory, switched, theory_in, theory_toml
from famsim.runs import CENTRAL, Running, Telling
from famsim.scenario import Scenario, change, checked


def run_assessment(scenario: Scenario, options: Options, running: Running = CENTRAL) -> Assessed:
    """Assess the area of a scenario; its strategies are left out, and those that it writes put in their place.

    FamsimError for too few families; errors of a theory as of `load_theory`.
    """
    base = with_elicited(checked(scenario, private=True), options.theory)
    base = change(base, "the assessment", strategies=base.strategies[:1])
    world = world_of(base)
    neighbours, standing = (assess_figure(base, name) for name in ("neighbours", "standing"))
    near, far = standing
    of = beside(world.area, int(neighbours), (near, far))
    names = tuple(dict.fromkeys(name for one in factors() for name in one.help))
    prices = prices_in(base, names)
    tables = {"benchmark": pd.DataFrame(benchmark_rows(of)), "similar": pd.DataFrame(similar_rows(of))}
    tables |= tables_of_lives(base, prices, running)
    set_to = levers(options.maturity, figures_of(base))
    tables["maturity"] = pd.DataFrame(maturity_rows(options.maturity, list(set_to.values())))
    written = with_offers(base, tables, set_to, prices)
    theory = options.theory or theory_for(written)
    again = theory_in(theory.toml, written, "the theory")
    return Assessed(written, options, world_of(written), of, switched(again), tables)


def with_elicited(scenario: Scenario, theory: Theory | None) -> Scenario:
    """Return a scenario with what a theory's practitioners gave as its figures."""
    given = {one.elicited.figure: one.elicited.middle for one in theory.edges if one.elicited} if theory else {}
    return change(scenario, "the theory", evidence={**scenario.evidence, **given}) if given else scenario


def theory_for(scenario: Scenario) -> Theory:
    """Return the theory that is written for the strategy by which a pound averts most."""
    strategy = next(one for one in scenario.strategies if one.name == PER_POUND)
    return theory_in(theory_toml(scenario, strategy, HEADLINE), scenario)


def tables_of_lives(scenario: Scenario, prices: Mapping[str, float], running: Running) -> dict[str, pd.DataFrame]:
    """Return what the area's families come to, without help and with small doses of it."""
    world = world_of(scenario)
    doses = Doses(assess_figure(scenario, "dose"), int(assess_figure(scenario, "follow")), world.programmes)
    tell = Telling(running.progress, lives_in(factors()))
    lived = year_of(Starts(world), doses, running.threads, tell)
    tables = tables_of_need(lived, world)
    ends = assess_figure(scenario, "windows")
    tables["leverage"] = pd.DataFrame(leverage_rows(lived.arms, prices, doses, ends))
    best = best_help(tables["leverage"])
    tables["places"] = pd.DataFrame(place_rows(lived.arms, best, (prices, doses)))
    shared = (tables[name] for name in ("need", "leverage", "doors", "places"))
    return tables | {"orders": pd.DataFrame(order_rows(*shared))}


def tables_of_need(lived: Lived, world: World) -> dict[str, pd.DataFrame]:
    """Return who has which need beside a sample of England, and where they are met."""
    whole = replace(world, area=england(), families=world.families or FAMILIES)
    families = float(world.area.said_families)
    there = year_of(Starts(whole), None)
    return {
        "need": pd.DataFrame(need_rows(lived, there, families)),
        "doors": pd.DataFrame(door_rows(lived, families)),
    }
