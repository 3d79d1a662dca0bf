"""The books of lives as a file that the page's script can measure, and what famsim itself makes of the same lives."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from famsim.handover.page.file import parts_text

HERE = Path(__file__).parent
KINDS = {"int32": np.int32, "int16": np.int16, "float64": np.float64}


def node():
    """Return where node is, or skip."""
    path = shutil.which("node")
    if path is None:
        pytest.skip("no node to run the page's script in")
    return path


def core_file(folder):
    """Return the file of the script's core in a folder."""
    path = folder / "core.js"
    path.write_text(parts_text("core"), encoding="utf-8")
    return path


class Bin:
    """A file of arrays: where each stands, in bytes."""

    def __init__(self):
        self.parts, self.size = [], 0

    def put(self, array, kind):
        data = np.ascontiguousarray(array, KINDS[kind]).tobytes()
        data += b"\0" * (-len(data) % 8)
        at, self.size = self.size, self.size + len(data)
        self.parts.append(data)
        return {"at": at, "of": kind, "length": int(np.asarray(array).size)}


def life_of(run, roster, bin_):
    """Return a finished run as the script has it."""
    rows, months = len(run.accounts), run.state.couple_months.shape[1]
    return {
        "accounts": bin_.put(run.accounts, "int32"),
        "ids": bin_.put(run.account_ids & ((1 << 48) - 1), "float64"),
        "cells": bin_.put(run.state.account_cells[:rows], "int16"),
        "besides": bin_.put(roster.besides[: roster.seen], "int16"),
        "words": bin_.put(run.state.couple_months[:rows], "int32"),
        "unions": bin_.put(run.state.unions[:rows], "int16"),
        "families": rows,
        "months": months,
    }


def ask(folder, script, said, bin_=None):
    """Return what a script answers, run in node over the core, a JSON file and perhaps arrays."""
    about, bytes_ = folder / "said.json", folder / "said.bin"
    about.write_text(json.dumps(said), encoding="utf-8")
    bytes_.write_bytes(b"".join(bin_.parts) if bin_ else b"")
    asked = [node(), str(HERE / script), str(core_file(folder)), str(about), str(bytes_)]
    return json.loads(subprocess.run(asked, capture_output=True, check=True, text=True, timeout=120).stdout)
