"""What one month was for a couple, packed into one whole number, so that two lives can be set beside each other.

From the lowest bit: the chance of parting in parts of CERTAIN (19 bits); harm now (2); what a parting would be (2);
whether its violence would go on elsewhere (1); that the couple was together when it might part (1); that it did (1).
"""

from __future__ import annotations

from famsim.model.compiling import rule

A_HARM, A_KIND, ELSEWHERE, TOGETHER, PARTED = 1 << 19, 1 << 21, 1 << 23, 1 << 24, 1 << 25

# harm at home in a month, and by what a parting would be an exit; NO_HARM of a parting: a loss
NO_HARM, CONFLICT, VIOLENCE, COERCION = 0, 1, 2, 3


@rule
def chance_in(word: int) -> int:
    """Return the month's chance of parting, in parts of CERTAIN."""
    return word % A_HARM


@rule
def harm_in(word: int) -> int:
    """Return the worst harm at home in the month: NO_HARM, CONFLICT alone, VIOLENCE or COERCION."""
    return (word // A_HARM) % 4


@rule
def exit_from(word: int) -> int:
    """Return the worst harm that would make a parting of this month an exit; NO_HARM: it would be a loss."""
    return (word // A_KIND) % 4


@rule
def goes_on_elsewhere(word: int) -> bool:
    """Say whether violence would go on from where the other parent lives, had the couple parted this month."""
    return (word // ELSEWHERE) % 2 == 1


@rule
def were_together(word: int) -> bool:
    """Say whether the couple was together in the month, up to where it might part."""
    return (word // TOGETHER) % 2 == 1


@rule
def parted_in(word: int) -> bool:
    """Say whether the couple parted in the month."""
    return word // PARTED == 1
