"""The page of Python's names: each public one stands for what its docstring says, which the site fills in."""

import famsim

GROUPS = {
    "A scenario": ("load_scenario", "Scenario", "Strategy", "composed"),
    "Questions": (
        *("compare", "simulate", "timing", "twin", "why", "assess", "theory", "trial", "validate", "sensitivity"),
        *("sweep", "discover", "Calibration"),
    ),
    "What comes back": ("Study", "plot", "sources", "FamsimError"),
    "What is handed over": ("page", "report", "business_case"),
}
MEMBERS = {"Study": ("answer", "difference", "figures", "save", "to_frame"), "Calibration": ("fit", "answer", "save")}


def api() -> str:
    """Return a place for each public name, in groups; ValueError where a name has none."""
    left = set(famsim.__all__).symmetric_difference(name for names in GROUPS.values() for name in names)
    if left:
        raise ValueError(f"docs/making/from_names.py: in one of groups and famsim.__all__ alone: {sorted(left)}")
    return "\n".join(line for title, names in GROUPS.items() for line in group(title, names))


def group(title: str, names: tuple[str, ...]) -> list[str]:
    """Return a heading and a place for each name."""
    return ["", f"## {title}", "", *(line for name in names for line in place(name))]


def place(name: str) -> list[str]:
    """Return the lines that the site replaces by a name's signature and docstring, and by those of its members."""
    members = "".join(f"\n        - {one}" for one in MEMBERS.get(name, ()))
    return [f"::: famsim.{name}", *([f"    options:\n      members:{members}"] if members else []), ""]


BLOCKS = {"api": api}
