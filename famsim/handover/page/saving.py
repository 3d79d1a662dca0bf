"""The file that the page saves: the scenario as TOML in pieces, with a slot for each number that a lever moves.

The page fills the slots with numbers only, so that no text typed anywhere can become part of the file.
"""

from typing import Any

from famsim.runs import LEVERS, Setting, factor_of, pulled, tidied
from famsim.scenario import MAX_PLACES, Scenario, evidence_toml, scenario_toml

PLACES = "places_a_month = "
HEAD = "# The assumptions that a room chose on its workshop page. Run it: famsim compare FILE\n"


def pieces_of(scenario: Scenario) -> list[Any]:
    """Return texts and slots in order: {lever, says}, {places, most} and {figure, lever, value, low, high, given}."""
    moved = pulled(scenario)
    names = {one.name for one in moved}
    found: list[Any] = [HEAD, *({"lever": one.name, "says": one.says} for one in LEVERS), "\n"]
    for line in scenario_toml(scenario.with_(evidence={})).splitlines(keepends=True):
        if line.startswith(PLACES):  # a user's text is quoted on its line, so it cannot begin one
            found += [PLACES, {"places": float(line.removeprefix(PLACES)), "most": float(MAX_PLACES)}, "\n"]
        else:
            found.append(line)
    found.append("\n[evidence]\n")
    found += [evidence_toml(name, value) for name, value in scenario.evidence.items() if name not in names]
    found += [
        {"figure": one.name, "lever": one.lever, "value": one.value, "low": one.low, "high": one.high}
        | {"given": one.name in scenario.evidence}
        for one in moved
    ]
    return joined(found)


def joined(pieces: list[Any]) -> list[Any]:
    """Return the pieces with neighbouring texts made one."""
    found: list[Any] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def filled(pieces: list[Any], setting: Setting) -> str:
    """Return the text that the page saves under a setting, its numbers in Python's spelling."""
    return "".join(piece if isinstance(piece, str) else slot(piece, setting) for piece in pieces)


def slot(piece: dict[str, Any], setting: Setting) -> str:
    """Return what stands in one slot."""
    if "places" in piece:
        return repr(tidied(min(piece["places"] * factor_of(setting, "places"), piece["most"])))
    if "says" in piece:
        return f"# {piece['says']}: {chosen(factor_of(setting, piece['lever']))}\n"
    factor = factor_of(setting, piece["lever"])
    if factor == 1.0 and not piece["given"]:
        return ""
    return f'"{piece["figure"]}" = {tidied(min(max(piece["value"] * factor, piece["low"]), piece["high"]))!r}\n'


def chosen(factor: float) -> str:
    """Return a lever's factor in words."""
    return "as the scenario has it" if factor == 1.0 else f"{round(100.0 * factor)}% of what the scenario has"
