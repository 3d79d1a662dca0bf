"""The subset that rules keep to: all that the engine's loop reaches is in it, and what is not is refused in words."""

import importlib.util
import inspect
import re

import numpy as np
import pytest

from famsim.engine import Run
from famsim.model import chance
from famsim.rules import month
from famsim.wasm import OutsideSubsetError
from famsim.wasm.entry import handed_over, looked_at, words
from famsim.wasm.kinds import FLOAT, INT, SINGLE, WORD, Array, Record, Several
from famsim.wasm.module import loop_of
from famsim.wasm.source import plain
from famsim.wasm.subset import Program

CHOSEN = {one.__name__ for of, (_, by_itself) in chance.TWO_WAYS.items() for one in (of, by_itself)}  # never compiled
FAMILY = Record(np.dtype([("quality", np.float64), ("months", np.int16), ("easy", np.float32)]))
WHO = {"a": INT, "b": INT, "x": FLOAT, "w": WORD, "family": FAMILY, "row": Array("i8", (None,))}
WHO |= {"pair": Several((INT, INT)), "easy": SINGLE}

REFUSED = {  # a line that is outside the subset: what is said of it, and part of the mend
    "return [a, b]": ("List is not translated", "plain numbers"),
    "return a ** b": ("Pow is not translated", "use + - * /"),
    "return a // b": ("not a whole number above 0 known beforehand", "a constant"),
    "return x % 3": ("not a whole number above 0 known beforehand", "use /"),
    "family.months = x": ("writes float64 where a whole number is kept", "use int()"),
    "return a + w": ("uint64 and other numbers", "np.uint64() or np.int64()"),
    "return np.int32(x)": ("makes an int32 of what is no int64", "np.int64()"),
    "return [n for n in range(a)]": ("ListComp is not translated", "if, for, while"),
    "return 'bad'": ("is a str", "use a number"),
    "return min(a, b, 3)": ("has 3 arguments", "use 2"),
    "return max(a, key=b)": ("names an argument", "by place"),
    "return family.weight": ("has no 'weight'", "use a field"),
    "return row[-1]": ("counts from the end", "from the beginning"),
    "return np.exp(x)": ("calls what is not translated", "np.floor"),
    "return planted(a, b, x, w, family, row, pair, easy)": ("calls itself", "write it as a loop"),
    "return x and a": ("is neither yes or no nor a whole number", "compare it"),
    "if x:\n        return 1": ("is float64, not yes or no", "compare it"),
    "try:\n        a = 1\n    except ValueError:\n        pass": ("Try is not translated", "use assignment"),
    "for n in row:\n        a = n": ("goes over something else than a range", "range(first, end)"),
    "row = np.zeros(a, np.int64)": ("makes an array", "makes_arrays"),
    "pair[0] = a": ("writes into a tuple", "make a new one"),
    "return easy + (a == b)": ("float32 and yes or no", "int()"),
    "return not_there": ("'not_there' has no value here", "before it is read"),
    "return a if b else family": ("is int and a record", "one kind on every way"),
    "with open(a) as b:\n        pass": ("With is not translated", "use assignment"),
    "a = lambda: 3": ("Lambda is not translated", "if, for, while"),
}


def reached():
    """Return every function that the loop's text names, and theirs, and so on."""
    seen, ahead = set(), [plain(Run.live.__globals__["live"])]
    while ahead:
        function = ahead.pop()
        if function not in seen:
            seen.add(function)
            named = (plain(function.__globals__.get(name)) for name in function.__code__.co_names)
            ahead += [one for one in named if inspect.isfunction(one) and one.__module__.startswith("famsim.")]
    return seen


@pytest.fixture(scope="module")
def program():
    made = Program()
    loop_of(made)
    return made


def test_every_rule_that_a_month_reaches_is_translated(program):
    """The contract of the subset: a rule outside it fails here, with its file, its line and the mend."""
    found = {one.source.function for one in program.functions}
    missing = {one.__name__ for one in reached() - found} - CHOSEN
    assert missing == set() and len(found) > 300


def test_functions_stand_after_those_they_call(program):
    """What is written in LLVM is known when it is called: the loop stands last."""
    assert program.functions[-1].source.name == "live"
    assert len({one.name for one in program.functions}) == len(program.functions)


def planted(text, folder):
    """Return a function with one line in it, from a file of its own."""
    file = folder / "planted.py"
    file.write_text(f"import numpy as np\n\n\ndef planted({', '.join(WHO)}):\n    {text}\n    return 0\n")
    spec = importlib.util.spec_from_file_location("planted", file)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made.planted


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_outside_the_subset_is_refused_with_its_line_and_the_mend(text, tmp_path):
    wrong, mend = REFUSED[text]
    with pytest.raises(OutsideSubsetError) as refused:
        Program().add(planted(text, tmp_path), tuple(WHO.values()))
    said = str(refused.value)
    assert re.match(r".*planted\.py:[5-9]: ", said), said
    assert wrong in said and mend in said, said


PLANTED = "def network_moves(family, now, p):\n    family.support_moved = 0.0\n    family.support **= 2\n"


def test_a_planted_rule_deep_in_a_month_is_found(monkeypatch, tmp_path):
    """A rule of a family's month that takes a power: named with its own line, however deep it is called from."""
    file = tmp_path / "planted_rule.py"
    file.write_text(PLANTED)
    spec = importlib.util.spec_from_file_location("planted_rule", file)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    monkeypatch.setattr(month, "network_moves", made.network_moves)
    with pytest.raises(OutsideSubsetError, match=r"planted_rule\.py:3: .*Pow is not translated"):
        loop_of(Program())


def test_draws_worked_out_ahead_are_read_where_there_are_any(program):
    """As numba chooses when it compiles (famsim.model.chance): never the plain Python that asks what `now` is."""
    names = {one.source.name for one in program.functions}
    assert "_uniform_ahead" in names and "_uniform_of" not in names
    assert plain(chance.uniform).__globals__["_uniform_of"].__name__ == "_uniform_of"


def test_every_word_of_the_block_has_a_place_of_its_own():
    """What the driver hands over: an address or a number, and each dimension that varies; nothing of nobody beside."""
    places, looking = words(handed_over()), words(looked_at())
    for one in (places, looking):
        assert sorted(one.values()) == list(range(len(one)))
    assert {"families.0", "month", "found.0"} <= set(looking)
    assert {"state.couple_months.1", "timetable.seed", "p", "room.to"} <= set(places)
    assert not [one for one in places if one.startswith("beside")] and len(handed_over()) == 4
