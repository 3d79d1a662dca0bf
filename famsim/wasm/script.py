"""The driver's text, for a page to hold."""

from importlib.resources import files

FILES = ("engine.js", "books.js", "scores.js", "records.js", "moved.js", "live.js")


def scripts() -> str:
    """Return what a page runs the model with: functions whose names begin with `famsim`, and no other names."""
    return "\n".join((files("famsim.wasm") / name).read_text(encoding="utf-8") for name in FILES)
