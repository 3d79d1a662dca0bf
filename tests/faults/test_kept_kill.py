"""`kill -9` while files are kept leaves each whole or absent: whoever comes next reads all of it or makes it again."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from famsim import keeping

KILLS = 12
WRITES = """
from famsim.keeping import keep
print("began", flush=True)
for number in range(10**6):
    keep(f"solved/{number % 7}", bytes([number % 251]) * 300_000)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_killed_writer_leaves_nothing_half_written_that_is_read(tmp_path, monkeypatch, caplog):
    """Also with two who write the same files at once, of whom one lives on."""
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path))
    chance, read = random.Random(5), 0
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(KILLS):
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITES], stdout=subprocess.PIPE, text=True, env=env) for _ in "ab"
        ]
        for writer in writers:
            writer.stdout.readline()
        for writer in writers:
            time.sleep(0.05 * chance.random())
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
        for number in range(7):
            body = keeping.recall(f"solved/{number}")
            read += body is not None
            assert body is None or body == body[:1] * 300_000
    assert read > KILLS
    assert not caplog.records
