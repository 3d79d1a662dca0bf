"""What the register accepts, and what each kind of fault says.

Every fault below is planted in a register that loads without it (the `register` fixture).
"""

from dataclasses import FrozenInstanceError

import pytest

from famsim.errors import EvidenceError
from famsim.evidence import load_register

LONG = "9" * 6000


def test_figures_are_named_by_their_file_and_their_table(register):
    """By construction: one topic with two figures, one programme with two."""
    assert list(register.figures) == [
        "programmes.new_parent_group.level",
        "programmes.new_parent_group.level_transfer",
        "stress.arrears",
        "stress.unemployment",
    ]


def test_a_figure_keeps_what_its_file_says(register):
    figure = register["stress.unemployment"]
    assert (figure.value, figure.low, figure.high) == (0.5, 0.2, 0.9)
    assert (figure.sources, figure.page, figure.used_by) == (("survey", "assumed"), "table 2", ("stressors",))
    assert register.sources["survey"].year == 2016


def test_an_inline_table_is_a_figure_like_any_other(folder):
    head = 'arrears = { says = "s", value = 0.8, range = [0.4, 1.2], unit = "SD", '
    line = head + 'grade = "assumed", source = "assumed" }'
    (folder / "stress.toml").write_text(line, encoding="utf-8")
    assert load_register(folder)["stress.arrears"].value == 0.8


def test_nothing_in_a_register_can_be_changed(register):
    with pytest.raises(FrozenInstanceError):
        register["stress.arrears"].value = 1.0
    with pytest.raises(TypeError):
        register.figures["stress.arrears"] = None


def test_the_sources_nobody_uses_and_the_figures_of_a_grade_are_listed(register):
    assert register.unused_sources() == ("remembered",)
    assert [figure.name for figure in register.graded("measured")] == ["programmes.new_parent_group.level"]


def test_a_misspelt_figure_is_answered_with_the_nearest(register):
    with pytest.raises(EvidenceError, match=r"Did you mean 'stress\.arrears'\?"):
        register["stress.arears"]


@pytest.mark.parametrize("key", ["says", "value", "unit", "grade", "source", "range"])
def test_a_missing_field_is_an_error(folder, key):
    text = (folder / "stress.toml").read_text(encoding="utf-8")
    left = [line for line in text.splitlines() if not line.startswith(f"{key} =")]
    (folder / "stress.toml").write_text("\n".join(left), encoding="utf-8")
    with pytest.raises(EvidenceError, match=rf"evidence/stress\.toml, line 2, \[arrears\] {key}: is missing"):
        load_register(folder)


