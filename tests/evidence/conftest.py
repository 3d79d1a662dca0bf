"""A small register of our own making, in a folder laid out like the real one."""

import pytest

from famsim.evidence import load_register

SOURCES = """
[assumed]
title = "No source"
publisher = "famsim"
read_in = "own"

[remembered]
title = "A figure nobody looked up"
publisher = "A. Scholar"
read_in = "memory"

[survey]
title = "A survey"
publisher = "An office"
year = 2016
period = "2015-16"
url = "https://example.org/survey"
read_in = "page"
"""

STRESS = """
[arrears]
says = "Stress of a month in arrears"
value = 0.8
range = [0.4, 1.2]
distribution = "normal"
unit = "SD of quality"
grade = "assumed"
source = "assumed"

[unemployment]
says = "Stress of a month of unemployment"
value = 0.5
range = [0.2, 0.9]
distribution = "triangular"
unit = "SD of quality"
grade = "derived"
source = ["survey", "assumed"]
page = "table 2"
used_by = ["stressors"]
"""

GROUP = """
[level]
says = "Effect on quality"
value = 0.2
range = [0.0, 0.5]
unit = "SD"
grade = "measured"
source = "survey"
transfer = true

[level_transfer]
says = "Share of the effect that carries over"
value = 0.8
range = [0.4, 1.0]
distribution = "beta"
sd = 0.12
unit = "share"
grade = "assumed"
source = "assumed"
"""


@pytest.fixture
def folder(tmp_path):
    """Return a register's folder: sources, one topic, one programme."""
    root = tmp_path / "evidence"
    (root / "programmes").mkdir(parents=True)
    (root / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (root / "stress.toml").write_text(STRESS, encoding="utf-8")
    (root / "programmes" / "new_parent_group.toml").write_text(GROUP, encoding="utf-8")
    return root


@pytest.fixture
def register(folder):
    """Return the small register."""
    return load_register(folder)


@pytest.fixture
def one_figure(folder):
    """Return a function that loads a register whose topic `test` holds one figure with the given lines."""

    def load(lines, name="figure"):
        basics = {"says": '"a figure"', "unit": '"share"', "grade": '"assumed"', "source": '"assumed"'}
        given = {line.split("=")[0].strip() for line in lines.splitlines()}
        rest = "\n".join(f"{key} = {value}" for key, value in basics.items() if key not in given)
        (folder / "test.toml").write_text(f"[{name}]\n{lines}\n{rest}\n", encoding="utf-8")
        return load_register(folder)

    return load
