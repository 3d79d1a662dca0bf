"""docs/reliability.md F21: every field at its limits, one step beyond them, and with what is no number."""

import math

import pytest

from famsim.errors import shown

# field: (text in the small scenario, the same with {} for the value, least, greatest, whole numbers only)
FIELDS = {
    "scenario.months": ("months = 240", "months = {}", 1, 240, True),
    "scenario.seed": ("seed = 1", "seed = {}", 0, 2**63 - 1, True),
    "scenario.families": ("families = 2000", "families = {}", 200, 10_000_000, True),
    "strategy 2, staff_trained.midwife": ("midwife = 0.6", "midwife = {}", 0.0, 1.0, False),
    "strategy 2, pathways 1, works": ("works = 0.8", "works = {}", 0.0, 1.0, False),
    "strategy 2, waits_shortened": ("waits_shortened = 0.5", "waits_shortened = {}", 0.0, 1.0, False),
    "strategy 2, offer 1, places_a_month": (
        "places_a_month = 8.0",
        "places_a_month = {}",
        0.0,
        100_000.0,
        False,
    ),
    "strategy 2, offer 1, begins": ("begins = 1", "begins = {}", 1, 240, True),
    "strategy 2, offer 1, ends": ("ends = 240", "ends = {}", 1, 240, True),
    "strategy 2, offer 1, when.from": ("from = -33", "from = {}", -33, 240, True),
    "strategy 2, offer 1, when.to": ("to = 240 ", "to = {} ", -33, 240, True),
    "strategy 2, offer 1, who.deprivation_decile": (
        "deprivation_decile = [1, 3]",
        "deprivation_decile = {}",
        1.0,
        10.0,
        False,
    ),
    "evidence.stress.arrears": ('"stress.arrears" = 0.4', '"stress.arrears" = {}', 0.1, 0.6, False),
    "economy.job_loss": ("job_loss = 1.5", "job_loss = {}", 0.0, 10.0, False),
}
NEVER = [
    "nan",
    "-nan",
    "inf",
    "-inf",
    "1e400",
    "-1e400",
    '"1"',
    '"5%"',
    "true",
    "{ a = 1 }",
    "[]",
    "1979-05-27",
    "-9999999999999999999999",
    "9" * 60,
]


def widest(small):
    """Return the small scenario with every window at its widest, so that a field meets only its own limit."""
    for old, new in [
        ("months = 120", "months = 240"),
        ("begins = 2", "begins = 1"),
        ("ends = 100", "ends = 240"),
    ]:
        small = small.replace(old, new)
    return small.replace("from = -6, to = 12", "from = -33, to = 240")


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_takes_its_least_and_greatest(field, small, read):
    """The limits are the ones the message prints, and belong to the range."""
    old, new, least, greatest, _ = FIELDS[field]
    low, high = (read(widest(small).replace(old, new.format(value))) for value in (least, greatest))
    assert low != high


@pytest.mark.parametrize("field", FIELDS)
def test_one_step_beyond_a_limit_is_refused(field, small, refused):
    """A step is 1 for whole numbers and the next float for others; said: field, value, range."""
    old, new, least, greatest, is_whole = FIELDS[field]
    below = least - 1 if is_whole else math.nextafter(least, -math.inf)
    above = greatest + 1 if is_whole else math.nextafter(greatest, math.inf)
    for value in (below, above):
        said = refused(old, new.format(value), widest(small))
        assert f": {field}: {value} is out of range; allowed: " in said


@pytest.mark.parametrize("value", NEVER)
@pytest.mark.parametrize("field", FIELDS)
def test_what_is_no_number_in_range_is_refused_by_name_and_line(field, value, small, refused):
    """No value is converted: not text, not true, not a date, not a percentage, not infinity."""
    old, new, *_ = FIELDS[field]
    small = widest(small)
    said = refused(old, new.format(value), small)
    line = small[: small.index(old)].count("\n") + 1
    assert said.startswith(f"a.toml, line {line}: {field}"), said
    assert "; allowed: " in said


@pytest.mark.parametrize("field", [field for field, row in FIELDS.items() if row[4]])
def test_a_whole_number_is_not_written_with_a_point(field, small, refused):
    """120.0 months may be a slip for 12.00; it is asked back."""
    old, new, least, *_ = FIELDS[field]
    assert "is not a whole number" in refused(old, new.format(f"{least}.0"), widest(small))


TEXTS = {
    "scenario.name": 'name = "small"',
    "scenario.question": 'question = "What if?"',
    "scenario.area": 'area = "newcastle-upon-tyne"',
    "strategy 1, name": 'name = "business as usual"',
}


