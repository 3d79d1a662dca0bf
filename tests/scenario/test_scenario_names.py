"""docs/reliability.md F20: unknown, misspelt, missing and repeated keys, at every level, with the right line."""

import re

import pytest

KEYS = [
    ('name = "small"', "name"),
    ("question =", "question"),
    ("area =", "area"),
    ("months =", "months"),
    ("seed =", "seed"),
    ("families =", "families"),
    ("start =", "start"),
    ("staff_trained =", "staff_trained"),
    ("pathways =", "pathways"),
    ("data_shared =", "data_shared"),
    ("waits_shortened =", "waits_shortened"),
    ("programme =", "programme"),
    ("who =", "who"),
    ("when =", "when"),
    ("found =", "found"),
    ("places_a_month =", "places_a_month"),
    ("begins =", "begins"),
    ("ends =", "ends"),
    ("priority =", "priority"),
    ("invites =", "invites"),
    ("door =", "door"),
    ("works =", "works"),
    ("trigger =", "trigger"),
    ("from =", "from"),
    ("deprivation_decile =", "deprivation_decile"),
    ("together =", "together"),
    ("job_loss =", "job_loss"),
    ("job_finding =", "job_finding"),
    ("[economy]", "economy"),
    ("[evidence]", "evidence"),
    ("[scenario]", "scenario"),
]


@pytest.mark.parametrize(("text", "key"), KEYS)
def test_a_misspelt_key_is_refused_with_the_right_one_and_its_line(text, key, small, refused):
    """A letter left out: the reader must notice, name the key, and point at the line."""
    typo = key[:1] + key[2:]
    said = refused(text, text.replace(key, typo))
    line = small[: small.index(text)].count("\n") + 1
    assert said.startswith(f"a.toml, line {line}: "), said
    assert repr(typo) in said
    assert said.endswith(f"did you mean {key!r}?")


def test_every_key_of_the_small_scenario_is_in_that_table(small):
    """So that a new key cannot be forgotten here (name, to and the register's names aside)."""
    written = set(re.findall(r"(?:^|[{,\[] *)([a-z_]+) =", small, re.MULTILINE))
    assert written - {"name", "to", "midwife"} <= {key for _, key in KEYS}


@pytest.mark.parametrize(
    "table",
    [
        "",
        "[scenario]\n",
        "[[strategy]]\n",
        "[[strategy.offer]]\n",
        "[economy]\n",
        "when = { ",
        "pathways = [{ ",
    ],
)
def test_a_key_nobody_knows_is_refused_in_every_table(table, small, read, refused):
    """Never ignored: a setting that is not read would be believed."""
    if table == "[[strategy]]\n":
        table = '[[strategy]]\nname = "both"\n'
    key = "wibble = 3, " if table.endswith("{ ") else "wibble = 3\n"
    said = refused(table, table + key) if table else refused("[scenario]", "wibble = 3\n[scenario]")
    assert "there is no key 'wibble' here; allowed: " in said


def test_names_used_inside_the_program_are_not_keys_of_a_file(refused):
    """from_month, offers and strategies are Python names; a file says from, offer and strategy."""
    assert "there is no key 'from_month' here; allowed: trigger, from, to" in refused("from = -6", "from_month = -6")
    assert "did you mean 'offer'" in refused("[[strategy.offer]]", "[[strategy.offers]]")


@pytest.mark.parametrize("line", ["name", "question", "area", "months"])
def test_what_must_be_said_is_asked_for(line, small, read, refused):
    """No default for what a question is about."""
    old = next(row for row in small.splitlines() if row.startswith(line + " = "))
    assert f"a.toml, line 1: scenario.{line}: must be given; allowed: " in refused(old + "\n", "")


@pytest.mark.parametrize(
    ("old", "key"), [("months = 120", "scenario.months"), ("ends = 100", "strategy 2, offer 1, ends")]
)
def test_a_key_given_twice_names_both_lines(old, key, small, refused):
    """TOML forbids it; the reader says where the first one is."""
    first = small[: small.index(old)].count("\n") + 1
    said = refused(old, f"{old}\n# a line between\n{old}")
    assert said == f"a.toml, line {first + 2}: {key}: is given twice (first on line {first}); allowed: once"


def test_a_table_given_twice_names_both_lines(small, refused):
    """[evidence] at the top and again below."""
    first = small[: small.index("[evidence]")].count("\n") + 1
    said = refused("[economy]", "[evidence]\n[economy]")
    assert f"evidence: is given twice (first on line {first})" in said


@pytest.mark.parametrize("header", ["[strategy]", "[strategy.offer]"])
def test_single_brackets_where_there_are_several_are_explained(header, small, read):
    """The commonest slip with lists of tables."""
    with pytest.raises(Exception, match=r"\[\[|is not a list"):
        read(small.replace(f"[{header}]", header))


def test_a_table_in_place_of_a_value_and_the_other_way(refused):
    """Types of a whole table."""
    assert "pathways 1: 'midwife' is not a table" in refused(
        '[{ door = "midwife", to = "new_parent_group", works = 0.8 }]', '["midwife"]'
    )
    assert "staff_trained: 0.6 is not a table" in refused("{ midwife = 0.6 }", "0.6")
    assert "who: true is not a table" in refused("{ deprivation_decile = [1, 3], together = true }", "true")
    assert "when: 'birth' is not a table" in refused('{ trigger = "birth", from = -6, to = 12 }', '"birth"')
