"""A single function as a WebAssembly module, and what it answers in node."""

import json
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from llvmlite import ir

from famsim.wasm.compiled import bared, compiled
from famsim.wasm.kinds import FLOAT
from famsim.wasm.machine import SHORT, answer_type, types_of
from famsim.wasm.module import Module
from famsim.wasm.subset import Program

ROOM = (1 << 16, 1 << 17)  # of the module's memory, in which functions make arrays
RUN = Path(__file__).with_name("small.mjs")


def module_of(function, kinds):
    """Return a function of numbers, exported as `run`, and whether it answers a float."""
    program = Program()
    typed = program.add(function, kinds)
    module = Module(program)
    types = [one for kind in kinds for one in types_of(kind)]
    run = ir.Function(module.made, ir.FunctionType(answer_type(typed.answer), types), "run")
    build = ir.IRBuilder(run.append_basic_block("begin"))
    for bound, kept in zip(ROOM, (module.in_use, module.end), strict=True):
        build.store(SHORT(bound), kept)
    build.ret(build.call(module.functions[typed], run.args))
    text = re.sub(r'(define [^\n]*@"run"\([^\n]*\))', r'\1 "wasm-export-name"="run"', str(module.made))
    return bared(compiled(text)), typed.answer == FLOAT


def answers(function, kinds, examples, folder):
    """Return what a function answers in node for some arguments; skip where there is no node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node is installed")
    code, fraction = module_of(function, kinds)
    (folder / "small.wasm").write_bytes(code)
    given = [
        [["f" if kind == FLOAT else "i", repr(one)] for kind, one in zip(kinds, row, strict=True)] for row in examples
    ]
    (folder / "given.json").write_text(json.dumps({"given": given, "fraction": fraction}))
    done = subprocess.run([node, str(RUN), str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [bytes.fromhex(one) for one in json.loads(done.stdout)]
    return [struct.unpack("<d" if fraction else "<q", one)[0] for one in found]
