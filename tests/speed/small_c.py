"""The small model in scalar C (small.c), compiled on the spot by the machine's own compiler."""

import ctypes
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import small_engine
from small import YEAR

NAME = "scalar C"
SOURCE = Path(__file__).with_name("small.c")
# A product and a sum must not melt into one rounding, or some processors would compute another model.
FLAGS = ["-O2", "-ffp-contract=off", "-shared", "-fPIC"]


def compiler():
    """Return the path of the C compiler ($CC, or cc), or None if there is none."""
    return shutil.which(os.environ.get("CC", "cc"))


@cache
def compiled():
    """Return the compiled function. The library stays loaded after its file is gone."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "small.so"
        subprocess.run([compiler(), *FLAGS, "-o", str(target), str(SOURCE), "-lm"], check=True)
        library = ctypes.CDLL(str(target))
    library.prepare()
    function = library.live_months
    families = np.ctypeslib.ndpointer(small_engine.FAMILY, flags="C")
    parameters = np.ctypeslib.ndpointer(small_engine.PARAMETERS, flags="C")
    function.argtypes = [families, *[ctypes.c_int64] * 3, ctypes.c_uint64, parameters]
    function.restype = None
    return function


def start(families, seed):
    compiled()
    return small_engine.start(families, seed)


def live(state, months):
    families, seed, p = state
    for month in range(0, months, YEAR):
        compiled()(families, families.size, month, min(YEAR, months - month), int(seed), p)


def together(state):
    return small_engine.together(state)
