"""One family to try a rule on, England's parameters, and a share's test that knows what it could have missed."""

import gc
import os
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from scipy.stats import binomtest

from famsim.keeping import cache_folder
from famsim.model.counts import NOTE
from famsim.model.family import FAMILY, MARRIED, NEVER, NO_PROGRAMME
from famsim.model.now import Now

HERE = Path(__file__).parent
MADE_UP = HERE / "made_up"


def loaded(file):
    """Return a module made from a file."""
    spec = spec_from_file_location(file.stem, file)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SIZES, TURNS, PLAIN, WORKERS = (loaded(HERE / f"{name}.py") for name in ("sizes", "turns", "plain_rules", "workers"))
pytest_xdist_auto_num_workers = WORKERS.pytest_xdist_auto_num_workers
pytest_xdist_make_scheduler = WORKERS.pytest_xdist_make_scheduler
MONTH = 120  # the calendar month in which a test's family lives, unless the test says otherwise
FAMILY_ID = (9 << 48) | (4100 << 24) | 7
FALSE_ALARM = 1e-6  # of one `assert_share` with fresh draws; the draws are fixed, so it always passes or never does

MONTHS_OF_THE_FAMILY = ["first_separation", *(name for name in FAMILY.names if name.endswith("_month"))]

# How long a busy machine takes to draw an example, or to try it, is no truth about famsim.
settings.register_profile("untimed", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
ASKED = "_hypothesis_internal_use_settings"  # where hypothesis keeps what @settings says
FEW = 20  # examples of a property that is tried quickly, whatever it asks for
WITH_FEW = ("quick", "lowest", "lowest_lives")  # sizes that try it so: the whole run tries the others
settings.register_profile("quick", parent=settings.get_profile("untimed"), max_examples=FEW)


def pytest_configure(config):
    """Let xdist hand out files in the order of FIRST (tests/sizes.py); in small sizes properties are tried on fewer."""
    keep_bytecode()
    settings.load_profile("quick" if config.option.markexpr in WITH_FEW else "untimed")
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def keep_bytecode():
    """Keep bytecode in famsim's folder where it may not stand beside its source: to read all anew takes seconds."""
    folder = cache_folder()
    if sys.dont_write_bytecode and folder is not None:
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder / "bytecode")
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": sys.pycache_prefix}


def seldom_look_for_rings():
    """Let Python look for garbage that refers to itself once in 50,000 objects, and not among what tests are made of.

    It would look once in 700, among all modules and eight thousand tests: a sixth of the time of tests of tables.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_ignore_collect(collection_path, config):
    """Leave aside what holds no test of the size that is asked for: it takes seconds to read."""
    place = collection_path.relative_to(HERE).as_posix() if HERE in collection_path.parents else ""
    return True if place and not SIZES.may_hold(config.option.markexpr, place) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what is quick, what the lowest versions run, and as long what waits its turn; longest files first."""
    tests = [(*place_of(item), item.get_closest_marker("long") is not None) for item in items]
    for item, (place, name, _), left in zip(items, tests, TURNS.left(tests), strict=True):
        if left or name in SIZES.ON_LOWEST_ALONE:
            item.add_marker("long")
        if not left:
            for size in SIZES.sizes(place, name, item.fixturenames):
                item.add_marker(size)
    items.sort(key=lambda item: SIZES.turn(place_of(item)[0]))


def pytest_collection_finish(session):
    """Let tests ask rules as they are written; quick properties that ask for many examples take few."""
    seldom_look_for_rings()
    PLAIN.make_plain()
    if session.config.option.markexpr in WITH_FEW:
        for item in session.items:
            asked = getattr(item.function, ASKED, None)
            if asked is not None and asked.max_examples > FEW:
                setattr(item.function, ASKED, settings(asked, max_examples=FEW))


def pytest_runtest_setup(item):
    """Say whether this test asks rules as they are written."""
    place, name = place_of(item)
    PLAIN.ask_plain(place, item.get_closest_marker("quick") is not None or name in SIZES.ASKED_PLAIN)


def place_of(item):
    """Return a test's file, as tests/sizes.py names it, and its name."""
    return place_in_tests(item.path), item.originalname


@cache
def place_in_tests(path):
    return path.relative_to(HERE).as_posix()


@cache
def _england():
    from famsim.population.start import central_parameters, find_area

    return central_parameters(find_area("england"), {})


@pytest.fixture(scope="session")
def module_of():
    """Return what loads a helper module from its file: helpers stand beside the tests they serve."""
    return loaded


@pytest.fixture
def p():
    """Return England's parameters at central values, everything solved: a copy that a test may change."""
    return _england().copy()[0]


@pytest.fixture
def now():
    """Return a maker of one family's month, in an economy as usual."""

    def make(month=MONTH, **given):
        fields = {"family_id": FAMILY_ID, "seed": 1, "begun": True, "job_loss": 1.0, "job_finding": 1.0, "arrears": 1.0}
        fields |= given
        return Now(month=month, **(fields | {"seed": np.uint64(fields["seed"])}))

    return make


