"""The experiments of one store: which were asked of it, how the others differ from the one looked at, what is done."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from famsim.errors import FamsimError, StoreError
from famsim.questions.sweep.asked import FILE, Experiment, latest, of_note
from famsim.questions.sweep.plan import Plan
from famsim.questions.sweep.status import SweepStatus, status_of
from famsim.scenario import parse, shown
from famsim.store import Store

TOLD = 3  # fields in which an experiment differs that are named


@dataclass(frozen=True)
class Other:
    """An experiment of a store beside the one looked at.

    number: what `--experiment` takes, 1 for the one asked for longest ago. differs: the fields it has otherwise, with
    its own values. status: how all of it stands; kept: runs kept that are not also of the one looked at.
    """

    number: int
    differs: tuple[str, ...]
    status: SweepStatus
    kept: int


def asked_of(store: Store, number: int | None = None) -> Experiment:
    """Return an experiment of a store by its number, the latest for None; StoreError if there is none."""
    notes = store.notes()
    if number is None or not notes:
        return latest(store)
    if not 1 <= number <= len(notes):
        raise StoreError(
            f"{store.path}: --experiment {number}: allowed: 1 to {len(notes)}, as `famsim status` numbers them"
        )
    return of_note(notes[number - 1], str(store.path))


def others_of(experiment: Experiment, store: Store) -> list[Other]:
    """Return the experiments of a store that hold runs which this one does not; none for this one, smaller or equal."""
    found: list[Other] = []
    notes = [(number, note) for number, note in enumerate(store.notes(), 1) if note != experiment.note]
    mine = set(keys(Plan(experiment))) if notes else set()
    for number, note in notes:
        with suppress(FamsimError):  # of another famsim, which that one reads
            other = of_note(note, str(store.path))
            beside = list(dict.fromkeys(key for key in keys(Plan(other)) if key not in mine))
            if beside:
                status = status_of(Plan(other), store)
                found.append(Other(number, differing(other, experiment), status, len(store.statuses(beside))))
    return found


def also_held(experiment: Experiment, store: Store) -> str:
    """Return in a few words how many runs of how many other experiments a store holds; "" for none."""
    others = others_of(experiment, store)
    runs, n = sum(one.kept for one in others), len(others)
    if not others:
        return ""
    return (
        f"{shown(str(store.path))} also holds {runs:,} run{'' if runs == 1 else 's'} of {n} other experiment"
        f"{'' if n == 1 else 's'}, left alone"
    )


def keys(plan: Plan) -> Iterator[str]:
    """Yield the key of every run."""
    for life in plan.lives():
        yield from (run.key for run in life.runs)


def differing(other: Experiment, experiment: Experiment) -> tuple[str, ...]:
    """Return the fields that an experiment has otherwise, such as `lever.places.low 2`; a few of them."""
    theirs, mine = (dict(fields(parse(one.toml, FILE)[0])) for one in (other, experiment))
    said = [f"{name.removeprefix('experiment.')} {value}" for name, value in theirs.items() if mine.get(name) != value]
    said += [f"no {name.removeprefix('experiment.')}" for name in mine if name not in theirs]
    said += [f"scenario {name} as it was then" for name in other.scenarios if changed(name, other, experiment)]
    return tuple(said[:TOLD]) + (("and more",) if len(said) > TOLD else ())


def changed(name: str, other: Experiment, experiment: Experiment) -> bool:
    """Say whether two experiments mean different scenarios by one name."""
    return name in experiment.scenarios and experiment.scenarios[name] != other.scenarios[name]


def fields(table: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields of a table and of those within it by their names, with their values as texts."""
    for name, value in table.items():
        at = f"{before}{name}"
        if isinstance(value, dict):
            yield from fields(value, f"{at}.")
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            for one in value:
                called = one.get("name") or one.get("figure")
                yield from fields({key: one[key] for key in one if one[key] != called}, f"{at}.{called}.")
        else:
            yield at, str(value)
