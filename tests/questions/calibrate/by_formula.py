"""A slow fit by the bent formula of conftest.py in a process of its own, which a test kills: by_formula.py STORE.

It prints the posterior's draws."""

import sys
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from famsim.questions.calibrate import Ways, fitted, living, question

spec = spec_from_file_location("formula", Path(__file__).with_name("conftest.py"))
formula = module_from_spec(spec)
spec.loader.exec_module(formula)


def slowly(asks, scenario, **_):
    """Answer after a while."""
    time.sleep(0.05)
    return formula.bent(asks, scenario)


living.observe = slowly
formula.go_few_steps()
asked = question(formula.rows(), formula.FIGURES, families=2_000, how=formula.SMALL)
found = fitted(asked, Path(sys.argv[1]).with_suffix(".sqlite"), Ways(threads=2))
sys.stdout.write(found.tables["draws"].to_csv(index=False))