FAULTS = {
    "an unknown key": (
        "arrears",
        "unit =",
        "units =",
        7,
        "units: there is no key 'units'. Did you mean 'unit'",
    ),
    "a value out of range": (
        "arrears",
        "value = 0.8",
        "value = 1.3",
        4,
        "1.3 is outside its range. Allowed: 0.4 to",
    ),
    "a text for a value": ("arrears", "value = 0.8", 'value = "0.8"', 4, "'0.8' is not a number"),
    "a yes for a value": ("arrears", "value = 0.8", "value = true", 4, "True is not a number"),
    "no number": ("arrears", "value = 0.8", "value = nan", 4, "nan is not a finite number"),
    "infinity": ("arrears", "value = 0.8", "value = inf", 4, "inf is not a finite number"),
    "too large": (
        "arrears",
        "value = 0.8",
        f"value = 1{'0' * 400}",
        4,
        "more than 30 digits is not a finite",
    ),
    "an empty list": ("arrears", "value = 0.8", "value = []", 4, "the list is empty"),
    "one bad element": ("arrears", "value = 0.8", "value = [0.8, 2.0]", 4, "2 is outside its range"),
    "half a range": ("arrears", "[0.4, 1.2]", "[0.4]", 5, "[0.4] is not a range. Allowed: [low, high]"),
    "a range backwards": ("arrears", "[0.4, 1.2]", "[1.2, 0.4]", 5, "low 1.2 is above high 0.4"),
    "a range of no width": ("arrears", "[0.4, 1.2]", "[0.8, 0.8]", 5, "range: has no width"),
    "an unknown distribution": ("arrears", '"normal"', '"nromal"', 6, "Did you mean 'normal'"),
    "an unknown grade": (
        "arrears",
        'grade = "assumed"',
        'grade = "guess"',
        8,
        "there is no word for grade 'guess'",
    ),
    "an unknown source": ("arrears", 'source = "assumed"', 'source = "surveys"', 9, "Did you mean 'survey'"),
    "nothing said": ("arrears", '"Stress of a month in arrears"', '" "', 3, "says nothing"),
    "an sd of no use": (
        "unemployment",
        'page = "table 2"',
        "sd = 0.1",
        19,
        "sd: has no meaning for a triangular",
    ),
    "money without a year": ("arrears", '"SD of quality"', '"GBP a month"', 2, "price_year: is missing"),
    "a year without money": (
        "unemployment",
        'page = "table 2"',
        "price_year = 2019",
        19,
        "price_year: has no mean",
    ),
    "an impossible year": ("unemployment", 'page = "table 2"', "price_year = 19", 19, "19 is not a year"),
    "a grade too good": (
        "unemployment",
        '["survey", "assumed"]',
        '["remembered"]',
        18,
        "was not read, and the grade",
    ),
    "no transfer factor": (
        "unemployment",
        'page = "table 2"',
        "transfer = true",
        19,
        "'stress.unemployment_transfer'",
    ),
    "a transfer of maybe": (
        "unemployment",
        'page = "table 2"',
        'transfer = "no"',
        19,
        "'no' is not yes or no",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_file_line_and_field(folder, fault):
    table, right, wrong, line, message = FAULTS[fault]
    head, found, tail = (folder / "stress.toml").read_text(encoding="utf-8").partition(f"[{table}]")
    assert right in tail
    (folder / "stress.toml").write_text(head + found + tail.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(EvidenceError) as error:
        load_register(folder)
    assert f"evidence/stress.toml, line {line}, [{table}]" in str(error.value)
    assert message in str(error.value)
    assert str(folder.parent) not in str(error.value)
    assert len(str(error.value)) < 400


SHAPES = {
    "a beta beyond 1": ('value = 0.8\nrange = [0.1, 1.2]\ndistribution = "beta"', "is not within [0, 1]"),
    "a beta at its end": (
        'value = 0\nrange = [0, 1]\ndistribution = "beta"',
        "0 cannot be the mean of a beta",
    ),
    "a beta too wide": ('value = 0.5\nrange = [0, 1]\ndistribution = "beta"\nsd = 0.5', "an sd below 0.5"),
    "a lognormal from 0": ('value = 1\nrange = [0, 2]\ndistribution = "lognormal"', "0 has no logarithm"),
    "an sd of 0": ("value = 1\nrange = [0, 2]\nsd = 0", "sd: is not above 0"),
    "two sds for three": ("value = [1, 1, 1]\nrange = [0, 2]\nsd = [1, 1]", "one number, or 3"),
    "an sd of a fixed": ('value = 1\ndistribution = "fixed"\nsd = 1', "has no meaning for a fixed"),
}


@pytest.mark.parametrize("fault", SHAPES)
def test_a_distribution_that_cannot_be_is_an_error(one_figure, fault):
    lines, message = SHAPES[fault]
    with pytest.raises(EvidenceError) as error:
        one_figure(lines)
    assert message in str(error.value)


def test_only_what_is_fixed_may_lack_a_range(one_figure):
    assert one_figure('value = [1, 2, 3]\ndistribution = "fixed"')["test.figure"].value == (1.0, 2.0, 3.0)
    with pytest.raises(EvidenceError, match="range: is missing"):
        one_figure("value = [1, 2, 3]")


def test_a_name_that_no_rule_could_use_is_an_error(one_figure):
    with pytest.raises(EvidenceError, match="'my-figure' is not a name"):
        one_figure("value = 1\nrange = [0, 2]", name="my-figure")


BROKEN = {
    "two equal tables": b"[arrears]\n[arrears]\n",
    "a truncated file": b'[arrears]\nsays = "Stress of',
    "another encoding": '[arrears]\nsays = "caf\xe9"'.encode("latin-1"),
    "nesting without end": b"x = " + b"[" * 5000,
    "a number of 6,000 digits": f"x = {LONG}".encode(),
    "no table": b"value = 3\n",
    "not text": bytes(range(256)),
}


@pytest.mark.parametrize("file", ["stress.toml", "sources.toml", "programmes/new_parent_group.toml"])
@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_an_error_that_names_it(folder, file, fault):
    (folder / file).write_bytes(BROKEN[fault])
    with pytest.raises(EvidenceError, match=rf"^evidence/{file}"):
        load_register(folder)


def test_a_file_of_another_name_is_an_error(folder):
    (folder / "my stress.toml").write_text("", encoding="utf-8")
    with pytest.raises(EvidenceError, match="the file's name"):
        load_register(folder)


def test_programmes_have_a_file_each(folder):
    (folder / "programmes.toml").write_text("", encoding="utf-8")
    with pytest.raises(EvidenceError, match="a file each"):
        load_register(folder)


def test_without_sources_there_is_no_register(folder):
    (folder / "sources.toml").unlink()
    with pytest.raises(EvidenceError, match=r"evidence/sources\.toml: cannot be read"):
        load_register(folder)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('url = "https://example.org/survey"\n', "", r"\[survey\] url: is missing"),
        ('read_in = "page"', 'read_in = "pages"', "Did you mean 'page'"),
        ('title = "A survey"\n', "", r"\[survey\] title: is missing"),
        ("year = 2016", "years = 2016", "Did you mean 'year'"),
    ],
)
def test_a_source_without_what_it_takes_to_find_it_is_an_error(folder, right, wrong, message):
    text = (folder / "sources.toml").read_text(encoding="utf-8")
    assert right in text
    (folder / "sources.toml").write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(EvidenceError, match=message):
        load_register(folder)


def test_the_register_of_the_package_loads():
    """The shipped files pass every check above; only the project's own choices and memory lack an address."""
    shipped = load_register()
    assert {"assumed", "model_text"} <= set(shipped.sources)
    assert all(source.url or source.read_in in ("memory", "own") for source in shipped.sources.values())
