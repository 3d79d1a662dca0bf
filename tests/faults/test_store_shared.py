"""Several processes may open and fill one new store at once: a first share of docs/reliability.md F06."""

import os
import subprocess
import sys
from pathlib import Path

from famsim.store import Store

WRITER = Path(__file__).with_name("store_writer.py")
PROCESSES, STORES, RUNS = 3, 40, 3


def test_processes_that_meet_at_a_new_store_share_it(tmp_path):
    """Each ends well, in silence, and the store holds each run once."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    script = f"import sys; sys.path.insert(0, {str(WRITER.parent)!r}); import store_writer\n"
    script += f"for path in sys.stdin: store_writer.live(path.strip(), {RUNS}, 'none')"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    command = [sys.executable, "-c", script]
    writers = [subprocess.Popen(command, **pipes, text=True, env=environment) for _ in range(PROCESSES)]
    for writer in writers:
        writer.stdin.write("".join(f"{tmp_path / str(number)}\n" for number in range(STORES)))
        writer.stdin.flush()
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [("", 0)] * PROCESSES
    for number in range(STORES):
        with Store(tmp_path / str(number)) as store:
            assert store.verify().ok and store.status().done == RUNS and store.status().alarms == 0
