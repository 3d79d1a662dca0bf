"""Which tables a fit may use and which judge it: by the hash of the table's name, no hand in it."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from famsim.calibration.targets.contrasts import contrasts
from famsim.calibration.targets.target import CHECK, FIT, Target
from famsim.calibration.targets.total import total_error

INFORMATIVE = 0.25  # total error of a figure, at most, over its value (of a contrast: over the overall mean)
LEAST_LEVELS, LEAST_CLEAR, LEAST_THEMES = 20, 5, 5  # that the check rows must hold


def hashed(table: str) -> int:
    """Return the SHA-256 of a table's name as a number."""
    return int(hashlib.sha256(table.encode("utf-8")).hexdigest(), 16)


def is_informative(total: float, overall: float) -> bool:
    """Say whether a figure can tell a good model from a bad one."""
    return total <= INFORMATIVE * abs(overall)


def checking(targets: Sequence[Target]) -> set[str]:
    """Return the tables that check: those with an odd hash, then the next in hash order until there are enough."""
    waiting = sorted({one.table for one in targets if hashed(one.table) % 2 == 0}, key=hashed)
    tables = {one.table for one in targets} - set(waiting)
    while waiting and not are_enough([one for one in targets if one.table in tables]):
        tables.add(waiting.pop(0))
    return tables


def are_enough(rows: Sequence[Target]) -> bool:
    """Say whether rows hold enough informative levels, clear contrasts and themes to judge a model."""
    levels = [one for one in rows if not one.is_contrast and is_informative(total_error(one), one.size)]
    clear = [one for one in contrasts(rows) if one.clear and is_informative(one.total, one.overall)]
    themes = {one.about.theme for one in levels} | {one.rows[0].about.theme for one in clear}
    return len(levels) >= LEAST_LEVELS and len(clear) >= LEAST_CLEAR and len(themes) >= LEAST_THEMES


def split(targets: Sequence[Target]) -> list[Target]:
    """Return the targets with their use: as their file says, else by the split of those tables it says nothing of."""
    open_rows = [one for one in targets if not one.use]
    check = checking(open_rows)
    return [one if one.use else replace(one, use=CHECK if one.table in check else FIT) for one in targets]
