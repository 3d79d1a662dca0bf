"""The driver's text, for a page to hold."""

from importlib.resources import files

FILES = ("engine.js", "scores.js", "moved.js", "live.js")


def scripts() -> str:
    """Return what a page runs the model with: famsimEngine, famsimScores, famsimMoved, famsimSession and famsimLive, and no more."""
    return "\n".join((files("famsim.wasm") / name).read_text(encoding="utf-8") for name in FILES)
