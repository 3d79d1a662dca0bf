"""docs/reliability.md F27: loading runs nothing, opens the file alone, writes nothing, calls nobody."""

import re
import sys
from pathlib import Path

import pytest

import famsim.scenario
from famsim.errors import FamsimError
from famsim.scenario import load_scenario

FORBIDDEN = re.compile(
    r"exec|compile|import|os\.(system|exec|fork|posix_spawn|spawn|remove|rename|mkdir|chmod|link|symlink)"
    r"|subprocess|socket|ctypes|pickle|shutil|tempfile|webbrowser|urllib|marshal|code\."
)
PAYLOADS = [
    "!!python/object/apply:os.system ['touch pwned']",
    "a = \"__import__('os').system('touch pwned')\"",
    '[scenario]\nname = "{0.__class__.__mro__}"\n',
    '[scenario]\narea = "../../etc/passwd"\n',
    '[evidence]\n"../../etc/passwd" = 1\n',
    "cos\nsystem\n(S'touch pwned'\ntR.",
    '[scenario]\nname = "%s%n"\nquestion = "$(touch pwned)"\narea = "`id`"\nmonths = 1\n',
]
WATCHERS: list[list] = []  # an audit hook cannot be taken away again: it writes to whoever watches


def _hook(event, args):
    for seen in WATCHERS:
        seen.append((event, args))


sys.addaudithook(_hook)


@pytest.fixture
def events():
    """Return a watcher: the audit events of one load, after everything lazy was loaded once."""

    def watch(path):
        for seen in ([], []):
            WATCHERS.append(seen)
            try:
                load_scenario(path, {})
            except FamsimError:
                pass
            finally:
                WATCHERS.clear()
        return seen

    return watch


def check(seen, path):
    """Assert that only `path` was opened, to read, and nothing was run, written or sent."""
    for event, args in seen:
        assert not FORBIDDEN.match(event), (event, args)
        if event == "open" and isinstance(args[0], str | Path):
            assert str(args[0]) == str(path), args
            assert not (args[1] and set(args[1]) & set("wax+")), args


def test_a_good_scenario_opens_its_own_file_alone(tmp_path, small, events):
    """One file, read once."""
    path = tmp_path / "a.toml"
    path.write_text(small[: small.index("[evidence]")])
    seen = events(path)
    check(seen, path)
    assert sum(event == "open" and str(args[0]) == str(path) for event, args in seen) == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_runs_nothing(payload, tmp_path, monkeypatch, events):
    """Code in another language's clothes is text, or an error."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.toml"
    path.write_text(payload)
    check(events(path), path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.toml"]


def test_the_watcher_sees_a_forbidden_event(tmp_path, events, monkeypatch):
    """A planted fault: a reader that evaluates its text must be caught."""
    path = tmp_path / "a.toml"
    path.write_text("1 + 1")
    monkeypatch.setattr("famsim.scenario.loading.read_text", lambda path: str(eval(Path(path).read_text())))
    with pytest.raises(AssertionError):
        check(events(path), path)


def test_the_sources_of_this_room_use_no_loader_that_runs_code():
    """No pickle, eval, exec, YAML or dynamic import in famsim/scenario."""
    room = Path(famsim.scenario.__file__).parent
    words = re.compile(
        r"\b(pickle|dill|yaml|eval|exec|compile|__import__|importlib\.import_module|subprocess)\b\s*[(.]?"
    )
    for file in room.glob("*.py"):
        text = re.sub(r"re\.compile", "", file.read_text())
        assert not words.search(text), file.name
