"""The command `demo`: the two cases that famsim began from, on a sample of each area, with a picture of each."""

from pathlib import Path

from famsim.cli.ending import ten_lines
from famsim.cli.folders import ready_folder
from famsim.cli.markdown import print_markdown
from famsim.cli.output import print_json
from famsim.cli.progress import progress, say
from famsim.model.identity import MONTHS_A_YEAR
from famsim.results import Study
from famsim.scenario import Scenario, change, load_scenario, one_place, shown

ANSWER = "answer.md"  # of a results folder
CASES = ("newcastle", "croydon")
FAMILIES, MONTHS = 10_000, 120  # both cases within a minute once the model is compiled


def show_demo(out: str, force: bool, as_json: bool, threads: int) -> None:
    """Compare the strategies of both cases, save each with its pictures, and print what the case itself changed."""
    folders = {name: ready_folder(str(Path(out) / name), force) for name in CASES}
    results = {name: compared(demo_scenario(name), threads) for name in CASES}
    for name, result in results.items():
        result.save(folders[name])
    if as_json:
        print_json({name: {**result.tables, "answer": result.answer} for name, result in results.items()})
    else:
        for name, result in results.items():
            print_markdown(answer(result, folders[name].target))
    say(f"Saved in {out}")


def demo_scenario(name: str) -> Scenario:
    """Return a case on a sample, its own strategy against business as usual."""
    scenario = load_scenario(name)
    first, *others = scenario.strategies
    own = next(strategy for strategy in others if strategy.name == name)
    return change(scenario, families=FAMILIES, months=MONTHS, strategies=(first, own))


def compared(scenario: Scenario, threads: int) -> Study:
    """Return the result of one case."""
    from famsim.questions.compare import compare

    with progress(one_place(scenario).title, f"{scenario.name}, {MONTHS // MONTHS_A_YEAR} years") as report:
        return compare(scenario, progress=report, threads=threads)


def answer(result: Study, folder: Path) -> str:
    """Return the answer of a case, and where its pictures are."""
    pictures = "".join(f"\n- {shown(picture)}" for picture in sorted(folder.glob("*.png")))
    rest = f"A sample of {FAMILIES:,} families. All of it: {shown(folder / ANSWER)}. Pictures:\n{pictures}\n"
    return f"{ten_lines(result.answer).rstrip()}\n\n{rest}"
