"""Texts put together, and the names of the months that they tell of."""

PHASES, WITHIN, AFTER, WHOLE = "phases", "within", "after", "all"  # the table; months of the money, after it, all
NONE, LESS = "-", "less"  # where nothing is paid; after a sum that is spared and not paid
Plan = tuple[str, str]  # an option, and which of its months
YOURS, BLANK = "For you to write.", "…"  # what its authors write, and fill in


def joined(*parts: str) -> str:
    """Return parts one below the other, without those that say nothing."""
    return "\n\n".join(one for one in parts if one)
