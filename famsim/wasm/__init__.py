"""The model itself for a page without Python: the rules as a WebAssembly module, and what a page lives them from."""

from famsim.wasm.compiled import Binary, binary
from famsim.wasm.deflating import deflated
from famsim.wasm.packing import model, pack, pack_beside
from famsim.wasm.script import scripts
from famsim.wasm.source import OutsideSubsetError
from famsim.wasm.subset import Program

__all__ = [
    "Binary",
    "OutsideSubsetError",
    "Program",
    "binary",
    "deflated",
    "model",
    "pack",
    "pack_beside",
    "scripts",
]
