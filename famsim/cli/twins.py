"""The command `twin`: one family's life without help, with help, and with help at another time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from famsim.cli.folders import ready_folder
from famsim.cli.markdown import print_markdown
from famsim.cli.output import print_json
from famsim.cli.progress import progress, say
from famsim.cli.studies import as_json
from famsim.questions.twins import asked_from, conditions_like
from famsim.results import Study
from famsim.scenario import Scenario, change, load_scenario, one_place, pointless


@dataclass(frozen=True)
class TwinAsked:
    """What was asked of twin: a file, the scenario's fields and the twins' options given on the command line."""

    file: str
    changes: Mapping[str, int | None]
    options: Mapping[str, Any]
    out: str | None = None
    force: bool = False
    as_json: bool = False

    def scenario(self) -> Scenario:
        """Return the scenario with what the command line changes; what is wrong with the options is found here too."""
        given: dict[str, Any] = {name: value for name, value in self.changes.items() if value is not None}
        scenario = change(load_scenario(self.file), **given)
        asked_from(dict(self.options)).plan(scenario)
        if self.options["like"] is not None:
            conditions_like(self.options["like"])
        return scenario


def follow_twins(asked: TwinAsked) -> None:
    """Follow a family in four lives; print its story, or save everything."""
    scenario = asked.scenario()
    folder = None if asked.out is None else ready_folder(asked.out, asked.force)
    study = followed(scenario, asked.options)
    if folder:
        study.save(folder)
        say(f"Saved in {folder}")
    if asked.as_json:
        print_json(as_json(study))
    else:
        print_markdown(study.answer)


def followed(scenario: Scenario, options: Mapping[str, Any]) -> Study:
    """Return the study, telling how far it is."""
    from famsim.questions.twins import twin

    with progress(one_place(scenario).title, "following families", pointless(scenario, prescribed=True)) as report:
        return twin(scenario, report, **options)
