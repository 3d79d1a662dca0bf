"""Writes one results folder again and again, and says each time which results are in place.

A server for tests/faults/test_kill_folders.py: for each line on its input it forks a life that writes results number
1, 2, 3, ... over the earlier ones and says "life <pid>", "swap" just before they are put in place, "<number>" once they
are, and "over <what it ended with>". A life may be ended at any moment. Ways of writing, chosen by name: `exchange`, as
it is where the system can exchange two names in one step; `aside`, as it is elsewhere; `old`, a planted fault: two
renames out of a temporary folder that goes with whatever is in it.

    python folder_writer.py FOLDER WAY
"""

import os
import signal
import sys
import tempfile
from pathlib import Path

from famsim.measures.lines import LEDGER
from famsim.results import folder as report_folder
from famsim.results import swapping
from famsim.results.folder import write_whole
from famsim.results.record import read_record, record_bytes

FILES = 6


def results(number):
    """Return the files of results: a fixed function of their number."""
    files = {f"table-{one}.csv": f"number\n{number}\n".encode() * (50 * one + 1) for one in range(FILES)}
    about = {"kind": "famsim comparison", "ledger": LEDGER, "number": number}
    return files | {"record.json": record_bytes(about, {}, files)}


def number_in(folder):
    """Return the number of the results that are in place."""
    return read_record(folder)["number"]


def write_old(folder, files):
    """Put results in place as it was done once."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".famsim-") as beside:
        made, before = Path(beside) / "results", Path(beside) / "before"
        made.mkdir()
        for name, content in files.items():
            (made / name).write_bytes(content)
        say("swap")
        folder.rename(before)
        made.rename(folder)


def put_instead(made, target):
    """Swap as the package does, and say so just before."""
    say("swap")
    swapping.put_instead(made, target)


def live(folder, way):
    """Write results until the end."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.fsync = lambda _: None  # no power is cut here, and the disk's time would hide the moments that count
    report_folder.put_instead = put_instead
    if way == "aside":
        swapping.steps = dict
    number = number_in(folder)
    for _ in range(200):
        number += 1
        files = results(number)
        if way == "old":
            write_old(folder, files)
        else:
            write_whole(folder, lambda files=files: files)
        say(number)


def say(text):
    os.write(1, f"{text}\n".encode())


def main(folder, way):
    for _ in sys.stdin:
        life = os.fork()
        if life == 0:
            try:
                say(f"life {os.getpid()}")  # by itself, so that nothing it does is heard of before
                live(Path(folder), way)
            except KeyboardInterrupt:
                os._exit(130)
            except BaseException as error:
                if way != "old":
                    say(f"failed {error!r}")
                os._exit(1)
            os._exit(0)
        say(f"over {os.waitstatus_to_exitcode(os.waitpid(life, 0)[1])}")


if __name__ == "__main__":
    main(*sys.argv[1:])
