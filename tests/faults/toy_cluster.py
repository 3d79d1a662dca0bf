"""A stand-in life for a Dask cluster's workers: see tests/faults/test_cluster.py.

A number below 0 always kills its worker, and any does at a share of times; one of 1,000 and above fails.
"""


def live_of(folder, share=0.0, seconds=0.0, first=""):
    """Return what a worker does with a note and a line; `folder`: where toy_worker.py is.

    first: a file that the first worker to come by makes; that one refuses.
    """

    def live(note, line):  # pickled whole: the workers know nothing of this file
        import json
        import os
        import random
        import signal
        import sys
        import time
        from io import BytesIO
        from pathlib import Path

        from famsim.questions.sweep.task import send
        from famsim.store import encode

        sys.path.insert(0, folder)
        import toy_worker

        said, to = json.loads(line), BytesIO()
        if first and not Path(first).exists():
            Path(first).write_text(str(os.getpid()))
        if first and Path(first).read_text() == str(os.getpid()):
            send(to, {"refused": "planted"})
            return to.getvalue()
        for key, (number, _) in zip(said["keys"], said["asked"], strict=True):
            time.sleep(seconds)
            if number < 0 or random.random() < share:
                os.kill(os.getpid(), signal.SIGKILL)
            if number >= 1000:
                send(to, {"key": key, "status": "failed", "error": "ValueError: planted"})
            else:
                header = {"key": key, "status": "done", "error": "", "started": "", "finished": ""}
                send(to, header, encode(toy_worker.life(number)))
        return to.getvalue()

    return live