@pytest.fixture
def note():
    """Return an empty note."""
    return np.zeros(1, NOTE)[0]


@pytest.fixture
def family():
    """Return a maker of one family's record: a married couple of thirty, one child aged 3, nothing else happened.

    `ages` are the children's, in months at `month`, eldest first; `mother`, `other`, `children`, `effects` are tables
    of their fields; everything else is a field of the family.
    """
    return make_family


def make_family(ages=(36,), month=MONTH, mother=None, other=None, children=(), effects=(), **fields):
    """Return one np.record of FAMILY; see the `family` fixture."""
    one = np.zeros(1, FAMILY).view(np.recarray)[0]
    one.family_id, one.status, one.decile, one.union = FAMILY_ID, MARRIED, 5, 1
    for name in MONTHS_OF_THE_FAMILY:
        one[name] = NEVER
    one.entry_month, one.together_month = month - 60, month - 80
    one.reached[:] = -1
    one.effects["programme"] = NO_PROGRAMME
    one.programme = one.offer = one.account = -1
    for name in ("birth_month", "age_at_separation", "parted_month"):
        one.children[name] = NEVER
    one.n_children = len(ages)
    for k, age in enumerate(ages):
        one.children[k].birth_month = month - age
    one.mother.birth_month = one.other.birth_month = month - 360
    many = (*zip(one.children, children, strict=False), *zip(one.effects, effects, strict=False))
    for record, given in ((one.mother, mother), (one.other, other), *many):
        for name, value in (given or {}).items():
            record[name] = value
    for name, value in fields.items():
        one[name] = value
    return one


@pytest.fixture
def assert_share():
    """Fail only when a share is out of reach of chance: one false alarm in a million with fresh draws."""

    def check(count, out_of, expected, within=0.0):
        nearest = min(max(count / out_of, expected - within), expected + within)
        chance = binomtest(int(count), int(out_of), nearest).pvalue
        assert chance > FALSE_ALARM, f"{count}/{out_of} against {expected} (p = {chance:.1e})"

    return check


@pytest.fixture(scope="session")
def hostile():
    """Return the text of a small scenario whose names try to do harm."""
    return (MADE_UP / "hostile.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def workshop(hostile):
    """Return the workshop page of that scenario."""
    from famsim.handover.page import Holds
    from famsim.handover.page.gathering import gather
    from famsim.handover.page.making import page_of
    from famsim.runs import Moves
    from famsim.scenario import parse_scenario

    scenario = parse_scenario(hostile)  # too few families for anything to be shown: `page` refuses it
    return page_of(scenario, gather(scenario, Moves((-6, 12), 6, 24, most=60), holds=Holds(2, "gateshead")))


@pytest.fixture(scope="session")
def outcome(module_of):
    """Return a maker of outcomes written by hand: a few families with their counts, no engine."""
    return module_of(MADE_UP / "outcomes.py").outcome


@pytest.fixture(scope="session")
def make(module_of):
    """Return a maker of comparisons written by hand: tables with the columns of a real one, no engine."""
    return module_of(MADE_UP / "comparisons.py").made_up


@pytest.fixture(scope="session")
def own_programmes(module_of):
    """Return the module own_programmes.py: a scenario with a programme of its own."""
    return module_of(MADE_UP / "own_programmes.py")


@pytest.fixture(scope="session")
def comparison(make):
    """Return one of them; not to be changed in place."""
    return make()


@pytest.fixture(scope="session")
def kept_folder(comparison, tmp_path_factory):
    """Return a results folder of that comparison, as `famsim compare --out` writes it; not to be changed."""
    from famsim.questions.compare.result import study_of

    return study_of(comparison).save(tmp_path_factory.mktemp("kept") / "results <i>here")


@pytest.fixture
def without_figures(monkeypatch):
    """Let studies draw nothing, in tests of other files than pictures: they take most of the time of a folder."""
    from famsim.results import Study

    monkeypatch.setattr(Study, "figures", lambda self: {})


@pytest.fixture(scope="session")
def untraced(module_of):
    """Return what finds the numbers of a printed answer that are no cell of a table."""
    return module_of(MADE_UP / "traced.py").untraced_numbers


@pytest.fixture(scope="session")
def unknown_words(module_of):
    """Return what finds the words of a text that nobody outside knows."""
    return module_of(MADE_UP / "plain.py").unknown_words


@pytest.fixture(scope="session")
def pictures(module_of):
    """Return the module pictures.py: what is drawn in a figure, and whether it can be read."""
    return module_of(MADE_UP / "pictures.py")


@pytest.fixture(scope="session")
def timing_map(module_of):
    """Return the module timing_map.py: a made-up map of help moved in time."""
    return module_of(MADE_UP / "timing_map.py")


@pytest.fixture(scope="session")
def found(timing_map):
    """Return that map as it is; not to be changed in place."""
    return timing_map.made_up()
