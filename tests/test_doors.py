"""Every public door names a thing of another kind given for a path, a name or a study, and what is allowed.

The doors and their arguments are read from their signatures: one that is new is asked too.
"""

import inspect

import pytest

import famsim as fs
from famsim.errors import FamsimError

STRANGE = {"none": None, "number": 5, "bytes": b"x", "thing": object(), "list": [5]}
NOT_ASKED = {("load_scenario", "known_figures")}  # what tests of the scenario give it
EXPERIMENT = {
    "experiment": {"name": "doors", "scenarios": ["newcastle"], "families": 200, "months": 12},
    "levers": {"strategy.newcastle.offer.1.places_a_month": [2.0, 4.0]},
}
GIVEN = {  # what else a door asks for, right in itself
    "area": "leeds",
    "asked": "newcastle",
    "experiment": EXPERIMENT,
    "file": "none.toml",
    "folder": "none",
    "path_or_name": "newcastle",
    "results": "none",
    "store": "none/none.sqlite",
    "strategy": "newcastle",
    "trial": "coached_online",
}
KINDS = ("str", "PathLike", "Scenario", "Study", "Mapping")


def doors():
    """Return every public function by name, with the estimator's two steps and what a study is asked."""
    found = {name: getattr(fs, name) for name in fs.__all__ if inspect.isfunction(getattr(fs, name))}
    return found | {"Calibration": fs.Calibration, "fit": fs.Calibration(["separation.by_quality"]).fit}


def is_asked(door, one):
    """Say whether an argument is a path, a name, a scenario, tables or a study."""
    said = str(one.annotation)
    of_kind = any(kind in said for kind in KINDS) and "Callable" not in said
    return of_kind and one.kind is not one.VAR_KEYWORD and (door, one.name) not in NOT_ASKED


def arguments():
    """Yield each door with each of its arguments that is a path, a name, a scenario, tables or a study."""
    for door, function in doors().items():
        for one in inspect.signature(function).parameters.values():
            if is_asked(door, one):
                yield pytest.param(function, one, id=f"{door}-{one.name}")


@pytest.fixture(scope="module")
def given():
    return GIVEN | {"scenario": fs.load_scenario("newcastle").with_(families=200, months=12)}


def refusals(function, one, given):
    """Yield what a door says of each strange thing that its signature does not allow; FamsimError, or it fails."""
    asked = inspect.signature(function).parameters.values()
    needed = {other.name: given[other.name] for other in asked if other.default is other.empty and other.name in given}
    for kind, value in STRANGE.items():
        if not (kind == "none" and "None" in str(one.annotation)):
            with pytest.raises(FamsimError) as refused:
                function(**needed | {one.name: value})
            yield value, str(refused.value)


@pytest.mark.parametrize(("function", "one"), arguments())
def test_a_thing_of_another_kind_is_refused_in_words(function, one, given, tmp_path, monkeypatch):
    """No TypeError from inside, nothing written, whatever else is asked for."""
    monkeypatch.chdir(tmp_path)
    said = list(refusals(function, one, given))
    assert said and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("door", "argument", "says"),
    [
        ("Calibration", "params", "params 5: allowed: names of figures"),
        ("Calibration", "store", "store 5: allowed: a path, as text or a pathlib.Path"),
        ("assess", "area", "area 5: allowed: a name, as text"),
        ("load_scenario", "path_or_name", "path_or_name 5: allowed: a path"),
        ("load_scenario", "area_figures", "area_figures 5: allowed: a path"),
        ("report", "folder", "folder 5: allowed: a path"),
        ("compare", "posterior", "posterior 5: allowed: a path"),
        ("business_case", "results", "results 5: allowed: a path"),
        ("plot", "study", "study 5: is no study"),
    ],
)
def test_the_message_names_what_was_given_and_what_is_allowed(door, argument, says, given):
    function = doors()[door]
    found = dict(refusals_of_five(function, inspect.signature(function).parameters[argument], given))
    assert says in found[5]


def refusals_of_five(function, one, given):
    """Yield what is said of the number 5."""
    return ((value, said) for value, said in refusals(function, one, given) if value == 5)


@pytest.mark.parametrize("value", [None, 5, b"x"])
def test_a_study_is_saved_at_a_path_alone(value, comparison):
    from famsim.questions.compare.result import study_of

    study = study_of(comparison)
    with pytest.raises(FamsimError, match=r"path .*: allowed: a path"):
        study.save(value)
    with pytest.raises(FamsimError, match="there is no difference of"):
        study.difference(value, "fewer_partings")


def test_a_path_is_text_or_what_stands_for_it(tmp_path):
    """pathlib.Path and any os.PathLike of text are paths; of bytes none."""
    from famsim.limits import is_path

    class OfBytes:
        def __fspath__(self):
            return b"x"

    assert is_path("x") and is_path(tmp_path) and not is_path(OfBytes()) and not is_path(b"x")
