"""The commands about scenario files: check one, write one."""

from typing import Any

from famsim.areas import (
    DRAWN,
    LEAST,
    MOST,
    PILOT,
    SEVERAL,
    AreaProfile,
    births_beside,
    find_area,
    newest_rows,
    search_areas,
)
from famsim.cli.budgets import as_rows, life_in_words, lines_of, plans_of
from famsim.cli.folders import write_new
from famsim.cli.money import money_in_short, money_notes, money_record
from famsim.cli.output import as_typed, print_folded, print_json, print_table, print_text
from famsim.scenario import (
    Scenario,
    all_places,
    cells_of,
    commented_design,
    commented_scenario,
    config_hash,
    effects_in_words,
    is_many,
    load_scenario,
    notes_of,
    once_each,
    places_in,
    pointless,
    shown,
    strategy_names,
)
from famsim.writing import TILTED, USUAL, by_area_in_short, families_run, named_after, strategy_in_words

THOUSAND = 1000.0
BESIDE = {  # columns of newest.csv that no rule uses, in words
    "uc_households_2025": "{:,.0f} households on Universal Credit (May 2025)",
    "children_in_need_2025": "{:.0f} children in need of 10,000 (March 2025)",
    "child_protection_plans_2025": "{:.0f} child protection plans begun for 10,000 children (year to March 2025)",
    "assessed_domestic_abuse_2025": "{:.0%} of social care assessments name a parent's domestic abuse (same year)",
    "assessed_mental_health_2025": "{:.0%} a parent's mental health",
}
LISTED = 5  # areas that a note names
BY_AREA = " (for whom; where found; places a year; staff: --json)"


def check_scenario(file: str, as_json: bool, area_figures: str | None = None, plan: bool = False) -> None:
    """Say that a scenario can be run, and what it asks; a scenario that cannot be run raises its own error.

    plan: find what budgets buy as a study does, where a first look would do.
    """
    scenario = load_scenario(file, area_figures=area_figures)
    area = all_places(scenario)
    notes = [*notes_on_figures(scenario, area, area_figures), *notes_on(scenario, area)]
    if as_json:
        plans = plans_of(scenario, plan)
        found = {"ok": True, "scenario": summary(scenario, area), "notes": notes, "config_hash": config_hash(scenario)}
        print_json(found | ({"budgets": as_rows(plans)} if plans else {}) | money_record(scenario))
        return
    print_folded(f"{scenario.name}: everything in it is known and in range.")
    run = families_run(scenario.families, area.said_families)
    print_folded(f"{area.title}, {run}, {scenario.months} months, start: {scenario.start}.")
    print_folded(f"Asked: {scenario.question}")
    print_folded("The first strategy is what the others are compared with.")
    if any(one.budget for one in scenario.strategies):
        print_folded(
            "What budgets buy is found by living the area: seconds for a sample, minutes for a large area whole."
        )
    plans, usual = plans_of(scenario, plan), set[str]()  # usual services are the same under every strategy: said once
    for strategy in once_each(scenario).strategies:
        print_text("")
        in_short = by_area_in_short(strategy, scenario)
        print_folded(f"{strategy.name}{named_after(strategy, area)}{BY_AREA if in_short else ''}")
        money = [*lines_of(plans, strategy.name), *life_in_words(strategy, scenario)]
        for line in [*(in_short or strategy_in_words(strategy, scenario)), *money]:
            if line not in usual:
                print_folded(f"  - {line}", hang="    ")
            usual |= {line} if line.startswith(USUAL) else set()
    print_text("")
    for line in money_in_short(scenario):
        print_folded(line, hang="  ")
    for note in notes:
        print_folded(f"Note: {note}")


def within(area: AreaProfile, figure: str) -> str:
    """Return how far off a figure may be, how well that is known, and what it enters."""
    factor, graded = f"{area.widen[figure]:.2f}", "assumed" if figure in area.roughly else "derived"
    drawn = "draws differ by it" if figure in DRAWN else "it is in no family's life"
    said = TILTED.format(factor) if figure == "infants_by_decile" else f"within a factor of {factor} either way"
    return f"{said} in 95% of areas ({graded}); {drawn}"


def summary(scenario: Scenario, area: AreaProfile) -> dict[str, Any]:
    """Return what a scenario asks, for a JSON answer."""
    return {
        "name": scenario.name,
        "question": scenario.question,
        "area": area.title,
        "months": scenario.months,
        "families": scenario.families,
        "seed": scenario.seed,
        "strategies": [strategy.name for strategy in scenario.strategies],
        "offers": {strategy.name: strategy_in_words(strategy, scenario) for strategy in scenario.strategies},
    }


