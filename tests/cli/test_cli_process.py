"""The command line as a process: light to start, quick to stop, quiet when nobody listens."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import famsim

HEAVY = ("matplotlib", "mesa", "pandas", "numba", "numpy", "scipy", "pydantic", "rich", "typer")
WAITS = "import time, famsim.cli.app as a; a.app.registered_commands.clear(); {} ; from famsim.cli import main; main()"
SLEEPS = "a.app.command(name='check')(lambda: (print('there', flush=True), time.sleep(20)))"
HASHES = "__import__('hashlib').pbkdf2_hmac('sha256', b'a', b'b', 60_000_000)"
DEAF = f"a.app.command(name='check')(lambda: (print('there', flush=True), {HASHES}))"


def python(*arguments, **given):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=60, check=False, **given
    )


def test_importing_famsim_is_light():
    """No work at import; nothing heavy until a name is used."""
    said = python("-c", "import sys, famsim; print(*sys.modules)")
    assert not set(said.stdout.split()) & set(HEAVY)


def test_help_needs_no_model():
    """Lazy imports. The time is printed, not asserted: machines differ (the aim is 0.3 s)."""
    began = time.perf_counter()
    said = python("-X", "importtime", "-m", "famsim", "--help")
    print(f"famsim --help: {time.perf_counter() - began:.2f} s")
    loaded = {line.rpartition("|")[2].strip() for line in said.stderr.splitlines()}
    assert "Usage: famsim" in said.stdout
    assert not loaded & {"numba", "pandas", "numpy", "matplotlib", "mesa", "scipy"}


def test_the_package_is_its_list_of_names():
    """`__all__` equals what is visible, and each name is there."""
    assert sorted(name for name in dir(famsim) if not name.startswith("_")) == sorted(famsim.__all__)
    assert {"Scenario", "Strategy", "compare", "load_scenario", "plot", "simulate"} <= set(famsim.__all__)
    with pytest.raises(AttributeError, match="comparre"):
        _ = famsim.comparre


@pytest.mark.parametrize("name", sorted(famsim.__all__))
def test_every_public_name_leads_somewhere(name):
    """A lazy name that is misspelt would only be found by its first user."""
    assert callable(getattr(famsim, name))


def test_the_version_is_the_packages(pytestconfig):
    """One version, in pyproject.toml and in the package."""
    import tomllib

    project = tomllib.loads((pytestconfig.rootpath / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == famsim.__version__


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("sent", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.parametrize("does", [SLEEPS, DEAF])
def test_a_signal_ends_the_process_promptly(does, sent, code):
    """docs/reliability.md F15: 130, 143 or 129 within 2 s (and a margin), also while one long step hears nothing."""
    start = f"import signal; signal.signal(signal.{sent}, signal.SIG_DFL); {WAITS.format(does)}"  # under `nohup` too
    command = [sys.executable, "-c", start, "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "there\n"
        time.sleep(0.1)  # it is within the step
        began = time.perf_counter()
        process.send_signal(getattr(signal, sent))
        _, error = process.communicate(timeout=15)
        took = time.perf_counter() - began
    assert process.returncode == code
    assert took < 4
    assert "Traceback" not in error
    assert error.startswith("famsim: ")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("loaded", ["typer.main", "rich.text", "pydantic.fields", "famsim.scenario"])
def test_an_interrupt_while_everything_is_being_loaded_is_quiet(loaded):
    """Whatever has just been loaded when it comes: no import's traceback."""
    command = [sys.executable, "-X", "importtime", "-m", "famsim", "check", "newcastle"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        said = []
        for line in process.stderr:
            said.append(line)
            if line.rpartition("|")[2].strip() == loaded:
                process.send_signal(signal.SIGINT)
                break
        said += process.stderr.readlines()
    assert process.returncode in (0, 130) and not any("Traceback" in line for line in said)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("pause", [0.0, 0.001, 0.02, 0.2])
def test_two_interrupts_are_no_worse_than_one(pause):
    """An impatient Ctrl-C falls into the answer to the first."""
    command = [sys.executable, "-c", WAITS.format(SLEEPS), "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "there\n"
        process.send_signal(signal.SIGINT)
        time.sleep(pause)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=15)
    assert process.returncode == 130 and "Traceback" not in error


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("ends", "left", "code"), [("SIG_DFL", [], 129), ("SIG_IGN", ["done"], 0)])
def test_a_terminal_that_goes_away_leaves_nothing_hidden_behind(ends, left, code, tmp_path):
    """A claim stayed beside the results, and nothing was said; under `nohup` the command goes on to its end."""
    does = "from famsim.cli.folders import ready_folder; ready_folder('r', False); print('there', flush=True)"
    does += "; __import__('pathlib').Path('done').touch() if input() else 0"
    command = f"a.app.command(name='check')(lambda: exec({does!r}))"
    start = f"import signal; signal.signal(signal.SIGHUP, signal.{ends}); {WAITS.format(command)}"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", start, "check"], cwd=tmp_path, **pipes) as process:
        assert process.stdout.readline() == "there\n"
        assert any(one.suffix == ".claim" for one in tmp_path.iterdir())
        process.send_signal(signal.SIGHUP)
        process.communicate("go on\n", timeout=15)
    assert (process.returncode, sorted(one.name for one in tmp_path.iterdir())) == (code, left)


