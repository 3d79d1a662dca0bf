"""The command `validate`: the scoreboard, a target file to begin with, and the words it is written in."""

from dataclasses import dataclass

from famsim.calibration import WrongTargets, place_observed
from famsim.cli.asked import Changes, changed
from famsim.cli.ending import Ending
from famsim.cli.folders import PlaceError, write_new
from famsim.cli.output import as_typed, print_folded, print_json, print_table, print_text
from famsim.cli.progress import progress, say
from famsim.errors import FamsimError
from famsim.limits import THREADS
from famsim.questions.validate import Held, held_to, observed_in, template_of_targets, validate, words_of_targets
from famsim.scenario import Scenario, load_scenario, shown

READ_ON = "Read all: --full. Keep it, with every row and pictures: --out DIR."


@dataclass(frozen=True)
class ValidateAsked:
    """What was asked of validate; `changes` holds the scenario's fields given on the command line."""

    file: str | None
    targets: str | None
    changes: Changes
    ending: Ending
    threads: int = THREADS

    def scenario(self) -> Scenario:
        """Return where the model is observed."""
        return changed(observed_in(load_scenario(self.file) if self.file else None), self.changes)


def hold_to_targets(asked: ValidateAsked) -> None:
    """Print the scoreboard, or save everything."""
    scenario, held = asked.scenario(), ready_targets(asked.targets)
    folder = asked.ending.folder()
    what = f"{len(held.targets)} published figure{'' if len(held.targets) == 1 else 's'}"
    with progress(place_observed(scenario).name, what) as report:
        study = validate(scenario, asked.targets, progress=report, threads=asked.threads)
    asked.ending.end(study, folder, READ_ON)


def ready_targets(given: str | None) -> Held:
    """Return the targets of a file; of several problems in it each is a line, before the message that counts them."""
    try:
        return held_to(given)
    except WrongTargets as wrong:
        if wrong.problems == 1:
            raise
        for line in wrong.lines:
            say(line)
        raise FamsimError(
            f"--targets {shown(str(given))}: {wrong.problems} cells to mend, named above; nothing was run"
        ) from None


def write_template(path: str, force: bool) -> None:
    """Write a target file with an example of each sort of row."""
    if not path.lower().endswith(".csv"):
        raise FamsimError(f"--init {shown(path)}: allowed: a name that ends in .csv; a spreadsheet can save it as XLSX")
    try:
        written = write_new(path, template_of_targets(), force)
    except PlaceError as wrong:  # speaks of the -o of other commands
        said = str(wrong).removeprefix(f"-o {shown(path)}: ").replace(" with -o", " with --init")
        raise PlaceError(f"--init {shown(path)}: {said}") from None
    print_folded(
        f"{shown(written.name)} has an example of each sort of row; write your own in their place. The words: famsim "
        f"validate --words. Next: {as_typed('famsim', 'validate', '--targets', path)}"
    )


def tell_words(as_one_object: bool) -> None:
    """Print every word that a target file may hold."""
    words = words_of_targets()
    if as_one_object:
        print_json(words)
        return
    for name, table in words.items():
        if name == "columns":
            print_text(f"Columns: {', '.join(table['column'])}")
            continue
        print_table(name.capitalize(), list(table.columns), table.astype(str).to_numpy().tolist())
