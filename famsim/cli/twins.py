"""The command `twin`: one family's life without help, with help, and with help at another time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from famsim.cli.asked import Changes, changed
from famsim.cli.ending import Ending, hand_over
from famsim.cli.markdown import print_markdown
from famsim.cli.progress import progress
from famsim.questions.twins import asked_from, conditions_like
from famsim.results import Study
from famsim.scenario import Scenario, load_scenario, one_place, pointless


@dataclass(frozen=True)
class TwinAsked:
    """What was asked of twin: a file, the scenario's fields and the twins' options given on the command line."""

    file: str
    changes: Changes
    options: Mapping[str, Any]
    ending: Ending

    def scenario(self) -> Scenario:
        """Return the scenario with what the command line changes; what is wrong with the options is found here too."""
        scenario = changed(load_scenario(self.file), self.changes)
        asked_from(dict(self.options)).plan(scenario)
        if self.options["like"] is not None:
            conditions_like(self.options["like"])
        return scenario


def follow_twins(asked: TwinAsked) -> None:
    """Follow a family in four lives; print its story, or save everything."""
    scenario = asked.scenario()
    folder = asked.ending.folder()
    study = followed(scenario, asked.options)
    hand_over(study, folder, asked.ending.as_json, lambda: print_markdown(study.answer))


def followed(scenario: Scenario, options: Mapping[str, Any]) -> Study:
    """Return the study, telling how far it is."""
    from famsim.questions.twins import twin

    with progress(one_place(scenario).title, "following families", pointless(scenario, prescribed=True)) as report:
        return twin(scenario, report, **options)