@pytest.mark.parametrize("value", ["1", "true", '""', '"   "', '"a\\u0000b"', f'"{"x" * 2001}"', "[]"])
@pytest.mark.parametrize("field", TEXTS)
def test_a_text_is_printable_and_of_bounded_length(field, value, refused):
    """Names become file names and table cells: nothing invisible, nothing endless."""
    key = TEXTS[field].split(" = ")[0]
    said = refused(TEXTS[field], f"{key} = {value}")
    assert f": {field}: " in said
    assert "; allowed: text of 1 to " in said


@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\u200b", "\\n", "\\t", "\u2028"])
def test_a_name_holds_no_sign_that_changes_how_it_reads(sign, refused):
    """docs/reliability.md F26: right-to-left marks and line breaks in a name."""
    assert "strategy 1, name" in refused('"business as usual"', f'"business{sign} as usual"')


@pytest.mark.parametrize(("sign", "named"), [("\u202e", "U+202E"), ("\u200d", "U+200D"), ("\u200b", "U+200B")])
def test_the_sign_that_a_name_may_not_have_is_named(sign, named, refused):
    """Also the joiner in a Latin word, where it would make two names look the same."""
    said = refused('"business as usual"', f'"business{sign}as usual"')
    assert f"has the sign {named}, which cannot be printed" in said and "at its ends" not in said.split("; allowed")[0]


@pytest.mark.parametrize(
    "name",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 x",
    ],
)
def test_a_name_may_be_spelt_with_joiners(name, small, read):
    """Persian "mi-khaham" needs the non-joiner, Hindi the joiner, a family of three is three signs joined."""
    assert read(small.replace('"business as usual"', f'"{name}"')).strategies[0].name == name


@pytest.mark.parametrize("name", ["\u0645\u200c", "\u200d\u0645", "\u0645\u200c\u200c\u062e", "\u0645\u200c x"])
def test_a_joiner_joins_two_letters(name, refused):
    assert "has the sign U+200" in refused('"business as usual"', f'"{name}"')


def test_a_long_value_is_quoted_to_its_end():
    """Forty letters of it at least, and both quotes."""
    assert shown("x" * 300).startswith("'xxxx") and shown("x" * 300).endswith("...'")
    assert shown("x\u202e" * 300).endswith("...'")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('programme = "new_parent_group"', "programme = []", "a list of 0 is no programme"),
        ('to = "new_parent_group"', "to = {}", "a table is no programme"),
        ('start = "stock"', "start = 07:32:00", "07:32:00 is no "),
        ('start = "stock"', "start = 1979-05-27T07:32:00", "1979-05-27T07:32:00 is no "),
        ('priority = "need"', "priority = [1]", "[1] is no "),
        ("months = 120", "months = 07:32:00", "07:32:00 is not a whole number"),
    ],
)
def test_a_value_of_another_kind_is_told_in_the_words_of_the_file(old, new, said, refused):
    found = refused(old, new)
    assert said in found and "there is no" not in found and "datetime" not in found


CHOICES = {
    "scenario.start": ('start = "stock"', "start", "stok", "stock"),
    "strategy 2, pathways 1, door": ('door = "midwife"', "door", "midwive", "midwife"),
    "strategy 2, pathways 1, to": ('to = "new_parent_group"', "to", "new-parent-group", "new_parent_group"),
    "strategy 2, offer 1, programme": (
        'programme = "new_parent_group"',
        "programme",
        "new_parents_group",
        "new_parent_group",
    ),
    "strategy 2, offer 1, when.trigger": ('trigger = "birth"', "trigger", "brith", "birth"),
    "strategy 2, offer 1, invites": ('invites = "everyone"', "invites", "every one", "everyone"),
    "strategy 2, offer 1, priority": ('priority = "need"', "priority", "needs", "need"),
}


@pytest.mark.parametrize("field", CHOICES)
def test_a_misspelt_choice_names_the_nearest(field, refused):
    """Where, what, nearest right thing."""
    old, key, typo, near = CHOICES[field]
    said = refused(old, f'{key} = "{typo}"')
    assert f": {field}: " in said
    assert said.endswith(f"did you mean {near!r}?")


@pytest.mark.parametrize("value", ["1", "true", "[]", "nan", "{}"])
@pytest.mark.parametrize("field", CHOICES)
def test_a_choice_is_a_text(field, value, refused):
    """The same for every type that is not text."""
    old, key, *_ = CHOICES[field]
    said = refused(old, f"{key} = {value}")
    assert f": {field}: " in said and " is no " in said


@pytest.mark.parametrize("value", ["1", "0", '"true"', "[true]", "nan"])
def test_yes_or_no_is_true_or_false(value, refused):
    """1 is not true: a number in its place is a slip of line."""
    assert "allowed: true or false" in refused("data_shared = false", f"data_shared = {value}")
