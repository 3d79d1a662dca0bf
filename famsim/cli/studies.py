"""The commands that run the model: compare and run."""

from warnings import catch_warnings, simplefilter

import typer

from famsim.cli.asked import Asked
from famsim.cli.budgets import with_places
from famsim.cli.ending import READ_ON, hand_over, tell_ten_lines
from famsim.cli.output import number, print_folded, print_table
from famsim.cli.progress import progress, say
from famsim.errors import StoreWarning
from famsim.measures import MEASURES
from famsim.population import strategy_named
from famsim.questions.compare import check_comparable
from famsim.questions.run import means, simulate
from famsim.results import Study
from famsim.runs import forecast, priced
from famsim.scenario import (
    Scenario,
    financial_year,
    is_to_buy,
    one_place,
    pointless,
    prices_of,
    strategy_names,
)
from famsim.writing import load_beside

EVALUATED = "What an evaluation would measure"  # a section of the answer
READ_ON_FROM_ONE_DRAW = "Read all: --full. Keep it: --out DIR. The figures' uncertainty: --draws 20."


def compare_strategies(asked: Asked) -> None:
    """Compare the strategies of a scenario; print the answer, or save everything."""
    scenario = asked.scenario()
    check_comparable(scenario)
    folder = asked.folder()
    if folder:
        load_beside()
    result = compared(scenario, asked)
    read_on = READ_ON if result.draws > 1 else READ_ON_FROM_ONE_DRAW
    also = EVALUATED if asked.evaluation else ""
    hand_over(result, folder, asked.as_json, lambda: tell_ten_lines(result, folder, asked.full, read_on, also))
    if result.alarms:
        raise typer.Exit(1)


def compared(scenario: Scenario, asked: Asked) -> Study:
    """Return the result of a comparison, telling how far it is."""
    from famsim.questions.compare import compare, whole

    what = f"{len(strategy_names(scenario))} strategies, {asked.count}"
    for note in before(scenario, asked):
        say(f"Note: {note}")
    scenario, area = with_places(scenario, asked.threads)
    with progress(area, what) as report, catch_warnings():
        simplefilter("ignore", StoreWarning)  # said after the run, each in a line
        found = compare(
            scenario,
            asked.draws,
            asked.reps,
            asked.store,
            progress=report,
            threads=asked.threads,
            separately=asked.separately,
            sensitivity=asked.sensitivity,
            evaluation=asked.evaluation,
            posterior=asked.posterior,
            rivals=asked.rivals,
        )
    return whole(found)


def before(scenario: Scenario, asked: Asked) -> list[str]:
    """Return what is said before the work: what in the scenario does nothing, and what many areas take."""
    runs, stored = asked.draws * asked.reps, asked.store is not None
    found = [one.name for one in scenario.strategies if is_to_buy(one)]
    bought = [f"the places that the budgets of {', '.join(dict.fromkeys(found))} buy are found first"] if found else []
    if any(one.budget is not None for one in scenario.strategies) and scenario.price_year is None:
        year = financial_year(prices_of(scenario).year)
        bought.append(f"budgets are taken in {year} prices; price_year = 2027 in [scenario] takes them in 2026/27's")
    return [*pointless(scenario), *bought, *forecast(scenario, runs, asked.threads, stored, asked.separately)]


def run_strategy(asked: Asked, name: str) -> None:
    """Run one strategy; print its outcomes, or save everything."""
    scenario = asked.scenario()
    strategy, folder = strategy_named(scenario, name).name, asked.folder()
    what = f"{strategy}, {asked.count}"
    with progress(one_place(scenario).title, what, about_one(pointless(scenario), strategy)) as report:
        found = simulate(scenario, strategy, asked.draws, asked.reps, progress=report, threads=asked.threads)
    hand_over(found, folder, asked.as_json, lambda: tell_outcomes(found))


def about_one(notes: list[str], strategy: str) -> list[str]:
    """Return of notes those that are of no other strategy than the one that is run."""
    mine = tuple(f"strategy {strategy}{end}" for end in (":", ","))
    return [one for one in notes if one.startswith(mine) or not one.startswith("strategy ")]


def tell_outcomes(found: Study) -> None:
    """Print the answer, and every measure of the whole area over the whole horizon."""
    print_folded(found.answer, hang="")
    mean, year = means(found.tables), prices_of(found.scenario).year
    rows = [
        [number(mean[name], 2 if measure.of else 0), priced(measure.unit, year), measure.says, name]
        for name, measure in MEASURES.items()
    ]
    print_table("Whole area, whole horizon", [">value", "unit", "what it is", "name"], rows)
