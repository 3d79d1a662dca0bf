"""Compile the one entry kernel, and keep it: the cache is keyed by everything the kernel was made from.

A rule edited in another file must never leave an old kernel in use, so the folder of the cache is named by a hash of
the sources of model/, rules/ and engine/ and of the versions and the processor it was compiled for.
"""

import hashlib
import os
import platform
from importlib.resources import files
from pathlib import Path

import llvmlite.binding
import numba
import numpy as np
from numba.core import config

PACKAGES = ("model", "rules", "engine")


def source_hash(packages: tuple[str, ...] = PACKAGES) -> str:
    """Return a hash of the sources of some packages, by default those the kernel is made from."""
    digest = hashlib.sha256()
    for package in packages:
        folder = files("famsim") / package
        for source in sorted(folder.iterdir(), key=lambda file: file.name):
            if source.name.endswith(".py"):
                digest.update(f"{package}/{source.name}\n".encode() + source.read_bytes())
    return digest.hexdigest()


def kernel_key() -> str:
    """Return the name of the kernel's cache: sources, numba, NumPy, Python and processor."""
    made_with = (
        source_hash(),
        numba.__version__,
        np.__version__,
        platform.python_version(),
        llvmlite.binding.get_host_cpu_name(),
        llvmlite.binding.get_host_cpu_features().flatten(),
    )
    return hashlib.sha256("\n".join(made_with).encode()).hexdigest()[:16]


def cache_folder() -> Path:
    """Return famsim's folder for what can be made again: $FAMSIM_CACHE, or the user's cache folder."""
    named = os.environ.get("FAMSIM_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "famsim"


def kernel(function):
    """Compile a loop over families: nogil, no fastmath, kept between runs."""
    if config.DISABLE_JIT:
        return function
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder() / f"kernel-{kernel_key()}")
    try:
        return numba.njit(nogil=True, error_model="numpy", cache=True)(function)
    finally:
        config.CACHE_DIR = before