def notes_on(scenario: Scenario, area: AreaProfile) -> list[str]:
    """Return what an analyst should know of a scenario that can be run all the same."""
    notes = (
        []
        if area.private
        else [
            f"{area.name}'s {figure.replace('_', ' ')} is not published: its stand-in may be off by a factor of "
            f"{area.widen[figure]:.2f} either way"
            for figure in area.missing
        ]
    )
    if is_many(scenario):
        named = any(by_area_in_short(one, scenario) for one in scenario.strategies)
        listed = "" if named else f": {listed_in_short(scenario)}"
        notes.append(f"each area is lived by itself, with its own places{listed}")
    elif area.parts:
        notes.append(f"{area.name} {area.made}")
    if area.offer != "documented":
        notes.append(
            f"what {whose_offer(scenario)} is not on record, so every table and figure says illustrative offer"
        )
    notes += [f"programme {one}: {effects_in_words(one, scenario)}" for one in scenario.programmes]
    notes += pointless(scenario) + money_notes(scenario)
    if cells_of(once_each(scenario).strategies) is not None:
        notes.append("the strategies are a 2x2x2, so `famsim compare` tells main effects and interactions")
    if len(strategy_names(scenario)) == 1:
        notes.append("there is one strategy only: `famsim run` shows it, and there is nothing to compare it with")
    return notes


def notes_on_figures(scenario: Scenario, area: AreaProfile, area_figures: str | None) -> list[str]:
    """Return of which years an area's figures are, which are its own, and how a file of them was read."""
    said = [f"figures are of the vintage {area.vintage!r}"] if area.vintage != PILOT else []
    said += [f"beside it, in no rule here: {beside}"] if (beside := newest_beside(area)) else []
    said += [f"{area_figures}: {note}" for note in notes_of(area_figures, scenario.places[0], scenario.here.part)]
    own = [figure for figure, _ in area.dated if figure not in area.widen]
    if own:
        names = ", ".join(one.replace("_", " ") for one in own)
        said.append(
            f"own figures, {'private and left out of whatever is written' if area.private else 'public'}: {names}"
        )
    said += [
        f"{figure.replace('_', ' ')}: {when}; {within(area, figure)}"
        for figure, when in area.dated
        if figure in area.widen
    ]
    return said + notes_on_births(area) + notes_on_doors(scenario, area)


def notes_on_births(area: AreaProfile) -> list[str]:
    """Return whether an area's births come out too many or too few, and by how much; nothing where they can be had."""
    if (beside := births_beside(area)) == 1.0 or area.level == SEVERAL:
        return []
    few = beside > 1.0
    return [
        f"there are {'fewer' if few else 'more'} infants beside so many families than the model can come to, in which "
        f"each family has {'one child at least' if few else 'five children at most'} (about {LEAST if few else MOST:g} "
        f"a year for each family): births come out {abs(beside - 1.0):.0%} too {'many' if few else 'few'}"
    ]


def newest_beside(area: AreaProfile) -> str:
    """Return what else is newest published of an area, in words; nothing of one that is told of as in the pilot."""
    row = newest_rows().get(area.code, {}) if area.vintage != PILOT else {}
    return "; ".join(says.format(float(row[column])) for column, says in BESIDE.items() if row.get(column))


def notes_on_doors(scenario: Scenario, area: AreaProfile) -> list[str]:
    """Return how own counts of families at doors lie beside what as many families of England come to; to two digits."""
    from famsim.runs import contacts_in_england

    said = []
    for door, families in scenario.here.doors.items():
        usual = contacts_in_england()[door].families * area.families / THOUSAND
        if usual:
            said.append(
                f"{door.replace('_', ' ')}: your count is {families / usual:.2g} times the families who would come "
                "there if they did as England's do; nothing here rests on it: to follow it, set the chances of that "
                "door (`famsim doors`) in [evidence]"
            )
    return said


def whose_offer(scenario: Scenario) -> str:
    """Return whose offer is not on record: the authority's, or how many of several authorities'."""
    if not is_many(scenario):
        return "the authority offered"
    areas = places_in(scenario)
    return f"{sum(area.offer != 'documented' for area in areas)} of the {len(areas)} authorities offered"


def listed_in_short(scenario: Scenario) -> str:
    """Return the names of a scenario's areas, of many the first few."""
    names = [area.name for area in places_in(scenario)]
    return ", ".join(names[:LISTED]) + (f" and {len(names) - LISTED} more" if len(names) > LISTED else "")


def list_areas(words: str) -> None:
    """List the areas that a word or two may mean, each by the name to type; AreaError if there are none."""
    areas = search_areas(words) or (find_area(words, "AREA"),)
    rows = [[area.slug, area.code, kind(area), area.region, f"{area.families:,}"] for area in areas]
    print_table(f"Areas: {len(areas)}", ["name", "ONS code", "what", "region", ">families with children, 2011"], rows)


def kind(area: AreaProfile) -> str:
    """Return what an area is, in words."""
    if area.level == "district" and area.upper_tier != area.code:
        return f"district, part of {find_area(area.upper_tier).name}"
    return f"sum of {len(area.parts)} districts" if area.parts else {"district": "one tier"}.get(area.level, area.level)


def write_scenario(area: str, output: str | None, force: bool, design: str | None = None) -> None:
    """Write a commented scenario for an area, to a file named after it unless told otherwise; of a design, its own."""
    profile = find_area(area, "AREA")
    text = commented_scenario(profile.slug) if design is None else commented_design(profile.slug, design)
    if output == "-":
        print_text(text.rstrip("\n"))
        return
    called = profile.slug if design is None else f"{profile.slug}-{design}"
    name = f"{called}.toml" if output is None else output
    path = write_new(name, text, force)
    print_text(f"{shown(path.name)} is a scenario for {profile.title}. Next: {as_typed('famsim', 'check', name)}")