SWALLOWED = """
import signal, sys, time
signal.signal(signal.{sent}, signal.SIG_DFL)
import famsim.cli.app as a

class Careless:
    def __del__(self):
        signal.raise_signal(signal.{sent})
        time.sleep(0)

def check():
    Careless()
    time.sleep(20)

a.app.registered_commands.clear()
a.app.command(name="check")(check)
from famsim.cli import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("sent", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_an_interrupt_that_a_step_swallows_comes_again(sent, code):
    """The compiler calls back into Python, where every error is shown as ignored and forgotten; so does `__del__`."""
    said = python("-c", SWALLOWED.format(sent=sent), "check")
    assert said.returncode == code and len(said.stderr.splitlines()) == 1 and "Traceback" not in said.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_leaves_is_no_error():
    """`famsim sources | head -1` ends quietly."""
    shell = f"'{sys.executable}' -m famsim sources | head -1"
    said = subprocess.run(shell, shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert (said.stderr, said.stdout) == ("", "Figures\n")


@pytest.mark.parametrize("locale", ["C", "POSIX", "cp1252"])
def test_output_is_utf8_whatever_the_locale(locale, tmp_path):
    """docs/reliability.md F38: the same bytes in six locales; those that are not UTF-8, the last a Windows pipe."""
    text = '[scenario]\nname = "caf\u00e9"\nquestion = "b"\narea = "leeds"\nmonths = 9\n[[strategy]]\nname = "c"\n'
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    env = os.environ | {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    env["PYTHONIOENCODING"] = locale if locale == "cp1252" else ""
    command = [sys.executable, "-m", "famsim", "check", str(tmp_path / "a.toml")]
    said = subprocess.run(command, capture_output=True, env=env, timeout=60, check=False)
    assert said.returncode == 0
    assert said.stdout.startswith("caf\u00e9: everything".encode())


def test_what_a_store_has_to_say_is_a_line_without_the_program_in_it():
    """Python's own form names a file and a line of famsim, which tells its user nothing."""
    warns = "a.app.command(name='check')(lambda: __import__('warnings').warn('it holds others', E.StoreWarning))"
    said = python("-c", WAITS.format(f"import famsim.errors as E; {warns}"), "check")
    assert (said.returncode, said.stderr) == (0, "Warning: it holds others\n")


def test_an_interrupt_that_python_wraps_is_an_interrupt(monkeypatch, capsys):
    """One that comes while a class is made is a RuntimeError to Python 3.11; any other error stays what it is."""
    from famsim.cli import running

    def made(interrupted):
        def invoke(_):
            try:
                raise KeyboardInterrupt if interrupted else ValueError
            except BaseException as cause:
                raise RuntimeError("Error calling __set_name__") from cause

        return invoke

    monkeypatch.setattr(running, "HEARD", threading.Event())
    monkeypatch.setattr(running, "invoke", made(True))
    assert running.run([]) == 130
    assert capsys.readouterr().err.startswith("famsim: interrupted")
    monkeypatch.setattr(running, "invoke", made(False))
    with pytest.raises(RuntimeError):
        running.run([])


@pytest.mark.parametrize("command", [[], ["compare"], ["twin"], ["page"]])
def test_help_is_whole_where_python_leaves_docstrings_out(command):
    """`python -OO -m famsim --help` says what `python -m famsim --help` says."""
    plain, stripped = (python(*flags, "-m", "famsim", *command, "--help") for flags in ([], ["-OO"]))
    assert plain.returncode == stripped.returncode == 0
    assert stripped.stdout == plain.stdout and len(plain.stdout.split("Options:")[0].split()) > 15


@pytest.mark.parametrize(("asked", "found"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_matrices_are_left_to_the_thread_that_asks_for_them(asked, found):
    """Before NumPy is loaded, which reads it then; what somebody has set by themselves stands."""
    code = (
        "import os, sys; from famsim import cli; assert 'numpy' not in sys.modules\n"
        "sys.argv = ['famsim', '--version']\n"
        "try: cli.main()\nexcept SystemExit: print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    given = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | asked
    assert python("-c", code, env=given).stdout.splitlines()[-1] == found
