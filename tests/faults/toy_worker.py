"""A worker with a stand-in life: it answers by arithmetic, and now and then dies, fails or answers no number.

    python toy_worker.py SHARE SECONDS     SHARE of runs at which it kills itself; SECONDS that each run takes

What a run is comes from `asked`: [number, place]; a number below 0 always kills its worker, one of 1,000 and above
raises an error, and one of 2,000 and above is never answered. A file that is no store of anything is written to, so
that runs can be counted (TOY_LIVED).
"""

import json
import os
import random
import signal
import sys
import time

import numpy as np

from famsim.store import encode

HANGS = 2000


def life(number):
    """Return what a run comes to: a fixed function of its number."""
    return {"squares": np.arange(number % 7 + 3, dtype=np.int64) ** 2 + number}


def send(header, content=b""):
    """Answer as famsim.questions.sweep.task does, without the second that its imports take."""
    os.write(1, json.dumps({**header, "bytes": len(content)}).encode() + b"\n" + content)


def answer(key, number, share, seconds):
    """Live one run, or die of it."""
    time.sleep(seconds)
    if number < 0 or random.random() < share:
        os.kill(os.getpid(), signal.SIGKILL)
    while number >= HANGS:
        time.sleep(60.0)
    if number >= 1000:
        send({"key": key, "status": "failed", "error": "ValueError: planted"})
        return
    with open(os.environ.get("TOY_LIVED", os.devnull), "a") as file:
        file.write(f"{key}\n")
    send({"key": key, "status": "done", "error": "", "started": "", "finished": ""}, encode(life(number)))


def main(share, seconds):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin.readline()
    send({"ready": os.getpid()})
    for line in sys.stdin:
        said = json.loads(line)
        for key, (number, _) in zip(said["keys"], said["asked"], strict=True):
            answer(key, number, share, seconds)
        send({"over": True})


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
