"""Where a family stands with support is no rule of life's to read, and only help writes what is felt of it.

Strategies are followed beside one life because of this (famsim.engine.beside): what a strategy does reaches a life
through EFFECTS alone. A new rule that breaks it must come here first, and has to fork lives.
"""

import ast
from pathlib import Path

import famsim.rules
from famsim.engine.together import OF_SUPPORT_ALONE
from famsim.model.counts import N_LIFE_COUNTS, Count
from famsim.model.family import FAMILY, SUPPORT

ROOM = Path(famsim.rules.__file__).parent
OF_SUPPORT = {name for name in SUPPORT.names if not name.startswith("pad")}
FELT = {name for name in FAMILY.names if name.startswith("eff_")} | {"level", "learned", "eased"}
# files whose rules are the way into support and through it
SUPPORTS_OWN = {
    "coming.py",
    "finding.py",
    "support.py",
    "sessions.py",
    "notes.py",
    "screen.py",
    "noticing.py",
    "arriving.py",
    "turn.py",
}
# life may only ask whether a wait is to be ended, and begins every family outside support
LIFE = {
    "month.py": {"before_places", "couple_changes"},
    "entry.py": {"nothing_has_happened_yet"},
    "effects.py": {"effects_accrue", "carried", "slot_for"},
}
# life hands a family's dealings with support to these verbs, which change nothing else of it
VERBS = {"stop_waiting", "leave_support", "another_couple", "leave_queue", "come_for_support", "support_this_month"}
VERBS |= {"leave_queue_amid_violence", "referral_arrives"}


def functions():
    """Yield each rule of the room: its file's name and its syntax."""
    for path in ROOM.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield path.name, node


def attributes(node, written=False):
    """Return the names after a dot in a rule; `written`: of those it assigns to."""
    found = (one for one in ast.walk(node) if isinstance(one, ast.Attribute))
    return {one.attr for one in found if not written or isinstance(one.ctx, ast.Store)}


def felt(node):
    """Say whether a rule writes what is felt of help: in a slot of EFFECTS, or a sum over slots."""
    written = [one for one in ast.walk(node) if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)]
    of_a_slot = any(isinstance(one.value, ast.Name) and one.value.id == "slot" for one in written)
    return of_a_slot or bool({one.attr for one in written} & FELT)


def of_a_family(node, names):
    """Return those of some names that a rule reads or writes of a family."""
    return {
        one.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "family"
    } & names


def test_life_reads_nothing_of_support():
    found = {}
    for file, node in functions():
        if file not in SUPPORTS_OWN and of_a_family(node, OF_SUPPORT):
            found.setdefault(file, set()).add(node.name)
    assert found == LIFE
    waits = [node for file, node in functions() if file == "month.py" and of_a_family(node, OF_SUPPORT)]
    assert all(of_a_family(node, OF_SUPPORT) == {"help_stage"} for node in waits)


def figures_of_support(node):
    """Return the topics of figures that a rule reads and strategies beside one life may differ in."""
    found = (one for one in ast.walk(node) if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name))
    return {one.attr for one in found if one.value.id == "p"} & set(OF_SUPPORT_ALONE)


def test_life_reads_no_figure_that_strategies_beside_it_may_differ_in():
    """What an effect is when it accrues is read by help; of a policy, life asks whether it makes offers at all."""
    found = {node.name: figures_of_support(node) for file, node in functions() if file not in SUPPORTS_OWN}
    asks = {"before_places": {"policy"}, "after_places": {"policy"}}
    assert {name: topics for name, topics in found.items() if topics} == asks | {
        "effects_accrue": {"programmes"},
        "carried": {"support"},
        "moderation": {"support"},
        "talk_eases": {"staff"},
    }


def test_support_writes_nothing_of_life():
    life = {name for name in FAMILY.names if name not in OF_SUPPORT}
    for file, node in functions():
        if file in SUPPORTS_OWN:
            assert not attributes(node, written=True) & life, node.name


def test_what_is_felt_of_help_is_written_by_help_alone():
    writers = {node.name for _, node in functions() if felt(node)}
    assert writers == {"effects_fade", "add_up", "talk_eases", "effects_accrue", "fades_join", "couples_effects_end"}


def test_life_calls_only_the_verbs_of_support():
    called = set()
    for file, node in functions():
        if file not in SUPPORTS_OWN:
            called |= {
                one.func.id for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
            }
    entrances = {"coming.py", "support.py", "sessions.py", "arriving.py"}
    supports_own = {node.name for file, node in functions() if file in entrances} | {"another_couple"}
    assert called & supports_own == VERBS


def counted_bare(node):
    """Return what a rule adds to a note's counts by itself, not by `take_note`, as it is written."""
    added = [one.target for one in ast.walk(node) if isinstance(one, ast.AugAssign)]
    return [one.slice for one in added if isinstance(one, ast.Subscript) and ast.unparse(one.value) == "note.counts"]


def of_life(place):
    """Say whether every count that an index names is one of life's."""
    names = [one.attr for one in ast.walk(place) if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name)]
    return bool(names) and all(Count[name] < N_LIFE_COUNTS for name in names if name in Count.__members__)


def test_counts_of_support_are_taken_note_of():
    """The book reads them only where something is noted (famsim.engine.book): a bare one would be lost."""
    bare = {(file, node.name): counted_bare(node) for file, node in functions()}
    assert any(bare.values())
    others = [rule for rule, places in bare.items() if not all(of_life(place) for place in places)]
    assert others == [("notes.py", "take_note")]


def test_a_bare_count_of_support_is_seen():
    """A negative control."""
    rule = ast.parse("note.counts[Count.FAMILIES] += 1\nnote.counts[Count.PENCE] += 5\n")
    assert [of_life(place) for place in counted_bare(rule)] == [True, False]
