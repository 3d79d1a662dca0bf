"""A trial as it is asked: read from a file, checked, with what it takes to ask it again."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from famsim.areas import AreaProfile
from famsim.errors import FamsimError, ScenarioError
from famsim.nearest import did_you_mean
from famsim.questions.trial.checks import Checks
from famsim.questions.trial.tables_asked import BEFORE_AFTER, Arm, Published, TrialFile
from famsim.scenario import Scenario, Strategy, as_toml, explain, parse, read_text, shown

FILE = "a trial file (.toml)"
SHIPPED = "shipped"


@dataclass(frozen=True)
class Trial:
    """A trial whose every name is known: as it was written, its tables, its sites, and its world as a scenario."""

    toml: str
    file: TrialFile
    sites: tuple[AreaProfile, ...]
    scenario: Scenario

    @property
    def arms(self) -> tuple[Arm, ...]:
        """The arms, the control arm first."""
        return tuple(sorted(self.file.arms, key=lambda arm: not arm.control))

    @property
    def is_before_and_after(self) -> bool:
        """Whether nobody stands beside those who are helped."""
        return self.file.trial.design == BEFORE_AFTER

    @property
    def months(self) -> int:
        """The last month that anybody is asked in."""
        return self.file.follow_up.waves[-1]

    def waves_of(self, measure: str) -> tuple[int, ...]:
        """Return the waves at which something is measured."""
        waves = self.file.follow_up.waves
        asked = {month for one in self.file.outcomes if one.measure == measure for month in one.months or waves}
        return tuple(sorted(asked))

    @property
    def measures(self) -> tuple[str, ...]:
        """What is measured, each once."""
        return tuple(dict.fromkeys(one.measure for one in self.file.outcomes))

    @property
    def published(self) -> tuple[Published, ...]:
        """The results that have been entered."""
        return self.file.published

    @property
    def before_results(self) -> str:
        """The hash of all that is asked, results left out: the same before and after they are entered."""
        raw, _ = parse(self.toml, FILE)
        raw.pop("published", None)
        said = json.dumps(raw, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(said.encode("utf-8")).hexdigest()


def shipped_trials() -> tuple[str, ...]:
    """Return the names of the trials that come with the package."""
    folder = files("famsim.questions.trial").joinpath(SHIPPED)
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_trial(
    given: str | os.PathLike[str] | Mapping[str, Any] | Trial, changes: Mapping[str, int | None] | None = None
) -> Trial:
    """Return the trial of a file, of one that comes with the package by its name, or of the same tables in Python.

    changes: `seed` or `families` of the [trial] table. Raises ScenarioError or AreaError naming file, line, field, what
    is allowed and the nearest name.
    """
    wanted = {name: value for name, value in (changes or {}).items() if value is not None}
    if isinstance(given, Trial):
        return of_text(given.toml, given.file.trial.name, wanted)
    if isinstance(given, Mapping):
        return of_tables(given, "the trial", wanted)
    if not isinstance(given, str | os.PathLike):
        raise FamsimError(f"{shown(repr(given))}: is no trial; allowed: a path, a name, a table, or a Trial")
    name = os.fspath(given)
    if name in shipped_trials():
        return of_text(shipped_text(name), f"{name}.toml", wanted)
    if not os.path.lexists(name):
        near = did_you_mean(Path(name).name.removesuffix(".toml"), shipped_trials())
        allowed = f"a file, {', '.join(shipped_trials())}"
        raise ScenarioError(f"{shown(name)}: there is no such file or trial; allowed: {allowed}{near}")
    return of_text(read_text(name, FILE), shown(name), wanted)


def shipped_text(name: str) -> str:
    """Return the text of a trial that comes with the package."""
    return files("famsim.questions.trial").joinpath(SHIPPED, f"{name}.toml").read_text(encoding="utf-8")


def of_tables(tables: Mapping[str, Any], where: str, changes: Mapping[str, int]) -> Trial:
    """Return the trial of tables as Python has them."""
    return of_text(as_toml(tables, where, FILE), where, changes)


def of_text(toml: str, where: str, changes: Mapping[str, int] | None = None) -> Trial:
    """Return the trial written in a TOML text, with some fields of its [trial] table changed."""
    raw, lines = parse(toml, where)
    if changes and isinstance(raw.get("trial"), dict):
        raw["trial"] |= changes
        toml = as_toml(raw, where, FILE)
    try:
        file = TrialFile.model_validate(raw, by_alias=True, by_name=False)
    except ValidationError as error:
        raise explain(error, TrialFile, where, lines) from None
    checks = Checks(file, where, lines)
    checks.arms()
    checks.outcomes()
    sites = checks.sites()
    scenario = world_of_trial(file)
    checks.evidence(scenario)
    return Trial(toml, file, sites, scenario)


def world_of_trial(file: TrialFile) -> Scenario:
    """Return the world that a trial is set in, in which nobody is helped but by it."""
    about = file.trial
    return Scenario(
        name=about.name,
        question=about.question,
        area=about.area,
        areas=about.areas,
        months=file.follow_up.waves[-1],
        seed=about.seed,
        families=about.families,
        evidence=file.evidence,
        programme=file.programmes,
        strategy=(Strategy(name="no help beside the trial's"),),
    )
