"""Where a way through famsim climbs: calls from a room to one that stands higher, as pyproject.toml orders them."""

import sys
import threading
import tomllib
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import famsim

PACKAGE = Path(famsim.__file__).parent
READING = ("__len__", "__iter__", "__getitem__", "__eq__", "__hash__", "__contains__")  # of what was handed down


def heights():
    """Return how high each room stands."""
    with (PACKAGE.parent / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return {room.split(".")[1]: -depth for depth, layer in enumerate(layers) for room in layer.split(" : ")}


@contextmanager
def climbs():
    """Give a list that fills with each climb, once: (from room, file and function; to room, file and function)."""
    height, found = heights(), []

    @cache
    def place(code):
        path = Path(code.co_filename)
        inside = path.relative_to(PACKAGE).with_suffix("").parts if path.is_relative_to(PACKAGE) else ("",)
        return (inside[0], f"{'.'.join(inside)}.{code.co_name}") if inside[0] in height else None

    def watch(frame, event, _):
        if event != "call" or frame.f_code.co_name in (*READING, "<module>"):
            return
        there, caller = place(frame.f_code), frame.f_back
        while there and caller and place(caller.f_code) is None:
            caller = caller.f_back
        here = there and caller and place(caller.f_code)
        if here and height[there[0]] > height[here[0]] and (here[1], there[1]) not in found:
            found.append((here[1], there[1]))

    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        yield found
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
